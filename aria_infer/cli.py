"""The `aria` command. Flags and environment are read here and nowhere else."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NoReturn

from . import __version__, streams
from .errors import InferError, PromptError

if TYPE_CHECKING:
    from .formats.source import Stored
    from .kernel import Pool
    from .model import Model

EXIT_OK, EXIT_ERROR, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130
DEFAULT_NEW_TOKENS = 128  # or what the context has left
PROGRESS_AFTER_S = 1.0  # a pack that takes longer says so
MAX_THREADS = 256

_DESCRIPTION = """\
Run ternary (BitNet b1.58) language models on CPUs, to the same bit on every machine, alone or pooled with peers.

  aria generate --model demo --prompt "ROMEO:"          the small model that comes along
  aria generate --model ./bitnet-2b --prompt "Once" --temperature 0.7 --seed 1
  aria generate --model ./bitnet-2b --chat "Who wrote Hamlet?"    a question, asked as the model's template has it
  aria generate --model ./bitnet-2b --tokens 1,2,3 -n 8 --json
  aria info --model demo                                what it is, and the hash that names it
  aria bench --shape 0.7b --threads 2                   how fast this machine is, and could be
  aria pull microsoft/bitnet-b1.58-2B-4T                get a model from the hub; see also models and rm
  aria node --model demo --data ./node1                 serve it to a swarm; see also ask and verify
  aria fetch MANIFEST --bootstrap ADDR --to ./model     get a model from such peers; see also offers
"""
_EPILOG = """\
A model is a folder laid out as on the hub: config.json, model.safetensors, tokenizer.json; or a .gguf file; or 'demo';
or the name of one that was pulled, OWNER/NAME.
Environment: ARIA_THREADS and ARIA_ISA stand in for --threads and --isa; ARIA_MODELS is the folder of pulled models.
Exit status: 0 done, 1 error, 2 usage, 130 Ctrl-C.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    streams.open_missing()
    parser = _parser()
    try:
        args = parser.parse_args(argv)
        status: int = args.run(args)
        return status
    except InferError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough
        streams.drop(sys.stdout)
        return EXIT_OK
    except OSError as error:  # a full disk behind standard output, or a file of the user's
        streams.drop(sys.stdout)
        return _fail(f"{error.strerror or error}: {error.filename or 'standard output'}")


