"""[pure] What a language model makes of turns of talk: what it is asked, and a strict reading of its answer.

Nothing that a model answers is believed as such: an item counts only if it quotes the turn, and its words are words of
the quote. Dates are read by `find_dates` from the words that the model points to, never taken from the model.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from . import english_fact_words as words
from .dates import find_dates
from .drafts import Extraction, FactDraft, IntentionDraft
from .english_by_model import INSTRUCTIONS
from .intention_parts import due_time
from .predicates import UNRESOLVED

MAX_TURN_CHARS = 4_000  # of a turn that a model is shown, its beginning
MAX_BATCH_CHARS = 16_000  # of the turns of one question: some thousand tokens, which any model reads
MAX_BATCH_TURNS = 20
MAX_ANSWER_CHARS = 100_000  # a longer answer is none
MAX_ITEMS = 10  # facts, and intentions, of one turn
MAX_FIELD_CHARS = 200  # of a subject, an object, a content, a cue
PROPOSED = 0.5  # confidence of what only a model read: below what the rules read, and far below what is told

_WORD = re.compile(r"\w+")
_FENCE = re.compile(r"\A```(?:json)?\s*\n(.*)\n```\s*\Z", re.DOTALL)
_FACT = {"turn", "quote", "subject", "predicate", "object"}
_INTENTION = {"turn", "quote", "content", "cue", "when", "next_session"}
_PREDICATES = tuple(name for name in words.PREDICATES if name != UNRESOLVED)


@dataclass(frozen=True)
class Said:
    """A turn to read. at: when it was said, seconds since the epoch, UTC."""

    turn: int
    text: str
    at: float


@dataclass(frozen=True)
class Proposals:
    """What an answer yields, by turn; `refused` counts the items left out. valid: whether it was an answer at all."""

    by_turn: Mapping[int, Extraction]
    refused: int
    valid: bool


def batch(turns: Sequence[Said]) -> Sequence[Said]:
    """The first of these turns that go into one question, at least one of them."""
    total = 0
    for count, one in enumerate(turns[:MAX_BATCH_TURNS]):
        total += min(len(one.text), MAX_TURN_CHARS)
        if count and total > MAX_BATCH_CHARS:
            return turns[:count]
    return turns[:MAX_BATCH_TURNS]


def question(turns: Sequence[Said], zone: ZoneInfo) -> list[dict[str, str]]:
    """The messages to give to a model, in the form of chat completions: role and content."""
    listed = [
        {"turn": one.turn, "said": f"{datetime.fromtimestamp(one.at, zone):%A %Y-%m-%d %H:%M}",
         "text": one.text[:MAX_TURN_CHARS]}
        for one in turns
    ]  # fmt: skip
    return [
        {"role": "system", "content": INSTRUCTIONS.replace("{PREDICATES}", ", ".join(_PREDICATES))},
        {"role": "user", "content": json.dumps(listed, ensure_ascii=False)},
    ]


def read_answer(answer: object, turns: Sequence[Said], zone: ZoneInfo) -> Proposals:
    """The drafts of an answer that hold up against the turns. Never raises for an answer, whatever it is."""
    whole = _parsed(answer)
    if whole is None:
        return Proposals({}, 0, False)
    said = {one.turn: one for one in turns}
    facts: dict[int, list[FactDraft]] = {}
    intentions: dict[int, list[IntentionDraft]] = {}
    refused = 0
    for item in whole["facts"]:
        one = _turn_of(item, said, _FACT)
        fact = _fact(item, one) if one else None
        if one is None or fact is None or len(facts.get(one.turn, ())) == MAX_ITEMS:
            refused += 1
        else:
            facts.setdefault(one.turn, []).append(fact)
    for item in whole["intentions"]:
        one = _turn_of(item, said, _INTENTION)
        intention = _intention(item, one, zone) if one else None
        if one is None or intention is None or len(intentions.get(one.turn, ())) == MAX_ITEMS:
            refused += 1
        else:
            intentions.setdefault(one.turn, []).append(intention)
    by_turn = {
        turn: Extraction(tuple(intentions.get(turn, ())), tuple(facts.get(turn, ())))
        for turn in sorted(facts.keys() | intentions.keys())
    }
    return Proposals(by_turn, refused, True)


def _parsed(answer: object) -> dict[str, list[Any]] | None:
    if not isinstance(answer, str) or len(answer) > MAX_ANSWER_CHARS:
        return None
    fenced = _FENCE.match(answer.strip())
    try:
        whole = json.loads(fenced[1] if fenced else answer)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or whole.keys() != {"facts", "intentions"}:
        return None
    return whole if all(isinstance(each, list) for each in whole.values()) else None


def _turn_of(item: object, said: Mapping[int, Said], names: set[str]) -> Said | None:
    """The turn that an item quotes, if it is in the form that was asked for."""
    if not isinstance(item, dict) or item.keys() != names or type(item["turn"]) is not int:
        return None
    texts = [item[name] for name in names - {"turn", "cue", "when", "next_session", "quote"}]
    texts += [item[name] for name in names & {"cue", "when"} if item[name] is not None]
    if not all(isinstance(text, str) and text.strip() and len(text) <= MAX_FIELD_CHARS for text in texts):
        return None
    one, quote = said.get(item["turn"]), item["quote"]
    if one is None or not isinstance(quote, str) or not quote.strip():
        return None
    return one if quote in one.text[:MAX_TURN_CHARS] else None


def _fact(item: Mapping[str, Any], one: Said) -> FactDraft | None:
    subject, quote = item["subject"].strip(), item["quote"]
    own, _, role = subject.partition("'s ")
    near = own == "user" and (not role or _names_role(role, quote))
    if item["predicate"] not in _PREDICATES or not (near or _within(subject, quote)):
        return None
    if not _within(item["object"], quote):
        return None
    start = one.text.index(quote)
    return FactDraft(
        subject=subject, predicate=item["predicate"], object=item["object"].strip(), valid_from=None, valid_to=None,
        start=start, end=start + len(quote), confidence=PROPOSED, correction=False,
    )  # fmt: skip


def _intention(item: Mapping[str, Any], one: Said, zone: ZoneInfo) -> IntentionDraft | None:
    quote, cue, when = item["quote"], item["cue"], item["when"]
    if type(item["next_session"]) is not bool or not _within(item["content"], quote):
        return None
    if (cue is not None and not _within(cue, quote)) or (when is not None and when not in quote):
        return None
    dates = find_dates(when, one.at, zone) if when is not None else ()
    if when is not None and len(dates) != 1:
        return None
    start = one.text.index(quote)
    return IntentionDraft(
        content=item["content"].strip(), cue=cue.strip() if cue is not None else None,
        at=due_time(dates[0], one.at, zone) if dates else None, every=dates[0].recurrence if dates else None,
        at_session_start=item["next_session"], start=start, end=start + len(quote), confidence=PROPOSED,
        zone=dates[0].zone if dates else None,
    )  # fmt: skip


def _names_role(role: str, quote: str) -> bool:
    """Whether a quote speaks of somebody in this relation, or of such a pet: "mum" names the mother."""
    spoken = quote.casefold()
    called = [word for word, known in words.ROLES.items() if known == role]
    return any(re.search(rf"\b{re.escape(word)}\b", spoken) for word in (*called, role))


def _within(text: str, quote: str) -> bool:
    """Whether a text has words, and each is a word of the quote."""
    found = [word.casefold() for word in _WORD.findall(text)]
    return bool(found) and set(found) <= {word.casefold() for word in _WORD.findall(quote)}
