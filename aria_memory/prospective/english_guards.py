# ruff: noqa: E501 - word lists read best in full lines
"""English signs that a message names a thing without bringing it up: negated, long past, or quoted. Patterns, no logic.

`_BEFORE` is searched in the cue's clause before it, `_AFTER` right behind it, the others around it; the text is in lower
case with straight apostrophes. Each is searched in a bounded stretch, so that no text makes one slow.
"""

_NOT = r"(?:not|n't|never|nobody|no one|hardly)"
_SPEAK = (
    r"(?:talk|talking|discuss|discussing|ask|asking|asked|speak|speaking|mean|meant|mention|mentioning|mentioned|think of|"
    r"thinking of|thinking about|care|start|worry|worried|remind|hear|go into|interested|bother|bring up|said|writing)"
)

NEGATED_BEFORE = (
    rf"\b{_NOT}(?: \w+){{0,4}} {_SPEAK}\b(?: \w+){{0,4}} ?$",  # "let's not talk about ...", "nobody asked about ..."
    r"n't(?: \w+){0,4} (?:talk|discuss|ask|asking|speak|mean|mention|think of|care|start|worry|remind|hear|bother)"
    r"\b(?: \w+){0,4} ?$",
    r"(?:not|n't)(?: \w+){0,2} about(?: \w+){0,2} ?$",  # "it wasn't about ..."
    r"\b(?:nothing|anything but)(?: to do)?(?: \w+){0,2} (?:with|about|on)(?: \w+){0,2} ?$",
    r"^\W*(?:no,? )?not(?: about)?(?: (?:the|my|our|your|his|her|a|an))? ?$",  # "Not the boat, ..."
    r"\b(?:never mind|forget(?: about)?|skip|instead of|rather than|leave aside|enough (?:of|about)|stop \w+ (?:on )?about|"
    r"no more(?: talk)?(?: about| of)?|sick of|bored of|apart from)(?: \w+){0,2} ?$",
)
NEGATED_AFTER = (
    r"^ ?(?:has|have|had|is|was|are) (?:nothing|not (?:the|what|why|my))\b",
    r"^,? (?:isn't|wasn't|is not) (?:the|what|why|my) (?:point|topic|issue)",
)

PAST = (
    r"(?<!'m )(?<!\bam )(?<!'re )(?<!\bare )(?<!'s )(?<!\bis )(?<!\bget )(?<!\bgot )(?<!ting )(?<!\bbe )(?<!\bbeen )(?<!\bnot )"
    r"\bused to\b",  # "I'm used to it" is of now
    r"\b(?:years?|decades?|ages|centur(?:y|ies)) ago\b",
    r"\blong ago\b",
    r"\blong before\b",
    r"\bback then\b",
    r"\bback in (?:the (?:days?|old|past|\w+ties)|those|my|our|school|college|(?:19|20)\d\d)\b",  # not "back in town"
    r"\bin (?:19\d\d|20[01]\d)\b",  # a later year may be this or the next
    r"\bin those days\b",
    r"\b(?:i|we|you) (?:still |can |do |well )?(?:remember|recall) (?:when|how|that time|the (?:day|time|year)s?)\b",
    r"\b(?:when|while) (?:i|we|you|he|she|they) (?:was|were) (?:a |an )?(?:\w+ )?"
    r"(?:child|children|kid|kids|boy|girl|young|little|small|student|students|teenager|teenagers|at school|at college)\b",
    r"\bas (?:a )?(?:child|children|kid|kids|student|students|teenager|teenagers)\b",
    r"\bin my (?:\w+ )?(?:youth|childhood|school days|student days|college days|twenties|teens|day)\b",
    r"\bat (?:college|university|school) (?:we|i) (?:used|would)\b",
    r"\bonce (?:told|wrote|had|was|knew)\b",
    r"\blast (?:century|decade)\b",
)

REPORTING = (
    r"\b(?:says?|said|saying|shouts?|shouted|mutters?|muttered|whispers?|whispered|cries|cried|yells?|yelled|sings?|sang|goes|"
    r"went|reads?|wrote|writes|written|quoted?|quotes|titled|called|headlines?|lyrics|songs?|films?|movies?|novels?|books?|"
    r"plays?|series|comics?|posters?|stickers?|adverts?|ads?|slogans?|graffiti|characters?|villain|hero|detective|hints?|lines?)\b",
)
