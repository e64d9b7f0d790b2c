"""What comes over `/aria/weights/1`: what a peer offers, what to ask it for next, whether a part is right. [pure]

Nothing a peer says is believed but by the manifest's hash: first its content, then each part by its line in that.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from aria_infer.config import MAX_EOS_IDS, ModelConfig
from aria_infer.contents import KINDS, Contents, PartHash, read_contents
from aria_infer.errors import ModelError, SwarmError
from aria_infer.formats.folder import COMPANIONS, MAX_COMPANION_BYTES
from aria_infer.manifest import MAX_TOKENIZER_BYTES

PIECE_BYTES = 128 * 1024  # 50 ms of a 20 Mbit/s uplink: a pipeline step behind one waits no longer
WINDOW_PIECES = 16  # asked for and not come: 2 MiB, which keep 20 MB/s busy over a way of 100 ms
FILE = "file"  # the kind of what is no part
TOKENIZER = "tokenizer.json"
FILES: Mapping[str, int] = {TOKENIZER: MAX_TOKENIZER_BYTES, **dict.fromkeys(COMPANIONS, MAX_COMPANION_BYTES)}


class PeerFault(SwarmError):
    """A peer sent what it should not have; it is not asked again."""

    def __init__(self, peer_id: str, what: str) -> None:
        super().__init__(f"peer {peer_id}: {what}")
        self.peer_id = peer_id


class WrongPart(PeerFault):
    """A part that came whole from one peer is not what the manifest names."""

    def __init__(self, peer_id: str, part: str) -> None:
        super().__init__(peer_id, f"its {part} is not the one that the manifest names")
        self.part = part


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A part or a file that can come. kind: one of KINDS, or FILE. sha256: None where no name covers it."""

    name: str
    kind: str
    size: int
    sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted. layers: default all. unchecked: also what the manifest does not cover, on the peer's word."""

    manifest: str
    layers: tuple[int, int] | None = None
    unchecked: bool = False

    def __post_init__(self) -> None:
        if len(self.manifest) != 64 or set(self.manifest) - set("0123456789abcdef"):
            raise SwarmError(f"a manifest is 64 hex digits, not {self.manifest[:80]!r}; `aria info` shows a model's")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """What a peer has of a model. kinds: part -> how it has it. files: name -> bytes. eos_ids: on its word."""

    contents: Contents
    kinds: Mapping[str, str]
    files: Mapping[str, int]
    eos_ids: tuple[int, ...]

    def layers(self, order: Order) -> tuple[int, int]:
        """The layers an order comes to. Raises: SwarmError if the model does not have them."""
        first, last = order.layers or (0, self.contents.config.n_layers)
        if not 0 <= first < last <= self.contents.config.n_layers:
            raise SwarmError(f"layers {first}:{last}: the model has layers 0:{self.contents.config.n_layers}")
        return first, last

    def config(self, order: Order) -> ModelConfig:
        """The model's config, with the end tokens only if what is unchecked was ordered."""
        return replace(self.contents.config, eos_ids=self.eos_ids if order.unchecked else ())

    def wanted(self, order: Order) -> tuple[str, ...]:
        """Names that an order comes to, whether this peer has them or not: what must be there in the end."""
        first = () if self.contents.tokenizer is None else (TOKENIZER,)
        return (*first, *(entry.part.name for entry in self.contents.of_layers(self.layers(order))))

    def items(self, order: Order) -> Iterator[Item]:
        """What of an order this peer has, in the order in which it is asked for."""
        if self.contents.tokenizer is not None:
            yield Item(name=TOKENIZER, kind=FILE, size=self.files[TOKENIZER], sha256=self.contents.tokenizer)
        for entry in self.contents.of_layers(self.layers(order)):
            kind = self.kinds.get(entry.part.name)
            if kind is not None:
                yield Item(name=entry.part.name, kind=kind, size=entry.size(kind), sha256=entry.sha256)
        for name in self.uncovered() if order.unchecked else ():
            yield Item(name=name, kind=FILE, size=self.files[name], sha256=None)

    def lacking(self, order: Order) -> dict[str, int]:
        """Parts of an order that this peer has not, and what they take at least."""
        entries = self.contents.of_layers(self.layers(order))
        return {e.part.name: e.size(e.kinds[-1]) for e in entries if e.part.name not in self.kinds}

    def uncovered(self) -> tuple[str, ...]:
        """Files the peer has that the manifest does not speak of."""
        return tuple(name for name in self.files if name != TOKENIZER)

    def unchecked(self) -> tuple[str, ...]:
        """All it has that the manifest does not speak of, the end tokens by their key in config.json."""
        return (*(("eos_token_id",) if self.eos_ids else ()), *self.uncovered())


