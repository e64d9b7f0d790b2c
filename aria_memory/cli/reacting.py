"""What becomes of an intention, and what its topic learns: done, dismiss, reopen, release, snooze, move, skip,
mistaken, missed.
"""

import argparse
from collections.abc import Callable
from zoneinfo import ZoneInfo

from ..english_triggers import next_time, state_words
from ..errors import BadInput
from ..memory import Memory
from ..plain_times import every_of, moment_ahead, moment_of
from ..prospective.intention import Intention
from ..prospective.triggers import At, Every, Trigger, times, with_time
from ..shown import moment, one_line
from ..times_off import skip_of
from .intending import SHOWN, described
from .shared import AddCommand, answer, find_intention, open_memory, text_of, zone_of


def add_commands(command: AddCommand) -> None:
    """Add this group's commands."""
    done = command("done", "it is done; of a recurring one, this time of it", "  aria-memory done 3f9a")
    dismiss = command("dismiss", "it is not wanted any more", "  aria-memory dismiss 3f9a")
    reopen = command(
        "reopen",
        "it was not done, or is wanted, after all: take done, dismiss or skip back",
        "  aria-memory reopen 3f9a             told before, it waits for an answer again; else it comes at its time\n"
        "  aria-memory intentions --all        lists those that have ended, with their ids",
    )
    release = command("release", "it no longer waits for what it depends on", "  aria-memory release 3f9a")
    snooze = command("snooze", "silent until a time", '  aria-memory snooze 3f9a --until "tomorrow morning"')
    move = command(
        "move",
        "it comes at another time, as if it were new",
        '  aria-memory move 3f9a --at "tomorrow 4pm"          of one that comes once; a topic that it has stays\n'
        '  aria-memory move 3f9a --every "weekday 9:00"       of one that comes again and again: from now on at these\n'
        "  aria-memory snooze 3f9a --until 5pm                not another time: silent until then",
    )
    skip = command(
        "skip",
        "of what recurs some times are not wanted; those after them stand",
        "  aria-memory skip 3f9a                    the one that was told, if it waits for an answer, else the next\n"
        '  aria-memory skip 3f9a --on tomorrow      or "friday", "this weekend", "next week", 2027-03-01\n'
        "  aria-memory reopen 3f9a                  takes it back",
    )
    mistaken = command(
        "mistaken",
        "it came at the wrong occasion: it waits on, and such messages fire it less",
        "  aria-memory mistaken 3f9a",
    )
    for parser in (done, dismiss, reopen, release, snooze, move, skip, mistaken):
        parser.add_argument("id", help="the intention's id, or the beginning of it")
    snooze.add_argument("--until", metavar="TIME", default="in 1 hour", help="default: in 1 hour")
    new = move.add_mutually_exclusive_group(required=True)
    new.add_argument("--at", metavar="TIME", help="at a time to come, e.g. 'tomorrow 4pm'")
    new.add_argument("--every", metavar="RULE", help="again and again: 'weekday 9:00', or an RRULE")
    skip.add_argument("--on", metavar="DAY", help="all its times of that day, or of a part of one, a weekend, a week")
    done.set_defaults(run=_reacting(lambda memory, key: memory.done(key)))
    dismiss.set_defaults(run=_reacting(lambda memory, key: memory.dismiss(key)))
    reopen.set_defaults(run=_reacting(lambda memory, key: memory.reopen(key)))
    release.set_defaults(run=_reacting(lambda memory, key: memory.release(key)))
    mistaken.set_defaults(run=_reacting(lambda memory, key: memory.mistaken(key)))
    snooze.set_defaults(run=_snooze)
    move.set_defaults(run=_move)
    skip.set_defaults(run=_skip)
    missed = command(
        "missed",
        "list what passed while nobody looked; or teach a topic a message that it should have fired at",
        '  aria-memory missed\n  aria-memory missed 3f9a --message "the dough has doubled overnight"',
    )
    missed.add_argument("id", nargs="?", help="the intention that should have come up")
    missed.add_argument("--message", metavar="TEXT", help="with an id: the message")
    missed.set_defaults(run=_missed)


def _reacting(react: Callable[[Memory, str], Intention]) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        with open_memory(args) as memory:
            one = react(memory, find_intention(memory, args.id).id)
            return _settled(args, one, memory.now(), zone_of(args))

    return run


def _snooze(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        until = moment_of(args.until, "--until", memory.now(), zone)
        one = memory.snooze(find_intention(memory, args.id).id, until)
        return _settled(args, one, memory.now(), zone)


def _move(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        now, one = memory.now(), find_intention(memory, args.id)
        if args.at is not None:
            time: At | Every = At(moment_ahead(args.at, "--at", now, zone))
        else:
            time = every_of(args.every, "--every", now, zone)
        moved = memory.move(one.id, _with_time(one, time))
        return _settled(args, moved, now, zone)


def _skip(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        now = memory.now()
        off = skip_of(find_intention(memory, args.id), args.on, "--on", now, zone)
        return _settled(args, memory.skip(off.intention_id, off.since, off.until), now, zone)


def _with_time(one: Intention, time: At | Every) -> Trigger:
    """Its trigger with this in the place of the one time that it has; what else it waits for stays."""
    moved, own = with_time(one.trigger, time), times(one.trigger)
    anew = "dismiss it, and file it anew with 'aria-memory intend'"
    if moved is None:
        raise BadInput(f"{one.id} has {'several times' if len(own) > 1 else 'no time of its own'} to move: {anew}")
    if type(own[0]) is not type(time):
        fits = "once: give --at" if isinstance(own[0], At) else "again and again: give --every"
        raise BadInput(f"{one.id} comes {fits}, or {anew}")
    return moved


def _settled(args: argparse.Namespace, one: Intention, now: float, zone: ZoneInfo) -> int:
    following = next_time(one, now)
    then = "" if following is None else f"; next {moment(following, zone)}"
    return answer(args, one, f"{state_words(one)}{then}: {one_line(one.content, SHOWN)}")


def _missed(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    if (args.id is None) != (args.message is None):
        raise BadInput("missed takes an id and --message, or neither: then it lists what nobody looked at in time")
    with open_memory(args) as memory:
        if args.id is not None:
            one = memory.missed(find_intention(memory, args.id).id, text_of(args.message))
            return answer(args, one, f"{one.id}  learnt: such messages fire it more readily")
        found, now = memory.overlooked(), memory.now()
    return answer(args, found, "\n".join(described(one, now, zone) for one in found) or "nothing was missed")
