"""What is done to a whole file: looked over, and rewritten so that nothing deleted is legible in it."""

from collections.abc import Iterator

from ..errors import StoreBusy, StoreFault
from .database import Database, Scoped

MOST_PROBLEMS = 20  # told of one kind: where there are more, the file is to be restored


def note_traces(database: Database) -> None:
    """Note, in the transaction that deletes, that its traces are to be erased."""
    database.change("INSERT INTO unerased (id) VALUES (1) ON CONFLICT (id) DO NOTHING", {})


def traces(database: Database) -> bool:
    """Whether something that was deleted may still be legible in the file."""
    return bool(database.run("SELECT 1 FROM unerased", {}))


def erase_traces(database: Database) -> None:
    """Rewrite the file so that nothing deleted is left in it, not even in its log or its index.

    Raises: StoreFault if another process keeps the log in use all the while; what was deleted is, but is still in it.
    """
    database.run("INSERT INTO lexicon (lexicon) VALUES ('optimize')", {})
    database.run("VACUUM", {})
    if database.run("PRAGMA wal_checkpoint(TRUNCATE)", {})[0][0]:
        raise StoreFault(
            f"{database.path}: deleted, but others keep its log in use, where it can still be read; end them, or have "
            "them finish reading, and call consolidate()"
        )
    database.change("DELETE FROM unerased", {})


def alone(scope: Scoped) -> bool:
    """Whether no other scope has anything in the file."""
    others = "SELECT 1 FROM scope s WHERE s.id <> :scope AND (" + " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} t WHERE t.scope = s.id)" for table in ("session", "fact", "skill")
    )
    return scope.one(f"{others}) LIMIT 1") is None


def clear_words(database: Database) -> None:
    """Empty the full-text index of the whole file."""
    database.run("INSERT INTO lexicon (lexicon) VALUES ('delete-all')", {})


def clear(scope: Scoped) -> None:
    """Delete the rows of a scope in every table, within a transaction; full-text entries are the caller's."""
    scope.database.run("PRAGMA defer_foreign_keys = ON", {})  # until the transaction ends: tables in any order
    for row in scope.database.run(
        "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' "
        "AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'scope')",
        {},
    ):
        scope.change(f"DELETE FROM {row['name']} WHERE scope = :scope")


def version_and_size(database: Database) -> tuple[int, int]:
    """The version of the tables, and the bytes of the file without its log."""
    pages, page, version = (
        int(database.run(f"PRAGMA {name}", {})[0][0]) for name in ("page_count", "page_size", "user_version")
    )
    return version, pages * page


def damage(database: Database) -> Iterator[str]:
    """What SQLite finds wrong with pages, indexes, types and references; what is left of deleted things. Sentences."""
    for row in database.run(f"PRAGMA integrity_check({MOST_PROBLEMS})", {}):
        if row[0] != "ok":
            yield f"the file is damaged: {row[0]}; restore it from an export"
    for row in database.run("PRAGMA foreign_key_check", {}):
        yield f"the file is damaged: row {row[1]} of {row[0]} refers to nothing in {row[2]}; restore it from an export"
    if traces(database):
        yield "something that was deleted may still be legible in the file; call consolidate()"


def index_damage(database: Database) -> Iterator[str]:
    """What is wrong with the full-text index, which SQLite looks over on demand only, outside of a transaction."""
    try:
        database.run("INSERT INTO lexicon (lexicon) VALUES ('integrity-check')", {})
    except StoreBusy:
        return  # it is being written: found sound or not by the next look
    except StoreFault as error:
        yield f"the full-text index is damaged ({error}); export and import the scope into a new file"
