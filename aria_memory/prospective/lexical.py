"""Focal cues: whether a message names a cue, by its words. Pure.

A cue's content words must all come within a short span of the message, in any order, in any inflection, a long word
with one slip of the pen. All is linear in the message's length.
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from .english_forms import BETWEEN
from .english_idioms import IDIOMS
from .english_senses import SAME_ALONE, TOLD_OTHERWISE
from .english_stopwords import DEAR, DETERMINERS, OWN, POSSESSIVES, STOPWORDS, TITLES, WEAK
from .guards import guarded
from .namesakes import denied, of_another
from .senses import another, moves, told_by_verb, verbs_of
from .slips import BESIDE, LONG, SHORTEST, TYPO_LETTERS, one_edit_apart, same_word, slip_beside, slipped
from .stems import stem
from .whereabouts import away, home

MAX_CHARS = 20_000  # of a message that is read: more is a pasted document, not a turn of talk
MAX_CUE_WORDS = 12  # of a cue: more is a sentence, and no message would hold them all
MAX_RUN = 3  # words that may be one word of a cue: "brother in law"
MAX_PLACES = 8  # of a message where it has the cue that are judged: who says it more often means it
_GAP = 5  # words that may come between a cue's words: "the visa, how did it go for Ignatius"
_GAP_OF_OWN = 10  # of a cue with an owner, where the thing is called theirs: "Dad wants to go bowling for his birthday"
_HISSING = ("s", "x", "z", "ch", "sh", "o")  # what takes -es

_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
_DO = re.compile(r" (dos?)$", re.IGNORECASE)  # a party: "hen do"
_IDIOMS = re.compile(rf"\b(?:{IDIOMS})\b")
_TOLD_OTHERWISE = {word: re.compile(pattern, re.IGNORECASE) for word, pattern in TOLD_OTHERWISE.items()}
_WEAK = frozenset(stem(word) for word in WEAK)


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
    """The stems of a cue's content words, each once; of all its words if it has no others.

    A hyphenated word with a part that says nothing alone ("follow-up", "e-bike") is one word, which `find` meets in any
    spelling; any other is its parts.
    """
    kept, rest = [], []
    for match in _WORD.finditer(_DO.sub(r"-\1", _bare_name(clean(cue)))):
        parts = match.group().split("-")
        whole = len(parts) > 1 and any(len(part) < 3 or part.lower() in STOPWORDS for part in parts)
        for word in ["".join(parts)] if whole else parts:
            rest.append(stem(word))
            if word.lower() not in STOPWORDS and rest[-1] not in STOPWORDS:
                kept.append(rest[-1])
    return tuple(dict.fromkeys(kept or rest))[:MAX_CUE_WORDS]


def _bare_name(cue: str) -> str:
    """ "Wilf" of "cousin Wilf", "Okafor" of "Dr Okafor": later the name is enough."""
    words = cue.split()
    at = 1 if words and words[0].lower() in POSSESSIVES else 0
    titled = len(words) > at + 1 and (words[at].lower().rstrip(".") in TITLES or words[at] in DEAR)
    return " ".join(words[at + 1 :]) if titled and all(word[0].isupper() for word in words[at + 1 :]) else cue


def runs(words: list[Token]) -> list[tuple[str, tuple[str, ...]]]:
    """Two and three words side by side, written as one ("website"), with their stems."""
    return [
        ("".join(token.word for token in run).lower(), tuple(token.stem for token in run))
        for n in (2, MAX_RUN)
        for run in (words[at : at + n] for at in range(len(words) - n + 1))
    ]


@lru_cache(maxsize=4096)  # cues are looked for in message after message
def forms_of(cue: str) -> dict[str, tuple[str, ...]]:
    """Stem -> the long forms of a cue's words, in which a slip of the pen is looked for where its stem is spoilt."""
    found: dict[str, tuple[str, ...]] = {}
    for token in tokens(clean(cue)):
        low = token.word.lower()
        many = low[:-1] + "ies" if low.endswith("y") else low + "es" if low.endswith(_HISSING) else low
        plurals = (low + "s", many)
        long = [form for form in (low, *plurals) if len(form) >= TYPO_LETTERS]
        found[token.stem] = tuple(dict.fromkeys((low, *long) if len(low) >= SHORTEST else long))
    return found


def words_of(stems: tuple[str, ...], words: Set[str], beside: bool = False) -> set[str]:
    """Which of these stems of a message are words of the cue. beside: next to others of it one may be spoilt."""
    found = {s for s in stems if s in words}
    if beside or not SAME_ALONE.isdisjoint(stems):
        found.update(verb for s in stems for verb in verbs_of(s) if verb in words)
    for s in stems:
        if len(s) >= BESIDE:
            found.update(word for word in words if same_word(s, word) or (beside and slip_beside(s, word)))
    return found


def as_phrase(stems: tuple[str, ...]) -> bool:
    """Whether a cue is met only as the phrase it is ("my back"); any other wherever all its stems are."""
    return all(s in _WEAK for s in stems)


