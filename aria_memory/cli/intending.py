"""intend, intentions, due, check."""

import argparse
import json
from datetime import datetime
from zoneinfo import ZoneInfo

from ..english_triggers import next_time, state_words, trigger_words, why_words
from ..errors import BadInput
from ..plain_times import every_of, moment_ahead, span_of
from ..prospective.condition import Value
from ..prospective.intention import TERMINAL, Intention
from ..prospective.times import shown
from ..prospective.triggers import All, Any, At, Condition, SessionStart, Topic, Trigger
from ..shown import moment, one_line, visible
from ..types import Firing
from .shared import AddCommand, answer, filled, find_intention, not_with, open_memory, opening, text_of, zone_of

SHOWN = 200  # characters of what is to be done, in a list


def add_commands(command: AddCommand) -> None:
    """Add this group's commands."""
    intend = command(
        "intend",
        "remember to do something when the time or the topic comes",
        '  aria-memory intend "call Bob" --at "tomorrow 9am"\n'
        '  aria-memory intend "water the plants" --every "weekday 9:00"\n'
        '  aria-memory intend "pay the rent" --every "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=8"\n'
        '  aria-memory intend "ask how it rose" --topic "the sourdough starter"\n'
        '  aria-memory intend "open a window" --if "temperature > 30"\n'
        '  aria-memory intend "greet in Welsh" --session-start --expires "in two weeks"\n'
        '  aria-memory intend "send the report" --topic "the audit" --at "friday 5pm"    whichever comes first\n'
        '  aria-memory intend "sit up" --topic "my back" --repeat --min-gap "2 hours"    not again too soon\n'
        '  aria-memory intend "celebrate" --after 3f9a --session-start                   once 3f9a is done',
    )
    intend.add_argument("content", help="what is to be done; - reads it from standard input")
    intend.add_argument("--at", metavar="TIME", action="append", default=[], help="at a time, e.g. 'tomorrow 9am'")
    intend.add_argument(
        "--every", metavar="RULE", action="append", default=[], help="again and again: 'weekday 9:00', or an RRULE"
    )
    intend.add_argument("--topic", metavar="WORDS", action="append", default=[], help="when the talk comes to this")
    intend.add_argument("--session-start", action="store_true", help="when the next session begins")
    intend.add_argument(
        "--if", dest="conditions", metavar="EXPR", action="append", default=[], help="when it becomes true"
    )
    intend.add_argument("--all", action="store_true", help="of several of these all must come, not any")
    intend.add_argument("--repeat", action="store_true", help="fire every time, not once")
    intend.add_argument("--min-gap", metavar="SPAN", help="of one that fires again: silent for so long, e.g. '2 hours'")
    intend.add_argument("--priority", type=int, default=0, metavar="N", help="higher is told first (default: 0)")
    intend.add_argument("--expires", metavar="TIME", help="not after that")
    intend.add_argument("--after", metavar="ID", action="append", default=[], help="not before that one is done")
    intend.add_argument(
        "--missed", choices=("once", "skip", "all"), default="once", help="times passed while off (default: once)"
    )
    intend.set_defaults(run=_intend)

    intentions = command("intentions", "list what is to be remembered", "  aria-memory intentions --all --json")
    intentions.add_argument("--all", action="store_true", help="those that are over, too")
    intentions.set_defaults(run=_intentions)

    due = command(
        "due",
        "what time has brought since the last look",
        "  aria-memory due\n  aria-memory due --follow      each as it comes, until Ctrl-C\n  aria-memory due --next",
    )
    how = due.add_mutually_exclusive_group()
    how.add_argument("--follow", action="store_true", help="stay, and print each as it comes")
    how.add_argument("--next", action="store_true", help="only tell when to look next; nothing fires")
    due.set_defaults(run=_due)

    check = command(
        "check",
        "what a message, or the state of the world, brings up",
        '  aria-memory check "my sourdough starter smells odd"\n'
        "  aria-memory check --state '{\"temperature\": 31}'\n"
        '  aria-memory check "the audit is on Monday" --scores    p of each topic; nothing fires',
    )
    check.add_argument("message", nargs="?", help="what was said; - reads it from standard input")
    check.add_argument("--session", type=filled, help="the talk that it belongs to (default: today's)")
    check.add_argument("--state", metavar="JSON", help="the whole published state, an object")
    check.add_argument("--scores", action="store_true", help="only show how close each topic is")
    check.set_defaults(run=_check)


