"""The vectors of a scope's turns: kept in the file, and in memory as an index that follows it.

A turn's text is embedded without its speaker, and a query without the names of speakers: else a name that half of all
turns carry decides which are near. An encoder that is `quick` embeds a turn as it is observed. Any other embeds later:
`recall` makes up for AT_RECALL turns at most, `consolidate` for all; until then those turns are found by words alone.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .encoders import Encoder
from .errors import BadInput, Damaged
from .index import VectorIndex
from .places import TURN_BITS, place_of
from .store import Row, Scoped, fresh_number

AT_RECALL = 64  # texts embedded while somebody waits: 1.5 s of MiniLM, 10 ms of WordLlama
LEAST_COSINE = 0.25  # 98 of 100 pairs of question and turn are below it under either encoder, one in 100 best ones
_MOST = 65_504.0  # that a half float holds
_NO_NUMBER = 0x7C00  # the exponent of infinity and of NaN; NumPy's isfinite takes four times as long
_BATCH = 256  # texts embedded between two transactions
_LOADED = 10_000  # rows read at a time
_LAST = "SELECT max(episode) AS last FROM vector WHERE scope = :scope"

Rows = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


class Vectors:
    """The vectors of one scope by one encoder. Vectors of another encoder in the file are dropped and made anew.

    Where another process has since opened the scope with another encoder, there are no vectors here any more.
    """

    def __init__(self, scope: Scoped, encoder: Encoder) -> None:
        self._scope, self._encoder = scope, encoder
        self._near = scope.database.near(scope)
        self._index = VectorIndex(encoder.dimension)  # stays empty where the store compares
        self._last = 0  # the last episode whose vector is in the index
        self._generation = -1
        self.quick: bool = getattr(encoder, "quick", False)
        self._claim()

    def encode(self, text: str) -> Rows:
        """The vector of one text, shape (dimension,)."""
        row: Rows = self._encoded([text])[0]
        return row

    def keep(self, episode_id: int, row: Rows) -> None:
        """Keep a new turn's vector, in its transaction. Where earlier turns wait for theirs, it waits with them."""
        self._scope.insert(
            "INSERT INTO vector (scope, episode, place, numbers) "
            f"SELECT :scope, e.id, (s.number << {TURN_BITS}) | e.turn, :numbers "
            "FROM episode e JOIN session s ON s.id = e.session "
            "WHERE e.id = :id AND ifnull((SELECT max(id) FROM episode WHERE scope = :scope AND id < :id), 0) "
            f"<= ifnull(({_LAST}), 0) AND :mine",
            id=episode_id, numbers=_packed(row), mine=self._mine(),
        )  # fmt: skip

    def waiting(self, most: int) -> int:
        """How many turns have no vector yet; none is counted beyond `most`."""
        return len(self._waiting(most))

    def since(self, episode_id: int) -> dict[int, Rows]:
        """The vectors of turns from this one on, by their ids, as they are kept: shape (dimension,) each."""
        if not self._mine():
            return {}
        rows = self._scope.run(
            "SELECT episode, numbers FROM vector WHERE scope = :scope AND episode >= :first", first=episode_id
        )
        return dict(zip((row["episode"] for row in rows), self._unpacked(rows).astype(np.float32), strict=True))

    def catch_up(self, most: int | None = None) -> None:
        """Embed turns that have no vector yet, oldest first, at most so many."""
        if self._scope.one("SELECT 1 FROM encoding WHERE scope = :scope") is None:  # all of the scope was purged
            self._claim()
        left = most
        while left is None or left > 0:
            waiting = self._waiting(_BATCH if left is None else min(left, _BATCH))
            if not waiting:
                return
            rows = self._encoded([text for _, _, text in waiting])  # outside of a transaction: it takes long
            with self._scope.writing():
                if not self._mine():
                    return
                for (episode_id, place, _), row in zip(waiting, rows, strict=True):
                    self._scope.insert(
                        "INSERT INTO vector (scope, episode, place, numbers) "
                        "SELECT :scope, :id, :place, :numbers FROM episode WHERE scope = :scope AND id = :id "
                        "ON CONFLICT (scope, episode) DO NOTHING",
                        id=episode_id, place=place, numbers=_packed(row),
                    )  # fmt: skip
            left = None if left is None else left - len(waiting)

    def follow(self) -> None:
        """Bring the index to what the file holds now. Within a transaction, so that both are of one moment."""
        generation = self._owned()
        if generation != self._generation:
            self._index, self._last, self._generation = VectorIndex(self._encoder.dimension), 0, generation
        while generation >= 0 and self._near is None:
            rows = self._scope.run(
                "SELECT episode, place, numbers FROM vector WHERE scope = :scope AND episode > :last "
                "ORDER BY episode LIMIT :most",
                last=self._last, most=_LOADED,
            )  # fmt: skip
            if rows:
                self._index.add([row["place"] for row in rows], self._unpacked(rows))
                self._last = rows[-1]["episode"]
            if len(rows) < _LOADED:
                return

    def nearest(self, query: Rows, most: int, among: Places | None = None) -> Places:
        """Places of the turns nearest to a vector, of those in `among`, as long as they are near at all."""
        if self._near is not None and self._generation >= 0:
            places, cosines = self._near.search(query, most, None if among is None else among.tolist())
        else:
            allowed = None if among is None else np.isin(self._index.ids, among)
            places, cosines = self._index.search(query, most, allowed)
        return places[cosines >= LEAST_COSINE]

    def cosines(self, query: Rows, places: Places) -> npt.NDArray[np.float64]:
        """Cosines of a vector to turns, NaN where a place has none. Shape (len(places),)."""
        if self._near is not None and self._generation >= 0:
            return self._near.scores(query, places.tolist())
        return self._index.scores(query, places)

    def _encoded(self, texts: Sequence[str]) -> Rows:
        """Rows that can be kept. Raises: BadInput: others would spoil every search from then on."""
        rows: Rows = np.asarray(self._encoder.encode(texts), np.float32)
        if rows.shape != (len(texts), self._encoder.dimension) or not (np.abs(rows) <= _MOST).all():  # NaN is not
            raise BadInput(
                f"encoder {self._encoder.id} gave rows of shape {rows.shape} for {len(texts)} texts, or numbers that "
                f"are not finite: give {self._encoder.dimension} a text, of unit length"
            )
        return rows

    def _unpacked(self, rows: Sequence[Row]) -> npt.NDArray[np.float16]:
        """Shape (len(rows), dimension). Raises: Damaged."""
        dimension = self._encoder.dimension
        whole = all(len(row["numbers"]) == 2 * dimension for row in rows)
        numbers = np.frombuffer(b"".join(row["numbers"] for row in rows) if whole else b"", "<f2")
        if not whole or (numbers.view("<u2") & _NO_NUMBER == _NO_NUMBER).any():
            raise Damaged(f"{self._scope.database.path}: a turn's vector is damaged; export and import into a new file")
        return numbers.reshape(len(rows), dimension)

    def _claim(self) -> None:
        """Say in the file that its vectors are this encoder's; those of another go."""
        mine = {"encoder": self._encoder.id, "dimension": self._encoder.dimension}
        if self._owned() >= 0:
            return
        with self._scope.writing():
            if self._owned() >= 0:
                return
            self._scope.change("DELETE FROM vector WHERE scope = :scope")
            self._scope.insert(
                "INSERT INTO encoding (scope, encoder, dimension, generation) "
                "VALUES (:scope, :encoder, :dimension, :fresh) "
                "ON CONFLICT (scope) DO UPDATE SET encoder = :encoder, dimension = :dimension, "
                "generation = encoding.generation + 1",
                fresh=fresh_number(),
                **mine,
            )

    def _owned(self) -> int:
        """The generation of the file's vectors, or -1 where they are not of this encoder."""
        row = self._scope.one(
            "SELECT generation FROM encoding WHERE scope = :scope AND encoder = :encoder AND dimension = :dimension",
            encoder=self._encoder.id, dimension=self._encoder.dimension,
        )  # fmt: skip
        return -1 if row is None else int(row["generation"])

    def _mine(self) -> bool:
        return self._owned() >= 0

    def _waiting(self, most: int) -> Sequence[tuple[int, int, str]]:
        rows = self._scope.run(
            "SELECT e.id, s.number, e.turn, e.text FROM episode e JOIN session s ON s.id = e.session "
            f"WHERE e.scope = :scope AND e.id > ifnull(({_LAST}), 0) ORDER BY e.id LIMIT :most",
            most=most,
        )  # fmt: skip
        return [(row["id"], place_of(row["number"], row["turn"]), row["text"]) for row in rows]


def forget(scope: Scoped, episode_id: int) -> None:
    """Delete a turn's vector, so that every process notices."""
    if scope.change("DELETE FROM vector WHERE scope = :scope AND episode = :id", id=episode_id):
        scope.change("UPDATE encoding SET generation = generation + 1 WHERE scope = :scope")


def _packed(row: Rows) -> bytes:
    return row.astype("<f2").tobytes()
