"""`aria pull`, `aria models`, `aria rm`, and models named as on the hub. Flags and environment are read here."""

import argparse
import json
import os
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import streams
from .errors import StoreError
from .model_record import ModelName, show_bytes
from .store import Occupied, Store, StoredModel

if TYPE_CHECKING:
    from .transfer import Progress

SPEED_WINDOW_S = 8.0  # the speed shown is that of the last seconds
REDRAW_S = 0.2
PLAIN_STEPS = 10  # lines for a whole pull where there is no terminal
_CLEAR = "\r\x1b[K"  # to the line's start, and wipe it

_PULL = """\
Pull a ternary model from the hub into the model store, and run it by its name.

  aria pull microsoft/bitnet-b1.58-2B-4T
  aria generate --model microsoft/bitnet-b1.58-2B-4T --prompt "Once"
  aria pull OWNER/NAME --file model-i2_s.gguf            one GGUF file of a repository
  aria pull OWNER/NAME --revision v1.1                   a branch, a tag or a commit

A pull that was cut goes on where it stopped when the same command is run again. Every file is checked against the
hub's checksum. A second pull looks whether something has changed, and reads what is here: a file that was damaged
comes again. A model that is not ternary, or that is not supported, is refused before its weights come, as far as their
first bytes show it.
"""
_PULL_EPILOG = """\
HF_TOKEN: a token for private and gated models. HF_ENDPOINT: another hub. ARIA_MODELS: the store's folder.
"""
_RM = """\
Remove a model from the store: all forms of OWNER/NAME, or one file of it, and what a cut pull of it has left.

  aria rm OWNER/NAME
  aria rm OWNER/NAME:model-i2_s.gguf --yes               without asking
"""


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    """Register pull, models and rm."""
    raw = argparse.RawDescriptionHelpFormatter
    pull = commands.add_parser(
        "pull", help="get a model from the hub", description=_PULL, epilog=_PULL_EPILOG, formatter_class=raw
    )
    pull.add_argument("repo", metavar="REPO", help="OWNER/NAME as on the hub")
    pull.add_argument("--revision", metavar="R", help="a branch, a tag or a commit (default: the main branch)")
    pull.add_argument("--file", metavar="F.gguf", help="a GGUF file, where the repository has several")
    pull.add_argument("--json", action="store_true", help="print one JSON object about what is here now")
    pull.set_defaults(run=_pull)

    models = commands.add_parser(
        "models", help="list the models in the store", description="List the models in the store."
    )
    models.add_argument("--json", action="store_true", help="print one JSON object")
    models.set_defaults(run=_models)

    remove = commands.add_parser("rm", help="remove a model from the store", description=_RM, formatter_class=raw)
    remove.add_argument("name", metavar="NAME", help="OWNER/NAME, or OWNER/NAME:FILE.gguf")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    remove.set_defaults(run=_rm)


def open_store() -> Store:
    """The store in ARIA_MODELS, or the user's. Raises: StoreError if something else is in its place."""
    named = os.environ.get("ARIA_MODELS")
    store = Store(Path(named).absolute() if named else None)
    if store.folder.exists() and not store.folder.is_dir():
        raise StoreError(f"{store.folder}: is not a folder; set ARIA_MODELS to the model store's, which need not exist")
    return store


def resolve_model(text: str) -> str | Path:
    """What `--model TEXT` means to `load`: a path that exists, else 'demo', else a model in the store.

    Raises: StoreError for a hub's name that is not in the store, saying how to get it.
    """
    if os.path.exists(text):
        return Path(text)
    try:
        ModelName.parse(text)
    except StoreError:  # 'demo', or a path: `load` says what is wrong with it
        return text
    return open_store().find(text)


def _pull(args: argparse.Namespace) -> int:
    from .pull import pull

    line = ProgressLine()
    try:
        with closing(line):
            pulled = pull(args.repo, args.revision, args.file, store=open_store(), progress=line.show)
    except KeyboardInterrupt:
        streams.tell("aria: stopped; what has come is kept, and the same command goes on from there")
        raise
    model = pulled.model
    if args.json:
        facts = {**_facts(model), "state": pulled.state, "received_bytes": pulled.received_bytes}
        streams.write(json.dumps(facts) + "\n")
        return 0
    done = {"pulled": "pulled", "updated": "updated", "present": "already there:"}[pulled.state]
    name = model.record.name
    size, revision = show_bytes(model.disk_bytes), model.record.revision[:12]
    streams.write(f"{done} {name} ({model.record.form}, {size}, revision {revision})\n")
    streams.write(f'run it: aria generate --model {name} --prompt "Once"\n')
    return 0


