"""add, recall, forget, purge."""

import argparse
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from ..english_triggers import ANSWERS, next_time, trigger_words
from ..errors import BadInput
from ..plain_times import moment_of
from ..prospective.intention import Intention
from ..prospective.times import shown
from ..shown import amount, fact_words, moment, one_line
from ..types import Fact
from .refs import parse_ref, ref_of
from .shared import AddCommand, answer, filled, open_memory, text_of, zone_of

SHOWN = 300  # characters of an item in a list; --full shows all


def add_commands(command: AddCommand) -> None:
    """Add this group's commands."""
    add = command(
        "add",
        "keep a turn of talk, verbatim",
        '  aria-memory add "I am allergic to nuts"\n  aria-memory add --role assistant --session monday "Noted."\n'
        "  pdftotext report.pdf - | aria-memory add -",
    )
    add.add_argument("text", help="what was said; - reads it from standard input")
    add.add_argument("--role", default="user", help="who said it (default: user)")
    add.add_argument("--session", type=filled, help="the talk that it belongs to (default: today's)")
    add.add_argument("--at", metavar="TIME", help="when it was said, e.g. 'yesterday 5pm' (default: now)")
    add.set_defaults(run=_add)

    recall = command(
        "recall",
        "find what fits a question best",
        '  aria-memory recall "where do they live?"\n  aria-memory recall nuts --kind fact -k 3 --json\n'
        '  aria-memory recall "where do they live?" --as-of 2025-01-01',
    )
    recall.add_argument("query", help="a question, or words")
    recall.add_argument("-k", type=int, default=10, metavar="N", help="how many (default: 10)")
    recall.add_argument("--kind", action="append", metavar="KIND", help="only episode, fact or skill; repeat for more")
    recall.add_argument("--as-of", metavar="TIME", help="as it was remembered then")
    recall.add_argument("--full", action="store_true", help="texts whole")
    recall.set_defaults(run=_recall)

    context = command(
        "context",
        "what is likeliest to be needed for a query, as a section for a prompt, and why",
        '  aria-memory context "what shall we cook?" --tokens 500\n  aria-memory context "what shall we cook?" --json',
    )
    context.add_argument("query", help="a question, or what the talk is about")
    context.add_argument("--tokens", type=int, default=1000, metavar="N", help="at most (default: 1000)")
    context.add_argument("--session", type=filled, default="default", help="whose last context it stays close to")
    context.set_defaults(run=_context)

    forget = command("forget", "archive a turn: kept, no longer recalled", "  aria-memory forget episode:12")
    forget.add_argument("ref", help="episode:ID, as recall prints it")
    forget.set_defaults(run=_forget)

    purge = command(
        "purge",
        "delete something for good, and every trace of it in the file",
        "  aria-memory purge episode:12 --yes\n  aria-memory purge intention:3f9a\n"
        "  aria-memory purge scope --scope ann        all that is Ann's",
    )
    purge.add_argument("ref", help="episode:ID, fact:ID, skill:ID, intention:ID, or scope: all of it")
    purge.add_argument("--yes", action="store_true", help="do not ask")
    purge.set_defaults(run=_purge)

    expire = command(
        "expire",
        "delete for good the turns that were said before a time, with their facts",
        '  aria-memory expire "two years ago"\n  aria-memory expire 2024-01-01 --yes',
    )
    expire.add_argument("before", help="the time")
    expire.add_argument("--yes", action="store_true", help="do not ask")
    expire.set_defaults(run=_expire)


def _add(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        now = memory.now()
        at = None if args.at is None else moment_of(args.at, "--at", now, zone, past=True)
        session = args.session or f"{datetime.fromtimestamp(now if at is None else at, zone):%Y-%m-%d}"
        seen = memory.observe(args.role, text_of(args.text), session, at)
        lines = [f"episode:{seen.episode_id}  turn {seen.turn} of session {seen.session}"]
        lines += [f"  {_stated(memory.facts.get(key))}" for key in seen.facts]
        lines += [f"  no longer: {_stated(memory.facts.get(key))}" for key in seen.ended]
        lines += [f"  to do: {_filed(memory.intention(key), now, zone)}" for key in seen.intentions]
        for one in seen.answered:
            lines.append(f"  {ANSWERS[one.what]}: {_filed(memory.intention(one.intention_id), now, zone)}")
    return answer(args, seen, "\n".join(lines))


def _stated(one: Fact) -> str:
    return f"fact:{one.fact_id}  {one_line(fact_words(one), SHOWN)}"


def _filed(one: Intention, now: float, zone: ZoneInfo) -> str:
    """What a turn made of an intention, in a line: when it comes next, or else what for."""
    following = next_time(one, now)
    when = trigger_words(one.trigger, zone) if following is None else f"next {moment(following, zone)}"
    return f"{one.id}  {one_line(one.content, SHOWN)}  {when}"


def _recall(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        as_of = None if args.as_of is None else moment_of(args.as_of, "--as-of", memory.now(), zone, past=True)
        items = memory.recall(args.query, args.k, as_of, args.kind)
    lines = []
    for item in items:
        text = item.text if args.full else one_line(item.text, SHOWN)
        source = "" if item.kind == "episode" or not item.episode_ids else f"  from episode:{item.episode_ids[0]}"
        lines.append(f"{item.score:.2f}  {ref_of(item)}  {moment(item.at, zone)}{source}\n      {text}")
    return answer(args, items, "\n".join(lines) or "nothing is remembered that fits")


def _context(args: argparse.Namespace) -> int:
    with open_memory(args) as memory:
        found = memory.context(args.tokens, args.query, session=args.session)
    why = [f"  {item.why}: {one_line(item.text, SHOWN)}" for item in found.items]
    left = [f"  {found.left_out} found no room"] if found.left_out else []
    return answer(args, found, "\n".join([found.text, f"{found.tokens} tokens; why each is in:", *why, *left]))


def _forget(args: argparse.Namespace) -> int:
    with open_memory(args) as memory:
        if not args.ref.startswith("episode:"):
            raise BadInput(
                f"{shown(args.ref)} is no turn: write episode:ID, as recall prints it; facts are retracted"
                " ('facts --retract ID'), intentions dismissed ('dismiss ID')"
            )
        ref = parse_ref(memory, args.ref)
        memory.forget(int(ref.key))
    return answer(args, {"forgotten": str(ref)}, f"{ref} is archived: it stays in the file, and is not recalled")


def _purge(args: argparse.Namespace) -> int:
    with open_memory(args) as memory:
        ref = None if args.ref == "scope" else parse_ref(memory, args.ref)
        if not args.yes and not _agreed("all of the scope" if ref is None else str(ref)):
            return answer(args, {"purged": None}, "nothing was deleted")
        if ref is None:
            memory.purge_all()
            return answer(args, {"purged": "scope"}, "all of the scope is deleted, and the file rewritten without it")
        memory.purge(**ref.named())
    return answer(args, {"purged": str(ref)}, f"{ref} is deleted, and the file rewritten without it")


def _expire(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    with open_memory(args) as memory:
        before = moment_of(args.before, "before", memory.now(), zone, past=True)
        if not args.yes and not _agreed(f"what was said before {moment(before, zone)}"):
            return answer(args, {"expired": 0}, "nothing was deleted")
        count = memory.expire(before)
    return answer(args, {"expired": count}, f"{amount(count, 'turn')} deleted, and the file rewritten without them")


def _agreed(what: str) -> bool:
    if not sys.stdin.isatty():
        raise BadInput(f"{what} would be deleted for good: add --yes, there is nobody to ask")
    print(f"delete {what} for good? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


