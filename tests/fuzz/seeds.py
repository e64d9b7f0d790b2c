"""Writes the corpus: python -m tests.fuzz.seeds. Whole, legal inputs for every target; findings are added by hand.

The same bytes each time, but for the GGUF files, which the `gguf` package writes.
"""

import json
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from aria_infer.contents import read_contents
from aria_infer.formats.convert import convert
from aria_infer.formats.folder import FolderSource
from aria_infer.formats.gguf_source import GgufSource
from aria_infer.formats.pack_record import look
from aria_infer.formats.packing import _write
from aria_infer.model import load
from aria_infer.model_record import ModelName, ModelRecord, StoredFile
from aria_infer.sampling import SamplingParams
from aria_infer.swarm import wire
from aria_infer.swarm.evidence import pack_evidence
from aria_infer.swarm.session import SessionTerms
from aria_infer.swarm.shard import Shard
from aria_p2p import codec
from aria_p2p.framing import encode_frame
from aria_p2p.ledger import codec as log
from aria_p2p.ledger.answer import AnswerProof
from aria_p2p.ledger.commitment import EquivocationProof
from aria_p2p.ledger.merkle import Tree, leaf_hash
from aria_p2p.ledger.note import Checkpoint
from aria_p2p.signed import sign_message, sign_record
from tests.aria_infer import gguf_files
from tests.aria_p2p.ledger import ledger_samples as samples
from tests.fuzz.formats import BETWEEN, folder, packed_source, two_layers
from tests.fuzz.mutation import with_length
from tests.fuzz.overlay import NETWORK, SIGNER
from tests.fuzz.target import CORPUS

SIZES = {
    "hidden_size": 16, "intermediate_size": 16, "num_attention_heads": 2, "num_key_value_heads": 1,
    "num_hidden_layers": 1, "vocab_size": 32, "max_position_embeddings": 64, "rms_norm_eps": 1e-5,
}  # fmt: skip
PACKED: dict[str, Any] = {
    **SIZES, "architectures": ["BitNetForCausalLM"], "model_type": "bitnet", "hidden_act": "relu2",
    "rope_theta": 10000.0, "tie_word_embeddings": True, "torch_dtype": "bfloat16", "eos_token_id": [2, 3],
    "quantization_config": {"quant_method": "bitnet", "linear_class": "autobitlinear", "quantization_mode": "offline"},
}  # fmt: skip
LATENT: dict[str, Any] = {
    **SIZES, "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu",
    "rope_parameters": {
        "rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
        "original_max_position_embeddings": 32,
    },
    "quantization_config": {"quant_method": "bitnet", "linear_class": "autobitlinear", "quantization_mode": "online"},
}  # fmt: skip


def text(value: Any) -> bytes:
    return json.dumps(value).encode()


def safetensors(tensors: dict[str, tuple[str, tuple[int, ...], bytes]]) -> bytes:
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, (dtype, shape, data) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    return with_length(text(header), body)


