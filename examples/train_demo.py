"""Train a small ternary language model (BitNet b1.58) from scratch on any text file, and export it for `aria_infer`.

    pip install aria-protocol[train]
    python examples/train_demo.py --text shakespeare.txt --out my-model --minutes 60
    aria generate --model my-model --prompt "ROMEO:" -n 64

The last tenth of the text is held out: neither the vocabulary nor the weights see it. The folder is laid out as
microsoft/BitNet-b1.58-2B-4T; `training/` in it gets the checkpoint that `--resume` continues from, and the curve as
JSON lines and SVG. All is float32: bfloat16 products took 1.3 times as long, on a CPU that has instructions for them.

Sources: "The Era of 1-bit LLMs" (arXiv 2402.17764) for the quantisers; its "Training Tips, Code and FAQ" for the
gradient, and weight decay in the first half only; "BitNet b1.58 2B4T" (2504.12285) for squared ReLU and sub-norms.
"""

import argparse
import hashlib
import io
import json
import math
import pickle
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

try:
    import torch
    import torch.nn.functional as F
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from torch import Tensor
except ImportError as missing:
    raise SystemExit(f"train_demo: {missing.name} is not installed; run: pip install 'aria-protocol[train]'") from None

import aria_infer

END_ID, END_TOKEN = 0, "<|end|>"  # starts a text: the first held-out character is predicted from it
NORM_EPS, ROPE_THETA = 1e-5, 10000.0
SMALLEST_SCALE = 1e-5  # an all-zero row would divide by zero; the runtime has the same floor
QUANTIZATION = {"quant_method": "bitnet", "linear_class": "autobitlinear", "quantization_mode": "offline"}
CHECKPOINT = "checkpoint.pt"
KEPT = ("step", "wall_s", "cpu_s", "curve")  # of a run, besides the weights, the optimiser and the random state
HELD_OUT_PART = 10  # one character in ten, the last ones
EXPORT_STRIDE_PARTS = 4  # windows of the last measurement move by context/4: nearly all is seen with 3/4 context


class TrainError(Exception):
    """Something the user can mend; printed as one line."""


