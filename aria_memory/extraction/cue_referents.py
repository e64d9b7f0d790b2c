"""What a pronoun in a cue stands for, by what was said just before it. Pure.

No parser: the subject of the sentence before, or a topic that it is alone, for a thing; a name for a person.
"""

import re

from . import english_cue_clauses as clauses
from . import english_cue_referents as english
from .english_date_words import MONTHS, WEEKDAYS
from .patterns import compiled

_PERSON = compiled(english.PERSON, {})
_THING = compiled(english.THING, {})
_BACK = compiled(f"{english.PERSON}|{english.THING}|{english.NAMED_BACK}", {})
_OF_DATES = frozenset(name for names in (*MONTHS, *WEEKDAYS) for name in names)
_IN_CUE = compiled(english.IN_CUE, {})
_NAME = compiled(english.NAME, {})
_SUBJECT = compiled(english.SUBJECT, {})
_ALONE = compiled(english.ALONE, {})
_NO_TOPIC = compiled(english.NO_TOPIC, {})
_LEAD_IN = compiled(clauses.LEAD_IN, {})
_OWNS = "'s"
_ARTICLE = compiled(r"(?:the|an?) (?=\S)", {})


def stands_back(words: str) -> bool:
    """Whether it is a pronoun, for what was named before."""
    return _BACK.fullmatch(words.strip()) is not None


def bare(text: str) -> str:
    """A text without what greets or leads to it, and without its article."""
    lead = _LEAD_IN.match(text)
    start = lead.end() if lead else 0
    article = _ARTICLE.match(text, start)
    return text[article.end() if article else start :]


def named(cue: str, *said: str) -> str:
    """The cue with what its pronoun stands for; as it is where it has none; "" where nothing tells.

    said: what was said before it, nearest first.
    """
    found = _IN_CUE.search(cue)
    alone = stands_back(cue)
    if not (found or alone):
        return cue
    pronoun = cue if alone or found is None else found[0]
    for text in said:
        topic = _person(text) if _PERSON.fullmatch(pronoun) else _topic(text)
        if topic:
            return topic if alone or found is None else _instead(cue, found, topic)
    return ""


def _instead(cue: str, pronoun: re.Match[str], topic: str) -> str:
    """The cue with this in place of its pronoun: "phoning Uncle Bernard", "Priya's birthday"."""
    before, after = cue[: pronoun.start()], cue[pronoun.end() :]
    owns = pronoun[0].lower() == "his" or (pronoun[0].lower() == "her" and not before and after)
    return f"{before}{topic}{_OWNS if owns else ''}{after}"


def _person(text: str) -> str:
    """ "Amara" of "I told Amara that ...", else what is spoken of: "The dentist wanted ..."."""
    names = [name for name in _NAME.findall(text) if name.lower() not in _OF_DATES]
    subject = _topic(text)
    if subject[:1].isupper() or not names:
        return subject
    last: str = names[-1]
    return last.removesuffix("'s")


def _topic(text: str) -> str:
    plain = bare(text)
    first = plain.split(",", 1)[0].strip()
    told = _ALONE.fullmatch(first) or _SUBJECT.match(plain)
    if told is None or _NO_TOPIC.match(told["topic"]):
        return ""
    subject = _SUBJECT.match(told["topic"] + " ")  # "the sofa is broken" is more than a topic
    topic: str = (subject or told)["topic"]
    return topic.removesuffix("'s")
