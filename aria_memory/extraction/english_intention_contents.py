"""English of what is to be done, and of what is none of it, in a request to be reminded: data alone, read by
`intention_parts` and `intention_ends`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

TO_DO_AGAIN = r"\bto \w[^\n]{1,120}? again\b"  # "to call him again": part of what is to be done
AGAIN = "again"
FILLER = (  # at the end of a request
    r"(?<!\bsay\s)(?:(?:pretty )?pl+e{1,5}a?s+e{0,3}|thank ?you(?: (?:so|very) much)?|thanks(?: (?:so much|very much"
    r"|in advance|again|a (?:lot|bunch|million|mil|ton)|love|pet|hun|hon|mate|pal|bud|buddy|dear|man|bro|babe))?"
    r"|ok|okay|(?:would|will|can|could) (?:you|u|ya)|again|instead|though|pls|plz|thx|thnx|tks|ty|tysm"
    r"|ta(?: (?:very much|muchly|love|pet|mate))?|cheers(?: (?:mate|pal|love|bud|bro))?|(?:that'd be |it'd be )?"
    r"(?:much|really"
    r"|greatly) appreciated|,? you'?re (?:an?|the) (?:star|legend|gem|lifesaver|best|angel|hero)|alright|yeah|"
    r"(?:much )?appreciate (?:it|that)|lol|haha|either|too|as well|right|l8r|ah|lah|na|eh|innit|buddy"
    r"|when it(?:'s"
    r"| is)|xx?x?)"
)
DANGLING = (  # left over from a date
    "later", "after", "for", "on", "at", "by", "in", "from", "and", "around", "due", "before", "until",
    "@",
)  # fmt: skip
# from one that has its own "at" or "on": "take the washing in at 7"
DANGLING_TOO = ("later", "after", "and", "due", "before", "until")
OF_DATE = r"(?:at|on|in|by|around|every|each|next)\b"
STATEMENT = (  # a content that says something, beside a cue: its date is of that, not of the reminding
    r"(?:(?:(?:tell|warn) (?:me|us) )?that\b"
    r"|(?:it|he|she|that|there)(?:'s| is| was| has)\b|(?:i|you|we|they)(?:'m|'re|'ve| \w{2,12})\b|my |the "
    r"|our |(?:[\w-]{2,20} ){0,2}[\w-]{1,20}'s (?:[\w-]{2,20} ){1,3}(?:is|are|has|was|needs?|expires?|ends?|starts?"
    r"|runs? out)\b|[A-Z][\w-]{1,20} (?:is|has|was|arrives|comes|leaves|needs|wants|starts)\b)"
)
NO_TASK = (  # after "I must remember to", without a time: how one wants to live, and no thing to do
    r" (?:not |just |always |never |actually )?(?:be|breathe|relax|rest|sleep|smile|laugh|live|love|enjoy|appreciate"
    r"|trust|believe|think|stay|keep|stop|slow|focus|listen|look|let|try|pace|pause|calm|chill|care|cherish|celebrate"
    r"|take (?:it|things|care|time|one|breaks?|a (?:break|breath|step|moment)|deep|life)|give (?:my|him|her|them|it)"
    r"|put (?:my|him|her|them)|say (?:no|yes)|do (?:it|that|this|things|what|more|less)|have (?:fun|faith)|go "
    r"(?:easy|slow)"
    r"|ask (?:you|for help|questions)|tell (?:you|my)self|treat|forgive|thank|speak|act|eat|drink|use|check (?:in"
    r"|my))\b"
    r"|[^\n]{0,80}\b(?:myself|ourselves|more often|every|each|always|whenever|when|if|in (?:the )?future|from now on"
    r"|better|anymore|sometimes|so (?:i|that)|before (?:i|we))\b"
)
AFTERTHOUGHT = (  # after what is to be done: why, or what else is so
    r",? (?:if (?:you (?:can|could|would|like|don'?t mind)|possible|(?:that|it)(?:'?s| is) (?:ok|okay|alright|fine"
    r"|possible|not too much trouble)(?: (?:with|by|for) you)?)|when(?:ever)? you (?:can|get (?:a|the) (?:chance|min"
    r"|minute|sec|second|moment)))(?:,? please)?[.!]?$"
    r"|,? (?:otherwise|or else|because)\b|,? (?P<or>or) (?:(?:i|we|he|she|they|it|you|mum|mom|mam|dad|nan|gran"
    r"|there)|(?:my|the"
    r"|our|his|her|their) [\w'-]{2,14}(?: [\w'-]{2,14})?"
    r"|(?-i:[A-Z])[\w-]{1,14}(?: (?-i:[A-Z])[\w-]{1,14})?)(?: (?:kills|shouts|moans|sulks"
    r"|complains|freaks|dies|cries|starves|closes|shuts|fines|charges|throws|leaves|loses|starts|bites|eats|runs out"
    r"|die"
    r"|shout|moan|miss|lose|starve|freak)|'ll| will| wi?ll| won'?t|'s going to| is going"
    r" to| are going to|'m going to|'re going to| might| may| could| gets?| goes| never| always| forgets?| can'?t"
    r"|'d| would|'m(?= (?:dead|toast|screwed|done|in))|'re(?= (?:dead|toast|done|in)))\b|, (?=(?:or i'll|which|since"
    r"|got (?:an?|the|my|loads|lots|so much))\b"
    r"|(?:i|we|he|she|they|it|that|there|you)(?:'s|'re|'m|'ve|'ll|'d|n't)? \w"
    r"|(?:its|im|ive|theyre|thats|theres|youre|weve|dont|cant) \w"
    r"|(?:my|the|our|his|her|their) \w{2,14} (?:\w{2,14} )?(?:is|are|was|has|have|will|can't|won't|needs?|wants?)\b)"
)
CHOICE = (  # before "or she can": no reason
    r"\b(?:whether|if|either|which|who|ask|asks|see|check|find out|decide|choose)\b"
)
ADDED = (  # right after the time: why, or what else is so: "wake me at 6, early shift"
    r"(?:,| -| –| —)? ?(?:(?:(?:i|we)(?:'ve|ve| have)? )?got (?:an?|my|the|some|work|school|loads|lots|so much|to"
    r"|too)\b"
    r"|(?:i'?m|i am|we'?re|we are|i'?ve|i have|we'?ve|we have|i need|we need|i want|i can'?t|it'?s)\b"
    r"|(?:an? )?(?:really |very )?(?:early|late|long|big|busy) (?:shift|start|day|flight|train|bus|one|meeting|night"
    r"|morning"
    r"|drive)\b)"
)
WOKEN = r"(?:wake {ME}(?: up)?|get {ME} up) ?"  # asks for no more than that
TAG = r", (?:no|na|eh|isn't it)$"
SO_THAT = (  # before what is to be done: "an hour before that so I can iron a shirt"
    r"^so (?:that )?(?:i|we) (?:(?:can|could|actually|really|do|get to|have time to|remember to|know to"
    r"|don't forget to|do not forget to) ){0,3}(?!(?:don't|do not|can't|cannot|won't|am|was|will|have|had|know|need)\b)"
)
MUST = (  # "let me know that I must ...", "have me send ..."
    r"^(?:(?:let (?:me|us) know|tell (?:me|us)"
    r"|(?:sing|shout|call|yell|pipe|speak|holler|cry) (?:out|up)(?: to (?:me|us))?)"
    r" (?:that )?(?:i|we) (?:must|have to|need to|should|ought to)|(?:have|make) (?:me|us)|get (?:me|us) to"
    r"|(?:sing|shout|call|yell|pipe|speak|holler|cry) (?:out|up) to|(?:holler|shout|yell|beep) so (?:that )?i) "
)
BEFORE_EVENT = (  # a distance from what only the talk tells: "remind me the day before"
    r"(?:(?:half|a quarter of) an |(?:the|an?|\w{1,8})? ?)(?:day|night|evening|hour|minute|min|week"
    r"|month)s? (?:before(?:hand)?|earlier|ahead"
    r"|in advance|prior)$"
)
REFUSED_CONTENT = (
    "", "later", "this later", "that later", "it later", "me", "us", "it", "that", "this", "about it", "anything",
    "things", "from now on", "each time", "every time", "na", "mind",
)  # fmt: skip
RANGE = ("to", "until", "till", "til", "-", "–")  # between two hours: its first is the time of a request
OPENING = r"\b(?:between|from) "  # before the first; then "and" too may stand between them
EITHER = ("or", "or on", "or at")  # between two dates: the first is that of the request
