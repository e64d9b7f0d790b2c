"""What is done to all tables of a schema. Whether the server's files are sound is for the server to say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .port import Scoped, Upkeep
from .postgres_schema import SCOPED_TABLES, TABLES

if TYPE_CHECKING:
    from .postgres import PostgresDatabase


class ServerUpkeep(Upkeep):
    """See `port.Upkeep`. Erasing has the server take back the room of what was deleted, to be written over."""

    _database: PostgresDatabase

    def _erase(self) -> None:
        with self._database.patiently():
            self._database.run(f"VACUUM {', '.join(TABLES)}", {})

    def clear_words(self, scope: Scoped) -> bool:
        """See `port.Upkeep`."""
        return True  # `clear` takes the postings with the other rows

    def empty_words(self) -> None:
        """See `port.Upkeep`."""
        self._database.change("DELETE FROM posting", {})

    def index_depth(self) -> int:
        """See `port.Upkeep`."""
        return 0

    def clear(self, scope: Scoped) -> None:
        """See `port.Upkeep`."""
        for table in reversed(SCOPED_TABLES):  # what refers before what it refers to
            scope.change(f"DELETE FROM {table} WHERE scope = :scope")

    def version_and_size(self) -> tuple[int, int]:
        """See `port.Upkeep`; the bytes are those of the tables and indexes of all scopes."""
        sizes = " + ".join(f"pg_total_relation_size('{table}')" for table in TABLES)
        row = self._database.run(f"SELECT {sizes} AS size, (SELECT number FROM version) AS version", {})[0]
        return int(row["version"]), int(row["size"])

    def damage(self) -> Iterator[str]:
        """See `port.Upkeep`."""
        if self.traces():
            yield "something that was deleted may still be legible in the tables' files; call consolidate()"

    def index_damage(self) -> Iterator[str]:
        """See `port.Upkeep`."""
        yield from ()
