"""facts, skills."""

import argparse
from zoneinfo import ZoneInfo

from ..errors import BadInput
from ..plain_times import moment_of
from ..prospective.times import shown
from ..shown import fact_words, moment, one_line
from ..types import Fact, Skill
from .shared import AddCommand, answer, filled, not_with, only_with, open_memory, zone_of

SHOWN = 200  # characters of a statement or a step, in a list


def add_commands(command: AddCommand) -> None:
    """Add this group's commands."""
    facts = command(
        "facts",
        "list what is known, as of any time; state and retract",
        "  aria-memory facts\n  aria-memory facts user lives_in --history\n"
        '  aria-memory facts --at 2024-06-01 --believed "last monday"    what held then, as believed then\n'
        '  aria-memory facts --add user lives_in Leeds --since "last spring" --from-episode 12\n'
        "  aria-memory facts --retract 3",
    )
    facts.add_argument("subject", nargs="?", type=filled, help="about whom or what")
    facts.add_argument("predicate", nargs="?", type=filled, help="which relation, e.g. lives_in")
    what = facts.add_mutually_exclusive_group()
    what.add_argument("--history", action="store_true", help="all that was ever believed")
    facts.add_argument("--at", metavar="TIME", help="what held then (default: now)")
    facts.add_argument("--believed", metavar="TIME", help="as it was believed then (default: now)")
    what.add_argument("--add", nargs=3, metavar=("SUBJECT", "PREDICATE", "OBJECT"), help="state it, from now on")
    facts.add_argument("--since", metavar="TIME", help="with --add: it holds from then on")
    facts.add_argument("--until", metavar="TIME", help="with --add: and until then")
    facts.add_argument("--several", action="store_true", help="with --add: beside others of this relation")
    facts.add_argument("--from-episode", type=int, metavar="ID", help="with --add: the turn that says it")
    what.add_argument("--retract", type=int, metavar="ID", help="believe it no longer")
    facts.set_defaults(run=_facts)

    skills = command(
        "skills",
        "list what to do when, find it for a task, learn and reward",
        '  aria-memory skills\n  aria-memory skills --suggest "deploy the site"\n'
        '  aria-memory skills --learn "deploying the site" --step "run the tests" --step "push the tag"\n'
        "  aria-memory skills --reward 2 1.0",
    )
    which = skills.add_mutually_exclusive_group()
    which.add_argument("--suggest", metavar="TASK", help="those that fit a task, best first")
    which.add_argument("--learn", metavar="CONDITION", help="keep a new one")
    skills.add_argument("--step", action="append", default=[], metavar="TEXT", help="with --learn; repeat")
    which.add_argument("--reward", nargs=2, metavar=("ID", "VALUE"), help="0: it failed, 1: it did the job")
    skills.set_defaults(run=_skills)


def _facts(args: argparse.Namespace) -> int:
    zone = zone_of(args)
    only_with(args, "--add", "--since", "--until", "--several", "--from-episode")
    for leader in ("--add", "--retract"):
        not_with(args, leader, "SUBJECT", "PREDICATE", "--at", "--believed")
    not_with(args, "--history", "--at", "--believed")
    with open_memory(args) as memory:
        now = memory.now()

        def when(name: str) -> float | None:
            given = getattr(args, name)
            return None if given is None else moment_of(given, f"--{name}", now, zone, past=True)

        if args.retract is not None:
            return _listed(args, [memory.facts.retract(args.retract)], zone)
        if args.add is not None:
            subject, predicate, thing = args.add
            since, until = when("since"), when("until")
            if since is not None and until is not None and until <= since:
                raise BadInput(
                    f"--since is {shown(args.since)}, {moment(since, zone)}, and --until {shown(args.until)},"
                    f" {moment(until, zone)}, is not after it: put them in order, or leave one out"
                )
            return _listed(
                args,
                [
                    memory.facts.assert_(
                        subject, predicate, thing, valid_from=since, valid_to=until,
                        episode_id=args.from_episode, several=args.several,
                    )
                ],
                zone,
            )  # fmt: skip
        if args.history:
            found = memory.facts.everything() if args.subject is None else memory.facts.history(args.subject)
            found = [one for one in found if args.predicate in (None, one.predicate)]
        else:
            found = memory.facts.at(
                when("at"), believed=when("believed"), subject=args.subject, predicate=args.predicate
            )
    return _listed(args, found, zone)


def _listed(args: argparse.Namespace, found: list[Fact], zone: ZoneInfo) -> int:
    return answer(args, found, "\n".join(fact_line(one, zone) for one in found) or "nothing is known")


def fact_line(one: Fact, zone: ZoneInfo) -> str:
    """A fact with its two times in two lines."""
    source = f", said in episode:{one.episode_id}" if one.episode_id is not None else ", told directly"
    held = f"holds from {moment(one.valid_from, zone, '(not told)')} to {moment(one.valid_to, zone, 'now on')}"
    believed = f"recorded {moment(one.recorded, zone)}"
    if one.retracted is not None:
        by = f", superseded by fact:{one.superseded_by}" if one.superseded_by is not None else ", withdrawn"
        believed += f", not believed since {moment(one.retracted, zone)}{by}"
    return f"fact:{one.fact_id}  {one_line(fact_words(one), SHOWN)}\n    {held}; {believed}{source}"


def _skills(args: argparse.Namespace) -> int:
    only_with(args, "--learn", "--step")
    if args.learn is not None and not args.step:
        raise BadInput("--learn takes steps: give at least one --step")
    with open_memory(args) as memory:
        if args.learn is not None:
            found = [memory.skills.learn(args.learn, args.step)]
        elif args.reward is not None:
            found = [memory.skills.reward(*_reward(*args.reward))]
        elif args.suggest is not None:
            found = memory.skills.suggest(args.suggest)
        else:
            found = memory.skills.everything()
    return answer(args, found, "\n".join(map(_skill_lines, found)) or "no skill is known")


def _reward(skill_id: str, value: str) -> tuple[int, float]:
    try:
        return int(skill_id.removeprefix("skill:")), float(value)
    except ValueError:
        raise BadInput(f"--reward is {skill_id!r} {value!r}: give a skill's number and 0 to 1") from None


def _skill_lines(one: Skill) -> str:
    steps = "\n".join(f"    {i + 1}. {one_line(step, SHOWN)}" for i, step in enumerate(one.steps))
    tried = f"utility {one.utility:.2f} after {one.uses} uses, {one.successes} of them good"
    return f"skill:{one.skill_id}  {one_line(one.condition, SHOWN)}  ({tried})\n{steps}"
