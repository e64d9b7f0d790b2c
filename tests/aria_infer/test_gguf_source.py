"""GGUF models: the same bits as the safetensors of the same weights, PyTorch's meaning, and refusals by name."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aria_infer
from aria_infer.config import RopeScaling
from aria_infer.errors import InferError, ModelError
from aria_infer.formats import gguf_source
from aria_infer.formats.gguf import GgufFile
from aria_infer.formats.gguf_config import llama3_factors
from aria_infer.formats.gguf_source import GgufSource
from aria_infer.formats.gguf_tokenizer import NO_ID
from aria_infer.formats.opening import open_source
from aria_infer.formats.parts import parts
from aria_infer.formats.source import to_float32
from aria_infer.manifest import manifest_hash
from tests.aria_infer.gguf_files import write_gguf
from tests.aria_infer.test_agreement import LEAST_COSINE, LEAST_MARGIN, cosine, wrong_choices

FIXTURES = Path(__file__).parent.parent / "fixtures"
SILU, RELU2 = FIXTURES / "gguf-bitnet-silu", FIXTURES / "gguf-bitnet-relu2"
TQ1, Q6K, I2S = (SILU / f"model-{name}.gguf" for name in ("TQ1_0", "TQ2_0-q6k", "I2_S"))
PEERS = [TQ1, Q6K, I2S, RELU2 / "model-I2_S.gguf"]  # by llama.cpp's and bitnet.cpp's own tools
LEAST_COSINE_Q6K = 0.997  # the embedding is another: 6 bits a number
Change = Callable[[gguf.GGUFWriter], Any]


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("k", range(5))
@pytest.mark.parametrize("path", PEERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_logits_agree_with_torch(path: Path, k: int, cache_dir: Path) -> None:
    with np.load(path.parent / "reference.npz") as reference:
        ours = aria_infer.load(path, cache_dir=cache_dir).logits(reference[f"prompt_{k}"].tolist())
        theirs = reference[f"logits_{k}"]
    if path == Q6K:
        assert cosine(ours, theirs) > LEAST_COSINE_Q6K
    else:
        assert cosine(ours, theirs) > LEAST_COSINE
        assert wrong_choices(ours, theirs) == 0


@pytest.mark.parametrize("path", [TQ1, I2S, RELU2 / "model-I2_S.gguf"], ids=lambda path: path.parent.name + path.name)
def test_greedy_tokens_agree_with_torch(path: Path, cache_dir: Path) -> None:
    loaded = aria_infer.load(path, cache_dir=cache_dir)
    with np.load(path.parent / "reference.npz") as reference:
        for k in range(5):
            unclear = np.nonzero(reference[f"margin_{k}"] <= LEAST_MARGIN)[0]
            n = int(unclear[0]) if len(unclear) else len(reference[f"greedy_{k}"])
            ours = list(loaded.generate(reference[f"prompt_{k}"].tolist(), n, stop_at_eos=False))
            assert ours == reference[f"greedy_{k}"][:n].tolist(), k


@pytest.mark.parametrize("path", [TQ1, Q6K, I2S], ids=lambda path: path.name)
def test_ternary_weights_norms_and_config_are_those_of_the_safetensors(path: Path) -> None:
    one, other = open_source(SILU), open_source(path)
    assert one.config.digest() == other.config.digest()
    for part in parts(one.config):
        if part.ternary:
            a, b = one.matrix(part.name), other.matrix(part.name)
            assert np.array_equal(a.values, b.values)
            assert a.multiplier == b.multiplier
        elif part.name != "embedding":
            assert np.array_equal(to_float32(one.floats(part.name)), to_float32(other.floats(part.name)))


@pytest.mark.parametrize("path", [TQ1, I2S], ids=lambda path: path.name)
def test_traces_are_those_of_the_safetensors(path: Path, cache_dir: Path) -> None:
    """Of every token whose bfloat16 embedding fits float16: a few numbers below its normal range do not."""
    one, other = aria_infer.load(SILU, cache_dir=cache_dir), aria_infer.load(path, cache_dir=cache_dir)
    same = [t for t in range(one.config.vocab_size) if np.array_equal(one.embed([t]), other.embed([t]))]
    assert len(same) > 500
    tokens = np.random.default_rng(3).choice(same, 64).tolist()
    assert one.trace(tokens) == other.trace(tokens)


def test_peers_files_of_the_same_weights_have_one_name(cache_dir: Path) -> None:
    names = {aria_infer.load(path, cache_dir=cache_dir).manifest for path in (TQ1, I2S)}
    assert len(names) == 1
    assert aria_infer.load(Q6K, cache_dir=cache_dir).manifest not in names


FAMILIES = [
    ("bitnet-2b-4t-like", "bitnet-b1.58"),
    ("bitnet-2b-4t-like", "bitnet-25"),
    ("llama3-158-like", "llama"),
    ("falcon3-158-like", "llama"),
    ("bitnet-b158-large-like", "bitnet"),
]


@pytest.mark.parametrize(("family", "architecture"), FAMILIES)
@pytest.mark.parametrize("table", ["F32", "BF16"])
def test_the_name_and_the_bits_do_not_depend_on_the_file(
    family: str, architecture: str, table: str, tmp_path: Path
) -> None:
    source = open_source(FIXTURES / family)
    path = write_gguf(tmp_path / "model.gguf", source, architecture, table=table)
    one = aria_infer.load(FIXTURES / family, cache_dir=tmp_path / "a")
    other = aria_infer.load(path, cache_dir=tmp_path / "b")
    assert one.manifest == other.manifest
    tokens = np.random.default_rng(5).integers(0, one.config.vocab_size, 20).tolist()
    assert one.trace(tokens) == other.trace(tokens)
    assert one.logits(tokens).tobytes() == other.logits(tokens).tobytes()


@pytest.mark.parametrize("kind", ["TQ1_0", "TQ2_0", "F16", "BF16"])
def test_linears_of_every_type(kind: str, tmp_path: Path) -> None:
    source = open_source(SILU)
    path = write_gguf(tmp_path / "model.gguf", source, "bitnet", linear=kind, table="BF16")
    assert manifest_hash(open_source(path)) == manifest_hash(source)


@pytest.mark.parametrize("table", ["Q8_0", "Q6_K"])
def test_a_quantised_table_is_ggmls_numbers(table: str, tmp_path: Path) -> None:
    if table == "Q6_K":  # the package only reads these
        path, name = Q6K, "token_embd.weight"
    else:
        path, name = write_gguf(tmp_path / "m.gguf", open_source(SILU), "bitnet", table=table), "token_embd.weight"
    (tensor,) = (t for t in gguf.GGUFReader(path).tensors if t.name == name)
    wanted = gguf.dequantize(tensor.data, tensor.tensor_type).reshape(512, 256)
    for _ in range(2):  # made, then mapped from the pack
        model = aria_infer.load(path, cache_dir=tmp_path / "cache")
        assert model.embed(range(512)).tobytes() == wanted.tobytes()
    assert not model.table("embedding").rows.flags.writeable  # mapped: processes share it


def test_a_scale_beside_a_matrix_multiplies(tmp_path: Path) -> None:
    def change(writer: gguf.GGUFWriter) -> None:
        writer.add_tensor("blk.1.ffn_up.scale", np.float32([0.375]))

    plain = open_source(SILU).matrix("1.up")
    scaled = open_source(write_gguf(tmp_path / "m.gguf", open_source(SILU), "bitnet", change=change)).matrix("1.up")
    assert scaled.multiplier == np.float32(plain.multiplier) * np.float32(0.375)
    assert np.array_equal(scaled.values, plain.values)


def llama3(writer: gguf.GGUFWriter, factor: float = 8.0, spoil: float = 1.0) -> None:
    scaling = RopeScaling(factor=factor, low_freq_factor=1.0, high_freq_factor=4.0, original_max_positions=8192)
    factors = np.float32(llama3_factors(scaling, 256, 1000042.0))
    factors[70] *= spoil
    writer.add_tensor("rope_freqs.weight", factors)


@pytest.mark.parametrize("factor", [8.0, 32.0])
def test_llama3_rope_factors_are_known_again(factor: float, tmp_path: Path) -> None:
    """And are those of the hub's own keys, to the bit."""
    folder = Path(shutil.copytree(FIXTURES / "falcon3-158-like", tmp_path / "model"))
    config = json.loads((folder / "config.json").read_text())
    rope = {"rope_type": "llama3", "factor": factor, "low_freq_factor": 1.0, "high_freq_factor": 4.0}
    rope["original_max_position_embeddings"] = 8192
    (folder / "config.json").write_text(json.dumps({**config, "rope_scaling": rope}))
    path = write_gguf(tmp_path / "m.gguf", open_source(folder), "llama", change=lambda writer: llama3(writer, factor))
    assert open_source(path).config.rope_scaling is not None
    assert open_source(path).config.digest() == open_source(folder).config.digest()


