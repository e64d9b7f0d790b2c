"""Train a small ternary language model (BitNet b1.58) from scratch on any text file, and export it for `aria_infer.load`.

    pip install aria-protocol[train]
    python examples/train_demo.py --text shakespeare.txt --out my-model --minutes 60
    aria generate --model my-model --prompt "ROMEO:" -n 64

The last tenth of the text is held out: neither the vocabulary nor the weights see it. The folder gets `config.json`,
`model.safetensors` and `tokenizer.json` in the layout of microsoft/BitNet-b1.58-2B-4T; `training/` inside it gets the checkpoint
that `--resume` continues from, and the curve as JSON lines and SVG.

Sources: "The Era of 1-bit LLMs" (arXiv 2402.17764) for the quantisers, its "Training Tips, Code and FAQ" for the straight-through
estimator and the two-phase weight decay, "BitNet b1.58 2B4T Technical Report" (arXiv 2504.12285) for squared ReLU and sub-norms.
"""

import argparse
import hashlib
import io
import json
import math
import os
import pickle
import resource
import struct
import sys
import time
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

try:
    import torch
    import torch.nn.functional as F
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from torch import Tensor, nn
except ImportError as error:
    raise SystemExit(f"train_demo: {error.name} is not installed; run: pip install 'aria-protocol[train]'") from None

try:
    from tqdm import tqdm
except ImportError:
    tqdm = None

END_ID, END_TOKEN = 0, "<|end|>"  # starts a text; the first held-out character is predicted from it
NORM_EPS, ROPE_THETA = 1e-5, 10000.0
SMALLEST_SCALE = 1e-5  # below this an all-zero row would divide by zero; the runtime has the same floor
FINAL_STRIDE_PARTS = 4  # the last measurement moves by context/4, so that nearly all characters see 3/4 of a context
PRECISION_STEPS = 5  # enough to see a factor of 1.1
HELD_OUT_PART = 10  # one character in ten, the last ones
LINEARS = ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
           "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj")  # fmt: skip


class TrainError(Exception):
    """Something the user can mend; printed as one line."""


