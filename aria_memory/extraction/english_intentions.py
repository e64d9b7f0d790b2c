"""English words and patterns of requests to be reminded: data alone, read by `intentions`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded. Single
curly quotes are straight by the time that these are matched.
"""

HINT = (  # a message without any of these holds no request
    r"\b(?:{DATED} (?:me|us)|obliged|{REMIND}|reminded|reminder|reminding|alarm|alert|forget|make sure|nudge"
    r"|ping|notify|wake|need to"
    r"|have to"
    r"|got to"
    r"|gotta|must|ask me|tell me"
    r"|check in|heads[- ]up|remember|hit me up|drop me|to self|to myself|bug|nag|chase|hassle|pester|hound|note"
    r" that|ensure|let me know|prod|poke|me in mind|hold me|jog my|an? (?:shout"
    r"|buzz|prod|poke|note|kick|yell|holler|nudge|prompt|ping|bell|word|reminder|alert)|gimme|keep me (?:right"
    r"|honest|to it)|keep track of|telling"
    r"|let me miss|let me skip|(?:have|make|get|give|kick|jab|elbow|jolt|badger|harass|page|tap) (?:me|us)|(?:sing"
    r"|shout|call|yell|pipe|speak"
    r"|holler|cry|scream|bark) (?:out|up|at)"
    r"|next|when(?:ever|ver|eva)?|w(?:en|hn|ehn|hne)|mind me to|in mind|if|once|as soon as"
    r"|after|before|should|first time|start of|beginning of|(?:every|any"
    r"|each) ?time|the (?:minute|moment|second|instant|day (?:i|we|you))|mention(?:s|ed)?|talk of|nxt time|(?:don'?t"
    r"|never) let (?:me"
    r"|us)|hmu"
    r"|jog m[ye] memory|gi(?:z|s|es) an?|(?:on|go|keep|stay) at (?:me|us)|let (?:me|us) be|weasel|wriggle"
    r"|say (?:so|that|it)|lemme|b(?:e)? told|upon|in the (?:\w{3,10} )?event|do not let (?:me|us)"
    r"|on (?:my|our) \w{3,12}ing"
    r"|on the (?:subject|topic)|(?:shout|yell|holler|beep|ping) (?:in|at|when)|you (?:shout|yell|holler|beep"
    r"|ping)|say something|see (?:to it )?that i"
    r"|i (?:mention|say)|get (?:me|us) up|something in|follow up with me|check on me)\b"
)
MANNER = (  # alternatives, before the words that ask: how it is to be said; each begins with a letter, to fail at once
    r"gently|quietly|softly|politely|discreetly|firmly|sternly|calmly|nicely|quickly|briefly|promptly|immediately"
    r"|casually|subtly|strictly|respectfully|but(?= \w{3,12}ly\b)"
)
FILLED = (  # alternatives, before a request: what means nothing, and whom one speaks to
    r"basically|literally|honestly|tbh|ngl|i mean|sir(?=,)|madam(?=,)|ma'?am(?=,)|bhai(?=,)|didi(?=,)|yaar(?=,)"
)
NICE = (  # what it would be if you reminded me
    r"(?:great|good|nice|lovely|helpful|cool|awesome|brilliant|handy|super|fab|fabulous|grand|ace|amazing|wonderful"
    r"|excellent|fantastic|ideal|perfect|a (?:big |great |real )?help)"
)
YOU_FIRST = (  # after a cue: "when X comes up, please you remind me", "you just remind me"
    r"(?:(?:please,? (?:you|u)|(?:you|u)(?:'ll| will| must| should| have to| need to| please| just| then| kindly))"
    r"(?: (?:please|just|then|also|kindly),?){0,2} (?=(?:(?:" + MANNER + r") )?(?:remind|nudge|prompt|tell) (?:me"
    r"|us)\b)"
    r"|(?:you|u) (?=(?:(?:" + MANNER + r") )?(?:remind|nudge|prompt) (?:me|us)\b(?! of\b)))"
)
FRAGMENTS = {
    "NOT_GET_TO": r"(?<!\bget)(?<!\bgets)(?<!\bcome)(?<!\bcomes)(?<!round)(?<!\bback)(?<!\bturns)(?<!\bon)",
    "REMIND": r"remind|remember(?= me to (?!your|the|my|him|her|them|all\b|an?\b))|rmeind|remnid|remimd"
    r"|remid|reming|reimnd|rmind|remmind|remindd",
    "POLITE": r"(?:(?:sorry to (?:be a pain|bother you|bug you|disturb you|nag)(?: again)?,? but|sorry,? but|please"
    r"|pls|plz|abeg|kindly|also|thanks|thank you|well|alright|right|great|cool|perfect|one more thing"
    r"|quick one|one more:|and another:|anyway|anyways"
    r"|(?:hey |ok )?(?:siri|alexa|google|aria|cortana|bixby)|not (?:now|yet|today),? but"
    r"|(?:good )?(?<!\bthe\s)(?<!\bthis\s)(?<!\bthat\s)(?<!\bin\s)(?:morning|afternoon|evening)"
    r"|if (?:possible|you don'?t mind)|(?:could|can"
    r"|would) you do me a favou?r and"
    r"|do me a favou?r and|be a (?:dear|love|star|pal) and|(?:i was |just )?wondering if you (?:could|can)"
    r"|any chance you (?:could|can)"
    r"|(?:would|is) it (?:be )?possible (?:for you )?to|i'd be (?:very |so |really )?(?:grateful|glad"
    r"|happy) if you (?:could|would)"
    r"|" + MANNER + "|" + FILLED + r"|like(?= (?:if|when|whenever|once|next time|the next|as soon|every time)\b)"
    r"|n|eh|can(?= remind)|help(?= remind)|g'day|howzit|just|so|and|then|hey|ok|okay|oh|hi|hello|yes|btw|by the way"
    r"|o{2,5}h|a+w{1,4}|ooft|oops|whoops|p\.?s\.?|yeah|yep|aye|och|actually|(?:no,? )?wait|(?:one|just one|another|last"
    r"|one last|quick|two|a few|couple of|a couple of) (?:more )?things?|before i (?:forget|go(?=,))"
    r"|while i (?:remember|think of it|have you|'?m at it)|for (?:later|tomorrow)(?=,)"
    r"|maybe you could"
    r"|(?:can|could|would|will|might) (?:you|u|ya)(?: (?:possibly|maybe|perhaps|just|kindly|also|quickly|be able to"
    r"|be (?:kind|good|nice|sweet) enough to|like to|try (?:to|and)))?|(?:is there )?any way (?:you|u) (?:could|can)"
    r"|yo|dude|bro|man|mate|um+|uh|hmm|argh|ah|lol|(?:ok )?new plan:?|change of plan:?|let's|(?:can|could"
    r"|may) (?:i|we)(?= (?:get|have|ask for|put|pop|stick|set|add|schedule))"
    r"|i (?:really )?need|keep(?= reminding)|start(?= reminding)|how about(?= reminding)|what about(?= reminding)"
    r"|make a note to(?= remind)|do try to|please try to|try to(?= remind)|it(?:'d"
    r"| would) (?:really )?help(?: me)?(?: a lot)?(?= if you)"
    r"|i(?:'d| would) (?:love|like|appreciate) it(?= if you)|if you (?:can|could)|i (?:need|want) you to"
    r"|i'?d like you to|i'd want you to"
    r"|i would like you to|i'?d (?:love|appreciate) it if you (?:could|would)|i(?:'d| would) (?:love|need) you to"
    r"|(?:it(?:'d| would|'s)|that(?:'d| would)) be (?:really |so )?(?:" + NICE + r")"
    r" if you (?:could|would|can)|(?:would|do) you mind|don'?t forget to(?= remind)|make sure (?:that )?(?:you|to)"
    r"|do(?! i\b|,)|be(?= reminding)|remember to|be sure to|you (?:can|could|should|must))(?: please)?,? ){0,4}",
    "ALARM": r"reminders?|yell|holler|bell|kick up the \w{3,9}|alarm|alert|timer|nudge|heads[- ]up|shout|ping|buzz"
    r"|poke|prod|kick"
    r"|notification|prompt|wake[- ]?up(?: call)?",
    "ME": r"(?:me and my \w{2,12}|me and (?-i:[A-Z])\w{2,12}|my \w{2,12} and (?:me|i)|me|us)(?: again)?",
    "TELL": r"(?:tell|ask) {ME} (?:to|not to|if|whether|how|what|about|that|it|it's|i|i'm|i've|there's)\b",
    "DATED": r"(?:{REMIND}|mind(?= me to\b)|ping|nudge|alert|notify|message|text|prompt|prod|poke|nag|chase|buzz"
    r"|bug|pester|hassle|hound|prompt|kick|jab|elbow|jolt|badger|harass|page|tap|(?:get|keep) (?:after|on at"
    r"|onto|on to)|(?:shout|yell|bark|scream|holler|roar|shriek|squawk|hoot"
    r"|sing|call) (?:at|out (?:to|at)))",
    "GIVEN": r"(?!(?:hand|ride|lift|break|chance|minute|second|moment|list|summary|recipe|tip|hint|idea|quote|discount"
    r"|reason|rough|quick|short|bit|few|lot|room|table|hug|name|clue|sense|plan|good|great|better|nice|new)\b)\w{3,9}",
}
REQUEST = (  # what stands before the content; the content starts with a connector, a date or a cue
    r"(?P<polite>{POLITE})(?:(?P<remind>{DATED} {ME}(?: on the (?:shoulder|arm|nose|back"
    r"|head))?(?: an? (?:\w{3,8} )?(?:reminder|nudge|note|alert))?"
    r"|(?:(?:would )?(?:you )?mind )?reminding {ME}|if you (?:reminded"
    r"|nudged|pinged|prompted) {ME}"
    r"|i(?:'d like| would like| should like| want| need|'d love| have| must| should| ought)(?: to)? be reminded"
    r"|(?:i'm |we're )?(?:going to |gonna )need reminding|(?:i'll |we'll )need reminding|(?:i )?(?:need|could do"
    r" with|'d like|would like|want) reminding|jog m[ye] memory"
    r"|(?:help|get) {ME} (?:to )?remember(?= to\b| that\b| about\b)"
    r"|(?:set|do|put) something(?: up)? so (?:that )?i (?:don't forget|remember)(?= to\b)|(?:hit {ME} up|hmu|(?:drop"
    r"|send|shoot"
    r"|leave) {ME} an? (?:quick )?(?:note|line|message|text)))"
    r"|(?P<set>(?:(?:gimme(?= an? )|set|create|add|make|put|schedule|give|send|leave|pop|stick|pencil|fix|book|get"
    r"|have|log|throw"
    r"|chuck"
    r"|arrange|organi[sz]e|(?:i )?need|(?:i )?want|(?:i'll|i will|i'm going to|going to|i'm gonna|gonna"
    r"|i'm likely to) need"
    r"|(?:i'd|i would|i should|would) (?:like|love|appreciate|welcome|be (?:\w{2,8} ){0,2}for)|(?:i )?could (?:use"
    r"|do with))"
    r"(?: up| in| down| on)?(?: {ME})?(?: up with| down for)? (?:an?|another|the|my)"
    r" (?:[\w-]{3,12} ){0,2}?(?:{ALARM}|note(?= to\b| that (?:i|we) (?:need|have|'ve got) to\b))(?: (?:to|in|on) my"
    r" (?:list|calendar|diary|phone))?(?: (?:in"
    r"|up|down)(?= (?:for|to|on|about|at|that)\b))?"
    r"|(?:give {ME}|gimme) an? (?:{GIVEN}) (?=(?:at|in|on|every|each|tomorrow|tonight|before|when|an?|the|half|\d"
    r"|\w{3,8}"
    r" (?:minutes|mins|hours|days))\b[^\n]{0,60}? (?:to|so|about) \w)"
    r"|(?:set|put|create|add|make|keep) (?:up )?(?:{ME} )?(?:reminders?|alarms?)(?= (?:to|for|on|at|in|about|that)\b)"
    r"|(?:put|pop|stick) (?:something|it) in (?:(?:the|my) (?:diary|calendar) )?(?=for\b)))"
    r"|(?P<forget>(?:don'?t|do not|never|let's not)(?: let {ME})? forget)"
    r"|(?P<sure>(?:(?:quick|daily|weekly|monthly|friendly|gentle|recurring|new) ){0,2}reminders?(?:,? please)?(?="
    r" ?(?:[:-]|(?:to"
    r"|for|about|on|at|every|in|that)\b))"
    r"(?! to (?:self|myself)\b)|(?:note|reminder|memo) to (?:self|myself):?(?: to)?|(?:make sure"
    r"|see to it|ensure)(?: that)? i(?: (?:don'?t|never) (?:forget|miss)(?: to| about)?| remember(?: to)?)?|remember to"
    r"|(?P<must>(?:(?:i|we)(?:'ve|ve)? )?(?:really |just )?(?:must|need to|have to|have got to|gotta"
    r"|got to|(?<='ve\s)to) remember to"
    r"|(?:i|we) (?:really )?(?:mustn'?t|can'?t|cannot|must not) forget to)|(?:i )?(?:really )?(?:should|better)"
    r" remember to"
    r"|(?:i )?(?:mustn't|can't|cannot|must not|shouldn't|(?:need to|gotta|have to) not) forget(?: to| about)?))\b"
)
TIMED_REQUEST = (  # needs a time or cue; what is raised, a cue or a session's start
    r"(?P<polite>{POLITE})(?:(?P<kept>(?:(?:have|make) {ME}(?= (?!to\b|an?\b|the\b|some\b)\w{3,})|get {ME}(?= (?:to"
    r"|at|on|in|tomorrow|tonight)\b[^\n]{0,40}? ?\bto \w| to \w)"
    r"|(?:holler|shout|yell|beep)(?= (?:at|in|on|before|when)\b)"
    r"|(?:sing|shout|call|yell|pipe|speak|holler|cry) (?:out|up)|get {ME} up(?= (?:at|by|for|tomorrow|on|in time"
    r"|early|before|around)\b)|"
    r"(?:wake|ask|tell|check (?:in )?(?:with|on)|follow up with"
    r"|touch base with) {ME}|let {ME} know))"
    r"|(?P<raised>bring up|bring (?:this|that|it) (?:back )?up|mention|raise|suggest|show {ME}|quiz {ME}|warn {ME}"
    r"|don'?t let {ME}))\b"
)
TELL_TO = (  # "once I'm home, tell me to ring Bo": asks as "remind me" does
    r"(?:when|once|as soon as|after) (?:i|i'm|i've|we|we're|we've)\b[^\n]{1,120}?,? (?:please )?tell {ME} to (?!be\b)\w"
    r"|^{POLITE}tell {ME} (?:not )?to (?!be\b)\w[^\n]{1,120}? (?:when(?:ever)?|(?:the )?next time|as soon as|before"
    r"|(?:every|any|each) ?time) (?:i|we|i'm|we're)(?: am| are)? (?:next|go|going|about|start|try|sit|get|plan|am|are) "
)
IMPERATIVE = (  # what may be asked for after a cue; it is the content itself
    r"{POLITE}(?P<kept>(?!(?:trust|believe|excuse|forgive|pardon|told|to|for|with|and) )\w{3,12} (?:me"
    r"|us)\b(?! to be reminded)|let (?:me|us) know"
    r"|mention|ask|talk|suggest|start by|open by|lead with|bring up|recommend|propose|start with|begin with|say|use"
    r"|avoid"
    r"|check|add|include|offer|play"
    r"|make sure|remember|raise|open with|point out|don'?t (?!remind)(?!forget)\w{2,12}|do not (?!remind)\w{2,12})\b"
)
BEFORE_REQUEST = (  # what parts a statement from the request that it leads to: "I'm off to bed, remind me ..."
    r"(?:[,;:] | [-–—]{1,2} |\) )(?:(?:so|and|but|then|now|anyway|ok|okay|oh),? )?|,? (?:so|and|but|then),? "
    r"| (?=(?:(?:can|could|would|will) (?:you|u)(?: please| pls)?|please|pls|plz) (?:{REMIND}) )"
    r"| (?=(?:pls |please )?(?:don'?t|do not) let me (?:forget|miss|skip))"
)
STATED_REQUEST = (
    r"(?:(?:when|once|as soon as) (?:i|i'm|we|we're|i've)\b[^\n,;:]{0,40}?,? )?"
    r"(?:(?:every|each|on|at|in|tomorrow|tonight|next|this|today|later|first thing"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:both|those) days|(?:the|half an|an?|[\w-]{1,12}) (?:minute"
    r"|min|hour|hr|day|night|nite"
    r"|evening|morning|week)s? (?:before|beforehand))\b(?!'s | is | was | will )"
    r"(?:(?!\b(?:i|we|my|our|is|are|has)\b(?!'d\b))(?:[^\n,;:]|(?<=\d):(?=\d\d))){0,64}?(?:, (?:(?:at|on|by|in"
    r"|every|each) "
    r"|(?=\d|(?:half|quarter|noon|midday)\b))(?:[^\n,;:]|(?<=\d):(?=\d\d)){1,30})?,? )?{POLITE}"
    r"(?:(?:{REMIND}|nudge|ping|alert|notify|prompt|poke|buzz|prod|kick|tap|jab) {ME}|(?:have|make"
    r"|get) {ME} (?:to )?(?=\w{3})|(?:sing"
    r"|shout|call|yell|pipe|speak) (?:out|up)|set (?:{ME} )?an? (?:reminder"
    r"|alarm)|(?:give"
    r"|send) {ME} an? (?:{ALARM}|{GIVEN})|gimme an? (?:{ALARM}|{GIVEN})|{TELL}|make sure i|wake {ME}"
    r"|i(?:'d| should| would)? (?:like|love|want|need) (?:to be reminded|telling|reminding"
    r"|an? (?:\w{2,8} )?(?:{ALARM}))"
    r"|keep {ME} (?:right|honest|straight)|tell {ME}(?=(?: then)?[ .!]{0,3}$)"
    r"|(?:just )?an? (?:(?:little|quick|gentle|weekly|daily) )?(?:{ALARM})(?=,? (?:each|every|then|please|pls)\b)"
    r"|call {ME}(?= for (?:it|that|this)\b)|(?:don'?t|do not|never) let {ME} (?:miss|skip)(?= (?:it|that|this)\b)"
    r"|(?:don'?t|do not|never) let {ME} forget)\b"
)
STATES = (  # of a lead: it says something, and is not "tomorrow at 5"
    r"\b(?:i|i'm|i've|i'll|we|we're|we've|my|our|it|it's|is|are|was|am|has|there's|that's|the)\b"
    r"|\w's (?:an?|the|my|our|going|not|so|too)\b"
)
TELLS_WHEN = (
    r"{POLITE}(?:every|each|on|at|in|by|tomorrow|tonight|next|this|today|later|first thing|once|daily|weekdays|weekends"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b(?!'s| is | was )"
)
LEFT_OPEN = (  # and needs more
    r"\b(?:day|night|nite|evening|morning|hour|minute|min|hr|week)s? (?:before|beforehand|earlier)(?: (?:that|it"
    r"|then))?$"
)
BEFORE_THING = (  # "the day before the wedding", before a request: a part of it
    r"{POLITE}(?:on )?(?:the|half an|an?|[\w-]{1,12}) (?:minute|min|hour|hr|day|night|evening|morning|week|month)s?"
    r" (?:before|ahead of|prior to)(?: \w|,|$)"
)
NOT_OWN = (  # before a request: what follows is no request of the speaker's now, or the lead is a part of it
    r"\b(?:(?:after|before|should) (?:i|i've|i'm|we|we've|you)|if|when|whenever|once|next time|sings?|song|title|phrase"
    r"|words?|quote|every time|as soon as|(?:is|was|it's|song|one) called|(?:was|were|is|'m|'s|be) like"
    r"|next (?:session|chat|conversation)|(?:our|the|my) next|(?:start|beginning) of)\b"
)
OF_OTHERS = (  # and this too, but before "so" or a dash
    r"\b(?:says?|said|told|tells?|asks?|asked|wrote|writes?|texted|shouted|who|you|he|she|they)\b"
)
NO_STATEMENT = (  # before a request: what follows is not the speaker's own, or is no request; or it tells when
    r"\b(?:(?:after|before|should) (?:i|i've|i'm|we|we've|you)|if|when|whenever|once|next time|says?|said|told"
    r"|tells?|asks?|asked|wrote|writes?|who|you|he|she|they|never"
    r"|like|sings?|song|called|title|didn't|don't|won't|doesn't|not|phrase|words?|quote|every time|as soon as"
    r"|next (?:session|chat|conversation)|(?:our|the|my) next|(?:start|beginning) of)\b"
)
AND_TO = r",? and (?:also )?(?=to \w)"  # between two things to be reminded of
ASKS = "remind me "
AND_AT = (  # between two times; the hour of the second may stand without its "at"
    r"(?P<and>,? and (?:also |then |again )?)(?P<bare>\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)? (?:at )?)?"
)
SAYS = r"\b(?:that|if|whether|what|who|how|where|when)\b"  # what follows is told, and not done
NOT_ON = r"\b(?:for|about|before|until|till|by|from|between|since|of|after) $"  # before two days: they are of the thing
HOUR_FIRST = r"(?:at )?(?:\d|noon\b|midday\b)"
TO_DO = r",? (?:to|about|that) \w"  # after two days: what is to be done
CLOCK_ONLY = (  # tells no day: of a reminder for something on another day, it is of that day
    r"(?:at |by |around |about |for )?(?:(?:(?:half|an? quarter|quarter|five|ten|twenty) (?:past|to) )?"
    r"(?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: o'clock)?(?: in the (?:morning|afternoon|evening)| at night)?|noon|midday"
    r"|in the (?:morning|afternoon|evening)|(?:at )?lunchtime)"
)
AND_THEN = r"(?:,| and|, and|:| so) $"  # before a day, in the middle of a sentence
BY_THEN = r"(?:by|before|until|till) "  # a day that is a limit: of a reminder's hour it says nothing
POINTS_BACK = (
    r"(?: (?:about |to do |of |on |with |for )?(?:it|that|this))?(?: (?:each|every) (?:time|day|week|month|year)"
    r"| then| weekly"
    r"| daily)?,?(?: please| pls| plz| thanks| (?:will|would) (?:you|ya))?(?:[ .!]{0,3}$|, (?!(?:please|pls|to|about"
    r"|that|when"
    r"|if|next|and|or|but|so|on|at|in|every|each)\b))"
)
REFUSED_AFTER = (  # after "remind me": a question for what was said, not a request for later
    r"(?: again)?,? (?:(?:is|are|was|were|did|does|do|have|has) (?:it|he|she|we|they|there|i|you|the|my)\b|never"
    r"|what|who|whose|whom|how|why|where|which|of|if|whether|when (?:is|was|are|were|did|do|does)"
    r"|how (?:to|do))\b"
)
TAGGED = (  # "remind me to ..., would you?"
    r", (?:would|will|could|can) (?:you|u|ya)(?: please| pls| mate| love| dear)?$"
    r"|,? (?:ok|okay|alright|please|pls|plz)(?: please| mate| love)?$|, (?:yeah|yes|right|eh|no|na|isn't it)$"
)
ASKED_BACK = r"[^\n]{0,120}\b(?:time|day|night|week|summer|moment) (?:when|that)\b"  # "of the day when we met"
REFUSED_FORGET = (  # after "don't forget": something to know, not to do
    r",|[ ]-|[^\n]{0,80}\b(?:yourself|as they say)\b| (?:that|i|i'm|i've|we|we're|you|he|she|they|it|it's|what|who"
    r"|how|why|where|when"
    r"|if|me|us|there|my name|this|these)\b"
)
CONNECTOR = (
    r"(?:,? ?please\b)?(?: ?(?:just now|instead|later(?: today| on)?|soon|sometime"
    r"|at some point)\b(?= to\b))?(?: ?so(?: that)? i (?:can|could|don'?t forget to|remember to)\b|(?:,|:| -|;)? ?(?:to"
    r"|2(?= [a-z])|that|about|abt|called|titled|saying|regarding|concerning|re|for|of)\b|[,:;]| -)? ?"
)
SESSION_START = (
    r"(?:,? ?)(?:(?:at|in|on) the (?:very )?(?:start|beginning|opening) of (?:our|the|my|every|each)(?: next)?"
    r" (?:chat|conversation|session|talk|call|discussion)"
    r"|(?:in|during|at) (?:our|the|my) next (?:chat|conversation|session|talk)|next (?:session|chat|conversation)"
    r"|first thing (?:next time|(?:in|at) (?:our|the) next (?:chat|conversation|session))"
    r"|(?:(?:the )?next time|when|once|as soon as|the moment) (?:we(?:'re)?|i(?:'m)?|you) (?:next )?"
    r"(?:talk|chat|speak|meet|come back|back|return|log (?:back )?in|open (?:this|the app)|start (?:a new chat|again)"
    r"|see (?:you|each other)|are back|am back|get back)(?: next(?: time)?| again| to you| with you| here| online)?"
    r"|next time(?=,| remind| ?$))(?=[,.;!]| ?$| (?:to(?! (?:the|my|our|your|his|her|it|this|that|them|him|those"
    r"|these)\b)"
    r"|that|remind|ask|tell|please|don't|mention|can you|could you|would you|will you)\b)"
)
OFTEN = r"\b(daily|weekly|monthly|yearly|fortnightly)\b"  # in "set a daily reminder"
SAID_SO = (  # after what is told: it is a quote
    r", (?:he|she|they|i|mum|mom|dad|my \w{2,12}|the \w{2,12}) (?:said|says|say|goes|went|told|tells)\b"
)
