"""Slips of the pen: whether a word is a cue's word with one letter wrong. Pure."""

from .english_forms import LOOKALIKES
from .stems import LONGEST

TYPO_LETTERS = 7  # in a shorter word one other letter often makes another word
LONG = TYPO_LETTERS - 1  # letters of a word that can be a long one with one left out
SHORTEST = LONG - 1  # letters of a word that can be a cue's at all: six, one left out; five, two changed places
BESIDE = 4  # letters of a word that may be one beside another of the cue's: two changed places
_VOWELS = frozenset("aeiouy")
_INFLECTED = ("ing", "ed", "er", "ers", "ion", "ions")


def one_edit_apart(a: str, b: str) -> bool:
    """Whether one letter added, dropped, changed or swapped with the next makes one of the other (Damerau 1964)."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    at = _first_other(a, b)
    rest_a, rest_b = a[at:], b[at:]
    if len(a) != len(b):
        return rest_a[1:] == rest_b or rest_a == rest_b[1:]
    return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])


def same_word(cue_stem: str, token_stem: str) -> bool:
    """Whether a token is the cue's word, inflected or mistyped."""
    if cue_stem == token_stem or _small_slip(cue_stem, token_stem):
        return True
    if cue_stem[-1:] == "i" and token_stem == cue_stem + "s":  # "safaris", "bisis": of -is no s is taken off
        return True
    if len(cue_stem) < TYPO_LETTERS or cue_stem[0] != token_stem[:1] or not one_edit_apart(cue_stem, token_stem):
        return False
    return frozenset((cue_stem, token_stem)) not in LOOKALIKES


def slip_beside(cue_stem: str, token_stem: str) -> bool:
    """Whether a word that stands beside another of the cue's is this one mistyped, though short: "school tuor"."""
    size = len(cue_stem)
    if size == BESIDE and _voiceless(cue_stem, token_stem):
        return True
    if not BESIDE <= size <= LONG or cue_stem[0] != token_stem[:1] or cue_stem == token_stem:
        return False
    if not one_edit_apart(cue_stem, token_stem) or frozenset((cue_stem, token_stem)) in LOOKALIKES:
        return False
    return size == LONG or _swapped(cue_stem, token_stem) or (size > BESIDE and _vowel_or_double(cue_stem, token_stem))


def _small_slip(a: str, b: str) -> bool:
    """Whether a word of six letters lacks a vowel or one of two same letters, or has a letter twice; or whether in
    one of five or six two neighbours changed places.

    Other slips of so short a word make other words too often.
    """
    if not SHORTEST <= len(a) <= LONG or a[0] != b[:1] or not SHORTEST <= len(b) <= TYPO_LETTERS:
        return False
    if frozenset((a, b)) in LOOKALIKES:
        return False
    at = _first_other(a, b)
    if len(a) != LONG or len(a) == len(b):
        return _swapped(a, b)
    if len(b) == len(a) - 1:
        same = a[at : at + 1] == a[at - 1]  # "tenis"
        return (same or (at < len(a) - 1 and a[at] in "aeiou")) and a[at + 1 :] == b[at:]
    return b[at] == b[at - 1] and a[at:] == b[at + 1 :]


def _swapped(a: str, b: str) -> bool:
    """Whether two neighbours changed places."""
    at = _first_other(a, b)
    return len(a) == len(b) and a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]


def _voiceless(a: str, b: str) -> bool:
    """Whether a word of four letters lacks its only vowel, so that no word is left: "shd", "bnk"."""
    return len(b) == len(a) - 1 and _VOWELS.isdisjoint(b) and "".join(c for c in a if c not in _VOWELS) == b


def _vowel_or_double(a: str, b: str) -> bool:
    """Whether words one edit apart differ by a vowel alone, or by a letter that is there twice."""
    at = _first_other(a, b)
    if len(a) == len(b):
        return a[at] in _VOWELS and b[at] in _VOWELS
    more = max(a, b, key=len)
    return more[at] in _VOWELS or more[at] == more[at - 1]


def _first_other(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def slipped(forms: tuple[str, ...], cue_stem: str, word: str, token_stem: str) -> bool:
    """Whether a word in small letters is one of these forms with a slip of the pen: "battereis"."""
    if not SHORTEST <= len(word) <= LONGEST or frozenset((cue_stem, token_stem)) in LOOKALIKES:
        return False
    ending = next((each for each in _INFLECTED if word.endswith(each)), "")  # "planned" is no slip of "planner"
    return any(form[0] == word[0] and form.endswith(ending) and _spoilt(form, word) for form in forms)


def _spoilt(form: str, word: str) -> bool:
    """A short form, of a word as it is told, only by two letters that changed places, or one told twice: "garrage"."""
    if len(form) >= TYPO_LETTERS:
        return one_edit_apart(form, word)
    at = _first_other(form, word)
    twice = len(form) == LONG and len(word) == TYPO_LETTERS and word[at] == word[at - 1]
    return _swapped(form, word) or (twice and form[at:] == word[at + 1 :])
