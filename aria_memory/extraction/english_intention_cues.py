"""English of cues, "when we talk about X": data alone, read by `intention_parts` and `intention_sentences`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

from .english_cue_clauses import BY_CHANCE, WHEN

COUNTED = r"\b(?:(?:half )?an|one|two|three|five|ten|\d{1,3}) (?:minute|min|hour|day|week)s?$"  # "an hour before I go"
CUE_WORDS = (
    r"(?:(?:the )?(?:very )?(?:next|first) (?:time|tyme|tiem)|" + WHEN + r"|if(?: and when)?"
    r"|once(?! (?:an?|per|every|each|more)\b)|as soon as"
    r"|(?:every|each|any) ?time(?: at all| ever)?"
    r"|the (?:moment|minute|second(?= (?:i|we|you|that|it|the|my)\b))"
    r"|(?:right |just )?(?:after|before)(?= (?:i|i'm|i've|we|we've|you|you've|he|she|they)\b(?! forget))"
    r"|should(?= (?:i|we)\b))(?: that)?" + BY_CHANCE
)
SUBJECT_ALONE = ("you", "u", "they", "he", "she", "it", "that", "this", "someone", "people")  # no cue of its own
LEADING_CUE = r"{POLITE}{CUE_WORDS} "
TRAILING_CUE = r"(?:^|,? )(?P<cue>{CUE_WORDS} )"
NOT_A_CUE_AFTER = (  # "ask when it opens", "check if it is locked"
    "ask", "check", "see", "know", "whether", "decide", "find", "out", "him", "her", "them", "tell", "remember", "even",
    "only", "as", "what", "say",
)  # fmt: skip
OUT = "out"
FINDING = frozenset(("find", "found", "work", "figure", "check", "point", "suss"))
"""Before "out": "find out when it opens" asks; "take the bins out when we talk about it" does not."""
POLITE_IF = (  # in the middle of a request, "if" and this is no cue: "remind me, if you'd be so kind, when ..."
    r",? if (?:(?:you(?:'d| would| could| will|'ll)? (?:be (?:so|very|that|as) (?:kind|good|nice)(?: as to)?|please|can"
    r"|could|wouldn'?t mind|don'?t mind|would|get (?:a|the) chance)|possible|(?:it|that)(?:'s| is) (?:ok|okay|alright"
    r"|all right|fine|no (?:bother|trouble)|not too much (?:bother|trouble)))(?: please)?)(?:,| (?=when|whenever|if"
    r"|once|next time|the next|the moment|as soon|to\b|that\b|of\b|about\b))"
)
WHOM = ("him", "her", "them")  # of these, what may end what is to be done: "call him when I mention the car"
ASK = r"(?:ask|tell|check (?:in )?(?:with|on)|let) {ME}(?: know)?(?: again)? ?"  # before "if": what is to be asked
ASK_IF_I = r"ask {ME} if i(?:'ve|'m| did| have| am| was| got| took| \w{2,12}ed)\b"
NOT_BOUND = (  # before "to" and a place: "when I book the train to hubli"
    r"(?<!\btrain)(?<!\btrains)(?<!\btrip)(?<!\btrips)(?<!\bflight)(?<!\bflights)(?<!\bbus)(?<!\bcoach)(?<!\bferry)"
    r"(?<!\bticket)(?<!\btickets)(?<!\bmove)(?<!\bmoving)(?<!\bdrive)(?<!\bdriving)(?<!\bjourney)(?<!\bvisit)"
    r"(?<!\babout)(?<!\bgoing)(?<!\bready)(?<!\bplanning)(?<!\btrying)(?<!\btry)"
    r"(?<!\bneed)(?<!\bwant)(?<!\bstart)(?<!\bdecide)(?<!\bdown)(?<!\boff)(?<!\btravel)(?<!\btravelling)(?<!\btraveling)(?<!\bflying)(?<!\broad)(?<!\btransfer)(?<!\bvisa)"
)
CUE_END = (  # a comma, or "to" and a verb
    r",(?= )|[,;] ?$|{NOT_GET_TO}{NOT_BOUND} (?=please\b|to (?!the |an? |my |you|your |our |work\b|school\b|bed\b"
    r"|town\b"
    r"|church\b|me\b|him\b|her\b|it\b|this |that |(?-i:[A-Z]))\w)"
)
CUE_TOPICS = (  # tried in order on the clause; the cue is the group, or the whole clause
    r"(?:we|i)(?: [a-z]{2,8}){0,2} (?:get|come|turn|return|move on)(?: back)? to the (?:topic|subject|question"
    r"|matter|issue|point) of"
    r" (?P<cue>[^\n]{1,200})",
    r"(?:the )?(?:topic|subject|question|matter|issue) of (?P<cue>[^\n]{1,200}?) (?:comes|is brought|gets brought) up",
    r"(?:the |our )?(?:talk|conversation|chat|discussion|topic|subject) (?:turns|comes|gets|moves on|goes)"
    r" (?:(?:back|round|around|over) )?to"
    r" (?P<cue>[^\n]{1,200})",
    r"(?:we|i)(?:'re|'m| are| am| get| move)(?: [a-z]{2,8}){0,2} on(?:to| to)? the (?:topic|subject"
    r"|matter) of (?P<cue>[^\n]{1,200})",
    r"(?P<cue>(?!(?:he|she|it|they|this|that|one|next|ever|again|finally) )[^\n]{1,200}?)(?: (?:should|does|might"
    r"|were to|happens? to))?"
    r" (?:(?:comes?|crops?|pops?|is brought|are brought"
    r"|gets? brought) up|(?:gets?|is) raised)(?: in (?:(?:the|our|a|any) )?(?:conversation|chat|discussion|talk))?",
    r"(?P<cue>[^\n]{1,200}?) (?:is|are|gets?) (?:mentioned|discussed|brought up|up for discussion"
    r"|on the (?:agenda|table)|(?:the|our) (?:topic|subject))",
    r"(?!i(?:'ve| have)? (?:get|got|come) to )(?:we|i|you|anyone|somebody|someone)(?:'re| are|'m| am|'ll| will|'ve"
    r"| have)?(?: (?:next|again|ever|finally"
    r"|actually"
    r"|start|get|come|happen to|end up|get (?:a)?round to"
    r"|get back to|go back to|return to)){0,3}"
    r" (?:(?:talk|talking|chat|chatting|speak|speaking|ask|asking|ask you|asking you|tell you|write"
    r"|\w{3,12})(?: to you| with you| again"
    r"| you)? about|ask(?:ing)?(?: you)? for|discuss(?:es|ing)?|mention(?:s|ing)?|bring(?:s|ing)? up|touch(?:ing)? on"
    r"|get to|come to|getting to"
    r"|working on|work on|go back to|return to|say) (?P<cue>[^\n]{1,200})",
    r"(?:we|i|you)(?:'re| are|'m| am)?(?: (?:next|again|ever|finally|get|come|go|circle|move|turn|return)){0,2}"
    r" (?:back|round|around|over|on) to (?P<cue>(?!you\b|me\b|us\b)[^\n]{1,200})",
)
CUE_TAIL = (
    r"(?:(?: yet)? again| this week| today| tonight| one more time| once more| even once| to you| with you| next"
    r"| next time|"
    r" some ?time| at some point"
    r"|,| x{1,3}|,? (?:tho(?:ugh)?|lol|haha|mate|love|ok|okay|yeah|right|please|pls|thanks|thank you))$"
)
ALWAYS = (  # in a request with a cue: not the next time alone
    r"\b(?:whene?ver|(?:every|each|any) ?time|always(?= (?:remind|tell|ask|warn|mention|nudge)\b))\b"
)
COMES_UP_END = r"\bcomes? up(?: again)?(?:,? (?:next(?: time)?|again))?$"  # an imperative may follow it without a comma
