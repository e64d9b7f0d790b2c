"""Requests for a time in another order than the exact forms; "that day", "those days", "that hour"."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_memory.extraction import extract
from aria_memory.extraction.dates import find_dates
from aria_memory.extraction.messages import Sentence
from aria_memory.extraction.timed_loosely import rearranged

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 8, 8, 0, tzinfo=ZONE).timestamp()  # a Monday


def _asked(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (one.content, datetime.fromtimestamp(one.at, ZONE).strftime("%m-%d %H:%M") if one.at else "", one.every)
        for one in extract(text, now=NOW, zone=ZONE).intentions
    ]


@pytest.mark.parametrize(
    ("text", "content", "at", "every"),
    [
        ("The roofer rings on Wednesday at eleven, so would you be an angel and nudge me at half past ten that morning"
         " to find the invoice?", "find the invoice", "03-10 10:30", None),
        ("From tomorrow can you nudge me every day at 5pm to feed the goldfish?", "feed the goldfish", "03-09 17:00",
         "FREQ=DAILY"),
        ("And every Tuesday at four, if you'd be so good, I need telling to flatten the crates.", "flatten the crates",
         "03-09 16:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("I have to change the filter every Monday and Thursday, so bug me at 8:30 in the morning on those days.",
         "change the filter", "03-08 08:30", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("The talk is on Thursday at 1:30pm, and two hours before that I should really print the slides, so please"
         " nudge me.", "print the slides", "03-11 11:30", None),
        ("oh and I have to ring the vet about Bo's paw, ask me on Friday at nine in the morning would you",
         "ring the vet about Bo's paw", "03-12 09:00", None),
        ("Dad's birthday is on Monday the 22nd. two days before it, at noon, I must order the cake, shout at me",
         "order the cake", "03-20 12:00", None),
        ("My aunt arrives on Friday. The day before she comes, at ten in the morning, I ought to air the attic. A"
         " reminder would be prudent.", "air the attic", "03-11 10:00", None),
        ("On Thursday at eleven I have to call the foundry; do see that I do.", "call the foundry", "03-11 11:00",
         None),
        ("And the recycling bin, that's Tuesdays at seven in the evening, I need telling.", "the recycling bin",
         "03-09 19:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("The footbath wants filling Mondays and Thursdays. Three in the afternoon, give me a prod.",
         "The footbath wants filling", "03-08 15:00", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("cake's in the oven, shout in 25 minutes so I take it out", "take it out", "03-08 08:25", None),
        ("five-a-side is Thursday at seven, so at 6:30pm on Thursday say something about the shin pads",
         "the shin pads", "03-11 18:30", None),
        ("Her wages are due on Friday, so please remind me that day, at nine in the morning, to do the payroll.",
         "do the payroll", "03-12 09:00", None),
        ("Every Friday at 4pm I owe the board the report. Chase me for the report at that hour, every week.",
         "the report", "03-12 16:00", "FREQ=WEEKLY;BYDAY=FR"),
        ("I've French on Tuesdays and Thursdays at 7pm. Both days, 6:15pm, nudge me to open the workbook.",
         "open the workbook", "03-09 18:15", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("Our anniversary's on the 30th. Thirty years. Two days before that, eight in the morning, get me to order"
         " flowers.", "order flowers", "03-28 08:00", None),
        ("the car has its MOT on Tuesday the 16th at 10, so the evening before, at eight, get me to find the logbook",
         "find the logbook", "03-15 20:00", None),
        ("He's coming on Saturday the thirteenth. On the day before he comes, at ten, please remind me to air the"
         " bed.", "air the bed", "03-12 10:00", None),
        ("Every Thursday at seven in the evening I'm supposed to put the bins out, and if nobody tells me I'm late. So"
         " you tell me, would you?", "put the bins out", "03-11 19:00", "FREQ=WEEKLY;BYDAY=TH"),
        ("Every Sunday at five in the afternoon I want to phone Ada. Don't let me escape, please.", "phone Ada",
         "03-14 17:00", "FREQ=WEEKLY;BYDAY=SU"),
        ("I must put in my eye drops at nine o'clock every night. Would you kindly remind me of the eye drops at that"
         " time?", "put in my eye drops", "03-08 21:00", "FREQ=DAILY"),
        ("on the 15th of every month at 10 am i need to pay the desk rent. can you keep track of that for me",
         "pay the desk rent", "03-15 10:00", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("Tomorrow at half past ten, would you be so kind to remind me to send the plans?", "send the plans",
         "03-09 10:30", None),
        ("nine tonight you should tell me to charge the batteries", "charge the batteries", "03-08 21:00", None),
        ("Her birthday is the 19th, not the 18th. So the evening before that, at 7, remind me to pick up the cake.",
         "pick up the cake", "03-18 19:00", None),
    ],
)  # fmt: skip
def test_it_is_read_in_any_order(text: str, content: str, at: str, every: str | None) -> None:
    found = _asked(text)
    assert [(content.removeprefix("tell me to "), at, every)] == [
        (one[0].removeprefix("tell me to "), *one[1:]) for one in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He told me to ring him at 5 and I have to cook.", "Mum used to wake me at 6 to feed the hens.",
        "I have to write a speech for Friday, give me some tips.", "They make me get up at 6 to run.",
        "Don't remind me at 5 to call her.", "If you remind me at 5 to eat, I'll laugh.",
        "Did you remind me at 5 to eat?", "I rang Bo on Friday, tell me what to say.",
        "The phone rang at 5, so I had to get up.", "She asked me on Friday to bring a cake.",
        "I must correct what I told you, for Bo is coming on Saturday the 13th.", "get me up to speed on Friday",
        "I have to be in Leeds at 9, give me a plan.", "Who wants to shout at me at 5?",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_is_no_request(text: str) -> None:
    assert [one for one in _asked(text) if one[1]] == []


def test_an_hour_of_a_day_that_nobody_knows_is_not_that_of_today() -> None:
    (one,) = _asked("Remind me the day before the race, at 6pm, to pin my number on.")
    assert one[1] == "" and "the day before the race" in one[0]
    assert _asked("The race is on the 20th. Remind me the day before the race at 6pm to pin my number on.") == [
        ("pin my number on", "03-19 18:00", None)
    ]


WORDS = (
    "so", "please", "remind me", "tell me", "at 5", "on Friday", "every Monday", "I have to", "must", "ring Bo", ",",
    ".", ";", "that day", "the day before it", "to", "give me a prod", "shout", "in ten minutes", "see that I do", "-",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_any_words_are_cut_within_the_sentence(text: str) -> None:
    found = rearranged(Sentence(text, 0, False), text, find_dates(text, NOW, ZONE, past=False))
    assert found is None or (text.startswith(found.lead) and found.request.startswith("remind me "))