def read_cargo(
    peer_id: str,
    manifest: str,
    content: bytes,
    config: bytes,
    kinds: bytes,
    files: Sequence[tuple[str, int]],
    eos_ids: Sequence[int],
) -> Cargo:
    """What a peer says it has, as on the wire. Raises: PeerFault if it is not the model named, or cannot be."""
    try:
        contents = read_contents(manifest, content, config)
        if len(eos_ids) > MAX_EOS_IDS:
            raise ModelError(f"{len(eos_ids)} end tokens, at most {MAX_EOS_IDS}")
        replace(contents.config, eos_ids=tuple(eos_ids))  # checks them
    except ModelError as error:
        raise PeerFault(peer_id, str(error)) from None
    if len(kinds) != len(contents.entries):
        raise PeerFault(peer_id, f"tells of {len(kinds)} parts, the model has {len(contents.entries)}")
    held = {}
    for number, entry in zip(kinds, contents.entries, strict=True):
        if number > len(KINDS) or (number and KINDS[number - 1] not in entry.kinds):
            raise PeerFault(peer_id, f"has {entry.part.name} as kind {number}, which is none of it")
        if number:
            held[entry.part.name] = KINDS[number - 1]
    sizes = dict(files)
    for name, size in files:
        if not 1 <= size <= FILES.get(name, 0) or len(sizes) != len(files):
            raise PeerFault(peer_id, f"offers a file {name[:60]!r} of {size} bytes, which is none of a model's")
    if (TOKENIZER in sizes) != (contents.tokenizer is not None):
        raise PeerFault(peer_id, f"{'offers a' if TOKENIZER in sizes else 'lacks the'} tokenizer; the manifest differs")
    return Cargo(contents=contents, kinds=held, files=sizes, eos_ids=tuple(sorted(set(eos_ids))))


@dataclass(frozen=True, slots=True)
class Want:
    """Bytes [start, start + size) of an item."""

    name: str
    start: int
    size: int


class Outcome(Enum):
    """What a piece led to."""

    PIECE = auto()  # more of the item is to come
    WHOLE = auto()  # the item is all there, and right
    AGAIN = auto()  # it is all there and wrong, but not all from this peer: forget it, it is asked for once more


class _Intake:
    """One item on its way."""

    def __init__(self, item: Item) -> None:
        self.item, self.mixed = item, False
        self.restart()

    def restart(self) -> None:
        self.asked = self.arrived = 0
        self.hash = PartHash(self.item.kind)

    def take(self, block: bytes) -> None:
        self.hash.update(block)
        self.arrived += len(block)


class Shipment:
    """What one peer delivers. Told of pieces as they come, it says what to ask for next, until `done`."""

    def __init__(self, items: Sequence[Item], peer_id: str) -> None:
        self.items = {item.name: item for item in items}
        self._peer_id = peer_id
        self._left = {item.name: _Intake(item) for item in items}
        self._flight: deque[Want] = deque()

    @property
    def done(self) -> bool:
        """Whether all items are there and right."""
        return not self._left

    def have(self, name: str) -> None:
        """An item is there already, and was checked."""
        del self._left[name]

    def resume(self, name: str, block: bytes) -> None:
        """The next bytes of an item that came earlier, from whomever; fewer than all of it, and whole numbers."""
        intake = self._left[name]
        intake.take(block)
        intake.mixed, intake.asked = True, intake.arrived

    def next_wants(self) -> list[Want]:
        """What to ask for now."""
        wants: list[Want] = []
        for intake in self._left.values():
            while intake.asked < intake.item.size and len(self._flight) < WINDOW_PIECES:
                size = min(PIECE_BYTES, intake.item.size - intake.asked)
                wants.append(Want(intake.item.name, intake.asked, size))
                self._flight.append(wants[-1])
                intake.asked += size
            if len(self._flight) == WINDOW_PIECES:
                break
        return wants

    def take(self, name: str, start: int, body: bytes) -> Outcome:
        """A piece came. Raises: PeerFault if it is not the one asked for, WrongPart if it ends a part that is wrong."""
        if not self._flight or Want(name, start, len(body)) != self._flight[0]:
            asked = f"{self._flight[0]}" if self._flight else "nothing"
            raise PeerFault(self._peer_id, f"sent {len(body)} bytes of {name[:60]!r} from {start}, asked was {asked}")
        self._flight.popleft()
        intake = self._left[name]
        intake.take(body)
        if intake.arrived < intake.item.size:
            return Outcome.PIECE
        if intake.item.sha256 in (None, intake.hash.hexdigest()):
            del self._left[name]
            return Outcome.WHOLE
        if not intake.mixed:
            raise WrongPart(self._peer_id, name)
        intake.mixed = False
        intake.restart()
        return Outcome.AGAIN


class Pace:
    """Keeps to so many bytes a second."""

    def __init__(self, bytes_per_s: float) -> None:
        self._bytes_per_s, self._free_at = bytes_per_s, float("-inf")

    def delay_s(self, n_bytes: int, now: float) -> float:
        """How long to wait before sending so many."""
        start = max(now, self._free_at)
        self._free_at = start + n_bytes / self._bytes_per_s
        return start - now