def refuse(tmp_path: Path, words: list[str], family: str, architecture: str, **how: Any) -> None:
    path = write_gguf(tmp_path / "model.gguf", open_source(FIXTURES / family), architecture, **how)
    with pytest.raises(ModelError) as caught:
        aria_infer.load(path, cache_dir=tmp_path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert all(word in message for word in words), message


def replaced(writer: gguf.GGUFWriter, key: str, value: int) -> None:
    writer.kv_data[0][key].value = value


CHANGES: dict[str, tuple[Change, list[str]]] = {
    "scaling": (lambda w: w.add_rope_scaling_type(gguf.RopeScalingType.YARN), ["llama.rope.scaling.type", "'yarn'"]),
    "factor": (lambda w: w.add_rope_scaling_factor(2.0), ["llama.rope.scaling.factor", "2.0"]),
    "experts": (lambda w: w.add_expert_count(8), ["llama.expert_count", "8"]),
    "unknown": (lambda w: w.add_logit_scale(2.0), ["llama.logit_scale", "2.0", "may change"]),
    "window": (lambda w: w.add_sliding_window(64), ["llama.attention.sliding_window", "64"]),
    "vocabulary": (lambda w: w.add_vocab_size(5), ["llama.vocab_size", "5"]),
    "end token": (lambda w: w.add_eos_token_id(1 << 20), ["tokenizer.ggml.eos_token_id", str(1 << 20)]),
    "layers": (lambda w: replaced(w, "llama.block_count", 0), ["llama.block_count is 0, supported are 1 to"]),
    "heads": (
        lambda w: replaced(w, "llama.attention.head_count_kv", 3),
        ["llama.attention.head_count 4 is not a multiple of llama.attention.head_count_kv 3"],
    ),
    "context": (lambda w: replaced(w, "llama.context_length", 0), ["llama.context_length is 0"]),
    "split": (lambda w: w.add_uint16("split.count", 3), ["3 pieces", "llama-gguf-split --merge"]),
    "adapter": (lambda w: w.add_type("adapter"), ["general.type", "'adapter'"]),
    "bias": (lambda w: w.add_tensor("blk.0.attn_q.bias", np.zeros(8, np.float32)), ["blk.0.attn_q.bias", "not part"]),
    "factors": (lambda w: llama3(w, spoil=1.01), ["rope_freqs.weight", "Llama 3"]),
    "factors nan": (lambda w: llama3(w, spoil=np.nan), ["rope_freqs.weight", "Llama 3"]),
    "factors long": (lambda w: w.add_tensor("rope_freqs.weight", np.full(9, 8, np.float32)), ["rope_freqs.weight"]),
    "factors f16": (lambda w: w.add_tensor("rope_freqs.weight", np.ones(9, np.float16)), ["rope_freqs.weight", "F16"]),
    "scale": (lambda w: w.add_tensor("blk.0.attn_q.scale", np.ones(2, np.float32)), ["blk.0.attn_q.scale", "[2]"]),
    "scale inf": (lambda w: w.add_tensor("blk.0.attn_q.scale", np.float32([np.inf])), ["attn_q.scale", "inf"]),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_would_compute_something_else_is_refused(case: str, tmp_path: Path) -> None:
    change, words = CHANGES[case]
    refuse(tmp_path, words, "falcon3-158-like", "llama", change=change)


def test_neutral_keys_are_let_through(tmp_path: Path) -> None:
    def change(writer: gguf.GGUFWriter) -> None:
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(1.0)
        writer.add_expert_count(0)
        writer.add_uint16("split.count", 1)
        writer.add_tensor("rope_freqs.weight", np.ones(128, np.float32))

    path = write_gguf(tmp_path / "m.gguf", open_source(FIXTURES / "falcon3-158-like"), "llama", change=change)
    assert open_source(path).config.digest() == open_source(FIXTURES / "falcon3-158-like").config.digest()


def test_end_tokens_of_three_keys(tmp_path: Path) -> None:
    def change(writer: gguf.GGUFWriter) -> None:
        writer.add_eos_token_id(7)
        writer.add_eot_token_id(3)

    path = write_gguf(tmp_path / "m.gguf", open_source(FIXTURES / "falcon3-158-like"), "llama", change=change)
    assert open_source(path).config.eos_ids == (3, 7)


def test_an_end_token_may_be_said_not_to_be_there(tmp_path: Path) -> None:
    def change(writer: gguf.GGUFWriter) -> None:
        writer.add_eos_token_id(NO_ID)
        writer.add_int32("tokenizer.ggml.eot_token_id", -1)
        writer.add_uint32("tokenizer.ggml.eom_token_id", 5)

    path = write_gguf(tmp_path / "m.gguf", open_source(FIXTURES / "falcon3-158-like"), "llama", change=change)
    assert open_source(path).config.eos_ids == (5,)


@pytest.mark.parametrize("architecture", ["qwen2", "falcon"])
def test_a_foreign_architecture_is_named(architecture: str, tmp_path: Path) -> None:
    refuse(tmp_path, ["general.architecture", architecture, "bitnet-b1.58"], "llama3-158-like", architecture)


@pytest.mark.parametrize("name", ["token_embd.weight", "output_norm.weight", "blk.1.attn_q.weight"])
def test_a_missing_tensor_is_named(name: str, tmp_path: Path) -> None:
    refuse(tmp_path, [name, "missing"], "falcon3-158-like", "llama", skip=(name,))


def test_llama_without_a_head_of_its_own_is_tied(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "m.gguf", open_source(FIXTURES / "falcon3-158-like"), "llama", skip=("output.weight",))
    assert open_source(path).config.tied_head


def test_a_bitnet_head_must_be_the_embedding(tmp_path: Path) -> None:
    """bitnet.cpp's graph multiplies by the embedding, whatever else the file holds."""
    source = open_source(SILU)
    embedding = np.ascontiguousarray(to_float32(source.floats("embedding")))
    same = write_gguf(
        tmp_path / "a.gguf", source, "bitnet", change=lambda w: w.add_tensor("output.weight", embedding.copy())
    )
    assert manifest_hash(open_source(same)) == manifest_hash(source)
    refuse(
        tmp_path, ["output.weight", "differs"], SILU.name, "bitnet",
        change=lambda w: w.add_tensor("output.weight", embedding[::-1].copy()),
    )  # fmt: skip


def test_a_linear_that_is_not_ternary_is_named(tmp_path: Path) -> None:
    values = np.random.default_rng(1).standard_normal((256, 256)).astype(np.float32)
    refuse(
        tmp_path, ["blk.0.attn_output.weight", "not ternary", "row 0, column 0"], SILU.name, "bitnet",
        skip=("blk.0.attn_output.weight",), change=lambda w: w.add_tensor("blk.0.attn_output.weight", values),
    )  # fmt: skip
    q8 = gguf.quantize(values, gguf.GGMLQuantizationType.Q8_0)
    refuse(
        tmp_path, ["blk.0.attn_output.weight", "not ternary", "Q8_0"], SILU.name, "bitnet",
        skip=("blk.0.attn_output.weight",),
        change=lambda w: w.add_tensor("blk.0.attn_output.weight", q8, raw_dtype=gguf.GGMLQuantizationType.Q8_0),
    )  # fmt: skip


def test_a_folder_with_one_file_and_what_to_name_otherwise(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    shutil.copy(TQ1, folder / "a.GGUF")
    assert open_source(folder).place == folder / "a.GGUF"
    assert aria_infer.load(folder).pack_path == folder / "a.GGUF.aria-pack"
    shutil.copy(I2S, folder / "b.gguf")
    with pytest.raises(ModelError, match=r"several models: a\.GGUF, b\.gguf; name the file"):
        open_source(folder)
    (folder / "notes.txt").write_text("")
    with pytest.raises(ModelError, match=r"is not a \.gguf file"):
        open_source(folder / "notes.txt")
    with pytest.raises(ModelError, match="name the folder"):
        open_source(SILU / "config.json")
    shutil.copy(SILU / "config.json", folder)
    shutil.copy(SILU / "model.safetensors", folder)
    assert open_source(folder).place == folder  # a folder as on the hub is itself


def test_a_tokenizer_beside_the_file_is_used_if_its_tokens_are_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gguf_source, "tokenizer_json", lambda metadata: b"inside")
    tokens = [f"t{i}" for i in range(512)]
    path = write_gguf(tmp_path / "m.gguf", open_source(SILU), "bitnet", change=lambda w: w.add_token_list(tokens))
    assert open_source(path).tokenizer == b"inside"
    for vocabulary, wanted in (
        ({"t3": 3, "t1": 1}, "beside"),
        ([["t0", -1.0], ["t1", -2.0]], "beside"),
        ({"t3": 4}, "inside"),
        ({"t3": 512}, "inside"),
        ({"t3": "3"}, "inside"),
        ({}, "inside"),
        (7, "inside"),
    ):
        beside = json.dumps({"model": {"vocab": vocabulary}}).encode()
        (tmp_path / "tokenizer.json").write_bytes(beside)
        assert open_source(path).tokenizer == (beside if wanted == "beside" else b"inside"), vocabulary


def read_all(data: bytes) -> None:
    source = GgufSource(GgufFile(data, "x.gguf"), Path("nowhere/x.gguf"))
    manifest_hash(source)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_another_model_or_refused(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(PEERS)).read_bytes())
    header = 14_848  # the vocabulary and the infos: where most can go wrong
    for _ in range(data.draw(st.integers(1, 3))):
        if not content:
            break
        at = data.draw(st.one_of(st.integers(0, min(header, len(content) - 1)), st.integers(0, len(content) - 1)))
        how = data.draw(st.sampled_from(["flip", "set", "cut", "insert"]))
        if how == "flip":
            content[at] ^= 1 << data.draw(st.integers(0, 7))
        elif how == "set":
            content[at : at + 4] = data.draw(st.binary(min_size=4, max_size=4))
        elif how == "cut":
            del content[at:]
        else:
            content[at:at] = data.draw(st.binary(max_size=16))
    try:
        read_all(bytes(content))
    except InferError as error:
        assert len(str(error)) < 600
