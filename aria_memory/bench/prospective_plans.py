"""What happens around each intention of the prospective benchmark: its cues, near-misses and lures, in order. Pure.

Frozen with `prospective_data`, which puts these blocks into a stream and states the rules of the benchmark.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .prospective_language import Draw, Half

SHARES = {"focal": 120, "topical": 120, "time": 40, "recurring": 30, "condition": 30, "compound": 30, "dependent": 30}
_TYPO, _LOWER, _BARE, _DOUBLE = 0.05, 0.15, 0.2, 0.25  # shares of messages so written; of filler with two sentences
WINDOW = (0.03, 0.05)  # how long an intention lives, as a share of the stream: some sixteen pend at a time
TAIL = 0.03  # lures come within this share of the stream after it is done


@dataclass
class Draft:
    """A message to be, and what it is to the intentions of its key."""

    text: str
    about: str | None  # what intentions it concerns: those of this key
    mode: str = "true"  # or a kind of near-miss, or `part`: of a compound one, and alone not enough
    state: tuple[tuple[str, float], ...] = ()


@dataclass
class Plan:
    """One intention to be, with the blocks of messages around it."""

    id: str
    kind: str
    key: str
    trigger: dict[str, object]
    start: float  # as shares of the stream
    end: float
    before: list[list[Draft]]  # blocks in the order in which they come while it is pending
    after: list[list[Draft]] = field(default_factory=list)
    depends_on: str | None = None


class Writer:
    """Turns templates to messages."""

    def __init__(self, draw: Draw, words: Half) -> None:
        self.draw, self.words = draw, words

    def fill(self, template: str, **given: str) -> str:
        for name, value in given.items():
            template = template.replace("{" + name + "}", value)
        for name, values in self.words.slots.items():
            while "{" + name + "}" in template:
                template = template.replace("{" + name + "}", self.draw.pick(values), 1)
        return template

    def as_typed(self, text: str) -> str:
        if self.draw.unit() < _LOWER:
            text = text.lower()
        return text.rstrip(".") if self.draw.unit() < _BARE else text

    def filler(self) -> str:
        texts = [self.fill(self.draw.pick(self.words.filler))]
        if self.draw.unit() < _DOUBLE:
            texts.append(self.fill(self.draw.pick(self.words.filler)))
        return self.as_typed(" ".join(texts))

    def carried(self, carrier: str, cue: str, **given: str) -> str:
        template = self.draw.pick(self.words.carriers[carrier])
        if cue[:1].isupper():
            template = template.replace("the {cue}", "{cue}")
        return self.fill(template, cue=cue, **given)

    def typo(self, cue: str) -> str:
        """Two neighbouring letters of its longest word swapped, now and then, if that word is long."""
        word = max(cue.split(), key=len)
        if len(word) < 8 or not word.isalpha() or self.draw.unit() >= _TYPO:
            return cue
        at = 2 + self.draw.below(len(word) - 4)
        return cue.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :], 1)

    def near(self, cue: str, key: str, kinds: tuple[str, ...] = ("negated", "past", "quoted")) -> list[Draft]:
        kind = self.draw.pick(kinds)
        bare = cue[:1].isupper() or cue.startswith(("the ", "my ", "our ")) or key.startswith(("topic", "matter"))
        return [Draft(self.as_typed(self.carried(kind, cue if bare else f"the {cue}")), key, kind)]


def _focal(
    write: Writer, n: int, people: list[str], pairs: list[str]
) -> tuple[str, str, list[list[Draft]], list[list[Draft]]]:
    """(key, cue, blocks before it is done, after) of the n-th focal intention: thing, person, matter or homonym."""
    words, draw = write.words, write.draw
    sort = ("thing", "person", "matter", "homonym")[n % 4]
    if sort == "homonym":
        homonym = words.homonyms[draw.below(len(words.homonyms))]
        key = f"homonym:{homonym.cue}"
        true = [[Draft(write.fill(text), key)] for text in draw.some(homonym.true, 2)]
        other = [[Draft(write.fill(text), key, "homonym")] for text in draw.some(homonym.other, 2)]
        return (
            key,
            homonym.cue,
            [other[0], true[0], other[1], true[1]],
            [[Draft(write.fill(draw.pick(homonym.true)), key)]],
        )
    if sort == "matter":
        who, matter = pairs.pop().split("/")
        cue = f"{who}'s {matter}"
        key = f"matter:{cue}"
        true = [[Draft(write.carried("matter", cue, who=who, matter=matter), key)] for _ in range(3)]
        other = [[Draft(write.carried("other_topic", cue, who=who), key, "other_topic")], write.near(cue, key)]
        return key, cue, [other[0], true[0], other[1], true[1]], [true[2]]
    cue = people.pop() if sort == "person" else draw.pick(tuple(words.things))
    key = f"{sort}:{cue}"
    ways = words.things.get(cue, (cue, cue, cue.lower()))
    true = [[Draft(write.as_typed(write.carried(sort, write.typo(draw.pick(ways)))), key)] for _ in range(3)]
    return key, cue, [write.near(cue, key), true[0], write.near(cue, key), true[1]], [true[2]]


def _topical(write: Writer, n: int) -> tuple[str, str, list[list[Draft]], list[list[Draft]]]:
    topics, draw = write.words.topics, write.draw
    topic = topics[n % len(topics)]
    cue, key = draw.pick(topic.cues), f"topic:{topic.cues[0]}"

    def episode(length: int) -> list[Draft]:
        return [Draft(write.as_typed(write.fill(text)), key) for text in draw.some(topic.messages, length)]

    blocks = [write.near(cue, key), episode(3 + draw.below(3)), write.near(cue, key)]
    if draw.unit() < 0.5:
        blocks.append(episode(3 + draw.below(3)))
    return key, cue, blocks, [episode(2)]


def _compound(
    write: Writer, n: int, key: str, people: list[str], state: str
) -> tuple[dict[str, object], list[list[Draft]], list[list[Draft]]]:
    """(trigger, blocks before it is done, after): a cue under a condition, one cue after another, or either of two."""
    first, second = people.pop(), people.pop()

    def said(cue: str, mode: str = "true") -> list[Draft]:
        return [Draft(write.as_typed(write.carried("person", cue)), key, mode)]

    def published(value: float) -> list[Draft]:
        return [Draft(write.filler(), key, "part", ((state, value),))]

    cues: list[dict[str, object]] = [{"type": "topic", "cue": first}, {"type": "topic", "cue": second}]
    if n % 3 == 0:
        condition: dict[str, object] = {"type": "condition", "expression": f"{state} < 20"}
        blocks = [published(80.0), said(first, "compound"), published(12.0), said(first)]
        return {"type": "all", "of": [cues[0], condition]}, blocks, [said(first)]
    if n % 3 == 1:
        return (
            {"type": "then", "of": cues},
            [said(second, "compound"), said(first, "part"), said(second)],
            [said(second)],
        )
    return {"type": "any", "of": cues}, [said(first), said(second)], [said(first)]


def plans_of(write: Writer, count: int) -> Iterator[Plan]:
    """`count` intentions in the proportions of `SHARES`."""
    draw, words = write.draw, write.words
    people = draw.some([f"{a} {b}" for a in words.first_names for b in words.last_names], 400)
    pairs = draw.some([f"{a}/{b}" for a in words.first_names for b in words.matters], 200)
    total, number = sum(SHARES.values()), 0
    prerequisites: list[Plan] = []
    for kind, share in SHARES.items():
        for n in range(round(share * count / total)):
            ident, number = f"i{number:04d}", number + 1
            start = draw.unit() * (1 - WINDOW[1] - TAIL)
            end = start + WINDOW[0] + draw.unit() * (WINDOW[1] - WINDOW[0])
            plan = Plan(ident, kind, f"{kind}:{ident}", {"type": kind}, start, end, [])
            state = f"{draw.pick(words.states)}_{number}"
            if kind in ("focal", "topical"):
                found = _focal(write, n, people, pairs) if kind == "focal" else _topical(write, n)
                plan.key, cue, plan.before, plan.after = found
                plan.trigger = {"type": "topic", "cue": cue}
                if plan.key.startswith("person:"):
                    prerequisites.append(plan)
            elif kind == "condition":
                plan.trigger = {"type": "condition", "expression": f"{state} < 20"}
                steps = ((80.0, "part"), (15.0, "true"), (12.0, "no_edge"), (90.0, "part"))
                plan.before = [[Draft(write.filler(), plan.key, mode, ((state, value),))] for value, mode in steps]
                plan.after = [[Draft(write.filler(), plan.key, "true", ((state, 10.0),))]]
            elif kind == "compound":
                plan.trigger, plan.before, plan.after = _compound(write, n, plan.key, people, state)
            elif kind == "dependent":
                _depend(write, plan, prerequisites[n % len(prerequisites)], people.pop())
            yield plan


def _depend(write: Writer, plan: Plan, on: Plan, cue: str) -> None:
    """Make it one whose cue comes up once before and once after what it depends on is done."""
    said = [
        Draft(write.as_typed(write.carried("person", cue)), plan.key, mode) for mode in ("dependent", "true", "true")
    ]
    plan.trigger, plan.depends_on = {"type": "topic", "cue": cue}, on.id
    plan.start, plan.end = on.start, on.end + WINDOW[0]
    plan.before, plan.after = [[said[0]], [said[1]]], [[said[2]]]
