"""Triggers and intentions as JSON values, format version 1 (README.md). Strict: what is not known is refused. Pure."""

from collections.abc import Callable, Set
from dataclasses import asdict, fields
from typing import Any as Json
from typing import TypeAlias, cast

from aria_memory.errors import BadInput
from aria_memory.prospective.intention import MAX_SEEN, Intention, Skipped
from aria_memory.prospective.progress import MAX_OFF, MAX_REMEMBERED, Progress, Why
from aria_memory.prospective.times import check_time, shown
from aria_memory.prospective.triggers import (
    MAX_CUE_LENGTH,
    MAX_DEPTH,
    MAX_PARTS,
    All,
    Any,
    At,
    Condition,
    Every,
    SessionStart,
    Then,
    Topic,
    Trigger,
)

VERSION = 1
_LATER = {"skipped"}  # members that older documents have not, written where there is something to say
_WHY_KINDS = ("topic", "at", "every", "session_start", "condition")

Object: TypeAlias = dict[str, Json]


def to_json(trigger: Trigger) -> Object:
    """A trigger as a JSON object."""
    return {"version": VERSION, "trigger": _write(trigger)}


def from_json(document: object) -> Trigger:
    """The trigger of a JSON object; BadInput names what is wrong with it."""
    return _read(_versioned(document, "trigger"), MAX_DEPTH)


def intention_to_json(intention: Intention) -> Object:
    """An intention as a JSON object, everything that it holds."""
    content = {each.name: getattr(intention, each.name) for each in fields(intention)}
    content |= {
        "state": intention.state.value,
        "trigger": _write(intention.trigger),
        "depends_on": list(intention.depends_on),
        "seen": list(intention.seen),
        "progress": _write_progress(intention.progress),
    }
    del content["skipped"]
    content |= {} if intention.skipped is None else {"skipped": asdict(intention.skipped)}
    return {"version": VERSION, "intention": content}


def intention_from_json(document: object) -> Intention:
    """The intention of a JSON object; BadInput names what is wrong with it."""
    names = {each.name for each in fields(Intention)} - _LATER
    content = _take(_versioned(document, "intention"), "intention", names, _LATER)
    content["trigger"] = _read(content["trigger"], MAX_DEPTH)
    content["progress"] = _read_progress(content["progress"], MAX_DEPTH)
    for name in ("depends_on", "seen"):
        content[name] = tuple(_list(content[name], name, 10 * MAX_SEEN))
    if "skipped" in content:
        content["skipped"] = Skipped(**_take(content["skipped"], "skipped", {each.name for each in fields(Skipped)}))
    if content["armed_at"] is None or content["repeat"] is None:
        raise BadInput("an intention as JSON has its armed_at and repeat: they are not null")
    return Intention(**content)


def _take(value: object, what: str, required: Set[str], optional: Set[str] = frozenset()) -> Object:
    """The members of an object that has exactly these (optional ones may lack)."""
    if not isinstance(value, dict):
        raise BadInput(f"{what} is {shown(value)}: give a JSON object")
    odd = next((name for name in value if name not in required | optional), None)
    if odd is not None:
        raise BadInput(f"{what} has a member {shown(odd)} that is not known in format version {VERSION}: leave it out")
    lacking = sorted(required - value.keys())
    if lacking:
        raise BadInput(f"{what} lacks {', '.join(lacking)}")
    return dict(value)


def _list(value: object, what: str, limit: int) -> list[Json]:
    if not isinstance(value, list) or len(value) > limit:
        raise BadInput(f"{what} is {shown(value)}: give a JSON list of at most {limit}")
    return value


def _versioned(document: object, what: str) -> Json:
    members = _take(document, f"the {what} document", {"version", what})
    if type(members["version"]) is not int or members["version"] != VERSION:
        raise BadInput(f"version {shown(members['version'])} is not known: this reads version {VERSION}")
    return members[what]


def _write(trigger: Trigger) -> Object:
    if isinstance(trigger, Topic):
        return {"kind": "topic", "cue": trigger.cue}
    if isinstance(trigger, At):
        return {"kind": "at", "when": trigger.when}
    if isinstance(trigger, Every):
        found = {"kind": "every", "rule": trigger.rule, "zone": trigger.zone, "start": trigger.start.isoformat()}
        ends = {"until": trigger.until, "count": trigger.count}
        return found | {name: value for name, value in ends.items() if value is not None}
    if isinstance(trigger, Condition):
        return {"kind": "condition", "expression": trigger.expression}
    if isinstance(trigger, Then):
        within = {} if trigger.within is None else {"within": trigger.within}
        return {"kind": "then", "first": _write(trigger.first), "then": _write(trigger.then), **within}
    if isinstance(trigger, (All, Any)):
        kind = "all" if isinstance(trigger, All) else "any"
        return {"kind": kind, "parts": [_write(part) for part in trigger.parts]}
    return {"kind": "session_start"}


