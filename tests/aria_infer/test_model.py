"""Loading and running whole models: what does not fit is named, and how the work is cut changes nothing."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import aria_infer
from aria_infer import kernel
from aria_infer.bench.shapes import BenchShape
from aria_infer.bench.weights import write_checkpoint
from aria_infer.errors import InferError, ModelError, PromptError
from aria_infer.model import PREFILL_CHUNK, SCREENED_WEIGHTS, Model, load
from tests.aria_infer.tensor_files import Tensors, tensors_of, write

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
FAMILIES = ("bitnet-2b-4t-like", "llama3-158-like", "falcon3-158-like", "bitnet-b158-large-like")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return load("demo", cache_dir=tmp_path_factory.mktemp("packs"))


def copied(tmp_path: Path, family: str, change: Callable[[Tensors], Any] | None = None, **config: Any) -> Path:
    folder = Path(shutil.copytree(FIXTURES / family, tmp_path / "model"))
    if change is not None:
        tensors = tensors_of(folder / "model.safetensors")
        change(tensors)
        write(folder / "model.safetensors", tensors)
    if config:
        old = json.loads((folder / "config.json").read_text())
        (folder / "config.json").write_text(json.dumps({**old, **config}))
    return folder


def recast(tensors: Tensors, name: str, dtype: str) -> None:
    """Store a bfloat16 tensor in another dtype, the same numbers."""
    _, shape, content = tensors[name]
    numbers = (np.frombuffer(content, "<u2").astype(np.uint32) << 16).view(np.float32)
    tensors[name] = (dtype, shape, numbers.astype({"F32": "<f4", "F16": "<f2"}[dtype]).tobytes())


def test_every_public_name_is_there() -> None:
    for name in aria_infer.__all__:
        assert getattr(aria_infer, name) is not None
    assert set(aria_infer.__all__) <= set(dir(aria_infer))
    with pytest.raises(AttributeError, match="nonsense"):
        aria_infer.nonsense  # noqa: B018


def test_errors_have_one_root() -> None:
    for name in ("ModelError", "PromptError", "KernelError", "SwarmError"):
        assert issubclass(getattr(aria_infer, name), InferError)


def test_demo_speaks(demo: Model) -> None:
    assert demo.tokenizer is not None
    text = demo.tokenizer.decode(list(demo.generate(demo.tokenizer.encode("ROMEO:"), 24)))
    assert text == "\nI am a man as I loved thee,\nAnd I will not buy thee to the world."


@pytest.mark.parametrize("family", FAMILIES)
def test_generate_is_greedy_over_logits(family: str, tmp_path: Path) -> None:
    model = load(FIXTURES / family, cache_dir=tmp_path)
    tokens = [3, 1, 4, 1, 5]
    made = list(model.generate(tokens, 6, stop_at_eos=False))
    for i, token in enumerate(made):
        assert int(model.logits(tokens + made[:i])[-1].argmax()) == token


def test_logits_longer_than_a_chunk_are_those_of_each_prefix(demo: Model) -> None:
    tokens = np.random.default_rng(3).integers(0, 1024, PREFILL_CHUNK + 37).tolist()
    whole = demo.logits(tokens)
    assert whole.shape == (len(tokens), 1024)
    for n in (1, PREFILL_CHUNK, PREFILL_CHUNK + 1):
        assert whole[n - 1].tobytes() == demo.logits(tokens[:n])[-1].tobytes()


def test_trace_is_of_the_residual_after_each_layer(demo: Model) -> None:
    tokens = [5, 6, 7, 8, 9, 10, 11]
    plain = demo.trace(tokens)
    assert len(plain) == demo.n_layers == 6
    assert len(set(plain)) == 6
    assert demo.trace(tokens, chunk=1) == demo.trace(tokens, chunk=(2, 1, 3), split=(2, 4)) == plain
    assert demo.trace([*tokens[:-1], 12]) != plain


def test_a_run_over_stages_gives_the_logits(demo: Model) -> None:
    tokens = [5, 6, 7, 8]
    x = demo.embed(tokens)
    for first, last in ((0, 2), (2, 5), (5, 6)):
        stack = demo.stack(first, last)
        stack.forward(demo.pool, [kernel.Step(cache=stack.new_cache(), position=0, x=x)])
    assert demo.head(x).tobytes() == demo.logits(tokens).tobytes()


def test_a_part_of_the_layers_is_named_as_the_whole_and_holds_no_more(demo: Model, tmp_path: Path) -> None:
    part = load("demo", layers=(2, 4), cache_dir=tmp_path)
    assert part.manifest == demo.manifest
    x, y = demo.embed([1, 2]), demo.embed([1, 2])
    for model, out in ((part, x), (demo, y)):
        stack = model.stack(2, 4)
        stack.forward(model.pool, [kernel.Step(cache=stack.new_cache(), position=0, x=out)])
    assert x.tobytes() == y.tobytes()
    with pytest.raises(ModelError, match="layers 0 to 6 asked for, layers 2 to 4 are loaded"):
        part.logits([1])
    with pytest.raises(ModelError, match="layers 3 to 9"):
        load("demo", layers=(3, 9), cache_dir=tmp_path)


def test_sampled_text_replays_and_a_seed_changes_it(demo: Model) -> None:
    texts = [tuple(demo.generate([5, 6], 20, temperature=1.0, seed=seed)) for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


def test_sampling_depends_on_the_position_not_on_where_one_began(demo: Model) -> None:
    made = list(demo.generate([5, 6], 12, temperature=1.0, seed=9, stop_at_eos=False))
    assert list(demo.generate([5, 6, *made[:5]], 7, temperature=1.0, seed=9, stop_at_eos=False)) == made[5:]


def test_an_end_token_ends_it_unless_asked_not_to(tmp_path: Path) -> None:
    family = "llama3-158-like"
    first = list(load(FIXTURES / family, cache_dir=tmp_path).generate([1], 5, stop_at_eos=False))
    model = load(copied(tmp_path, family, eos_token_id=first[2]), cache_dir=tmp_path)
    assert list(model.generate([1], 5)) == first[: first.index(first[2]) + 1]
    assert list(model.generate([1], 5, stop_at_eos=False)) == first


def test_what_does_not_fit_the_context_is_refused_at_once(demo: Model) -> None:
    with pytest.raises(PromptError, match=r"257 tokens.*256"):
        demo.generate([1] * 257, 0)
    with pytest.raises(PromptError, match=r"200 prompt tokens and 57 new.*256.*at most 56"):
        demo.generate([1] * 200, 57)
    with pytest.raises(PromptError, match="no tokens"):
        demo.logits([])
    assert len(list(demo.generate([1] * 250, 6, stop_at_eos=False))) == 6
    assert list(demo.generate([1] * 256, 0)) == []


@pytest.mark.parametrize("bad", [-1, 1024, 1 << 70])
def test_a_foreign_token_is_named(demo: Model, bad: int) -> None:
    with pytest.raises(PromptError, match=rf"token 2 is {bad}.*0 to 1023"):
        demo.generate([1, 2, bad], 1)
    with pytest.raises(PromptError, match=str(bad)):
        demo.embed([bad])


@pytest.mark.parametrize(
    ("chunk", "split"), [(0, ()), ((), ()), ((2, -1), ()), (None, (0,)), (None, (4, 2)), (None, (6,))]
)
def test_a_cut_that_cannot_be_made_is_refused(demo: Model, chunk: Any, split: tuple[int, ...]) -> None:
    with pytest.raises(PromptError, match=r"chunk|split"):
        demo.trace([1, 2, 3], chunk=chunk, split=split)


@pytest.mark.parametrize("dtype", ["F32", "F16"])
def test_embeddings_and_norms_of_any_float_type_are_the_same_numbers(tmp_path: Path, dtype: str) -> None:
    def change(tensors: Tensors) -> None:
        for name in ("model.embed_tokens.weight", "lm_head.weight", "model.norm.weight"):
            recast(tensors, name, "F32" if name.endswith("norm.weight") else dtype)

    plain = load(FIXTURES / "llama3-158-like", cache_dir=tmp_path).logits([1, 2, 3])
    other = load(copied(tmp_path, "llama3-158-like", change), cache_dir=tmp_path).logits([1, 2, 3])
    if dtype == "F32":  # bfloat16's small numbers do not all fit float16
        assert other.tobytes() == plain.tobytes()
    assert np.allclose(other, plain, atol=1e-3)


def test_online_weights_are_made_ternary(tmp_path: Path) -> None:
    """A 2B-4T-like model with full-precision weights in place of packed ones."""
    rng = np.random.default_rng(4)

    def change(tensors: Tensors) -> None:
        for name in [name for name in tensors if name.endswith("proj.weight")]:
            rows, columns = tensors[name][1]
            weights = rng.standard_normal((4 * rows, columns)).astype("<f4")
            tensors[name] = ("F32", [4 * rows, columns], weights.tobytes())
            del tensors[f"{name}_scale"]

    online = {"quant_method": "bitnet", "linear_class": "autobitlinear", "quantization_mode": "online"}
    model = load(copied(tmp_path, "bitnet-2b-4t-like", change, quantization_config=online), cache_dir=tmp_path)
    assert np.isfinite(model.logits([1, 2, 3])).all()


NORM = "model.layers.1.input_layernorm.weight"
GATE = "model.layers.0.mlp.gate_proj.weight"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.pop(NORM), [NORM, "missing"]),
        (lambda t: t.update({NORM: ("BF16", [128], bytes(256))}), [NORM, "[128]", "[256]"]),
        (lambda t: t.update({NORM: ("I16", [256], bytes(512))}), [NORM, "I16", "BF16"]),
        (lambda t: t.update({GATE: ("I8", *t[GATE][1:])}), [GATE, "I8", "U8"]),
        (lambda t: t.update({"model.layers.3.mlp.up_proj.weight": ("U8", [1], b"\0")}), ["model.layers.3", "not part"]),
        (
            lambda t: t.update({"model.layers.0.self_attn.q_proj.bias": ("BF16", [1], b"\0\0")}),
            ["q_proj.bias", "not part"],
        ),
        (lambda t: t.update({GATE: (*t[GATE][:2], b"\xff" + t[GATE][2][1:])}), [GATE, "code 3"]),
        (lambda t: t.update({f"{GATE}_scale": ("BF16", [1], b"\0\0")}), [f"{GATE}_scale", "0.0"]),
        (lambda t: t.update({f"{GATE}_scale": ("BF16", [1], b"\x80\x7f")}), [f"{GATE}_scale", "inf"]),
    ],
)
def test_a_wrong_tensor_is_named(tmp_path: Path, change: Callable[[Tensors], Any], words: list[str]) -> None:
    folder = copied(tmp_path, "llama3-158-like", change)
    with pytest.raises(ModelError, match=f"^{re.escape(str(folder))}") as caught:
        load(folder, cache_dir=tmp_path)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_tied_heads_second_copy_must_be_the_same(tmp_path: Path) -> None:
    def change(tensors: Tensors) -> None:
        tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"]

    folder = copied(tmp_path, "bitnet-2b-4t-like", change)
    assert (
        load(folder, cache_dir=tmp_path).manifest == load(FIXTURES / "bitnet-2b-4t-like", cache_dir=tmp_path).manifest
    )
    tensors = tensors_of(folder / "model.safetensors")
    dtype, shape, content = tensors["lm_head.weight"]
    write(folder / "model.safetensors", {**tensors, "lm_head.weight": (dtype, shape, content[::-1])})
    with pytest.raises(ModelError, match=r"lm_head\.weight differs"):
        load(folder, cache_dir=tmp_path)


def test_no_such_folder_says_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no such folder.*'demo'"):
        load(tmp_path / "absent")


def test_packing_reports_its_progress(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    load(FIXTURES / "llama3-158-like", cache_dir=tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1]
    seen.clear()
    load(FIXTURES / "llama3-158-like", cache_dir=tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen == []


def test_a_model_in_a_folder_nobody_may_write(tmp_path: Path) -> None:
    """A read-only site-packages: the pack goes to the user's cache folder."""
    code = (
        "import os, sys; from aria_infer.formats import packing; from aria_infer.model import load\n"
        "real = packing.tempfile.mkstemp\n"
        "def guarded(**how):\n"
        "    if str(how['dir']).startswith(sys.argv[1]): raise PermissionError(13, 'read-only')\n"
        "    return real(**how)\n"
        "packing.tempfile.mkstemp = guarded\n"
        "print(load(sys.argv[1]).pack_path)"
    )
    folder = copied(tmp_path, "falcon3-158-like")
    done = subprocess.run(
        [sys.executable, "-c", code, folder],
        cwd=ROOT,
        env={"PATH": "", "HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(tmp_path / ("cache" if sys.platform == "linux" else "home"))
    assert {path.name for path in folder.iterdir()} == {path.name for path in (FIXTURES / "falcon3-158-like").iterdir()}


def test_a_model_wider_than_a_screen_reads_its_whole_head(tmp_path: Path) -> None:
    wide = BenchShape(
        model="wide", hidden=kernel.MAX_SCREEN_WIDTH + 16, intermediate=16, n_layers=1, n_heads=2, n_kv_heads=2,
        head_dim=2, vocab_size=132, tied_head=True, activation="silu", sub_norms=False, rope_theta=10000.0,
    )  # fmt: skip
    write_checkpoint(tmp_path, wide)
    model = load(tmp_path, cache_dir=tmp_path)
    assert model.table("head").rows.size >= SCREENED_WEIGHTS
    assert next(model.generate([5], 1)) == int(np.argmax(model.logits([5])[0]))


@pytest.mark.parametrize(
    ("size", "rows_too_large"), [(2.0**115, True), (2.0**-20, False)], ids=["no screen is built", "no row is bounded"]
)
def test_a_head_that_cannot_be_screened_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: float, rows_too_large: bool
) -> None:
    def enlarge(tensors: Tensors) -> None:
        for name, factor in (("lm_head.weight", size), ("model.norm.weight", 1 if rows_too_large else 2.0**120)):
            dtype, shape, content = tensors[name]
            assert dtype == "BF16"
            numbers = (np.frombuffer(content, "<u2").astype(np.uint32) << 16).view(np.float32) * np.float32(factor)
            tensors[name] = (dtype, shape, (numbers.view(np.uint32) >> 16).astype("<u2").tobytes())

    model = load(copied(tmp_path, "falcon3-158-like", enlarge), cache_dir=tmp_path)
    x = np.random.default_rng(1).standard_normal((2, model.config.hidden), np.float32)
    logits = model.head(x)
    assert np.isfinite(logits).all()
    monkeypatch.setattr("aria_infer.model.SCREENED_WEIGHTS", 1)
    if rows_too_large:
        with pytest.raises(kernel.NotFiniteError):
            kernel.Screen(model.pool, model.table("head"))
    params = [aria_infer.SamplingParams(), aria_infer.SamplingParams(temperature=1.0, seed=5)]
    wanted = [aria_infer.sample(row, one, 7) for row, one in zip(logits, params, strict=True)]
    assert model.next_tokens(x, params, [7, 7]) == wanted
    assert model.head_bytes_read == model.head_table_bytes
