"""Dialogues observed by a memory, and their questions recalled from it, as an assistant would."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from ..clock import ManualClock
from ..encoders import Encoder
from ..memory import Memory
from ..ranking import COMPONENTS
from ..recall import MAX_K
from ..types import Item
from .progress_bar import ProgressBar
from .retrieval_data import Dialogue, Question
from .retrieval_figures import Pool, figures

DEPTH = 50  # items recalled: enough that five sessions are among them
AFTER_S = 86_400.0  # questions are asked a day after the last turn
_SESSIONS = 1_000_000  # more than any dialogue has: numbers sessions of all dialogues
_EMBEDDED = 32  # turns between two looks for turns that wait for their vectors: keeps the bar moving


@dataclass(frozen=True)
class Answer:
    """What came for one question of a dialogue. turns: positions within it, best first, below 0 those of others.

    pool: all candidates, to try other weights on; None where that was not asked for.
    """

    dialogue: int
    question: Question
    figures: tuple[float, float, float]
    turns: tuple[int, ...]
    pool: Pool | None


class Life:
    """A memory into which dialogues are observed, one after the other, in one scope."""

    def __init__(self, memory: Memory, progress: ProgressBar) -> None:
        self._memory, self._progress = memory, progress
        self._dialogues: dict[int, Dialogue] = {}
        self._known: dict[int, tuple[int, int]] = {}  # episode -> dialogue, turn

    def observe(self, number: int, dialogue: Dialogue, times: bool) -> None:
        """Every turn of a dialogue, which goes by a number. times: whether it is said when the turns were said."""
        self._dialogues[number] = dialogue
        for i, turn in enumerate(dialogue.turns):
            session, at = f"{dialogue.name} {turn.session}", turn.at if times else None
            self._known[self._memory.observe(turn.speaker, turn.text, session, at=at).episode_id] = number, i
            if i % _EMBEDDED == 0:
                self._memory.consolidate()
            self._progress.step()
        self._memory.consolidate()

    def ask(self, number: int, pools: bool) -> Iterator[Answer]:
        """Every question about a dialogue. pools: whether to look at all candidates too."""
        for question in self._dialogues[number].questions:
            evidence = frozenset(question.evidence)
            their_sessions = frozenset(self._session(number, turn) for turn in question.evidence)
            turns, sessions = self._places(self._recall(question, DEPTH), number)
            pool = None
            if pools:
                items = self._recall(question, MAX_K)
                values = [[i.components[n].value if n in i.components else 0.0 for n in COMPONENTS] for i in items]
                all_turns, all_sessions = self._places(items, number)
                pool = Pool(
                    turns=np.array(all_turns, np.intp), sessions=np.array(all_sessions, np.intp),
                    values=np.array(values, np.float64).reshape(-1, len(COMPONENTS)), evidence=evidence,
                    evidence_sessions=their_sessions,
                )  # fmt: skip
            result = figures(turns, sessions, evidence, their_sessions)
            yield Answer(dialogue=number, question=question, figures=result, turns=tuple(turns), pool=pool)
            self._progress.step()

    def _recall(self, question: Question, k: int) -> list[Item]:
        return self._memory.recall(question.text, k=k, kinds=["episode"], explain=k > DEPTH)

    def _places(self, items: Sequence[Item], number: int) -> tuple[list[int], list[int]]:
        found = [self._known[item.item_id] for item in items]
        turns = [turn if dialogue == number else -1 - turn for dialogue, turn in found]
        return turns, [self._session(dialogue, turn) for dialogue, turn in found]

    def _session(self, number: int, turn: int) -> int:
        return number * _SESSIONS + int(self._dialogues[number].turns[turn].session.split()[-1])


@contextmanager
def observed(
    dialogues: Sequence[tuple[int, Dialogue]], encoder: Encoder | None, times: bool, progress: ProgressBar
) -> Iterator[Life]:
    """A memory of nothing but these dialogues."""
    last = max((turn.at for _, one in dialogues for turn in one.turns if turn.at is not None), default=0.0)
    clock = ManualClock(last + AFTER_S)
    with Memory.open(":memory:", scope="bench", encoder=encoder, clock=clock, chance=random.Random(0)) as memory:
        life = Life(memory, progress)
        for number, dialogue in dialogues:
            life.observe(number, dialogue, times)
        yield life