def option(default, smallest, text, below=math.inf):
    """A field of `Recipe` that is a command-line flag too."""
    return field(default=default, metadata={"range": (smallest, below), "help": f"{text} (%(default)s)"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What decides the weights, besides the text and the length of the run. A checkpoint resumes only under its own."""

    hidden: int = option(256, 4, "width of the residual stream")
    intermediate: int = option(768, 4, "width of the feed-forward part")
    layers: int = option(6, 1, "number of layers")
    heads: int = option(4, 1, "query heads")
    kv_heads: int = option(2, 1, "key/value heads")
    vocab: int = option(1024, 257, "largest number of vocabulary entries")
    context: int = option(256, 2, "positions the model sees at once")
    batch: int = option(8, 1, "sequences per step")
    lr: float = option(3e-3, 0, "highest learning rate")
    warmup: int = option(100, 1, "steps of linear warm-up")
    weight_decay: float = option(0.1, 0, "weight decay in the first half; the second half has none")
    dropout: float = option(0.1, 0, "dropout on embeddings and on each branch", below=1)
    seed: int = option(0, 0, "random seed")

    def __post_init__(self):
        for f in fields(self):
            smallest, below = f.metadata["range"]
            if not smallest <= getattr(self, f.name) < below:
                raise TrainError(f"--{f.name.replace('_', '-')} must be at least {smallest} and below {below}")
        if self.hidden % (2 * self.heads) or self.heads % self.kv_heads:
            raise TrainError(f"{self.heads} heads must cut hidden {self.hidden} evenly, and kv-heads must divide heads")
        if self.hidden % 4 or self.intermediate % 4 or self.hidden // self.heads * self.kv_heads % 4:
            raise TrainError("every matrix needs a multiple of 4 rows: the file holds four weights a byte")


def ternary(weight: Tensor) -> tuple[Tensor, Tensor]:
    """weight (n_out, n_in) -> values in {-1, 0, 1}, and the scale that multiplies them (absmean)."""
    scale = weight.abs().mean().clamp(min=SMALLEST_SCALE)
    return (weight / scale).round().clamp(-1, 1), scale


class _NormedLinears(torch.autograd.Function):
    """RMSNorm of x (n, n_in), made int8 once per token, times each of the ternary matrices: a tuple of (n, n_out).

    Written out because passes over memory take most of the time. The gradient passes straight through both roundings.
    """

    @staticmethod
    def forward(ctx, x, norm, *weights):
        r = (torch.linalg.vector_norm(x, dim=-1, keepdim=True) ** 2 / x.shape[-1] + NORM_EPS).rsqrt()  # (n, 1)
        normed = (x * r).mul_(norm)
        least, most = normed.aminmax(dim=-1, keepdim=True)
        step = torch.maximum(-least, most).clamp_(min=SMALLEST_SCALE) / 127  # (n, 1)
        q = normed.div_(step).round_()  # within -127..127
        pairs = [ternary(w) for w in weights]
        ctx.save_for_backward(x, r, norm, q, step, *(values * scale for values, scale in pairs))
        return tuple((q @ values.T).mul_(step * scale) for values, scale in pairs)  # the sums before `mul_` are exact

    @staticmethod
    def backward(ctx, *grads):
        x, r, norm, q, step, *weights = ctx.saved_tensors
        seen = q * step
        grad_weights = [grad.T @ seen for grad in grads]
        grad = grads[0] @ weights[0]
        for more, weight in zip(grads[1:], weights[1:], strict=True):
            grad.addmm_(more, weight)
        product = grad * x
        along = (product @ norm)[:, None] * r**3 / x.shape[-1]
        return grad.mul_(norm).mul_(r).addcmul_(x, along, value=-1), r[:, 0] @ product, *grad_weights


def new_weights(recipe: Recipe) -> dict[str, Tensor]:
    """Every tensor to train, named as in the hub's file less `model.`; linears are latent until `ternary`."""
    hidden, wide, kv = recipe.hidden, recipe.intermediate, recipe.hidden // recipe.heads * recipe.kv_heads
    shapes = {
        "input_layernorm": (hidden,), "self_attn.q_proj": (hidden, hidden), "self_attn.k_proj": (kv, hidden),
        "self_attn.v_proj": (kv, hidden), "self_attn.o_proj": (hidden, hidden), "self_attn.attn_sub_norm": (hidden,),
        "post_attention_layernorm": (hidden,), "mlp.gate_proj": (wide, hidden), "mlp.up_proj": (wide, hidden),
        "mlp.down_proj": (hidden, wide), "mlp.ffn_sub_norm": (wide,),
    }  # fmt: skip
    weights = {"embed_tokens.weight": torch.randn(recipe.vocab, hidden) * 0.02}
    for i in range(recipe.layers):
        for name, shape in shapes.items():
            weight = torch.randn(shape) * shape[-1] ** -0.5 if len(shape) == 2 else torch.ones(shape)
            weights[f"layers.{i}.{name}.weight"] = weight
    weights["norm.weight"] = torch.ones(hidden)
    return {name: tensor.requires_grad_() for name, tensor in weights.items()}


def rope(x: Tensor) -> Tensor:
    """Rotary positions (arXiv 2104.09864), the halves paired. x: (..., n, d)"""
    n, d = x.shape[-2:]
    angles = torch.outer(torch.arange(n).double(), ROPE_THETA ** (-torch.arange(0, d, 2).double() / d))
    cos, sin = angles.cos().float(), angles.sin().float()
    u, v = x.chunk(2, -1)
    return torch.cat((u * cos - v * sin, v * cos + u * sin), -1)


def logits(weights: dict[str, Tensor], ids: Tensor, recipe: Recipe, dropout: float = 0.0) -> Tensor:
    """ids (batch, n) int64 -> (batch, n, vocab) float32."""

    def linears(x: Tensor, norm: str, *names: str) -> tuple[Tensor, ...]:
        return _NormedLinears.apply(x, weights[norm + ".weight"], *(weights[name + ".weight"] for name in names))

    def attention(x: Tensor, at: str) -> Tensor:
        q, k, v = (
            y.view(*ids.shape, -1, recipe.hidden // recipe.heads).transpose(1, 2)  # (batch, heads, n, d)
            for y in linears(x, at + "input_layernorm", *(at + f"self_attn.{name}_proj" for name in "qkv"))
        )
        k, v = (y.repeat_interleave(recipe.heads // recipe.kv_heads, 1) for y in (rope(k), v))
        out = F.scaled_dot_product_attention(rope(q), k, v, is_causal=True).transpose(1, 2).reshape(x.shape)
        return linears(out, at + "self_attn.attn_sub_norm", at + "self_attn.o_proj")[0]

    def feed_forward(x: Tensor, at: str) -> Tensor:
        gate, up = linears(x, at + "post_attention_layernorm", at + "mlp.gate_proj", at + "mlp.up_proj")
        return linears(gate.relu().square() * up, at + "mlp.ffn_sub_norm", at + "mlp.down_proj")[0]

    x = F.dropout(F.embedding(ids.flatten(), weights["embed_tokens.weight"]), dropout)  # (batch * n, hidden)
    for i in range(recipe.layers):
        x = x + F.dropout(attention(x, f"layers.{i}."), dropout)
        x = x + F.dropout(feed_forward(x, f"layers.{i}."), dropout)
    x = F.rms_norm(x, (recipe.hidden,), weights["norm.weight"], NORM_EPS)
    return (x @ weights["embed_tokens.weight"].T).unflatten(0, ids.shape)


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut in two and tokenised; both parts start with `END_ID`."""

    tokenizer: Tokenizer
    train: Tensor
    held_out: Tensor
    n_train_characters: int
    n_held_out_characters: int
    digest: str  # SHA-256 of the whole text, hex


def read_text(path: Path, recipe: Recipe) -> Text:
    """Raises: TrainError if the file is missing, not UTF-8 or too small."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TrainError(f"--text {path} must be a readable UTF-8 file: {error}") from None
    cut = len(text) - len(text) // HELD_OUT_PART
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    symbols = {"special_tokens": [END_TOKEN], "initial_alphabet": pre_tokenizers.ByteLevel.alphabet()}
    trainer = trainers.BpeTrainer(vocab_size=recipe.vocab, show_progress=False, **symbols)
    tokenizer.train_from_iterator([text[:cut]], trainer)
    train, held_out = (torch.tensor([END_ID, *tokenizer.encode(part).ids]) for part in (text[:cut], text[cut:]))
    if len(train) < 2 * recipe.context or len(held_out) < 2:
        raise TrainError(f"--text {path} is too small: {len(train)} tokens, {2 * recipe.context} needed (two contexts)")
    return Text(tokenizer, train, held_out, cut, len(text) - cut, hashlib.sha256(text.encode()).hexdigest())


@torch.no_grad()
def held_out_bits(predict: Callable[[Tensor], Tensor], text: Text, context: int, stride: int) -> float:
    """Bits per character by `predict` (ids (n,) -> logits (n, vocab)), each token predicted once.

    A window holds `context` tokens and moves by `stride`; it counts where the window before it did not reach.
    """
    ids, n = text.held_out, len(text.held_out) - 1
    nats, done = 0.0, 0
    for start in [*range(0, max(n - context, 0), stride), max(n - context, 0)]:
        end = min(start + context, n)
        found = predict(ids[start:end])[done - start :]
        nats += F.cross_entropy(found, ids[done + 1 : end + 1], reduction="sum").item()
        done = end
    return nats / math.log(2) / text.n_held_out_characters


class Run:
    """The weights, their optimiser and the rest that a checkpoint holds."""

    def __init__(self, recipe: Recipe, text: Text):
        torch.manual_seed(recipe.seed)
        self.recipe, self.text, self.weights = recipe, text, new_weights(recipe)
        matrices, norms = ([w for w in self.weights.values() if w.ndim == n_axes] for n_axes in (2, 1))
        self.optimizer = torch.optim.AdamW([{"params": matrices}, {"params": norms}], betas=(0.9, 0.95))
        self.step, self.wall_s, self.cpu_s, self.curve = 0, 0.0, 0.0, []

    def one_step(self, progress: float) -> float:
        """One step of AdamW at `progress` in [0, 1) of the run; returns the loss in nats per token."""
        recipe = self.recipe
        lr = recipe.lr * min(1.0, (self.step + 1) / recipe.warmup) * (1 - progress)
        decay = recipe.weight_decay if progress < 0.5 else 0.0  # later it only keeps flipping weights near a threshold
        for group, group_decay in zip(self.optimizer.param_groups, (decay, 0.0), strict=True):
            group |= {"lr": lr, "weight_decay": group_decay}
        starts = torch.randint(len(self.text.train) - recipe.context, (recipe.batch, 1))
        windows = self.text.train[starts + torch.arange(recipe.context + 1)]
        predicted = logits(self.weights, windows[:, :-1], recipe, recipe.dropout)
        loss = F.cross_entropy(predicted.flatten(0, 1), windows[:, 1:].flatten())
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights.values(), 1.0)
        self.optimizer.step()
        self.step += 1
        return loss.item()

    def save(self, folder: Path) -> None:
        """The checkpoint comes last: what it says is done has been written."""
        write_atomically(folder / "curve.jsonl", "".join(json.dumps(point) + "\n" for point in self.curve).encode())
        write_atomically(folder / "curve.svg", curve_svg(self.curve).encode())
        state = {name: getattr(self, name) for name in KEPT}
        state |= {"recipe": asdict(self.recipe), "digest": self.text.digest, "rng": torch.get_rng_state()}
        state |= {"model": self.weights, "optimizer": self.optimizer.state_dict()}
        torch.save(state, buffer := io.BytesIO())
        write_atomically(folder / CHECKPOINT, buffer.getvalue())

    def restore(self, path: Path) -> None:
        """Raises: TrainError if there is no checkpoint at `path`, or it is damaged, or of another recipe or text."""
        try:
            saved = torch.load(path, weights_only=True)
            theirs = {**saved["recipe"], "text": saved["digest"]}
        except (OSError, RuntimeError, pickle.UnpicklingError, EOFError, KeyError, TypeError):
            raise TrainError(f"cannot resume: {path} is missing or no checkpoint; start anew in a new --out") from None
        for name, ours in {**asdict(self.recipe), "text": self.text.digest}.items():
            if theirs.get(name) != ours:
                raise TrainError(f"cannot resume: {path} has {name} {theirs.get(name)}, not {ours}; make them equal")
        with torch.no_grad():
            for name, weight in self.weights.items():
                weight.copy_(saved["model"][name])
        self.optimizer.load_state_dict(saved["optimizer"])
        torch.set_rng_state(saved["rng"])
        vars(self).update({name: saved[name] for name in KEPT})


def write_atomically(path: Path, data: bytes) -> None:
    """A kill leaves either the old file or the new one."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)


def train(run: Run, folder: Path, *, minutes: float, steps: int | None, every: int) -> None:
    """Trains for `minutes` (all pieces of a resumed run together) or `steps`, with a checkpoint after `every` steps."""
    wall_0, cpu_0 = time.monotonic() - run.wall_s, time.process_time() - run.cpu_s
    bits_per_nat = len(run.text.train) / run.text.n_train_characters / math.log(2)  # nats a token to bits a character
    context, losses = run.recipe.context, []

    def progress() -> float:
        return min(1.0, run.step / steps if steps else (time.monotonic() - wall_0) / (60 * minutes))

    now = progress()
    while now < 1:
        losses.append(run.one_step(now))
        now = progress()
        if sys.stderr.isatty():  # somebody looks
            bar = f"[{'#' * round(40 * now):<40}] {now:4.0%} step {run.step}, loss {losses[-1]:.3f}"
            print("\r" + bar, end=" ", file=sys.stderr, flush=True)
        if run.step % every and now < 1:
            continue
        bits = held_out_bits(lambda ids: logits(run.weights, ids[None], run.recipe)[0], run.text, context, context)
        run.wall_s, run.cpu_s = time.monotonic() - wall_0, time.process_time() - cpu_0
        point = {"step": run.step, "train_bits": sum(losses) / len(losses) * bits_per_nat, "held_out_bits": bits}
        run.curve.append({**point, "wall_s": round(run.wall_s, 1), "cpu_s": round(run.cpu_s, 1)})
        run.save(folder)
        losses.clear()
        print("step {step}: {train_bits:.3f} bits per character in training, {held_out_bits:.3f} held out; "
              "{wall_s:.0f} s, {cpu_s:.0f} CPU s".format(**run.curve[-1]), flush=True)  # fmt: skip


def curve_svg(curve: list[dict]) -> str:
    """Bits per character against steps: training in grey, held out in blue."""
    keys, last = {"train_bits": "#999", "held_out_bits": "#06c"}, curve[-1]["step"]
    low, high = (extreme(point[key] for point in curve for key in keys) for extreme in (min, max))
    labels = [(8, 25, f"{high:.2f}"), (8, 345, f"{low:.2f}"), (520, 370, f"{last} steps"), (50, 370, curve_svg.__doc__)]
    parts = [f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="13">{text}</text>' for x, y, text in labels]
    for key, colour in keys.items():
        spots = ((50 + 540 * p["step"] / last, 20 + 320 * (high - p[key]) / max(high - low, 1e-9)) for p in curve)
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>')
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 380">' + "".join(parts) + "</svg>\n"


def export(weights: dict[str, Tensor], recipe: Recipe, text: Text, folder: Path) -> None:
    """Writes the hub-style folder. Source: microsoft/BitNet-b1.58-2B-4T on the hub."""
    tensors = {}
    for name, weight in weights.items():
        tensors[name] = weight.detach().bfloat16()
        if "_proj." in name:  # four values + 1 a byte: the first quarter of the rows in bits 0-1, and so on
            values, scale = ternary(weight.detach())
            a, b, c, d = (values + 1).to(torch.uint8).chunk(4)
            tensors |= {name: a | b << 2 | c << 4 | d << 6, name + "_scale": scale.reshape(1).bfloat16()}
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in sorted(tensors.items(), key=lambda item: -item[1].itemsize):  # so all stay aligned
        kind, start = {1: "U8", 2: "BF16"}[tensor.itemsize], len(data)
        data += tensor.contiguous().view(torch.uint8).numpy().tobytes()
        header["model." + name] = {"dtype": kind, "shape": [*tensor.shape], "data_offsets": [start, len(data)]}
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    config = {
        "model_type": "bitnet", "architectures": ["BitNetForCausalLM"], "hidden_act": "relu2", "attention_bias": False,
        "torch_dtype": "bfloat16", "tie_word_embeddings": True, "bos_token_id": END_ID, "eos_token_id": END_ID,
        "hidden_size": recipe.hidden, "intermediate_size": recipe.intermediate, "num_hidden_layers": recipe.layers,
        "num_attention_heads": recipe.heads, "num_key_value_heads": recipe.kv_heads, "vocab_size": recipe.vocab,
        "max_position_embeddings": recipe.context, "rms_norm_eps": NORM_EPS, "rope_theta": ROPE_THETA,
        "quantization_config": QUANTIZATION,
    }  # fmt: skip
    write_atomically(folder / "tokenizer.json", text.tokenizer.to_str(pretty=True).encode())
    write_atomically(folder / "config.json", (json.dumps(config, indent=1) + "\n").encode())
    write_atomically(folder / "model.safetensors", struct.pack("<Q", len(head)) + head + data)


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="train_demo", description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, required=True, metavar="FILE", help="what to learn: any UTF-8 text file")
    parser.add_argument("--out", type=Path, default=Path("my-model"), metavar="FOLDER", help="(%(default)s)")
    parser.add_argument("--minutes", type=float, default=60.0, help="length of the run (%(default)s)")
    parser.add_argument("--steps", type=int, help="length of the run in steps, instead of --minutes")
    parser.add_argument("--checkpoint-every", type=int, default=200, metavar="STEPS", help="measures too (%(default)s)")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="CPU threads (%(default)s)")
    parser.add_argument("--resume", action="store_true", help="continue from the checkpoint in --out")
    for f in fields(Recipe):
        parser.add_argument("--" + f.name.replace("_", "-"), type=f.type, default=f.default, help=f.metadata["help"])
    args = parser.parse_args(argv)
    for name in ("minutes", "steps", "checkpoint_every", "threads"):
        if getattr(args, name) is not None and not getattr(args, name) > 0:
            raise TrainError(f"--{name.replace('_', '-')} must be above 0")
    return args


def command(argv: list[str] | None) -> None:
    args = arguments(argv)
    torch.set_num_threads(args.threads)
    recipe = Recipe(**{f.name: getattr(args, f.name) for f in fields(Recipe)})
    text = read_text(args.text, recipe)
    recipe = replace(recipe, vocab=text.tokenizer.get_vocab_size())  # a small text may yield fewer entries
    run, folder = Run(recipe, text), args.out / "training"
    if args.resume:
        run.restore(folder / CHECKPOINT)
    elif (folder / CHECKPOINT).exists():
        raise TrainError(f"{folder / CHECKPOINT} exists; continue it with --resume, or give another --out")
    folder.mkdir(parents=True, exist_ok=True)
    export(run.weights, recipe, text, args.out)  # a folder that cannot be written shows now, not in an hour
    print(f"{len(text.train)} tokens to train on, {len(text.held_out)} held out", flush=True)
    train(run, folder, minutes=args.minutes, steps=args.steps, every=args.checkpoint_every)
    export(run.weights, recipe, text, args.out)
    shipped, stride = aria_infer.load(args.out), max(recipe.context // EXPORT_STRIDE_PARTS, 1)
    bits = held_out_bits(lambda ids: torch.from_numpy(shipped.logits(ids.tolist())), text, recipe.context, stride)
    print(f"{args.out}: {bits:.3f} bits per character on all {text.n_held_out_characters} held-out characters")
    print(f"(the exported model, context {recipe.context}, stride {stride}; {run.wall_s:.0f} s, {run.cpu_s:.0f} CPU s)")


def main(argv: list[str] | None = None) -> None:
    try:
        command(argv)
    except (TrainError, aria_infer.InferError, OSError) as error:  # OSError: --out cannot be written
        raise SystemExit(f"train_demo: {error}") from None
    except KeyboardInterrupt:
        raise SystemExit("\ntrain_demo: stopped; --resume continues from the last checkpoint") from None


if __name__ == "__main__":
    main()