def option(default, text):
    """A field of `Recipe` that is also a command-line flag."""
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What decides the weights, apart from the text and the length of the run. A checkpoint resumes only under the same one."""

    hidden: int = option(256, "width of the residual stream")
    intermediate: int = option(768, "width of the feed-forward part")
    layers: int = option(6, "number of layers")
    heads: int = option(4, "query heads")
    kv_heads: int = option(2, "key/value heads")
    vocab: int = option(1024, "largest number of vocabulary entries")
    context: int = option(256, "positions the model sees at once")
    batch: int = option(8, "sequences per step")
    lr: float = option(3e-3, "highest learning rate")
    warmup: int = option(100, "steps of linear warm-up")
    weight_decay: float = option(0.1, "weight decay in the first half; the second half has none")
    dropout: float = option(0.1, "dropout on embeddings and on each branch")
    seed: int = option(0, "random seed")
    precision: str = option("auto", "of the matrix products: float32, bfloat16, or auto (the faster one here)")

    def __post_init__(self):
        smallest = {"vocab": 257, "lr": 0.0, "weight_decay": 0.0, "dropout": 0.0, "seed": 0, "warmup": 0}
        for f in fields(self):
            if f.type is not str and getattr(self, f.name) < smallest.get(f.name, 1):
                raise TrainError(f"--{f.name.replace('_', '-')} {getattr(self, f.name)} is below {smallest.get(f.name, 1)}")
        if self.hidden % (2 * self.heads) or self.heads % self.kv_heads:
            raise TrainError(f"--heads {self.heads} must divide --hidden {self.hidden} into even parts, --kv-heads must divide --heads")
        if self.hidden % 4 or self.intermediate % 4 or self.hidden // self.heads * self.kv_heads % 4:
            raise TrainError("every matrix needs a multiple of 4 rows: the file holds four weights a byte")
        if self.dropout >= 1 or self.precision not in ("auto", "float32", "bfloat16"):
            raise TrainError("--dropout must be below 1 and --precision one of auto, float32, bfloat16")


# --- the model -----------------------------------------------------------------------------------------------------------------


def ternary(weight: Tensor) -> tuple[Tensor, Tensor]:
    """weight (n_out, n_in) -> its values in {-1, 0, 1} and the scale that multiplies them (absmean, arXiv 2402.17764 eq. 1-3)."""
    scale = weight.abs().mean().clamp(min=SMALLEST_SCALE)
    return (weight / scale).round().clamp(-1, 1), scale


class _TernaryProducts(torch.autograd.Function):
    """Several ternary linears of one input, which is made int8 once. The gradient passes straight through both roundings."""

    @staticmethod
    def forward(ctx, x, dtype, frozen_scales, *weights):
        pairs = [ternary(w) for w in weights] if frozen_scales is None else list(zip(weights, frozen_scales, strict=True))
        values = torch.cat([v for v, _ in pairs]).to(dtype)  # (all n_out, n_in); -1, 0, 1 are exact in bfloat16, as is int8
        scales = torch.cat([s.expand(len(v)) for v, s in pairs])  # (all n_out,)
        s = 127 / x.abs().amax(-1, keepdim=True).clamp(min=SMALLEST_SCALE)  # one per token
        q = (x * s).round_().clamp_(-128, 127).to(dtype)
        ctx.save_for_backward(q, s, values, scales)
        ctx.rows = [len(v) for v, _ in pairs]
        return ((q @ values.T).float() * (scales / s)).split(ctx.rows, -1)

    @staticmethod
    def backward(ctx, *grads):
        q, s, values, scales = ctx.saved_tensors
        grad = torch.cat(grads, -1)
        grad_x = ((grad * scales).to(values.dtype) @ values).float()
        grad_w = ((grad / s).to(q.dtype).flatten(0, -2).T @ q.flatten(0, -2)).float()
        return grad_x, None, None, *grad_w.split(ctx.rows)


class TernaryLinear(nn.Module):
    """One weight matrix (n_out, n_in). Trained ones hold latent float32 weights, exported ones ternary values and their scale."""

    def __init__(self, n_in: int, n_out: int):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in) * n_in**-0.5)
        self.scale: Tensor | None = None


def products(x: Tensor, dtype: torch.dtype, *linears: TernaryLinear) -> tuple[Tensor, ...]:
    """x (..., n_in) float32 -> one (..., n_out) float32 for each linear."""
    scales = None if linears[0].scale is None else [linear.scale for linear in linears]
    return _TernaryProducts.apply(x, dtype, scales, *(linear.weight for linear in linears))


class RMSNorm(nn.Module):
    def __init__(self, n: int):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(n))

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + NORM_EPS) * self.weight


class Attention(nn.Module):
    def __init__(self, recipe: Recipe):
        super().__init__()
        self.n_heads, self.n_kv_heads, self.d = recipe.heads, recipe.kv_heads, recipe.hidden // recipe.heads
        self.q_proj = TernaryLinear(recipe.hidden, recipe.hidden)
        self.k_proj = TernaryLinear(recipe.hidden, recipe.kv_heads * self.d)
        self.v_proj = TernaryLinear(recipe.hidden, recipe.kv_heads * self.d)
        self.o_proj = TernaryLinear(recipe.hidden, recipe.hidden)
        self.attn_sub_norm = RMSNorm(recipe.hidden)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, dtype: torch.dtype) -> Tensor:
        b, n, _ = x.shape
        q, k, v = (t.view(b, n, -1, self.d).transpose(1, 2) for t in products(x, dtype, self.q_proj, self.k_proj, self.v_proj))
        q, k = rotate(q, cos[:n], sin[:n]), rotate(k, cos[:n], sin[:n])
        k, v = (t.repeat_interleave(self.n_heads // self.n_kv_heads, 1) for t in (k, v))
        out = F.scaled_dot_product_attention(q.to(dtype), k.to(dtype), v.to(dtype), is_causal=True).float()
        return products(self.attn_sub_norm(out.transpose(1, 2).reshape(b, n, -1)), dtype, self.o_proj)[0]


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """RoPE (arXiv 2104.09864), halves paired: x (..., n, d), tables (n, d/2)."""
    u, v = x.chunk(2, -1)
    return torch.cat((u * cos - v * sin, v * cos + u * sin), -1)


class FeedForward(nn.Module):
    def __init__(self, recipe: Recipe):
        super().__init__()
        self.gate_proj = TernaryLinear(recipe.hidden, recipe.intermediate)
        self.up_proj = TernaryLinear(recipe.hidden, recipe.intermediate)
        self.down_proj = TernaryLinear(recipe.intermediate, recipe.hidden)
        self.ffn_sub_norm = RMSNorm(recipe.intermediate)

    def forward(self, x: Tensor, dtype: torch.dtype) -> Tensor:
        gate, up = products(x, dtype, self.gate_proj, self.up_proj)
        return products(self.ffn_sub_norm(gate.relu().square() * up), dtype, self.down_proj)[0]


class Layer(nn.Module):
    def __init__(self, recipe: Recipe):
        super().__init__()
        self.input_layernorm, self.self_attn = RMSNorm(recipe.hidden), Attention(recipe)
        self.post_attention_layernorm, self.mlp = RMSNorm(recipe.hidden), FeedForward(recipe)
        self.drop = nn.Dropout(recipe.dropout)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, dtype: torch.dtype) -> Tensor:
        x = x + self.drop(self.self_attn(self.input_layernorm(x), cos, sin, dtype))
        return x + self.drop(self.mlp(self.post_attention_layernorm(x), dtype))


class Model(nn.Module):
    """ids (batch, n) int64 -> logits (batch, n, vocab) float32. Parameter names are those of the hub's file, after `model.`"""

    def __init__(self, recipe: Recipe):
        super().__init__()
        self.embed_tokens = nn.Embedding(recipe.vocab, recipe.hidden)
        nn.init.normal_(self.embed_tokens.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(recipe) for _ in range(recipe.layers))
        self.norm, self.drop = RMSNorm(recipe.hidden), nn.Dropout(recipe.dropout)
        self.dtype = torch.float32  # of the matrix products while training; everything else, and every measurement, is float32
        d = recipe.hidden // recipe.heads
        angles = torch.outer(torch.arange(recipe.context).double(), ROPE_THETA ** (-torch.arange(0, d, 2).double() / d))
        self.register_buffer("cos", angles.cos().float(), persistent=False)
        self.register_buffer("sin", angles.sin().float(), persistent=False)

    def forward(self, ids: Tensor) -> Tensor:
        dtype = self.dtype if self.training else torch.float32
        x = self.drop(self.embed_tokens(ids))
        for layer in self.layers:
            x = layer(x, self.cos, self.sin, dtype)
        return (self.norm(x).to(dtype) @ self.embed_tokens.weight.to(dtype).T).float()


