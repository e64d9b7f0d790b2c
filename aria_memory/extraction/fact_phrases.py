"""The words of an object: where it ends, what trails, and what is no object at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import english_fact_objects as english
from . import english_fact_words as words
from .dates import DateSpan
from .patterns import Pattern, compiled

MAX_WORDS = 8  # of an object; what is longer is talk, not a value to look up

STOP = compiled(english.STOP, {})
REFUSED = {
    "liking": compiled(english.REFUSED_LIKING, {}),
    "disliking": compiled(english.REFUSED_LIKING + "|" + english.REFUSED_DISLIKING, {}),
    "others_liking": compiled(english.REFUSED_OTHERS_LIKING, {}),
    "others_disliking": compiled(english.REFUSED_OTHERS_LIKING + "|" + english.REFUSED_DISLIKING, {}),
    "place": compiled(english.REFUSED_PLACE, {}),
    "employer": compiled(english.REFUSED_EMPLOYER, {}),
    "field": compiled(english.REFUSED_FIELD, {}),
    "going": compiled(english.REFUSED_GOING, {}),
    "origin": compiled(english.REFUSED_ORIGIN, {}),
    "plan": compiled(english.REFUSED_LIKING, {}),
    "condition": compiled(english.REFUSED_LIKING, {}),
}
_QUOTES = ("'", '"', "\u201c", "\u201d")
_TRAILING = tuple(sorted(english.TRAILING, key=len, reverse=True))
POINTING = compiled(english.POINTING, {})
_FINITE = compiled(english.FINITE, {})


@dataclass(frozen=True)
class Told:
    """An object as it stands in the original text, with the dates of its sentence (places counted alike)."""

    text: str
    start: int
    end: int
    dates: Sequence[DateSpan]
    local_day: Callable[[float], str]  # seconds since the epoch to YYYY-MM-DD, local
    low: bool  # whether the text was written without capitals; first names have theirs

    def trimmed(self) -> str:
        """Up to the first stop or date, without the adverbs that trail."""
        end = min((span.start for span in self.dates if self.start < span.start < self.end), default=self.end)
        return tidy(self.text[self.start : end], STOP)

    def date(self) -> DateSpan | None:
        """The date that the object begins with."""
        return next(
            (span for span in self.dates if span.end > self.start
             and self.text[self.start : span.start].strip().lower() in english.BEFORE_DATE),
            None,
        )  # fmt: skip


def tidy(phrase: str, stop: Pattern) -> str:
    """A phrase up to a stop, without its quotation marks and the adverbs that trail."""
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


def known_name(phrase: str) -> bool:
    """Whether capitalised words may name a person."""
    first, *more = phrase.lower().split()
    spelled = more if more and first in words.NAMES_BEFORE_NAMES else [first, *more]
    return not (phrase.isupper() and len(phrase) < 3) and words.NOT_NAMES.isdisjoint(spelled)


def read_phrase(reader: str, told: Told, stop: Pattern | None = None) -> list[str]:
    """The object as one phrase; nothing where it is none, or a date."""
    phrase = told.trimmed()
    if stop is not None:
        phrase = tidy(phrase, stop)
    refused = REFUSED[reader].match(phrase) or POINTING.search(phrase) or _FINITE.match(phrase)
    if (
        not phrase
        or refused
        or len(phrase.split()) > MAX_WORDS
        or told.date() is not None
        or phrase.lower() in _TRAILING
    ):
        return []
    return [phrase]
