"""More families of wording: work told by what is done, names, pets, health and partings told in passing."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory.extraction import extract, find_dates
from aria_memory.extraction.fact_work import gerund

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 9, 8, 10, 0, tzinfo=ZONE).timestamp()  # a Wednesday


def _day(at: float | None) -> str:
    return datetime.fromtimestamp(at, ZONE).strftime("%Y-%m-%d") if at is not None else ""


def _told(text: str) -> set[str]:
    """Each fact as "subject predicate object", retractions with "not" before; "from DAY", "to DAY" where told."""
    said = extract(text, now=NOW, zone=ZONE)
    facts = {f"{one.subject} {one.predicate} {one.object} from {_day(one.valid_from)}" for one in said.facts}
    gone = {f"not {one.subject} {one.predicate} {one.object} to {_day(one.valid_to)}" for one in said.retractions}
    return {one.removesuffix(" from ") for one in facts} | {one.removesuffix(" to ") for one in gone}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I sell houses.", {"user works_as selling houses"}),
        ("I drive a lorry for a living.", {"user works_as driving a lorry"}),
        ("I drive the number 4 bus.", {"user works_as driving the number 4 bus"}),
        ("I drive a truck for Schneider.", {"user works_at Schneider"}),
        ("I drive for Uber.", {"user works_at Uber"}),
        ("I teach Year 4.", {"user works_as teaching Year 4"}),
        ("I teach maths at Hill Road School.",
            {"user works_as teaching maths", "user works_at Hill Road School"}),
        ("My wife teaches third grade.", {"user's wife works_as teaching third grade"}),
        ("I run a bakery in Leeds.", {"user works_as running a bakery"}),
        ("I live in Leeds and run a bakery.", {"user lives_in Leeds", "user works_as running a bakery"}),
        ("My mum is Ann. She teaches piano.",
            {"user relation.mother Ann", "user's mother works_as teaching piano"}),
        ("My dad owns a garage in Leith.", {"user's father works_as owning a garage"}),
        ("I coach under-nines.", {"user works_as coaching under-nines"}),
        ("I cut hair.", {"user works_as cutting hair"}),
        ("I've been driving a lorry since 2015.", {"user works_as driving a lorry from 2015-01-01"}),
        ("I'm teaching Year 4 now.", {"user works_as teaching Year 4"}),
        ("I cook for a living.", {"user works_as cooking"}),
        ("I used to teach maths.", {"not user works_as teaching maths"}),
        ("I don't drive for Swift anymore.", {"not user works_at Swift"}),
        ("Anna teaches yoga.", {"Anna works_as teaching yoga"}),
        ("My job is teaching maths.", {"user works_as teaching maths"}),
        ("My wife works in HR for the council.",
            {"user's wife works_in HR", "user's wife works_at the council"}),
        ("I've just been promoted to head chef.", {"user works_as head chef"}),
    ],
)  # fmt: skip
def test_work_told_by_what_is_done(text: str, told: set[str]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "I sell my bike tomorrow.", "I'm selling my house.", "I drive a truck.", "I drive a Ford.",
        "I drive a bus tomorrow for the first time.", "I drive my kids to school.", "I teach my son maths.",
        "I run every morning.", "I run a tight ship.", "I run the shop on Saturdays.", "I'd love to run a bakery.",
        "If I run a bakery, will I be rich?", "Do I teach maths?", "My mate reckons he sells houses.",
        'She said "I teach maths".', "I don't teach maths.", "I'm not teaching Year 4.", "I taught maths for 20 years.",
        "I coach Little League on weekends.", "I clean the house.", "I make furniture for fun.",
        "I run a bakery in Animal Crossing.", "I own a bike shop in my dreams.", "I own a shop vac.",
        "I look after my mum.", "I fly to Rome tomorrow.", "Tesco sells wine.", "My job is killing me.",
        "I could teach Year 4.", "I need someone who fixes boilers.",
    ],
)  # fmt: skip
def test_what_is_no_work(text: str) -> None:
    assert not any(" works_" in one for one in _told(text))


@pytest.mark.parametrize(
    ("verb", "doing"),
    [
        ("sells", "selling"), ("drive", "driving"), ("runs", "running"), ("cut", "cutting"), ("fixes", "fixing"),
        ("teaches", "teaching"), ("flies", "flying"), ("deliver", "delivering"), ("does", "doing"), ("lays", "laying"),
        ("taught", "teaching"), ("look after", "looking after"), ("own and run", "owning and running"),
        ("design", "designing"), ("driving", "driving"),
    ],
)  # fmt: skip
def test_gerund(verb: str, doing: str) -> None:
    assert gerund(verb) == doing


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("heya im cian, im 13", {"user name Cian", "user age 13"}),
        ("Hey, it's Tom from Leeds.", {"user name Tom", "user from Leeds"}),
        ("Hello, it's me, Anna.", {"user name Anna"}),
        ("Hi there! Jocelyn from Halifax.", {"user name Jocelyn", "user from Halifax"}),
        ("Hello butt, Gwyn I am.", {"user name Gwyn"}),
        ("I'm Marisol, 27, nurse at Guy's.",
            {"user name Marisol", "user age 27", "user works_as nurse", "user works_at Guy's"}),
        ("Thandi here, second year at UCT studying politics and economics.",
            {"user name Thandi", "user studies_at UCT", "user studies politics", "user studies economics"}),
        ("I am working as a tester at Infosys and staying in Pune with my wife.",
            {"user works_as tester", "user works_at Infosys", "user lives_in Pune"}),
        ("My girlfriend is from Moncton and her first language is French.",
            {"user's girlfriend from Moncton", "user's girlfriend speaks French"}),
        ("Our Kelly's getting wed on Friday.", {"Kelly plans getting wed from 2027-09-10"}),
        ("My nan's 90th is on Saturday.", {"user's grandmother birthday 09-11"}),
        ("Got two cats and a dog called Max.",
            {"user has_pet two cats", "user has_pet dog", "user's dog name Max"}),
        ("I've a cat, Mog, and a goldfish.", {"user has_pet cat", "user's cat name Mog", "user has_pet goldfish"}),
        ("We have two rescue greyhounds.", {"user has_pet two rescue greyhounds"}),
        ("The bearded dragon is called Stevie.", {"user's bearded dragon name Stevie"}),
        ("My two dogs are Salt and Pepper.",
            {"user has_pet two dogs", "user's dog name Salt", "user's dog name Pepper"}),
        ("We have chickens and a goat.", {"user has_pet chickens", "user has_pet goat"}),
        ("I've had a tortoise since 1998.", {"user has_pet tortoise from 1998-01-01"}),
        ("I'm doing keto so no pasta.", {"user diet keto"}),
        ("I'm on a low carb diet.", {"user diet low carb"}),
        ("My daughter's got a nut allergy.", {"user's daughter allergic_to nut"}),
        ("I'm allergic to cats, sadly.", {"user allergic_to cats"}),
        ("I support Leeds.", {"user likes Leeds"}),
        ("My dad supports Celtic.", {"user's father likes Celtic"}),
        ("I moved here to Norwich from Lagos in 2019.", {"user lives_in Norwich from 2019-01-01"}),
        ("I'm with BT now, I left Sky in May.", {"user works_at BT", "not user works_at Sky to 2027-05-01"}),
        ("I left Boots in June and I'm at Superdrug now.",
            {"user works_at Superdrug", "not user works_at Boots to 2027-06-01"}),
        ("I quit my job at Boots, I'm with Anna now.", {"not user works_at Boots"}),
        ("My brother's left Tesco.", {"not user's brother works_at Tesco"}),
        ("Hailey and I broke up.", {"not user relation.partner Hailey"}),
        ("My boyfriend Sam and I broke up a month ago.", {"not user relation.boyfriend Sam to 2027-08-08"}),
        ("Sam isn't my boyfriend any more.", {"not user relation.boyfriend Sam"}),
        ("I'm a midwife, not a nurse.", {"user works_as midwife", "not user works_as nurse"}),
        ("I live in Hull, not in Hove.", {"user lives_in Hull", "not user lives_in Hove"}),
        ("It's Anna, not Hannah.", {"it unresolved Anna"}),
        ("It's Friday, not Thursday.", {"it unresolved Friday"}),
        ("I graduated in June.", set()),
        ("I'm from Brazil, studying in Porto.", {"user from Brazil"}),
        ("I'm a mother of two, Sipho and Zanele.", {"user relation.child Sipho", "user relation.child Zanele"}),
        ("I'm a single dad to two girls, Poppy and Wren.",
            {"user relation.daughter Poppy", "user relation.daughter Wren", "user status single"}),
    ],
)  # fmt: skip
def test_told_in_passing(text: str, told: set[str]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Hey, it's Friday!", "Hi, it's raining.", "Hey it's Taylor Swift on the radio!", "Hey, it's Jack, my dog.",
        "Hungry I am.", "hi im outside, 5 mins", "hey im like 13 minutes away", "Hi. Titanic from Netflix is good.",
        "Our Tesco is closing in May.", "In the film the dog is called Toto.", "The cat is called a Maine Coon.",
        "Got 3 hot dogs.", "Have a cat nap.", "I have chickens in the oven.", "I've had a dog for dinner.",
        "I support your idea.", "I support Anna with her homework.", "I'm doing keto research.",
        "I'm doing vegan lasagne tonight.", "Tom and I split the bill.", "Jo and I are together.",
        "I left Tesco with two bags.", "I'm with Sarah now, I left Tom in May.", "I left London and I'm with Anna now.",
        "I'm at Heathrow now, left London at 5.", "It's Python, not Java.", "It's Leeds, not Bradford.",
        "My 40th is going to be fun.", "My brother's left foot hurts.",
    ],
)  # fmt: skip
def test_what_only_looks_like_it(text: str) -> None:
    assert _told(text) == set()


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Ask me tonight if I did my homework.", "Ask me if I did my homework", None),
        ("Tell me at 8 if it's bin day.", "Tell me if it's bin day", None),
        ("Ask me at 8 whether I took my pills.", "Ask me whether I took my pills", None),
        ("Ask me if I've taken my tablets at 9 every night.", "Ask me if I've taken my tablets", None),
        ("Ask me on Sunday what I did this week.", "Ask me what I did this week", None),
        ("Ask me about the boiler if I mention the landlord.", "Ask me about the boiler", "the landlord"),
        ("Ask me tomorrow if we talk about the budget.", "Ask me", "the budget"),
        ("Once I'm home, tell me to ring Bo.", "tell me to ring Bo", "I'm home"),
        ("If you're bored, tell me to ring Bo.", None, None),
        ("Tell me if it rains tomorrow.", None, None),
        ("He asked me on Friday if I was well.", None, None),
    ],
)
def test_what_is_to_be_asked(text: str, content: str | None, cue: str | None) -> None:
    asked = [(one.content, one.cue) for one in extract(text, now=NOW, zone=ZONE).intentions]
    assert asked == ([(content, cue)] if content else [])


def test_what_is_no_hour() -> None:
    assert find_dates("Studs at 16 on center.", NOW, ZONE) == ()
    assert [one.granularity for one in find_dates("Meet at 6 on the corner, at 9 tonite.", NOW, ZONE)] == ["minute"] * 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I'm a fisherman down in Newlyn, been at sea for years.", {"user works_as fisherman"}),
        ("Hello, it's Hilary, the choir woman.", {"user name Hilary"}),
        ("Good morning, this is Mariamma.", {"user name Mariamma"}),
        ("names kit, im a bike courier", {"user name Kit", "user works_as bike courier"}),
        ("name's kit, im 19", {"user name Kit", "user age 19"}),
        ("Leni is 7 and Jonas is 4, they don't listen.", {"Leni age 7", "Jonas age 4"}),
        ("My sister works with NNPC in Abuja.", {"user's sister works_at NNPC"}),
        ("My aunt works with Kenya Airways.", {"user's aunt works_at Kenya Airways"}),
        ("My sister works with the Ministry of Health.", {"user's sister works_at the Ministry of Health"}),
        ("I used to work with NNPC in Abuja.", {"not user works_at NNPC"}),
        ("My grandson is studying engineering in Bangalore.", {"user's grandson studies engineering"}),
        ("My wife drives a truck and I mind the kids.", {"user's wife works_as driving a truck"}),
        ("My dad drives a truck for Schneider.", {"user's father works_at Schneider"}),
        ("My uncle is a wool presser.", {"user's uncle works_as wool presser"}),
        ("im going to belgium in october for the racing", {"user plans going to belgium from 2027-10-01"}),
    ],
)
def test_names_work_and_ages_in_passing(text: str, told: set[str]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "I'm a manager down.", "Hello, it's Maria, my sister.", "Hello, it's Rosie, the cat.",
        "It's Hilary, the choir woman.", "Hello, it's Slack, the app.", "Good morning, this is London.",
        "Hello, this is Slack.", "Good morning, this is Slack and I hate it.", "names list, im lost",
        "the name's wrong, im lost", "The race is at 7 and Jonas is 4 hours away.", "I work with children in Leeds.",
        "I work with SQL in London.", "I work with Anna in Leeds.", "I work with Python.",
        "I work with Oxford University Press.", "I'm working with Barclays Bank on a project.",
        "My wife drives a truck to work.", "My wife drives a truck and I ride a bike.", "My dog drives a truck.",
        "My brother drives a van.", "My uncle is studying in Bangalore.", "im going to sleep",
    ],
)  # fmt: skip
def test_what_only_looks_like_names_and_work(text: str) -> None:
    assert _told(text) == set()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Remind me on Friday to ring the insurance, would you?", ("ring the insurance", None, "10 09:00")),
        ("Remind me to call the vet at 3pm, could you please?", ("call the vet", None, "08 15:00")),
        ("Remind me what I said, would you?", None),
        ("Remind me of his name, would you?", None),
        ("Remind me on Friday to ring Bo?", ("ring Bo", None, "10 09:00")),
        ("Remind me on Friday to ask Bo, would you rather stay?", None),
        ("Remind me at 7am to count the cash before she comes.", ("count the cash before she comes", None, "09 07:00")),
        ("Remind me at 6pm before I leave to grab the keys.", ("grab the keys", None, "08 18:00")),
        ("Remind me to grab the keys before I leave.", ("grab the keys", "I leave", "")),
        ("Before I go to bed, remind me at 9pm to lock up.", ("lock up", None, "08 21:00")),
        ("Remind me to reorder it by 12 noon.", ("reorder it", None, "08 12:00")),
        ("When I bring up the thesis again please ask me if I wrote.", ("ask me if I wrote", "the thesis", "")),
        ("When we talk about please-touch days, ask me if I went.", ("ask me if I went", "please-touch days", "")),
    ],
)
def test_requests_with_polite_ends(text: str, asked: tuple[str, str | None, str] | None) -> None:
    said = extract(text, now=NOW, zone=ZONE).intentions
    found = [
        (one.content, one.cue, datetime.fromtimestamp(one.at, ZONE).strftime("%d %H:%M") if one.at else "")
        for one in said
    ]
    assert found == ([] if asked is None else [asked])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Got a spot on Thursday, remind me Thursday at noon to cut the bit about him.", ["09-09", "09-09"]),
        ("He bit me on Thursday.", ["09-02"]),
        ("The dog bit the postman on Monday.", ["09-06"]),
        ("Lunch at 12 noon tomorrow, 12 eggs.", ["09-09"]),
    ],
)
def test_a_noun_tells_of_no_past(text: str, days: list[str]) -> None:
    found = find_dates(text, NOW, ZONE)
    assert [datetime.fromtimestamp(one.at, ZONE).strftime("%m-%d") for one in found] == days