# --- the text ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Both parts start with `END_ID`."""

    train: Tensor
    held_out: Tensor
    n_train_characters: int
    n_held_out_characters: int
    tokenizer_json: str
    digest: str


def read_text(path: Path, recipe: Recipe) -> Text:
    """Raises: TrainError if the file is missing, not UTF-8 or too small for two contexts on each side."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise TrainError(f"cannot read --text {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise TrainError(f"--text {path} is not UTF-8 (byte {error.start}); convert it first") from None
    cut = len(text) - len(text) // HELD_OUT_PART
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator([text[:cut]], trainers.BpeTrainer(
        vocab_size=recipe.vocab, special_tokens=[END_TOKEN], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))  # fmt: skip
    train, held_out = (torch.tensor([END_ID, *tokenizer.encode(part).ids]) for part in (text[:cut], text[cut:]))
    if len(train) < 2 * recipe.context or len(held_out) < 2:
        raise TrainError(f"--text {path} is too small: {len(train)} tokens to train on, at least {2 * recipe.context} (two contexts) needed")
    return Text(train=train, held_out=held_out, n_train_characters=cut, n_held_out_characters=len(text) - cut,
                tokenizer_json=tokenizer.to_str(), digest=hashlib.sha256(text.encode()).hexdigest())  # fmt: skip


@torch.no_grad()
def bits_per_character(model: Model, ids: Tensor, n_characters: int, context: int, stride: int) -> float:
    """Every token after the first is predicted once, by windows of `context` that move by `stride`; float32, no dropout."""
    n, was_training = len(ids) - 1, model.training
    model.eval()
    length = min(context, n)
    starts = [*range(0, n - length, stride), n - length]
    nats, done = 0.0, 0
    for at in range(0, len(starts), 16):
        batch = starts[at : at + 16]
        inputs = torch.stack([ids[s : s + length] for s in batch])
        targets = torch.stack([ids[s + 1 : s + 1 + length] for s in batch])
        for row, s in enumerate(batch):
            targets[row, : done - s] = -100  # already predicted, by a window before this one
            done = s + length
        nats += F.cross_entropy(model(inputs).flatten(0, 1), targets.flatten(), ignore_index=-100, reduction="sum").item()
    model.train(was_training)
    return nats / math.log(2) / n_characters


# --- training ------------------------------------------------------------------------------------------------------------------


def cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def write_atomically(path: Path, data: bytes) -> None:
    """A kill leaves either the old file or the new one."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


