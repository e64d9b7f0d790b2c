"""Export and import: a scope as JSON lines. The format is in README.md, "Export, version 1"."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import archive_notes, episodes, facts, intentions, lessons, skills
from .errors import BadInput, NotFound, StoreFault
from .prospective.codec import intention_to_json
from .store import Scoped
from .text import MAX_TEXT_CHARS, finite

FORMAT = "aria-memory"
VERSION = 1
MAX_LINE_CHARS = 8 * MAX_TEXT_CHARS  # a text, every character of it escaped, and the rest


def write(scope: Scoped, path: Path) -> int:
    """Write all of a scope. Returns the number of lines after the first. Raises: StoreFault."""
    n = 0
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file, scope.reading():
            file.write(_line({"format": FORMAT, "version": VERSION}))
            for entry in _entries(scope):
                file.write(_line(entry))
                n += 1
    except OSError as error:
        raise StoreFault(f"{path}: cannot be written ({error.strerror})") from error
    return n


def read(scope: Scoped, path: Path, now: float) -> int:
    """Add all of a file to a scope, in one transaction. Raises: BadInput naming the line, StoreFault."""
    coming = _Import(scope, now)
    number = 1
    try:
        with path.open(encoding="utf-8") as file, scope.writing():
            if _parsed(file.readline(MAX_LINE_CHARS)) != {"format": FORMAT, "version": VERSION}:
                raise BadInput(f"not a memory export of version {VERSION}")
            while line := file.readline(MAX_LINE_CHARS):
                number += 1
                coming.add(_parsed(line))
            coming.link()
    except (KeyError, TypeError, BadInput, NotFound) as error:
        raise BadInput(f"{path}, line {number}: {error}; the file is damaged: nothing was imported") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 ({error.reason}); the file is damaged: nothing was imported") from error
    except OSError as error:
        raise StoreFault(f"{path}: cannot be read ({error.strerror})") from error
    return number - 1


class _Import:
    """What a file's ids have become here."""

    def __init__(self, scope: Scoped, now: float) -> None:
        self._scope, self._now = scope, now
        self._episodes: dict[int, int] = {}
        self._facts: dict[int, int] = {}
        self._skills: dict[int, int] = {}
        self._successors: list[tuple[int, int]] = []  # a fact here, the file's id of what superseded it

    def add(self, entry: dict[str, Any]) -> None:
        """One line."""
        kinds = {
            "episode": self._episode, "fact": self._fact, "skill": self._skill, "intention": self._intention,
            "firing": self._firing, "lesson": self._lesson, "source": self._note, "use": self._note,
        }  # fmt: skip
        if entry["kind"] not in kinds:
            raise BadInput(f"kind {entry['kind']!r} is unknown")
        kinds[entry["kind"]](entry)

    def link(self) -> None:
        """At the end, when all facts are here."""
        for fact_id, successor in self._successors:
            facts.link(self._scope, fact_id, self._facts[successor])

    def _episode(self, entry: dict[str, Any]) -> None:
        at, recorded = finite("at", entry["at"]), finite("recorded", entry["recorded"])
        seen = episodes.add(self._scope, entry["role"], entry["text"], entry["session"], at, recorded)
        self._episodes[entry["id"]] = seen.episode_id
        if entry["archived"] is not None:
            episodes.archive(self._scope, seen.episode_id, finite("archived", entry["archived"]))

    def _fact(self, entry: dict[str, Any]) -> None:
        """As it was, its past included: nothing is superseded anew."""
        episode = entry["episode"]
        statement = facts.Statement(
            subject=entry["subject"], predicate=entry["predicate"], object=entry["object"],
            valid_from=_maybe(entry["valid_from"]), valid_to=_maybe(entry["valid_to"]),
            confidence=finite("confidence", entry["confidence"]),
            episode_id=None if episode is None else self._episodes[episode],
        )  # fmt: skip
        fact_id = facts.restore(
            self._scope, statement, finite("recorded", entry["recorded"]), _maybe(entry["retracted"])
        )
        self._facts[entry["id"]] = fact_id
        if entry["superseded_by"] is not None:
            self._successors.append((fact_id, entry["superseded_by"]))

    def _intention(self, entry: dict[str, Any]) -> None:
        intentions.restore(self._scope, entry["document"], self._now)

    def _firing(self, entry: dict[str, Any]) -> None:
        names = ("intention", "occurrence")
        if not all(isinstance(entry[name], str) for name in names) or not isinstance(entry["why"], list):
            raise BadInput("intention and occurrence are texts, why is a list")
        intentions.get(self._scope, entry["intention"])
        intentions.restore_firing(
            self._scope,
            {name: entry[name] for name in names}
            | {
                "at": finite("at", entry["at"]),
                "p": _maybe(entry["p"]),
                "message": _text(entry.get("message", "")) or None,
                "why": json.dumps(entry["why"], ensure_ascii=False),
            },
        )

    def _note(self, entry: dict[str, Any]) -> None:
        ids = {"episode": self._episodes, "fact": self._facts, "skill": self._skills}
        archive_notes.restore(self._scope, entry, ids)

    def _lesson(self, entry: dict[str, Any]) -> None:
        fits = entry["fits"]
        if type(fits) is not bool:
            raise BadInput("fits is true or false")
        at = finite("at", entry["at"])
        lessons.teach(self._scope, _text(entry["cue"]), _text(entry["message"]), fits, at)

    def _skill(self, entry: dict[str, Any]) -> None:
        skill = skills.learn(self._scope, entry["condition"], entry["steps"], finite("recorded", entry["recorded"]))
        self._skills[len(self._skills) + 1] = skill.skill_id
        uses, successes = int(finite("uses", entry["uses"])), int(finite("successes", entry["successes"]))
        skills.restore(self._scope, skill.skill_id, finite("utility", entry["utility"]), uses, successes)