def _models(args: argparse.Namespace) -> int:
    store = open_store()
    models, damaged = store.models()
    unfinished = store.unfinished()
    for error in damaged:
        streams.tell(f"aria: {error}")
    if args.json:
        parts = [{"name": str(one.name), "disk_bytes": one.disk_bytes} for one in unfinished]
        facts = {"store": str(store.folder), "models": list(map(_facts, models)), "unfinished": parts}
        streams.write(json.dumps(facts) + "\n")
        return 0
    rows = [
        (str(m.record.name), m.record.form, show_bytes(m.disk_bytes), m.record.pulled[:10], m.record.revision[:12])
        for m in models
    ]
    rows += [(str(one.name), "unfinished", show_bytes(one.disk_bytes), "", "aria pull goes on") for one in unfinished]
    if not rows:
        streams.write(f"no models in {store.folder}; get one with: aria pull microsoft/bitnet-b1.58-2B-4T\n")
        return 0
    streams.write(in_columns([("NAME", "FORM", "SIZE", "PULLED", "REVISION"), *rows]) + f"in {store.folder}\n")
    return 0


def in_columns(rows: Sequence[tuple[str, ...]]) -> str:
    """Lines whose cells stand under one another. rows: all of one length."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _rm(args: argparse.Namespace) -> int:
    store = open_store()
    found = store.removable(args.name)
    if not args.yes and not _confirmed(found):
        return 1
    for one in found:
        store.remove(one)
        streams.write(f"removed {_told(one)}\n")
    return 0


def _confirmed(found: list[Occupied]) -> bool:
    if not sys.stdin.isatty():
        raise StoreError("there is nobody to ask; give --yes to remove " + ", ".join(map(_told, found)))
    streams.write("remove " + ", ".join(map(_told, found)) + "? [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _told(one: Occupied) -> str:
    return f"{one.name} ({'unfinished, ' if one.unfinished else ''}{show_bytes(one.disk_bytes)})"


def _facts(model: StoredModel) -> dict[str, Any]:
    record = model.record
    return {
        "name": str(record.name),
        "form": record.form,
        "path": str(model.path),
        "disk_bytes": model.disk_bytes,
        "revision": record.revision,
        "endpoint": record.endpoint,
        "pulled": record.pulled,
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in record.files],
    }


class Speed:
    """Bytes a second over the last seconds. Told each (moment in seconds, bytes done)."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()

    def add(self, now: float, done: int) -> float | None:
        """The speed now; None while it cannot be told."""
        if self._samples and done < self._samples[-1][1]:  # a file starts over
            self._samples.clear()
        self._samples.append((now, done))
        while len(self._samples) > 2 and self._samples[1][0] <= now - SPEED_WINDOW_S:
            self._samples.popleft()
        (then, before), passed = self._samples[0], now - self._samples[0][0]
        return (done - before) / passed if passed > 0 and done > before and then < now else None


def describe(progress: "Progress", speed: float | None) -> str:
    """A pull's state in a line: `model.safetensors 412 MB of 1.18 GB (34 %), 5.2 MB/s, 2 min 30 s left`.

    Where files that are here are checked: `checking model.safetensors ...`.
    """
    done, total = progress.done, progress.total
    percent = 100 * done // max(total, 1)
    what = f"checking {progress.path}" if progress.checking else progress.path
    line = f"{what} {show_bytes(done)} of {show_bytes(total)} ({percent} %)"
    if speed:
        left = round((total - done) / speed)
        minutes = f"{left // 60} min " if left >= 60 else ""
        line += f", {show_bytes(round(speed))}/s, {minutes}{left % 60} s left"
    return line


class ProgressLine:
    """Progress on standard error: one line drawn over on a terminal, a few plain lines elsewhere."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._begin(checking=False)

    def _begin(self, checking: bool) -> None:
        self._checking = checking
        self._speed, self._drawn, self._step, self._open = Speed(), 0.0, -1, False

    def show(self, progress: "Progress") -> None:
        """Draw it, if it is time to."""
        now = time.monotonic()
        if progress.checking != self._checking:
            self.close()
            self._begin(progress.checking)
        speed = self._speed.add(now, progress.done)
        if progress.notice is not None:
            self.close()
            streams.tell(f"aria: {progress.notice}")
            return
        if progress.checking and not self._terminal:  # nobody waits for it
            return
        step = PLAIN_STEPS * progress.done // max(progress.total, 1)
        due = now - self._drawn >= REDRAW_S if self._terminal else step > self._step
        if due or (self._open and progress.done >= progress.total):
            line = describe(progress, speed)
            streams.draw(f"{_CLEAR}{line}" if self._terminal else f"{line}\n")
            self._drawn, self._step, self._open = now, step, self._terminal

    def close(self) -> None:
        """End a line that is being drawn over."""
        if self._open:
            streams.draw("\n")
        self._open = False
