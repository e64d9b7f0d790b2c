"""What is done to a whole file: looked over, and rewritten so that nothing deleted is legible in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import StoreBusy, StoreFault
from .port import MOST_PROBLEMS, Scoped, Upkeep

MOST_IN_MEMORY = 1 << 28  # bytes of a file that is rewritten by way of memory, so that no disk has seen the copy

if TYPE_CHECKING:
    from .database import SqliteDatabase


class FileUpkeep(Upkeep):
    """See `port.Upkeep`. Erasing rewrites the file: nothing deleted is left in it, not even in its log or its index."""

    _database: SqliteDatabase

    def _erase(self) -> None:
        self._database.run("INSERT INTO lexicon (lexicon) VALUES ('optimize')", {})
        large = self.version_and_size()[1] > MOST_IN_MEMORY and not self._database.encrypted
        if large:  # the copy that is made meanwhile goes to a file that has no name
            self._database.run("PRAGMA temp_store = FILE", {})
        try:
            self._database.run("VACUUM", {})
        finally:
            if large:
                self._database.run("PRAGMA temp_store = MEMORY", {})
        if self._database.run("PRAGMA wal_checkpoint(TRUNCATE)", {})[0][0]:
            raise StoreFault(
                f"{self._database.path}: deleted, but others keep its log in use, where it can still be read; end "
                "them, or have them finish reading, and call consolidate()"
            )

    def clear_words(self, scope: Scoped) -> bool:
        """See `port.Upkeep`: only the index of a whole file can be emptied at once."""
        others = "SELECT 1 FROM scope s WHERE s.id <> :scope AND (" + " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} t WHERE t.scope = s.id)" for table in ("session", "fact", "skill")
        )
        if scope.one(f"{others}) LIMIT 1") is not None:
            return False
        self.empty_words()
        return True

    def empty_words(self) -> None:
        """See `port.Upkeep`."""
        self._database.run("INSERT INTO lexicon (lexicon) VALUES ('delete-all')", {})

    def index_depth(self) -> int:
        """See `port.Upkeep`: what FTS5's structure record (row 10 of its data) says after four bytes."""
        depth = 0
        for block in self._database.run("SELECT substr(block, 5, 9) AS block FROM lexicon_data WHERE id = 10", {}):
            for byte in block["block"]:  # a varint: seven bits a byte, the highest bit while there are more
                depth = depth << 7 | byte & 0x7F
                if byte < 0x80:
                    break
        return depth

    def clear(self, scope: Scoped) -> None:
        """See `port.Upkeep`."""
        self._database.run("PRAGMA defer_foreign_keys = ON", {})  # until the transaction ends: tables in any order
        for row in self._database.run(
            "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' "
            "AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'scope')",
            {},
        ):
            scope.change(f"DELETE FROM {row['name']} WHERE scope = :scope")

    def version_and_size(self) -> tuple[int, int]:
        """See `port.Upkeep`; the bytes are those of the file without its log."""
        pages, page, version = (
            int(self._database.run(f"PRAGMA {name}", {})[0][0]) for name in ("page_count", "page_size", "user_version")
        )
        return version, pages * page

    def damage(self) -> Iterator[str]:
        """See `port.Upkeep`."""
        for row in self._database.run(f"PRAGMA integrity_check({MOST_PROBLEMS})", {}):
            if row[0] != "ok":
                yield f"the file is damaged: {row[0]}; restore it from an export"
        for row in self._database.run("PRAGMA foreign_key_check", {}):
            words = f"row {row[1]} of {row[0]} refers to nothing in {row[2]}"
            yield f"the file is damaged: {words}; restore it from an export"
        if self.traces():
            yield "something that was deleted may still be legible in the file; call consolidate()"

    def index_damage(self) -> Iterator[str]:
        """See `port.Upkeep`; SQLite looks the index over on demand only, outside of a transaction."""
        try:
            self._database.run("INSERT INTO lexicon (lexicon) VALUES ('integrity-check')", {})
        except StoreBusy:
            return  # it is being written: found sound or not by the next look
        except StoreFault as error:
            yield f"the full-text index is damaged ({error}); export and import the scope into a new file"
