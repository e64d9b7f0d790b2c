"""What is refused before its weights come: as the loader would, from the first bytes, whatever the server can do."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import gguf
import numpy as np
import pytest
from stand_in_hub import StandInHub, no_wait

from aria_infer import early_look
from aria_infer.early_look import FIRST_BYTES, GROWTH, SAMPLE_BYTES
from aria_infer.errors import ModelError
from aria_infer.formats.opening import open_source
from aria_infer.hub import Hub
from aria_infer.pull import Pulled, pull
from aria_infer.store import Store
from tests.aria_infer.tensor_files import Tensors, tensors_of, write

DEMO = Path(__file__).parent.parent.parent / "aria_infer" / "demo"
HIDDEN, INNER = 256, 512
SHAPES = {
    "attn_q": (HIDDEN, HIDDEN), "attn_k": (HIDDEN, HIDDEN), "attn_v": (HIDDEN, HIDDEN),
    "attn_output": (HIDDEN, HIDDEN), "ffn_gate": (INNER, HIDDEN), "ffn_up": (INNER, HIDDEN),
    "ffn_down": (HIDDEN, INNER),
}  # fmt: skip
REPO = "tiny/model"
PATIENCE_S = 60.0


def made_gguf(
    path: Path, kind: str, architecture: str = "llama", told: str = "", skip: str = "", dense: bool = False,
    vocab: int = 64,
) -> Path:  # fmt: skip
    """A model of one layer. kind: of the linears. told: a text in the header. vocab: rows that lie before them."""
    rng = np.random.default_rng(1)
    writer = gguf.GGUFWriter(path, architecture)
    for add, value in (
        (writer.add_block_count, 1), (writer.add_context_length, 128), (writer.add_embedding_length, HIDDEN),
        (writer.add_feed_forward_length, INNER), (writer.add_head_count, 4), (writer.add_description, told),
    ):  # fmt: skip
        add(value)  # type: ignore[operator]
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tensor("token_embd.weight", rng.standard_normal((vocab, HIDDEN)).astype(np.float32))
    writer.add_tensor("output_norm.weight", np.ones(HIDDEN, np.float32))
    for name in ("attn_norm", "ffn_norm"):
        writer.add_tensor(f"blk.0.{name}.weight", np.ones(HIDDEN, np.float32))
    for name, shape in SHAPES.items():
        values = rng.standard_normal(shape) if dense else rng.integers(-1, 2, shape) * 0.5
        if name != skip:
            type_ = gguf.GGMLQuantizationType[kind]
            writer.add_tensor(f"blk.0.{name}.weight", gguf.quantize(values.astype(np.float32), type_), raw_dtype=type_)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def junk(path: Path) -> Path:
    path.write_bytes(b"not a gguf" * 100_000)
    return path


def cut(path: Path) -> Path:
    path.write_bytes(made_gguf(path, kind="F16").read_bytes()[:-1_000])
    return path


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandInHub]:
    for name in ("HF_TOKEN", "HF_ENDPOINT", "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    with StandInHub() as stand_in:
        yield stand_in


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "models")


def get(hub: StandInHub, store: Store) -> Pulled:
    return pull(REPO, store=store, hub=Hub(hub.endpoint), wait=no_wait)


def refused(hub: StandInHub, store: Store) -> str:
    """Why a pull is refused; nothing is left of it."""
    with pytest.raises(ModelError) as raised:
        get(hub, store)
    assert not store.folder.exists() or not list(store.folder.rglob("*"))
    told = str(raised.value)
    start = f"{REPO} does not run here, so it was not pulled: "
    assert told.startswith(start)
    return told.removeprefix(start)


def sent(hub: StandInHub, ending: str) -> int:
    return sum(one.sent for one in hub.gets(ending))


@pytest.mark.parametrize(
    "make",
    [
        lambda path: made_gguf(path, kind="Q4_0"),
        lambda path: made_gguf(path, kind="Q8_0"),
        lambda path: made_gguf(path, kind="F16", architecture="qwen2"),
        lambda path: made_gguf(path, kind="F16", skip="ffn_down"),
        cut,
        junk,
    ],
)
def test_a_gguf_file_is_refused_as_the_loader_would(
    hub: StandInHub, store: Store, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path / "it.gguf")
    with pytest.raises(ModelError) as raised:
        open_source(path)
    hub.add(REPO, {"it.gguf": path.read_bytes()})
    assert refused(hub, store) == str(raised.value).replace(str(path), "it.gguf")
    assert sent(hub, "it.gguf") == FIRST_BYTES < path.stat().st_size


@pytest.mark.parametrize(
    ("kind", "words"), [("F32", "it holds .* besides"), ("F16", "it holds"), ("TQ2_0", "has blocks with scales")]
)
def test_a_dense_gguf_file_is_refused_from_the_first_rows(
    hub: StandInHub, store: Store, tmp_path: Path, kind: str, words: str
) -> None:
    path = made_gguf(tmp_path / "it.gguf", kind=kind, told="x" * FIRST_BYTES, dense=True, vocab=2048)
    hub.add(REPO, {"it.gguf": path.read_bytes()})
    with pytest.raises(ModelError, match=rf"^it\.gguf: tensor blk\.0\.attn_q\.weight .*{words}"):
        raise ModelError(refused(hub, store))
    assert FIRST_BYTES * GROWTH < sent(hub, "it.gguf") <= FIRST_BYTES * GROWTH + SAMPLE_BYTES < path.stat().st_size


@pytest.mark.parametrize("ranges", [True, False])
def test_a_header_of_any_length_is_read(hub: StandInHub, store: Store, tmp_path: Path, ranges: bool) -> None:
    path = made_gguf(tmp_path / "it.gguf", kind="F16", told="x" * FIRST_BYTES * 5)
    hub.ranges = ranges
    hub.add(REPO, {"it.gguf": path.read_bytes()})
    pulled = get(hub, store)
    assert pulled.model.path.read_bytes() == path.read_bytes()
    asked = [one.range for one in hub.gets("it.gguf")]
    starts = [0, FIRST_BYTES, FIRST_BYTES * GROWTH]
    assert [int((one or "bytes=0-").removeprefix("bytes=").split("-")[0]) for one in asked][:3] == starts
    if ranges:
        assert pulled.received_bytes == path.stat().st_size + SAMPLE_BYTES * (len(asked) - len(starts))


def test_a_header_without_end_is_refused(
    hub: StandInHub, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early_look, "MAX_HEAD_BYTES", FIRST_BYTES)
    path = made_gguf(tmp_path / "it.gguf", kind="F16", told="x" * FIRST_BYTES)
    hub.add(REPO, {"it.gguf": path.read_bytes()})
    assert refused(hub, store) == f"it.gguf: its header takes more than {FIRST_BYTES} bytes"


def test_without_ranges_a_header_is_refused_at_once_and_rows_in_the_end(
    hub: StandInHub, store: Store, tmp_path: Path
) -> None:
    hub.ranges = False
    size = 32 << 20  # more than sockets hold
    hub.add(REPO, {"junk.gguf": b"j" * size})
    assert "it is no GGUF file" in refused(hub, store)
    deadline = time.monotonic() + PATIENCE_S
    while not hub.gets("junk.gguf") and time.monotonic() < deadline:  # it is logged when the server gives up
        time.sleep(0.01)
    assert 0 < sent(hub, "junk.gguf") < size
    path = made_gguf(tmp_path / "it.gguf", kind="F32", dense=True, vocab=512)
    hub.add(REPO, {"it.gguf": path.read_bytes()})
    assert "is not ternary" in refused(hub, store)


def test_what_is_here_already_is_looked_at_too(hub: StandInHub, store: Store, tmp_path: Path) -> None:
    """A small file comes whole with its head."""
    path = made_gguf(tmp_path / "it.gguf", kind="TQ2_0")
    assert path.stat().st_size < FIRST_BYTES
    hub.add(REPO, {"it.gguf": path.read_bytes()})
    pulled = get(hub, store)
    assert [one.range for one in hub.gets("it.gguf")] == [None]
    assert open_source(pulled.model.path).config.hidden == HIDDEN
    dense = made_gguf(tmp_path / "dense.gguf", kind="TQ2_0", dense=True)
    hub.add(REPO, {"dense.gguf": dense.read_bytes()})
    with pytest.raises(ModelError, match="has blocks with scales"):
        get(hub, store)


def folder_files() -> dict[str, bytes]:
    """The model that comes with the package, as a repository."""
    return {name: (DEMO / name).read_bytes() for name in ("config.json", "model.safetensors", "tokenizer.json")}


def changed(tmp_path: Path, change: Callable[[Tensors], None]) -> bytes:
    tensors = tensors_of(DEMO / "model.safetensors")
    change(tensors)
    write(tmp_path / "changed.safetensors", tensors)
    return (tmp_path / "changed.safetensors").read_bytes()


def retyped(tensors: Tensors) -> None:
    name = "model.layers.5.mlp.up_proj.weight"
    tensors[name] = ("BF16", [tensors[name][1][0], tensors[name][1][1] // 2], tensors[name][2])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _: b"\0" * 1_000_000, r"^model\.safetensors: its header is not JSON"),
        (lambda _: b"\xff" * 1_000_000, r"^model\.safetensors: claims a header of \d+ bytes"),
        (lambda _: (999_999).to_bytes(8, "little") + b" " * 999_000, r"^model\.safetensors: ends inside its header"),
        (lambda at: changed(at, lambda t: t.pop("model.norm.weight")), r"tensor model\.norm\.weight is missing"),
        (lambda at: changed(at, retyped), r"up_proj\.weight has shape \[\d+, \d+\], config\.json calls for"),
        (lambda at: folder_files()["model.safetensors"][:-5_000], r"^model\.safetensors: .*it is cut short"),
    ],
)
def test_a_safetensors_file_is_refused_from_its_header(
    hub: StandInHub, store: Store, tmp_path: Path, make: Callable[[Path], bytes], words: str
) -> None:
    content = make(tmp_path)
    hub.add(REPO, {**folder_files(), "model.safetensors": content})
    with pytest.raises(ModelError, match=words):
        raise ModelError(refused(hub, store))
    assert hub.gets("tokenizer.json") == []
    assert sent(hub, "model.safetensors") == FIRST_BYTES < len(content)


def test_a_long_header_is_asked_for_to_its_end(hub: StandInHub, store: Store) -> None:
    content = folder_files()["model.safetensors"]
    n = int.from_bytes(content[:8], "little")
    header = json.dumps({**json.loads(content[8 : 8 + n]), "__metadata__": {"said": "x" * FIRST_BYTES}}).encode()
    content = len(header).to_bytes(8, "little") + header + content[8 + n :]
    hub.add(REPO, {**folder_files(), "model.safetensors": content})
    assert open_source(get(hub, store).model.path).config.n_layers == 6
    end = 8 + len(header)
    assert [one.range for one in hub.gets("model.safetensors")] == [
        f"bytes=0-{FIRST_BYTES - 1}", f"bytes={FIRST_BYTES}-{end - 1}", f"bytes={end}-"
    ]  # fmt: skip


def shards(tmp_path: Path, bad: str = "") -> dict[str, bytes]:
    """The model in three shards and an index. bad: a tensor whose type is another than the config calls for."""
    tensors = tensors_of(DEMO / "model.safetensors")
    homes = {name: f"model-0000{1 + i % 3}-of-00003.safetensors" for i, name in enumerate(sorted(tensors))}
    files = {}
    for shard in sorted(set(homes.values())):
        held = {name: one for name, one in tensors.items() if homes[name] == shard}
        if bad in held:
            held[bad] = ("I8", *held[bad][1:])
        write(tmp_path / "shard", held)
        files[shard] = (tmp_path / "shard").read_bytes()
    index = json.dumps({"weight_map": homes}).encode()
    config = folder_files()["config.json"]
    return {"config.json": config, "model.safetensors.index.json": index, **files}


def test_shards_are_looked_at_before_the_first_comes_whole(hub: StandInHub, store: Store, tmp_path: Path) -> None:
    files = shards(tmp_path, bad="model.layers.5.mlp.up_proj.weight")
    hub.add(REPO, files)
    assert "up_proj.weight is I8, supported here: U8" in refused(hub, store)
    names = [name for name in files if name.startswith("model-")]
    assert [sent(hub, name) for name in names] == [FIRST_BYTES] * 3
    del files[names[1]]
    hub.add(REPO, files)
    assert refused(hub, store).startswith(f"{names[1]}: cannot be read")
    for name in (names[0], names[2]):
        del files[name]
    hub.add(REPO, files)
    assert "cannot be read" in refused(hub, store)
    hub.add(REPO, shards(tmp_path))
    assert open_source(get(hub, store).model.path).config.n_layers == 6


def test_what_was_pulled_stays_when_its_next_version_is_refused(hub: StandInHub, store: Store, tmp_path: Path) -> None:
    hub.add(REPO, folder_files())
    first = get(hub, store)
    hub.add(REPO, {**folder_files(), "model.safetensors": b"\0" * 500_000})
    with pytest.raises(ModelError, match="does not run here"):
        get(hub, store)
    assert store.find(REPO) == first.model.folder
    assert open_source(first.model.path).config.n_layers == 6
