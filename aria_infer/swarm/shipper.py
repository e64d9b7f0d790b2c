"""The giving side of `/aria/weights/1`: a model's manifest, then pieces of its parts, as they are asked for."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import numpy as np
import trio

from aria_infer.contents import KINDS, Entry, read_contents
from aria_infer.errors import InferError, SwarmError
from aria_infer.formats.parts import EMBEDDING, HEAD
from aria_infer.formats.source import Matrix
from aria_infer.model import Model
from aria_infer.swarm import wire
from aria_infer.swarm.shipment import PIECE_BYTES, TOKENIZER, Pace
from aria_p2p.errors import P2PError, RemoteClosed
from aria_p2p.node import Node
from aria_p2p.streams import Channel

MAX_TRANSFERS = 4  # at once, of different peers: each holds one part in memory
SHIP_BYTES_PER_S = 8 * 1024 * 1024  # of all transfers: more than most uplinks; 17 ms of a core for a MB, so a seventh
IN_USE_FACTOR = 4  # a byte counts so much while the pipeline runs here: 2 MiB/s, a twenty-fifth of a core
MAX_TRANSFER_S = 3600.0  # then the place goes to the next in line; the same peer goes on where it was cut
MAX_OPENINGS = 2  # of one part a transfer: once, and once more where what the peer had of it was wrong
_NUMBERS = {name: KINDS.index(kind) + 1 for name, kind in
            {"uint8": "U8", "float32": "F32", "float16": "F16", "uint16": "BF16"}.items()}  # fmt: skip


class Shipper:
    """Gives what a model's checkpoint holds, in base-3 form. shipped_bytes: what the layers served take."""

    def __init__(
        self,
        node: Node,
        model: Model,
        layers: tuple[int, int],
        bytes_per_s: float = SHIP_BYTES_PER_S,
        in_use: Callable[[], bool] = lambda: False,
    ) -> None:
        """in_use: whether the pipeline runs on this node now; transfers then take a smaller share."""
        self._node, self._model, self._in_use = node, model, in_use
        contents = read_contents(model.manifest, model.content, model.config.canonical())
        self._entries = {entry.part.name: entry for entry in contents.entries}
        self._kinds = bytes(self._kind(entry) for entry in contents.entries)
        self._files = {name: data for name, data in model.source.companions().items() if data}
        if model.source.tokenizer is not None:
            self._files[TOKENIZER] = model.source.tokenizer
        of_layers = [entry for entry in contents.entries if entry.part.layer in range(*layers)]
        kinds = dict(zip(self._entries, self._kinds, strict=True))
        self.shipped_bytes = sum(
            entry.size(KINDS[kinds[entry.part.name] - 1]) + (4 if entry.part.ternary else 0) for entry in of_layers
        )
        self._busy: set[str] = set()
        self._pace = Pace(bytes_per_s)
        self._threads = trio.CapacityLimiter(1)  # the rest of the cores is the pipeline's

    def attach(self) -> None:
        """Serve from now on."""
        self._node.handle(wire.WEIGHTS, self.serve)

    async def serve(self, channel: Channel) -> None:
        """One transfer; a refusal says why, and whether it may pass."""
        try:
            with trio.move_on_after(MAX_TRANSFER_S) as scope, self._place(channel.peer_id):
                await self._ship(channel)
            if scope.cancelled_caught:
                await self._refuse(channel, f"a transfer takes at most {MAX_TRANSFER_S:g} s: ask again", passing=True)
        except _Busy as error:
            await self._refuse(channel, str(error), passing=True)
        except RemoteClosed:  # it has what it wanted
            return
        except (InferError, P2PError) as error:  # of the latter: it was silent too long, perhaps over what it has
            await self._refuse(channel, str(error), passing=isinstance(error, P2PError))

    @contextmanager
    def _place(self, peer_id: str) -> Iterator[None]:
        if peer_id in self._busy:
            raise _Busy("gives to you already: one transfer a peer")
        if len(self._busy) >= MAX_TRANSFERS:
            raise _Busy(f"gives to {MAX_TRANSFERS} peers already: try again, or another peer")
        self._busy.add(peer_id)
        try:
            yield
        finally:
            self._busy.discard(peer_id)

    async def _ship(self, channel: Channel) -> None:
        frame = await channel.receive(wire.WEIGHTS_TIMEOUT_S)
        _, asked = wire.unpack(frame.header, "content_request")
        if asked.manifest.hex() != self._model.manifest:
            raise SwarmError(f"has model {self._model.manifest}, not that one")
        header = wire.pack(
            "content",
            config=self._model.config.canonical(),
            kinds=self._kinds,
            files=[{"name": name, "size": len(data)} for name, data in self._files.items()],
            eos_ids=self._model.config.eos_ids,
        )
        await channel.send(header, self._model.content)
        opened, at, whole = Counter[str](), "", memoryview(b"")
        while True:
            frame = await channel.receive(wire.WEIGHTS_TIMEOUT_S)
            _, want = wire.unpack(frame.header, "piece_request")
            if want.name != at:
                opened[want.name] += 1
                if opened[want.name] > MAX_OPENINGS:
                    raise SwarmError(f"was asked for {want.name} again and again: ask for a part in one go")
                whole = memoryview(b"")  # one part at a time
                at, whole = want.name, await self._open(want.name)
            if not 0 < want.size <= PIECE_BYTES or want.start + want.size > len(whole):
                raise SwarmError(
                    f"was asked for {want.size} bytes of {at} from {want.start}: it has {len(whole)}, a piece at most "
                    f"{PIECE_BYTES}"
                )
            await trio.sleep(self._delay_s(want.size))  # pacing
            await channel.send(
                wire.pack("piece", name=at, start=want.start), whole[want.start : want.start + want.size]
            )

    async def _open(self, name: str) -> memoryview:
        """All bytes of a part or file. Raises: SwarmError if there is none of that name here."""
        if name in self._files:
            return memoryview(self._files[name])
        entry = self._entries.get(name)
        if entry is None or name in self._model.source.absent:
            raise SwarmError(f"has no {name[:60]!r}")
        if entry.part.ternary:  # it takes time to encode, whatever is then asked of it: the next piece waits for that
            self._delay_s(entry.size("U8"))
        return await trio.to_thread.run_sync(self._read, entry, limiter=self._threads)

    def _delay_s(self, n_bytes: int) -> float:
        return self._pace.delay_s(n_bytes * (IN_USE_FACTOR if self._in_use() else 1), trio.current_time())

    def _read(self, entry: Entry) -> memoryview:
        held = self._array(entry)
        little = held.astype(held.dtype.newbyteorder("<"), copy=False)
        return np.ascontiguousarray(little).reshape(-1).view(np.uint8).data

    def _array(self, entry: Entry) -> np.ndarray[tuple[int, ...], np.dtype[np.generic]]:
        part = entry.part
        if part.short in (EMBEDDING, HEAD):  # as the pack has them, where the checkpoint has them quantised
            return self._model.table(part.short).rows
        held = self._model.source.matrix(part.name) if part.ternary else self._model.source.floats(part.name)
        return held.base3() if isinstance(held, Matrix) else held

    def _kind(self, entry: Entry) -> int:
        if entry.part.name in self._model.source.absent:
            return 0
        return 1 if entry.part.ternary else _NUMBERS[self._array(entry).dtype.name]

    async def _refuse(self, channel: Channel, reason: str, *, passing: bool) -> None:
        with suppress(P2PError):
            await channel.send(wire.pack("fault", peer_id=self._node.peer_id, reason=reason, passing=passing))


class _Busy(SwarmError):
    """A refusal that passes."""
