"""Which intentions an assistant is told of, and how."""

from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, BadInput, Every, SessionStart, Topic
from aria_memory.prospective.intention import Intention, State
from aria_memory.reminders import MOST_LISTED, described, listed

T = 1_809_417_600.0  # 2027-05-04 08:00 UTC
LONDON = ZoneInfo("Europe/London")
ROOF = Topic("the roof")


def one(name: str, content: str, trigger: object, **more: object) -> Intention:
    return Intention(name, content, trigger, T - 10, **more)  # type: ignore[arg-type]


EVERY = [
    one("a", "ring the dentist", At(T + 7200)),
    one("b", "ask for quotes", ROOF),
    one("c", "buy Bo's book", At(T + 60)),
    one("d", "pay", At(T - 5), state=State.FIRED, last_fired=T - 4, fired_count=1, outstanding=True),
    one("e", "take the pill", Every("FREQ=DAILY", zone="UTC", start=T + 600)),
    one("f", "ring Bo", SessionStart(), state=State.DONE, done_at=T),
    one("g", "sleep", SessionStart(), state=State.SNOOZED, snoozed_until=T + 30),
    Intention("h", "greet", SessionStart(), T - 5, state=State.DONE, done_at=T),
]


@pytest.mark.parametrize(
    ("text", "state", "names"),
    [
        ("", "open", "dgceab"),  # what waits for an answer, what comes soonest, the oldest
        ("", "all", "dgceabhf"),  # what has ended last, the latest of it first
        ("", "done", "hf"),
        ("", "missed", ""),
        ("Bo", "open", "c"),
        ("the one about BO", "all", "cf"),
        ("ringing Bo's dentist", "open", "ac"),  # more of its words first
        ("roofs", "open", "b"),  # by its cue
        ("book", "open", "c"),
        ("boo", "open", ""),  # no part of a word
        ("the", "open", "eab"),
        ("?!", "open", "dgceab"),
    ],
)
def test_which_are_listed(text: str, state: str, names: str) -> None:
    found, more = listed(EVERY, text, state, 20, T)
    assert more == 0
    assert "".join(each.id for each in found) == names


def test_the_list_is_bounded_and_says_so() -> None:
    found, more = listed(EVERY, "", "all", 3, T)
    assert ([each.id for each in found], more) == (["d", "g", "c"], 5)
    for limit in (0, MOST_LISTED + 1, True, 2.0):
        with pytest.raises(BadInput, match=f"choose 1 to {MOST_LISTED}"):
            listed(EVERY, "", "open", limit, T)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="'lost'; choose of: open, all, pending"):
        listed(EVERY, "", "lost", 3, T)


def test_how_one_is_told() -> None:
    assert described(EVERY[0], T, LONDON) == {
        "id": "a", "content": "ring the dentist", "fires": "at 2027-05-04 11:00 BST", "state": "waiting",
        "next": "2027-05-04T11:00:00+01:00",
    }  # fmt: skip
    assert described(EVERY[1], T, LONDON) == {
        "id": "b", "content": "ask for quotes", "fires": "when the talk comes to “the roof”", "state": "waiting",
        "cues": ["the roof"],
    }  # fmt: skip
    assert described(EVERY[6], T, LONDON)["next"] == "2027-05-04T09:00:30+01:00"
    assert "next" not in described(EVERY[3], T, LONDON)
