# ruff: noqa: E501 - patterns read best in full lines
"""English of what asks the assistant to say something, and of what only seems to: data alone, read by `cued_loosely`.

In a pattern a space stands for one to three blanks; every quantifier is bounded.
"""

_ME = r"(?:me|us)\b"
_NUDGE = (
    r"(?:reminder|nudge|prompt|warning|heads[- ]?up|poke|prod|ping|kick|push|telling[- ]off|word|question|hint"
    r"|instruction|order"
    r"|note|line|shout|buzz|alert|tip[- ]?off|tap on the shoulder|memo|mention)"
)
_TELL = (  # of these, the person is the object
    r"(?:remind|tell|advise|warn|alert|notify|nudge|prompt|ping|poke|prod|nag|pester|scold|caution|inform|hassle"
    r"|bug|jog|buzz|text|message|update|steer|point|holler at|hit|shoot|whisper to|yell at|shout at|bark at"
    r"|remember"
    r"|mind|bother|urge|encourage|coach|signal|brief|badger|chide|rib|tease|jolt|signal to|flag to|mention to"
    r"|say to|repeat to|point out to|hint to|suggest to|recommend to|reassure|kick|elbow|tap|reprimand|correct"
    r"|consult|challenge|prevent|tip off|chivvy|cue|question|grill)"
)
_TELLING = (
    r"(?:remind|tell|advis|warn|alert|notify|nudg|prompt|ping|pok|prodd|nagg|pester|scold|caution|inform|hassl"
    r"|bugg|updat|urg|encourag|signall|badger|ask|mak|gett|stopp|show|giv|send|hitt|poin)in(?:g|')"
)
_SAY = (  # of these, what is to be said is
    r"(?:say|be like|see (?:if|whether)|find out|make sure|look up|chuck in|toss in|chuck (?:it|that|this) in"
    r"|toss (?:it|that|this) in|flag|mention|ask|inquire|enquire|check|double[- ]check|bring up|raise|suggest"
    r"|point out|point (?:it|that|this) out|open with|drop(?= \w)|pipe up|chip in|chime in|interject|interrupt"
    r"|butt in|shout|yell|holler|scream|repeat|whisper|murmur|quote|insist|propose|recommend|recite|state|stress"
    r"|add|note"
    r"|announce|request|spell out|write|type|demand|throw in|slip in|drop in|work in|sneak in|sound the alarm"
    r"|speak up|step in|reply|answer|respond|come back with|shoot back|go|sing|read (?:back|out)|warn|remind|name"
    r"|hint|urge|advise|inform|signal|signpost|confirm|verify|caution|bring (?:it|that|this) up|throw (?:it|that"
    r"|this) at me|flag (?:it|that|this) up|hand me|serve up|push back|play back|put in|pull up|dig out|list|query"
    r"|prompt|ping)"
)
_SAYING = (
    r"(?:say|flagg|mention|ask|inquir|enquir|check|double[- ]check|rais|suggest|shout|yell|holler|repeat|whisper"
    r"|quot|propos|recommend|recit|stat|add|read|bring|point|throw|slipp|interrupt|interject)ing"
)
_MODAL = (
    r"(?:'ll|'d|'re|are|r|will|would|shall|should|must|have|need|ought|can|could|might|may|gotta|gonna|wanna|want"
    r"|do|just|then|please|pls|kindly|also|always|to|got|be|like|\w{4,12}ly|gently|straight away|to be)"
)
_BEGINS = (  # where an imperative may begin
    r"(?:(?<=^)|(?<=\n)|(?<=[,;:/=>)\]]\s)|(?<=[(])|(?<=-\s)|(?<=[.!?\n]\s)|(?<=[\u2013\u2014\u2192]\s)"
    r"|(?<=\bplease\s)|(?<=\bpls\s)|(?<=\bplz\s)|(?<=\bkindly\s)|(?<=\bjust\s)|(?<=\bthen\s)|(?<=\bto\s)"
    r"|(?<=\band\s)|(?<=\bcomma\s)|(?<=\bdo\s)|(?<=\bso\s)"
    r"|(?<=\bstop\s)|(?<=\bup\s)|(?<=\byou\s)|(?<=\bu\s)|(?<=\bis\s))"
)
_ANY_NUDGE = r"an? (?:[\w-]{2,12},? ){0,2}" + _NUDGE + r"\b"
ASK = (  # words that ask the assistant; what follows them is to be said
    r"(?<![\w'])(?:(?P<verb>" + _TELL + " " + _ME + r"(?:[,]? (?:back|again|please|pls|gently))?)"
    r"|(?P<told>" + _TELLING + " " + _ME
    + r"|(?:give|gimme|gie|get|send|drop|earns?|shoot|gets?|deserves?|merits?|buys?|win|(?:earned|got)(?= me\b)) (?:" + _ME + " )?" + _ANY_NUDGE
    + r"|(?:want|need|like|appreciate|love|welcome|(?:grateful|glad|thankful|obliged) (?:for|of)|trouble you for|get"
    r"|have|use|do with|hope for|expect|ask for|ask is|ask,?|from you,?|be) (?:only )?" + _ANY_NUDGE
    + r"|(?:by|with|is|only|just|mind|of|be) " + _ANY_NUDGE + r"|(?<=[:,=]\s)" + _ANY_NUDGE + r"|^" + _ANY_NUDGE + r"(?= (?:about|to|that|please)|,)"
    + r"|(?:can|could|may|might|should|shall|must|have to|has to|need to|ought to|wanna|want to|like to|love to"
    r"|wish to|will|would|gotta|got to|better|'d|'ll)(?: i| we)?(?: please| pls)? (?:hear|be (?:told|reminded"
    r"|asked|warned|nudged|prompted|poked|scolded|quizzed))\b|(?:handy|good|great|nice|useful|helpful|lovely|glad"
    r"|happy|best|kind)(?: for me)? to (?:hear|be (?:told|reminded|asked)|know)\b|(?:to be|being|have been|been"
    r"|i be|we be) (?:asked|told|reminded|warned|nudged|prompted|quizzed)\b|(?:get|gets|got) (?:me )?(?:asked|told"
    r"|reminded|warned|nudged|prompted)\b"
    r"|(?:(?:don'?t|do not|never|dinnae) let (?:me|us)|let (?:me|us) not) (?:forget|miss)|let (?:me|us) (?:know"
    r"|have|hear)|lemme know"
    r"|(?:jog(?:ging)?|refresh(?:ing)?|prod|prompt) (?:my|our|me) memory|(?:bring|draw"
    r"|call)(?: [^.,;\n]{1,40}?)? to (?:my|our) (?:attention|notice)|(?:draw|direct|call|turn) (?:my"
    r"|our) attention|intimating (?:me|us)"
    r"|(?:want|need|like|love) (?:reminded|told|warned|nudged|prompted|asked|(?:remind|tell|warn|nudg|prompt|ask"
    r"|pok|prodd)in(?:g|'))"
    r"|your (?:line|cue|answer|reply|part|job|words?) (?:is|are)\b|(?:you've|you have|you having)(?: first"
    r"| already)? (?:pointed out|said|raised|reminded|told|asked|warned|checked|mentioned)|wish (?:someone"
    r"|somebody|you)(?: would|'d) \w+|(?:have|keep) [^.!?\n]{2,60} ready\b|(?:give|read|send|show|hand|pass) (?:it"
    r"|that|this|them|mine)(?: out)? to me|be the one (?:who|to) tells? (?:me|us)|(?:reminder|note"
    r"|nudge) to be (?:given|read|made)|hold (?:a|the|that) thought|(?:hold|save|keep|park) (?:on to "
    r"|onto )?(?:this|that|it)(?: thought| one| note| back)?(?: (?:for|till|until)\b)?|tell (?:the )?future me"
    r"|stick a pin in this|(?:note|memo|message) to (?:self|future me|myself)(?:,? via you)?)"
    r"|(?P<do>(?:want|wanna|need|like|love|hear|heard|see|get|got|gets|earns?|expect|have"
    r"|appreciate) [^.!?;,\n]{0,50}\b(?:from|off|out of) you\b|(?:want|need|like|love|have"
    r"|get) [^.!?;,\n]{2,50} (?:pointed out|said|mentioned|flagged|repeated|read out) (?:back )?to (?:me|us)\b"
    r"|(?:pointed out|said|mentioned|flagged|repeated|read) (?:back )?to (?:me|us)\b"
    r"|(?:you|u|ya|ye|yous|tha|thou|assistant|bot)(?:'ll|'d|'re)?(?: " + _MODAL + r"){0,5} (?:" + _SAY + "|" + _SAYING + r"|states?|asks?|says?)\b(?: (?:me|us)\b)?"
    r"|(?:if|that|have|for|want|need|like|ask|let|without|makes?|made|about) you(?: \w{2,8})? ?(?:to )?(?:" + _SAY + "|" + _SAYING + r"|asked|said|told|mentioned|reminded|raised|checked|flagged|prompted|nudged|warned)\b"
    r"|(?:without (?:you )?(?:having |first ){0,2}|mind |(?:cue|signal|sign|prompt|time|moment) (?:for|to) )" + _SAYING + r"\b)"
    r"|(?P<act>(?:ask|asking|quiz|make|making|have|get|stop|help|push|keep|hold|talk|show|give|send|hand|lend|pull"
    r"|drag|read|wish) (?:me|us)\b|have a go at (?:me|us)|say so\b|" + _BEGINS + r"(?:nudge|reminder|ping|prompt|remind|note)(?=,? (?:please|pls|about|abt|that|to|re)\b)|" + _BEGINS + r"(?!(?:go|name|list|note|state(?! that)|add|query|confirm|sing|recite|type|write(?! [^.!?\n]{0,40}\b(?:when"
    r"|if|once))|play back|put in)\b)(?!(?:warn|remind|advise|inform|tell|ask|caution|urge) (?:you|him|her|them"
    r"|the|kids|people|sam|your|his|dad|mum|bob)\b)" + _SAY + r"\b))"
)
YOU_ARE_TO = (
    r"^(?:(?:if|that|have|for|want|need|like|ask|let|can we agree that|prompt) )?(?:you|u|ya|ye)(?:'ll|'d|'re)?(?: " + _MODAL + r"){0,5} (?:(?:remind|remember|nudge|prompt|reminded|nudged|prompted) (?:me|us)(?: please| pls)? )?(?:(?:to"
    r"|that|about|of) )?"
)
"""Begins what is to be said, and is no part of it."""
ASKED_TO = r"\b(?:can|could|will|would|should|may|might|if|that|have|so|and|then|want|need|like) $"
"""Before such words they ask all the same: "can you say so when ..."."""
YOU_DO = r"(?:you|u|ya) (?!(?:to|will|would|can|could|should|must|have|need|gotta|might|'ll|please|pls)\b)"
"""A statement, where it stands before a clause: "You say so when ..."."""
WISHED = (  # the like in the past tense, which asks where the message says "would"
    r"(?<![\w'])(?P<verb>(?<=\byou\s)(?:asked|told|reminded|nudged|warned|prompted|poked|prodded|let) (?:me"
    r"|us)(?: know)?|(?:i|we) (?:got|had) " + _ANY_NUDGE + r")(?P<told>)(?P<do>)(?P<act>)"
)
WOULD = r"\b(?:would|i'd (?:like|love|be|prefer|want|appreciate|ask)|it'd|that'd|should (?:like|love|be))\b"
TOLD_HOW = r"tell (?:me|us) (?:why|(?:how|what|who) (?:to|do|does|is|are|would|should|you|was))\b"
"""A question, that is answered at once."""
TELLING_AFTER = (
    r"(?:^|[^\w\s]|\b(?:you|u|by|mind|without|be|is|of|about|like|need|want|get|start|try|remember|someone"
    r"|somebody|with|your|to|not|first|having|then|just|please)) ?$"
)
"""Before "telling me": that it is asked of the assistant."""
SUBJECT = r"(?<![\w'])(?:i|we|he|she|they|people|my|our|everyone|nobody)(?![\w])"
"""In what follows a clause: that the sentence goes on to tell of something."""
NEGATED = (  # just before words that would ask
    r"\b(?:don'?t|do not|didn'?t|doesn'?t|wouldn'?t|never|not|no need|no point in|needn'?t|stop|stopped|used"
    r"|to have|asked you|wanted you|told you|forgot|thanks for|thank you for|you keep|you kept|sick of|tired of"
    r"|fed up with|supposed|hate|hates|enough of)"
    r"(?: (?:to|do|does|did|should|would|ever|even|please|you|me|be|being|need|have)){0,3} ?$"
)
OTHERS = (  # just before a verb that would ask: somebody else does so, or did
    r"(?:\b(?:always|seems?|had|has|been|being|i|they|people|everyone|everybody|nobody"
    r"|(?<!need\s)(?<!want\s)(?<!wish\s)(?:somebody|someone)|friends|parents|kids|members|guests|students|why|how"
    r"|who|that|this|(?:told|asked|got|want|wants|wanted|have|had) (?!you\b|u\b|some)(?:\w+ ){0,2}\w+ to|(?!(?:you"
    r"|u|someone|somebody|i)\b)\w{2,15} would|what|must i|is|was|said|me to|him to|her to|them to"
    r"|to whom)(?: (?:to|do|does|did|should|would|ever|even))?"
    r"|\b(?:he|she|they|it|i|(?:my|his|her|their|our) \w{2,15}s)(?:'ll|'d)?(?: (?:will|would|should|always|never"
    r"|just|to))?) ?$"
)
HABIT = (
    r"\b(?:whenever|(?:every|each|any) ?time)\b[^.!?\n,]{3,60}?\b(?<!so\s)(?<!that\s)(?<!want\s)you (?:always "
    r"|just )?(?:tell|say|ask|remind|mention|warn|go|give|lecture|start|get)s?\b"
)
POLITELY = r"\b(?:please|pls|plz|kindly|(?:can|could|will|would) (?:you|u)|i want|i'd like)\b"
"""Without which a habit is told of."""
WITHHELD = (  # of a whole message: it takes something back, tells of the past or of others, or complains
    r"\b(?:attached|in (?:your|this) (?:answer|reply|response|summary|text)|(?:i|i'll|i will|i've) pasted?"
    r"|(?:comes up|is mentioned|are mentioned|is discussed|mentioned) in it|(?:syllabus|essay|text|chapter"
    r"|transcript|list) below|(?:when|if|once|whenever|should) (?:you|u) (?:ever )?(?:mention|bring up|discuss"
    r"|talk about|use|quote|cite|give|list|describe)\b|not asking you to|remind me (?:what|who|how) (?:we|you|i|he"
    r"|she|they) (?:said|told|did))|(?:^|[.!?;,]\s)(?:please |pls |so |just |ok )?(?:cancel|delete|remove|take off"
    r"|scrap|forget (?:it|that|about|what)|drop it|no (?:need|longer|point)|stop|never mind)\b"
    r"|\b(?:you can (?:drop|stop|forget)|(?:so|please) (?:stop|drop it)|drop it[.!]?$|stop (?:remind|tell|ask"
    r"|mention|nagg|do|patroni[sz])ing"
    r"|don'?t (?:have|need) to (?:remind|tell|ask|mention)|needn'?t (?:remind|tell|ask|mention)|no use"
    r"|not any ?more|not needed|i no longer|i already (?:paid|did|know|got|have)|i (?:never|once|already) (?:asked"
    r"|said|wanted|told)|you forgot|you (?:keep|kept|always) (?:tell|say|ask|remind|mention)"
    r"|(?:last|this) (?:year|month|week|night) (?:i|you|we|siri|alexa)|thanks for (?:remind|tell|ask|mention)ing"
    r"|supposed to (?:remind|tell|ask|ping|say|mention|notify|alert)|sick of|fed up|tired of|i've had (?:it"
    r"|enough)"
    r"|don'?t (?:\w{2,8} )?(?:remind|tell|ask|mention|nudge|bring)(?! [^.!?\n]{2,50} (?:without|unless|before)\b)"
    r"|it'?s (?:really )?annoying"
    r"|(?<!\byou\s)asked (?:you|my|him|her|his|their|siri|them|me)\b|you said you(?:'d| would)|did i (?:ever )?ask"
    r"|(?:has|have) been asked to|said (?:the|my|his|her) \w+,|^\W{0,3}(?:my|the|his|her|our) \w{2,12} (?:said"
    r"|says|told)(?: me)?(?:[:,]| to\b| that if| that when)"
    r"|(?:he|she|they) (?:said|says|told (?:me|us|him|her)|wrote|asked)(?:[:,]| to\b| if\b| when\b| that if\b"
    r"| that when\b)|(?:he|she|they) (?:wants?|would like|likes?|hopes?) (?:it|me|us|him|her|them|somebody|people"
    r"|to be (?:told|reminded|asked))\b|\b(?:he|she|they) wanted to be (?:told|reminded|asked)"
    r"|\bi mention [^.,\n]{3,30} and you)(?!\w)"
)
QUESTION = (
    r"\W{0,3}(?:(?:please|pls|hey|ok|okay|so) ){0,2}(?:how (?:do|does|would|should|can|to)|what(?! i\b| if i\b"
    r"| about you\b)|why|who|which|where|is (?:it(?! possible)|this|that)|does|do (?:you(?! think you)|people|i"
    r"|we)|did|am i|are(?! you able)|was|were (?:you|they|we)|has|can an|when (?:did|do|does|should|must|is"
    r"|was))\b"
)
OTHER_WORK = (  # begins a message that gives other work, or holds what others said
    r"\W{0,3}(?:(?:please|pls|can (?:you|u)|could you|hey|ok|okay|help me|now|so) ){0,3}(?:"
    r"(?:translate|render|write(?! [^.!?\n]{0,60} (?:when|if|once) (?:i|we)\b)|draft|rewrite|proofread"
    r"|summari[sz]e|correct|edit|paraphrase|explain|define|compose|analy[sz]e|compare|list|generate|create|invent"
    r"|imagine|describe|discuss|state|evaluate|outline|argue|fill|complete|look at|read my|read (?:the|this)|count"
    r"|quiz me|go (?:through|over)|plan (?:me|a|my)|recommend|give me (?:the|some|a (?!reminder|nudge|shout|heads"
    r"|prompt|prod|poke|kick|buzz|ping)|an? |two|three|five|ten|\d|ideas|topics)|read (?:these|those|my)"
    r"|suggest (?:some|two|three|five|\d)|ask me (?:two|three|five|ten|\d+|some|a few)|(?:could you |can you "
    r"|please )?help me (?:to )?(?:write|tell|phrase|word|say|draft)|(?:a )?(?:text|message|note|memo|card"
    r"|speech) (?:for|to) my|i (?:need|want) (?:a memo|to text|to leave a voicemail|to write)|the manual"
    r"|there's a sign|in (?:these|those|the attached|the following|this (?:answer|reply|text|essay))"
    r"|act|play|pretend|role-?play|say in|turn|rephrase|essay|recipe|lyrics|note for the(?! assistant)|to-?do"
    r"|exercise|homework|part \w|in your answer|answer in|in the (?:film|novel|story|book|movie|game|play)"
    r"|in this (?:story|game)|voicemail|(?:clean|tidy) up (?:these|this|my|the)|the (?:tenant|landlord|parties|app|sign) (?:shall|must|promises|reads|says"
    r"|may)|for my (?:podcast|blog|class)|tell me (?:honestly|whether i should|about (?:three|two|five)))\b"
    r"|- name:|todo\b|dear (?:sir|team|all|council|professor|landlord|customer|mr|mrs|ms|dr)\b|(?:hi|hello|hey"
    r"|dear) (?!assistant|aria)[A-Z]\w+,[^\n]{5,}\b(?:yours|regards|sincerely|thanks|cheers),? [A-Z]"
    r"|[^\n.:]{0,30}\b(?:poem|haiku|limerick|joke|story|song|chorus|verse|letter|e-?mail|draft|message to|text to"
    r"|lesson plan|translation|english to|review|recipe|minutes|standup|kickoff|todo today|chores|quote|workshop"
    r"|agenda|advice column|my advice|feature|scenario|step|item|field|question|section|clause|article|sign reads"
    r"|reads|form)\b[^\n.:]{0,30}:|lesson plan\."
    r"|[^\n]{0,160}(?:\b(?:is (?:it|this|that) (?:ok|okay|rude|good|right|valid|correct|too|a good|normal|weird"
    r"|cute|a clich|the grammar)|is the grammar|make (?:it|this) (?:more|suitable)|in (?:french|german|spanish"
    r"|italian|polish|latin|turkish|japanese|welsh)\b|correct (?:grammar|english)|answer key|continue the)|-- \w))"
)
POINTS = (
    r"(?:just|please|hey|ok|oh|for|from|for me|from you|to me|that|this|it|so|on|of it|about it|(?:please )?(?:say"
    r"|tell me|remind me|mention|ask me|bring up|flag|point out)(?: (?:so|that|this|it|about it|of it))?|you|me)"
)
"""What is to be said, where it only points to what was said."""
QUOTED = r"(?<!\x1a)(?<!tells\sme\s)(?<!told\sme\s)(?<!says\s)(?<!said\s)(?<!say\s)(?<!called\sa\s)(?P<act>\x1a{4,})(?P<verb>)(?P<told>)(?P<do>)"
"""What is to be said, in quotes, where nothing else asks."""
QUOTED_BY = r"\b(?:you|your|yours|hear|need|want|i'd|say)\b"
"""Words of a message without which a quote is only one."""
SAY_AT = (
    r"[\s,;:]{0,3}(?:(?:then|so|pls|please|just|kindly|can (?:you|u)|could you) ){0,2}(?P<act>say|ask|tell (?:me"
    r"|us)|remind (?:me|us)|mention|suggest|shout|yell|whisper|check|flag|warn (?:me|us)|nudge (?:me|us)"
    r"|prompt (?:me|us))\b(?P<verb>)(?P<told>)(?P<do>)"
)
"""Just after what comes up: "if i start on vinyl say the shelf is full"."""
KEPT = r"(?:tell|ask|warn|update|quiz|push|advise|encourage|urge|inform) (?:me|us)\b"
"""Words that ask which are part of what is to be done."""
HINTS = frozenset(
    """
    me us you u ya your add advise announce answer ask asked asking attention be being bring call caution check cue demand draw drop flag get
    give go hear heard hint inform inquire enquire insist interrupt keep let make memory mention name need note open ping pipe point
    poke prod prompt propose push query question quote raise read recite recommend remind reminded reminder reminding repeat request
    respond say saying see send shout sign signal slip spell state states step stress suggest sure tell telling throw told toss type
    update urge verify want warn warned warning whisper word write yell alert nudge heads kick line buzz tip memo push shoot hold save
    """.split()  # noqa: SIM905 - a list of a word each would be longer than the rest
)
"""Words that may ask: a message without any of these is not read so."""
HINTS_OF_TALK = frozenset(
    """
    about abt abut aboot bout topic topics subject theme trigger cue keyword matter mention mentions mentioned mentioning mentionin talk
    talks talking talkin talked chat chats chatting chattin discuss discusses discussing discussed discussion raise raises raised raising
    bring brings bringing bringin brought up arise arises arising surface surfaces resurfaces on onto word words name names named
    conversation conversations convo say says said saying sayin see hear hearing read come comes coming turn turns turning re refer
    reference evoke utter uttered broach broached cite cites cited aired feature features appear appears mooted involved touch touched
    enter enters entering question questions remark remarks speak speaking spoken news hint gossip message line debate exchange return
    quote type typing drop drops allude later
    anything anythin whatever over into concerning regarding whiff help without again planning plan chattin talkin round allow
    """.split()  # noqa: SIM905 - a list of a word each would be longer than the rest
)
"""Words that may say that something comes up: as well."""
