"""[pure] The number under which a text is indexed: scope, session and turn in one, so that neighbours are neighbours.

A place of a turn is its session's number within the scope, then its number within the session: the turns before and
after it are one less and one more, and a shift gives the session. What lies in the file has the scope in front, so that
a scope's entries are one range: no search reads another's. Facts and skills lie below zero in the same way.
"""

from .errors import BadInput

TURN_BITS, SESSION_BITS, SCOPE_BITS = 22, 22, 19  # 63 in all: 4 million turns a session, as many sessions a scope
PLACE_BITS = TURN_BITS + SESSION_BITS
SIDES = ("fact", "skill")  # what is indexed beside turns
_SIDE_BITS = PLACE_BITS - 1


def place_of(session: int, turn: int) -> int:
    """The place of a turn. Raises: BadInput where a number has outgrown its bits."""
    if turn >= 1 << TURN_BITS:
        raise BadInput(f"a session has {turn} turns; more are not kept in one: begin another")
    if session >= 1 << SESSION_BITS:
        raise BadInput(f"a scope has {session} sessions; more are not kept in one: use another scope")
    return session << TURN_BITS | turn


def side_of(kind: str, key: int) -> int:
    """The place of a fact or a skill; places of one kind are a range, `side_range`."""
    return SIDES.index(kind) << _SIDE_BITS | key


def range_of(kind: str) -> tuple[int, int]:
    """The first and the last place of a kind: "turn", "fact" or "skill"."""
    if kind == "turn":
        return 0, (1 << PLACE_BITS) - 1
    first = SIDES.index(kind) << _SIDE_BITS
    return first, first | ((1 << _SIDE_BITS) - 1)
