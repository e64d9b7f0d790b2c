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
