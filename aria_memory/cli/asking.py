"""explain: why something was recalled, why an intention fires or fired, where a memory comes from."""

import argparse
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from ..english_triggers import ANSWERS, share, why_words
from ..errors import BadInput, NotFound
from ..memory import Memory
from ..shown import amount, moment, one_line, visible
from ..types import Item
from .intending import described
from .knowing import fact_line
from .refs import Ref, parse_ref, ref_of
from .shared import AddCommand, answer, find_intention, open_memory, zone_of

SHOWN = 120  # characters of an item beside its score
BAR = 20  # characters of a full bar
DEFAULT_K = 5
MAX_RANK = 200  # how far down a memory that was asked for is looked for


def add_commands(command: AddCommand) -> None:
    """Add this group's commands."""
    explain = command(
        "explain",
        "why something is recalled, why an intention fires, where a memory comes from",
        "  aria-memory explain 3f9a                       an intention: its trigger, state and firings\n"
        "  aria-memory explain fact:3                     a fact: its source, and what it took the place of\n"
        '  aria-memory explain --query "where do they live?"           what each score is made of\n'
        '  aria-memory explain --query "where do they live?" episode:12  where that one came, and why',
    )
    explain.add_argument("ref", nargs="?", help="an intention's id, or episode:ID, fact:ID")
    explain.add_argument("--query", help="explain its answer")
    explain.add_argument("-k", type=int, metavar="N", help=f"with --query: how many (default: {DEFAULT_K})")
    explain.set_defaults(run=_explain)


def _explain(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    if args.ref is None and args.query is None:
        raise BadInput("explain takes an id or --query; 'explain --help' has examples")
    if args.k is not None and (args.query is None or args.ref is not None):
        raise BadInput("-k is of a --query without an id: leave it out")
    with open_memory(args) as memory:
        ref = None if args.ref is None else parse_ref(memory, args.ref)
        if args.query is not None:
            return _query(args, memory, ref)
        assert ref is not None
        if ref.kind == "intention":
            return _intention(args, memory, ref, zone)
        if ref.kind == "fact":
            return _fact(args, memory, int(ref.key), zone)
        if ref.kind == "episode":
            return _episode(args, memory, int(ref.key), zone)
        raise BadInput(f"{ref}: a skill is explained by what it is; 'aria-memory skills' shows it")


def _query(args: argparse.Namespace, memory: Memory, ref: Ref | None) -> int:
    k = DEFAULT_K if args.k is None else args.k
    items = memory.recall(args.query, k if ref is None else MAX_RANK, explain=True)
    if ref is None:
        return answer(args, items, "\n".join(map(_scored, range(1, len(items) + 1), items)) or "nothing fits")
    for rank, item in enumerate(items, 1):
        if ref_of(item) == str(ref):
            return answer(args, {"rank": rank, "item": item}, _scored(rank, item))
    raise NotFound(f"{ref} is not among the {len(items)} best for that query: it shares no words, or is archived")


def _scored(rank: int, item: Item) -> str:
    most = max([item.score, *item.parts.values(), 1e-9])
    lines = [f"{rank}. {ref_of(item)}  score {item.score:.3f}  {one_line(item.text, SHOWN)}"]
    for name, value in sorted(item.parts.items(), key=lambda pair: -pair[1]):
        lines.append(f"      {value:.3f}  {'#' * max(0, round(BAR * value / most)):<{BAR}}  {name}")
    return "\n".join(lines)


def _intention(args: argparse.Namespace, memory: Memory, ref: Ref, zone: ZoneInfo) -> int:
    one = find_intention(memory, ref.key)
    firings = memory.firings(one.id)
    lines = [described(one, memory.now(), zone), f"    filed {moment(one.created, zone)}"]
    source, replies = memory.source(intention_id=one.id), memory.answers(one.id)
    lines += [f"    asked in {_said(memory, source.episode_id, zone)}"] if source is not None else []
    lines += [f"    {ANSWERS[each.what]} in {_said(memory, each.episode_id, zone)}" for each in replies]
    lines += [f"    waits for {other}" for other in one.depends_on]
    lines += [f"    expires {moment(one.expires, zone)}"] if one.expires is not None else []
    lines.append(f"    fired {amount(len(firings), 'time')}" if firings else "    never fired")
    for firing in firings:
        p = "" if firing.p is None else f", p = {firing.p:.2g} ({share(firing.p)})"
        lines.append(f"      {moment(firing.at, zone)}{p}")
        lines += [f"        because {why_words(why, zone)}" for why in firing.why]
    found = {"intention": one, "firings": firings, "source": source, "answers": replies}
    return answer(args, found, "\n".join(lines))


def _said(memory: Memory, episode_id: int, zone: ZoneInfo) -> str:
    turn = memory.episode(episode_id)
    return f"episode:{turn.episode_id}, {turn.role}, {moment(turn.at, zone)}: {one_line(turn.text, SHOWN)}"


def _fact(args: argparse.Namespace, memory: Memory, fact_id: int, zone: ZoneInfo) -> int:
    every = memory.facts.everything()
    found = next((one for one in every if one.fact_id == fact_id), None)
    if found is None:
        raise NotFound(f"there is no fact:{fact_id}; 'aria-memory facts --history' lists them")
    others = [one for one in every if (one.subject, one.predicate) == (found.subject, found.predicate)]
    lines = [fact_line(found, zone)]
    if found.episode_id is not None:
        source = memory.episode(found.episode_id)
        lines.append(f"    {source.role}, {moment(source.at, zone)}: {one_line(source.text, SHOWN)}")
    if len(others) > 1:
        lines += ["all that was ever believed of it:", *(fact_line(one, zone) for one in others)]
    return answer(args, {"fact": found, "history": others}, "\n".join(lines))


def _episode(args: argparse.Namespace, memory: Memory, episode_id: int, zone: ZoneInfo) -> int:
    one = memory.episode(episode_id)
    said = [fact for fact in memory.facts.everything() if fact.episode_id == episode_id]
    lines = [
        f"episode:{one.episode_id}  turn {one.turn} of session {visible(one.session)}, by {visible(one.role)}",
        f"    said {moment(one.at, zone)}, recorded {moment(one.recorded, zone)}",
        *([f"    archived {moment(one.archived, zone)}: not recalled"] if one.archived is not None else []),
        visible(one.text), *_drawn([fact_line(fact, zone) for fact in said]),
    ]  # fmt: skip
    return answer(args, {"episode": one, "facts": said}, "\n".join(lines))


def _drawn(lines: Sequence[str]) -> list[str]:
    return ["facts drawn from it:", *lines] if lines else []
