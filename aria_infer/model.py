"""A whole model on this machine: load a checkpoint, ask for logits, generate, trace the residual stream."""

import hashlib
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from . import kernel
from .config import ModelConfig, short
from .errors import ModelError, PromptError
from .formats.opening import open_source
from .formats.pack_record import pack_places
from .formats.packing import Pack, open_pack
from .formats.parts import EMBEDDING, FINAL_NORM, HEAD, LINEARS, norm_sizes
from .formats.source import Source, to_float32
from .layout_choice import choose_layout
from .manifest import Progress
from .plain_numbers import token_ids, whole
from .sampling import SamplingParams, choose, question, sample
from .tokenizer import Tokenizer

if TYPE_CHECKING:
    from .chat import ChatTemplate

PREFILL_CHUNK = 128  # rows per kernel call: what passes through the layers together
SCREENED_WEIGHTS = 1 << 22  # a smaller head is read in the time a screen takes
DEMO_NAME = "demo"
_KINDS: dict[str, Literal["f16", "bf16", "f32"]] = {"float16": "f16", "uint16": "bf16", "float32": "f32"}


def load(
    path_or_name: str | Path,
    *,
    layers: tuple[int, int] | None = None,
    pool: kernel.Pool | None = None,
    cache_dir: str | Path | None = None,
    layout: "kernel.Layout | None" = None,
    progress: Progress | None = None,
) -> "Model":
    """Load a checkpoint folder, a GGUF file, or "demo", the small trained model that comes with the package.

    layers: (first, past the last) to hold, default all there are. The rest of the model may still be embedded, headed
    and named.
    cache_dir: the one folder for the pack cache, in which only this user may write; default beside the model, else the
    user's cache folder, where the records are.
    layout: how the weights lie in memory; default what this machine reads fastest. No bit of a result depends on it.
    progress: called with (numbers done, numbers in all) while a model is packed for the first time.
    Raises: ModelError if the checkpoint cannot be run, naming file, key or tensor.
    """
    source = find(path_or_name)
    config = source.config
    first, last = _held(source) if layers is None else _asked(layers)
    if not 0 <= first < last <= config.n_layers:
        raise ModelError(f"layers {first} to {last} are not a range of the model's {config.n_layers}")
    a, b = _held(source)
    if not a <= first < last <= b:
        raise ModelError(f"{source.place}: holds layers {a} to {b}, not {first} to {last}; fetch those")
    tokenizer = None
    if source.tokenizer is not None:
        where = source.place / "tokenizer.json" if source.place.is_dir() else source.place
        tokenizer = Tokenizer(source.tokenizer, config.vocab_size, str(where))
    cache = None if cache_dir is None else Path(cache_dir)
    places = pack_places(source.place, cache, beside=path_or_name != DEMO_NAME)
    pack = open_pack(source, range(first, last), places, progress)
    return Model(source, pack, tokenizer, (first, last), pool, layout)


def find(path_or_name: str | Path) -> Source:
    """The checkpoint that `load` would load, open and checked, its weights not yet read. Raises: ModelError."""
    if not isinstance(path_or_name, (str, PathLike)):
        raise ModelError(f"{short(path_or_name)} is no path or name of a model; give a str or a Path")
    path = Path(__file__).parent / "demo" if path_or_name == DEMO_NAME else Path(path_or_name)
    try:
        return open_source(path)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror})") from None


