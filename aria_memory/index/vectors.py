"""Rows of numbers under ids, and the nearest of them to another. In memory only; no I/O."""

from collections.abc import Sequence
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import BadInput
from .scan import MAX_DIMENSION, WORD, Double, Positions, dots, error_bound, exact_dots, hamming, nearest, sign_words

Ids = npt.NDArray[np.int64]

EXACT_ROWS = 10_000  # up to so many rows every one is scored (2 ms at 384 numbers a row); above, by sign bits first
# How many rows the sign bits pass on to be scored exactly: the largest of three, each found by measuring recall.
CANDIDATES = 2_000  # 0.5 ms; 51,000 sentences under WordLlama: 500 find .98 of the ten best, 2,000 find .995
ROWS_PER_CANDIDATE = 50  # the same share of a larger index, in which more rows lie between
CANDIDATES_PER_RESULT = 50  # where many results are asked for
_FIRST = 256  # rows of room at first; doubled whenever it is full


class VectorIndex:
    """The rows of one scope, as one matrix of f16, and one sign bit for each number of it.

    Equal scores are ordered by id, and neither scores nor order depend on when or in which order rows came.
    Up to `exact_rows` rows a search is exact: the best rows by the dot product of the row as it is kept (f16) with the
    query. Above, only rows near by their sign bits are scored (Charikar 2002, STOC; random hyperplanes are here the
    axes): a search may then miss rows, never misjudge them. `python -m aria_memory.index` measures how many.

    Threads: many may search at once; while one adds, no other may do anything.
    """

    def __init__(self, dimension: int, *, exact_rows: int = EXACT_ROWS) -> None:
        if not 1 <= dimension <= MAX_DIMENSION:
            raise BadInput(f"an index of rows of {dimension} numbers: give 1 to {MAX_DIMENSION}")
        self.dimension = dimension
        self._exact_rows = exact_rows
        self._at: dict[int, int] = {}
        self._longest = 0.0  # no row was ever longer
        self._ids: Ids = np.empty(0, np.int64)
        self._rows = np.empty((0, dimension), np.float16)
        self._signs = np.empty((-(-dimension // WORD), 0), np.uint64)

    def __len__(self) -> int:
        return len(self._at)

    @property
    def ids(self) -> Ids:
        """The ids by position, read-only, shape (len,): what `allowed` refers to. Stale after `add`."""
        view = self._ids[: len(self)]
        view.flags.writeable = False
        return view

    def add(self, ids: Sequence[int] | Ids, rows: npt.ArrayLike) -> None:
        """Add rows, shape (len(ids), dimension), under new ids (64-bit), for good. They are kept as f16.

        Raises `BadInput`, with nothing added, for an id that is there already or comes twice, for rows of another
        shape, and for numbers that f16 cannot hold.
        """
        new = _ids(ids)
        for id in (keys := new.tolist()):
            if id in self._at:
                raise BadInput(f"id {id} is in the index already: give each once")
        if len(set(keys)) != len(keys):
            raise BadInput("an id comes twice: give each once")
        given = _numbers(rows, (len(keys), self.dimension))
        with np.errstate(over="ignore"):  # infinity is the answer wanted
            halves = given.astype(np.float16)
        if not np.isfinite(halves).all():
            bad = keys[int(np.flatnonzero(~np.isfinite(halves).all(axis=1))[0])]
            raise BadInput(f"the row of id {bad} has NaN, infinity or a number beyond 65504: scale it to unit length")
        if not keys:
            return
        size = len(self)
        self._make_room(size + len(keys))
        place = slice(size, size + len(keys))
        self._ids[place], self._rows[place], self._signs[:, place] = new, halves, sign_words(halves)
        lengths = np.linalg.norm(halves.astype(np.float32), axis=1)
        self._longest = max(self._longest, float(lengths.max()))
        self._at.update(zip(keys, range(size, size + len(keys)), strict=True))

    def search(self, row: npt.ArrayLike, k: int, allowed: npt.NDArray[np.bool_] | None = None) -> tuple[Ids, Double]:
        """The `k` best rows by dot product with `row`, shape (dimension,): ids and scores, best first, equal by id.

        Fewer where fewer are there. allowed: shape (len,), says for each of `self.ids` whether it may be found.
        Raises `BadInput` for another shape, a negative k, or numbers that are not finite.
        """
        query = _query(row, self.dimension)
        if k < 0:
            raise BadInput(f"k is {k}: ask for 0 or more")
        positions = self._allowed(allowed)
        count = len(self) if positions is None else len(positions)
        if not min(k, count):
            return np.empty(0, np.int64), np.empty(0, np.float64)
        if count > self._exact_rows:
            positions = self._near(query, candidates(count, k), positions)
        return self._best(query, k, positions)

    def scores(self, row: npt.ArrayLike, ids: Sequence[int] | Ids) -> Double:
        """The dot products of `row`, shape (dimension,), with the rows of these ids, NaN for one that is not here.

        Each is the one that `search` gives. Raises `BadInput` for another shape or numbers that are not finite.
        """
        query = _query(row, self.dimension)
        places = np.fromiter(map(self._at.get, _ids(ids).tolist(), repeat(-1)), np.intp, len(ids))
        out = np.full(len(places), np.nan)
        here = places >= 0
        out[here] = exact_dots(self._rows[: len(self)], query, places[here])
        return out

    def _make_room(self, size: int) -> None:
        """Room for `size` rows: twice the last room or more, so that a row is copied twice on average."""
        if size <= len(self._ids):
            return
        used, room = len(self), max(size, 2 * len(self._ids), _FIRST)
        old_ids, old_rows, old_signs = self._ids, self._rows, self._signs
        self._ids = np.empty(room, np.int64)
        self._rows = np.empty((room, self.dimension), np.float16)
        self._signs = np.empty((len(old_signs), room), np.uint64)
        self._ids[:used], self._rows[:used], self._signs[:, :used] = (
            old_ids[:used],
            old_rows[:used],
            old_signs[:, :used],
        )

    def _allowed(self, allowed: npt.NDArray[np.bool_] | None) -> Positions | None:
        """The positions allowed, ascending; None for all."""
        if allowed is None:
            return None
        if allowed.shape != (len(self),) or allowed.dtype != np.bool_:
            raise BadInput(
                f"allowed is {allowed.dtype} of shape {allowed.shape}: give bool, one for each of {len(self)} ids"
            )
        return np.flatnonzero(allowed)

    def _near(self, query: Double, count: int, positions: Positions | None) -> Positions:
        """Among `positions` (None: all) the `count` nearest by sign bits, and all that are as near as the last."""
        distances = hamming(self._signs[:, : len(self)], sign_words(query[None, :]))
        if positions is None:
            return nearest(distances, count)
        return positions[nearest(distances[positions], count)]

    def _best(self, query: Double, k: int, positions: Positions | None) -> tuple[Ids, Double]:
        """The best `k` of `positions` (None: all): sieved in f32, with room for its error, scored and sorted in f64."""
        rows = self._rows[: len(self)]
        scale = float(np.abs(query).max()) or 1.0  # `dots` takes numbers of 1 at most
        unit = (query / scale).astype(np.float32)
        rough = dots(rows, unit, positions)
        if k < len(rough):
            least = np.partition(rough, len(rough) - k)[len(rough) - k]
            chosen = np.flatnonzero(rough >= least - 2 * error_bound(unit, self._longest))
        else:
            chosen = np.arange(len(rough))
        if positions is not None:
            chosen = positions[chosen]
        scores, ids = exact_dots(rows, query, chosen), self._ids[chosen]
        order = np.lexsort((ids, -scores))[:k]
        return ids[order], scores[order]


def candidates(rows: int, k: int) -> int:
    """How many of `rows` the sign bits pass on where `k` results are asked for."""
    return max(CANDIDATES, rows // ROWS_PER_CANDIDATE, k * CANDIDATES_PER_RESULT)


def _ids(ids: Sequence[int] | Ids) -> Ids:
    try:
        given: npt.NDArray[Any] = np.asarray(ids)
    except (OverflowError, ValueError) as error:
        raise BadInput(f"ids are not a list of integers ({error})") from None
    if given.size == 0:
        return np.empty(0, np.int64)
    if given.ndim != 1 or given.dtype.kind not in "iu" or (given.dtype == np.uint64 and int(given.max()) >= 1 << 63):
        raise BadInput(f"ids are {given.dtype} of shape {given.shape}: give a list of integers of 64 bits")
    return given.astype(np.int64)


def _query(row: npt.ArrayLike, dimension: int) -> Double:
    query = _numbers(row, (dimension,)).astype(np.float64)
    if not np.isfinite(query).all():
        raise BadInput("the row to search for has NaN or infinity: give finite numbers")
    return query


def _numbers(given: npt.ArrayLike, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    try:
        with np.errstate(over="ignore"):  # infinity is refused where it matters
            numbers: npt.NDArray[np.float32] = np.asarray(given, dtype=np.float32)
    except (TypeError, ValueError) as error:
        raise BadInput(f"rows are not numbers of one length ({error})") from None
    if numbers.size == 0 and 0 in shape:
        return numbers.reshape(shape)
    if numbers.shape != shape:
        raise BadInput(f"rows have shape {numbers.shape}: give {shape}")
    return numbers