class Run:
    """A training run: the model, its optimiser and all that a checkpoint holds."""

    def __init__(self, recipe: Recipe, text: Text):
        torch.manual_seed(recipe.seed)
        self.recipe, self.text = recipe, text
        self.model = Model(recipe)
        matrices = [p for p in self.model.parameters() if p.ndim == 2]
        norms = [p for p in self.model.parameters() if p.ndim == 1]
        self.optimizer = torch.optim.AdamW([{"params": matrices}, {"params": norms}], betas=(0.9, 0.95))
        self.step, self.wall_s, self.cpu_s, self.curve = 0, 0.0, 0.0, []

    def one_step(self, progress: float) -> float:
        """One step of AdamW at `progress` in [0, 1) of the run; returns the loss in nats per token."""
        recipe = self.recipe
        rate = recipe.lr * min(1.0, (self.step + 1) / max(recipe.warmup, 1)) * (1 - progress)
        decay = recipe.weight_decay if progress < 0.5 else 0.0  # late decay would keep flipping weights near a threshold
        for group, group_decay in zip(self.optimizer.param_groups, (decay, 0.0), strict=True):
            group.update(lr=rate, weight_decay=group_decay)
        starts = torch.randint(len(self.text.train) - recipe.context, (recipe.batch,))
        windows = self.text.train[starts[:, None] + torch.arange(recipe.context + 1)]
        logits = self.model(windows[:, :-1])
        loss = F.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return loss.item()

    def state(self) -> dict:
        return {
            "recipe": asdict(self.recipe), "digest": self.text.digest, "step": self.step, "wall_s": self.wall_s, "cpu_s": self.cpu_s,
            "curve": self.curve, "model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "rng": torch.get_rng_state(),
        }  # fmt: skip

    def restore(self, path: Path) -> None:
        """Raises: TrainError if there is no checkpoint at `path`, or it is damaged, or of another recipe or text."""
        try:
            saved = torch.load(path, weights_only=True)
            recipe = saved["recipe"]
        except OSError as error:
            raise TrainError(f"--resume: cannot read {path}: {error.strerror}; leave --resume out to start anew") from None
        except (RuntimeError, pickle.UnpicklingError, EOFError, KeyError, TypeError):
            raise TrainError(f"--resume: {path} is not a checkpoint of this trainer; leave --resume out to start anew") from None
        for name, value in asdict(self.recipe).items():
            if recipe.get(name) != value:
                raise TrainError(f"--resume: {path} was made with {name} {recipe.get(name)}, this run has {value}; use the same or start anew")
        if saved["digest"] != self.text.digest:
            raise TrainError(f"--resume: {path} was made from another text; give the same --text or start anew")
        self.model.load_state_dict(saved["model"])
        self.optimizer.load_state_dict(saved["optimizer"])
        torch.set_rng_state(saved["rng"])
        self.step, self.wall_s, self.cpu_s, self.curve = (saved[key] for key in ("step", "wall_s", "cpu_s", "curve"))


