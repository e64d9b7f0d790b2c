"""The words of a text as FTS5 counts them, by asking FTS5: a store without it ranks as one with it does."""

import sqlite3
import threading
from collections.abc import Mapping, Sequence

from .schema import TOKENIZER


class Tokens:
    """A tokenizer: an index in memory that holds one text at a time. Threads take turns."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._connection.execute(f"CREATE VIRTUAL TABLE one USING fts5 (body, content = '', tokenize = '{TOKENIZER}')")
        self._connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab (one, row)")

    def counts(self, text: str) -> Mapping[str, int]:
        """Each word's stem and how often it comes."""
        with self._lock:
            try:
                self._connection.execute("INSERT INTO one (rowid, body) VALUES (1, ?)", (text,))
                return dict(self._connection.execute("SELECT term, cnt FROM words"))
            finally:
                self._connection.execute("INSERT INTO one (one) VALUES ('delete-all')")

    def stems(self, terms: Sequence[str]) -> Mapping[str, int]:
        """The stems of a query's terms, and for how many terms each stands."""
        found: dict[str, int] = {}
        for term in terms:
            for stem in self.counts(term):
                found[stem] = found.get(stem, 0) + 1
        return found
