"""done, dismiss, snooze, missed: what becomes of an intention that has fired."""

import argparse
from zoneinfo import ZoneInfo

from ..english_triggers import STATES, next_time
from ..plain_times import moment_of
from ..prospective.intention import Intention, State
from ..shown import moment, one_line
from .intending import SHOWN, described
from .shared import AddCommand, answer, find_intention, open_memory, zone_of


def add_commands(command: AddCommand) -> None:
    """Add this group's commands."""
    done = command("done", "it is done; of a recurring one, this time of it", "  aria-memory done 3f9a")
    dismiss = command("dismiss", "it is not wanted any more", "  aria-memory dismiss 3f9a")
    snooze = command("snooze", "silent until a time", '  aria-memory snooze 3f9a --until "tomorrow morning"')
    for parser in (done, dismiss, snooze):
        parser.add_argument("id", help="the intention's id, or the beginning of it")
    snooze.add_argument("--until", metavar="TIME", default="in 1 hour", help="default: in 1 hour")
    done.set_defaults(run=_done)
    dismiss.set_defaults(run=_dismiss)
    snooze.set_defaults(run=_snooze)
    missed = command("missed", "list what passed while nobody looked", "  aria-memory missed")
    missed.set_defaults(run=_missed)


def _done(args: argparse.Namespace) -> int:
    with open_memory(args) as memory:
        one = memory.done(find_intention(memory, args.id).id)
        return _settled(args, one, memory.now(), zone_of(args))


def _dismiss(args: argparse.Namespace) -> int:
    with open_memory(args) as memory:
        one = memory.dismiss(find_intention(memory, args.id).id)
        return _settled(args, one, memory.now(), zone_of(args))


def _snooze(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        until = moment_of(args.until, "--until", memory.now(), zone)
        one = memory.snooze(find_intention(memory, args.id).id, until)
        return _settled(args, one, memory.now(), zone)


def _settled(args: argparse.Namespace, one: Intention, now: float, zone: ZoneInfo) -> int:
    following = next_time(one, now)
    then = "" if following is None else f"; next {moment(following, zone)}"
    return answer(args, one, f"{STATES[one.state]}{then}: {one_line(one.content, SHOWN)}")


def _missed(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        found, now = [one for one in memory.intentions() if one.state is State.MISSED], memory.now()
    return answer(args, found, "\n".join(described(one, now, zone) for one in found) or "nothing was missed")
