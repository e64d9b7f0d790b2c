"""Names of memories on the command line: episode:12, fact:3, skill:2, intention:3f9a."""

from dataclasses import dataclass
from typing import Any

from ..errors import BadInput, NotFound
from ..memory import Memory
from ..prospective.times import shown
from ..types import Item
from .shared import find_intention

KINDS = ("episode", "fact", "skill", "intention")


@dataclass(frozen=True)
class Ref:
    """One memory, by its kind and its id there."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    def named(self) -> dict[str, Any]:
        """The argument of `Memory.purge`."""
        return {f"{self.kind}_id": self.key if self.kind == "intention" else int(self.key)}


def parse_ref(memory: Memory, given: str) -> Ref:
    """What a text names; without a kind, an intention. Raises: BadInput, NotFound for an unknown intention."""
    kind, colon, key = given.partition(":")
    if not colon:
        kind, key = "intention", given
    if kind not in KINDS:
        raise BadInput(f"{shown(given)} names nothing: write {':ID, '.join(KINDS)}:ID, as the other commands print it")
    if kind == "intention":
        try:
            return Ref(kind, find_intention(memory, key).id)
        except NotFound as error:
            if colon or not given.isdecimal():
                raise
            raise NotFound(f"{error}; or of which kind is it? Write episode:{given}, fact:{given}") from error
    if not key.isdecimal() or not key.isascii() or len(key) > 18:
        raise BadInput(f"{shown(given)}: {shown(key)} is no id; write a number such as {kind}:12")
    return Ref(kind, str(int(key)))


def ref_of(item: Item) -> str:
    """The name of a recalled item."""
    return f"{item.kind}:{item.item_id}"