def _entries(scope: Scoped) -> Iterator[dict[str, Any]]:
    for one in episodes.everything(scope):
        yield {
            "kind": "episode", "id": one.episode_id, "session": one.session, "role": one.role, "text": one.text,
            "at": one.at, "recorded": one.recorded, "archived": one.archived,
        }  # fmt: skip
    for fact in facts.everything(scope):
        yield {
            "kind": "fact", "id": fact.fact_id, "subject": fact.subject, "predicate": fact.predicate,
            "object": fact.object, "valid_from": fact.valid_from, "valid_to": fact.valid_to,
            "recorded": fact.recorded, "retracted": fact.retracted, "confidence": fact.confidence,
            "episode": fact.episode_id, "superseded_by": fact.superseded_by,
        }  # fmt: skip
    for skill in skills.everything(scope):
        yield {
            "kind": "skill", "condition": skill.condition, "steps": list(skill.steps), "utility": skill.utility,
            "uses": skill.uses, "successes": skill.successes, "recorded": skill.recorded,
        }  # fmt: skip
    for intention in intentions.everything(scope):
        yield {"kind": "intention", "document": intention_to_json(intention)}
    for row in intentions.all_firings(scope):
        yield {
            "kind": "firing", "intention": row["intention"], "occurrence": row["occurrence"], "at": row["at"],
            "p": row["p"], "why": json.loads(row["why"]),
            **({} if row["message"] is None else {"message": row["message"]}),
        }  # fmt: skip
    for row in lessons.rows(scope):
        yield {
            "kind": "lesson", "cue": row["cue"], "message": row["message"], "fits": bool(row["fits"]), "at": row["at"],
        }  # fmt: skip
    yield from archive_notes.entries(scope)


def _line(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"


def _parsed(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("it is not JSON") from error
    if not isinstance(entry, dict):
        raise BadInput("it is not an object")
    return entry


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput("a text is wanted where there is none")
    return value


def _maybe(value: Any) -> float | None:
    return None if value is None else finite("a value", value)
