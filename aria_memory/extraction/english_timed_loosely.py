"""English of requests for a time whose parts stand in any order: data alone, read by `timed_loosely`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

ASK = (  # what asks: `given` what only does with a time and a thing to do beside it, `alone` what needs no more
    r"\b(?:(?P<words>get {ME} up(?! to\b)|{DATED} {ME}|(?:reminding|nudging|prodding|pinging|chasing) {ME}"
    r"|(?:give|giving|send|shoot|drop) {ME} an? (?:\w{3,9} )?(?:{ALARM})|gi(?:mme|z|s|es) an? (?:\w{3,9} )?(?:{ALARM})"
    r"|let {ME} be (?:told|reminded)|(?:keep|keep on|stay) at {ME}(?: about (?:it|that|this))?"
    r"|(?:set|put|stick|pop)(?: {ME})?(?: in| up)? an? (?:\w{3,9} )?(?:{ALARM})"
    r"|(?:tell|ask|get) {ME}|let {ME} know|lemme know|(?:shout|yell|holler|beep)(?: at {ME}| out)?"
    r"|(?:i|i'll|i'd)(?: will| would| do| really)? (?:need|want|like|could do with|could use|appreciate)"
    r" (?:an? (?:\w{3,9} )?(?:{ALARM})|telling|reminding|nudging|prodding|chasing|poking"
    r"|to be (?:reminded|told|nudged|chased|prodded))"
    r"|i(?:'d| would| should) be (?:\w{2,8} )?(?:grateful|obliged|thankful|glad) (?:for|of)"
    r" an? (?:\w{3,9} )?(?:{ALARM})"
    r"|keep {ME} (?:right|honest|straight)|put {ME} in mind|(?:hold|keep) {ME} to (?:it|that)"
    r"|keep track of (?:it|that|this)(?: for {ME})?|jog m[ye] memory"
    r"|(?:don'?t|do not|never) let {ME} (?:forget|miss|skip"
    r"|dodge|duck|shirk"
    r"|(?:wriggle|weasel)(?: out)?(?: of)?|escape|get out of)(?: it| that)?)"
    r"|(?P<given>(?:give|giving|send|shoot|drop) {ME} an? (?:\w{3,9} )?(?:{GIVEN})"
    r"|gi(?:mme|z|s|es) an? (?:\w{3,9} )?(?:{GIVEN})"
    r"|(?:have|make|put) {ME}(?: down)?|ping|say something|mention|see (?:to it )?that i|make sure (?:that )?i|a word"
    r"|an? (?:\w{3,9} )?(?:{ALARM})(?= (?:to|about|for)\b))"
    r"|(?P<alone>an? (?:\w{3,9} )?(?:{ALARM}) (?:would|will|wouldn'?t) (?:be \w{3,12}|help|not go amiss"
    r"|go down well|do)"
    r"|(?:please |do )?see (?:to it )?that i do(?: so| it| that)?|make sure (?:that )?i do(?: so| it)?))\b"
)
BEFORE_ASK = (  # a clause's beginning: nothing but these before what asks
    r"(?:(?:and|so|but|then|also|n|oh|right|ok|okay|well|now|yes|please|pls|plz|kindly|just|maybe|perhaps"
    r"|if you'?d be so"
    r" (?:good|kind)(?: as to)?|if (?:i|you) (?:may|would|please|could|can|don'?t mind)|if you'?d be so (?:good|kind)"
    r"|be (?:so good|so kind|an? \w{3,8})(?: as to| to| and)?|(?:can|could|would|will|might) (?:you|u|ya)"
    r"(?: be an? \w{3,8} and| be so (?:good|kind)(?: as)? to| mind| please| kindly| just| also| possibly)?"
    r"|from (?:here|now) on|i(?:'d| would)? (?:need|want|like) you to|you (?:can|could|should|must|may|might)"
    r"|(?:by|for) (?:then"
    r"|that)|i(?:'d| would| should) be (?:\w{2,8} )?(?:obliged|grateful|glad|thankful|happy) (?:for|of"
    r"|if you(?:'d| would| could))"
    r"|so you|could i have"
    r"|can i have|let me have"
    r"|(?:it |that )?(?:would|might|could) be (?:the|a|an?) (?:\w{3,9} )?(?:time|moment|hour) (?:to|for you to)"
    r"|is (?:the|a|an?) (?:\w{3,9} )?(?:time|moment) to|make sure (?:you|to)"
    r"|(?:don'?t|do not) forget to|remember to)[,:]? ){0,5}"
)
AFTER_ASK = (  # between what asks, its time and what is to be done
    r"[ ,]{0,3}(?:(?:please|pls|plz|then|again|also|instead|on it|on that|about it|about that|of it|for it"
    r"|for that|for(?= \d)"
    r"|kindly|would you|will you|could you|if you'?d be so (?:good|kind)|if you (?:would|could|can|don'?t mind)"
    r"|on those days|both days|each time|every week|thanks|ta)[ ,]{1,3}){0,3}"
)
TO_DO = (  # what is to be done, in full
    r"[ ,:;-]{0,3}(?P<joint>to|that i(?:'ve| have)?(?: must| should| need to| have to| got to| ought to| to)"
    r"|so (?:that )?i"
    r"(?: can| could| do| actually| remember to)?|about|:) (?P<task>(?!me\b|us\b|it\b(?! up)|that\b|this\b"
    r"|be\b)\S[^\n]{2,300})"
)
DONE = (  # "have me send ..."
    r"(?P<joint>)[ ,]{0,3}(?P<task>(?!me\b|an?\b|some\b|the\b|to\b|it\b|in\b|at\b)\w{2,12} [^\n]{2,200})"
)
BARE_TASK = ("have", "make", "ping", "put", "see")  # what asks and takes a thing to do without "to"
BECAUSE = (  # before a duty behind what asks
    r"[ ,:;.!\u2013\u2014-]{0,4}(?:(?:because|cos|cause|coz|cuz|as|since|for) )?"
)
DUTY = (  # what the speaker has to do, told for itself
    r"(?:^|(?<=[\s,;:.]))(?:i|we)(?:'ve| have|ve|'m| am)? (?:(?:really|still|also|just|probably|definitely|actually) )?"
    r"(?:need to|needs to|have to|got to|have got to|gotta|must(?! not\b)|should|ought to|to|supposed to"
    r"|meant to|w(?:ant to|anna)|(?:wish|intend|plan) to|owe(?= )"
    r"|(?:mustn't|can't|cannot|must not) forget to)(?: (?:really|probably|also|just|definitely|remember to))?"
    r" (?!be\b|blame\b|have\b|not\b|say\b|admit\b|know\b|think\b)(?P<task>\w[^\n]{2,200})"
)
DUTY_END = (  # where what is to be done ends, and what asks begins
    r"[,;:.!]| - | (?:so|and|but|because|cos|cause)(?= (?:please |pls |can |could |would |will |do |i need "
    r"|don'?t |you |u"
    r"|{DATED} |tell |ask |give |shout|let |i always|i never))"
)
AFTER_TIME = (  # after what asks and its time, where no thing to do follows: nothing else that is asked
    r"[ ,]{0,3}(?:$|[.!;:,)]|(?:(?:of|about|for) (?:the|my|our) (?:[\w'-]{1,16} ){1,4}?)?at that (?:time|hour)"
    r"(?=$|[.!;,])"
    r"|(?:please|pls|plz|thanks|ta|or|because|cos|as|since"
    r"|(?:would|will|could|can) (?:you|u|ya)"
    r"|on"
    r" those days|both days|every week|each week|each time|every time|then|on it|on that|about it|about that"
    r"|instead|too|again)\b)"
)
REFUSED = (  # in a sentence: it tells of others, or of what was, or takes something back
    r"\b(?:(?:don'?t|do not|didn'?t|never|no need to|stop|without|won'?t|doesn'?t|needn'?t|not to|used to|always"
    r"|(?:he|she|they|who|mum|mom|dad|it)(?:'ll|'d)?(?: will| would| can| used to| always)?) (?:{DATED}|ask|tell"
    r"|wake|get)"
    r" (?:me|us)|if you (?:remind|tell|ask|wake|nudge))\b"
)
NEAR = r"[ ,]{0,3}(?:at |by |around |about |on )?[ ,]{0,2}"  # between a day and its hour
BEGINS = r"(?:[,;:.!?)\u2013\u2014-]|\b(?:so|and|but|then|n)(?= )) ?"  # after these a clause may begin
MEANT = (  # of a question: it asks for something
    r"\b(?:can|could|would|will|might) (?:you|u|ya)\b(?! rather\b)"
    r"|\bremind (?:me|us) (?!what|how|why|who|where|when|of\b|if\b)[^\n]{0,60}\bto \w(?![^\n]{0,120}, (?:would"
    r"|could|can|will) you)"
)
TOPIC = (  # "the recycling bin, that's", before a time: what a reminder behind it is about
    r"(?:^|[.,;:!] )(?:(?:and|also|then|oh|plus),? ){0,2}(?P<task>(?:the|my|our) [\w'-]{2,16}(?: [\w'-]{2,16}){0,2}),?"
    r" (?:that's|it's|that is|which is|is|are|goes out|go out|needs? doing)(?: on)? ?$"
)
SO = "so "  # with which a request begins whose time is not the one that stands before it
CLAUSE_BEFORE = (  # before a time that leads to a request
    r"(?:[,;:.!?\u2013\u2014-]|\b(?:so+|a+nd|but|then|n|also|says|reckons|thinks)"
    r"|(?:^|[.,;:!?] )on)$"
)
THING_DUTY = (  # the same, told of a thing: "the footbath wants filling", "milk samples have to go out"
    r"(?:^|[.,;:!] )(?:(?:and|so|but|also|then|oh),? )?(?P<task>(?!(?:i|we|you|he|she|they|it|that|this|who|what"
    r"|there)\b)"
    r"[\w'-]{2,16}(?: [\w'-]{2,16}){0,3} (?:have to|has to|needs? to|must|should|wants?|needs?)"
    r" (?!to be\b (?:sure|careful))"
    r"\w[^\n,;:.!?]{2,60})"
)
NO_AT = r"(?!(?:at|by|around|about|for|noon|midday|in|lunch)\b)"  # an hour without its preposition
HOUR_FIRST = (  # of an hour and its day
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:tonight|this evening|tomorrow)\b"
)
EVERY = r"(?:every|each)\b"  # with which a series begins
REMIND, TO, ABOUT, AT, FROM = "remind me", "to", "about", "at", "from"  # of what is told anew, in the exact form
