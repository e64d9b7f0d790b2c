"""Slips of the pen: whether a word is a cue's word with one letter wrong. Pure."""

from .english_forms import LOOKALIKES
from .stems import LONGEST

TYPO_LETTERS = 7  # in a shorter word one other letter often makes another word
LONG = TYPO_LETTERS - 1  # letters of a word that can be a long one with one left out
SHORTEST = LONG - 1  # letters of a word that can be a cue's at all: six, one left out
_INFLECTED = ("ing", "ed", "er", "ers", "ion", "ions")


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
    if cue_stem == token_stem or _small_slip(cue_stem, token_stem):
        return True
    if len(cue_stem) < TYPO_LETTERS or cue_stem[0] != token_stem[:1] or not one_edit_apart(cue_stem, token_stem):
        return False
    return frozenset((cue_stem, token_stem)) not in LOOKALIKES


def _small_slip(a: str, b: str) -> bool:
    """Whether a word of six letters lacks a vowel, has a letter twice or two neighbours changed places.

    Other slips of so short a word make other words too often.
    """
    if len(a) != LONG or a[0] != b[:1] or not SHORTEST <= len(b) <= TYPO_LETTERS or frozenset((a, b)) in LOOKALIKES:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(b) == len(a) - 1:
        return at < len(a) - 1 and a[at] in "aeiou" and a[at + 1 :] == b[at:]
    if len(b) == len(a) + 1:
        return b[at] == b[at - 1] and a[at:] == b[at + 1 :]
    return a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]


def slipped(forms: tuple[str, ...], cue_stem: str, word: str, token_stem: str) -> bool:
    """Whether a word in small letters is one of these forms with a slip of the pen: "battereis"."""
    if not LONG <= len(word) <= LONGEST or frozenset((cue_stem, token_stem)) in LOOKALIKES:
        return False
    ending = next((each for each in _INFLECTED if word.endswith(each)), "")  # "planned" is no slip of "planner"
    return any(form[0] == word[0] and form.endswith(ending) and one_edit_apart(form, word) for form in forms)
