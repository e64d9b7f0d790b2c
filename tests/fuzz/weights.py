"""What peers that ship a model say and send, and a folder with some layers of one."""

import hashlib
import json
import random
from collections import deque
from functools import cache

from aria_infer.contents import HEAD_LINE
from aria_infer.errors import ModelError, SwarmError
from aria_infer.formats.convert import _config_json
from aria_infer.formats.folder import CONTENT_NAME, FolderSource
from aria_infer.manifest import manifest_hash
from aria_infer.swarm import aria_pipeline_pb2 as pb
from aria_infer.swarm import wire
from aria_infer.swarm.shipment import (
    PIECE_BYTES,
    WINDOW_PIECES,
    Item,
    Order,
    Outcome,
    PeerFault,
    Shipment,
    Want,
    read_cargo,
)
from tests.fuzz.formats import BETWEEN, two_layers, written
from tests.fuzz.mutation import mutate, reshape_json
from tests.fuzz.target import Target

MAX_BYTES = 8192
WHOLE = {"0.q": bytes(range(250)), "0.k": b"\x01" * (PIECE_BYTES + 10), "tokenizer.json": b"{}"}


def cut(data: bytes) -> tuple[bytes, bytes]:
    """A frame's header and body, after a u16 length."""
    end = 2 + int.from_bytes(data[:2], "big")
    return data[2:end], data[end:]


def joined(header: bytes, body: bytes) -> bytes:
    return len(header[:0xFFFF]).to_bytes(2, "big") + header[:0xFFFF] + body


def cargo(data: bytes) -> None:
    """A `Content` frame, of whatever manifest its body hashes to: what is read from it is all it says."""
    header, content = cut(data)
    _, said = wire.unpack(header, "content")
    manifest = hashlib.sha256(content).hexdigest()
    files = [(file.name, file.size) for file in said.files]
    found = read_cargo("PEER", manifest, content, said.config, said.kinds, files, tuple(said.eos_ids))
    contents = found.contents
    assert contents.config.canonical() == said.config
    lines = [f"config {contents.config.digest().hex()}", f"tokenizer {contents.tokenizer or 'none'}"]
    lines += [entry.line for entry in contents.entries]
    assert HEAD_LINE + "".join(f"{line}\n" for line in lines).encode() == content
    order = Order(manifest=manifest, unchecked=True)
    items = tuple(found.items(order))
    assert {item.name for item in items} <= {*found.wanted(order), *found.uncovered()}
    assert all(0 < item.size < 1 << 46 and "/" not in item.name for item in items)
    found.config(order)


def reshape_cargo(data: bytes, rng: random.Random) -> bytes:
    """A change behind the hashes: the config's digest stays true, and the header a header."""
    header, content = cut(data)
    try:
        envelope = pb.Envelope.FromString(header)
    except Exception:  # noqa: BLE001  # no header: nothing to keep true
        return data
    said = envelope.content
    how = rng.randrange(4)
    if how == 0:
        said.config = reshape_json(said.config, rng)
    elif how == 1:
        said.kinds = mutate(said.kinds, rng, (), 256)
    elif how == 2:
        content = mutate(content, rng, (), MAX_BYTES)
    else:
        said.eos_ids.append(rng.choice([0, 1, 31, 32, (1 << 32) - 1]))
        if said.files:
            said.files[rng.randrange(len(said.files))].size = rng.choice([0, 1, 1 << 25, 1 << 28, (1 << 64) - 1])
    lines = content.split(b"\n")
    if len(lines) > 1:
        lines[1] = b"config " + hashlib.sha256(said.config).hexdigest().encode()
    return joined(envelope.SerializeToString(), b"\n".join(lines))


def pieces(data: bytes) -> None:
    """A peer's pieces, by instructions of 4 bytes: what was asked for, right or wrong, or something else.

    A last byte 255 says that some of each was there before, and wrong. No item is ever whole that is not right, and no
    more is asked for than the window holds.
    """
    items = [
        Item(name=name, kind="U8", size=len(content), sha256=hashlib.sha256(content).hexdigest())
        for name, content in WHOLE.items()
    ]
    shipment, files = Shipment(items, "PEER"), dict.fromkeys(WHOLE, b"")
    flight: deque[Want] = deque()
    for name in WHOLE if data[-1:] == b"\xff" else ():
        files[name] = b"\0" * min(len(WHOLE[name]) - 1, 4) if len(WHOLE[name]) > 4 else b""
        if files[name]:
            shipment.resume(name, files[name])
    for at in range(0, len(data) - 3, 4):
        if shipment.done:
            break
        flight.extend(shipment.next_wants())
        assert 0 < len(flight) <= WINDOW_PIECES
        want = flight[0]
        how, which, where, value = data[at : at + 4]
        body = WHOLE[want.name][want.start : want.start + want.size]
        name, start = want.name, want.start
        if how & 1:
            name = [*WHOLE, "", "9.q"][which % 5]
        if how & 2:
            start = (which << 16 | where << 8 | value) - 1
        if how & 4:
            body = body[:where]
        if how & 8:
            body = body[: where % len(body)] + bytes([value]) + body[where % len(body) + 1 :] if body else b""
        outcome = shipment.take(name, start, body)
        assert Want(name, start, len(body)) == flight.popleft()
        files[name] = b"" if outcome is Outcome.AGAIN else files[name] + body
        assert (outcome is Outcome.WHOLE) == (files[name] == WHOLE[name])
    if shipment.done:
        assert files == WHOLE


@cache
def config_json() -> str:
    """Of the 1.6-bit form of the model with two layers."""
    return json.dumps(_config_json(FolderSource(two_layers()).config))


def partial(data: bytes) -> None:
    """The manifest's content in a folder, and after an empty line the model.safetensors beside it."""
    lines, _, tensors = data.partition(BETWEEN)
    place = written("partial", "model.safetensors", tensors).parent
    (place / "config.json").write_text(config_json())
    content = lines + b"\n"
    (place / CONTENT_NAME).write_bytes(content)
    source = FolderSource(place)
    named = manifest_hash(source)
    assert not source.absent or named == hashlib.sha256(content).hexdigest()


TARGETS = (
    Target(name="cargo", run=cargo, clean=(SwarmError,), reshape=reshape_cargo, max_bytes=MAX_BYTES),
    Target(name="pieces", run=pieces, clean=(PeerFault,), max_bytes=256),
    Target(name="partial", run=partial, clean=(ModelError,), max_bytes=16_384),
)
