"""What the drafts carry besides what the corpus compares, and what is refused for reasons of its own."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory.errors import BadInput
from aria_memory.extraction import Extraction, extract
from aria_memory.prospective.rule import parse_rule

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 10, 10, 0, tzinfo=ZONE).timestamp()  # a Wednesday


def _extract(text: str) -> Extraction:
    return extract(text, now=NOW, zone=ZONE)


def _local(at: float | None) -> str:
    return datetime.fromtimestamp(at, ZONE).strftime("%Y-%m-%d %H:%M") if at is not None else ""


def test_places_are_those_of_the_sentence_and_of_the_clause() -> None:
    text = "Hello there. Remind me to call Jo on Friday. I'm vegan and I live in Ghent."
    extraction = _extract(text)
    (intention,) = extraction.intentions
    assert text[intention.start : intention.end] == "Remind me to call Jo on Friday"
    assert [text[fact.start : fact.end] for fact in extraction.facts] == ["I'm vegan", "I live in Ghent"]


def test_a_quote_in_a_request_is_kept_as_written() -> None:
    (intention,) = _extract("Remind me to play \u201cYesterday\u201d for Ann\u2019s party tomorrow.").intentions
    assert intention.content == "play \u201cYesterday\u201d for Ann\u2019s party"


def test_a_day_is_due_in_the_morning_or_soon_where_that_is_over() -> None:
    assert _local(_extract("Remind me on Friday to rest.").intentions[0].at) == "2027-03-12 09:00"
    assert _local(_extract("Remind me today to rest.").intentions[0].at) == "2027-03-10 11:00"


def test_a_date_that_is_over_is_no_time_to_remind_at() -> None:
    (intention,) = _extract("Remind me to send the notes of last Friday.").intentions
    assert (intention.content, intention.at) == ("send the notes of last Friday", None)


def test_of_two_dates_the_one_beside_the_request_counts() -> None:
    (intention,) = _extract("Remind me on Friday to book the table for Sunday.").intentions
    assert (intention.content, _local(intention.at)) == ("book the table for Sunday", "2027-03-12 09:00")


@pytest.mark.parametrize(
    "text", ["If you get stuck, tell me.", "Ask me if you need a hand.", "Don't forget, you are strong."]
)
def test_what_only_looks_like_a_request(text: str) -> None:
    assert _extract(text).intentions == ()


def test_two_requests_are_two_drafts() -> None:
    extraction = _extract("Remind me to eat at noon. Don't forget to call Al tonight.")
    assert [draft.content for draft in extraction.intentions] == ["eat", "call Al"]


def test_two_things_with_an_hour_each_are_two_requests() -> None:
    text = "Remind me to call Al at 6 and to eat at 7."
    drafts = _extract(text).intentions
    assert [(draft.content, _local(draft.at)) for draft in drafts] == [
        ("call Al", "2027-03-10 18:00"), ("eat", "2027-03-10 19:00"),
    ]  # fmt: skip
    assert all(0 <= draft.start < draft.end <= len(text) for draft in drafts)
    assert [draft.content for draft in _extract("Remind me to buy and to send stamps at 6.").intentions] == [
        "buy and to send stamps"
    ]


@pytest.mark.parametrize(
    ("text", "content", "at"),
    [
        ("Remind me 10 minutes before the meeting at 3.", "the meeting", "2027-03-10 14:50"),
        ("Remind me ten minutes before my 3pm call.", "my call", "2027-03-10 14:50"),
        ("Remind me half an hour before the film at 8pm to eat.", "eat", "2027-03-10 19:30"),
        ("Remind me to pack 2 hours before my flight on Saturday at 6pm.", "pack", "2027-03-13 16:00"),
        ("Remind me about the scan on Friday at 2pm a day before.", "the scan", "2027-03-11 09:00"),
        ("Set a reminder 15 minutes before the 4pm standup.", "the standup", "2027-03-10 15:45"),
        ("Remind me the night before the trip on Saturday.", "the trip", "2027-03-12 21:00"),
        ("Remind me a month before the visa runs out on 20 June.", "the visa runs out", "2027-05-20 09:00"),
        ("I have a scan on Friday at 2pm, remind me an hour and a half before.", "a scan", "2027-03-12 12:30"),
        ("The play is on the 20th. Can you remind me the day before?", "The play", "2027-03-19 09:00"),
        ("Our flight leaves on Saturday. Remind me the evening before to pack.", "pack", "2027-03-12 19:00"),
        ("I've got a scan on Tuesday at 2, remind me in the morning.", "a scan", "2027-03-16 09:00"),
        ("Got to ring Bo by Friday, remind me at 3.", "ring Bo", "2027-03-10 15:00"),
        ("Remind me to pay Al back on Friday, I owe him £22.", "pay Al back", "2027-03-12 09:00"),
        ("Remind me to ring Bo at 6, he never answers.", "ring Bo", "2027-03-10 18:00"),
        ("Sorry to bother you but could you give me a shout at noon about Bo?", "Bo", "2027-03-10 12:00"),
        ("Can you make a note that I need to ring Bo on Friday?", "I need to ring Bo", "2027-03-12 09:00"),
        ("Make a note that I'm tall.", None, ""),
        ("I've an eye test on Friday at 11:20. Remind me an hour before.", "an eye test", "2027-03-12 10:20"),
        ("Please remind me after 2 hours to ring Bo.", "ring Bo", "2027-03-10 12:00"),
        ("Please remember me to call Bo at 6.", "call Bo", "2027-03-10 18:00"),
        ("Remember me to your mother.", None, ""),
        ("Don't forget the milk, she said.", None, ""),
        ("Set reminder for 8 am to ring Bo.", "ring Bo", "2027-03-11 08:00"),
        ("Remind me to fetch it on Friday at 11, bring a bag.", "fetch it, bring a bag", "2027-03-12 11:00"),
        ("Remind me once a week to ring Bo.", "ring Bo", "2027-03-17 09:00"),
        ("I must not forget to ring Bo. Remind me tonight?", "ring Bo", "2027-03-10 20:00"),
        ("Next time I say I'm broke remind me I bought two bags in one day.", "I bought two bags in one day", ""),
        ("If I ask about that cake again tell me it needs salt.", "tell me it needs salt", ""),
        ("Remind me, I must ring Bo at 6.", "I must ring Bo", "2027-03-10 18:00"),
        ("I need to book it by Friday, so please nudge me tomorrow at 9.", "book it", "2027-03-11 09:00"),
        ("Before I go to bed, remind me at 10 to ring Bo.", "ring Bo", "2027-03-10 22:00"),
        ("I'm off out, when I get home remind me to ring Bo.", "ring Bo", ""),
        ("If you remind me again I'll scream.", None, ""),
        ("Remind me to book a table for Saturday.", "book a table for Saturday", ""),
        ("I'm going to need reminding to pack on Saturday.", "pack", "2027-03-13 09:00"),
        ("The play is on the 20th, remind me.", "The play", "2027-03-20 09:00"),
        ("Remind me a day before the meeting at 3.", "a day before the meeting", "2027-03-10 15:00"),  # it is over
        ("Remind me an hour before the play on Friday.", "an hour before the play", "2027-03-12 09:00"),  # what hour
        ("Remind me an hour before we go to feed Al.", "feed Al", ""),
        ("Al said the play is great. Remind me the day before.", None, ""),
        ("Is the play on Friday? Remind me.", None, ""),
        ("The plays are on Friday and Sunday, remind me.", None, ""),  # of which
    ],
)
def test_a_distance_is_counted_from_what_is_told(text: str, content: str | None, at: str) -> None:
    drafts = [(draft.content, _local(draft.at)) for draft in _extract(text).intentions]
    assert drafts == ([] if content is None else [(content, at)])


@pytest.mark.parametrize(
    ("text", "at", "every"),
    [
        ("Remind me twice a day to rest.", "2027-03-10 21:00", "FREQ=DAILY;BYHOUR=9,21"),
        ("Remind me to rest three times a day.", "2027-03-10 15:00", "FREQ=DAILY;BYHOUR=9,15,21"),
        ("Remind me twice a week at 6pm to rest.", "2027-03-11 18:00", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("Remind me to rest 3x a week.", "2027-03-12 09:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("Remind me to rest twice a month.", "2027-03-15 09:00", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
    ],
)
def test_so_many_times_are_evenly_apart(text: str, at: str, every: str) -> None:
    (draft,) = _extract(text).intentions
    assert (draft.content, _local(draft.at), draft.every) == ("rest", at, every)
    parse_rule(draft.every, ZONE)  # one that the store takes


def test_a_daily_reminder_comes_every_day() -> None:
    (draft,) = _extract("Set a daily reminder at 9pm to write.").intentions
    assert (draft.content, draft.every, _local(draft.at)) == ("write", "FREQ=DAILY", "2027-03-10 21:00")


@pytest.mark.parametrize(
    "text", ["I broke up with my girlfriend Jo.", "I broke up with Jo, so she's not my girlfriend anymore."]
)
def test_who_parts_from_somebody_takes_them_back(text: str) -> None:
    extraction = _extract(text)
    assert extraction.facts == ()
    assert [(gone.predicate, gone.object) for gone in extraction.retractions] == [("relation.girlfriend", "Jo")]


def test_a_cue_and_a_time_may_stand_together() -> None:
    (intention,) = _extract("Remind me on Sunday to air it when we talk about the guest room.").intentions
    assert (intention.cue, _local(intention.at)) == ("the guest room", "2027-03-14 09:00")


def test_beside_a_cue_the_date_of_a_statement_is_not_when_to_remind() -> None:
    (intention,) = _extract("Remind me that Zoe arrives on Sunday when we talk about the guest room.").intentions
    assert (intention.content, intention.at) == ("Zoe arrives on Sunday", None)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("I've lived in Vienna since 2019.", "2019-01-01 00:00", ""),
        ("I moved to York in May.", "2026-05-01 00:00", ""),
        ("I'm going to visit York in May.", "2027-05-01 00:00", ""),
        ("I work at Shell until April 2028.", "", "2028-04-01 00:00"),
        ("I love York in May.", "", ""),
    ],
)
def test_validity(text: str, begin: str, end: str) -> None:
    (fact,) = _extract(text).facts
    assert (_local(fact.valid_from), _local(fact.valid_to)) == (begin, end)


def test_a_retraction_ends_when_it_is_said_to() -> None:
    (gone,) = _extract("I quit my job at Ikea last week.").retractions
    assert (gone.object, gone.valid_from, _local(gone.valid_to)) == ("Ikea", None, "2027-03-01 00:00")


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("Scratch that. I'm 36.", ["36"]),  # the mark in the sentence before
        ("My name is Anna, not Hannah.", ["Anna"]),
        ("I'm not from Italy, I'm from Malta.", ["Malta"]),
    ],
)
def test_corrections(text: str, objects: list[str]) -> None:
    facts = _extract(text).facts
    assert [fact.object for fact in facts] == objects
    assert all(fact.correction for fact in facts)


def test_a_correction_does_not_reach_past_its_sentence() -> None:
    facts = _extract("Actually, I live in Cork. I like tea.").facts
    assert [fact.correction for fact in facts] == [True, False]


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("I live in Leeds, what's the weather like?", ["Leeds"]),
        ("I'm allergic to cats, dogs and pollen.", ["cats", "dogs", "pollen"]),
        ("I'm allergic to cats, my wife isn't.", ["cats"]),
        ("We have a cat named Momo and a dog named Bo.", ["cat", "Momo", "dog", "Bo"]),
        ("Our dog Pip died.", []),
        ("> I live in Leeds\nI live in York.", ["York"]),
        ("I live in Leeds; I work as a nurse", ["Leeds", "nurse"]),
        ("If you must know, I live in Leeds.", ["Leeds"]),  # no condition
        ("Sounds like a storm.", []),  # no person of that name likes a storm
        ("Marta likes opera.", ["opera"]),
        ("I'm gonna keep at it.", []),
        ("I love watching them.", []),  # whom, only the talk tells
        ("My phone's been slow.", []),
        ("I love long walks on the weekends.", ["long walks"]),
        ('My favourite song is "Yellow".', ["Yellow"]),
        ("I love tea\u2014but not today.", ["tea"]),
    ],
)
def test_statements(text: str, objects: list[str]) -> None:
    assert [fact.object for fact in _extract(text).facts] == objects


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Would you be able to remind me to pay Cy?", "pay Cy", None),
        ("Is there any way you could ping me about the van?", "the van", None),
        ("It'd help if you nudged me to stretch tomorrow.", "stretch", None),
        ("I could do with a heads-up about the van on Monday.", "the van", None),
        ("Leave me a note to order ink on Monday.", "order ink", None),
        ("Before I print the poster, remind me to check the date.", "check the date", "I print the poster"),
        ("Each time I rant about buses, remind me to walk.", "walk", "buses"),
        ("If the roof crops up in conversation, remind me to ring Al.", "ring Al", "the roof"),
        ("When we talk about school, cheer me up about it.", "cheer me up about it", "school"),
        ("I must ring Bo tonight. Don't let me forget!", "ring Bo", None),
        ("I have to ring Bo. Please don't let me forget it!", "ring Bo", None),
        ("We've got to renew the visas on Friday, so please remind us.", "renew the visas", None),
        ("I need to ring the vet tomorrow.", "ring the vet", None),
        ("I don't have time now, remind me at noon to call Bo.", "call Bo", None),
        ("Her mum likes cake, so remind me to bake on Friday.", "bake", None),
        ("I need to call Bo by Friday can you remind me on Thursday", "call Bo", None),
        ("We've got a parents' evening on Monday. Can you remind me?", "a parents' evening", None),
        ("Remind me to take the washing in at 7.", "take the washing in", None),
        ("Anyway, pop a reminder in for Friday about the van.", "the van", None),
        ("When I get to the shop, remind me to buy ink.", "buy ink", "I get to the shop"),
        ("When we get to the boiler, remind me to ask Al.", "ask Al", "the boiler"),
    ],
)
def test_families_of_requests(text: str, content: str, cue: str | None) -> None:
    (draft,) = _extract(text).intentions
    assert (draft.content, draft.cue) == (content, cue)


@pytest.mark.parametrize(
    "text",
    ["I need to sleep tomorrow.", "I need to lose weight.", "A reminder to be kind.", "That reminds me of Al.",
     "She always says, remind me to eat.", "These pictures move us and remind us to be kind.",
     "I have to ring the vet at 4 tomorrow.", "Do I need a reminder for that?",
     "I have a headache, remind me.", "Remind me never to do that again.",
     "Do I need to ring the vet tomorrow?", "Can you remind me the day before?", "He said I need to pay on Friday."],
)  # fmt: skip
def test_what_is_near_to_those_families(text: str) -> None:
    assert _extract(text).intentions == ()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Hi, Rosa here.", [("user", "name", "Rosa")]),
        ("Hey! 22, from Manila.", [("user", "age", "22"), ("user", "from", "Manila")]),
        ("12 from London, please.", []),
        ("Same here, honestly.", []),
        ("My dad, Otto, turned 70.", [("user", "relation.father", "Otto"), ("user's father", "age", "70")]),
        ("Me and my wife live in Bonn.", [("user", "lives_in", "Bonn")]),
        ("My brother's name is Kai and he's from Minsk.",
         [("user", "relation.brother", "Kai"), ("user's brother", "from", "Minsk")]),
        ("My aunt moved to Rome and she plays chess.",
         [("user's aunt", "lives_in", "Rome"), ("user's aunt", "plays", "chess")]),
        ("Our sons are Leo and Max.", [("user", "relation.son", "Leo"), ("user", "relation.son", "Max")]),
        ("I've got a thing for brutalist architecture.", [("user", "likes", "brutalist architecture")]),
        ("Musicals aren't my cup of tea.", [("user", "dislikes", "Musicals")]),
        ("Jazz is my thing.", [("user", "likes", "Jazz")]),
        ("I'm a lifelong Celtic supporter and opera nut.", [("user", "likes", "Celtic")]),
        ("I'm a huge opera buff.", [("user", "likes", "opera")]),
        ("I'm head of sales at Volvo.", [("user", "works_as", "head of sales"), ("user", "works_at", "Volvo")]),
        ("I'm a regular at Costa.", []),
        ("I joined Nokia last May.", [("user", "works_at", "Nokia")]),
        ("I do plumbing for a living.", [("user", "works_as", "plumbing")]),
        ("I'm an audiologist.", [("user", "works_as", "audiologist")]),
        ("I'm a sophomore at Rice studying history.",
         [("user", "studies_at", "Rice"), ("user", "studies", "history")]),
        ("We live in a flat in Hull.", [("user", "lives_in", "Hull")]),
        ("We live in a bungalow.", []),
        ("Email me at a.b@c.org.", [("user", "email", "a.b@c.org")]),
        ("Let's move that to Friday.", [("it", "unresolved", "Friday")]),
        ("I had lunch with my friend Abi.", [("user", "relation.friend", "Abi")]),
        ("I'm 52 and retired.", [("user", "age", "52"), ("user", "status", "retired")]),
        ("I'm a nurse living in Hull.", [("user", "works_as", "nurse"), ("user", "lives_in", "Hull")]),
        ("I'm a 30-year-old baker.", [("user", "age", "30"), ("user", "works_as", "baker")]),
        ("I live on my own in Hull.", [("user", "lives_in", "Hull")]),
        ("my dog rex loves cheese", [("user", "has_pet", "dog"), ("user's dog", "name", "rex"),
                                    ("user's dog", "likes", "cheese")]),
        ("my dog food got delivered", []),
        ("We got a kitten. Her name is Nori.",
         [("user", "has_pet", "kitten"), ("user's kitten", "name", "Nori")]),
        ("Her name is Nori.", []),
        ("My aunt is here. She lives in Rome.", [("user's aunt", "lives_in", "Rome")]),
        ("My aunt met my niece. She lives in Rome.", []),  # which of them
        ("My aunt met my uncle. He lives in Rome.", [("user's uncle", "lives_in", "Rome")]),
        ("I left my job at Nokia, I'm at Bosch now.", [("user", "works_at", "Bosch")]),
        ("I'm at the shop now.", []),
        ("Name: Ann. Age: 52.", [("user", "name", "Ann"), ("user", "age", "52")]),
        ("Please proofread this. I live in Hull.", []),
        ("My name isn't important.", []),
        ("hey im noor and im vegan", [("user", "name", "Noor"), ("user", "diet", "vegan")]),
        ("hey im bored and im tired", []),
        ("my brother haris has asthma", [("user", "relation.brother", "Haris"), ("user's brother", "has_condition",
                                                                               "asthma")]),
        ("my brother works nights", []),
        ("Jasmine here, 24, from Manila.",
         [("user", "name", "Jasmine"), ("user", "age", "24"), ("user", "from", "Manila")]),
        ("I'm a sparky from Hull.", [("user", "works_as", "sparky"), ("user", "from", "Hull")]),
        ("I'm having a fever since Monday.", []),
        ("I've got a ute and two kelpies.", []),
        ("I'm a carer for my dad.", [("user", "works_as", "carer")]),
        ("Mum's birthday is 12 March.", [("user's mother", "birthday", "03-12")]),
        ("Dad lives in Spain.", [("user's father", "lives_in", "Spain")]),
        ("Bo is the name.", [("user", "name", "Bo")]),
        ("Myself Anand.", [("user", "name", "Anand")]),
        ("My aunt is here. Her birthday's the 8th of May.", [("user's aunt", "birthday", "05-08")]),
        ("My son Will plays chess.", [("user", "relation.son", "Will"), ("user's son", "plays", "chess")]),
        ("I am software developer at Siemens.",
         [("user", "works_as", "software developer"), ("user", "works_at", "Siemens")]),
        ("I'm excited to guide dancers.", []),
        ("I work as receptionist.", [("user", "works_as", "receptionist")]),
        ("I stay in Surulere.", [("user", "lives_in", "Surulere")]),
        ("I stay in bed on Sundays.", []),
        ("We shifted to Whitefield.", [("user", "lives_in", "Whitefield")]),
        ("I play the cello and a bit of guitar.", [("user", "plays", "cello"), ("user", "plays", "guitar")]),
        ("I can also speak Hindi.", [("user", "speaks", "Hindi")]),
        ("I will go to Peru on 20 April.", [("user", "plans", "go to Peru")]),
        ("I will go to Peru.", []),
        ("I'm off to Greece in May.", [("user", "plans", "off to Greece")]),  # and no Reece in it
        ("My sister's called Ann not Anne.", [("user", "relation.sister", "Ann")]),
        ("I'm not Spanish.", []),
        ("I'm allergic to nuts, well, only peanuts.", [("user", "allergic_to", "nuts")]),
        ("I'm a student at Leeds.", [("user", "studies_at", "Leeds")]),
        ("I'm now head of marketing.", [("user", "works_as", "head of marketing")]),
        ("I'm head of the queue.", []),
        ("Hiya, I'm Ffion from Cardiff.", [("user", "name", "Ffion"), ("user", "from", "Cardiff")]),
        ("I've moved, I'm in Hull now.", [("user", "lives_in", "Hull")]),
        ("I'm in Hull now.", []),
        ("I'm going to need to think on Friday.", []),
        ("I like the red one better.", []),
        ("I play the hurdy-gurdy and the zither.", []),
        ("I play the zither.", [("user", "plays", "zither")]),
        ("I play the fool.", []),
        ("I have asthma and eczema.", [("user", "has_condition", "asthma"), ("user", "has_condition", "eczema")]),
        ("It's my mum's birthday on 5 May.", [("user's mother", "birthday", "05-05")]),
        ("My birthday is on Friday.", [("user", "birthday", "03-12")]),  # the next, not the last
        ("My hobbies are chess and knitting.", [("user", "likes", "chess"), ("user", "likes", "knitting")]),
    ],
)  # fmt: skip
def test_families_of_statements(text: str, facts: list[tuple[str, str, str]]) -> None:
    assert [(fact.subject, fact.predicate, fact.object) for fact in _extract(text).facts] == facts


def test_what_is_read_from_little_has_less_confidence() -> None:
    plain, guessed = (_extract(text).facts[0].confidence for text in ("I live in Lima.", "Pedro lives in Lima."))
    asked, vague = (_extract(text).intentions[0].confidence for text in ("Remind me to eat.", "Don't forget to eat."))
    assert 0 < guessed < plain <= 1
    assert 0 < vague < asked <= 1


def test_a_now_out_of_range_is_refused() -> None:
    with pytest.raises(BadInput, match="now is nan"):
        extract("", now=float("nan"), zone=ZONE)
