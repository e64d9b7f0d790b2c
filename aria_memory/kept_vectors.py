"""Vectors that topics need in every process, kept in the store so that no process waits for what another has embedded.

A scope's own talk has the vectors of its turns already. What ships with the program is kept once for all scopes, a cue
with its intention. All of them are half floats, also in the process that makes them: p-values are the same in each.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from .encoders import Encoder
from .prospective.lexical import clean
from .store import Scoped
from .vectors import Vectors

CATCH_UP = 3_000  # turns that wait for their vectors are embedded where there are no more: as many as topics read

Rows = npt.NDArray[np.float32]


class KeptVectors:
    """For one scope, by one encoder. Rows of another encoder, or of texts that ship no more, are never given."""

    def __init__(self, scope: Scoped, encoder: Encoder, turns: Vectors) -> None:
        self._scope, self._encoder, self._turns = scope, encoder, turns

    def of_turns(self, said: Sequence[tuple[int, str]]) -> Rows:
        """Vectors of turns, given by id and text as it came, ascending: shape (len(said), dimension)."""
        if said and self._turns.waiting(CATCH_UP + 1) <= CATCH_UP:
            self._turns.catch_up()
        kept = self._turns.since(said[0][0]) if said else {}
        texts = {episode_id: clean(text) for episode_id, text in said}
        missing = [one for one, text in said if one not in kept or texts[one] != text]
        new = dict(zip(missing, self._encoded([texts[one] for one in missing]), strict=True))
        return self._stacked([new[one] if one in new else kept[one] for one, _ in said])

    def shipped(self, kind: str, texts: Sequence[str]) -> Rows:
        """Vectors of texts of some kind that ship with the program: shape (len(texts), dimension)."""
        names = [sha256(text.encode()).hexdigest() for text in texts]
        database, key = self._scope.database, {"kind": kind, "encoder": self._encoder.id}
        found = database.run(
            "SELECT digest, numbers FROM shipped_vector WHERE kind = :kind AND encoder = :encoder", key
        )
        kept = self._usable({row["digest"]: row["numbers"] for row in found})
        missing = {name: text for name, text in zip(names, texts, strict=True) if name not in kept}
        if missing:
            new = dict(zip(missing, self._encoded(list(missing.values())), strict=True))
            with database.writing():
                database.change("DELETE FROM shipped_vector WHERE kind = :kind AND encoder <> :encoder", key)
                for name in {row["digest"] for row in found} - set(names):  # of another version of the program
                    database.change(
                        "DELETE FROM shipped_vector WHERE kind = :kind AND encoder = :encoder AND digest = :digest",
                        {**key, "digest": name},
                    )
                for name, row in new.items():
                    database.insert(
                        "INSERT INTO shipped_vector (kind, encoder, digest, numbers) "
                        "VALUES (:kind, :encoder, :digest, :numbers) ON CONFLICT (kind, encoder, digest) "
                        "DO UPDATE SET numbers = :numbers",
                        {**key, "digest": name, "numbers": _packed(row)},
                    )
            kept |= new
        return self._stacked([kept[name] for name in names])

    def of_cues(self, cues: Mapping[str, str]) -> dict[str, Rows]:
        """Vectors of cues, each with the id of an intention that has it: shape (dimension,) each."""
        found = self._scope.run(
            "SELECT cue, numbers FROM cue_vector WHERE scope = :scope AND encoder = :encoder", encoder=self._encoder.id
        )
        kept = self._usable({row["cue"]: row["numbers"] for row in found})
        missing = [cue for cue in cues if cue not in kept]
        if missing:
            new = dict(zip(missing, self._encoded([clean(cue) for cue in missing]), strict=True))
            with self._scope.writing():
                for cue, row in new.items():  # unless the intention was purged meanwhile
                    self._scope.insert(
                        "INSERT INTO cue_vector (scope, intention, cue, encoder, numbers) "
                        "SELECT :scope, id, :cue, :encoder, :numbers FROM intention WHERE scope = :scope AND id = :id "
                        "ON CONFLICT (scope, intention, cue) DO UPDATE SET encoder = :encoder, numbers = :numbers",
                        cue=cue, id=cues[cue], encoder=self._encoder.id, numbers=_packed(row),
                    )  # fmt: skip
            kept |= new
        return {cue: kept[cue] for cue in cues}

    def _encoded(self, texts: Sequence[str]) -> Rows:
        rows = self._encoder.encode(texts) if texts else np.zeros((0, self._encoder.dimension))
        return np.asarray(rows, "<f2").astype(np.float32)

    def _usable(self, packed: Mapping[str, bytes]) -> dict[str, Rows]:
        """Rows as they were kept; what is not of the encoder's dimension is made anew."""
        size = 2 * self._encoder.dimension
        return {
            name: np.frombuffer(row, "<f2").astype(np.float32) for name, row in packed.items() if len(row) == size
        }

    def _stacked(self, rows: Sequence[Rows]) -> Rows:
        return np.stack(rows) if rows else np.zeros((0, self._encoder.dimension), np.float32)


def _packed(row: Rows) -> bytes:
    return row.astype("<f2").tobytes()