def faster_precision(recipe: Recipe, text: Text) -> str:
    """bfloat16 wins only on CPUs with instructions for it and a library that uses them, so both are tried."""
    seconds = {}
    for name in ("float32", "bfloat16"):
        run = Run(recipe, text)
        run.model.dtype = getattr(torch, name)
        run.one_step(0.0)
        start = time.perf_counter()
        for _ in range(PRECISION_STEPS):
            run.one_step(0.0)
        seconds[name] = (time.perf_counter() - start) / PRECISION_STEPS
    print("seconds per step: " + ", ".join(f"{name} {s:.2f}" for name, s in seconds.items()), flush=True)
    return min(seconds, key=seconds.__getitem__)


class ProgressBar:
    """On standard error, and only if somebody looks at it: tqdm's where installed, else one line of our own."""

    def __init__(self):
        self.bar = tqdm(total=100, bar_format="{l_bar}{bar}| {elapsed}<{remaining} {postfix}") if tqdm and sys.stderr.isatty() else None

    def show(self, progress: float, note: str) -> None:
        if self.bar is not None:
            self.bar.set_postfix_str(note, refresh=False)
            self.bar.update(100 * progress - self.bar.n)
        elif sys.stderr.isatty():
            print(f"\r[{'#' * round(40 * progress):<40}] {progress:4.0%} {note} ", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
        elif sys.stderr.isatty():
            print(file=sys.stderr)


def train(run: Run, folder: Path, *, minutes: float, steps: int | None, every: int) -> None:
    """Trains until `minutes` (of all the pieces of a resumed run together) or `steps` are over; checkpoints every `every` steps."""
    model, context, text = run.model, run.recipe.context, run.text
    bits_per_token = len(text.train) / text.n_train_characters / math.log(2)
    wall_0, cpu_0 = time.monotonic() - run.wall_s, cpu_seconds() - run.cpu_s
    bar, losses = ProgressBar(), []
    model.train()

    def progress() -> float:
        return max((time.monotonic() - wall_0) / (60 * minutes), run.step / steps if steps else 0.0)

    def measure() -> None:
        bits = bits_per_character(model, text.held_out, text.n_held_out_characters, context, context)
        run.wall_s, run.cpu_s = time.monotonic() - wall_0, cpu_seconds() - cpu_0
        train_bits = sum(losses) / len(losses) * bits_per_token
        run.curve.append({"step": run.step, "train_bits": train_bits, "held_out_bits": bits, "wall_s": round(run.wall_s, 1),
                          "cpu_s": round(run.cpu_s, 1)})  # fmt: skip
        losses.clear()
        print(f"step {run.step}: {train_bits:.3f} bits per character in training, {bits:.3f} held out; "
              f"{run.wall_s:.0f} s, {run.cpu_s:.0f} CPU s", flush=True)  # fmt: skip
        save(run, folder)

    while (now := progress()) < 1:
        losses.append(run.one_step(now))
        bar.show(min(progress(), 1.0), f"step {run.step}, loss {losses[-1]:.3f}")
        if run.step % every == 0:
            measure()
    if losses:
        measure()
    bar.close()


def save(run: Run, folder: Path) -> None:
    """The checkpoint last: what it says is done has been written."""
    write_atomically(folder / "curve.jsonl", "".join(json.dumps(point) + "\n" for point in run.curve).encode())
    write_atomically(folder / "curve.svg", curve_svg(run.curve).encode())
    buffer = io.BytesIO()
    torch.save(run.state(), buffer)
    write_atomically(folder / "checkpoint.pt", buffer.getvalue())
    print(f"checkpoint at step {run.step}", flush=True)


def curve_svg(curve: list[dict]) -> str:
    """Bits per character against steps: training in grey, held out in blue."""
    values = [point[key] for point in curve for key in ("train_bits", "held_out_bits")]
    low, high, last = min(values), max(values), curve[-1]["step"]

    def line(key: str, colour: str) -> str:
        points = " ".join(f"{50 + 540 * p['step'] / last:.1f},{20 + 320 * (high - p[key]) / max(high - low, 1e-9):.1f}" for p in curve)
        return f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>'

    labels = [(5, 25, f"{high:.2f}"), (5, 345, f"{low:.2f}"), (540, 370, f"{last} steps"), (50, 370, "bits per character: training grey, held out blue")]
    texts = "".join(f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="13">{t}</text>' for x, y, t in labels)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="620" height="380"><rect width="620" height="380" fill="white"/>{texts}'
            f'{line("train_bits", "#999")}{line("held_out_bits", "#06c")}</svg>\n')  # fmt: skip


# --- the exported folder -------------------------------------------------------------------------------------------------------


def pack(values: Tensor) -> Tensor:
    """values (n_out, n_in) of {-1, 0, 1} -> uint8 (n_out/4, n_in): value+1, first quarter of the rows in bits 0-1, second in 2-3, ..."""
    quarters = (values + 1).to(torch.uint8).chunk(4)
    return quarters[0] | quarters[1] << 2 | quarters[2] << 4 | quarters[3] << 6


def unpack(packed: Tensor) -> Tensor:
    return torch.cat([(packed >> shift & 3).float() - 1 for shift in (0, 2, 4, 6)])


def export(model: Model, recipe: Recipe, text: Text, folder: Path) -> None:
    """Writes the hub-style folder. Source: the files of microsoft/BitNet-b1.58-2B-4T, whose scale multiplies and is bfloat16."""
    tensors = {}
    for name, value in model.state_dict().items():
        if name.removesuffix(".weight").endswith(LINEARS):
            values, scale = ternary(value)
            tensors["model." + name] = pack(values)
            tensors["model." + name + "_scale"] = scale.reshape(1).bfloat16()
        else:
            tensors["model." + name] = value.bfloat16()
    header, blobs, at = {"__metadata__": {"format": "pt"}}, [], 0
    for name, tensor in sorted(tensors.items(), key=lambda item: (item[1].dtype == torch.uint8, item[0])):  # 2-byte ones first: aligned
        blobs.append(tensor.contiguous().view(torch.uint8).numpy().tobytes())
        header[name] = {"dtype": "U8" if tensor.dtype == torch.uint8 else "BF16", "shape": list(tensor.shape),
                        "data_offsets": [at, at + len(blobs[-1])]}  # fmt: skip
        at += len(blobs[-1])
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    config = {
        "architectures": ["BitNetForCausalLM"], "model_type": "bitnet", "hidden_act": "relu2", "hidden_size": recipe.hidden,
        "intermediate_size": recipe.intermediate, "num_hidden_layers": recipe.layers, "num_attention_heads": recipe.heads,
        "num_key_value_heads": recipe.kv_heads, "vocab_size": recipe.vocab, "rms_norm_eps": NORM_EPS, "rope_theta": ROPE_THETA,
        "max_position_embeddings": recipe.context, "tie_word_embeddings": True, "attention_bias": False, "attention_dropout": 0.0,
        "bos_token_id": END_ID, "eos_token_id": END_ID, "torch_dtype": "bfloat16",
        "quantization_config": {"quant_method": "bitnet", "linear_class": "autobitlinear", "quantization_mode": "offline"},
    }  # fmt: skip
    write_atomically(folder / "model.safetensors", struct.pack("<Q", len(head)) + head + b"".join(blobs))
    write_atomically(folder / "tokenizer.json", text.tokenizer_json.encode())
    write_atomically(folder / "config.json", (json.dumps(config, indent=1) + "\n").encode())


def read_export(folder: Path, recipe: Recipe) -> Model:
    """The model that the folder holds, so that what is measured is what is shipped."""
    data = (folder / "model.safetensors").read_bytes()
    size = struct.unpack_from("<Q", data)[0]
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            raw = torch.frombuffer(bytearray(data[8 + size + begin : 8 + size + end]), dtype=torch.uint8)
            tensor = raw if entry["dtype"] == "U8" else raw.view(torch.bfloat16).float()
            tensors[name.removeprefix("model.")] = tensor.reshape(entry["shape"])
    model = Model(recipe)
    for name in LINEARS:
        for i, layer in enumerate(model.layers):
            key = f"layers.{i}.{name}.weight"
            tensors[key] = unpack(tensors[key])
            layer.get_submodule(name).scale = tensors.pop(key + "_scale")
    model.load_state_dict(tensors)
    return model.eval()


# --- the command ---------------------------------------------------------------------------------------------------------------


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="train_demo", description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, required=True, metavar="FILE", help="what to learn: any UTF-8 text file")
    parser.add_argument("--out", type=Path, default=Path("demo-model"), metavar="FOLDER", help="where the model goes (%(default)s)")
    parser.add_argument("--minutes", type=float, default=60.0, help="length of the run (%(default)s); the schedule follows it")
    parser.add_argument("--steps", type=int, help="stop after this many steps, if that comes before --minutes")
    parser.add_argument("--checkpoint-every", type=int, default=200, metavar="STEPS", help="and measure (%(default)s)")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
    parser.add_argument("--resume", action="store_true", help="continue from the checkpoint in --out")
    for f in fields(Recipe):
        parser.add_argument("--" + f.name.replace("_", "-"), type=f.type, default=f.default, help=f"{f.metadata['help']} (%(default)s)")
    args = parser.parse_args(argv)
    for name in ("minutes", "steps", "checkpoint_every", "threads"):
        if getattr(args, name) is not None and not getattr(args, name) > 0:
            parser.error(f"--{name.replace('_', '-')} must be above 0")
    return args


