"""What every command needs: its flags, the memory they name, times in plain words, output for people and machines."""

import argparse
import getpass
import json
import os
import sys
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import platformdirs

from ..as_json import as_json
from ..errors import BadInput, NotFound, StoreFault
from ..memory import Memory
from ..prospective.intention import TERMINAL, Intention
from ..prospective.times import load_zone, shown
from ..shown import visible

DEFAULT_SCOPE = "me"
LEAST_PREFIX = 3  # characters of an id that may stand for all of it
MAX_STDIN_BYTES = 8 << 20  # more than any text that is kept
_ZONE_FOLDER = "zoneinfo/"


class AddCommand(Protocol):
    """Makes the parser of one command."""

    def __call__(self, name: str, help: str, examples: str) -> argparse.ArgumentParser: ...


def common_flags() -> argparse.ArgumentParser:
    """The flags that may stand before or after the command."""
    flags = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    flags.add_argument(
        "--db", type=filled, metavar="PATH", help="the memory file (default: one in the user's data folder)"
    )
    flags.add_argument("--scope", type=filled, metavar="NAME", help=f"whose memory (default: {DEFAULT_SCOPE})")
    flags.add_argument(
        "--zone", type=filled, metavar="ZONE", help="time zone, e.g. Europe/London (default: this system's)"
    )
    flags.add_argument(
        "--encoder", type=filled, metavar="NAME", help="auto, none, wordllama or minilm (default: auto)"
    )
    flags.add_argument("--json", action="store_true", help="print JSON, ASCII only")
    return flags


def filled(given: str) -> str:
    """A value that is not blank: an empty one is a shell variable that was not set, and no wish for the default."""
    if not given.strip():
        raise argparse.ArgumentTypeError("it is empty: give it a value, or leave it out")
    return given


def only_with(args: argparse.Namespace, leader: str, *options: str) -> None:
    """Raises: BadInput if one of the options was given without the one that it belongs to."""
    for option in options:
        if _is_given(args, option) and not _is_given(args, leader):
            raise BadInput(f"{option} goes with {leader} only: give that too, or leave {option} out")


def not_with(args: argparse.Namespace, leader: str, *options: str) -> None:
    """Raises: BadInput if one of the options was given together with the one that has no use for it."""
    for option in options:
        if _is_given(args, option) and _is_given(args, leader):
            raise BadInput(f"{option} does not go with {leader}: leave one of them out")


def _is_given(args: argparse.Namespace, option: str) -> bool:
    value = getattr(args, option.lstrip("-").replace("-", "_").lower())
    return value is not None and value is not False and value != []


def open_memory(args: argparse.Namespace) -> Memory:
    """The memory that the flags name; its folder is made if it is the default one."""
    return Memory.open(**opening(args))


def opening(args: argparse.Namespace) -> dict[str, Any]:
    """The arguments of `Memory.open` that the flags give."""
    given = getattr(args, "db", None) or _variable("ARIA_MEMORY")
    if given is None:
        folder = platformdirs.user_data_path("aria", appauthor=False)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreFault(f"{folder}: cannot be made ({error.strerror}); give --db PATH") from error
        given = str(folder / "memory.db")
    elif given != ":memory:" and not Path(given).parent.is_dir():
        raise BadInput(f"--db is {shown(given)}: its folder does not exist; make it, or give another path")
    return {
        "path": given,
        "key": _variable("ARIA_MEMORY_KEY"),
        "scope": getattr(args, "scope", None) or _variable("ARIA_MEMORY_SCOPE") or DEFAULT_SCOPE,
        "encoder": getattr(args, "encoder", None) or _variable("ARIA_MEMORY_ENCODER") or "auto",
        "zone": zone_of(args).key,
    }


def _variable(name: str) -> str | None:
    """What an environment variable gives. Raises: BadInput if it is set, but empty: nobody says whose memory is meant,
    or under which key.
    """
    value = os.environ.get(name)
    if value is not None and not value.strip():
        raise BadInput(f"{name} is set, but empty: give it a value, or unset it")
    return value


def zone_of(args: argparse.Namespace) -> ZoneInfo:
    """The zone that --zone names, or this system's."""
    return load_zone(getattr(args, "zone", None) or _system_zone())


def _system_zone() -> str:
    """The IANA name of this system's zone: from TZ, or from where /etc/localtime leads; UTC where there is neither."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if named and not named.startswith("/"):
        return named
    if os.name == "nt":
        raise BadInput("this system does not tell its time zone's IANA name: give --zone, such as Europe/London")
    target = os.path.realpath("/etc/localtime")
    return target.split(_ZONE_FOLDER, 1)[1].removeprefix("posix/") if _ZONE_FOLDER in target else "UTC"


def find_intention(memory: Memory, given: str) -> Intention:
    """The intention of an id, or of its beginning; open ones first. Raises: NotFound, BadInput if several begin so."""
    every = memory.intentions()
    found = [one for one in every if one.id == given]
    if not found and len(given) >= LEAST_PREFIX:
        begins = [one for one in every if one.id.startswith(given)]
        found = [one for one in begins if one.state not in TERMINAL] or begins
    if len(found) > 1:
        raise BadInput(f"{shown(given)} begins the ids of {len(found)} intentions; write more of it")
    if not found:
        raise NotFound(f"there is no intention {shown(given)}; 'aria-memory intentions --all' lists them")
    return found[0]


def passphrase(twice: bool) -> str:
    """The passphrase of an export: from ARIA_MEMORY_EXPORT_KEY, or asked for. Raises: BadInput if nobody is there."""
    given = _variable("ARIA_MEMORY_EXPORT_KEY")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise BadInput("the passphrase is not told: set ARIA_MEMORY_EXPORT_KEY, there is nobody to ask")
    key = getpass.getpass("passphrase: ")
    if twice and getpass.getpass("once more: ") != key:
        raise BadInput("the two passphrases differ; nothing was written")
    return key


def text_of(given: str) -> str:
    """A text as given, or from standard input (UTF-8) if it is "-"."""
    if given != "-":
        return given
    raw = sys.stdin.buffer.read(MAX_STDIN_BYTES + 1)
    if len(raw) > MAX_STDIN_BYTES:
        raise BadInput(f"standard input has more than {MAX_STDIN_BYTES >> 20} MB; cut it into parts")
    return raw.decode("utf-8", "replace").rstrip("\n")


def answer(args: argparse.Namespace, value: Any, text: str) -> int:
    """Print a result: JSON if asked for, else the text, its hidden characters shown. Returns the exit status."""
    if getattr(args, "json", False):
        sys.stdout.write(json.dumps(as_json(value)) + "\n")
    elif text:
        sys.stdout.write(visible(text) + "\n")
    sys.stdout.flush()
    return 0


def say_error(message: str, status: int) -> int:
    """One line on standard error. Returns the status."""
    print(f"aria-memory: error: {' '.join(visible(message).split())}", file=sys.stderr)
    return status
