"""What a pronoun in a cue stands for, by what was said just before it. Pure.

No parser. For a thing: what a sentence says that the talk is of ("that's enough about the loft"), its subject, a topic
that it is alone, something that both know ("we've done the wedding to death"). For a person a name, or the subject.
"""

import re
from itertools import islice

from . import english_cue_referents as english
from . import english_cued_requests as requests
from .english_date_words import MONTHS, WEEKDAYS
from .patterns import compiled

MAX_TRIED = 8  # places of a sentence that may name a topic: more are a list, or a hostile text

_PERSON = compiled(english.PERSON, {})
_PLACE = compiled(english.PLACE, {})
_REPORTS = compiled(english.REPORTS, {})
_WITH = compiled(english.WITH, {})
_KNOWN_TO_BOTH = compiled(english.KNOWN_TO_BOTH, {})
_BACK = compiled(f"{english.PERSON}|{english.THING}|{english.NAMED_BACK}|{english.PLACE}", {})
_OF_DATES = frozenset(name for names in (*MONTHS, *WEEKDAYS) for name in names)
_IN_CUE = compiled(english.IN_CUE, {})
_OTHER = compiled(english.OTHER, {})
_LEADING = compiled(english.LEADING, {})
_POINTS_BACK = compiled(english.BACK, {})
_NAME = compiled(english.NAME, {})
_SUBJECT = compiled(english.SUBJECT, {})
_ALONE = compiled(english.ALONE, {})
_NO_TOPIC = compiled(english.NO_TOPIC, {})
_TALKED_OF = compiled(english.TALKED_OF, english.FRAGMENTS)
_KNOWN = tuple(compiled(pattern, english.FRAGMENTS) for pattern in english.KNOWN)
_RELATED = compiled(english.RELATED, {})
_TO_COME = compiled(english.TO_COME, {})
_NOT_OF_IT = compiled(english.NOT_OF_IT, {})
_POINTS = compiled(rf"^{english.POINTS}", {})
_DETERMINER = compiled(english.DETERMINER, {})
_LEAD_IN = compiled(requests.LEAD_IN, {})
_OWNS = "'s"
_OF_IT = compiled(english.OF_IT, {})
_MARKS = " '-"
_ARTICLE = compiled(r"(?:the|an?) (?=\S)", {})


def alone(text: str) -> bool:
    """Whether it is a topic that both know and no more: "Oh, and the piano." """
    plain, lead = bare(text), _LEAD_IN.match(text)
    known = _KNOWN_TO_BOTH.match(text, lead.end() if lead else 0) is not None
    return known and "," not in plain and _ALONE.fullmatch(plain) is not None and bool(_subject(text))


def stands_back(words: str) -> bool:
    """Whether it is a pronoun, for what was named before."""
    return _BACK.fullmatch(words.strip()) is not None


def bare(text: str) -> str:
    """A text without what greets or leads to it, and without its article."""
    lead = _LEAD_IN.match(text)
    start = lead.end() if lead else 0
    article = _ARTICLE.match(text, start)
    return text[article.end() if article else start :]


def named(cue: str, *said: str, announced: str = "") -> str:
    """The cue with what its pronoun stands for; as it is where it has none; "" where nothing tells.

    said: what was said before it, nearest first. announced: a sentence of these that is a topic `alone`, which a
    pronoun for a thing stands for first ("The piano. The tuner wants cash, tell me when it comes up").
    """
    leading = _LEADING.match(cue)
    if leading is not None:
        topic = named(leading[0], *said, announced=announced)
        return f"{topic}{cue[leading.end() :]}" if topic else ""
    found = _IN_CUE.search(cue)
    alone = stands_back(cue)
    if not (found or alone) or (found and _OTHER.search(cue, 0, found.start())):  # "Priya or her brother"
        return cue
    pronoun, owned = cue if alone or found is None else found[0], ""
    for text in said if not announced or _PERSON.fullmatch(pronoun) else (announced, *said):
        place = _PLACE.fullmatch(pronoun) and _NAME.findall(text)
        topic = place[-1] if place else _person(text) if _PERSON.fullmatch(pronoun) else _topic(text)
        if topic and _OF_IT.match(topic):  # "Their statement never came, tell me when I mention it": what is theirs?
            owned = owned or topic
        elif topic:
            return topic if alone or found is None else _instead(cue, found, topic)
    return owned if alone or found is None or not owned else _instead(cue, found, owned)


