"""Export and import: a scope as JSON lines. The format is in README.md, "Export, version 1"."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, TypeAlias

from . import archive_notes, episodes, facts, intentions, lessons, skills
from .errors import BadInput, NotFound, StoreFault
from .prospective.codec import intention_to_json
from .sealing import MAGIC, Opened, Sealing
from .store import Scoped
from .text import MAX_TEXT_CHARS, file_name, finite, kept_json

FORMAT = "aria-memory"
VERSION = 1
FIRST = {"format": FORMAT, "version": VERSION}
STRIDE = 200  # lines between two reports of progress: a few milliseconds
EXPORTED = ("episode", "fact", "skill", "intention", "firing", "lesson", "source", "item_use")  # a line for each row
MAX_LINE = 8 * MAX_TEXT_CHARS  # bytes: a text, every character of it escaped, and the rest

Progress: TypeAlias = Callable[[int, int], None]  # what is done, of how much in all, which is known from the start


def write(scope: Scoped, path: Path, key: str | None = None, progress: Progress | None = None) -> int:
    """Write all of a scope; a file of that name is replaced once all is written. key: a passphrase to encrypt it with.

    progress: is told of lines. Returns the number of memories. Raises: StoreFault, BadInput.
    """
    _spare_the_memory(scope.database.path, path)
    n = 0
    try:
        with _replacing(path) as file:
            sealing = None if key is None else Sealing(file, key)
            out = sealing or file
            with scope.reading():
                total = 0 if progress is None else _lines(scope)
                out.write(_line(FIRST))
                for entry in _entries(scope):
                    out.write(_line(entry))
                    n += 1
                    if progress is not None and (n % STRIDE == 0 or n == total):
                        progress(n, total)
            out.write(_line({"kind": "end", "lines": n}))
            if sealing is not None:
                sealing.finish()
    except OSError as error:
        raise StoreFault(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error
    return n


def read(scope: Scoped, path: Path, now: float, key: str | None = None, progress: Progress | None = None) -> int:
    """Add all of a file to a scope, in one transaction. Returns the number of memories.

    progress: is told of bytes. Raises: BadInput naming the line, StoreFault.
    """
    number = 1
    try:
        with path.open("rb") as raw:
            file, total = _opened(raw, key), os.fstat(raw.fileno()).st_size
            with scope.writing():
                if _parsed(file.readline(MAX_LINE)) != FIRST:
                    raise BadInput(f"not a memory export of version {VERSION}")
                coming = _Import(scope, now)
                while not coming.ended:
                    number += 1
                    coming.add(_parsed(file.readline(MAX_LINE)))
                    if progress is not None and (number % STRIDE == 0 or coming.ended):
                        progress(min(raw.tell(), total), total)
                if file.read(1):
                    raise BadInput("the file goes on after its end")
                coming.link()
    except KeyError as error:
        raise BadInput(f"{path}, line {number}: {error} is missing; nothing was imported") from error
    except (TypeError, BadInput, NotFound) as error:
        raise BadInput(f"{path}, line {number}: {error}; nothing was imported") from error
    except OSError as error:
        raise StoreFault(f"{path}: cannot be read ({error.strerror})") from error
    return number - 2


class _Import:
    """What a file's ids have become here."""

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
            "firing": self._firing, "lesson": self._lesson, "source": self._note, "use": self._note, "end": self._end,
        }  # fmt: skip
        if entry["kind"] not in kinds:
            raise BadInput(f"kind {str(entry['kind'])[:80]!r} is unknown")
        kinds[entry["kind"]](entry)
        self._n += 1

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
        at, recorded = finite("at", entry["at"]), finite("recorded", entry["recorded"])
        if entry["id"] in self._episodes:
            raise BadInput(f"episode {entry['id']!r} comes twice")
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
        why = entry["why"]
        if not all(isinstance(entry[name], str) for name in names) or not isinstance(why, list):
            raise BadInput("intention and occurrence are texts, why is a list")
        if not all(isinstance(one, dict) for one in why):
            raise BadInput("why is a list of objects")
        intentions.get(self._scope, entry["intention"])
        intentions.restore_firing(
            self._scope,
            {name: entry[name] for name in names}
            | {"at": finite("at", entry["at"]), "p": _maybe(entry["p"]), "why": json.dumps(why)}
            | {"message": _text(entry.get("message", "")) or None},
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
            "p": row["p"], "why": kept_json(row["why"], "a firing"),
            **({} if row["message"] is None else {"message": row["message"]}),
        }  # fmt: skip
    for row in lessons.rows(scope):
        yield {
            "kind": "lesson", "cue": row["cue"], "message": row["message"], "fits": bool(row["fits"]), "at": row["at"],
        }  # fmt: skip
    yield from archive_notes.entries(scope)


def _lines(scope: Scoped) -> int:
    """How many entries there are."""
    rows = (scope.run(f"SELECT count(*) FROM {table} WHERE scope = :scope")[0] for table in EXPORTED)
    return sum(int(row[0]) for row in rows)


def _line(entry: dict[str, Any]) -> bytes:
    """UTF-8; half of a surrogate pair, which UTF-8 has not, as JSON escapes it."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"


def _parsed(line: bytes) -> dict[str, Any]:
    if not line:
        raise BadInput("the file is cut off here")
    try:
        entry = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput(f"it is not UTF-8 ({error.reason})") from error
    except (ValueError, RecursionError) as error:
        raise BadInput("it is not JSON") from error
    if not isinstance(entry, dict):
        raise BadInput("it is not an object")
    return entry


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput("a text is wanted where there is none")
    return value


def _opened(raw: BufferedReader, key: str | None) -> IO[bytes]:
    """The plain bytes of a file. Raises: BadInput if it is encrypted and there is no key, or the other way round."""
    if (raw.peek(len(MAGIC))[: len(MAGIC)] == MAGIC) != (key is not None):
        raise BadInput("it is encrypted: give its key" if key is None else "it is not encrypted: leave the key out")
    return raw if key is None else BufferedReader(Opened(raw, key))


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file, its owner's alone, that takes the name when all is written: an older one is whole until then."""
    if path.exists() and not path.is_file():  # a pipe or a device
        with path.open("wb") as file:
            yield file
        return
    handle, name = tempfile.mkstemp(prefix=".aria-memory-", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _spare_the_memory(memory: str, path: Path) -> None:
    """Raises: BadInput if an export would take the place of the file that it is made from."""
    name = file_name(path)
    for own in (memory, memory + "-wal", memory + "-shm"):
        if os.path.exists(name) and os.path.exists(own) and os.path.samefile(name, own):
            raise BadInput(f"{name} is this memory's own file; give another path to export to")


def _maybe(value: Any) -> float | None:
    return None if value is None else finite("a value", value)