def _intend(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        now = memory.now()
        trigger = _trigger(args, now, zone)
        one = memory.intend(
            text_of(args.content), trigger, priority=args.priority,
            expires=None if args.expires is None else moment_ahead(args.expires, "--expires", now, zone),
            depends_on=[find_intention(memory, given).id for given in args.after],
            repeat=True if args.repeat else None, policy=args.missed, min_gap=_min_gap(args),
        )  # fmt: skip
    return answer(args, one, f"{one.id}  {trigger_words(one.trigger, zone)}")


def _min_gap(args: argparse.Namespace) -> float | None:
    if args.min_gap is None:
        return None
    if not (args.repeat or args.every):
        raise BadInput("--min-gap is of what fires again and again: add --repeat, or leave it out")
    return span_of(args.min_gap, "--min-gap")


def _trigger(args: argparse.Namespace, now: float, zone: ZoneInfo) -> Trigger:
    parts: list[Trigger] = [At(moment_ahead(text, "--at", now, zone)) for text in args.at]
    parts += [every_of(text, "--every", now, zone) for text in args.every]
    parts += [Topic(text) for text in args.topic]
    parts += [SessionStart()] * args.session_start
    parts += [Condition(text) for text in args.conditions]
    if not parts:
        raise BadInput("say when: --at, --every, --topic, --session-start or --if; 'intend --help' has examples")
    return parts[0] if len(parts) == 1 else All(*parts) if args.all else Any(*parts)


def _intentions(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        found = [one for one in memory.intentions() if args.all or one.state not in TERMINAL]
        now = memory.now()
    return answer(args, found, "\n".join(described(one, now, zone) for one in found) or "nothing is to be remembered")


def described(one: Intention, now: float, zone: ZoneInfo) -> str:
    """An intention in two lines."""
    following = next_time(one, now)
    then = "" if following is None else f"; next {moment(following, zone)}"
    lines = f"{one.id}  {one_line(one.content, SHOWN)}\n    {trigger_words(one.trigger, zone)}{then}"
    return f"{lines}\n    {state_words(one)}"


def _due(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    if args.follow:
        import trio  # a quarter of a second that only this needs

        return trio.run(_follow, args, zone)
    with open_memory(args) as memory:
        if args.next:
            following = memory.next_due()
            return answer(args, {"next_due": following}, moment(following, zone, "nothing waits for a time"))
        firings = memory.due()
    return answer(args, firings, told(firings, zone) or "nothing is due")


async def _follow(args: argparse.Namespace, zone: ZoneInfo) -> int:
    from ..trio_memory import open_memory as open_trio_memory

    async with open_trio_memory(**opening(args)) as memory:
        async for firing in memory.firings_due():
            answer(args, firing, told([firing], zone))
    return 0


def _check(args: argparse.Namespace) -> int:
    if (args.message is None) == (args.state is None):
        raise BadInput("check takes a message or --state, one of them")
    not_with(args, "--state", "--scores", "--session")
    zone = zone_of(args)
    with open_memory(args) as memory:
        if args.state is not None:
            firings = memory.publish(_state(args.state))
        elif args.scores:
            return _scores(args, memory.score_intentions(text_of(args.message), args.session), memory.intentions())
        else:
            session = args.session or f"{datetime.fromtimestamp(memory.now(), zone):%Y-%m-%d}"
            firings = memory.check(text_of(args.message), session)
    return answer(args, firings, told(firings, zone) or "it brings nothing up")


def _scores(args: argparse.Namespace, scores: dict[str, float], every: list[Intention]) -> int:
    contents = {one.id: one.content for one in every}
    ordered = sorted(scores.items(), key=lambda pair: pair[1])
    lines = [f"p {p:.4f}  {name}  {one_line(contents[name], SHOWN)}" for name, p in ordered]
    return answer(args, scores, "\n".join(lines) or "no open intention has a topic")


def _state(text: str) -> dict[str, Value]:
    try:
        state = json.loads(text)
    except (ValueError, RecursionError):
        state = None
    if not isinstance(state, dict):
        raise BadInput(f"--state is {shown(text)}: give a JSON object such as '{{\"temperature\": 31}}'")
    return state


def told(firings: list[Firing], zone: ZoneInfo) -> str:
    """Firings for people, with why."""
    lines = []
    for one in firings:
        lines.append(f"{one.intention_id}  {visible(one.content)}")
        lines += [f"    because {why_words(why, zone)}" for why in one.why]
    return "\n".join(lines)


