"""The words of one half (train or test) of the prospective benchmark, parsed; frozen with `prospective_data`. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from . import prospective_test_words, prospective_train_words

HALVES: Mapping[str, ModuleType] = {"train": prospective_train_words, "test": prospective_test_words}
_MASK = (1 << 64) - 1  # SplitMix64 works on 64-bit words


class Draw:
    """SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every Python, which `random` does not promise."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def unit(self) -> float:
        """The next number of [0, 1)."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((z ^ (z >> 31)) >> 11) / (1 << 53)

    def below(self, n: int) -> int:
        """A whole number of [0, n)."""
        return int(self.unit() * n)

    def pick(self, items: Sequence[str]) -> str:
        """One of them."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[str], k: int) -> list[str]:
        """`k` different ones, in random order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(k)]


@dataclass(frozen=True)
class Topic:
    """One topic: the cues that a user may name it by, and messages on it with none of their words."""

    cues: tuple[str, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Homonym:
    """A cue with a word of two senses: messages with the cue, and messages with the word in its other sense."""

    cue: str
    true: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True)
class Half:
    """All templates and slot words of one half."""

    slots: Mapping[str, tuple[str, ...]]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    actions: tuple[str, ...]
    states: tuple[str, ...]
    things: Mapping[str, tuple[str, ...]]  # cue -> the ways it turns up
    matters: tuple[str, ...]
    homonyms: tuple[Homonym, ...]
    topics: tuple[Topic, ...]
    filler: tuple[str, ...]
    carriers: Mapping[str, tuple[str, ...]]  # thing, person, matter, other_topic, negated, past, quoted


def _lines(block: str) -> tuple[str, ...]:
    return tuple(line for line in block.splitlines() if line)


def _bars(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


def _homonym(line: str) -> Homonym:
    cue, true, other = line.split(" = ")
    return Homonym(cue, _bars(true), _bars(other))


def _topics(block: str) -> tuple[Topic, ...]:
    found = []
    for part in block.split("# ")[1:]:
        cues, *messages = _lines(part)
        found.append(Topic(_bars(cues), tuple(messages)))
    return tuple(found)


def half(name: str) -> Half:
    """The half `train` or `test`."""
    words = HALVES[name]
    blocks = {
        "thing": words.THING_TRUE, "person": words.PERSON_TRUE, "matter": words.MATTER_TRUE,
        "other_topic": words.OTHER_TOPIC, "negated": words.NEGATED, "past": words.PAST, "quoted": words.QUOTED,
    }  # fmt: skip
    return Half(
        slots={name: _bars(text) for name, text in words.SLOTS.items()},
        first_names=_bars(words.WHO_FIRST),
        last_names=_bars(words.WHO_LAST),
        actions=_lines(words.ACTIONS),
        states=_bars(words.STATES),
        things={cue: _bars(ways) for cue, ways in (line.split(" = ") for line in _lines(words.THINGS))},
        matters=_bars(words.MATTERS),
        homonyms=tuple(_homonym(line) for line in _lines(words.HOMONYMS)),
        topics=_topics(words.TOPICS),
        filler=_lines(words.FILLER),
        carriers={name: _lines(block) for name, block in blocks.items()},
    )
