"""What can still be read of a damaged file, for an export: row by row, and nothing that an import would refuse.

Each row is tried in a memory of its own beside; what that does not take is left out, what only refers to it is not.
"""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from . import archive_entries, archive_notes, episodes, facts, intentions, skills
from .archive_entries import Entry
from .archive_import import Import
from .errors import MemoryFault, StoreFault
from .store import Row, Scoped, open_database

LeftOut: TypeAlias = MutableMapping[str, int]  # by kind, how many rows; of rows that cannot even be counted, one

PAGE = 500  # keys read at a time; where that fails, fewer
_KEYS = {  # of each table, what its rows are read by, in the order of an export
    "episode": ("id",), "fact": ("id",), "skill": ("id",), "intention": ("id",), "firing": ("id",), "lesson": ("id",),
    "source": ("kind", "item"), "answer": ("episode", "intention"), "item_use": ("kind", "item"),
}  # fmt: skip
_FIRING = "SELECT intention, occurrence, at, p, why, message FROM firing WHERE scope = :scope AND id = :id"
_LESSON = "SELECT cue, message, fits, at FROM lesson WHERE scope = :scope AND id = :id"
_ANSWER = (
    f"SELECT {archive_notes.ANSWER} FROM answer WHERE scope = :scope AND episode = :episode AND intention = :id"
)
_NOTE = "WHERE scope = :scope AND kind = :kind AND item = :item"

Key: TypeAlias = tuple[Any, ...]
_T = TypeVar("_T")


def salvaged(scope: Scoped, left_out: LeftOut) -> Iterator[Entry]:
    """The lines of all that can be read; of the rest `left_out` has how much it is."""
    beside = open_database(":memory:")
    try:
        with beside.writing():
            trial = Import(beside.scoped(scope.name), 0.0)
            yield from _Salvage(scope, trial, left_out).entries()
    finally:
        beside.close()


class _Salvage:
    def __init__(self, scope: Scoped, trial: Import, left_out: LeftOut) -> None:
        self._scope, self._trial, self._left_out = scope, trial, left_out
        self._keys = {table: list(_listed(scope, table, names)) for table, names in _KEYS.items()}
        self._skills: dict[int, int] = {}  # ids to numbers in the file

    def entries(self) -> Iterator[Entry]:
        scope = self._scope
        yield from self._kind("episode", lambda id: archive_entries.of_episode(episodes.one(scope, id)))
        taken: dict[int, Entry] = {}
        for fact in self._kind("fact", self._fact):
            taken[fact["id"]] = fact
        for fact in taken.values():  # not before all are known: what took a fact's place comes after it
            after = facts.get(scope, fact["id"]).superseded_by
            yield {**fact, "superseded_by": after if after in taken else None}
        yield from self._kind("skill", lambda id: archive_entries.of_skill(skills.get(scope, id)), self._number)
        yield from self._kind("intention", lambda id: archive_entries.of_intention(intentions.get(scope, id)))
        yield from self._kind("firing", lambda id: archive_entries.of_firing(scope.only(_FIRING, id=id)))
        yield from self._kind("lesson", lambda id: archive_entries.of_lesson(scope.only(_LESSON, id=id)))
        yield from self._kind("source", self._source)
        yield from self._kind("answer", self._answer)
        yield from self._kind("item_use", self._use)

    def _kind(
        self, table: str, entry: Callable[..., Entry], then: Callable[[Key], None] = lambda key: None
    ) -> Iterator[Entry]:
        """The entries of one table. then: is told the key of each that was taken."""
        taken = 0
        for key in self._keys[table]:
            found = _readable(entry, *key)
            if found is not None and _readable(self._tried, found):
                taken += 1
                then(key)
                yield found
        missing = self._rows(table, taken) - taken
        if missing:
            self._left_out[table] = self._left_out.get(table, 0) + missing

    def _rows(self, table: str, least: int) -> int:
        """How many rows a table has; if they cannot be counted, one more than were found."""
        listed = len(self._keys[table])
        try:
            counted = int(self._scope.run(f"SELECT count(*) FROM {table} WHERE scope = :scope")[0][0])
        except MemoryFault:
            return max(listed, least + 1)
        return max(listed, counted)

    def _tried(self, entry: Entry) -> bool:
        """True if an import takes the entry. Raises: what `Import` does."""
        self._trial.add(entry)
        return True

    def _fact(self, fact_id: int) -> Entry:
        """A fact, without what took its place; a turn that is left out is not referred to."""
        fact = replace(facts.get(self._scope, fact_id), superseded_by=None)
        if fact.episode_id is not None and not self._trial.knows_episode(fact.episode_id):
            fact = replace(fact, episode_id=None)
        return archive_entries.of_fact(fact)

    def _number(self, key: Key) -> None:
        self._skills[key[0]] = len(self._skills) + 1

    def _source(self, kind: str, item: str) -> Entry:
        return archive_notes.of_source(self._note(archive_notes.SOURCE, "source", kind, item))

    def _answer(self, episode: int, intention: str) -> Entry:
        return archive_notes.of_answer(self._scope.only(_ANSWER, episode=episode, id=intention))

    def _use(self, kind: str, item: str) -> Entry:
        return archive_notes.of_use(self._note(archive_notes.USE, "item_use", kind, item), self._skills)

    def _note(self, columns: str, table: str, kind: str, item: str) -> Row:
        return self._scope.only(f"SELECT {columns} FROM {table} {_NOTE}", kind=kind, item=item)


def _readable(look: Callable[..., _T], *of: Any) -> _T | None:
    """What is there, None where it is damaged."""
    try:
        return look(*of)
    except (MemoryFault, KeyError, TypeError):
        return None


def _listed(scope: Scoped, table: str, names: Sequence[str]) -> Iterator[Key]:
    """The keys of a table's rows, ascending: from the first on, and, where a page between is damaged, from the last."""
    ahead: Key | None = None
    for key in _walk(scope, table, names, "ASC"):
        ahead = key
        yield key
    for key in _walk(scope, table, names, "DESC"):
        if ahead is not None and key <= ahead:
            return
        yield key


def _walk(scope: Scoped, table: str, names: Sequence[str], order: str) -> Iterator[Key]:
    """Keys in an order, up to the first that cannot be read."""
    listed, sign = ", ".join(names), ">" if order == "ASC" else "<"
    ordered = ", ".join(f"{name} {order}" for name in names)
    here = ", ".join(f":{name}" for name in names)
    last: Key | None = None
    size = PAGE
    while True:
        after = "" if last is None else f"AND ({listed}) {sign} ({here}) "
        values = {} if last is None else dict(zip(names, last, strict=True))
        try:
            rows = scope.run(
                f"SELECT {listed} FROM {table} WHERE scope = :scope {after}ORDER BY {ordered} LIMIT :size",
                size=size, **values,
            )  # fmt: skip
        except StoreFault:
            if size == 1:
                return
            size = max(1, size // 8)
            continue
        if not rows:
            return
        for row in rows:
            yield tuple(row)
        last = tuple(rows[-1])
