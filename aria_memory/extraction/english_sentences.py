"""English words that matter to where a sentence ends and whether its speaker means it: data alone."""

ABBREVIATIONS = ("mr", "mrs", "ms", "dr", "st", "prof", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "sr", "jr")
FICTION = (  # before a statement: nothing in it is said to be true, and nobody in it to exist
    r"\b(?:imagine|(?<!\bi )suppose|supposing|pretend|let's say|say i|wish(?:ed)?|as if|as though|hypothetically"
    r"|dream(?:ed|t)?|joking|kidding|what if)\b"
)
DOUBTED = (  # the same, but those who are spoken of there are: "if my brother Tom rings"
    r"\b(?:if(?! (?:you can believe|you(?:'d| would) believe|you must know|you ask me|i'm honest|i may|i say so myself"
    r"|memory serves|anything|you please|you don't mind|you wouldn't mind|nothing else)\b)"
    r"|unless|would|could|might|maybe|perhaps|probably|almost|nearly|possibly|not sure"
    r"|should(?!(?:'ve| have| probably| also| just| really){0,2} (?:said|mention(?:ed)?|say|add(?:ed)?|point out"
    r"|t(?:old|ell) you|note|warn you)\b)|in case|until|whether)\b"
)
SARCASM = (  # before a statement: the contrary is meant
    r"\b(?:oh,? (?:great|joy|wonderful|brilliant|perfect|lovely|fantastic|goody)|yay"
    r"|yeah,? (?:right|sure|because)|sure,? because|because i totally|obviously because|just what i needed)\b[,.!]?"
    r" (?:because )?(?=i\b)|\bi (?:just |really |simply )?(?:love|adore|enjoy) (?:being|getting)"
    r" (?:stuck|ignored|yelled|shouted|woken|lied|late|sick|ill|interrupted|charged|told|kept|treated|cut|dumped"
    r"|rained|left"
    r"|put on hold|blamed|bored|broke)\b|\bi (?:just|simply) (?:love|adore) (?:being|getting|waiting|having"
    r"|paying|sitting|standing|cleaning|queu\w+)\b|/s$|\bi (?:just |really )?(?:love|adore"
    r"|enjoy)[^.]{1,80}\bsaid (?:no one|nobody)\b"
)
WORK_ON = (  # what is said after it is a text to work on, not talk
    r"\b(?:translate|rewrite|rephrase|reword|paraphrase|proofread|summari[sz]e|edit|shorten|improve|polish|correct"
    r"|(?:check"
    r"|fix|mark|grade|review) (?:the (?:grammar|spelling)|my (?:grammar|spelling)))\b[^\n]{0,60}\b(?:this|these"
    r"|following"
    r"|below|my (?:\w{2,12} )?(?:essay|letter|email|cv|resume|text|paragraph|speech|bio|draft|story|poem|message"
    r"|caption|post"
    r"|answer|profile|statement))\b"
)
REPORTED = (  # before a statement: another says it, or it is a text to work on
    r"\b(?:(?<!\bi )(?:said(?<!\bshould have said)(?<!\bshould've said)|says|told(?<!\bshould have told)"
    r"(?<!\bshould've told)(?<!\btruth be told)|tells|(?<!\byou )asked"
    r"|asks|claims|claimed|wrote|writes|thinks|thought(?! i'd (?:ever )?say )|believes"
    r"|believed|whispers|shouts|replied|answered|insists|joked|texted)(?! (?:so|too much)\b(?! that\b))"
    r"|according to|translate|translation|rewrite"
    r"|paraphrase|proofread|how (?:do|would|can) (?:you|i|we) say|in the (?:film|movie|book|novel|song|game|story|play)"
    r"|make (?:this|it|these) (?:(?:more|less|sound) \w{3,12}|(?:\w{2,6} )?\w{3,10}er|polite|formal)(?= ?:)"
    r"|character|lyrics|the hero|write (?:a|me|an)|example|quote|heard that|role-?play|goes(?=:)|the (?:sign|poem"
    r"|text|caption|line|email|letter|card|note|screen|sticker|tattoo"
    r"|mug|shirt) (?:goes|reads|was|is))\b"
)
KISSES = (  # at the end of a sentence: "it's Kerry xx", but not "solve for x"
    r"(?<=\w)(?<!\bfor)(?<!\bby)(?<!\bof)(?<!\bis)(?<!\bfind)(?<!\d),? {1,2}x{1,4}$"
)
