"""Focal cues: whether a message names a cue, and whether it only names it (negated, long past, quoted). Pure.

A cue's content words must all come within a short span of the message, in any order, in any inflection, a long word
with one slip of the pen. All is linear in the message's length.
"""

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass

from .english_guards import NEGATED_AFTER, NEGATED_BEFORE, PAST, REPORTING
from .english_stopwords import DETERMINERS, IRREGULAR, NAMES_AND_NOUNS, STOPWORDS, WEAK

MAX_CHARS = 20_000  # of a message that is read: more is a pasted document, not a turn of talk
MAX_CUE_WORDS = 12  # of a cue: more is a sentence, and no message would hold them all
_GAP = 5  # words that may come between a cue's words: "the visa, how did it go for Ignatius"
_TYPO_LETTERS = 7  # in a shorter word one other letter often makes another word
_CLAUSE = 90  # characters before and after the cue in which a negation can govern it

_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
_BREAK = re.compile(r"[.!?;:]\s|, (?:but|so|and|yet)\b|,(?= )|\n")
_QUOTES = re.compile(r"\"([^\"]{1,300})\"|“([^”]{1,300})”|«([^»]{1,300})»|(?<!\w)'([^']{3,300})'(?!\w)")
_BEFORE = tuple(re.compile(p) for p in NEGATED_BEFORE)
_AFTER = tuple(re.compile(p) for p in NEGATED_AFTER)
_PAST = re.compile("|".join(PAST))
_REPORTING = re.compile("|".join(REPORTING))


@dataclass(frozen=True)
class Token:
    """One word: as written, its stem, and where it stands in the text (characters)."""

    word: str
    stem: str
    start: int
    end: int


def clean(text: str) -> str:
    """The text as it is matched: cut to `MAX_CHARS`, lone surrogates and NUL gone, composed, apostrophes straight."""
    text = text[:MAX_CHARS].encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")
    return unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")[:MAX_CHARS]


def stem(word: str) -> str:
    """The word without its inflection: plural, possessive, -ed, -ing. Light (after Harman 1991): no derivation."""
    word = word.lower().split("'")[0] if "'" in word else word.lower()
    word = IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes", "zes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and re.search("[aeiouy]", base):
            doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base.rstrip("e")
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def tokens(text: str) -> list[Token]:
    """The words of a `clean` text, hyphenated ones as their parts."""
    found = []
    for match in _WORD.finditer(text):
        at = match.start()
        for part in match.group().split("-"):
            found.append(Token(part, stem(part), at, at + len(part)))
            at += len(part) + 1
    return found


def cue_stems(cue: str) -> tuple[str, ...]:
    """The stems of a cue's content words, each once; of all its words if it has no others."""
    words = tokens(clean(cue))
    kept = [t.stem for t in words if t.word.lower() not in STOPWORDS] or [t.stem for t in words]
    return tuple(dict.fromkeys(kept))[:MAX_CUE_WORDS]


def one_edit_apart(a: str, b: str) -> bool:
    """Whether one letter added, dropped, changed or swapped with the next makes one of the other (Damerau 1964)."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[at:], b[at:]
    if len(a) != len(b):
        return rest_a[1:] == rest_b or rest_a == rest_b[1:]
    return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])


def same_word(cue_stem: str, token_stem: str) -> bool:
    """Whether a token is the cue's word, inflected or mistyped."""
    if cue_stem == token_stem:
        return True
    return len(cue_stem) >= _TYPO_LETTERS and cue_stem[0] == token_stem[:1] and one_edit_apart(cue_stem, token_stem)


def words_of(stems: tuple[str, ...], words: Set[str]) -> set[str]:
    """Which of these stems of a message are words of the cue."""
    found = {s for s in stems if s in words}
    for s in stems:
        if len(s) >= _TYPO_LETTERS:
            found.update(word for word in words if same_word(s, word))
    return found


def as_phrase(stems: tuple[str, ...]) -> bool:
    """Whether a cue is met only as the phrase it is ("my back"); any other wherever all its stems are."""
    return all(s in WEAK for s in stems)


def find(cue: str, stems: tuple[str, ...], text: str, words: list[Token]) -> tuple[int, int] | None:
    """Where the message names the cue: the characters of the shortest span with all its words, or None."""
    if not stems:
        return None
    if as_phrase(stems):
        match = re.search(rf"\b{re.escape(clean(cue).strip().lower())}\b", text.lower())
        return match.span() if match else None
    last: dict[str, int] = {}
    shortest, best = len(stems) + _GAP, None
    for at, token in enumerate(words):
        for s in stems:
            if same_word(s, token.stem) and not _common_noun(cue, stems, token, words[max(0, at - 2) : at], text):
                last[s] = at
        if len(last) == len(stems) and at - min(last.values()) < shortest:
            shortest, best = at - min(last.values()), (words[min(last.values())].start, token.end)
    return best


def _common_noun(cue: str, stems: tuple[str, ...], token: Token, before: list[Token], text: str) -> bool:
    """Whether a one-word name is met as a common noun: "a jaguar", or small in a message that uses capitals."""
    if len(stems) > 1 or not cue[:1].isupper() or not token.word.islower() or token.word not in NAMES_AND_NOUNS:
        return False
    return text != text.lower() or any(t.word in DETERMINERS for t in before)


def guarded(text: str, span: tuple[int, int]) -> str | None:
    """`negated`, `past` or `quoted` if the message names what stands at `span` without bringing it up; else None."""
    low = text.lower()
    for quote in _QUOTES.finditer(low):
        if (
            quote.start() < span[0]
            and span[1] < quote.end() + 1
            and _REPORTING.search(low[: quote.start()] + low[quote.end() :])
        ):
            return "quoted"
    begin = max(0, span[0] - _CLAUSE)
    before, after = low[begin : span[0]], low[span[1] : span[1] + _CLAUSE]
    breaks = [m.end() for m in _BREAK.finditer(before)]
    clause = before[breaks[-1] :] if breaks else before
    if any(p.search(clause) for p in _BEFORE) or any(p.search(after) for p in _AFTER):
        return "negated"
    around = low[max(0, span[0] - 2 * _CLAUSE) : span[1] + 2 * _CLAUSE]
    return "past" if _PAST.search(around) else None
