"""Which of many cues have a word of a message, inflected or mistyped, without looking at each cue. Pure."""

from collections.abc import Sequence
from functools import lru_cache

from .lexical import same_word


class CueIndex:
    """Cues by their stems. A mistyped word meets its cue through what both become when one letter is left out."""

    def __init__(self, cues: Sequence[tuple[str, ...]]) -> None:
        self._cues = cues
        self._by_stem: dict[str, set[int]] = {}
        self._by_gap: dict[str, set[str]] = {}
        for at, stems in enumerate(cues):
            for stem in stems:
                if stem not in self._by_stem:
                    for short in _gaps(stem):
                        self._by_gap.setdefault(short, set()).add(stem)
                self._by_stem.setdefault(stem, set()).add(at)

    def touched(self, words: frozenset[str]) -> dict[int, tuple[bool, set[str]]]:
        """Cue -> whether all its words are among these stems of a message, and which of these are: if any is."""
        found: dict[int, tuple[set[str], set[str]]] = {}
        for word in words:
            near = {stem for short in _gaps(word) for stem in self._by_gap.get(short, ()) if same_word(stem, word)}
            if word in self._by_stem:
                near.add(word)
            for stem in near:
                for at in self._by_stem[stem]:
                    met, said = found.setdefault(at, (set(), set()))
                    met.add(stem)
                    said.add(word)
        return {at: (len(met) == len(self._cues[at]), said) for at, (met, said) in found.items()}


_LONGEST = 64  # letters of what can be a word of a cue: a longer one is a paste


@lru_cache(maxsize=4096)  # words come again; each is some ten short texts
def _gaps(word: str) -> frozenset[str]:
    """The word, and it with any one letter left out. Two words one edit apart share one (Garbe's SymSpell)."""
    if len(word) > _LONGEST:
        return frozenset((word,))
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))
