"""A message made ready: what is not the speaker's own words masked, and cut into sentences, offsets unchanged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import english_sentences as english

MAX_HEAD = 6_000  # characters read from a message's beginning; longer ones are pastes, their middle is not talk
MAX_TAIL = 2_000  # and from its end, where a request after a paste stands
MAX_SENTENCE = 500  # characters of a sentence that are read; a longer one is no sentence
MAX_QUOTE = 2_000  # characters between two quotation marks; further apart they belong to different quotes
MASK = "\x1a"  # "substitute": no pattern holds it, and patterns that take any character run over it

_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc\u00b4", "''''")
_MASKED = re.compile(
    rf"```.{{0,{MAX_HEAD + MAX_TAIL}}}?(?:```|\Z)|`[^`\n]{{1,{MAX_QUOTE}}}`|^[ ]{{0,3}}>[^\n]{{0,{MAX_HEAD}}}"
    rf"|\"[^\"\n]{{1,{MAX_QUOTE}}}\"|\u201c[^\u201c\u201d\n]{{1,{MAX_QUOTE}}}\u201d"
    rf"|\u201e[^\u201e\u201c\u201d\n]{{1,{MAX_QUOTE}}}[\u201c\u201d]|\u00ab[^\u00ab\u00bb\n]{{1,{MAX_QUOTE}}}\u00bb"
    rf"|(?<!\w)'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){{1,{MAX_QUOTE}}}'(?!\w)",
    re.DOTALL | re.MULTILINE,
)
_STOP = re.compile(r"[.!?\u2026]{1,8}[)\"']{0,2}(?=\s|$)|\n|;(?= )")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a message: its masked text, where it starts, and whether a question mark ends it."""

    text: str
    start: int
    question: bool

    def told_in(self, original: str) -> str:
        """Its words as they were told, masked or not."""
        return original[self.start : self.start + len(self.text)]


def readable(text: str) -> list[tuple[int, str]]:
    """The parts of a message that are read, with their offsets: the whole, or the head and the tail of a long one.

    Quotes and code are masked, single curly quotes made straight; lengths are unchanged.
    """
    if len(text) <= MAX_HEAD + MAX_TAIL:
        parts = [(0, text)]
    else:
        parts = [(0, text[:MAX_HEAD]), (len(text) - MAX_TAIL, text[-MAX_TAIL:])]
    return [(start, _MASKED.sub(_mask, part.translate(_APOSTROPHES))) for start, part in parts]


def sentences(part: str, offset: int) -> Iterator[Sentence]:
    """The sentences of a part of a message, in order."""
    start = 0
    for stop in _STOP.finditer(part):
        plain = stop[0][0] == "." and not ("?" in stop[0] or "!" in stop[0])
        if plain and part[max(start, stop.start() - 5) : stop.start()].split(" ")[-1].lower() in _SHORT:
            continue
        yield from _sentence(part, start, stop.start(), offset, "?" in stop[0])
        start = stop.end()
    yield from _sentence(part, start, len(part), offset, False)


_KISSES = re.compile(english.KISSES)
_SHORT = frozenset(english.ABBREVIATIONS)


def _sentence(part: str, start: int, end: int, offset: int, question: bool) -> Iterator[Sentence]:
    text = part[start : min(end, start + MAX_SENTENCE)]
    shift = len(text) - len(text.lstrip())
    if text.strip():
        said = text[shift:].rstrip()
        kisses = _KISSES.search(said) if said[-1] == "x" else None
        yield Sentence(said[: kisses.start()] if kisses else said, offset + start + shift, question)


def _mask(found: re.Match[str]) -> str:
    return MASK * len(found[0])
