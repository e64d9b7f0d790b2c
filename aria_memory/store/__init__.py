"""Where memories lie: one SQLite file. `database.py` opens it and runs statements, `schema.py` says what is in it."""

from . import upkeep
from .database import Database, Row, Scoped, open_database

__all__ = ["Database", "Row", "Scoped", "open_database", "upkeep"]