def main(argv: list[str] | None = None) -> None:
    args = arguments(argv)
    torch.set_num_threads(args.threads)
    recipe = Recipe(**{f.name: getattr(args, f.name) for f in fields(Recipe)})
    text = read_text(args.text, recipe)
    recipe = replace(recipe, vocab=Tokenizer.from_str(text.tokenizer_json).get_vocab_size())  # a small text may yield fewer entries
    folder = args.out / "training"
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{len(text.train)} tokens to train on, {len(text.held_out)} held out ({text.n_held_out_characters} characters)", flush=True)
    dtype = faster_precision(recipe, text) if recipe.precision == "auto" else recipe.precision
    run = Run(recipe, text)
    if args.resume:
        run.restore(folder / "checkpoint.pt")
    run.model.dtype = getattr(torch, dtype)
    train(run, folder, minutes=args.minutes, steps=args.steps, every=args.checkpoint_every)
    export(run.model, recipe, text, args.out)
    stride = max(recipe.context // FINAL_STRIDE_PARTS, 1)
    bits = bits_per_character(read_export(args.out, recipe), text.held_out, text.n_held_out_characters, recipe.context, stride)
    print(f"{args.out}: {bits:.3f} bits per character on {text.n_held_out_characters} held-out characters "
          f"(exported ternary model, context {recipe.context}, stride {stride}); {run.wall_s:.0f} s, {run.cpu_s:.0f} CPU s")  # fmt: skip


if __name__ == "__main__":
    try:
        main()
    except TrainError as error:
        raise SystemExit(f"train_demo: {error}") from None
    except OSError as error:
        raise SystemExit(f"train_demo: cannot write {error.filename}: {error.strerror}") from None
    except KeyboardInterrupt:
        raise SystemExit("\ntrain_demo: stopped; --resume continues from the last checkpoint") from None
