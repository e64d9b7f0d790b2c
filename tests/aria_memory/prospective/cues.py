"""Requests whose cue is named later: how they are written down and how they are lived by a whole `Memory`.

Parts are text files. A block is one request, the cue that it has to become, and messages of later sessions:

    REQUEST
    = CUE
    + FORM: a message that names the cue, in that form, and has to fire it
    - WHY: a message that must not fire it: negated, past, quoted, a homonym, or the same words on other matters
    ~ WHY: a message that may or may not

A cue of several topics, any of which is meant, has "or" between them. Lines that begin with `# ` are remarks. Each
message stands alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aria_memory import Memory
from aria_memory.prospective.triggers import topics

ALPHA = 0.001  # the default of `Memory.open`
MARKS = {"+": "fires", "-": "silent", "~": "either"}


@dataclass
class Pair:
    """One request, its cue, and messages: (fires, silent or either; form or why; text)."""

    request: str
    cue: str = ""
    messages: list[tuple[str, str, str]] = field(default_factory=list)


def load(part: str) -> list[Pair]:
    """The pairs of a part, in the order of its file."""
    pairs: list[Pair] = []
    for line in (Path(__file__).parent / f"cues_{part}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") or not line:
            continue
        if line.startswith("= "):
            pairs[-1].cue = line[2:]
        elif line[:1] in MARKS and line[1:2] == " ":
            form, _, text = line[2:].partition(": ")
            pairs[-1].messages.append((MARKS[line[0]], form, text))
        else:
            pairs.append(Pair(line))
    return pairs


def lived(memory: Memory, pair: Pair) -> Iterator[tuple[str, str, str, bool]]:
    """What a memory without open intentions makes of a request that it is told; it is done in the end.

    First ("cue", what it became, the cue, whether it is right), then for each message (fires, silent or either;
    form or why; text; whether it fires in another session).
    """
    asked = memory.observe("user", pair.request, session=f"told {pair.cue}").intentions
    found = [topic for name in asked for _, topic in topics(memory.intention(name).trigger)]
    cue = " or ".join(one.cue for one in found)
    yield "cue", cue, pair.cue, cue.casefold() == pair.cue.casefold()
    for must, form, text in pair.messages:
        ps = memory.score_intentions(text, session=f"{text} said alone")
        yield must, form, text, any(ps[name] <= ALPHA for name in asked if name in ps)
    for name in asked:
        if memory.done(name).repeat:  # "whenever ..."
            memory.dismiss(name)
