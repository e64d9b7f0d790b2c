"""What is in a file, and whether it is sound."""

from typing import Any

from .places import PLACE_BITS, TURN_BITS
from .store import Scoped


def examine(scope: Scoped) -> dict[str, Any]:
    """Counts of this scope, the file's size, and `problems`: a list of sentences, empty where all is well."""
    with scope.reading():
        counts = {
            table: int(scope.run(f"SELECT count(*) FROM {table} WHERE scope = :scope")[0][0])
            for table in ("session", "episode", "vector", "fact", "skill", "intention", "firing")
        }
        archived = scope.run("SELECT count(*) FROM episode WHERE scope = :scope AND archived IS NOT NULL")[0][0]
        problems = [*_damage(scope), *_gaps(scope)]
    pages, page_bytes, version = (
        int(scope.database.run(f"PRAGMA {name}", {})[0][0]) for name in ("page_count", "page_size", "user_version")
    )
    return {
        "path": scope.database.path, "scope": scope.name, "version": version, "file_bytes": pages * page_bytes,
        **counts, "archived": archived, "problems": problems,
    }  # fmt: skip


def _damage(scope: Scoped) -> list[str]:
    found = [row[0] for row in scope.database.run("PRAGMA integrity_check(20)", {})]
    found += [f"{row[0]} row {row[1]} refers to nothing" for row in scope.database.run("PRAGMA foreign_key_check", {})]
    return [] if found == ["ok"] else [f"the file is damaged: {one}" for one in found if one != "ok"]


def _gaps(scope: Scoped) -> list[str]:
    """Turns that no search can find."""
    rows = scope.run(
        "SELECT e.id FROM episode e JOIN session s ON s.id = e.session "
        f"LEFT JOIN lexicon l ON l.rowid = (:scope << {PLACE_BITS}) | (s.number << {TURN_BITS}) | e.turn "
        "WHERE e.scope = :scope AND l.rowid IS NULL LIMIT 20"
    )
    return [f"episode {row[0]} is not indexed; export and import the scope into a new file" for row in rows]
