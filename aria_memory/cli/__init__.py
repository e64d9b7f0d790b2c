"""The `aria-memory` command. Flags and environment are read in this folder and nowhere else."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from ..errors import BadInput, MemoryFault, NotFound
from . import asking, files, intending, knowing, reacting, remembering
from .shared import common_flags, say_error

EXIT_OK, EXIT_ERROR, EXIT_USAGE, EXIT_NOT_FOUND, EXIT_INTERRUPTED = 0, 1, 2, 3, 130

_DESCRIPTION = """\
A memory in one file on this machine: what was said, what is known, and what is to be remembered, when.

  aria-memory add "We moved to Leeds last spring"             keep a turn, verbatim
  aria-memory recall "where do they live?"                    find it again
  aria-memory intend "call Bob" --at "tomorrow 9am"           a time, in plain words
  aria-memory intend "water the plants" --every "weekday 9:00"
  aria-memory intend "ask how it rose" --topic "the sourdough starter"
  aria-memory due                                             what time has brought
  aria-memory check "my sourdough starter smells odd"         what a message brings up
  aria-memory done 3f9a                                       it is done (the beginning of an id is enough)
  aria-memory move 3f9a --at "tomorrow 4pm"                   another time; 'reopen 3f9a' takes 'done' back
  aria-memory facts --add user lives_in Leeds                 a statement; the one before it is kept as history
  aria-memory explain 3f9a                                    when and why it fires, or fired
  aria-memory inspect life.html                               the whole memory as one page to read
"""
_EPILOG = """\
Environment: ARIA_MEMORY, ARIA_MEMORY_SCOPE and ARIA_MEMORY_ENCODER stand in for --db, --scope and --encoder, and
TZ for --zone. ARIA_MEMORY_KEY is the passphrase of an encrypted memory file, ARIA_MEMORY_EXPORT_KEY of an export.
None of the ARIA_ ones may be set, but empty.
Exit status: 0 done (an empty answer too), 1 error, 2 usage, 3 no such memory, 4 doctor found problems, 130 Ctrl-C.
'aria-memory COMMAND --help' has examples of each.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    _open_missing()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that is not UTF-8 shows \\u2713 and goes on
    try:
        arguments = list(sys.argv[1:] if argv is None else argv)
        if arguments[:1] == ["bench"]:  # its flags are the benchmarks' own
            return files.run_bench(arguments[1:])
        args = _parser().parse_args(arguments)
        status: int = args.run(args)
        sys.stdout.flush()
        return status
    except NotFound as error:
        return say_error(str(error), EXIT_NOT_FOUND)
    except BadInput as error:
        return say_error(str(error), EXIT_USAGE)
    except MemoryFault as error:
        return say_error(str(error), EXIT_ERROR)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough
        _drop_output()
        return EXIT_OK
    except OSError as error:  # a full disk behind standard output, or a file of the user's
        _drop_output()
        return say_error(f"{error.strerror or error}: {error.filename or 'standard output'}", EXIT_ERROR)


def _open_missing() -> None:
    """Put the null device where a service, cron or pythonw left out a standard stream, by its number too: the next file
    would get that.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free: this one
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(null, "r" if name == "stdin" else "w", encoding="utf-8"))


def _drop_output() -> None:
    """Send what is still buffered nowhere, or the interpreter's last flush complains again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """argparse, but a mistake is answered in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(say_error(f"{message} (see '{self.prog} --help')", EXIT_USAGE))


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parents: list[Any] = [common_flags()]
    parser = _Parser(
        prog="aria-memory", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=raw, parents=parents
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str, help: str, examples: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=help, description=f"{help[0].upper()}{help[1:]}.", epilog=f"examples:\n{examples}",
            formatter_class=raw, parents=parents,
        )  # fmt: skip

    for group in (remembering, intending, reacting, knowing, asking, files):
        group.add_commands(command)
    return parser
