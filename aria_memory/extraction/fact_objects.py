"""Reading the object of a statement: where it ends, and whether it is one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import english_fact_objects as english
from . import english_fact_words as words
from .date_values import number
from .dates import DateSpan
from .english_fact_fragments import FRAGMENTS
from .patterns import compiled

_QUOTES = ("'", '"', "\u201c", "\u201d")
MAX_ITEM_WORDS = 3  # of one member of a list
MAX_LIST = 160  # characters of a list
MAX_WORDS = 8  # of an object; what is longer is talk, not a value to look up

_STOP = compiled(english.STOP, {})
_LIST_STOP = compiled(english.LIST_STOP, {})
_REFUSED_ITEM = compiled(english.REFUSED_ITEM, {})
_PLACE_STOP = compiled(english.PLACE_STOP, {})
_JOB_STOP = compiled(english.JOB_STOP, {})
_SUBJECT_STOP = compiled(english.SUBJECT_STOP, {})
_EMPLOYER = compiled(english.EMPLOYER_MARK, {})
_LIST_FORM = compiled(english.LIST_FORM, {})
_BOTH = compiled(english.BOTH, {})
_SPLIT = compiled(english.LIST_SPLIT, {})
_FILLER = compiled(english.LIST_FILLER, {})
_NAME = compiled(FRAGMENTS["NAME"], {})
_REFUSED = {
    "liking": compiled(english.REFUSED_LIKING, {}),
    "disliking": compiled(english.REFUSED_LIKING + "|" + english.REFUSED_DISLIKING, {}),
    "place": compiled(english.REFUSED_PLACE, {}),
    "employer": compiled(english.REFUSED_EMPLOYER, {}),
    "field": compiled(english.REFUSED_FIELD, {}),
    "going": compiled(english.REFUSED_GOING, {}),
    "origin": compiled(english.REFUSED_ORIGIN, {}),
    "plan": compiled(english.REFUSED_LIKING, {}),
    "condition": compiled(english.REFUSED_LIKING, {}),
}
_TRAILING = tuple(sorted(english.TRAILING, key=len, reverse=True))
_ARTICLE = re.compile(r"(?:an?|the|mild|severe)\s", re.IGNORECASE)
_AGE = re.compile(r"\d{1,3}\b")
_EMAIL = compiled(english.EMAIL, {})
_PHONE = compiled(english.PHONE, {})
_CONDITION_STOP = compiled(english.CONDITION_STOP, {})
_TONGUE = compiled(english.TONGUE, {})
_POINTING = compiled(english.POINTING, {})
_FINITE = compiled(english.FINITE, {})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Told:
    """An object as it stands in the original text, with the dates of its sentence (places counted alike)."""

    text: str
    start: int
    end: int
    dates: Sequence[DateSpan]
    local_day: Callable[[float], str]  # seconds since the epoch to YYYY-MM-DD, local

    def trimmed(self) -> str:
        """Up to the first stop or date, without the adverbs that trail."""
        end = min((span.start for span in self.dates if self.start < span.start < self.end), default=self.end)
        return _tidy(self.text[self.start : end], _STOP)

    def date(self) -> DateSpan | None:
        """The date that the object begins with."""
        return next(
            (span for span in self.dates if span.end > self.start
             and self.text[self.start : span.start].strip().lower() in english.BEFORE_DATE),
            None,
        )  # fmt: skip


def _tidy(phrase: str, stop: re.Pattern[str]) -> str:
    found = stop.search(phrase)
    phrase = (phrase[: found.start()] if found else phrase).strip(" \t\u00a0.")
    if phrase[:1] in _QUOTES and phrase[-1:] in _QUOTES:
        phrase = phrase[1:-1]
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
    refused = _REFUSED[reader].match(phrase) or _POINTING.search(phrase) or _FINITE.match(phrase)
    if (
        not phrase
        or refused
        or len(phrase.split()) > MAX_WORDS
        or told.date() is not None
        or phrase.lower() in _TRAILING
    ):
        return []
    return [phrase]


def _likings(reader: str, told: Told) -> list[str]:
    """What is liked: a list of things, two joined by "and", or one."""
    form = _LIST_FORM.match(told.text, told.start)
    items = _items(told) if form else []
    if len(items) > 2 and not _REFUSED[reader].match(items[0]) and told.date() is None:
        return items
    both = _BOTH.fullmatch(told.trimmed())
    if both and both["doing"] and not _REFUSED[reader].match(both["doing"]):
        return [both["doing"], both["doing_too"]]
    if both and both["one"] and both[0].lower() not in words.ONE_THING and not _REFUSED[reader].match(both["one"]):
        if both["other"].lower().split()[0] in english.NO_SECOND or both["one"].lower().split()[0] in ("the", "a"):
            return _phrase(reader, told)
        return [both["one"], both["other"]]
    return _phrase(reader, told)


def _job(told: Told) -> list[str]:
    phrase = told.trimmed()
    mark = _EMPLOYER.search(phrase)
    phrase = _tidy(phrase[: mark.start()] if mark else phrase, _JOB_STOP)
    return [phrase] if phrase and len(phrase.split()) <= 4 else []


def _occupation(told: Told) -> list[str]:
    jobs = [(job, job.lower().split()[-1]) for job in _job(told)]
    return [job for job, last in jobs if last in words.OCCUPATIONS or last.endswith(words.OCCUPATION_ENDINGS)]


def _name(told: Told) -> list[str]:
    phrase = told.trimmed()
    return [phrase] if 0 < len(phrase.split()) <= 4 and not _REFUSED["liking"].match(phrase) else []


def _called(told: Told) -> list[str]:
    """A name: with a capital, or of one or two words in a sentence that has none."""
    return [phrase.replace(". ", " ") for phrase in _name(told) if not phrase[0].islower()
            or (told.text.islower() and len(phrase.split()) < MAX_ITEM_WORDS)]  # fmt: skip


def _condition(told: Told) -> list[str]:
    return [_ARTICLE.sub("", phrase) for phrase in _phrase("condition", told, _CONDITION_STOP)]


def _role_name(told: Told) -> list[str]:
    phrase = told.trimmed().replace(". ", " ")
    return [phrase] if _NAME.fullmatch(phrase) and known_name(phrase) else []


def known_name(phrase: str) -> bool:
    """Whether capitalised words may name a person."""
    return not (phrase.isupper() and len(phrase) < 3) and not words.NOT_NAMES.intersection(phrase.lower().split())


def _own_name(told: Told) -> list[str]:
    phrase = told.trimmed()
    return [phrase] if _NAME.fullmatch(phrase) and known_name(phrase) else []


def _items(told: Told, shorten: Callable[[str], str] = str) -> list[str]:
    """The members of a list, up to the first that can be none: a list may run over commas, a clause may follow one."""
    end = min((span.start for span in told.dates if told.start < span.start), default=len(told.text))
    region = told.text[told.start : min(end, told.start + MAX_LIST)]
    stop = _LIST_STOP.search(region)
    items: list[str] = []
    for piece in _SPLIT.split(region[: stop.start()] if stop else region):
        item = shorten(_tidy(_FILLER.sub("", piece.strip()), _STOP))
        if not item or len(item.split()) > MAX_ITEM_WORDS or _REFUSED_ITEM.match(item):
            break
        items.append(item)
    return items


def _list(told: Told) -> list[str]:
    return [] if told.date() else _items(told)


def _languages(told: Told) -> list[str]:
    return [tongue for tongue in _items(told, _tongue) if tongue.lower() in words.LANGUAGES]


def _tongue(item: str) -> str:
    """ "Italian" of "Italian on Mondays"."""
    found = _TONGUE.match(item)
    return found["tongue"] if found else item


def _subject(told: Told) -> list[str]:
    phrase = told.trimmed()
    mark = _SUBJECT_STOP.search(phrase)
    phrase = phrase[: mark.start()] if mark else phrase
    refused = _REFUSED["liking"].match(phrase) or _REFUSED["employer"].match(phrase)
    return [phrase] if phrase and not refused and len(phrase.split()) <= 4 else []


def _sufferer(told: Told) -> list[str]:
    """The condition of who is diabetic."""
    *before, last = told.text[told.start : told.end].lower().split()
    return [" ".join((*before, words.SUFFERERS[last]))]


def _number(told: Told) -> list[str]:
    return [str(number(told.text[told.start : told.end]))]


def _word(told: Told) -> list[str]:
    return [told.text[told.start : told.end].lower()]


def _words(told: Told) -> list[str]:
    return [word.strip() for word in _SPLIT.split(told.text[told.start : told.end].lower())]


def _date(told: Told) -> list[str]:
    """A day of birth: with its year where it is told, else month and day; or the year alone."""
    span = told.date()
    if span is None:
        return []
    day, spelled = told.local_day(span.at), told.text[span.start : span.end]
    if span.granularity == "year":
        return [day[:4]]
    if span.granularity != "day":
        return []
    return [day if _YEAR.search(spelled) else day[5:]]


def _going(told: Told) -> list[str]:
    phrase = told.trimmed()
    if _NAME.match(phrase):
        return [english.GOING + phrase]
    return _phrase("going", told)


def _dated(told: Told) -> list[str]:
    """A plan in the progressive ("I'm flying to Lisbon"), which needs a day to come."""
    inside = any(told.start < span.start < told.end and not span.recurrence for span in told.dates)
    phrase = told.trimmed()
    return [phrase] if inside and not _POINTING.search(phrase) and len(phrase.split()) > 1 else []


def _matching(pattern: re.Pattern[str], told: Told) -> list[str]:
    found = pattern.match(told.text, told.start, told.end)
    return [found[0]] if found else []


def _digits(told: Told) -> list[str]:
    found = _AGE.match(told.text, told.start)
    return [found[0]] if found else []


READERS: dict[str, Callable[[Told], list[str]]] = {
    "place": lambda told: _phrase("place", told, _PLACE_STOP),
    "origin": lambda told: _phrase("origin", told, _PLACE_STOP),
    "employer": lambda told: _phrase("employer", told, _JOB_STOP),
    "field": lambda told: _phrase("field", told, _JOB_STOP),
    "liking": lambda told: _likings("liking", told),
    "disliking": lambda told: _likings("disliking", told),
    "plan": lambda told: _phrase("plan", told),
    "going": _going, "dated": _dated, "job": _job, "occupation": _occupation, "name": _name, "role_name": _role_name,
    "own_name": _own_name, "list": _list, "languages": _languages, "subject": _subject, "number": _number,
    "word": _word, "words": _words, "email": lambda told: _matching(_EMAIL, told),
    "phone": lambda told: _matching(_PHONE, told),
    "digits": _digits, "called": _called, "condition": _condition,
    "new_employer": lambda told: _phrase("employer", told, _JOB_STOP), "sufferer": _sufferer, "gone_pet": _word,
    "date": _date, "coming": _date,
}  # fmt: skip
