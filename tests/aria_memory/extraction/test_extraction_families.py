"""Families of wording of which the labelled parts hold one or two: what is told, and what only looks like it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory.extraction import extract, find_dates

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 9, 8, 10, 0, tzinfo=ZONE).timestamp()  # a Wednesday


def _day(at: float | None) -> str:
    return datetime.fromtimestamp(at, ZONE).strftime("%Y-%m-%d") if at is not None else ""


def _facts(text: str) -> set[str]:
    """Each "subject predicate object", with " from DAY" where it has one."""
    facts = extract(text, now=NOW, zone=ZONE).facts
    told = (f"{one.subject} {one.predicate} {one.object} from {_day(one.valid_from)}" for one in facts)
    return {one.removesuffix(" from ") for one in told}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Hello, this is Maria from Leeds.", {"user name Maria", "user from Leeds"}),
        ("Good evening, this is Ngaio and I'm a nurse.", {"user name Ngaio", "user works_as nurse"}),
        ("hi im aidan im 19", {"user name Aidan", "user age 19"}),
        ("I'm Sarah I'm from Leeds.", {"user name Sarah", "user from Leeds"}),
        ("I am June Mackay.", {"user name June Mackay"}),
        ("I'm Shona, I speak Zulu and some Shona.", {"user name Shona", "user speaks Zulu", "user speaks Shona"}),
        ("My sister Shona is vegan. When Shona comes up, remind me to ring her.",
            {"user relation.sister Shona", "user's sister diet vegan"}),
        ("Shona is my first language, Shona is taught at school.", set()),
        ("yo im marcus im 16 and i play point guard", {"user name Marcus", "user age 16", "user plays point guard"}),
        ("We live in Truro with a baby and two spaniels.", {"user lives_in Truro", "user has_pet two spaniels"}),
        ("The wife's birthday is on the 10th.", {"user's wife birthday 09-10"}),
        ("I've lived in Oslo most of my life.", {"user lives_in Oslo"}),
        ("my dog is called rex hes a good boy", {"user has_pet dog", "user's dog name rex"}),
        ("We've got a patterdale called Nipper who eats shoes.",
            {"user has_pet patterdale", "user's patterdale name Nipper"}),
        ("I live in Cork with my wife and three dogs.", {"user lives_in Cork", "user has_pet three dogs"}),
        ("I live in Hull with a cat called Figaro.",
            {"user lives_in Hull", "user has_pet cat", "user's cat name Figaro"}),
        ("My brother lives in Reading in a shared house.", {"user's brother lives_in Reading"}),
        ("I've lived in Wick all my days.", {"user lives_in Wick"}),
        ("I work at the Bath and West Society.", {"user works_at the Bath and West Society"}),
        ("I work at Marks and Spencer.", {"user works_at Marks and Spencer"}),
        ("I'm learning salsa since June.", {"user learns salsa from 2027-06-01"}),
        ("My son has karate lessons on Mondays.", {"user's son learns karate"}),
        ("My sister hates my boyfriend.", {"user's sister dislikes my boyfriend"}),
        ("My boss is Anna and her birthday is tomorrow.", {"user relation.boss Anna", "user's boss birthday 09-09"}),
        ("It's the missus's birthday on Friday.", {"user's wife birthday 09-10"}),
        ("My daughter's at Kent University studying law.",
            {"user's daughter studies_at Kent University", "user's daughter studies law"}),
        ("I'm at the University of Kent doing a law degree.",
            {"user studies_at the University of Kent", "user studies law"}),
        ("I left my job at Tesco. I'm at Boots now.", {"user works_at Boots"}),
        ("I started at Nando's on Monday.", {"user works_at Nando's from 2027-09-06"}),
        ("My lass is 7 on Sunday.", {"user's daughter age 7 from 2027-09-12"}),
        ("I turned 30 on Sunday.", {"user age 30 from 2027-09-05"}),
        ("I speak enough French to order a beer.", {"user speaks French"}),
        ("We're going to Spain for a week.", {"user plans going to Spain"}),
        ("I'm going to my mum's for Easter.", {"user plans going to my mum's from 2028-04-16"}),
        ("Anna is coming over on Friday.", {"Anna plans coming over from 2027-09-10"}),
        ("My dad is coming down a week on Friday.", {"user's father plans coming down from 2027-09-17"}),
    ],
)  # fmt: skip
def test_families(text: str, facts: set[str]) -> None:
    assert _facts(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "This is Rex.", "Hey, this is London!", "Hi, this is great, I love it.", "Hi, this is Slack and I hate it.",
        "hey im bored im off", "I'm Sad I'm not coming.", "I've got a boat called Jess who's lovely.",
        "I'm worried I'm allergic to cats.", "My dad is coming down with a cold on Fridays.",
        "I have football on Saturday.", "My wife hates it.", "my mum hates my guts",
        "The wife in the story hates my hero.", "It's the boss's birthday on Friday.",
        "My son's at Boston College doing a talk.", "I'm at York University today for a meeting.",
        "I live with a dog trainer.", "Inflation is coming down next year.",
        "Easter is coming up in April.", "She never thought I'd say I live in Leeds.", "I got a book for Christmas.",
    ],
)  # fmt: skip
def test_what_only_looks_like_one(text: str) -> None:
    assert _facts(text) == set()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I work at Leeds Library and Hull Museum.", {"user works_at Leeds Library"}),
        ("I live in Cork with my sister and her two cats.", {"user lives_in Cork"}),
        ("I live in Cork with a dog trainer.", {"user lives_in Cork"}),
        ("I quit my job at Coldwell. I'm at the shop now.", set()),
        ("I'm allergic to penicillin, always have been.", {"user allergic_to penicillin"}),
        ("I quit my job at Coldwell. I'm at Gatwick.", set()),
        ("I live in Truro with a man who owns a pub and two dogs.", {"user lives_in Truro"}),
        ("I used to live in Cork with two cats.", set()),
        ("I'm a nurse but some days I feel I'm a cleaner.", {"user works_as nurse"}),
    ],
)
def test_what_stands_beside_is_not_taken_in(text: str, facts: set[str]) -> None:
    assert _facts(text) == facts


@pytest.mark.parametrize(
    ("text", "span", "day"),
    [
        ("We're flying home for Christmas.", "Christmas", "2027-12-25"),
        ("What do you want for Christmas?", "", ""),
        ("Tom has asked me to speak on the 3rd.", "on the 3rd", "2027-10-03"),
        ("Tom asked me about it on the 3rd.", "on the 3rd", "2027-09-03"),
        ("Baked a cake for Monday.", "Monday", "2027-09-13"),
        ("Missed the bus on Monday.", "on Monday", "2027-09-06"),
        ("Posted by Monday if you order now.", "by Monday", "2027-09-13"),
    ],
)
def test_dates_of_the_past_and_to_come(text: str, span: str, day: str) -> None:
    found = find_dates(text, NOW, ZONE)
    assert [(text[one.start : one.end], _day(one.at)) for one in found] == ([(span, day)] if span else [])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The plumber is coming on Monday at 10, don't let me forget.", "The plumber is coming"),
        ("He said the plumber is coming on Monday, don't let me forget.", None),
        ("A storm is coming on Friday, don't forget your coat.", None),
        ("The end is coming, remind me why I bother.", None),
    ],
)
def test_what_is_to_come_before_a_request(text: str, content: str | None) -> None:
    intentions = extract(text, now=NOW, zone=ZONE).intentions
    assert [one.content for one in intentions] == ([content] if content else [])


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I'm Bronagh, night porter at the Cedars.",
            {"user name Bronagh", "user works_as night porter", "user works_at the Cedars"}),
        ("My name is Owen, geography teacher at a comprehensive in Hull.",
            {"user name Owen", "user works_as geography teacher", "user works_at a comprehensive"}),
        ("I'm Colm, father of two, electrician by trade.", {"user name Colm", "user works_as electrician"}),
        ("My kids are Poppy, Max and Theo, and none of them eats peas.",
            {"user relation.child Poppy", "user relation.child Max", "user relation.child Theo"}),
        ("Our grandchildren are Alfie and Rose.", {"user relation.grandchild Alfie", "user relation.grandchild Rose"}),
        ("I speak Polish, obviously, and a bit of German.", {"user speaks Polish", "user speaks German"}),
        ("My dad speaks only Cantonese.", {"user's father speaks Cantonese"}),
        ("I've started working at the museum.", {"user works_at the museum"}),
        ("I've joined Bath Rugby Club.", set()),
        ("We're called the Rusty Hinges.", set()),
        ("Our name is Dirty Mops.", set()),
        ("I've gone back to working for my uncle.", set()),
    ],
)
def test_who_one_is_without_i_am(text: str, facts: set[str]) -> None:
    assert _facts(text) == facts


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I've left Barclays after twelve years.", ["Barclays"]),
        ("I've left the fire service.", ["the fire service"]),
        ("I've left the Minster Singers.", []),
        ("I quit the Labour Party.", []),
        ("I've just left the pub.", []),
        ("I've left the oven on.", []),
        ("I've left Sam.", []),
    ],
)
def test_what_is_left_and_was_no_work(text: str, left: list[str]) -> None:
    assert [one.object for one in extract(text, now=NOW, zone=ZONE).retractions] == left


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Remind me to lock the shed at 9pm or the foxes will be in.", ["lock the shed"]),
        ("Remind me tonight to read or Miss Carter goes mad.", ["read"]),
        ("Remind me at 5 to ask whether Bo or Ann gets it.", ["ask whether Bo or Ann gets it"]),
        ("Remind me on Friday to buy milk or oat milk.", ["buy milk or oat milk"]),
        ("I need to see the optician on Friday. Could you remind me the day before?", ["see the optician"]),
        ("Bins are Thursday. Remind me the night before.", ["Bins"]),
    ],
)
def test_what_follows_or_is_a_reason(text: str, content: list[str]) -> None:
    assert [one.content for one in extract(text, now=NOW, zone=ZONE).intentions] == content


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ('The council wrote: "Collections on 24 December are cancelled."', ["2027-12-24"]),
        ('He said "I went on Monday, it was rubbish".', ["2027-09-06"]),
        ('The notice said "Closed from Monday".', ["2027-09-13"]),
        ("The email said the course starts on 4 January.", ["2028-01-04"]),
        ("If I were rich I'd be on a beach by Saturday.", ["2027-09-11"]),
        ("If we'd bought in March we'd be laughing.", ["2027-03-01"]),
        ("I wish it was Friday.", ["2027-09-10"]),
        ("My mum said I'm grounded til Friday.", ["2027-09-10"]),
        ("Got there in nine minutes.", []),
        ("She fixed the boiler in half an hour.", []),
        ("I'll be home in an hour.", ["2027-09-08"]),
    ],
)
def test_dates_that_are_said_wished_or_took_so_long(text: str, days: list[str]) -> None:
    assert [_day(one.at) for one in find_dates(text, NOW, ZONE)] == days
