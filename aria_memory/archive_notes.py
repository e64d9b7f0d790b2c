"""What an export says beside the memories: where facts and intentions were read, what turns answered, what was used."""

from collections.abc import Iterator, Mapping
from typing import Any

from . import answers, intentions, skills, sources, uses
from .answers import WHATS
from .errors import BadInput
from .store import Row, Scoped
from .text import MAX_NAME_CHARS, clean, finite, kept_list
from .types import Answered, Source
from .working import Ref

SOURCE = "kind, item, episode, first, past, reader, digest"
ANSWER = "episode, intention, what, first, past"
USE = "kind, item, n, latest, pinned"

Ids = Mapping[str, Mapping[int, int]]  # by kind, the file's ids to those here


def entries(scope: Scoped) -> Iterator[dict[str, Any]]:
    """The lines of a scope, in the form of README.md, "Export, version 1"."""
    numbers = {skill.skill_id: n for n, skill in enumerate(skills.everything(scope), 1)}
    for row in scope.run(f"SELECT {SOURCE} FROM source WHERE scope = :scope ORDER BY kind, item"):
        yield of_source(row)
    for row in scope.run(f"SELECT {ANSWER} FROM answer WHERE scope = :scope ORDER BY episode, intention"):
        yield of_answer(row)
    for row in scope.run(f"SELECT {USE} FROM item_use WHERE scope = :scope ORDER BY kind, item"):
        yield of_use(row, numbers)


def of_source(row: Row) -> dict[str, Any]:
    """Where a fact or an intention was read."""
    return {
        "kind": "source", "of": row["kind"], "id": _id(row["kind"], row["item"]), "episode": row["episode"],
        "start": row["first"], "end": row["past"], "reader": row["reader"], "digest": row["digest"],
    }  # fmt: skip


def of_answer(row: Row) -> dict[str, Any]:
    """What a turn answered to an intention."""
    return {
        "kind": "answer", "intention": row["intention"], "episode": row["episode"], "what": row["what"],
        "start": row["first"], "end": row["past"],
    }  # fmt: skip


def of_use(row: Row, numbers: Mapping[int, int]) -> dict[str, Any]:
    """How a memory was used. numbers: of skills, by their ids, in the file. Raises: KeyError for a skill without."""
    item = numbers[int(row["item"])] if row["kind"] == "skill" else _id(row["kind"], row["item"])
    return {
        "kind": "use", "of": row["kind"], "id": item, "n": row["n"],
        "latest": kept_list(row["latest"], "uses"), "pinned": bool(row["pinned"]),
    }  # fmt: skip


def restore(scope: Scoped, entry: Mapping[str, Any], ids: Ids) -> None:
    """Keep one such line. Raises: BadInput, NotFound, KeyError, TypeError for one that is damaged."""
    ref = _here(scope, entry["of"], entry["id"], ids)
    if entry["kind"] == "use":
        latest = [finite("a time of use", at) for at in entry["latest"]]
        n = entry["n"]
        if type(n) is not int or not len(latest) <= n < 2**63 or type(entry["pinned"]) is not bool:
            raise BadInput(f"a use of {n!r} times at {len(latest)} of them cannot be")
        uses.restore(scope, ref, uses.Uses(n=n, latest=tuple(latest), pinned=entry["pinned"]))
        return
    start, end, reader = entry["start"], entry["end"], entry["reader"]
    if type(start) is not int or type(end) is not int or not 0 <= start <= end or reader not in ("rules", "model"):
        raise BadInput(f"a source from {start!r} to {end!r}, read by {str(reader)[:80]!r}, cannot be")
    if ref[0] not in ("fact", "intention"):
        raise BadInput(f"a source of kind {ref[0]!r} cannot be")
    source = Source(episode_id=ids["episode"][entry["episode"]], start=start, end=end, reader=reader)
    digest = clean("digest", entry["digest"], MAX_NAME_CHARS) if entry["digest"] else ""
    sources.add(scope, ref[0], str(ref[1]), source, digest)


def restore_answer(scope: Scoped, entry: Mapping[str, Any], episodes: Mapping[int, int]) -> None:
    """Keep what a turn answered. Raises: BadInput, NotFound, KeyError for a line that is damaged."""
    start, end = entry["start"], entry["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start <= end or entry["what"] not in WHATS:
        raise BadInput(f"an answer {str(entry['what'])[:80]!r} from {start!r} to {end!r} cannot be")
    intentions.get(scope, entry["intention"])
    made = Answered(intention_id=entry["intention"], what=entry["what"], content="")
    answers.add(scope, episodes[entry["episode"]], made, (start, end))


def _here(scope: Scoped, kind: object, item: Any, ids: Ids) -> Ref:
    """The memory here that a file's id names."""
    if kind == "intention":
        intentions.get(scope, str(item))
        return "intention", str(item)
    if not isinstance(kind, str) or kind not in ids:
        raise BadInput(f"a note of kind {str(kind)[:80]!r} is unknown")
    return kind, ids[kind][item]


def _id(kind: str, item: str) -> int | str:
    return item if kind == "intention" else int(item)