def joined(stems: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Neighbours among a cue's stems, and what they are as one word ("web", "site", "website"; "sport", "day")."""
    return [(one, a, b) for a, b in pairwise(stems) for one in {stem(a + b), a + b, stem(f"{a}s{b}"), stem(f"{a}e{b}")}]


def named(cue: str, stems: tuple[str, ...], text: str, words: list[Token]) -> tuple[tuple[int, int], str | None] | None:
    """Where the message names the cue (characters), and why it only names it; None if it does not.

    Of several places the first where nothing speaks against it, else the first.
    """
    first: tuple[tuple[int, int], str | None] | None = None
    idioms = [match.span() for match in _IDIOMS.finditer(text.lower())]
    cue = clean(cue)
    for span in islice(_places(cue, stems, text, words), MAX_PLACES):
        if any(start <= span[0] and span[1] <= end for start, end in idioms) and not _IDIOMS.search(cue.lower()):
            continue
        if len(stems) == 1 and not as_phrase(stems) and of_another(cue, text, span):
            continue
        why = guarded(text, span) or denied(cue, text, span) or away(cue, text, span)
        if why is None:
            return span, None
        first = first or (span, why)
    there = home(cue, text)
    return first if there is None else (there, guarded(text, there))


def find(cue: str, stems: tuple[str, ...], text: str, words: list[Token]) -> tuple[int, int] | None:
    """Where the message has the cue first: the characters of a span with all its words, or None."""
    return next(_places(cue, stems, text, words), None)


def _places(cue: str, stems: tuple[str, ...], text: str, words: list[Token]) -> Iterator[tuple[int, int]]:
    """Short spans with all the cue's words, in order, none within another's."""
    if not stems:
        return
    if as_phrase(stems):
        yield from sorted({*_phrases(cue, words), *_told_otherwise(stems, text)})
        return
    last: dict[str, int] = {}
    pairs = {one: (a, b) for one, a, b in joined(stems)}
    forms, owned = forms_of(cue), "'s " in cue
    reach = max(2, len(stems))  # what is called theirs is all but the owner, and a word more: "his new hearing aid"
    best: tuple[int, int] | None = None  # of spans that overlap the shortest
    for at, token in enumerate(words):
        low = token.word.lower()
        met = [s for s in stems if same_word(s, token.stem) or slipped(forms.get(s, ()), s, low, token.stem)]
        if not met and len(stems) > 1:
            beside = {each.stem for each in words[max(0, at - 1) : at + 2]}
            near = not beside.isdisjoint(stems)
            met = [s for s in stems if near and slip_beside(s, token.stem)]
        met = met or [s for s in stems if told_by_verb(s, stems, words, at)]
        if moves(cue, stems, words, at, text):
            continue
        begin = {s: at for s in met if not another(cue, stems, words, at, text)}
        begin |= dict.fromkeys(pairs.get(token.stem, ()), at)
        if not begin:
            lengths = [n for n in (2, MAX_RUN) if n <= at + 1]
            begin = {s: at - n + 1 for n in lengths for s in stems if _closed(s, words[at - n + 1 : at + 1])}
        last |= begin
        start = min(last.values(), default=at)
        theirs = owned and any(each.word.lower() in OWN for each in words[max(0, at - reach) : at])
        gap = _GAP_OF_OWN if theirs else _GAP
        if not begin or len(last) < len(stems) or at - start >= len(stems) + gap:
            continue
        if best is not None and start > best[1]:
            yield words[best[0]].start, words[best[1]].end
            best = None
        if best is None or at - start < best[1] - best[0]:
            best = start, at
    if best is not None:
        yield words[best[0]].start, words[best[1]].end


def _closed(s: str, run: list[Token]) -> bool:
    """Whether words side by side are the cue's word: "web site", "e bike", but not "a long drive, way past it"."""
    if any(after.start - token.end > 1 for token, after in pairwise(run)):
        return False
    return run[0].word[:1].lower() == s[0] and stem("".join(token.word for token in run)) == s


def _phrases(cue: str, words: list[Token]) -> Iterator[tuple[int, int]]:
    """Where a cue of everyday words alone stands: these very words, after any determiner ("my back": "her back")."""
    said = [token.word.lower() for token in tokens(clean(cue))]
    owner = said[0] if said[0] in DETERMINERS and len(said) > 1 else None
    said = [_plain(word) for word in (said if owner is None else said[1:])]
    fitting = POSSESSIVES if owner in POSSESSIVES else DETERMINERS
    for at in range(len(words) - len(said) + 1):
        here = (_plain(token.word.lower()) for token in words[at : at + len(said)])
        if not all(a == b or (len(a) > LONG and one_edit_apart(a, b)) for a, b in zip(said, here, strict=True)):
            continue
        begin = at
        if len(said) == 1 and at and words[at - 1].word.lower().endswith(("n't", "not")):
            continue  # "doesn't work"
        if owner is not None:
            begin = at - 2 if at > 1 and words[at - 1].word.lower() in BETWEEN else at - 1
            if begin < 0 or words[begin].word.lower() not in fitting:
                continue
        yield words[begin].start, words[at + len(said) - 1].end


def _told_otherwise(stems: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    """Where an everyday word that is all of a cue is told in other words than its own: "went for a run"."""
    told = _TOLD_OTHERWISE.get(stems[0]) if len(stems) == 1 else None
    return (match.span() for match in told.finditer(text)) if told is not None else iter(())


def _plain(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word
