# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English words around a cue as a person tells it: what leads to it and what follows, data alone, read by `cue_text`."""

_TALK = r"(?:talk|chat|speak|go|moan|complain|ramble|rant|bang|say|mention|hear|read|write|ask|think)(?:ing|s)?"
_WE = r"(?:we|i|you|he|she|they|anyone|anybody|someone|somebody)(?:'re|'m|'ve|'ll|'s| are| am| have| will| is)?"
_BEGIN = r"(?: (?:ever|even|next|again|finally|start|starts|begin|get|come|go|move|turn|circle|am|are|end up|happen to)){0,3}"

LEADS = (  # each taken off in turn, as long as something is left
    r"it (?:ever |also )?(?:comes|crops|turns) (?:up|out) that",
    rf"{_WE}{_BEGIN} (?:{_TALK} )?(?:on about|about|on to|onto|on|over to|back to|round to|around to|of|up|to)",
    r"(?:anything|something|everything|whatever|stuff|things|news|a word|one word|a single word)(?: else)?"
    r"(?: at all)?(?: about| to do with| related to| regarding| concerning| on| of)",
    r"(?:the )?(?:topic|subject|matter|issue|question|idea|thought) of",
    r"(?:the )?(?:words?|terms?|phrases?|keywords?)(?= [\"'“‘«]| [\w-]{2,30}$)",
    r"(?:the )?names?(?= [\"'“‘«]| (?-i:[A-Z]))",
    r"please",
    r"(?:that )?i(?:'ve| have)(?: got)?(?= \w)|(?:that )?i(?:'m| am) having",
)
TAILS = (
    r",? (?:ever|even|also|please|thanks|thank you|again|next|next time|at all|in any way|for some reason|or so|some ?time|in conversation|"
    r"in (?:the|our|a) (?:conversation|chat|talk|discussion))",
    r"'s? names?",
)
ARTICLES = r"(?:the|a|an|any|some)(?= )"  # in small letters: "The Crown" keeps its own
ABSENT = r"(?:his|her|their|that|this) names?|(?:he|she|they|him|her|them)\b.{0,40}"
"""A cue that only the rest of the request names: "thank Priya when her name comes up"."""
NAME = r"(?<![.!?] )(?<!^)\b[A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30}){0,3}"
NOT_NAMES = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
    November December I I'm I've I'll I'd
    """.split()
)
"""Capitals that name nobody."""
