"""The asking side of `/aria/weights/1`: a model by its manifest alone, from whichever peers have it, into a folder."""

import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trio

from aria_infer.errors import SwarmError
from aria_infer.folder_lock import hold
from aria_infer.formats.convert import Converted, convert
from aria_infer.swarm import wire
from aria_infer.swarm.shipment import Cargo, Order, Outcome, PeerFault, Shipment, read_cargo
from aria_infer.swarm.staging import Staging
from aria_infer.transfer import Meter, Progress, Report
from aria_p2p.errors import P2PError, RemoteFault
from aria_p2p.node import Node
from aria_p2p.streams import Channel
from aria_p2p.types import PeerAddress

RETRY_AFTER_S = (1.0, 2.0, 4.0, 8.0)  # rounds that got no further; a quarter of a minute rides out a restart


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of a fetch. received_bytes: over the network this time, kept_bytes: there before.

    unchecked: what the manifest does not cover, files and `eos_token_id`, taken on a peer's word; left: what was not.
    """

    made: Converted
    layers: tuple[int, int]
    received_bytes: int
    kept_bytes: int
    peers: tuple[str, ...]
    unchecked: tuple[str, ...]
    left: tuple[str, ...]


async def fetch(
    node: Node, order: Order, peers: Sequence[PeerAddress], destination: Path, report: Report | None = None
) -> Fetched:
    """Fetch what is ordered into a new folder in the form `aria convert` writes, whole or not at all.

    peers: asked in this order, until all has come; one that sends a wrong part is not asked again. What has come when
    it cannot go on is kept beside the destination, and is not fetched again. report: called as bytes come.
    Raises: SwarmError naming each peer and what was wrong with it, or if the destination exists or cannot be written;
    ModelError if what the manifest names is no model that can be computed.
    """
    _check_new(destination)
    if not peers:
        raise SwarmError(f"model {order.manifest[:16]}: no peer to ask; name one that has it")
    hidden = destination.parent / f".{destination.name}.{order.manifest[:16]}.fetch"
    with hold(hidden.with_name(f"{hidden.name}.lock")) as ours:
        if not ours:
            raise SwarmError(f"{destination}: another process is fetching to it")
        with closing(Staging(hidden)) as staging:
            fetching = _Fetching(node, order, staging, report)
            cargo = await fetching.run(peers)
            if report is not None:
                report(fetching.written(destination))
            source = staging.source(cargo, order)
            made = await trio.to_thread.run_sync(convert, source, destination, None, order.manifest)
            del source  # it has the files mapped
            staging.remove()
    return Fetched(
        made=made,
        layers=cargo.layers(order),
        received_bytes=fetching.came,
        kept_bytes=fetching.kept,
        peers=tuple(fetching.givers),
        unchecked=cargo.unchecked() if order.unchecked else (),
        left=() if order.unchecked else cargo.unchecked(),
    )


async def open_cargo(channel: Channel, manifest: str) -> Cargo:
    """Begin a transfer: what the peer has of a model. Raises: PeerFault, StageFault if it refuses, RemoteError."""
    await channel.send(wire.pack("content_request", manifest=bytes.fromhex(manifest)))
    said, body = await _receive(channel, "content")
    files = [(file.name, file.size) for file in said.files]
    return read_cargo(channel.peer_id, manifest, body, said.config, said.kinds, files, tuple(said.eos_ids))


async def _receive(channel: Channel, kind: str) -> tuple[Any, bytes]:
    """(message, body). Raises: PeerFault on anything of another kind, StageFault, RemoteError."""
    frame = await channel.receive(wire.WEIGHTS_TIMEOUT_S)
    try:
        return wire.unpack(frame.header, kind)[1], frame.body
    except wire.StageFault:
        raise
    except SwarmError as error:
        raise PeerFault(channel.peer_id, f"sent {error}") from None


def _check_new(destination: Path) -> None:
    if os.path.lexists(destination):
        raise SwarmError(f"{destination}: exists already; name a new folder, or remove that one first")


class _Fetching:
    """One fetch, from several peers if need be. came, kept: bytes; givers: who gave some."""

    def __init__(self, node: Node, order: Order, staging: Staging, report: Report | None) -> None:
        self._node, self._order, self._staging, self._report = node, order, staging, report
        self._faults: dict[str, str] = {}  # what was last wrong with each peer
        self._barred: set[str] = set()
        self._furthest = 0  # most bytes that were ever there: what is fetched in vain again and again is no progress
        self.came = 0
        self.kept = -1
        self.givers: dict[str, None] = {}

    async def run(self, peers: Sequence[PeerAddress]) -> Cargo:
        """Until all is there. Raises: SwarmError."""
        pauses = iter(RETRY_AFTER_S)
        while True:
            before = self._furthest
            for peer in peers:
                if peer.peer_id not in self._barred:
                    cargo = await self._ask(peer)
                    if cargo is not None:
                        return cargo
            if self._furthest > before:
                pauses = iter(RETRY_AFTER_S)
            pause = next(pauses, None)
            if pause is None or self._barred >= {peer.peer_id for peer in peers}:
                raise self._failed()
            self._notice(f"{'; '.join(self._faults.values())}; trying again in {pause:.0f} s")
            await trio.sleep(pause)  # pacing of tries

    async def _ask(self, peer: PeerAddress) -> Cargo | None:
        """One peer, as far as it goes; None if that is not all."""
        try:
            async with self._node.open_channel(peer.peer_id, wire.WEIGHTS, peer.addrs) as channel:
                cargo = await open_cargo(channel, self._order.manifest)
                cargo.layers(self._order)  # whether the model has them
                await self._take(channel, cargo)
        except wire.StageFault as fault:  # which peer it speaks of is its own word
            self._note(peer, f"peer {peer.peer_id}: {fault.reason}", bar=not fault.passing)
            return None
        except PeerFault as fault:
            self._note(peer, str(fault), bar=True)
            return None
        except P2PError as error:
            self._note(peer, str(error), bar=isinstance(error, RemoteFault))
            return None
        missing = [name for name in cargo.wanted(self._order) if name not in self._staging.whole]
        if missing:
            self._note(peer, f"peer {peer.peer_id}: has no {missing[0]}, nor {len(missing) - 1} more parts", bar=True)
            return None
        return cargo

    async def _take(self, channel: Channel, cargo: Cargo) -> None:
        items = tuple(cargo.items(self._order))
        shipment = Shipment(items, channel.peer_id)
        lacking = cargo.lacking(self._order)
        meter = Meter(sum(item.size for item in items) + sum(lacking.values()), self._report)
        here = await trio.to_thread.run_sync(self._staging.look, shipment)
        self.kept = here if self.kept < 0 else self.kept
        meter.begin("here already:")
        meter.here(here + sum(size for name, size in lacking.items() if name in self._staging.whole))
        while not shipment.done:
            for want in shipment.next_wants():
                await channel.send(wire.pack("piece_request", name=want.name, start=want.start, size=want.size))
            piece, body = await _receive(channel, "piece")
            outcome = await trio.to_thread.run_sync(self._staging.take, shipment, piece.name, piece.start, body)
            self.came += len(body)
            self.givers[channel.peer_id] = None
            meter.begin(piece.name)
            meter.arrived(len(body))
            self._furthest = max(self._furthest, meter.done)
            if outcome is Outcome.AGAIN:
                meter.here(-shipment.items[piece.name].size)

    def _note(self, peer: PeerAddress, fault: str, *, bar: bool) -> None:
        self._faults[peer.peer_id] = fault
        if bar:
            self._barred.add(peer.peer_id)

    def written(self, destination: Path) -> Progress:
        """What to tell before the folder is made, which takes a while."""
        size = self.came + self.kept
        return Progress(path="", done=size, total=size, notice=f"all is there and right; writing {destination}")

    def _notice(self, text: str) -> None:
        Meter(0, self._report).notice(text)

    def _failed(self) -> SwarmError:
        faults = "; ".join(self._faults.values())
        kept = "; what has come is kept, and the same command goes on from there" if self._staging.whole else ""
        return SwarmError(f"model {self._order.manifest[:16]} could not be fetched: {faults}{kept}")
