"""A manifest's content, read back: it is the one that was named, or it is refused."""

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_infer.config import ModelConfig, RopeScaling
from aria_infer.contents import ITEM_BYTES, KINDS, Contents, PartHash, read_contents
from aria_infer.errors import ModelError
from aria_infer.formats.opening import open_source
from aria_infer.formats.source import Matrix, Source
from aria_infer.manifest import Manifest, walk

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
PLACES = [ROOT / "aria_infer" / "demo", FIXTURES / "llama3-158-like", FIXTURES / "bitnet-b158-large-like"]


def content_of(source: Source) -> bytes:
    manifest = Manifest(source.config, source.tokenizer)
    for _ in walk(source, manifest):
        pass
    assert hashlib.sha256(manifest.content()).hexdigest() == manifest.hexdigest()
    return manifest.content()


def read(content: bytes, canonical: bytes) -> Contents:
    return read_contents(hashlib.sha256(content).hexdigest(), content, canonical)


DEMO = open_source(PLACES[0])
CONTENT = content_of(DEMO)
CANONICAL = DEMO.config.canonical()


@pytest.mark.parametrize("place", PLACES, ids=lambda path: path.name)
def test_every_part_can_be_checked_alone(place: Path) -> None:
    source = open_source(place)
    contents = read(content_of(source), source.config.canonical())
    assert contents.config == replace(
        source.config, linear="base3", eos_ids=(), sub_norms="none" if source.config.sub_norms == "none" else "bitnet"
    )
    assert contents.tokenizer == (None if source.tokenizer is None else hashlib.sha256(source.tokenizer).hexdigest())
    kinds = {"float16": "F16", "uint16": "BF16", "float32": "F32"}
    for entry in contents.entries:
        held = source.matrix(entry.part.name) if entry.part.ternary else source.floats(entry.part.name)
        words = held.base3() if isinstance(held, Matrix) else held
        kind = "U8" if isinstance(held, Matrix) else kinds[words.dtype.name]
        assert kind in entry.kinds and entry.size(kind) == words.nbytes
        data, found = words.tobytes(), PartHash(kind)
        for start in range(0, len(data), 999 * ITEM_BYTES[kind]):
            found.update(data[start : start + 999 * ITEM_BYTES[kind]])
        assert found.hexdigest() == entry.sha256
        assert entry.multiplier == (held.multiplier if isinstance(held, Matrix) else None)


def test_what_layers_take() -> None:
    contents = read(CONTENT, CANONICAL)
    names = [{entry.part.name for entry in contents.of_layers(layers)} for layers in ((0, 2), (2, 4), (4, 6), (0, 6))]
    assert names[0] | names[1] | names[2] == names[3] == {entry.part.name for entry in contents.entries}
    assert "embedding" in names[0] and "final_norm" not in names[0]
    assert {name.split(".")[0] for name in names[1]} == {"2", "3"}
    assert {"embedding", "final_norm"} < names[2]  # a tied head is the embedding
    source = open_source(FIXTURES / "falcon3-158-like")
    assert not source.config.tied_head
    untied = read(content_of(source), source.config.canonical())
    last = {entry.part.name for entry in untied.of_layers((1, source.config.n_layers))}
    assert {"head", "final_norm"} < last and "embedding" not in last


