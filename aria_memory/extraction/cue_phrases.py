"""The phrase for a topic beside the words that say that it comes up: as far as words go that can be of one. Pure."""

import re

from . import english_cue_phrases as english
from .cue_referents import bare, named
from .messages import MASK
from .patterns import compiled

MAX_WORDS = 6  # of a topic, without what joins them
MAX_CUE = MAX_WORDS + 2  # with "or" or "of"
MAX_AWAY = 90  # characters that are looked back
MAX_SAID = 3  # sentences before a pronoun that may name what it stands for
MAX_TOPICS = 3  # that "either" stands for

STOP = re.compile(r"[.!?;\n]+(?=\s|$)|\n")
_SKIPPED = compiled(english.SKIPPED, {})
_ARTICLES = compiled(english.ARTICLES, {})
_LEADS = compiled(english.LEADS, {})
_TAILS = compiled(english.TAILS, {})
_PRONOUN = compiled(english.PRONOUN, {})
_PRONOUN_AT = compiled(rf"{english.PRONOUN}(?![\w'])", {})
_PRONOUN_BEFORE = compiled(rf"(?<![\w']){english.PRONOUN}$", {})
_NOBODY = compiled(english.NOBODY, {})
_PERSON = compiled(english.PERSON, {})
_SEVERAL = compiled(english.SEVERAL, {})
_FRAGMENT_ENDS = re.compile(english.FRAGMENT_ENDS)
_FRONTED = compiled(english.FRONTED, {})
_NO_FRAGMENT = compiled(english.NO_FRAGMENT, {})
_NO_TOPIC = compiled(english.NO_TOPIC, {})
_NOUNS = compiled(english.NOUNS, {})
_OR = compiled(english.OR, {})
_TITLED = compiled(english.TITLED, {})
_TOKEN = re.compile(rf"{_TITLED.pattern}|{MASK}+|[^\W_]+(?:['’.&-](?=\w)[^\W_]+)*'?|&|\S", re.IGNORECASE)
_WORDY = re.compile(rf"[\w{MASK}&]")
_NAME = re.compile(r"(?<=\w\s)(?!I\b)[A-Z][\w-]+(?:\s[A-Z][\w-]+)*")
_SIGN = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff]")  # arrows, signs and pictures
_GAP = re.compile(r"[\s\"'“‘*]*")
_JOINT = " \t\"'“”‘’*,-–—:"


def phrase_after(text: str, at: int) -> tuple[int, int]:
    """Where the phrase for a topic that begins there starts and ends; a pronoun alone; nothing, where none is."""
    gap = _GAP.match(text, at)
    skipped = _SKIPPED.match(text, gap.end() if gap else at)
    start = end = skipped.end() if skipped else at
    pronoun = _PRONOUN_AT.match(text, start)
    if pronoun:
        return start, pronoun.end()
    words = 0
    for token in _TOKEN.finditer(text, start):
        word = token[0].lower()
        ends = not _WORDY.match(word) or word in english.STOPS or words == MAX_WORDS
        if ends and not _NOUNS.search(text, start, token.end()):
            break
        if word not in english.CONNECTING:
            words, end = words + 1, token.end()
    return start, end


def phrase_before(text: str, begin: int, end: int) -> int:
    """Where the phrase for a topic, or a pronoun, starts that ends at `end`; `end` itself where there is none."""
    start, words = end, 0
    for token in reversed(list(_TOKEN.finditer(text, begin, end))):
        word = token[0].lower()
        if not _WORDY.match(word) or words == MAX_CUE or word in english.STOPS:
            break
        words, start = words + 1, token.start()
    pronoun = _PRONOUN_BEFORE.search(text, begin, end) if start == end else None
    return pronoun.start() if pronoun else start


def topic(words: str, before: str) -> str:
    """A topic as it is kept, its pronoun told by what was said before it; "" where it is none."""
    plain = _SIGN.sub(" ", words).strip(_JOINT)
    if not _PRONOUN.fullmatch(plain):
        plain = _SKIPPED.sub("", f"{plain} ", count=1).strip()
    if _PRONOUN.fullmatch(plain):
        return "" if _NOBODY.fullmatch(plain) else referent(plain, before)
    each = (_plain(one) for one in _OR.split(_TAILS.sub("", plain.strip(_JOINT)).strip(_JOINT)))
    cue = " or ".join(one for one in each if one and not english.CONNECTING.issuperset(one.lower().split()))
    return cue if 0 < len(cue.split()) <= MAX_CUE and not holds_more(cue) else ""


def holds_more(cue: str) -> bool:
    """Whether a cue holds what no topic does: "the boiler another day", "the printer (the old one)"."""
    words = _NOUNS.sub("", cue.lower()).replace(",", " ").split()
    marked = "(" in cue or "=" in cue or cue.endswith("'s") or _SIGN.search(cue) is not None
    each = (_NO_TOPIC.fullmatch(cue), _PRONOUN.fullmatch(cue), _LEADS.match(cue), _TAILS.search(cue))
    return marked or not english.STOPS.isdisjoint(words) or any(found is not None for found in each)


def referent(pronoun: str, before: str) -> str:
    """What a pronoun stands for: a fragment before it that is a topic alone, or what was spoken of; "" if neither."""
    said = [sentence.strip() for sentence in reversed(STOP.split(before)) if sentence.strip()][:MAX_SAID]
    if _PERSON.fullmatch(pronoun):
        found = named("she", *said) if said else ""
        return _known(found) or next(reversed(_NAME.findall(before)), "") or _fragments(pronoun, before)
    return _fragments(pronoun, before) or (_known(named("it", *said)) if said else "")


def _known(found: str) -> str:
    """What was spoken of, if it can be a topic."""
    plain = _SKIPPED.sub("", f"{found} ", count=1).strip()
    return "" if _NO_TOPIC.fullmatch(plain) else plain


def _fragments(pronoun: str, before: str) -> str:
    """The last fragment before a pronoun that is a topic alone; the last few for "either"; "" without one."""
    pieces = (piece.strip(_JOINT) for piece in _FRAGMENT_ENDS.split(before))
    found = [_FRONTED.sub("", bare(piece), count=1) for piece in pieces if _is_topic(piece)]
    if not found:
        return ""
    return topic(" or ".join(found[-MAX_TOPICS:]) if _SEVERAL.match(pronoun) else found[-1], "")


def _plain(one: str) -> str:
    return bare(_ARTICLES.sub("", f"{bare(one.strip())} ", count=1)).strip()


def _is_topic(piece: str) -> bool:
    words = bare(piece).lower().split()
    return 0 < len(words) <= MAX_WORDS and english.STOPS.isdisjoint(words) and not _NO_FRAGMENT.match(piece)
