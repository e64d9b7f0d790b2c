"""The words of a text as FTS5 counts them, by asking FTS5: a store without it ranks as one with it does."""

import sqlite3
import threading
from collections.abc import Sequence

from .schema import TOKENIZER


class Tokens:
    """A tokenizer: an index in memory, empty but while it is asked. Threads take turns."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._connection.execute(f"CREATE VIRTUAL TABLE one USING fts5 (body, content = '', tokenize = '{TOKENIZER}')")
        self._connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab (one, instance)")

    def stems(self, texts: Sequence[str]) -> list[frozenset[str]]:
        """Of each text the stems of its words."""
        found: list[set[str]] = [set() for _ in texts]
        with self._lock:
            self._connection.execute("BEGIN")
            try:
                self._connection.executemany("INSERT INTO one (rowid, body) VALUES (?, ?)", enumerate(texts))
                for place, stem in self._connection.execute("SELECT doc, term FROM words"):
                    found[place].add(stem)
            finally:
                self._connection.execute("ROLLBACK")
        return [frozenset(each) for each in found]

    def distinct(self, terms: Sequence[str]) -> list[str]:
        """See `port.Words`."""
        first: dict[frozenset[str], str] = {}
        for stems, term in zip(self.stems(terms), terms, strict=True):
            first.setdefault(stems if len(stems) == 1 else frozenset((term,)), term)
        return list(first.values())
