"""Dialogues with questions about them, and the turns that hold the answers: read from a file in LoCoMo's format.

Maharana et al. 2024, "Evaluating Very Long-Term Conversational Memory of LLM Agents" (arXiv:2402.17753).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from ..errors import BadInput

ADVERSARIAL = 5  # the category of questions whose premise is false: what they ask of one speaker, the other said
_EVIDENCE = re.compile(r"D(\d+):(\d+)")  # some lists hold several in one text, or zeros in front
_TIME = "%I:%M %p on %d %B, %Y"


@dataclass(frozen=True)
class Turn:
    """Something said. at: seconds since the epoch, of its session's beginning; None if the file does not say."""

    session: str
    speaker: str
    text: str
    at: float | None


@dataclass(frozen=True)
class Question:
    """evidence: positions among the dialogue's turns, ascending; never empty."""

    text: str
    category: int
    evidence: tuple[int, ...]


@dataclass(frozen=True)
class Dialogue:
    """Turns in the order in which they were said, and questions."""

    name: str
    turns: tuple[Turn, ...]
    questions: tuple[Question, ...]


def read_dialogues(path: Path) -> tuple[Dialogue, ...]:
    """The dialogues of a file. Questions without a turn as evidence are left out. Raises: BadInput naming the file."""
    try:
        samples = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_dialogue(i, sample) for i, sample in enumerate(samples))
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}); give the file locomo10.json") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{path}: not dialogues in LoCoMo's format ({error}); give the file locomo10.json") from error


def _dialogue(i: int, sample: dict[str, Any]) -> Dialogue:
    turns: list[Turn] = []
    places: dict[tuple[int, int], int] = {}
    for number, at, said in _sessions(sample["conversation"]):
        for one in said:
            match = _EVIDENCE.fullmatch(one["dia_id"])
            if match:
                places[int(match[1]), int(match[2])] = len(turns)
            turns.append(Turn(f"session {number}", one["speaker"], one["text"], at))
    questions = []
    for one in sample["qa"]:
        named = (_EVIDENCE.finditer(each) for each in one.get("evidence", ()))
        ids = {(int(match[1]), int(match[2])) for matches in named for match in matches}
        if found := sorted(places[each] for each in ids if each in places):
            questions.append(Question(one["question"], int(one["category"]), tuple(found)))
    return Dialogue(str(sample.get("sample_id", i)), tuple(turns), tuple(questions))


def _sessions(conversation: dict[str, Any]) -> Iterator[tuple[int, float | None, list[dict[str, Any]]]]:
    numbers = sorted(int(key[8:]) for key in conversation if re.fullmatch(r"session_\d+", key))
    for number in numbers:
        told = conversation.get(f"session_{number}_date_time")
        at = None if told is None else datetime.strptime(told, _TIME).replace(tzinfo=timezone.utc).timestamp()
        yield number, at, conversation[f"session_{number}"]
