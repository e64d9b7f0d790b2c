""" "Remind me at 4" behind a duty: a new task, or, said first after a reminder, why that is put off."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aria_memory import ManualClock, Memory

ZONE = ZoneInfo("Europe/London")
TUESDAY = datetime(2027, 10, 19, 9, 30, tzinfo=ZONE).timestamp()


@pytest.mark.files
@pytest.mark.parametrize(
    ("said", "states"),
    [
        (["I have to pick up the kids. Remind me at 4."], {"ring Bo": "snoozed"}),
        (["Not now, I have to pick up the kids. Remind me at 4."], {"ring Bo": "snoozed"}),
        (["Lovely day.", "I haven't rung Bo yet. Remind me at 4."], {"ring Bo": "snoozed"}),
        (["Lovely day.", "I have to give the drill back to Kev. Remind me at 4."],
         {"ring Bo": "fired", "give the drill back to Kev": "pending"}),
        (["Lovely day.", "I need to pay him. Remind me again at 4."], {"ring Bo": "snoozed"}),
    ],
)  # fmt: skip
def test_what_is_put_off_and_what_is_new(said: list[str], states: dict[str, str], tmp_path: Path) -> None:
    clock = ManualClock(TUESDAY)
    with Memory.open(tmp_path / "x.db", scope="me", zone=ZONE.key, clock=clock, encoder=None) as memory:
        memory.observe("user", "Remind me at 10 to ring Bo", "s")
        clock.advance(31 * 60)
        assert [one.content for one in memory.due()] == ["ring Bo"]
        for text in said:
            clock.advance(60)
            memory.observe("user", text, "s")
        assert {one.content: one.state.value for one in memory.intentions()} == states
