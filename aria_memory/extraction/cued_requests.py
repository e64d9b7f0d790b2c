"""Requests that wait for a topic, however they are put: "whenever HMRC comes up I want to hear that ...".

`intentions` knows the forms of requests exactly. This one is looser in how a person asks and stricter in what is waited
for: a clause must say that something comes up in talk, and what stands around it must be read to its end.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from . import english_cue_clauses as clauses
from . import english_cue_pointers as pointers
from . import english_cued_requests as english
from .cue_clauses import comes_up
from .cue_referents import alone, bare, meant_to, named, stands_back
from .cued_contents import ASKING, BLANK, ENDS, I_DO, JOINT, MAX_ENDS, SAY_SO, THEN_TOLD, over, to_do
from .drafts import IntentionDraft
from .messages import Sentence
from .patterns import compiled

ASKED = 0.9  # confidence: a looser form than those of `intentions`
MAX_OPENERS = 4  # of a sentence that are tried: more are a list, or a hostile text
MAX_CUE = 5  # words of what a person calls a topic
MAX_FRONTED = 6  # words of a topic that stands before all: "The flat in Gdansk, when that comes up ..."
MAX_GAP = 4  # characters between two sentences that are read as one: stops and blanks
MAX_ASIDE = 3  # words of a sentence between two that are read as one: "Me, probably."

_OPENER = compiled(clauses.OPENER, clauses.OPENER_FRAGMENTS)
_DOES = compiled(
    f"{english.LEAD_IN}{english.DOES}|{english.YOU_DO}{english.LEAD_IN}(?:{english.ASKING}|{english.DOES})", {}
)
_ASKS = compiled(f"{english.LEAD_IN}(?:{english.ASKING}|{english.DOING})", {})
_DO_SO = compiled(clauses.DO_SO, {})
_GOT_TO = compiled(clauses.GOT_TO, {})
_IT_IS = compiled(clauses.IT_IS, {})
_QUIZZED = compiled(clauses.QUIZZED, {})
_POINTER = compiled(pointers.POINTER, {})
_IN_BRACKETS = compiled(english.IN_BRACKETS, {})
_VAGUE = compiled(english.VAGUE, {})
_HEADLESS = compiled(english.HEADLESS, {})
_STOPS = re.compile(r"[.!…]+(?=\s)")
_FILLER = re.compile(r",\s(?:yeah|yes|right|ok|okay|yep|aye|you know|well|now|then|so)$", re.IGNORECASE)
_MEANT = re.compile(
    r"\s\((?:i mean |meaning |that's |that is |i\.e\.? )?(?P<cue>(?:the|my|our) [^()\n]{2,40})\)", re.IGNORECASE
)
_GOES_ON = re.compile(
    r",\s(?:i|we|he|she|they|it|people|everyone|everybody|nobody|my|our|his|her|their)\b", re.IGNORECASE
)
_A_WORD_MORE = re.compile(
    r",\s(?!(?:i|we|you|he|she|it|they|people|everyone|nobody)\b)[\w'-]+(?:\s[\w'-]+)?$", re.IGNORECASE
)
_OR = re.compile(r"\b(?:or|and)\b|&", re.IGNORECASE)
_JOINT = re.compile(r"^|[,;:]\s+(?:so\s|and\s|but\s)?|\s(?:so|and|but)\s", re.IGNORECASE)
_SPEAKERS = ("i", "we")
_UNREAD = compiled(clauses.UNREAD, {})
_PARTED = re.compile(r"[,;:]\s|\s[-–—]{1,2}\s|\s\(|\swithout\s|$")

Cue = tuple[re.Match[str], int, str, int]  # the opener of a clause, its end, what it waits for, where a lead ends


def find_cued(sentence: Sentence, original: str, said: Sequence[Sentence] = ()) -> IntentionDraft | None:
    """The request of a sentence that waits for something to come up, or None. said: what was before, nearest first."""
    stop = sentence.start + len(sentence.text)
    for opener, end, cue, lead in _cues(sentence, original, said):
        content = to_do(sentence, original, lead, opener.start(), end, said[0] if said else None)
        if content:
            return IntentionDraft(content, cue, None, None, False, sentence.start, stop, ASKED)
    return None


def told_before(sentence: Sentence, original: str, said: Sequence[Sentence]) -> IntentionDraft | None:
    """ "When the permit comes up, I need two photos. Remind me of that.": the request of both sentences, or None."""
    if not said or said[0].question or not SAY_SO.fullmatch(sentence.text):
        return None
    first, *rest = said
    most = MAX_GAP
    if rest and len(first.text.split()) <= MAX_ASIDE and not rest[0].question:
        most += len(first.text) + MAX_GAP
        first, *rest = rest
    end = first.start + len(first.text)
    if not 2 <= sentence.start - end <= most or next(_cues(first, original, rest), None) is None:
        return None
    between = _STOPS.sub(lambda stop: "," + " " * (len(stop[0]) - 1), original[end : sentence.start])
    both = Sentence(f"{first.text}{between}{sentence.text}", first.start, False)
    return find_cued(both, original, rest)


def before_clause(text: str) -> str:
    """What stands before the first clause of a cue: "That's to be said" of "That's to be said when ..."."""
    found = _OPENER.search(text)
    return text[: found.start()] if found else ""


def points_at(sentence: Sentence, original: str, said: Sequence[Sentence]) -> str:
    """The cue of a sentence that says nothing but when, or a word more: "Whenever I mention rehearsal, lozenges!"."""
    text = sentence.text
    if _OPENER.search(text) is None:
        return ""
    if _GOES_ON.search(text) and _OPENER.match(text):  # "When Bo comes up, I flinch"
        return ""
    short = _A_WORD_MORE.search(text)
    only = Sentence(text[: short.start()], sentence.start, sentence.question) if short else sentence
    return waits_for(sentence, original, said) or (waits_for(only, original, said) if short else "")


def waits_for(sentence: Sentence, original: str, said: Sequence[Sentence]) -> str:
    """The cue of a sentence that only says when ("Do it when I talk about the pass"); "" where it says more."""
    for opener, end, cue, lead in _cues(sentence, original, said):
        lead = min(lead, opener.start())
        begin = max(sentence.text.rfind(mark, 0, lead) for mark in ",;") + 1  # "We want a weekend there, so when ..."
        told = sentence.text[begin:lead].lstrip()
        whole = _POINTER.fullmatch(told)
        points = whole or _POINTER.fullmatch(told.rpartition(":")[2].lstrip())  # "Best moment: when ..." is whole
        says = points is not None and (points[0] or (whole is not None and not begin))
        if says and (over(sentence.text, end) or _IN_BRACKETS.match(sentence.text, end)):
            return cue
    return ""


def unread(cue: str | None) -> bool:
    """Whether a cue is so long that it is a clause which nobody understood, or a pronoun, or "we do"."""
    if cue is None:
        return False
    return len(cue.split()) > MAX_CUE or _UNREAD.search(cue) is not None or _DO_SO.fullmatch(cue) is not None


def headless(content: str) -> bool:
    """Whether its subject was read as a time: "remind me that Fridays are out if ..."."""
    return _HEADLESS.match(content) is not None


def vague(content: str) -> bool:
    """Whether it does not tell what is to be done, but points to it: "tell me", "two things"."""
    return SAY_SO.fullmatch(content) is not None or _VAGUE.fullmatch(content) is not None


def _cues(sentence: Sentence, original: str, said: Sequence[Sentence]) -> Iterator[Cue]:
    """What a sentence may wait for, as its clauses say."""
    text, own = sentence.text, _words(sentence, original)
    before = [_words(one, original) for one in said]
    announced = next((words for words in before if alone(words)), "")
    for opener in islice(_OPENER.finditer(text), MAX_OPENERS):
        beside = own[: opener.start()]
        fore = _unasked(beside)  # "ask Pete for it back if it comes up": who is asked is not what comes up
        told = (beside, *before) if fore == beside else (fore, *before, beside) if fore else (*before, beside)
        for end in islice(_ends(text, opener.end()), MAX_ENDS):
            so = _DO_SO.fullmatch(text, opener.end(), end)
            place = comes_up(text[opener.end() : end]) if so is None else None
            got_to = _QUIZZED.search(text, 0, opener.start()) and _GOT_TO.match(text, opener.end(), end)
            it_is = _IT_IS.match(text, opener.end(), end) if place is None and so is None else None
            begins = got_to or (it_is if it_is and _spoken_of(own[it_is.end() : end], told) else None)
            if place is None and begins:
                place = begins.end() - opener.end(), end - opener.end()
            cue, lead = "", opener.start()
            if place is not None and _listed(text[opener.end() + place[0] : opener.end() + place[1]]):
                continue
            if so is not None:
                cue = meant_to(*told) if so["who"].lower() in _SPEAKERS else named(so["who"], *told)
            elif place is not None:
                words = own[opener.end() + place[0] : opener.end() + place[1]].strip(JOINT)
                meant = stands_back(words) and _MEANT.match(own, end)
                words = meant["cue"] if meant else words
                fronted = _fronted(own, opener.start()) if stands_back(words) else ""
                cue, lead = fronted or named(words, *told, announced=announced), 0 if fronted else lead
            if cue:
                yield opener, end, cue, lead


def _unasked(beside: str) -> str:
    """What stands before the words that ask: "the cardigan: " of "the cardigan: would you mention row 62 "."""
    begins = (joint.end() for joint in islice(_JOINT.finditer(beside), MAX_ENDS))
    asks = next((at for at in begins if _ASKS.match(beside, at)), None)
    return beside if asks is None else beside[:asks].rstrip(" ,;:")


def _listed(words: str) -> bool:
    """Whether a comma parts a topic from what is no topic: "rehearsal, lozenges!"."""
    return ", " in words and _OR.search(words) is None


def _spoken_of(words: str, told: Sequence[str]) -> bool:
    """Whether a topic was named, in these words, in what was said before."""
    topic = bare(words.strip(JOINT)).lower()
    return bool(topic) and any(topic in text.lower() for text in told)


def _words(sentence: Sentence, original: str) -> str:
    return sentence.told_in(original)


def _ends(text: str, start: int) -> Iterator[int]:
    """Where a clause may end: before words that ask, at what parts it from the rest, or with the sentence."""
    for blank in BLANK.finditer(text, start):
        after = blank.end()
        if _PARTED.match(text, blank.start()) or any(each.match(text, after) for each in (ASKING, _DOES, I_DO)):
            yield blank.start()
    for told in islice(THEN_TOLD.finditer(text, start), 1):
        yield told.start()
    ends = ENDS.search(text, start)
    yield ends.start() if ends else len(text)


def _fronted(own: str, end: int) -> str:
    """ "Potholes: next time I'm ranting about them": what stands before the clause, if that can be a topic."""
    told = _FILLER.sub("", own[:end].strip(JOINT))
    topic = bare(told)
    fits = own[:end].rstrip()[-1:] in tuple(",:-–—") and 0 < len(topic.split()) <= MAX_FRONTED
    return topic if fits and not ASKING.match(told) and named("it", told) in ("", topic) else ""
