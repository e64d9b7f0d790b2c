"""Whether a cue's word is met in another's name ("the Minnesota Twins"), or names another's or nobody's. Pure."""

import re

from .english_namesakes import NO_NAME, NONE_SUCH, OF_A_PLACE, OF_ANOTHER, OWN, THE, THERE_ENDS
from .english_stopwords import DETERMINERS, STOPWORDS

_AROUND = 40  # characters before and behind a word that are looked at

_OWN, _OF_ANOTHER, _THE, _OF_A_PLACE, _NONE_SUCH, _THERE_ENDS = (
    re.compile(p, re.IGNORECASE) for p in (OWN, OF_ANOTHER, THE, OF_A_PLACE, NONE_SUCH, THERE_ENDS)
)
# within a sentence: its first word has a capital anyway
_WORD_BEFORE = re.compile(r"(?<=[\w,] )(?P<word>[^\W\d_][\w'-]*) $")
_WORD_BEHIND = re.compile(r" (?P<word>[^\W\d_][\w'-]*)")


def of_another(cue: str, text: str, span: tuple[int, int]) -> bool:
    """Whether what stands at `span` (characters) is not the cue's, though it is its word. cue: of one content word."""
    before = text[max(0, span[0] - _AROUND) : span[0]]
    behind = text[span[1] : span[1] + _AROUND]
    if _OWN.match(cue):
        return bool(_OF_ANOTHER.search(before) or (_THE.search(before) and _OF_A_PLACE.match(behind)))
    return cue[:1].islower() and text[span[0]].isupper() and text != text.upper() and _within_a_name(before, behind)


def denied(cue: str, text: str, span: tuple[int, int]) -> str | None:
    """`negated` if the cue is the speaker's own and what stands at `span` is what somebody has not; else None."""
    if not _OWN.match(cue) or not _NONE_SUCH.search(text[max(0, span[0] - _AROUND) : span[0]]):
        return None
    return "negated" if _THERE_ENDS.match(text[span[1] : span[1] + _AROUND]) else None


def _within_a_name(before: str, behind: str) -> bool:
    """Whether a word with a capital stands beside another with one: "the Tom Baker ones"."""
    last, following = _WORD_BEFORE.search(before), _WORD_BEHIND.match(behind)
    if last is not None and _of_a_name(last["word"]):
        return True
    begins = before.rstrip()[-1:] in ("", ".", "!", "?", "\n")
    return not begins and following is not None and _of_a_name(following["word"])


def _of_a_name(word: str) -> bool:
    low = word.lower()
    return word[0].isupper() and not word.isupper() and low not in NO_NAME | STOPWORDS | DETERMINERS
