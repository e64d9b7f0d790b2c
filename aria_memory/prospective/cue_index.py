"""Which of many cues have a word of a message, inflected or mistyped, without looking at each cue. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from .english_senses import SAME_ALONE
from .lexical import forms_of, joined
from .senses import verbs_of
from .slips import same_word, slip_beside, slipped
from .stems import LONGEST, stem

Hit: TypeAlias = tuple[int, Sequence[str], Sequence[str]]  # a cue, stems of it, and those of the message that are they

_START = 5  # letters by which words side by side are known to be none of a cue's


class CueIndex:
    """Cues by their stems. A mistyped word meets its cue through what both become when one letter is left out."""

    def __init__(self, cues: Sequence[tuple[str, ...]], texts: Sequence[str] = ()) -> None:
        """texts: the cues as told, by which a word is known whose ending is spoilt."""
        self._cues = cues
        self._by_stem: dict[str, set[int]] = {}
        self._by_gap: dict[str, set[str]] = {}
        self._by_verb: dict[str, list[str]] = {}  # what tells a noun of a cue -> its stem
        self._joined: dict[str, list[tuple[int, str, str]]] = {}  # as one word -> the cue, its two
        for at, stems in enumerate(cues):
            for each in stems:
                if each not in self._by_stem:
                    for short in _gaps(each):
                        self._by_gap.setdefault(short, set()).add(each)
                    for verb in verbs_of(each):
                        self._by_verb.setdefault(verb, []).append(each)
                self._by_stem.setdefault(each, set()).add(at)
            for one, first, second in joined(stems):
                self._joined.setdefault(one, []).append((at, first, second))
        self._slips: dict[str, set[tuple[str, str]]] = {}  # a form without a letter -> that form, its stem
        for text in texts:
            for each, forms in forms_of(text).items():
                for form in forms if each in self._by_stem else ():
                    for short in _gaps(form):
                        self._slips.setdefault(short, set()).add((form, each))
        self._starts = {each[:_START] for each in self._by_stem}

    def touched(
        self,
        words: frozenset[str],
        runs: Sequence[tuple[str, tuple[str, ...]]] = (),
        written: Sequence[tuple[str, str]] = (),
    ) -> dict[int, tuple[bool, set[str]]]:
        """Cue -> whether all its words are among these stems of a message, and which of these are: if any is.

        runs: the message's words side by side (`lexical.runs`), which may be one of a cue.
        written: its long words in small letters, each with its stem.
        """
        found: dict[int, tuple[set[str], set[str]]] = {}
        for at, stems, by in chain(self._met(words), self._met_spoilt(written), self._met_as_one(runs)):
            met, said = found.setdefault(at, (set(), set()))
            met.update(stems)
            said.update(by)
        return {at: (len(met) == len(self._cues[at]), said) for at, (met, said) in found.items()}

    def _met(self, words: frozenset[str]) -> Iterator[Hit]:
        """Stems of a message that are a cue's, as they are, with a slip, or as two of its words written as one."""
        for word in words:
            close = {each for short in _gaps(word) for each in self._by_gap.get(short, ())}
            near = {each for each in close if same_word(each, word)}
            if word in self._by_stem:
                near.add(word)
            told = self._by_verb.get(word, ())
            for each in near.union(told, (each for each in close if slip_beside(each, word))):
                for at in self._by_stem[each]:
                    if each in near or len(self._cues[at]) > 1 or each in SAME_ALONE:
                        yield at, (each,), (word,)
            for at, first, second in self._joined.get(word, ()):
                yield at, (first, second), (word,)

    def _met_spoilt(self, written: Sequence[tuple[str, str]]) -> Iterator[Hit]:
        """Long words with a slip that spoils their stem."""
        for word, own in written if self._slips else ():
            if own in self._by_stem:
                continue
            spoilt = {pair for short in _gaps(word) for pair in self._slips.get(short, ())}
            for each in {whole for form, whole in spoilt if slipped((form,), whole, word, own)}:
                for at in self._by_stem[each]:
                    yield at, (each,), (own,)

    def _met_as_one(self, runs: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Hit]:
        """Words side by side that are one of a cue."""
        for run, parts in runs:
            known = run[:_START] in self._starts or run[: _START - 1] in self._starts  # "ebikes": "ebik"
            if known and (whole := stem(run)) in self._by_stem:
                for at in self._by_stem[whole]:
                    yield at, (whole,), parts


@lru_cache(maxsize=16_384)  # words come again; each is some ten short texts
def _gaps(word: str) -> frozenset[str]:
    """The word, and it with any one letter left out. Two words one edit apart share one (Garbe's SymSpell)."""
    if len(word) > LONGEST:
        return frozenset((word,))
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))
