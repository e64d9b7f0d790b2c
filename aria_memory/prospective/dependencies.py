"""What intentions wait for. Pure.

One that depends on others is blocked until each of them has been done. A dependency that was dismissed, expired or
missed was not done, so it goes on holding (silently firing, or silently dropping what waits, would both guess);
`Release` frees it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timezone, tzinfo

from aria_memory.errors import BadInput
from aria_memory.prospective.intention import Intention, State
from aria_memory.prospective.reach import check_reach
from aria_memory.prospective.times import shown


def check_dependencies(intentions: Sequence[Intention], new: Intention) -> None:
    """BadInput if `new` depends on what does not exist, or (through any others) on itself."""
    known = {each.id: each for each in intentions} | {new.id: new}
    came_from: dict[str, str] = {}
    rest = [new.id]
    while rest:
        here = rest.pop()
        for other in known[here].depends_on:
            if other == new.id:
                circle = [here]
                while circle[-1] != new.id:
                    circle.append(came_from[circle[-1]])
                way = " -> ".join(map(shown, [*reversed(circle), new.id]))
                raise BadInput(f"dependencies go round in a circle: {way}; leave one of them out")
            if other not in known:
                if here == new.id:
                    raise BadInput(f"intention {shown(here)} depends on {shown(other)}, which does not exist")
            elif other not in came_from:
                came_from[other] = here
                rest.append(other)


def waiting_for(intention: Intention, by_id: Mapping[str, Intention]) -> tuple[str, ...]:
    """The ids in depends_on that have not been done, those that are gone included."""
    return tuple(
        other for other in intention.depends_on if (found := by_id.get(other)) is None or found.done_at is None
    )


def admit(intentions: Sequence[Intention], new: Intention, zone: tzinfo = timezone.utc) -> Intention:
    """A new intention as it is to be kept: pending, or blocked. BadInput for an id in use, for bad dependencies, and
    for one that can never fire (`reach`). zone: in which an error tells times.
    """
    if any(each.id == new.id for each in intentions):
        raise BadInput(f"an intention {shown(new.id)} exists already: give another id")
    check_dependencies(intentions, new)
    check_reach(new, new.created, zone)
    held = waiting_for(new, {each.id: each for each in intentions})
    return replace(new, state=State.BLOCKED if held else State.PENDING)
