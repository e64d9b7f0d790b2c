"""Families of wording: distances from a day told before, more names of days and hours, words without apostrophes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory.extraction import extract, find_dates

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 6, 16, 14, 20, tzinfo=ZONE).timestamp()  # a Wednesday


def _local(at: float | None, form: str = "%m-%d %H:%M") -> str:
    return datetime.fromtimestamp(at, ZONE).strftime(form) if at is not None else ""


def _dates(text: str) -> list[str]:
    """Each date as "SPAN = MM-DD HH:MM GRANULARITY"."""
    return [
        f"{text[one.start : one.end]} = {_local(one.at)} {one.granularity}" for one in find_dates(text, NOW, ZONE)
    ]


def _asked(text: str) -> list[str]:
    """Each request as "CONTENT = MM-DD HH:MM"."""
    return [f"{one.content} = {_local(one.at)}".rstrip() for one in extract(text, now=NOW, zone=ZONE).intentions]


def _told(text: str) -> set[str]:
    """Each fact as "subject predicate object", retractions with "not" before."""
    said = extract(text, now=NOW, zone=ZONE)
    facts = {f"{one.subject} {one.predicate} {one.object}" for one in said.facts}
    return facts | {f"not {one.subject} {one.predicate} {one.object}" for one in said.retractions}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The play is on the 20th, bring a coat the day before.",
            ["on the 20th = 06-20 00:00 day", "the day before = 06-19 00:00 day"]),
        ("The play is on the 20th. Remind me the day before to iron it.",
            ["on the 20th = 06-20 00:00 day", "the day before = 06-19 00:00 day"]),
        ("The play is on the 20th, remind me at 6pm the day before.",
            ["on the 20th = 06-20 00:00 day", "at 6pm the day before = 06-19 18:00 minute"]),
        ("The play is on the 20th, remind me the day before at 6pm.",
            ["on the 20th = 06-20 00:00 day", "the day before at 6pm = 06-19 18:00 minute"]),
        ("My train is at 7pm, remind me half an hour before.",
            ["at 7pm = 06-16 19:00 minute", "half an hour before = 06-16 18:30 minute"]),
        ("My flight is on Friday, remind me the night before to pack.",
            ["on Friday = 06-18 00:00 day", "the night before = 06-17 21:00 part"]),
        ("The exam is on 4 July, so a week before please.",
            ["on 4 July = 07-04 00:00 day", "a week before = 06-27 00:00 day"]),
        ("I saw him on Friday and he was ill the day before.",
            ["on Friday = 06-11 00:00 day", "the day before = 06-10 00:00 day"]),
        ("The match is every Friday, remind me the day before.", ["every Friday = 06-18 00:00 day"]),
        ("I was there on Saturday and the day before I was ill.", ["on Saturday = 06-12 00:00 day"]),
        ("The dinner is on 27 June, remind me an hour before.", ["on 27 June = 06-27 00:00 day"]),
        ("Remind me the day before to pack.", []),
        ("We had rice the day before my exam.", []),
    ],
)  # fmt: skip
def test_distances_from_what_was_told(text: str, dates: list[str]) -> None:
    assert _dates(text) == dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("This time tomorrow I'm off.", "This time tomorrow = 06-17 14:20 minute"),
        ("This time next week I'm off.", "This time next week = 06-23 14:20 minute"),
        ("Can we do half four instead?", "half four = 06-16 16:30 minute"),
        ("Dinner's at seven thirty, all right?", "at seven thirty = 06-16 19:30 minute"),
        ("I'm free from about 2 on Saturday.", "about 2 on Saturday = 06-19 14:00 minute"),
        ("We moved in six weeks ago tomorrow.", "six weeks ago tomorrow = 05-06 00:00 day"),
        ("I'm away the weekend of the 10th.", "the weekend of the 10th = 07-10 00:00 weekend"),
        ("The fair is the last weekend in June.", "the last weekend in June = 06-26 00:00 weekend"),
        ("Tomorrow week is the funeral.", "Tomorrow week = 06-24 00:00 day"),
        ("We fly a fortnight tomorrow.", "a fortnight tomorrow = 07-01 00:00 day"),
        ("u free thurs eve?", "thurs eve = 06-17 19:00 part"),
        ("I sent it Friday gone.", "Friday gone = 06-11 00:00 day"),
        ("Is it this Friday coming?", "this Friday coming = 06-18 00:00 day"),
        ("We went Saturday just gone and it was full.", "Saturday just gone = 06-12 00:00 day"),
        ("We walk on St David's Day.", "on St David's Day = 03-01 00:00 day"),
        ("It's on Remembrance Sunday.", "on Remembrance Sunday = 11-14 00:00 day"),
        ("Book us in for the 24th please.", "the 24th = 06-24 00:00 day"),
        ("gym at 6 tmrw?", "at 6 tmrw = 06-17 18:00 minute"),
        ("It's first thing on Monday morning.", "first thing on Monday morning = 06-21 09:00 part"),
        ("I've been up since half three.", "half three = 06-16 03:30 minute"),
        ("The alarm woke me up at 5.", "at 5 = 06-16 05:00 minute"),
        ("He said he'd ring at 5.", "at 5 = 06-16 17:00 minute"),
        ("They said they'd ring on Monday.", "on Monday = 06-21 00:00 day"),
        ("They said they'd left on Monday.", "on Monday = 06-14 00:00 day"),
        ("They told me it would be on Monday.", "on Monday = 06-21 00:00 day"),
        ("That was a week last Monday.", "a week last Monday = 06-07 00:00 day"),
        ("We'll be there by about 4pm tomorrow.", "by about 4pm tomorrow = 06-17 16:00 minute"),
        ("By Tuesday I'd lost the will to live.", "By Tuesday = 06-15 00:00 day"),
        ("the shop was shut. remind me to go back on tuesday", "on tuesday = 06-22 00:00 day"),
        ("It was shut on Tuesday, we had no luck.", "on Tuesday = 06-15 00:00 day"),
        ("It was shut, so remind me to go back on Tuesday.", "on Tuesday = 06-22 00:00 day"),
        ("Remind me to return what I bought on Tuesday.", "on Tuesday = 06-15 00:00 day"),
    ],
)
def test_names_of_days_and_hours(text: str, date: str) -> None:
    assert _dates(text) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "You have half one and I'll have half the other.", "There's a half six pack in the fridge.",
        "We need two thirty amp fuses.", "This time she won.", "There were about 20 of us.",
        "Week of fun, the weekend of a lifetime.", "I'd never seen one before.", "It was the hour before dawn.",
        "St Andrews is lovely.", "He got up an hour earlier than me.",
    ],
)  # fmt: skip
def test_what_names_no_day(text: str) -> None:
    assert _dates(text) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The play is on the 20th. Remind me the day before at 6pm to iron a shirt.", "iron a shirt = 06-19 18:00"),
        ("The play is on the 20th, remind me at 6pm the day before to iron a shirt.", "iron a shirt = 06-19 18:00"),
        ("On Friday I need to hand in my essay, can you remind me the day before?", "hand in my essay = 06-17 09:00"),
        ("On Sunday I have to call my gran, don't let me forget", "call my gran = 06-20 09:00"),
        ("On Sunday I have to call my gran. Don't let me forget!", "call my gran = 06-20 09:00"),
        ("Tomorrow at 3 I've got the dentist, remind me.", "the dentist = 06-17 15:00"),
        ("Tomorrow I need to ring the bank.", "ring the bank = 06-17 09:00"),
        ("Remind me to try them again at 5pm.", "try them again = 06-16 17:00"),
        ("Remind me on Friday to call him again please.", "call him again = 06-18 09:00"),
        ("Remind me to take the bins out on Friday again.", "take the bins out = 06-18 09:00"),
        ("Remind me about the roof again tomorrow.", "the roof = 06-17 09:00"),
    ],
)
def test_requests(text: str, asked: str) -> None:
    assert _asked(text) == [asked]


@pytest.mark.parametrize(
    "text", ["Last Monday I got to teach a class!", "On Monday I got to meet her.",
    "On Sunday I had to call my gran, don't forget how it went."]
)
def test_what_was_a_duty_is_no_request(text: str) -> None:
    assert _asked(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("weve got a staffy called bruno", {"user has_pet staffy", "user's staffy name Bruno"}),
        ("my boyfriends name is Oisín, dont tell", {"user relation.boyfriend Oisín"}),
        ("my sisters name their cars", set()),
        ("ive stopped playing five a side cos of my knees", {"not user plays five a side"}),
        ("i'm dale, i'm a carpenter", {"user name Dale", "user works_as carpenter"}),
        ("im knackered, im a nurse", {"user works_as nurse"}),
        ("alright, im kev, im a lorry driver from hull",
            {"user name Kev", "user works_as lorry driver", "user from hull"}),
        ("I live in Lisbon this semester.", {"user lives_in Lisbon"}),
        ("i cant stand egg sandwiches and thats all they had", {"user dislikes egg sandwiches"}),
        ("Noah is allergic to egg, found that out the hard way", {"Noah allergic_to egg"}),
        ("My son is allergic to wheat, eggs and kiwi.",
            {"user's son allergic_to wheat", "user's son allergic_to eggs", "user's son allergic_to kiwi"}),
        ("Ezra hates everything green", {"Ezra dislikes everything green"}),
        ("I hate everything today.", set()),
        ("My nephew Tyler is helping me out on Saturday.",
            {"user relation.nephew Tyler", "user's nephew plans helping me out"}),
        ("My brother in law Raj is visiting next week.",
            {"user relation.brother-in-law Raj", "user's brother-in-law plans visiting"}),
        ("My cousin is visiting.", set()),
        ("The Pope is visiting in July.", set()),
        ("We're moving in on 30 September.", {"user plans moving in"}),
        ("We're moving on.", set()),
        ("I had lunch with my mum, who hates fish.", {"user's mother dislikes fish"}),
        ("My sister Anna, who lives in Leeds, rang.", {"user relation.sister Anna", "user's sister lives_in Leeds"}),
        ("My mum, who always says I work at Tesco, is ill.", set()),
        ("As a diabetic I can't have that.", {"user has_condition diabetes"}),
        ("As a diabetic you can't have that.", set()),
        ("I've been teaching myself Italian for a year.", {"user learns Italian"}),
        ("She loves it, my nan, she lives in her own house.", set()),
        ("I gave up the guitar years ago.", {"not user plays guitar"}),
        ("My son doesn't live in Hull any more, he's in Leeds.",
            {"not user's son lives_in Hull", "user's son lives_in Leeds"}),
        ("Wait, no, it's the 24th not the 25th.", {"it unresolved the 24th"}),
    ],
)  # fmt: skip
def test_told_without_apostrophes_or_in_passing(text: str, told: set[str]) -> None:
    assert _told(text) == told