def model(config: dict[str, Any]) -> bytes:
    """Weights for one of the two configs above."""
    rng, packed = np.random.default_rng(1), config is PACKED
    h, wide, kv, vocab = 16, 16, 8, 32
    linears = {"self_attn.q_proj": (h, h), "self_attn.k_proj": (kv, h), "self_attn.v_proj": (kv, h),
               "self_attn.o_proj": (h, h), "mlp.gate_proj": (wide, h), "mlp.up_proj": (wide, h),
               "mlp.down_proj": (h, wide)}  # fmt: skip
    norms = {"input_layernorm": h, "post_attention_layernorm": h}
    norms |= {"self_attn.attn_sub_norm": h, "mlp.ffn_sub_norm": wide} if packed else {}
    tensors = {}

    def floats(name: str, *shape: int) -> None:
        tensors[name] = ("F32", shape, rng.standard_normal(shape).astype("<f4").tobytes())

    floats("model.embed_tokens.weight", vocab, h)
    floats("model.norm.weight", h)
    for name, size in norms.items():
        floats(f"model.layers.0.{name}.weight", size)
    for name, (n_out, n_in) in linears.items():
        weight = f"model.layers.0.{name}.weight"
        if packed:
            values = rng.integers(0, 3, (n_out // 4, n_in, 4)) << np.array([0, 2, 4, 6])
            tensors[weight] = ("U8", (n_out // 4, n_in), values.sum(-1).astype("u1").tobytes())
            floats(f"{weight}_scale", 1)
        else:
            floats(weight, n_out, n_in)
    if not config.get("tie_word_embeddings"):
        floats("lm_head.weight", vocab, h)
    return safetensors(tensors)


def files_of_a_model() -> Iterator[tuple[str, str, bytes]]:
    """(target, name, bytes)."""
    yield "safetensors", "two", safetensors({"a": ("F16", (2, 3), bytes(12)), "b.weight": ("U8", (), b"\1")})
    yield "safetensors", "empty", with_length(b"{}", b"")
    homes = {"a": "a.safetensors", "b": "b.safetensors"}
    yield "index", "two", text({"metadata": {"total_size": 4}, "weight_map": homes})
    yield "config", "packed", text(PACKED) + BETWEEN + text({"eos_token_id": 5})
    yield "config", "latent", text(LATENT)
    onebit = {**SIZES, "architectures": ["BitnetForCausalLM"], "model_type": "llama", "hidden_act": "silu",
              "rope_theta": 10000.0, "weight_bits": 1, "input_bits": 8}  # fmt: skip
    yield "config", "onebit", text(onebit)
    stored = (StoredFile(name="m.gguf", size=3, sha256="ab" * 32),)
    pulled = ModelRecord(
        name=ModelName(owner="owner", name="repo", file="m.gguf"), revision="cd" * 20, endpoint="https://example.org",
        pulled="2026-01-31T23:59:59Z", files=stored,
    )  # fmt: skip
    yield "model_record", "gguf", pulled.encode()
    for name, config in (("a-packed", PACKED), ("latent", LATENT)):
        yield "folder", name, text(config) + BETWEEN + model(config)


def tokenizers() -> Iterator[tuple[str, str, bytes]]:
    special = {"id": 0, "content": "<s>", "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
               "special": True}  # fmt: skip
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    empty = {"dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None}
    head = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [special], "normalizer": None}
    letters = ["F", "i", "r", "s", "t", "C", "z", "e", "n", "\u0120", "\u010a", ":"]
    vocabulary = {token: i for i, token in enumerate(["<s>", *letters, "Fi", "ti"])}
    bpe = {"type": "BPE", **empty, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False}
    yield "tokenizer", "byte-level", text({
        **head, "pre_tokenizer": byte_level, "post_processor": byte_level, "decoder": byte_level,
        "model": {**bpe, "vocab": vocabulary, "merges": [["F", "i"], ["t", "i"]]},
    })  # fmt: skip
    split = {"type": "Split", "pattern": {"Regex": "\\p{L}+|\\s+(?!\\S)|."}, "behavior": "Isolated", "invert": False}
    template = {
        "type": "TemplateProcessing", "pair": [{"Sequence": {"id": "A", "type_id": 0}}],
        "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
        "special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]}},
    }  # fmt: skip
    pieces = {"<s>": 0, "\u2581": 1, "F": 2, "i": 3, "\u2581F": 4} | {f"<0x{i:02X}>": 5 + i for i in range(0, 256, 17)}
    yield "tokenizer", "fallback", text({
        **head, "post_processor": template,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split]},
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Prepend", "prepend": "\u2581"},
            {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"},
        ]},
        "decoder": {"type": "Sequence", "decoders": [
            {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "}, {"type": "ByteFallback"},
            {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0},
        ]},
        "model": {**bpe, "fuse_unk": True, "byte_fallback": True, "vocab": pieces, "merges": [["\u2581", "F"]]},
    })  # fmt: skip


def templates() -> Iterator[tuple[str, str, bytes]]:
    turns = (
        "{{ bos_token }}{% for message in messages %}{% set ns = namespace(n=loop.index0) %}"
        "{{ '<|' + message['role'] + '|>' + message.content | trim + eos_token }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
    )
    checks = (
        "{%- macro say(m) -%}{{ m.role | upper }}: {{ m['content'].split(' ') | join('_') }}\n{%- endmacro -%}"
        "{% if messages[0].role not in ('system', 'user') %}{{ raise_exception('no') }}{% endif %}"
        "{{ strftime_now('%d %b %Y') }}{% for m in messages[1:] %}{{ say(m) }}{% endfor %}"
        "{{ tools | tojson(indent=2) }}"
    )
    special = {"bos_token": "<s>", "eos_token": {"content": "</s>"}}
    yield "template", "turns", text(special) + BETWEEN + turns.encode()
    yield "template", "checks", text(special) + BETWEEN + checks.encode()
    yield "template", "named", text({**special, "chat_template": [{"name": "default", "template": turns}]})


def packs_and_gguf() -> Iterator[tuple[str, str, bytes]]:
    """Made from the folders that are written already."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "made"
        assert _write(path, packed_source(), look(packed_source(), None), None)
        yield "pack", "whole", path.read_bytes()
        kinds = (("a-packed", "bitnet-b1.58", byte_level), ("latent", "llama", sentence_pieces))
        for name, kind, vocabulary in kinds:
            first, _, second = (CORPUS / "folder" / name).read_bytes().partition(BETWEEN)
            place = Path(temporary) / name
            place.mkdir()
            (place / "config.json").write_bytes(plain() if kind == "llama" else first)
            (place / "model.safetensors").write_bytes(second)
            made = gguf_files.write_gguf(path, FolderSource(place), kind, change=vocabulary)
            yield "gguf", kind, made.read_bytes()
            inside = GgufSource.open(made.rename(made.with_suffix(".gguf"))).tokenizer
            if kind == "bitnet-b1.58" and inside is not None:
                yield "beside", "same", inside


def plain() -> bytes:
    """The latent config without what GGUF says by a tensor."""
    return text({k: v for k, v in LATENT.items() if k != "rope_parameters"} | {"rope_theta": 500000.0})


def byte_level(writer: Any) -> None:
    """A tokenizer of the one kind, of 32 tokens."""
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("llama-bpe")
    writer.add_token_list(["<s>", "</s>", "t", "1", "t1", "t1t1", *(f"x{i}" for i in range(26))])
    writer.add_token_types([3, 3, *[1] * 30])
    writer.add_token_merges(["t 1", "t1 t1"])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(1)
    writer.add_chat_template("{{ messages[0].content }}")


def sentence_pieces(writer: Any) -> None:
    """And of the other."""
    writer.add_tokenizer_model("llama")
    writer.add_token_list(["<unk>", "<s>", "</s>", "\u2581", "a", "\u2581a", *(f"<0x{i:02X}>" for i in range(26))])
    writer.add_token_scores([0.0, 0.0, 0.0, -2.0, -3.0, -1.0, *[0.0] * 26])
    writer.add_token_types([2, 3, 3, 1, 1, 1, *[6] * 26])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(True)


def messages() -> Iterator[tuple[str, str, bytes]]:
    """What travels on the overlay and in a swarm."""
    frames = ((b"head", b"body"), (b"", b""), (b"x", b"y" * 99))
    yield "frames", "three", b"".join(encode_frame(header, body, 2048) for header, body in frames)
    headers = (
        codec.encode_shard_request("model/x"), codec.encode_shard_reply(True), codec.encode_sync_request("topic"),
        codec.encode_sync_reply(3),
    )  # fmt: skip
    for number, header in enumerate(headers):
        yield "headers", str(number), bytes([number]) + header
    addrs = ("/ip4/127.0.0.1/tcp/4001", "/dns4/example.org/tcp/1")
    yield "record", "whole", sign_record(
        SIGNER, NETWORK, addrs=addrs, keys=("a/b", "c"), payload=b"payload", sequence=7, lease_end=2.5
    )  # fmt: skip
    yield "message", "whole", sign_message(SIGNER, NETWORK, "topic", 1234, b"data")
    yield "peer_id", "whole", SIGNER.peer_id.encode()
    listed = (*addrs, "/ip6/::1/udp/9/quic-v1", f"/ip4/1.2.3.4/tcp/5/ws/p2p/{SIGNER.peer_id}")
    yield "addresses", "four", "\n".join(listed).encode()
    shard = Shard(manifest="ab" * 32, profile="aria-1", layers=(0, 3), embed=True, audits=(0, 9), service_us=1200)
    yield "shard", "whole", replace(shard, shipped_bytes=486_108).encode()
    yield "shard", "version-1", b"\x01" + shard.encode()[1:-8]
    agreed = SessionTerms(
        session=b"s" * 16, manifest="cd" * 32, profile="aria-1", client=samples.CLIENT.peer_id,
        stages=((samples.SERVER.peer_id, 0, 2), (samples.NEXT_SERVER.peer_id, 2, 4)),
        sampling=SamplingParams(temperature=0.5, top_p=0.9, top_k=40, seed=9), max_positions=100,
    )  # fmt: skip
    yield "terms", "whole", agreed.encode()
    yield "evidence", "whole", pack_evidence(agreed, samples.evidence())
    taken = ((0, 64), (64, 64), (64, 64), (128, 1))
    yield "steps", "four", b"".join(struct.pack(">IHBB", at, n, 0, 1) for at, n in taken)
    rng = np.random.default_rng(2)
    yield "rows", "tokens", bytes([2 << 2]) + struct.pack("<5I", 1, 5, 9, 31, 0)
    yield "rows", "residuals", bytes([1 | 2 | 1 << 2]) + rng.standard_normal(3 * 16).astype("<f4").tobytes()
    yield from (("envelope", kind, data) for kind, data in envelopes(agreed))


def envelopes(agreed: SessionTerms) -> Iterator[tuple[str, bytes]]:
    yield "open", wire.pack("open", terms=agreed.encode(), stage=1, stages=[{"addrs": ["/ip4/1.2.3.4/tcp/5"]}] * 2)
    yield "step", wire.pack("step", position=64, count=3, attempt=1, sample=True, compute_us=[5, 600])
    yield "token", wire.pack("token", position=67, attempt=1, sampled=True, token=9)
    yield "fault", wire.pack("fault", peer_id=SIGNER.peer_id, reason="is full")
    signed = samples.signed(samples.record()).encode()
    yield "countersign", wire.pack("countersign", record=signed, row_hashes=bytes(64))
    yield "span", wire.pack("span", terms=agreed.encode(), output_hashes=bytes(32))
    yield "content_request", wire.pack("content_request", manifest=bytes(32))
    yield "piece_request", wire.pack("piece_request", name="0.q", start=131_072, size=5)
    yield "piece", wire.pack("piece", name="0.q", start=131_072)


def weights() -> Iterator[tuple[str, str, bytes]]:
    """A model as a peer ships it, and a folder with one of its layers."""
    whole = load(two_layers(), cache_dir=folder("seed-packs"))
    contents = read_contents(whole.manifest, whole.content, whole.config.canonical())
    said = wire.pack(
        "content",
        config=whole.config.canonical(),
        kinds=bytes(1 if entry.part.ternary else 2 for entry in contents.entries),
        files=[{"name": "tokenizer_config.json", "size": 9}],
        eos_ids=[2, 3],
    )
    yield "cargo", "two-layers", len(said).to_bytes(2, "big") + said + whole.content
    yield "pieces", "honest", bytes(16)
    yield "pieces", "resumed", bytes(28) + b"\xff"
    kept = {entry.part.name for entry in contents.of_layers((0, 1))}
    part = Part(whole.source, {e.part.name: e.line for e in contents.entries if e.part.name not in kept}, whole.content)
    made = convert(part, folder("seed-part") / "made", manifest=whole.manifest).folder
    yield "partial", "first", whole.content + b"\n" + (made / "model.safetensors").read_bytes()


class Part:
    """Some parts of a checkpoint."""

    def __init__(self, whole: Any, absent: dict[str, str], content: bytes) -> None:
        self._whole, self.absent, self.content = whole, absent, content

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


def ledgers() -> Iterator[tuple[str, str, bytes]]:
    """Log entries, heads and proofs."""
    tokens = (1, 2)
    signed = samples.signed(samples.record([token.to_bytes(4, "little") for token in tokens]))
    audit = samples.audit(signed)
    yield "entry", "record", signed.encode()
    yield "entry", "audit", audit.encode()
    tree = Tree(leaf_hash(b"%d" % i) for i in range(9))
    head = Checkpoint.sign(samples.SERVER, samples.NETWORK, 9, tree.root())
    yield "note", "checkpoint", head.note
    yield "checkpoint", "whole", head.note
    asks = (
        log.HeadAsk(), log.EntriesAsk(first=1, count=2, size=9), log.LeafAsk(index=3, size=9),
        log.ConsistencyAsk(old=4, new=9),
    )  # fmt: skip
    for ask in asks:
        yield "log_ask", type(ask).__name__, log.encode_ask(ask)
    path = tree.inclusion(3, 9)
    replies = (
        log.HeadReply(checkpoint=head.note), log.EntriesReply(entries=(b"one", b"three"), paths=(path, path)),
        log.LeafReply(leaf=tree.leaf(3), path=path), log.ConsistencyReply(path=tree.consistency(4, 9)),
        log.Refusal(reason="no"),
    )  # fmt: skip
    for reply in replies:
        header, body = log.encode_reply(reply)
        yield "log_reply", type(reply).__name__, len(header).to_bytes(2, "big") + header + body
    yield "proof", "fraud", samples.evidence().encode()
    records = (samples.committed(samples.SERVER, signed.encode()),)
    audits = (samples.committed(samples.AUDITOR, audit.encode()),)
    yield "proof", "answer", AnswerProof(records=records, audits=audits, salt=samples.SALT, tokens=tokens).encode()
    older = Checkpoint.sign(samples.SERVER, samples.NETWORK, 4, bytes(32))
    proof = EquivocationProof(older=older.note, newer=head.note, leaf=tree.leaf(3), path=path)
    yield "equivocation", "grown", proof.encode()


def main() -> None:
    """Write what is missing from the corpus; leave what is there."""
    for group in (files_of_a_model, tokenizers, templates, messages, ledgers, packs_and_gguf, weights):
        for target, name, data in group():
            path = CORPUS / target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_bytes(data)


if __name__ == "__main__":
    main()