class _Parser(argparse.ArgumentParser):
    """argparse, but a mistake is answered in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"aria: error: {message} (see '{self.prog} --help')\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="aria", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"aria {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    generate = commands.add_parser(
        "generate", help="continue a text", description="Continue a text, printing it as it is made."
    )
    add_model_arguments(generate)
    prompt = generate.add_mutually_exclusive_group(required=True)
    prompt.add_argument("--prompt", metavar="TEXT", help="the text to continue")
    prompt.add_argument("--tokens", metavar="IDS", type=_ids, help="the same as token ids, e.g. 1,2,3")
    prompt.add_argument("--chat", metavar="TEXT", help="a message to answer, put into the model's chat template")
    generate.add_argument(
        "--system", metavar="TEXT", action="append", default=[], help="with --chat: a system message before it; repeat"
    )
    add_sampling_arguments(generate)
    generate.add_argument("--ignore-eos", action="store_true", help="go on past the model's end token")
    generate.add_argument(
        "--json", action="store_true", help="print one JSON object with text, tokens and speed instead"
    )
    generate.set_defaults(run=_generate)

    info = commands.add_parser(
        "info", help="describe a model", description="Describe a model and name its manifest hash."
    )
    add_model_arguments(info)
    info.add_argument("--json", action="store_true", help="print one JSON object")
    info.set_defaults(run=_info)

    from .bench.cli import add_commands as add_bench
    from .convert_cli import add_commands as add_convert
    from .store_cli import add_commands as add_store_commands
    from .swarm.cli import add_commands

    add_store_commands(commands)
    add_commands(commands)
    add_bench(commands)
    add_convert(commands)
    return parser


def add_model_arguments(parser: argparse.ArgumentParser) -> None:
    """--model, --threads, --isa; read back by `open_model`."""
    parser.add_argument(
        "--model", required=True, metavar="MODEL", help="a folder, a .gguf file, a pulled OWNER/NAME, or 'demo'"
    )
    add_pool_arguments(parser)


def add_pool_arguments(parser: argparse.ArgumentParser) -> None:
    """--threads, --isa; read back by `open_pool`."""
    parser.add_argument(
        "--threads", type=_threads, metavar="N", help="threads to compute on (default: the CPUs we may use)"
    )
    parser.add_argument(
        "--isa", metavar="NAME", help="force an instruction set, e.g. portable or avx2 (default: the best)"
    )


def add_sampling_arguments(parser: argparse.ArgumentParser) -> None:
    """-n, --temperature, --top-p, --top-k, --seed."""
    parser.add_argument(
        "-n", "--max-new-tokens", dest="n", type=_count, metavar="N", help="new tokens (default: at most 128)"
    )
    parser.add_argument(
        "--temperature", type=float, default=0.0, metavar="T", help="0 takes the likeliest token (default)"
    )
    parser.add_argument(
        "--top-p", type=float, default=1.0, metavar="P", help="draw from the likeliest tokens with this total"
    )
    parser.add_argument("--top-k", type=int, default=0, metavar="K", help="draw from the K likeliest tokens (0: all)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the same seed draws the same text, anywhere")


def open_model(args: argparse.Namespace, layers: tuple[int, int] | None = None) -> "Model":
    """The model that `add_model_arguments` describes; packing that takes long shows on a terminal."""
    from .model import load
    from .store_cli import resolve_model

    return load(resolve_model(args.model), layers=layers, pool=open_pool(args), progress=_packing_progress())


def open_pool(args: argparse.Namespace) -> "Pool":
    """The pool that `add_pool_arguments` describes."""
    from .kernel import Pool

    threads, isa = args.threads, args.isa or os.environ.get("ARIA_ISA") or None
    if threads is None and os.environ.get("ARIA_THREADS"):
        try:
            threads = _threads(os.environ["ARIA_THREADS"])
        except argparse.ArgumentTypeError as error:
            raise InferError(f"ARIA_THREADS: {error}") from None
    return Pool(threads, isa)


def _generate(args: argparse.Namespace) -> int:
    if args.system and args.chat is None:
        raise PromptError("--system comes before a message: give that with --chat TEXT")
    model = open_model(args)
    tokens = args.tokens if args.tokens is not None else _encode(model, args)
    room = max(model.config.max_positions - len(tokens), 0)
    made: list[int] = []
    started = time.perf_counter()
    stream = model.generate(
        tokens,
        min(DEFAULT_NEW_TOKENS, room) if args.n is None else args.n,
        args.temperature,
        args.top_p,
        args.top_k,
        args.seed,
        stop_at_eos=not args.ignore_eos,
    )
    moments = [started]
    for piece in _pieces(model, stream, made, moments):
        if not args.json:
            streams.write(piece)
    if not args.json:
        streams.write("\n")
        return EXIT_OK
    report = {
        "tokens": made,
        "text": model.tokenizer.decode(made) if model.tokenizer else None,
        "prompt_tokens": len(tokens),
        "first_token_s": moments[1] - started if made else None,
        "tok_s": (len(made) - 1) / (moments[-1] - moments[1]) if len(made) > 1 else None,
        "manifest": model.manifest,
        "profile": _profile(),
        "isa": model.pool.isa,
        "n_threads": model.pool.n_threads,
    }
    streams.write(json.dumps(report) + "\n")
    return EXIT_OK


def _pieces(model: "Model", stream: Iterator[int], made: list[int], moments: list[float]) -> Iterator[str]:
    """Text as tokens come (ids where there is no tokenizer); notes each token and when it came."""
    decoder = model.tokenizer.stream() if model.tokenizer else None
    for token in stream:
        moments.append(time.perf_counter())
        made.append(token)
        yield decoder.push(token) if decoder else f"{token}" if len(made) == 1 else f",{token}"
    if decoder:
        yield decoder.finish()


def _encode(model: "Model", args: argparse.Namespace) -> list[int]:
    if model.tokenizer is None:
        raise PromptError(
            "this model has no tokenizer.json, so it cannot read --prompt or --chat; give token ids with --tokens 1,2,3"
        )
    if args.chat is None:
        tokens = model.tokenizer.encode(args.prompt)
    elif model.chat_template is None:
        raise PromptError("this model has no chat template, so it cannot read --chat; give the text with --prompt")
    else:
        messages = [{"role": "system", "content": text} for text in args.system]
        text = model.chat_template.render([*messages, {"role": "user", "content": args.chat}])
        tokens = model.tokenizer.encode(text, add_special_tokens=False)
    if not tokens:
        raise PromptError("the prompt is empty; give some text to continue")
    return tokens


def _info(args: argparse.Namespace) -> int:
    model = open_model(args)
    facts: dict[str, Any] = {
        "manifest": model.manifest,
        "profile": _profile(),
        **asdict(model.config),
        "layers": list(model.layers),
        **_stored(model.stored),
        "tokenizer": model.tokenizer is not None,
        "pack": None if model.pack_path is None else str(model.pack_path),
        "isa": model.pool.isa,
        "n_threads": model.pool.n_threads,
    }
    if args.json:
        streams.write(json.dumps(facts) + "\n")
    else:
        streams.write("".join(f"{name:<15} {value}\n" for name, value in facts.items()))
    return EXIT_OK


def _stored(stored: "Stored") -> dict[str, Any]:
    return {
        "form": stored.form,
        "weights": stored.weights,
        "bits_per_weight": round(stored.bits_per_weight, 4),
        "file_bytes": stored.file_bytes,
    }


def _profile() -> str:
    from .kernel import PROFILE

    return PROFILE


def _packing_progress() -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None
    started, shown = time.monotonic(), -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        percent = 100 * done // max(total, 1)
        if percent == shown or (shown < 0 and time.monotonic() - started < PROGRESS_AFTER_S):
            return
        shown = percent
        streams.draw(f"\rpacking weights, once: {percent} %" + ("\n" if done >= total else ""))

    return show


def _fail(message: str) -> int:
    streams.tell(f"aria: error: {message}")
    return EXIT_ERROR


def _ids(text: str) -> list[int]:
    try:
        return [int(part) for part in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is not a list of token ids like 1,2,3") from None


def _threads(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_THREADS:
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is not a number of threads from 1 to {MAX_THREADS}")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is not a number of tokens")
    return int(text)
