"""English of when to remind where that is counted: data alone, read by `intention_distances`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

HALVES = {"h": 30, "a": 15}  # minutes of "half an hour", "a quarter of an hour", by the first letter
DAYS = (  # units beside which an hour may stand
    "day", "night", "nite", "evening", "morning", "week", "fortnight", "month",
)  # fmt: skip
DISTANCE = (  # "10 minutes before", "the day before", "half an hour in advance of"
    r"\b(?:(?:about|around|at least|like|maybe|say|a good|on) )?"
    r"(?:(?P<half>half an|a quarter of an)|(?P<count>{NUMBER})|the|(?=(?:day|night|nite|evening|morning"
    r"|week) (?:before|after (?:that|it)\b|after,)))(?: full)? ?"
    r"(?P<unit>minute|min|hour|hr|day|nite|night|evening|morning|week|fortnight|month)s?"
    r"(?P<more> and a (?:half|(?P<quarter>quarter)))? "
    r"(?:before(?:hand)?|(?P<after>after(?= (?:that|it)\b|,))|ahead(?: of(?: time)?)?|prior(?: to)?"
    r"|in advance(?: of)?)\b ?"
)
I_GO = (
    r"i (?:fly|leave|travel|move|sail|depart|land|set off|start|see (?!to\b)\w{2,12}|meet \w{2,12}"
    r"|visit \w{2,12}|get (?:back|home|in)|come back|go (?:in|away|home))\b"
)
THING = (  # what a distance is counted from
    r"(?:the|my|our|his|her|their|your|this|that|an?|[a-z][\w-]{1,15}'s?) \w|(?:she|he|they|we) \w{3}"
    r"|" + I_GO + r"|(?:doors|kick-?off|take-?off|check-?in|boarding|landing|departure|school|work|class|practice"
    r"|dinner)\b"
)
ASKS_ON = r",? (?:(?:can|could|would|will) (?:you|u|ya)|please|pls|kindly|i need|i'd like)\b"  # behind such a name
BARE_HOUR = r"^(?![^\n]*(?:[ap]\.?m\b|morning|noon))"  # of an hour: it does not tell of which half of the day
THAT_DAY = r"\b(?:on )?that (?:very |same )?(?P<part>day|morning|afternoon|evening|night)\b"
THOSE_DAYS = r"\b(?:on )?(?:both|those|these)(?: (?:same|two|three))? days(?:,? (?:every|each) week)?"  # of a series
THAT_HOUR = r"\bat that (?:hour|time)(?:,? (?:every|each) (?:week|day|month))?"
DAY_NAMES = {  # of a rule's BYDAY
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
    "SU": "Sunday",
}  # fmt: skip
NOT_THEN = r",? (?:and )?not (?:on |at )?(?:the )?"  # between two dates: the first is meant
CORRECTS = (  # between two dates: the second is meant
    r"[,.]? ?(?:-+ ?|\u2013 ?|\u2014 ?)?(?:no|wait|sorry|hang on|hold on|i mean|i meant|scratch that|make that"
    r"|or rather)\b"
    r"[^.;:!?\d]{0,30}?(?:,| it'?s| make it)? "
)
TO_HOUR = r"(?:,| of)? ?(?:at )?"  # between it and its hour
SOMEBODY = r"(?:she|he|they|we|i)\b"  # of "two hours before she lands"
POINTS = r"(?:(?:that|this|it|then)\b ?)?"  # "an hour before that"
ANY_EVENT = (
    "call", "meeting", "appointment", "event", "thing", "class", "match", "game", "show", "flight", "trip", "party",
    "day", "deadline", "start",
)  # fmt: skip
"""What a thing may be called that was told by another name."""
OWNERS = ("the", "my", "our", "his", "her", "their", "your", "this", "that")
OPEN = (  # no event
    r"(?:that|this|it|then),|, (?=(?:at )?\d|(?:half|quarter|noon|midday|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve)\b)|(?:that|this|it|then)?[ ,.!?)]{0,3}(?:$|(?:to|that(?= (?:i|we|my|the)\b)|about|so"
    r"|please|pls|thanks|at"
    r"|remind|and|too|as well|tell"
    r"|ask|nudge|ping|see|make|get|have|shout|give|let|poke|prod|chase|bug|prompt|buzz|don't|put|set|lemme|wake"
    r"|kindly|can|could|would|will|we|(?!" + I_GO + r")i)\b)"
)
GOES_ON = (  # after what is counted from: what is to be done
    r",? (?:to (?!the |an? |my |our |her |his |your |work\b|school\b|bed\b|town\b|(?-i:[A-Z]))|that (?=i\b|the |my )"
    r"|about |so (?:that )?i )|,(?= )"
)
TOLD_EVENT = (  # "the concert is on", before a date
    r"(?:(?:so|and|oh|ok|okay|hey|hi|also|btw|by the way|fyi|just so you know),? ){0,2}"
    r"(?P<event>(?:(?:my|our|the|his|her|their|new|next) |(?-i:[A-Z])[\w-]{1,20}(?:'s|s') )"
    r"[\w'-]{1,20}(?: [\w'-]{1,20}){0,5}?"
    r"|(?!(?:he|she|it|they|that|this|there|what|who|which|when|we|you|i|one|so|today|tomorrow|all|everything"
    r"|something|nothing|not)\b)[^\W\d][\w'-]{2,15}(?: [\w'-]{2,15}){0,2}?)"
    r"(?:'s| is| are|'re| starts?| begins?| leaves?| departs?| opens?| expires?| runs out| ends?| falls)"
    r"(?: (?:due(?: back| in)?|scheduled|booked|happening|coming up|now|again|back|set|set for|on for|booked for"
    r"|booked in"
    r"|booked in for|planned|planned for|scheduled for|for))? ?$"
)
BEFORE_DAY = (  # between the words that ask and a day: it is to be told before that day begins
    r",? (?:(?:some ?time|any ?time|at some point) )?before (?!the end\b|end\b)"
)
TIMES = {
    "twice": 2, "two times": 2, "2 times": 2, "2x": 2, "thrice": 3, "three times": 3, "3 times": 3, "3x": 3,
    "four times": 4, "4 times": 4, "4x": 4,
}  # fmt: skip
SPREAD = (
    r"\b(?:(?P<times>twice|thrice|(?:two|three|four|[234]) times|[234]x) (?:an?|per|each|every)"
    r" (?P<unit>day|week|month|year)|twice daily)\b"
)
EVENLY: dict[tuple[str, int], tuple[str, tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...]]] = {
    # (unit, times): frequency, weekdays, days of the month, hours
    ("day", 2): ("DAILY", (), (), (9, 21)),
    ("day", 3): ("DAILY", (), (), (9, 15, 21)),
    ("day", 4): ("DAILY", (), (), (9, 13, 17, 21)),
    ("week", 2): ("WEEKLY", ((0, 0), (0, 3)), (), ()),
    ("week", 3): ("WEEKLY", ((0, 0), (0, 2), (0, 4)), (), ()),
    ("month", 2): ("MONTHLY", (), (1, 15), ()),
}
MAY_COUNT = r"before|after|that"  # without any of these a text counts from nothing that was told before it
ON_DAYS, AND = "every {days} {clock}", " and "  # a day that was told, or those of a series, told anew with an hour
ON_DAY = "on {day} {clock}{part}"
PART_OF_DAY = {  # by the part that THAT_DAY names
    "day": "", "morning": " in the morning", "afternoon": " in the afternoon", "evening": " in the evening",
    "night": " at night",
}  # fmt: skip
