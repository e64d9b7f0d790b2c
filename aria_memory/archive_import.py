"""What each line of an export becomes here. The format is in README.md, "Export, version 1"."""

import json
from typing import Any

from . import archive_notes, episodes, facts, firings, intentions, lessons, skills
from .errors import BadInput
from .prospective.codec import checked_why
from .store import Scoped
from .text import finite


class Import:
    """Takes the lines of an export, one by one. A damaged one raises BadInput, NotFound, KeyError or TypeError."""

    def __init__(self, scope: Scoped, now: float) -> None:
        self._scope, self._now = scope, now
        self._episodes: dict[int, int] = {}
        self._facts: dict[int, int] = {}
        self._skills: dict[int, int] = {}
        self._successors: list[tuple[int, int]] = []  # a fact here, the file's id of what superseded it
        self._n = 0
        self.ended = False

    def add(self, entry: dict[str, Any]) -> None:
        """One line after the first."""
        kinds = {
            "episode": self._episode, "fact": self._fact, "skill": self._skill, "intention": self._intention,
            "firing": self._firing, "lesson": self._lesson, "source": self._note, "answer": self._answer,
            "use": self._note, "end": self._end,
        }  # fmt: skip
        if entry["kind"] not in kinds:
            raise BadInput(f"kind {str(entry['kind'])[:80]!r} is unknown")
        kinds[entry["kind"]](entry)
        self._n += 1

    def knows_episode(self, episode: int) -> bool:
        """Whether a turn of that id in the file has come."""
        return episode in self._episodes

    def link(self) -> None:
        """At the end, when all facts are here."""
        for fact_id, successor in self._successors:
            if successor not in self._facts:
                raise BadInput(f"fact {successor!r}, which superseded another, is missing")
            facts.link(self._scope, fact_id, self._facts[successor])

    def _end(self, entry: dict[str, Any]) -> None:
        if entry["lines"] != self._n:
            raise BadInput(f"it should be line {entry['lines']!r} after the first: lines are missing")
        self.ended = True

    def _episode(self, entry: dict[str, Any]) -> None:
        at, recorded, archived = finite("at", entry["at"]), finite("recorded", entry["recorded"]), entry["archived"]
        if entry["id"] in self._episodes:
            raise BadInput(f"episode {entry['id']!r} comes twice")
        seen = episodes.add(self._scope, entry["role"], entry["text"], entry["session"], at, recorded)
        self._episodes[entry["id"]] = seen.episode_id
        if archived is not None:
            episodes.archive(self._scope, seen.episode_id, finite("archived", archived))

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
        why = entry["why"]
        if not all(isinstance(entry[name], str) for name in names) or not isinstance(why, list):
            raise BadInput("intention and occurrence are texts, why is a list")
        for one in why:
            checked_why(one)
        intentions.get(self._scope, entry["intention"])
        firings.restore(
            self._scope,
            {name: entry[name] for name in names}
            | {"at": finite("at", entry["at"]), "p": _maybe(entry["p"]), "why": json.dumps(why)}
            | {"message": _text(entry.get("message", "")) or None},
        )

    def _note(self, entry: dict[str, Any]) -> None:
        ids = {"episode": self._episodes, "fact": self._facts, "skill": self._skills}
        archive_notes.restore(self._scope, entry, ids)

    def _answer(self, entry: dict[str, Any]) -> None:
        archive_notes.restore_answer(self._scope, entry, self._episodes)

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


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput("a text is wanted where there is none")
    return value


def _maybe(value: Any) -> float | None:
    return None if value is None else finite("a value", value)
