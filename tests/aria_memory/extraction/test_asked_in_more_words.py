"""Requests asked for beside their time and task, in words that no exact form holds."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aria_memory import ManualClock, Memory
from aria_memory.prospective.due import due_time

ZONE = "Europe/London"
TUESDAY = datetime(2027, 10, 19, 9, 30, tzinfo=ZoneInfo(ZONE)).timestamp()


def asked(said: str, path: Path) -> list[tuple[str, str]]:
    """What a message asks for: its words and its next time."""
    with Memory.open(path, scope="me", encoder=None, clock=ManualClock(TUESDAY), zone=ZONE) as memory:
        memory.observe("user", said, "s")
        due = [(one.content, due_time(one, TUESDAY)) for one in memory.intentions()]
    return [(words, f"{datetime.fromtimestamp(at, ZoneInfo(ZONE)):%m-%d %H:%M}" if at else "") for words, at in due]


@pytest.mark.files
@pytest.mark.parametrize(
    ("said", "words", "at"),
    [
        ("I have to give the drill back to Kev. Remind me Saturday at 4.", "give the drill back to Kev",
         "10-23 16:00"),
        ("Car needs oil. remind me sat 11am", "Car needs oil", "10-23 11:00"),
        ("Need to pay the window cleaner, remind me at half 6", "pay the window cleaner", "10-19 18:30"),
        ("recurring alarm Mon Wed Fri 5:30am swim squad", "swim squad", "10-20 05:30"),
        ("alarm 5.45 am tomorrow, airport run for my brother", "airport run for my brother", "10-20 05:45"),
        ("I've my insulin to take, so set a reminder for 7:30 every morning.", "I've my insulin to take",
         "10-20 07:30"),
        ("Every working day at 9:15 remind me to write down the mileage", "write down the mileage", "10-20 09:15"),
        ("Please do the needful and remind me on 22nd at 11 am to pay the school fees.", "pay the school fees",
         "10-22 11:00"),
        ("set a repeating reminder for fridays 4.30 to back up the laptop", "back up the laptop", "10-22 16:30"),
        ("Tap me on the shoulder at 7 tonight, I have to water the tomatoes", "water the tomatoes", "10-19 19:00"),
        ("Every Friday at 4 I have to send the report, I'm relying on you.", "send the report", "10-22 16:00"),
        ("On Thursday at 10 I need to phone the plumber. Help me stick to it.", "phone the plumber", "10-21 10:00"),
        ("thursday 3pm alarm, airport run", "airport run", "10-21 15:00"),
        ("make a fuss at 6pm so that I feed the cat", "feed the cat", "10-19 18:00"),
        ("Tomorrow at half 3 I need to ring the gas board, giz a nudge", "ring the gas board", "10-20 15:30"),
        ("On Friday at 5pm I have to send Ryan 200 quid, jog me memory will u", "send Ryan 200 quid", "10-22 17:00"),
        ("At 1:15 in the afternoon I have to order a knee cap, don't let me forget na",
         "order a knee cap", "10-19 13:15"),
        ("On Tuesdays at 08:30 I have to log the tank temperature; I would be grateful for a prompt each time.",
         "log the tank temperature", "10-26 08:30"),
        ("every night at 21:45 let me be told to use the brown inhaler.", "use the brown inhaler", "10-19 21:45"),
        ("I also wish to call Mummy every Sunday at 17:00 without fail, so hold me to it.",
         "call Mummy", "10-24 17:00"),
        ("On Sunday at ten in the morning I wanna book the beach house, so ping me",
         "book the beach house", "10-24 10:00"),
        ("on mondays weds n fridays at 4 get on at me to do back stretches", "do back stretches", "10-20 16:00"),
        ("on mondays wednesdays and fridays at 4 remind me to do back stretches", "do back stretches", "10-20 16:00"),
        ("every Tuesday at 8:30 pm the wet bin should go out, kindly nudge me",
         "the wet bin should go out", "10-19 20:30"),
        ("On Mondays at 4pm get on at me to do back stretches", "do back stretches", "10-25 16:00"),
    ],
)  # fmt: skip
def test_is_asked(said: str, words: str, at: str, tmp_path: Path) -> None:
    assert asked(said, tmp_path / "x.db") == [(words, at)]


@pytest.mark.files
@pytest.mark.parametrize(
    "said",
    [
        "I would be grateful for a prompt each time.",
        "Cancel the 7 am alarm for tomorrow please",
        "thx for the 9 oclock ping, all done",
        "Not now, I'm driving. Remind me at 4.",
        "They text me at 7 every evening about dinner",
        "I have to phone him, it's up to you whether Friday at 3 or not",
        "Meet me at 5 outside the library to swap keys",
        "He fell from 4th to 2nd in the league",
        "On Tuesdays at 8 my boss will get on at me to tidy the shed",
        "I wanna sleep until nine on Sunday",
        "On Tuesday at 8 the bin should have gone out, and it has not",
        "He keeps at me about the shed every Friday at 5",
        "She gave me a book on how to jog. Memory will fade.",
    ],
)
def test_is_none(said: str, tmp_path: Path) -> None:
    assert asked(said, tmp_path / "x.db") == []