def meant_to(*said: str) -> str:
    """What "when we do" waits for: what was talked of, or is to be done ("I might move to Leeds. When I do, ...")."""
    meant = _talked_of
    for text in said:
        planned = _TO_COME.search(text)
        topic = meant(text)
        if not topic and planned and not _POINTS_BACK.search(planned["topic"]):
            topic = f"I {_trimmed(planned['topic'])}"
        if topic:
            return topic
        meant = _topic if planned else _talked_of  # "The roof. We'll return to that. When we do, ..."
    return ""


def _instead(cue: str, pronoun: re.Match[str], topic: str) -> str:
    """The cue with this in place of its pronoun: "phoning Uncle Bernard", "Priya's birthday"."""
    before, after = cue[: pronoun.start()], cue[pronoun.end() :]
    owns = pronoun[0].lower() == "his" or (pronoun[0].lower() == "her" and not before and after)
    return f"{before}{topic}{_OWNS if owns else ''}{after}"


def _person(text: str) -> str:
    """ "Amara" of "I told Amara that ...", else what is spoken of: "The dentist wanted ..."."""
    related = _RELATED.search(text)
    if related is not None:
        return _lowered(_trimmed(related["topic"]))
    names = [name for name in _NAME.findall(text) if name.lower() not in _OF_DATES]
    subject = _subject(text)
    if subject[:1].isupper() or not names:
        return _lowered(subject) or _topic(text)
    last: str = names[-1]
    return last.removesuffix("'s")


def _topic(text: str) -> str:
    reports = _REPORTS.match(text)
    reported = text[reports.end() :] if reports else ""
    if reported and not _ALONE.fullmatch(bare(reported)) and (topic := _topic(reported)):  # not "the sign says closed"
        return topic
    told = _talked_of(text) or _subject(text)
    if told:
        return _lowered(told)
    known = (found for pattern in _KNOWN for found in islice(pattern.finditer(text), MAX_TRIED))
    names = (name for name in _NAME.findall(text) if name.lower() not in _OF_DATES)
    return _lowered(next((topic for one in known if (topic := _trimmed(one["topic"]))), "")) or next(names, "")


def _talked_of(text: str) -> str:
    """ "The loft" of "that's enough about the loft for now": of several the last."""
    told = [_trimmed(found["topic"]) for found in islice(_TALKED_OF.finditer(text), MAX_TRIED)]
    return next((topic for topic in reversed(told) if topic), "")


def _subject(text: str) -> str:
    """The subject of a sentence, or a topic that it is alone."""
    plain = bare(text)
    first = bare(_WITH.sub("", plain, count=1)).split(",", 1)[0].strip()
    alone = _ALONE.fullmatch(first) or _ALONE.fullmatch(bare(plain.rpartition(":")[2].strip()))  # "Oh yes: gluten."
    told = alone or _SUBJECT.match(plain)
    if told is None or _NO_TOPIC.match(told["topic"]) or (alone and _POINTS_BACK.search(alone[0])):
        return ""
    subject = _SUBJECT.match(told["topic"] + " ")  # "the sofa is broken" is more than a topic
    topic: str = (subject or told)["topic"]
    return _trimmed(topic.removesuffix("'s"))


def _trimmed(topic: str) -> str:
    """A topic without its article, what is only said of the talk ("wedding talk"), and when."""
    topic = bare(_POINTS.sub("", topic.strip(_MARKS), count=1))
    while (end := _NOT_OF_IT.search(topic)) and end.start() > 0:
        topic = topic[: end.start()]
    return "" if stands_back(topic) or _NOT_OF_IT.fullmatch(f" {topic}") or topic.lower() in _OF_DATES else topic


def _lowered(topic: str) -> str:
    """ "My sister Ola", which begins a sentence, as it is said within one."""
    return topic[0].lower() + topic[1:] if _DETERMINER.match(topic) else topic
