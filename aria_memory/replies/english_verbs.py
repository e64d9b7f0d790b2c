# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English verbs in replies: their pasts, and which say the same, or something else. Data."""

from aria_memory.prospective.english_forms import PASTS

SAME_VERBS = frozenset("call ring phone telephone".split())
"""Verbs that say the same."""

PHRASAL = {
    ("speak", "to"): "call", ("speak", "with"): "call", ("talk", "to"): "call", ("talk", "with"): "call", ("pick", "up"): "collect", ("hand", "in"): "submit", ("turn", "in"): "submit", ("send", "off"): "send", ("post", "off"): "post", ("fill", "in"): "fill",
}
"""Verbs with a particle that say the same as another, or as without it."""

GETTING = frozenset("get collect fetch grab".split())
GOT_BY = {"buy": frozenset("get collect grab order".split()), "order": frozenset("buy get".split()), "drink": frozenset({"have"}), "chase": frozenset({"get"}), "ask": frozenset({"get"}), "borrow": frozenset({"get"}), "get": GETTING | {"buy"}, "collect": GETTING, "fetch": GETTING, "grab": GETTING, "go": frozenset({"leave"}), "set": frozenset({"leave"}), "head": frozenset({"leave"}), **dict.fromkeys(("charge", "pack", "bring", "hang", "stick", "pin", "plug", "load", "pop", "place"), frozenset({"put"}))}
"""Of verbs those that say of their thing that it is done: "got the milk" of "buy milk", "collected it" of "pick up"."""

OFF = ("off", "in", "round", "around")
"""After a verb what makes another of it: "called off", "called round", "put off"."""

TAKEN = {"have": "take", "drink": "take", "eat": "take"}
SWALLOWED = frozenset("pill tablet vitamin medicine medication med antibiotic capsule dose supplement syrup iron".split())
MEALS = frozenset("breakfast lunch dinner supper tea bed water food".split())
"""How it is said of what is swallowed that it was taken: "had my tablet"."""

CALLERS = frozenset("call ring phone text email message write ask tell visit go come leave move arrive close open work".split())
"""Verbs that what is named may have done itself: "the bank called"."""

FINISHED = frozenset("done finished sorted completed ready handled".split())
"""What may be said of anything that was to be done."""

LEFT_SO = frozenset("open shut clear clean empty dry warm".split())
"""What is so once the verb of the same form was done to it."""

PARTICLES = frozenset("out in off on up down away back over".split())
"""What is left of a verb in the state that it leads to: who puts the bins out says that they are out."""

ITS = ("it", "they", "those", "these")
"""Of what is so: "it's out"; "that's out" says something else."""

OTHER_VERBS = frozenset("lose miss forget see find hear mention think read know like love hate remember dream feel say tell talk wonder need want get have be go come".split())
"""Verbs that do not carry out what is named by a noun alone ("Oliver's card": who lost it has not)."""

SAME_PAST = frozenset("put set cut let read hit shut quit cost hurt bet spread reset upset fit split".split())
"""Verbs whose past looks like their present: they say that it was done only after "I've"."""

PAST = PASTS | {
    "eaten": "eat", "begun": "begin", "did": "do", "drunk": "drink", "drawn": "draw", "flown": "fly", "froze": "freeze", "frozen": "freeze", "got": "get",
    "gotten": "get", "heard": "hear", "had": "have", "hung": "hang", "laid": "lay", "left": "leave", "lit": "light", "made": "make", "meant": "mean",
    "rang": "ring", "rung": "ring", "ridden": "ride", "said": "say", "sung": "sing", "saw": "see", "seen": "see", "shot": "shoot", "shook": "shake", "shaken": "shake",
    "shown": "show", "swept": "sweep", "swum": "swim", "thrown": "throw", "understood": "understand", "gone": "go", "woke": "wake", "woken": "wake",
    "hid": "hide", "hidden": "hide", "wound": "wind", "sewn": "sew", "sown": "sow", "mown": "mow", "dug": "dig", "forgot": "forget", "forgotten": "forget",
}
"""Forms of the past that no suffix gives away: those of cues, and of verbs whose forms in a cue may be another word ("left")."""

AGAIN = "re"
"""Before a verb that is done once more: "rebuilt"."""