class Model:
    """A loaded model. Everything it computes is a function of its manifest and the tokens, to the bit.

    manifest: hex SHA-256 that names the model; content: what is hashed to make it. layers: the range held. tokenizer:
    None if the checkpoint has none. stored: what its checkpoint takes on disk. source: the checkpoint itself. layout:
    how its weights lie in memory.
    """

    def __init__(
        self,
        source: Source,
        pack: Pack,
        tokenizer: Tokenizer | None,
        layers: tuple[int, int],
        pool: kernel.Pool | None,
        layout: kernel.Layout | None = None,
    ) -> None:
        self.config = source.config
        self.manifest = pack.manifest
        self.content = pack.content
        self.pack_path = pack.path
        self.tokenizer = tokenizer
        self.layers = layers
        self._pool = pool
        self.stored = source.stored()
        self.source = source
        self._tables = _tables(source, pack)
        self._final_norm = None if FINAL_NORM in source.absent else _norm(source, FINAL_NORM)
        linears = pack.linears
        self.layout: kernel.Layout = "2bit"
        if layout is not None or kernel.is_big(linears):
            self.layout = choose_layout(self.pool, list(linears.values())) if layout is None else layout
            linears = kernel.on_large_pages(self.pool, linears, self.layout)
        self._layers = {layer: _layer(source, linears, layer) for layer in range(*layers)}
        self._shape = _shape(self.config)
        self._stacks: dict[tuple[int, int], kernel.Stack] = {}
        self.head_bytes_read = 0  # of the head's tables, by the last `next_tokens`

    @cached_property
    def chat_template(self) -> "ChatTemplate | None":
        """What makes a prompt of messages; None if the checkpoint has none. Raises: ModelError if it cannot be used."""
        from .chat import find_template  # jinja2 is loaded where there is something to say

        return find_template(self.source.companions())

    @cached_property
    def _screened(self) -> kernel.Screen | None:
        """The head's screen; None where its rows are so large that they cannot be bounded."""
        try:
            return kernel.Screen(self.pool, self.table(HEAD))
        except kernel.NotFiniteError:
            return None

    def table(self, part: str) -> kernel.Embedding:
        """The stored rows of "embedding" or "head". Raises: ModelError if they are not here."""
        if part not in self._tables:
            raise ModelError(
                f"{self.source.place}: has layers {self.layers[0]} to {self.layers[1]} of {self.n_layers} but no {part}"
            )
        return self._tables[part]

    @property
    def head_table_bytes(self) -> int:
        """Bytes of the head's stored rows."""
        return int(self.table(HEAD).rows.nbytes)

    @property
    def embedding_item_bytes(self) -> int:
        """Bytes of one stored embedding value."""
        return int(self.table(EMBEDDING).rows.itemsize)

    @property
    def n_layers(self) -> int:
        """Layers of the whole model."""
        return self.config.n_layers

    @property
    def pool(self) -> kernel.Pool:
        """The threads it computes on; the process-wide pool unless one was given."""
        if self._pool is None:
            self._pool = kernel.default_pool()
        return self._pool

    def embed(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Rows (n, hidden) float32 that enter layer 0. Raises: PromptError naming an id the model does not have."""
        return kernel.embed(self.table(EMBEDDING), np.array(self.check_tokens(ids), np.int64))

    def stack(self, first: int, last: int) -> kernel.Stack:
        """Layers [first, last) bound to the kernel. Raises: ModelError if they are not all held."""
        if not self.layers[0] <= first < last <= self.layers[1]:
            raise ModelError(
                f"layers {first} to {last} asked for, layers {self.layers[0]} to {self.layers[1]} are loaded"
            )
        if (first, last) not in self._stacks:
            self._stacks[first, last] = kernel.Stack(self._shape, [self._layers[layer] for layer in range(first, last)])
        return self._stacks[first, last]

    def layer(self, index: int) -> kernel.LayerWeights:
        """The weights of one layer that is held."""
        return self._layers[index]

    def replace_layer(self, index: int, weights: kernel.LayerWeights) -> None:
        """Put other weights in a layer's place, in memory only, for fault tests: the manifest then tells an untruth."""
        self._layers[index] = weights
        self._stacks.clear()  # stacks bound before keep the weights they had

    def head(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Logits (n, vocab) float32 of residual rows x: (n, hidden) float32."""
        return kernel.logits(self.pool, self.table(HEAD), self._last_norm(), self.config.norm_eps, x)

    def _last_norm(self) -> NDArray[np.float32]:
        if self._final_norm is None:
            raise ModelError(f"{self.source.place}: has no final norm, so no logits can be formed")
        return self._final_norm

    def head_rows(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Rows (n, hidden) float32 of the head."""
        return kernel.embed(self.table(HEAD), ids)

    def next_tokens(
        self, x: NDArray[np.float32], params: Sequence[SamplingParams], positions: Sequence[int]
    ) -> list[int]:
        """For each residual row of x (n, hidden) the token that `sample` takes from its logits, without forming all.

        positions: where the tokens are to stand.
        """
        chosen: list[int | None] = [None] * len(x)
        self.head_bytes_read = 0
        if self.table(HEAD).rows.size >= SCREENED_WEIGHTS and self.config.hidden <= kernel.MAX_SCREEN_WIDTH:
            self._choose_screened(x, params, positions, chosen)
        left = [i for i, token in enumerate(chosen) if token is None]
        if left:
            self.head_bytes_read += self.head_table_bytes
            for i, logits in zip(left, self.head(x[left]), strict=True):
                chosen[i] = sample(logits, params[i], positions[i])
        return [token for token in chosen if token is not None]

    def _choose_screened(
        self,
        x: NDArray[np.float32],
        params: Sequence[SamplingParams],
        positions: Sequence[int],
        chosen: list[int | None],
    ) -> None:
        """Fills in what the screen settles. Rows that ask the same share one reading."""
        screen = self._screened
        if screen is None:
            return
        groups: dict[tuple[int, float, float], list[int]] = {}
        for i, one in enumerate(params):
            top, margin = question(one)
            if top <= kernel.MAX_TOP:
                sharpness = 1 / one.temperature if margin else 0.0
                groups.setdefault((top, margin, sharpness), []).append(i)
        for (top, margin, sharpness), rows in groups.items():
            try:
                found = screen.top(
                    self.pool, self._last_norm(), self.config.norm_eps, x[rows],
                    top=top, margin=margin, sharpness=sharpness,
                )  # fmt: skip
            except kernel.NotFiniteError:  # of the bounds, it may be: the logits themselves decide
                continue
            self.head_bytes_read += screen.bytes_read
            for i, best in zip(rows, found, strict=True):
                n_rows = len(self.table(HEAD).rows)
                chosen[i] = choose(best.ids, best.logits, best.tail, n_rows, params[i], positions[i])

    def logits(self, tokens: Sequence[int]) -> NDArray[np.float32]:
        """Logits (n_tokens, vocab) float32 of a text.

        Raises: PromptError if it is empty, too long, or has foreign ids.
        """
        stack = self.stack(0, self.n_layers)
        ids = self._check_prompt(tokens)
        cache = stack.new_cache()
        return np.concatenate(
            [self.head(self._run(stack, cache, ids, start)) for start in range(0, len(ids), PREFILL_CHUNK)]
        )

    def generate(
        self,
        tokens: Sequence[int],
        max_new_tokens: int,
        temperature: float = 0.0,
        top_p: float = 1.0,
        top_k: int = 0,
        seed: int = 0,
        *,
        stop_at_eos: bool = True,
    ) -> Iterator[int]:
        """Tokens that continue `tokens`, one at a time. An end token is given out and ends it, unless asked not to.

        Raises: PromptError at once if the prompt is empty, has foreign ids, or does not fit the context.
        """
        params = SamplingParams(temperature=temperature, top_p=top_p, top_k=top_k, seed=seed)
        stack = self.stack(0, self.n_layers)
        ids = self._check_prompt(tokens)
        max_new_tokens = whole(max_new_tokens, "max_new_tokens")
        if max_new_tokens < 0:
            raise PromptError(f"max_new_tokens is {max_new_tokens}, expected 0 or more")
        if len(ids) + max_new_tokens > self.config.max_positions:
            raise PromptError(
                f"{len(ids)} prompt tokens and {max_new_tokens} new ones do not fit the model's context of "
                f"{self.config.max_positions}; ask for at most {self.config.max_positions - len(ids)}"
            )
        ends = frozenset(self.config.eos_ids if stop_at_eos else ())
        return self._decode(stack, ids, len(ids) + max_new_tokens, params, ends)

    def trace(
        self, tokens: Sequence[int], chunk: int | Sequence[int] | None = None, split: Sequence[int] = ()
    ) -> tuple[str, ...]:
        """SHA-256 in hex, per layer, of the residual rows (n_tokens, hidden) float32 little-endian after that layer.

        chunk: rows per call, or the sizes of the calls in turn (the last one repeats).
        split: layer boundaries at which the model is cut into stages with caches of their own.
        Neither changes a bit; that is what this is for.
        """
        ids = self._check_prompt(tokens)
        edges = (0, *split, self.n_layers)
        if any(a >= b for a, b in pairwise(edges)):
            raise PromptError(f"split {tuple(split)} does not cut {self.n_layers} layers at rising boundaries")
        stages = [self.stack(a, b) for a, b in pairwise(edges)]
        caches = [stage.new_cache() for stage in stages]
        digests = [hashlib.sha256() for _ in range(self.n_layers)]
        for start, stop in _spans(len(ids), PREFILL_CHUNK if chunk is None else chunk):
            x = self.embed(ids[start:stop])
            layer = 0
            for stage, cache in zip(stages, caches, strict=True):
                for inner in range(stage.n_layers):
                    step = kernel.Step(cache=cache, position=start, x=x)
                    stage.forward(self.pool, [step], first=inner, last=inner + 1)
                    digests[layer].update(x.astype("<f4", copy=False).tobytes())
                    layer += 1
        return tuple(digest.hexdigest() for digest in digests)

    def check_tokens(self, tokens: Sequence[int]) -> list[int]:
        """The ids as ints. Raises: PromptError naming one the model does not have."""
        ids = token_ids(tokens)
        for index, token in enumerate(ids):
            if not 0 <= token < self.config.vocab_size:
                raise PromptError(f"token {index} is {token}, the model has ids 0 to {self.config.vocab_size - 1}")
        return ids

    def _check_prompt(self, tokens: Sequence[int]) -> list[int]:
        ids = token_ids(tokens)
        if len(ids) > self.config.max_positions:
            raise PromptError(
                f"prompt of {len(ids)} tokens: the model's context holds {self.config.max_positions}; shorten it"
            )
        if not ids:
            raise PromptError("the prompt has no tokens; give at least one")
        return self.check_tokens(ids)

    def _run(self, stack: kernel.Stack, cache: kernel.KVCache, ids: list[int], start: int) -> NDArray[np.float32]:
        x = self.embed(ids[start : start + PREFILL_CHUNK])
        stack.forward(self.pool, [kernel.Step(cache=cache, position=start, x=x)])
        return x

    def _decode(
        self, stack: kernel.Stack, ids: list[int], total: int, params: SamplingParams, ends: frozenset[int]
    ) -> Iterator[int]:
        cache = stack.new_cache()
        done = 0  # positions the cache holds
        while len(ids) < total:
            for start in range(done, len(ids), PREFILL_CHUNK):
                x = self._run(stack, cache, ids, start)
            done = len(ids)
            token = self.next_tokens(x[-1:], [params], [done])[0]
            ids.append(token)
            yield token
            if token in ends:
                return


def _asked(layers: tuple[int, int]) -> tuple[int, int]:
    """A caller's range of layers as two ints. Raises: ModelError."""
    try:
        first, last = map(operator.index, layers)
    except (TypeError, ValueError):
        raise ModelError(f"layers are {short(layers)}, expected two numbers: the first, and past the last") from None
    return first, last


def _held(source: Source) -> tuple[int, int]:
    """The layers that are wholly there. Raises: ModelError if there are none, or others between them."""
    absent = {part.partition(".")[0] for part in source.absent}
    held = [layer for layer in range(source.config.n_layers) if str(layer) not in absent]
    if not held or held != list(range(held[0], held[-1] + 1)):
        raise ModelError(f"{source.place}: does not hold a range of whole layers; fetch it again")
    return held[0], held[-1] + 1


def _spans(n: int, chunk: int | Sequence[int]) -> Iterator[tuple[int, int]]:
    """(start, stop) of calls that cover n rows."""
    sizes = [whole(size, "chunk") for size in (chunk if isinstance(chunk, Iterable) else [chunk])]
    if not sizes or min(sizes) < 1:
        raise PromptError(f"chunk {chunk!r} is not a positive size or a list of them")
    start = index = 0
    while start < n:
        stop = min(start + sizes[min(index, len(sizes) - 1)], n)
        yield start, stop
        start, index = stop, index + 1


def _shape(config: ModelConfig) -> kernel.Shape:
    return kernel.Shape(
        hidden=config.hidden,
        intermediate=config.intermediate,
        n_heads=config.n_heads,
        n_kv_heads=config.n_kv_heads,
        head_dim=config.head_dim,
        activation=config.activation,
        norm_eps=config.norm_eps,
        max_positions=config.max_positions,
        rope_theta=config.rope_theta,
        rope_scaling=config.rope_scaling,
    )


def _norm(source: Source, part: str) -> NDArray[np.float32]:
    return np.ascontiguousarray(to_float32(source.floats(part)))


def _tables(source: Source, pack: Pack) -> dict[str, kernel.Embedding]:
    """The stored rows that are here, those of a tied head too."""
    wanted = (EMBEDDING,) if source.config.tied_head else (EMBEDDING, HEAD)
    tables = {part: _embedding(source, pack, part) for part in wanted if part not in source.absent}
    if source.config.tied_head and EMBEDDING in tables:
        tables[HEAD] = tables[EMBEDDING]
    return tables


def _embedding(source: Source, pack: Pack, part: str) -> kernel.Embedding:
    rows = pack.floats[part] if part in pack.floats else source.floats(part)
    return kernel.Embedding(rows=rows, kind=_KINDS[rows.dtype.name])


def _layer(source: Source, linears: Mapping[tuple[int, str], kernel.Ternary], layer: int) -> kernel.LayerWeights:
    norms = {short: _norm(source, f"{layer}.{short}") for short in norm_sizes(source.config)}
    return kernel.LayerWeights(
        attn_norm=norms["attn_norm"],
        attn_sub_norm=norms.get("attn_sub_norm"),
        ffn_norm=norms["ffn_norm"],
        ffn_sub_norm=norms.get("ffn_sub_norm"),
        **{short: linears[layer, short] for short in LINEARS},
    )
