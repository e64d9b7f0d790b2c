"""Whether a cue's word is met in another's name ("the Minnesota Twins"), or names another's or nobody's. Pure."""

import re

from .english_namesakes import (
    EMPIRE,
    EPITHET,
    FAME,
    IN_LAW,
    NAMES_IN_S,
    NO_NAME,
    NONE_SUCH,
    OF_A_PLACE,
    OF_ANOTHER,
    OWN,
    SAINT,
    THE,
    THERE_ENDS,
    TITLE_BEFORE,
    TITLED,
    TITLES_OF_MEN,
    TITLES_OF_WOMEN,
    WHERE,
    WORK_BEFORE,
)
from .english_stopwords import DETERMINERS, STOPWORDS

_AROUND = 40  # characters before and behind a word that are looked at
_FAR = 80  # and for what its sentence is about

_OWN, _OF_ANOTHER, _THE, _OF_A_PLACE, _NONE_SUCH, _THERE_ENDS = (
    re.compile(p, re.IGNORECASE) for p in (OWN, OF_ANOTHER, THE, OF_A_PLACE, NONE_SUCH, THERE_ENDS)
)
_FAME, _WORK_BEFORE, _TITLED, _TITLE_BEFORE, _WHERE, _EMPIRE = (
    re.compile(p, re.IGNORECASE) for p in (FAME, WORK_BEFORE, TITLED, TITLE_BEFORE, WHERE, EMPIRE)
)
_IN_LAW = re.compile(IN_LAW, re.IGNORECASE)
_SAINT, _EPITHET = re.compile(SAINT), re.compile(EPITHET)
# within a sentence: its first word has a capital anyway
_WORD_BEFORE = re.compile(r"(?<=[\w,] )(?P<word>[^\W\d_][\w'-]*) $")
_FIRST_WORD = re.compile(r"(?:^|[.!?\n]\s*)(?P<word>[^\W\d_][\w'-]*) $")
_WORD_BEHIND = re.compile(r" (?P<word>[^\W\d_][\w'-]*)")


def of_another(cue: str, text: str, span: tuple[int, int]) -> bool:
    """Whether what stands at `span` (characters) is not the cue's, though it is its word. cue: of one content word."""
    before = text[max(0, span[0] - _AROUND) : span[0]]
    behind = text[span[1] : span[1] + _AROUND]
    if _IN_LAW.match(behind):
        return True
    if _OWN.match(cue):
        return bool(_OF_ANOTHER.search(before) or (_THE.search(before) and _OF_A_PLACE.match(behind)))
    if not text[span[0]].isupper() or text == text.upper():
        return False
    famous = _FAME.search(text, max(0, span[0] - _FAR), span[1] + _FAR) is not None
    if cue[:1].islower():
        return _within_a_name(before, behind, famous) or _of_a_work(before)
    return _namesake(cue, text[span[0] : span[1]], before, behind, famous)


def denied(cue: str, text: str, span: tuple[int, int]) -> str | None:
    """`negated` if the cue is the speaker's own and what stands at `span` is what somebody has not; else None."""
    if not _OWN.match(cue) or not _NONE_SUCH.search(text[max(0, span[0] - _AROUND) : span[0]]):
        return None
    return "negated" if _THERE_ENDS.match(text[span[1] : span[1] + _AROUND]) else None


def _within_a_name(before: str, behind: str, famous: bool) -> bool:
    """Whether a word with a capital stands beside another with one: "the Tom Baker ones".

    famous: whether its sentence is of what is shown, sung or made, so that its first word may be of a name as well.
    """
    last, following = _WORD_BEFORE.search(before), _WORD_BEHIND.match(behind)
    if last is None and famous:
        last = _FIRST_WORD.search(before)
    if last is not None and _of_a_name(last["word"]):
        return True
    begins = before.rstrip()[-1:] in ("", ".", "!", "?", "\n")
    return (famous or not begins) and following is not None and _of_a_name(following["word"])


def _of_a_work(before: str) -> bool:
    """Whether a word with a capital is what a film or song is called: "the musical Cats"."""
    return _WORK_BEFORE.search(before) is not None


def _namesake(cue: str, name: str, before: str, behind: str, famous: bool) -> bool:
    """Whether a name is met as a part of a longer one, or as another's of the same name."""
    following = _WORD_BEHIND.match(behind)
    if _SAINT.search(before) or _EPITHET.match(behind) or _EMPIRE.match(behind):
        return True
    if famous and following is not None and _of_a_name(following["word"]):
        return True
    if name in NAMES_IN_S and name not in cue.split():
        return True
    title, said = _TITLED.match(cue), _TITLE_BEFORE.search(before)
    if title is None:
        return False
    if said is None:
        return _WHERE.search(before) is not None
    return _sex(title["title"]) * _sex(said["title"]) < 0


def _sex(title: str) -> int:
    """1 of a title that men have, -1 of one that women have, else 0."""
    low = title.lower().rstrip(".")
    return (low in TITLES_OF_MEN) - (low in TITLES_OF_WOMEN)


def _of_a_name(word: str) -> bool:
    low = word.lower()
    return word[0].isupper() and not word.isupper() and low not in NO_NAME | STOPWORDS | DETERMINERS
