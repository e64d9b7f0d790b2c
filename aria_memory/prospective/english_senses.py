# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English words whose sense the words around them tell: data alone, read by `senses`."""

VERBS_OF_NOUNS = {
    "booking": "book", "parking": "park", "heating": "heat", "fencing": "fence", "building": "build", "filling": "fill", "wrapping": "wrap",
    "meeting": "meet", "collection": "collect", "closur": "close", "decision": "decid", "application": "apply", "attendanc": "attend",
    "payment": "pay", "treatment": "treat", "agreement": "agree", "shipment": "ship", "replacement": "replac", "cancellation": "cancel",
    "reservation": "reserv", "confirmation": "confirm", "presentation": "present", "explanation": "explain", "competition": "compet",
    "sale": "sell", "flight": "fly", "death": "die", "choic": "choos", "loss": "lose", "growth": "grow", "complaint": "complain", "theft": "steal",
    "speech": "speak", "extension": "extend", "admission": "admit", "operation": "operat", "consultation": "consult", "assignment": "assign",
}  # fmt: skip
"""In a cue of several words ("hall booking") what it does may be told instead ("we've booked the hall"). By stems."""

NOUNS_TOO = frozenset("book park heat fence build fill wrap treat ship present fly".split())
"""Of these verbs what is a noun or another word as well: it counts where it is inflected, or stands as a verb does."""

SAME_ALONE = frozenset("parking reservation cancellation theft eviction".split())
"""Of these nouns what a cue may be alone: that somebody does it brings it up."""

MOVES = frozenset("back down out over away home".split())
"""Everyday words that name a thing and tell a direction."""

_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|the \d|\d|this|next|last|tomorrow|today|yesterday)"
TOLD_OTHERWISE = {
    "run": (
        r"(?:for|on|after|before|during|from|did|had|do|have) (?:a|an|my|our|another|the|his|her|their|today's)(?: [\w'-]+){0,2} runs?\b(?! of| in with| out\b)"
        r"|\b\d+ ?k(?:m|ms)? run\b|\b(?:morning|evening|lunchtime|long|easy|short|slow|first|daily|sunday|park|trail|tempo|recovery) runs?\b|\brun club\b"
        r"|\b(?:i|we|he|she|they|i've|we've|just|only|already)(?: just| only| actually| finally)? (?:ran|run) (?:\d|a (?:5|10|half|full|marathon|personal|pb|mile|few (?:k|miles))|the (?:marathon|half)\b|another \d"
        r"|(?:three|four|five|six|seven|eight|nine|ten) (?:k|km|miles)\b|every (?:day|morning|week)|this morning|this evening|along the|(?:a)?round the (?:park|lake|block))"
    ),
    "move": (
        r"\b(?:the|our|my|your|their|this)(?: (?:house|big|office|flat))? move\b(?! (?:of|to make)\b)|\bmoving (?:day|date|van|boxes|company|costs|firm|house|home|flat)\b|\bhouse move\b"
        r"|\b(?:i|we|they|he|she)(?:'re|'m|'s|'ve|'ll|'d| are| am| is| was| were| have| had| will)?(?: (?:been|finally|just|all|only|be|still|not|definitely|officially|actually)){0,2} (?:moved|moving|move)"
        r"(?: (?:house|flat|home|in|out|into the (?:new|flat|house))\b| on " + _DAYS + r"| (?:next|this|last) (?:week|month|year|spring|summer|autumn|winter)| (?:tomorrow|yesterday)\b|[.!]|$)"
    ),
    "trip": r"\b(?:my|our|your|the|this|that|his|her|their)(?: [\w'-]+){0,2} trips?\b(?! (?:over|up|hazard|wire)\b)|^trips? to\b",
    "work": r"\b(?:at|from|after|off|about|with|before|in) work\b(?! (?:on|out|for it)\b)|(?:^|[.!?,;] ?|\band )work(?:'s| was| is| has been| got| went)\b|\bmy work\b",
}
"""Everyday words that a cue may be alone ("my run", "the move"), by their stem: what else brings it up, always with the
word itself in some form: by that its cue is looked up."""
