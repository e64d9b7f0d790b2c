"""Where memories lie: one SQLite file, or a PostgreSQL database for services with many users (README.md)."""

from pathlib import Path

from ..errors import BadInput
from .database import open_file
from .port import MOST_PROBLEMS, Database, Row, Scoped, fresh_number

__all__ = ["MOST_PROBLEMS", "Database", "Row", "Scoped", "fresh_number", "open_database"]

POSTGRES = ("postgresql://", "postgres://")


def open_database(path: str | Path, key: str | None = None) -> Database:
    """Open what `path` names: a file, ":memory:", or "postgresql://..." (see `postgres.open_server`).

    key: of a file that is encrypted. Raises: StoreFault if it is not such a store, is of a newer version, or cannot be
    read or written; BadInput.
    """
    if isinstance(path, str) and path.startswith(POSTGRES):
        if key is not None:
            raise BadInput("key is for files; have the server encrypt its disk, and leave key out")
        from .postgres import open_server  # psycopg is an extra

        return open_server(path)
    return open_file(path, key)
