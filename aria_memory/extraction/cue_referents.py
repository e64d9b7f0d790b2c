"""What a pronoun in a cue stands for, by what was said just before it. Pure.

No parser: the subject of the sentence before, or a topic that it is alone, for a thing; a name for a person.
"""

from . import english_cue_clauses as clauses
from . import english_cue_referents as english
from .patterns import compiled

_PERSON = compiled(english.PERSON, {})
_THING = compiled(english.THING, {})
_IN_CUE = compiled(english.IN_CUE, {})
_NAME = compiled(english.NAME, {})
_SUBJECT = compiled(english.SUBJECT, {})
_ALONE = compiled(english.ALONE, {})
_NO_TOPIC = compiled(english.NO_TOPIC, {})
_LEAD_IN = compiled(clauses.LEAD_IN, {})
_ARTICLE = compiled(r"(?:the|an?) (?=\S)", {})


def named(cue: str, *said: str) -> str:
    """The cue with what its pronoun stands for; as it is where it has none; "" where nothing tells.

    said: what was said before it, nearest first.
    """
    found = _IN_CUE.search(cue)
    person, thing = _PERSON.fullmatch(cue), _THING.fullmatch(cue)
    if not (found or person or thing):
        return cue
    pronoun = cue if person or thing or found is None else found[0]
    for text in said:
        topic = _person(text) if _PERSON.fullmatch(pronoun) else _topic(text)
        if topic:
            return topic if person or thing or found is None else cue[: found.start()] + topic + cue[found.end() :]
    return ""


def _person(text: str) -> str:
    """ "Amara" of "I told Amara that ...", else what is spoken of: "The dentist wanted ..."."""
    names = _NAME.findall(text)
    subject = _topic(text)
    if subject[:1].isupper() or not names:
        return subject
    last: str = names[-1]
    return last.removesuffix("'s")


def _topic(text: str) -> str:
    lead = _LEAD_IN.match(text)
    start = lead.end() if lead else 0
    article = _ARTICLE.match(text, start)
    start = article.end() if article else start
    first = text[start:].split(",", 1)[0].strip()
    told = _ALONE.fullmatch(first) or _SUBJECT.match(text, start)
    if told is None or _NO_TOPIC.match(told["topic"]):
        return ""
    subject = _SUBJECT.match(told["topic"] + " ")  # "the sofa is broken" is more than a topic
    topic: str = (subject or told)["topic"]
    return topic.removesuffix("'s")
