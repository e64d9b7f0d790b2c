"""Families of the twenty-second and twenty-third part: what fresh wording drafts, and what only looks like it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory.extraction import extract, find_dates

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 10, 10, 0, tzinfo=ZONE).timestamp()  # a Wednesday


def local(at: float | None, form: str = "%m-%d %H:%M") -> str:
    return "" if at is None else datetime.fromtimestamp(at, ZONE).strftime(form)


def asked(text: str) -> list[str]:
    """Of each request when it is due, and what is to be done."""
    return [f"{local(one.at)} {one.content}".strip() for one in extract(text, now=NOW, zone=ZONE).intentions]


def told(text: str) -> set[str]:
    """Each fact as "subject predicate object", with " from DAY" where it has one; a retraction has "not" before it."""
    found = extract(text, now=NOW, zone=ZONE)
    facts = {f"{one.subject} {one.predicate} {one.object} from {local(one.valid_from, '%m-%d')}" for one in found.facts}
    gone = {f"not {one.subject} {one.predicate} {one.object}" for one in found.retractions}
    return {one.removesuffix(" from ") for one in facts} | gone


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("Remind me at 1pm to ring Bo, and at 3pm to eat.", ["03-10 13:00 ring Bo", "03-10 15:00 eat"]),
        ("remind me at 4 to eat and at 9 to feed the dog", ["03-10 16:00 eat", "03-10 21:00 feed the dog"]),
        ("Remind me on Friday to pay, and on Monday to mow.", ["03-12 09:00 pay", "03-15 09:00 mow"]),
        ("Remind me tomorrow at 9 to ring Bo and at 3 to eat.", ["03-11 09:00 ring Bo", "03-11 15:00 eat"]),
        ("Remind me at 1 to eat, at 3 to nap and at 5 to cook.",
            ["03-10 13:00 eat", "03-10 15:00 nap", "03-10 17:00 cook"]),
        ("Remind me to ring Bo at 1 and feed the cat at 3.", ["03-10 13:00 ring Bo", "03-10 15:00 feed the cat"]),
        ("Can you remind me at 2 to ring Bo and at half 3 to pick up Ava?",
            ["03-10 14:00 ring Bo", "03-10 15:30 pick up Ava"]),
        ("Remind me to pay the rent on Monday and water the plants on Tuesday.",
            ["03-15 09:00 pay the rent", "03-16 09:00 water the plants"]),
        ("Every day at 8 remind me to stretch and every Friday to mow", ["03-11 08:00 stretch", "03-12 09:00 mow"]),
        ("Wake me at 7 on weekdays and 9 at weekends.", ["03-11 07:00 Wake me", "03-13 09:00 Wake me"]),
    ],
)  # fmt: skip
def test_duties_with_a_time_each(text: str, each: list[str]) -> None:
    assert asked(text) == each


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("The match is on Saturday at 3, remind me at 2 to leave.", "03-13 14:00 leave"),
        ("My flight is on Sunday at 7pm. Remind me at 4 to pack.", "03-14 16:00 pack"),
        ("The play is tomorrow at 8pm, so remind me at 6 to iron.", "03-11 18:00 iron"),
        ("I've a meeting tomorrow at 3. Remind me at 5 to cook.", "03-10 17:00 cook"),
        ("The meeting is at 3, remind me at 2 to print it.", "03-10 14:00 print it"),
        ("wake me at 4:30 tomorrow", "03-11 04:30 wake me"),
        ("Please wake me at 3 on Friday, we fly at 6.", "03-12 03:00 wake me"),
        ("Remind me to get up at 4 tomorrow.", "03-11 04:00 get up"),
        ("wake me at 4 from my nap", "03-10 16:00 wake me from my nap"),
        ("remind me at 4 tomorrow to ring Bo", "03-11 16:00 ring Bo"),
        ("wake me up at 5 im on earlies", "03-11 05:00 wake me up"),
        ("wake me at 6, early shift", "03-11 06:00 wake me"),
        ("wake us at quarter to 5 on Saturday, the ferry's at 7", "03-13 04:45 wake us"),
        ("get me up at 4 tomorrow", "03-11 04:00 get me up"),
        ("Remind me to ring Bo at 6, yeah?", "03-10 18:00 ring Bo"),
        ("remind me at 6 to ring Bo when you get a chance", "03-10 18:00 ring Bo"),
        ("remind me to ring Bo at 6 got a busy day", "03-10 18:00 ring Bo"),
        ("remind me at 6 I have a call", "03-10 18:00 I have a call"),
        ("ping me at 3 to log in, please please please", "03-10 15:00 log in"),
        ("remind me to ring Bo at 5 pretty please", "03-10 17:00 ring Bo"),
        ("remind me to ring Bo tomorrow, thank you so much", "03-11 09:00 ring Bo"),
        ("remind me to ring Bo tomorrow if you can", "03-11 09:00 ring Bo"),
        ("remind me to say thank you at 5", "03-10 17:00 say thank you"),
        ("remind me at 5 to try it again, thanks", "03-10 17:00 try it again"),
        ("Ooh and don't let me forget to bake tonight", "03-10 20:00 bake"),
        ("one last thing, remind me to lock up at 9", "03-10 21:00 lock up"),
        ("before i forget, remind me at 5 to ring Bo", "03-10 17:00 ring Bo"),
        ("I must remember to register for the course.", "register for the course"),
        ("we need to remember to cancel the milk", "cancel the milk"),
        ("I mustn't forget to ring the bank", "ring the bank"),
    ],
)  # fmt: skip
def test_when_and_what(text: str, one: str) -> None:
    assert asked(text) == [one]


@pytest.mark.parametrize(
    "text",
    [
        "I must remember to breathe.", "I have to remember to be kinder to myself.", "You must remember to eat.",
        "I need to remember to check in more often.", "I must remember how lucky I am.", "Must I remember to sign it?",
        "get me up to speed tomorrow", "Remind me, is it on Friday ok?", "Remind me what he said, yeah?",
        "I have a call at 1 and a meeting at 3.", "He wakes me at 5 every day.", "don't wake me at 4",
    ],
)  # fmt: skip
def test_no_request(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "remind me to bring wine and cheese at 6",
        "Remind me to tell Bo that I saw Al on Monday and met his wife on Tuesday.",
        "Remind me at 7 that Bo is at home and at 9 she goes out.",
    ],
)  # fmt: skip
def test_one_request(text: str) -> None:
    assert len(asked(text)) == 1


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Ask me on Friday if I gave it to Bo.", ["03-12"]),
        ("don't forget the fair on the 21st. i did last year", ["03-21", "01-01"]),
        ("The match is on Saturday, I bought tickets.", ["03-13"]),
        ("The match was on Saturday, I bought a scarf.", ["03-06"]),
        ("My birthday is June 4th, sorry, I typed it wrong.", ["06-04"]),
        ("I'm seeing Bo tomorrow at 9, and at 3 I have a call.", ["03-11", "03-11"]),
    ],
)  # fmt: skip
def test_days_beside_what_has_been(text: str, dates: list[str]) -> None:
    assert [local(span.at, "%m-%d") for span in find_dates(text, NOW, ZONE)] == dates


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Looks good, but Kayla can't stand mushrooms.", {"Kayla dislikes mushrooms"}),
        ("By the way, Xolani can't stand garlic.", {"Xolani dislikes garlic"}),
        ("I forgot to mention that Lorraine has diabetes.", {"Lorraine has_condition diabetes"}),
        ("Oh I should have said, Sneha is allergic to nuts.", {"Sneha allergic_to nuts"}),
        ("i should mention im vegan", {"user diet vegan"}),
        ("Bear in mind that Tilly speaks French.", {"Tilly speaks French"}),
        ("No prawns because Trevor is allergic to shellfish.", {"Trevor allergic_to shellfish"}),
        ("I have to say I hate golf.", {"user dislikes golf"}),
        ("Sneha is learning Kannada from videos.", {"Sneha learns Kannada"}),
        ("I've been learning Rust for about a year.", {"user learns rust"}),
        ("I'm learning html and css", {"user learns html", "user learns css"}),
        ("My son has been learning the guitar for two years.", {"user's son learns guitar"}),
        ("Wilma never liked curry.", {"Wilma dislikes curry"}),
        ("Zubair used to work at HMRC.", {"not Zubair works_at HMRC"}),
        ("Ngozi quit her job at Zenith.", {"not Ngozi works_at Zenith"}),
        ("Conor no longer works at Dunnes, he's with the council now.",
            {"not Conor works_at Dunnes", "Conor works_at the council"}),
        ("im not at amazon anymore, i work at dhl now", {"not user works_at amazon", "user works_at dhl"}),
        ("I'm no longer at Barclays, I'm with Monzo now.", {"not user works_at Barclays", "user works_at Monzo"}),
        ("Truth be told, Steph and I broke up and I'm sad.", {"not user relation.partner Steph"}),
        ("My boyfriend Kwame dumped me.", {"not user relation.boyfriend Kwame"}),
        ("Me and my girlfriend Bex broke up.", {"not user relation.girlfriend Bex"}),
        ("We've split up, me and Dan.", {"not user relation.partner Dan"}),
        ("I'm not dating Priya anymore.", {"not user relation.partner Priya"}),
        ("My brother Luc thinks so, but he lives in Oslo and never calls.",
            {"user relation.brother Luc", "user's brother lives_in Oslo"}),
        ("My sister loves sea swimming and wants to drag me in.", {"user's sister likes sea swimming"}),
        ("My dad likes fishing and takes me along.", {"user's father likes fishing"}),
        ("Hello, this is Walt from Dayton, I need help.", {"user name Walt", "user from Dayton"}),
        ("Hi, this is Ann from HR.", {"user name Ann"}), ("Hi, it's Joe from Amazon.", {"user name Joe"}),
        ("hey its teagan, help", {"user name Teagan"}), ("hi its me xolani", {"user name Xolani"}),
        ("my dog rex loves jess", {"user has_pet dog", "user's dog name rex", "user's dog likes Jess"}),
        ("I'm retiring in August after 31 years.", {"user plans retiring from 08-01"}),
        ("My mom is flying in on Saturday.", {"user's mother plans flying in from 03-13"}),
        ("We're moving in July.", {"user plans moving from 07-01"}),
        ("we're going to bali in december, me and jess!!", {"user plans going to bali from 12-01"}),
    ],
)  # fmt: skip
def test_facts(text: str, facts: set[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "England can't stand up to that.", "Londoners can't stand tourists.", "Kayla can't stand up for herself.",
        "She said Kayla can't stand mushrooms.", "I forgot to tell her I live in Leeds.", "I should have said no.",
        "I never said I live in Leeds.", "My mum said I live in a bubble.", "They should say I work at Boots.",
        "My boss forgot to mention I'm on leave.", "My brother thinks she lives in Paris.",
        "Turkey joined NATO in 1952.", "Netflix no longer works on my telly.", "Kayla left her phone at Boots.",
        "im not with barclays anymore", "im not at the pub anymore im at sams", "im not at uni anymore, im at home now",
        "im not at mums anymore, im at dads now", "I'm no longer at risk.",
        "I'm not with you any more.", "I'm no longer with Angela.", "Sarah left me a note.", "Tom left me in charge.",
        "Tom and I split the bill.", "We broke up for the summer.", "My dentist left me in pain.",
        "hey its raining", "hey its me again", "hiya its freezing", "Hello, this is London calling.",
        "I'm the cook next week.", "I'm the driver tonight.", "The deadline is moving to Friday.", "I'm moving on.",
        "I'm learning from my mistakes.", "The car is learning rust.",
    ],
)  # fmt: skip
def test_no_fact(text: str) -> None:
    assert told(text) == set()