@given(st.data())
def test_other_bytes_have_another_name_or_are_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(CONTENT) - 1))
    changed = bytes(
        [*CONTENT[:at], data.draw(st.integers(0, 255).filter(lambda b: b != CONTENT[at])), *CONTENT[at + 1 :]]
    )
    name = hashlib.sha256(CONTENT).hexdigest()
    with pytest.raises(ModelError, match="another name"):
        read_contents(name, changed, CANONICAL)
    try:
        contents = read(changed, CANONICAL)
    except ModelError:
        return
    entries = read(CONTENT, CANONICAL).entries
    assert contents.entries != entries or contents.tokenizer != read(CONTENT, CANONICAL).tokenizer


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda c: c + b"floats 6.attn_norm 256 " + b"a" * 64 + b"\n", "belong to no part"),
        (lambda c: c[: c.rindex(b"ternary")], "'' where 'ternary 5.down"),
        (lambda c: c[:-1], "lines of ASCII"),
        (lambda c: c.replace(b"manifest-2", b"manifest-3"), "begins with aria-manifest-2"),
        (lambda c: c.replace(b"ternary 0.q 256,256 3d8a0000", b"ternary 0.q 256,256 7f800000"), "cannot scale"),
        (lambda c: c.replace(b"ternary 0.q 256,256", b"ternary 0.q 256,255"), "'ternary 0.q 256,256' belongs"),
        (lambda c: c.replace(b" 75f9", b" 75F9"), "64 hex digits"),
        (lambda c: c + b"\n" * 2_100_000, "the longest has"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(change: object, complaint: str) -> None:
    assert callable(change)
    with pytest.raises(ModelError, match=complaint):
        read(change(CONTENT), CANONICAL)


def test_a_config_of_another_model_is_refused() -> None:
    with pytest.raises(ModelError, match="not the one that the manifest names"):
        read(CONTENT, open_source(PLACES[1]).config.canonical())


scalings = st.builds(
    RopeScaling,
    factor=st.floats(1.0, 1e4),
    low_freq_factor=st.floats(1e-3, 10),
    high_freq_factor=st.floats(11, 100),
    original_max_positions=st.integers(1, 10_000),
)
configs = st.builds(
    ModelConfig,
    hidden=st.integers(1, 10_000),
    intermediate=st.integers(1, 10_000),
    n_layers=st.integers(1, 1024),
    n_heads=st.just(4),
    n_kv_heads=st.sampled_from([1, 2, 4]),
    head_dim=st.integers(1, 512).map(lambda n: 2 * n),
    vocab_size=st.integers(1, 200_000),
    max_positions=st.integers(1, 1_000_000),
    activation=st.sampled_from(["silu", "relu2"]),
    norm_eps=st.floats(1e-12, 1.0),
    rope_theta=st.floats(1.0, 1e12),
    rope_scaling=st.none() | scalings,
    tied_head=st.booleans(),
    linear=st.just("base3"),
    sub_norms=st.sampled_from(["none", "bitnet"]),
)


@given(configs)
def test_a_canonical_config_is_read_back(config: ModelConfig) -> None:
    assert ModelConfig.from_canonical(config.canonical()) == config


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.replace(b'"n_layers":6', b'"n_layers": 6'),
        lambda c: c.replace(b'"n_layers":6', b'"n_layers":6.0'),
        lambda c: c.replace(b'"n_layers":6', b'"n_layers":"6"'),
        lambda c: c.replace(b'"n_layers":6', b'"n_layers":true'),
        lambda c: c.replace(b'"n_layers":6', b'"n_layers":6,"n_layers":6'),
        lambda c: c.replace(b'"n_layers":6', b'"n_layers":0'),
        lambda c: c.replace(b"10000.0", b"1e4"),
        lambda c: c.replace(b"10000.0", b"NaN"),
        lambda c: c.replace(b'"rope_scaling":null', b'"rope_scaling":{"factor":2.0}'),
        lambda c: c.replace(b'"tied_head":true,', b""),
        lambda c: b"[" * 5000,
        lambda c: b"[]",
        lambda c: c + b" " * 5000,
        lambda c: b"\xff",
    ],
)
def test_another_spelling_is_refused(change: object) -> None:
    assert callable(change) and change(CANONICAL) != CANONICAL
    with pytest.raises(ModelError):
        ModelConfig.from_canonical(change(CANONICAL))


def test_kinds_are_those_of_the_wire() -> None:
    assert KINDS == ("U8", "F32", "F16", "BF16") and list(ITEM_BYTES) == list(KINDS)
    assert np.dtype("<f4").itemsize == ITEM_BYTES["F32"]