def _read(value: object, depth: int) -> Trigger:
    kind = value.get("kind") if isinstance(value, dict) else None
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None or depth == 0:
        raise BadInput(
            f"trigger of kind {shown(kind)}: give an object with one of {', '.join(_READERS)}, {MAX_DEPTH} deep at most"
        )
    make, required, optional = reader
    members = _take(value, f"trigger {kind}", {"kind", *required}, set(optional))
    del members["kind"]
    for name in ("first", "then"):
        if name in members:
            members[name] = _read(members[name], depth - 1)
    if "parts" in members:
        return make(*(_read(part, depth - 1) for part in _list(members["parts"], f"parts of {kind}", MAX_PARTS)))
    if any(value is None for value in members.values()):
        raise BadInput(f"trigger {kind}: a member is null; leave it out")
    return make(**members)


_READERS: dict[str, tuple[Callable[..., Trigger], tuple[str, ...], tuple[str, ...]]] = {
    "topic": (Topic, ("cue",), ()),
    "at": (At, ("when",), ()),
    "every": (Every, ("rule", "zone", "start"), ("until", "count")),
    "session_start": (SessionStart, (), ()),
    "condition": (Condition, ("expression",), ()),
    "all": (All, ("parts",), ()),
    "any": (Any, ("parts",), ()),
    "then": (Then, ("first", "then"), ("within",)),
}


def _write_progress(progress: Progress) -> Object:
    """Only what differs from no progress."""
    found: Object = {
        "why": [_write_why(why) for why in progress.why],
        "first": [_write_why(why) for why in progress.first],
        "since": progress.since,
        "truth": progress.truth,
        "told": list(progress.told),
        "off": list(progress.off),
        "parts": [_write_progress(part) for part in progress.parts],
    }
    return {name: value for name, value in found.items() if value is not None and value != []}


def _read_progress(value: object, depth: int) -> Progress:
    if depth == 0:
        raise BadInput(f"the progress is deeper than {MAX_DEPTH}")
    members = _take(value, "progress", set(), {each.name for each in fields(Progress)})
    truth = members.get("truth")
    if truth is not None and type(truth) is not bool:
        raise BadInput(f"truth is {shown(truth)}: give true, false or leave it out")
    since = members.get("since")
    return Progress(
        why=tuple(_read_why(why) for why in _list(members.get("why", []), "why", MAX_PARTS)),
        first=tuple(_read_why(why) for why in _list(members.get("first", []), "first", MAX_PARTS)),
        since=None if since is None else check_time(since, "since"),
        truth=truth,
        told=tuple(check_time(at, "told") for at in _list(members.get("told", []), "told", MAX_REMEMBERED)),
        off=tuple(check_time(at, "off") for at in _list(members.get("off", []), "off", MAX_OFF)),
        parts=tuple(_read_progress(part, depth - 1) for part in _list(members.get("parts", []), "parts", MAX_PARTS)),
    )


def _write_why(why: Why) -> Object:
    found = {each.name: getattr(why, each.name) for each in fields(why)} | {"part": list(why.part)}
    return {name: value for name, value in found.items() if value is not None}


def checked_why(value: object) -> Object:
    """A reason that a firing keeps, with whatever went into it; BadInput if it is none."""
    found = value if isinstance(value, dict) else {}
    if not isinstance(found.get("kind"), str) or not isinstance(found.get("detail"), str):
        raise BadInput(f"a reason is {shown(value)}: give an object with its kind and its detail, both text")
    check_time(found.get("at"), "a reason's at")
    if found["kind"] == "topic":
        check_time(found.get("p"), "a topic's p")
    return found


def _read_why(value: object) -> Why:
    members = _take(value, "why", {"part", "kind", "detail", "at"}, {"p", "alpha", "due", "late"})
    part = tuple(_list(members["part"], "part", MAX_DEPTH))
    if not all(type(index) is int and 0 <= index < MAX_PARTS for index in part):
        raise BadInput(f"part is {shown(part)}: give indices")
    detail = members["detail"]
    if members["kind"] not in _WHY_KINDS or not isinstance(detail, str) or len(detail) > MAX_CUE_LENGTH:
        raise BadInput(f"why is of kind {shown(members['kind'])}, detail {shown(detail)}: neither is known")
    numbers = {name: check_time(members[name], name) for name in ("at", "p", "alpha", "due", "late") if name in members}
    return Why(part, cast(str, members["kind"]), detail, **numbers)
