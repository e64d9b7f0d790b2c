"""What comes over `/aria/weights/1`, as values: pieces are asked for once, and nothing that is wrong is believed."""

import hashlib
from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aria_infer
from aria_infer.errors import SwarmError
from aria_infer.swarm import wire
from aria_infer.swarm.shipment import (
    FILE,
    PIECE_BYTES,
    TOKENIZER,
    WINDOW_PIECES,
    Cargo,
    Item,
    Order,
    Outcome,
    Pace,
    PeerFault,
    Shipment,
    Want,
    WrongPart,
    read_cargo,
)
from aria_p2p.framing import encode_frame

SIZES = st.sampled_from([1, 4, 1000, PIECE_BYTES - 4, PIECE_BYTES, PIECE_BYTES + 4, 3 * PIECE_BYTES + 8])


@st.composite
def contents(draw: st.DrawFn) -> dict[str, bytes]:
    sizes = draw(st.lists(SIZES, min_size=1, max_size=8))
    return {f"{index}.q": hashlib.sha256(bytes([index])).digest() * (size // 32) + b"\1" * (size % 32)
            for index, size in enumerate(sizes)}  # fmt: skip


def items_of(model: dict[str, bytes]) -> list[Item]:
    return [Item(name=n, kind="U8", size=len(b), sha256=hashlib.sha256(b).hexdigest()) for n, b in model.items()]


class Receiver:
    """A shipment, and what has been written of it."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.shipment = Shipment(items, "PEER")
        self.files = {item.name: bytearray() for item in items}
        self.whole: list[str] = []
        self.asked: list[Want] = []

    def wants(self) -> list[Want]:
        wants = self.shipment.next_wants()
        self.asked += wants
        return wants

    def take(self, want: Want, body: bytes) -> Outcome:
        outcome = self.shipment.take(want.name, want.start, body)
        if outcome is Outcome.AGAIN:
            self.files[want.name].clear()
        else:
            assert len(self.files[want.name]) == want.start
            self.files[want.name] += body
        if outcome is Outcome.WHOLE:
            self.whole.append(want.name)
        return outcome


@settings(deadline=None, max_examples=60)
@given(contents(), st.data())
def test_all_comes_once_whatever_the_order_of_asking_and_answering(
    model: dict[str, bytes], data: st.DataObject
) -> None:
    receiver = Receiver(items_of(model))
    had: dict[str, int] = {}
    for name, content in model.items():
        there = data.draw(st.sampled_from([0, 0, len(content) // 8 * 4, len(content)]))
        there = min(there, len(content))
        if there == len(content):
            receiver.shipment.have(name)
            receiver.whole.append(name)
        elif there:
            receiver.shipment.resume(name, content[:there])
        receiver.files[name] += content[:there]
        had[name] = there
    flight: deque[Want] = deque()
    while not receiver.shipment.done:
        flight.extend(receiver.wants())
        assert 0 < len(flight) <= WINDOW_PIECES
        for _ in range(data.draw(st.integers(1, len(flight)))):
            want = flight.popleft()
            assert 0 < want.size <= PIECE_BYTES
            receiver.take(want, model[want.name][want.start : want.start + want.size])
    assert not flight and not receiver.wants()
    assert receiver.files == model and sorted(receiver.whole) == sorted(model)
    for name, content in model.items():
        spans = [(want.start, want.start + want.size) for want in receiver.asked if want.name == name]
        assert sum(b - a for a, b in spans) == len(content) - had[name]
        assert all(one[1] == two[0] for one, two in pairwise(spans))


def test_no_more_is_in_flight_than_the_window_holds() -> None:
    model = {"0.q": bytes(3 * PIECE_BYTES), "0.k": bytes((WINDOW_PIECES + 8) * PIECE_BYTES)}
    receiver = Receiver(items_of(model))
    first = receiver.wants()
    assert len(first) == WINDOW_PIECES and not receiver.wants()
    receiver.take(first[0], bytes(PIECE_BYTES))
    assert receiver.wants() == [Want("0.k", (WINDOW_PIECES - 3) * PIECE_BYTES, PIECE_BYTES)]


def serve(receiver: Receiver, model: dict[str, bytes]) -> list[Outcome]:
    """An obedient peer with these bytes, to the end."""
    outcomes, flight = [], deque[Want]()
    while not receiver.shipment.done:
        flight.extend(receiver.wants())
        want = flight.popleft()
        outcomes.append(receiver.take(want, model[want.name][want.start : want.start + want.size]))
    return outcomes


@settings(deadline=None, max_examples=60)
@given(contents(), st.data())
def test_one_wrong_byte_is_laid_at_the_peers_door(model: dict[str, bytes], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(model)))
    at = data.draw(st.integers(0, len(model[name]) - 1))
    wrong = bytearray(model[name])
    wrong[at] ^= 1 << data.draw(st.integers(0, 7))
    receiver = Receiver(items_of(model))
    with pytest.raises(WrongPart, match=f"peer PEER: its {name} is not the one that the manifest names") as caught:
        serve(receiver, {**model, name: bytes(wrong)})
    assert (caught.value.peer_id, caught.value.part) == ("PEER", name)
    assert name not in receiver.whole


@settings(deadline=None, max_examples=60)
@given(contents(), st.data())
def test_what_was_wrong_before_is_fetched_anew_before_anyone_is_blamed(
    model: dict[str, bytes], data: st.DataObject
) -> None:
    longer = sorted(name for name, content in model.items() if len(content) > 4)
    if not longer:
        return
    name = data.draw(st.sampled_from(longer))
    size = data.draw(st.integers(1, (len(model[name]) - 1) // 4)) * 4
    lies = data.draw(st.booleans())
    receiver = Receiver(items_of(model))
    stale = bytes([model[name][0] ^ 1]) + model[name][1:size]
    receiver.shipment.resume(name, stale)
    receiver.files[name] += stale
    if lies:
        served = {**model, name: model[name][:-1] + bytes([model[name][-1] ^ 1])}
        with pytest.raises(WrongPart):
            serve(receiver, served)
        assert len([want for want in receiver.asked if want.name == name and want.start == 0]) == 1
    else:
        outcomes = serve(receiver, model)
        assert outcomes.count(Outcome.AGAIN) == 1 and receiver.files == model


@pytest.mark.parametrize(
    ("name", "start", "body"),
    [("0.q", 0, b"12345"), ("0.q", 4, b"1234"), ("1.q", 0, b"1234"), ("", 0, b""), ("0.q", 0, b"")],
)
def test_a_piece_that_was_not_asked_for_is_a_fault(name: str, start: int, body: bytes) -> None:
    shipment = Shipment(items_of({"0.q": b"1234", "1.q": b"1234"}), "PEER")
    with pytest.raises(PeerFault, match="asked was nothing"):
        shipment.take("0.q", 0, b"1234")
    assert shipment.next_wants() == [Want("0.q", 0, 4), Want("1.q", 0, 4)]
    with pytest.raises(PeerFault, match="peer PEER: sent"):
        shipment.take(name, start, body)


def test_a_file_that_no_name_covers_is_taken_as_it_is() -> None:
    shipment = Shipment([Item(name="chat_template.jinja", kind=FILE, size=3, sha256=None)], "PEER")
    assert shipment.next_wants() == [Want("chat_template.jinja", 0, 3)]
    assert shipment.take("chat_template.jinja", 0, b"abc") is Outcome.WHOLE and shipment.done


@given(st.lists(st.tuples(st.integers(1, 10_000), st.floats(0, 3)), max_size=50))
def test_the_pace_is_kept(sends: list[tuple[int, float]]) -> None:
    pace, now, sent = Pace(1000.0), 0.0, 0
    for n_bytes, idle_s in sends:
        now += idle_s
        now += pace.delay_s(n_bytes, now)
        assert sent <= 1000.0 * now + 1e-6  # what went before is paid for
        sent += n_bytes


def cargo_of(model: aria_infer.Model, **changes: Any) -> Cargo:
    values: dict[str, Any] = {
        "peer_id": "PEER",
        "manifest": model.manifest,
        "content": model.content,
        "config": model.config.canonical(),
        "kinds": bytes(1 if line.startswith(b"ternary") else 4 for line in model.content.splitlines()[3:]),
        "files": [(TOKENIZER, 53_339), ("chat_template.jinja", 10)],
        "eos_ids": (0,),
    }
    return read_cargo(**values | changes)


def test_an_order_is_what_the_layers_need(demo: aria_infer.Model) -> None:
    cargo = cargo_of(demo)
    middle = Order(manifest=demo.manifest, layers=(2, 4))
    items = list(cargo.items(middle))
    assert [item.name for item in items[:3]] == [TOKENIZER, "2.attn_norm", "2.attn_sub_norm"]
    assert {item.name.split(".")[0] for item in items[1:]} == {"2", "3"}
    assert tuple(item.name for item in items) == cargo.wanted(middle)
    whole = Order(manifest=demo.manifest)
    assert cargo.layers(whole) == (0, 6) and len(cargo.wanted(whole)) == 69
    assert "chat_template.jinja" not in {item.name for item in cargo.items(whole)}
    believing = Order(manifest=demo.manifest, unchecked=True)
    assert list(cargo.items(believing))[-1] == Item(name="chat_template.jinja", kind=FILE, size=10, sha256=None)
    assert cargo.config(whole).eos_ids == () and cargo.config(believing).eos_ids == (0,)
    assert cargo.unchecked() == ("eos_token_id", "chat_template.jinja")
    half = cargo_of(demo, kinds=bytes(34) + bytes(1 if line.startswith(b"ternary") else 2
                                                  for line in demo.content.splitlines()[37:]))  # fmt: skip
    assert [item.name for item in half.items(whole)] == [TOKENIZER, *cargo.wanted(whole)[35:]]
    with pytest.raises(SwarmError, match=r"layers 4:7: the model has layers 0:6"):
        cargo.layers(Order(manifest=demo.manifest, layers=(4, 7)))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"content": b"aria-manifest-2\n"}, "hashes to another name"),
        ({"config": b"{}"}, "not the one that the manifest names"),
        ({"kinds": b"\x01"}, "tells of 1 parts, the model has 68"),
        ({"kinds": b"\x01" * 68}, "has embedding as kind 1"),
        ({"kinds": b"\x04" * 68}, r"has 0\.q as kind 4"),
        ({"kinds": b"\x05" * 68}, "has embedding as kind 5"),
        ({"files": []}, "lacks the tokenizer"),
        ({"files": [(TOKENIZER, 0)]}, "of 0 bytes"),
        ({"files": [(TOKENIZER, 1 << 40)]}, "of 1099511627776 bytes"),
        ({"files": [(TOKENIZER, 5), (TOKENIZER, 5)]}, "none of a model's"),
        ({"files": [(TOKENIZER, 5), ("../../etc/passwd", 5)]}, "none of a model's"),
        ({"eos_ids": (1024,)}, "eos_token_id is 1024"),
        ({"eos_ids": (0,) * 65}, "65 end tokens"),
    ],
)
def test_what_a_peer_cannot_have_is_refused(demo: aria_infer.Model, changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(PeerFault, match=f"peer PEER: .*{complaint}"):
        cargo_of(demo, **changes)


def test_a_tokenizer_the_manifest_does_not_name_is_refused(demo: aria_infer.Model) -> None:
    lines = demo.content.splitlines(keepends=True)
    content = b"".join([*lines[:2], b"tokenizer none\n", *lines[3:]])
    manifest = hashlib.sha256(content).hexdigest()
    with pytest.raises(PeerFault, match="offers a tokenizer"):
        cargo_of(demo, content=content, manifest=manifest)
    assert cargo_of(demo, content=content, manifest=manifest, files=[]).contents.tokenizer is None


@pytest.mark.parametrize("manifest", ["", "ab" * 31, "AB" * 32, "zz" * 32])
def test_an_order_names_a_manifest(manifest: str) -> None:
    with pytest.raises(SwarmError, match="64 hex digits"):
        Order(manifest=manifest)


def test_vectors_of_the_readme() -> None:
    """One frame each way."""
    text = (
        (Path(__file__).parents[3] / "aria_infer" / "swarm" / "README.md").read_text(encoding="utf-8").replace(" ", "")
    )
    ask = encode_frame(wire.pack("piece_request", name="0.q", start=131_072, size=5), b"", 1 << 20)
    assert ask.hex() == "00000010" + "000e" + "82010b" + "0a03302e71" + "10808008" + "1805"
    assert ask.hex() in text
    piece = encode_frame(wire.pack("piece", name="0.q", start=131_072), bytes([221, 118]), 1 << 20)
    assert piece.hex() == "00000010" + "000c" + "8a0109" + "0a03302e71" + "10808008" + "dd76"
    assert piece.hex() in text
