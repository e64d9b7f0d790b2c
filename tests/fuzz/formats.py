"""Files of a model: safetensors and their index, config.json, whole folders, packs, tokenizers, GGUF."""

import atexit
import hashlib
import json
import random
import shutil
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

from aria_infer.chat.template import find_template
from aria_infer.errors import InferError, ModelError, PromptError, StoreError
from aria_infer.formats.config_json import read_config
from aria_infer.formats.folder import FolderSource
from aria_infer.formats.gguf import GgufFile
from aria_infer.formats.gguf_source import GgufSource
from aria_infer.formats.gguf_tokenizer import tokenizer_json
from aria_infer.formats.pack_record import PackRecord, look
from aria_infer.formats.packing import _read
from aria_infer.formats.parts import parts
from aria_infer.formats.safetensors import Checkpoint, SafetensorsFile
from aria_infer.formats.source import Source
from aria_infer.model_record import ModelRecord
from aria_infer.tokenizer import Tokenizer
from tests.fuzz.mutation import mutate, reshape_json, with_length
from tests.fuzz.target import Target

BETWEEN = b"\n\n"  # in a seed of two files: ends the config.json
MAX_FILE_BYTES = 32_768
PIECES = (
    b"{{ messages }}", b"{% for a in messages %}", b"{% endfor %}", b"{% if 1 %}", b"{% endif %}", b"{% set x = ",
    b" %}", b"{%- macro m(a) -%}", b"{% endmacro %}", b"{{ m(1) }}", b"range(9999999)", b"x * 99999999",
    b"'a' * 999999999", b".__class__", b"['__init__']", b"|tojson", b"|join", b"|list", b"|selectattr('role')",
    b"|map(attribute='content')", b"namespace(a=1)", b"ns.a", b"raise_exception('x')", b"strftime_now('%Y')",
    b"10 ** 99999", b"|center(99999999)", b"{{ '%s' % x }}", b"'{}'.format(x)", b"|indent(999)", b"{% generation %}",
    b"loop.index0", b"~", b"(", b")", b"9" * 60,
)  # fmt: skip


@cache
def folder(name: str) -> Path:
    """A folder of this process."""
    path = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def written(where: str, name: str, data: bytes) -> Path:
    """A file with these bytes."""
    path = folder(where) / name
    path.write_bytes(data)
    return path


def safetensors(data: bytes) -> None:
    """Every tensor's bytes are where the reader says."""
    file = SafetensorsFile(written("safetensors", "model.safetensors", data))
    for tensor in file.tensors.values():
        assert len(file.raw(tensor)) == tensor.stop - tensor.start


def reshape_safetensors(data: bytes, rng: random.Random) -> bytes:
    """Another header of true length, the same tensors."""
    n = int.from_bytes(data[:8], "little")
    header, body = data[8 : 8 + n], data[8 + n :]
    return with_length(reshape_json(header, rng), body)


def index(data: bytes) -> None:
    """An index beside two files."""
    place = folder("index")
    if not (place / "a.safetensors").is_file():
        for name in ("a", "b"):
            header = b'{"%s":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}' % name.encode()
            (place / f"{name}.safetensors").write_bytes(with_length(header, b"\0\1"))
    (place / "model.safetensors.index.json").write_bytes(data)
    Checkpoint(place)


def config(data: bytes) -> None:
    """A config.json, and after an empty line a generation_config.json."""
    first, more, second = data.partition(BETWEEN)
    place = written("config", "config.json", first).parent
    (place / "generation_config.json").unlink(missing_ok=True)
    if more:
        (place / "generation_config.json").write_bytes(second)
    read_config(place).digest()


def reshape_two(data: bytes, rng: random.Random) -> bytes:
    """JSON before the empty line changed, or what follows."""
    first, more, second = data.partition(BETWEEN)
    if more and rng.randrange(2):
        reshape = reshape_safetensors if second[8:9] == b"{" else reshape_json
        return first + more + reshape(second, rng)
    return reshape_json(first, rng) + more + second


def read_all(source: Source) -> None:
    """Everything a load reads."""
    for name in source.stamps():
        source.digest(name)
    source.companions()
    source.stored()
    for part in parts(source.config):
        if part.ternary:
            source.matrix(part.name)
        else:
            source.floats(part.name)


def checkpoint(data: bytes) -> None:
    """config.json, an empty line, model.safetensors: a whole folder, read to the last weight."""
    first, _, second = data.partition(BETWEEN)
    place = written("folder", "config.json", first).parent
    (place / "model.safetensors").write_bytes(second)
    read_all(FolderSource(place))


