"""Reading the object of a statement: where it ends, and whether it is one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import english_facts as english
from .date_atoms import number
from .dates import DateSpan
from .patterns import compiled

MAX_WORDS = 8  # of an object; what is longer is talk, not a value to look up

_STOP = compiled(english.STOP, {})
_PLACE_STOP = compiled(english.PLACE_STOP, {})
_JOB_STOP = compiled(english.JOB_STOP, {})
_EMPLOYER = compiled(english.EMPLOYER_MARK, {})
_SPLIT = compiled(english.LIST_SPLIT, {})
_FILLER = compiled(english.LIST_FILLER, {})
_NAME = compiled(english.FRAGMENTS["NAME"], {})
_REFUSED = {
    "liking": compiled(english.REFUSED_LIKING, {}),
    "disliking": compiled(english.REFUSED_LIKING + "|" + english.REFUSED_DISLIKING, {}),
    "place": compiled(english.REFUSED_PLACE, {}),
    "employer": compiled(english.REFUSED_EMPLOYER, {}),
    "field": compiled(english.REFUSED_FIELD, {}),
    "going": compiled(english.REFUSED_GOING, {}),
    "origin": compiled(english.REFUSED_ORIGIN, {}),
    "list": compiled(english.REFUSED_LIKING, {}),
    "plan": compiled(english.REFUSED_LIKING, {}),
}
_TRAILING = tuple(sorted(english.TRAILING, key=len, reverse=True))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Told:
    """An object as it stands in the original text, with the dates of its sentence (places counted alike)."""

    text: str
    start: int
    end: int
    dates: Sequence[DateSpan]
    months: Callable[[float], str]  # seconds since the epoch to YYYY-MM-DD, local

    def trimmed(self) -> str:
        """Up to the first stop or date, without the adverbs that trail."""
        end = min((span.start for span in self.dates if self.start < span.start < self.end), default=self.end)
        return _tidy(self.text[self.start : end], _STOP)

    def date(self) -> DateSpan | None:
        """The date that the object begins with."""
        return next((s for s in self.dates if s.start <= self.start + 3 and s.end > self.start), None)


def _tidy(phrase: str, stop: re.Pattern[str]) -> str:
    found = stop.search(phrase)
    phrase = (phrase[: found.start()] if found else phrase).strip(" \t\u00a0.\"'")
    trailing = True
    while trailing:
        trailing = False
        for word in _TRAILING:
            if len(phrase) > len(word) and phrase.lower().endswith(" " + word):
                phrase, trailing = phrase[: -len(word)].rstrip(" ,"), True
    return phrase


def _phrase(reader: str, told: Told, stop: re.Pattern[str] | None = None) -> list[str]:
    phrase = told.trimmed()
    if stop is not None:
        phrase = _tidy(phrase, stop)
    refused = _REFUSED[reader].match(phrase)
    if not phrase or refused or len(phrase.split()) > MAX_WORDS or told.date() is not None or phrase.lower() in _TRAILING:
        return []
    return [phrase]


def _job(told: Told) -> list[str]:
    phrase = told.trimmed()
    mark = _EMPLOYER.search(phrase)
    phrase = _tidy(phrase[: mark.start()] if mark else phrase, _JOB_STOP)
    return [phrase] if phrase and len(phrase.split()) <= 4 else []


def _occupation(told: Told) -> list[str]:
    return [job for job in _job(told) if job.lower().split()[-1] in english.OCCUPATIONS]


def _name(told: Told) -> list[str]:
    phrase = told.trimmed()
    return [phrase] if 0 < len(phrase.split()) <= 4 and not _REFUSED["liking"].match(phrase) else []


def _role_name(told: Told) -> list[str]:
    phrase = told.trimmed().replace("Mr.", "Mr").replace("Mrs.", "Mrs").replace("Dr.", "Dr")
    return [phrase] if _NAME.fullmatch(phrase) and known_name(phrase) else []


def known_name(phrase: str) -> bool:
    """Whether capitalised words may name a person."""
    words = phrase.lower().split()
    return not (phrase.isupper() and len(phrase) < 3) and not english.NOT_NAMES.intersection(words)


def _own_name(told: Told) -> list[str]:
    phrase = told.trimmed()
    return [phrase] if _NAME.fullmatch(phrase) and known_name(phrase) else []


def _list(told: Told) -> list[str]:
    phrases = _phrase("list", told)
    items = [_FILLER.sub("", item).strip() for phrase in phrases for item in _SPLIT.split(phrase)]
    return [item for item in items if item and len(item.split()) <= 4]


def _languages(told: Told) -> list[str]:
    items = [_FILLER.sub("", item).strip() for item in _SPLIT.split(told.trimmed())]
    return [item for item in items if item.lower() in english.LANGUAGES]


def _subject(told: Told) -> list[str]:
    phrase = told.trimmed()
    mark = re.search(r"\s(?:at|in|with|for|abroad)\b", phrase)
    phrase = phrase[: mark.start()] if mark else phrase
    refused = _REFUSED["liking"].match(phrase) or _REFUSED["employer"].match(phrase) or phrase.startswith(("hard", "for "))
    return [phrase] if phrase and not refused and len(phrase.split()) <= 4 else []


def _number(told: Told) -> list[str]:
    return [str(number(told.text[told.start : told.end]))]


def _word(told: Told) -> list[str]:
    return [told.text[told.start : told.end].lower()]


def _date(told: Told) -> list[str]:
    """A day of birth: with its year where it is told, else month and day; or the year alone."""
    span = told.date()
    if span is None:
        return []
    day, words = told.months(span.at), told.text[span.start : span.end]
    if span.granularity == "year":
        return [day[:4]]
    if span.granularity != "day":
        return []
    return [day if _YEAR.search(words) else day[5:]]


def _going(told: Told) -> list[str]:
    phrase = told.trimmed()
    if _NAME.match(phrase):
        return ["going to " + phrase]
    return _phrase("going", told)


def _dated(told: Told) -> list[str]:
    """A plan in the progressive ("I'm flying to Lisbon"), which needs a day to come."""
    inside = any(told.start < span.start < told.end and not span.recurrence for span in told.dates)
    return [told.trimmed()] if inside and len(told.trimmed().split()) > 1 else []


READERS: dict[str, Callable[[Told], list[str]]] = {
    "place": lambda told: _phrase("place", told, _PLACE_STOP),
    "origin": lambda told: _phrase("origin", told, _PLACE_STOP),
    "employer": lambda told: _phrase("employer", told, _JOB_STOP),
    "field": lambda told: _phrase("field", told, _JOB_STOP),
    "liking": lambda told: _phrase("liking", told),
    "disliking": lambda told: _phrase("disliking", told),
    "plan": lambda told: _phrase("plan", told),
    "going": _going, "dated": _dated, "job": _job, "occupation": _occupation, "name": _name, "role_name": _role_name,
    "own_name": _own_name, "list": _list, "languages": _languages, "subject": _subject, "number": _number,
    "word": _word, "date": _date,
}  # fmt: skip