@cache
def two_layers() -> Path:
    """A folder with the model of the seed "folder", its layer twice."""
    first, _, second = Target.first_seed("folder").partition(BETWEEN)
    settings = json.loads(first) | {"num_hidden_layers": 2}
    n = int.from_bytes(second[:8], "little")
    header, body = json.loads(second[8 : 8 + n]), second[8 + n :]
    tensors = dict(header)
    for name, entry in header.items():
        if ".layers.0." in name:
            start, stop = entry["data_offsets"]
            moved = [len(body), len(body) + stop - start]
            tensors[name.replace(".layers.0.", ".layers.1.")] = entry | {"data_offsets": moved}
            body += body[start:stop]
    place = written("two-layers", "config.json", json.dumps(settings).encode()).parent
    (place / "model.safetensors").write_bytes(with_length(json.dumps(tensors).encode(), body))
    return place


@cache
def packed_source() -> FolderSource:
    """The source that the seeds of "pack" are packs of."""
    first, _, second = Target.first_seed("folder").partition(BETWEEN)
    place = folder("packed")
    (place / "config.json").write_bytes(first)
    (place / "model.safetensors").write_bytes(second)
    return FolderSource(place)


def pack(data: bytes) -> None:
    """A pack cache is good or it is not: nothing it holds is an error. The record says that it is the one."""
    source = packed_source()
    path = written("pack", "model.aria-pack", data)
    record = PackRecord(header=data[24:56].hex(), files=look(source, None))
    pack = _read(path, source, range(source.config.n_layers), record)
    if pack is not None:
        assert set(pack.linears) == {(p.layer, p.short) for p in parts(source.config) if p.ternary}


def reshape_pack(data: bytes, rng: random.Random) -> bytes:
    """Another header, its place, length and hash true."""
    start = min(int.from_bytes(data[8:16], "little"), len(data))
    header = reshape_json(data[start:], rng) if rng.randrange(4) else mutate(data[start:], rng, (), MAX_FILE_BYTES)
    head = data[:8] + start.to_bytes(8, "little") + len(header).to_bytes(8, "little") + hashlib.sha256(header).digest()
    return head + data[56:start] + header


def tokenizer(data: bytes) -> None:
    """A tokenizer that loads can be used: text to ids, and any ids to text."""
    made = Tokenizer(data, 1024)
    try:
        ids = made.encode("First Citizen: \u00e9\u4e00\U0001f600\n  <s> ")
        made.decode(ids)
        stream = made.stream()
        for token in (*ids, *range(0, 1024, 37)):
            stream.push(token)
        stream.finish()
    except InferError:
        return


def gguf(data: bytes) -> None:
    """A GGUF file, read to the last weight, and its tokenizer."""
    source = GgufSource(GgufFile(data, "fuzz.gguf"), folder("gguf") / "fuzz.gguf")
    read_all(source)
    tokenizer_json(source.metadata)


def template(data: bytes) -> None:
    """tokenizer_config.json, an empty line, a chat template: found, and used for one conversation."""
    first, _, second = data.partition(BETWEEN)
    companions = {"tokenizer_config.json": first} | ({"chat_template.jinja": second} if second else {})
    found = find_template(companions)
    if found is not None:
        asked = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "What is 2 + 2? <s>"}]
        found.render(asked, now=datetime(2026, 1, 2), tools=[{"name": "t"}])


def reshape_template(data: bytes, rng: random.Random) -> bytes:
    """A piece of a template's language put somewhere."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(PIECES) + data[at + rng.randrange(4) :]


def beside(data: bytes) -> None:
    """A tokenizer.json beside a GGUF file, which counts if its tokens are the file's."""
    place = written("beside", "tokenizer.json", data).parent
    source = GgufSource(GgufFile(Target.first_seed("gguf"), "fuzz.gguf"), place / "fuzz.gguf")
    if source.tokenizer is not None:
        Tokenizer(source.tokenizer, source.config.vocab_size)


def record(data: bytes) -> None:
    """What a pulled model is known by: what decodes encodes to what decodes to the same."""
    found = ModelRecord.decode(data)
    assert ModelRecord.decode(found.encode()) == found


TARGETS = (
    Target(name="safetensors", run=safetensors, clean=(ModelError,), reshape=reshape_safetensors),
    Target(name="index", run=index, clean=(ModelError,), reshape=reshape_json),
    Target(name="config", run=config, clean=(ModelError,), reshape=reshape_two),
    Target(name="folder", run=checkpoint, clean=(ModelError,), reshape=reshape_two, max_bytes=MAX_FILE_BYTES),
    Target(name="pack", run=pack, clean=(), reshape=reshape_pack, max_bytes=MAX_FILE_BYTES),
    Target(name="tokenizer", run=tokenizer, clean=(ModelError,), reshape=reshape_json, max_bytes=8192),
    Target(name="template", run=template, clean=(ModelError, PromptError), reshape=reshape_template),
    Target(name="beside", run=beside, clean=(ModelError,), reshape=reshape_json),
    Target(name="model_record", run=record, clean=(StoreError,), reshape=reshape_json),
    Target(name="gguf", run=gguf, clean=(ModelError,), max_bytes=MAX_FILE_BYTES),
)
