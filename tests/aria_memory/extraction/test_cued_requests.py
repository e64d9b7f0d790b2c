# ruff: noqa: E501 - cases read best in full lines
"""Requests that wait for a topic, however they are put, and what only sounds like one."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.extraction import extract
from aria_memory.extraction.cue_clauses import comes_up
from aria_memory.extraction.cue_referents import meant_to, named

NOW = 1_800_000_000.0
NOT_REQUESTS = Path(__file__).parent / "not_requests.txt"
WORDS = (
    "when", "if", "next time", "the moment", "I", "you", "mention", "talk about", "comes up", "it", "that", "her", "the boat",
    "remind me", "tell me", "please", "so", "and", ",", ":", "to", "about", "again", "I would be grateful if", "should",
)  # fmt: skip


def asked(text: str) -> list[tuple[str, str | None]]:
    found = extract(text, now=NOW, zone=ZoneInfo("UTC")).intentions
    return [(one.content, one.cue) for one in found]


@pytest.mark.parametrize(
    ("clause", "cue"),
    [
        ("you and I next get to talking about the greenhouse", "the greenhouse"), ("I start on about HMRC", "HMRC"),
        ("blood pressure is mentioned", "blood pressure"), ("the boiler ever comes up again", "the boiler"),
        ("I say something about the loft", "the loft"), ("discussing the Q3 forecast", "the Q3 forecast"),
        ("I bring him up", "him"), ("there's talk of camping", "camping"), ("next I mention the hedge", "the hedge"),
        ("the word mortgage drops", "the word mortgage"), ("I mention her next", "her"), ("I get to the station", None),
        ("we pick the shed back up", "the shed"), ("I'm giving out about Ned", "Ned"), ("the tax ever resurfaces", "the tax"),
        ("the rent should arise", "the rent"), ("it's about the loan", "the loan"), ("any mention of Bo", "Bo"),
        ("the talk turns to Bo", "Bo"), ("I'm ready to talk about the biopsy", "the biopsy"), ("next comes up", None),
        ("I drag work into it", "work"), ("the lift is back on the table", "the lift"), ("the cat comes up the stairs", None),
        ("it rains", None), ("sports day gets talked about", "sports day"),
        ("I go back to talking about adopting a dog", "adopting a dog"), ("I mention the bit about the loft", "the loft"),
        ("I bring up the fence you", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_clause_says_comes_up(clause: str, cue: str | None) -> None:
    place = comes_up(clause)
    assert (clause[slice(*place)] if place else None) == cue


@pytest.mark.parametrize(
    ("cue", "said", "meant"),
    [
        ("it", "The sofa is too big.", "sofa"), ("that", "Swimming!", "Swimming"), ("her", "I told Amara I'd come.", "Amara"),
        ("phoning him", "Uncle Bernard hates being rung on a Sunday, ", "phoning Uncle Bernard"),
        ("them", "Mushrooms make Theo sick.", "Mushrooms"), ("it", "I was there.", ""), ("the boat", "The sofa is big.", "the boat"),
        ("it", "One more thing.", ""), ("her birthday", "Priya has moved.", "Priya's birthday"),
        ("it", "That's enough about the loft for now.", "loft"), ("that", "Moving on from the audit.", "audit"),
        ("it", "Enough wedding talk for one day.", "wedding"), ("it", "We've done the wedding to death.", "wedding"),
        ("it", "Let's put the extension aside.", "extension"), ("it", "As to the article on reefs, later.", "article on reefs"),
        ("it", "My goodness, that's the seating plan finished.", "seating plan"), ("it", "As regards the piano:", "piano"),
        ("it", "There's this leak in the bathroom.", "leak in the bathroom"), ("it", "Let's leave that.", ""),
        ("it", "I'm thinking about getting a dog.", "getting a dog"), ("it", "We can drop Mum's will.", "Mum's will"),
        ("he", "I'm at the end of my rope with Tobias.", "Tobias"), ("she", "My sister Ola stays in June.", "my sister Ola"),
        ("he", "My brother Tom's a nightmare.", "my brother Tom"), ("they", "I've a row with the parish council.", "parish council"),
        ("Priya or her brother", "The sofa is big.", "Priya or her brother"), ("she or her flat", "I told Lena so.", "Lena or her flat"),
        ("his visa", "I wrote to Ravi on Monday.", "Ravi's visa"), ("the subject", "The sofa is big.", "sofa"),
        ("it", "Doctor says my knee needs a scan.", "my knee"), ("it", "The sign says closed.", "sign"), ("it", "The vet told me that the cat has to lose weight.", "cat"),
        ("it", "I've enrolled on a Danish course at the college.", "Danish course"),
        ("it", "There's a promotion going in the complaints team.", "promotion"), ("it", "Back to Priya's leaving drinks.", "Priya's leaving drinks"),
        ("the place", "The map is wrong for Ferndale House.", "Ferndale House"), ("the guy", "I met a plumber called Barry.", "Barry"),
        ("it", "With the christening, I promised to bring cake.", "christening"),
    ],
)  # fmt: skip
def test_what_a_pronoun_stands_for(cue: str, said: str, meant: str) -> None:
    assert named(cue, said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["We talk about Poland a lot."], "Poland"), (["I'll come back to the loft later."], "loft"), (["It rains."], ""),
        (["I might move to Leeds next year."], "I move to Leeds"), (["We'll return to that.", "Okay, the roof."], "roof"),
    ],
)  # fmt: skip
def test_what_when_we_do_stands_for(said: list[str], meant: str) -> None:
    assert meant_to(*said) == meant


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("If sourdough crops up, I need to be told that the flour's cheaper at the mill.", "the flour's cheaper at the mill", "sourdough"),
        ("Potholes: next time I'm ranting about them, tell me the form is online.", "tell me the form is online", "Potholes"),
        ("The flat in Gdansk, when that comes up please remind me to ring Ola.", "ring Ola", "flat in Gdansk"),
        ("I keep meaning to ask for my tin back. Will you remind me when Lorraine next comes up?", "ask for my tin back", "Lorraine"),
        ("Rick wants his amp back, say so next time I mention the band will you", "Rick wants his amp back", "the band"),
        ("when I mention the lock, the code is inside the door, tell me that", "the code is inside the door", "the lock"),
        ("Remind me next time I mention Nadia and Piet that it's our turn.", "it's our turn", "Nadia and Piet"),
        ("If I mention Prague again, the hotel owes us, so tell me to chase it.", "tell me to chase it", "Prague"),
        ("We were on about the loft. Let's leave that. When that comes up, remind me to ring Bo.", "ring Bo", "loft"),
        ("Can we do the bees later? When we do, remind me that Al has the smoker.", "Al has the smoker", "bees"),
        ("I'm fed up with Al. He'll come up again, and when he does, remind me to breathe.", "breathe", "Al"),
        ("Remind me to bring cash. That's for when the market comes up.", "bring cash", "the market"),
        ("Remind me that Bo is away. Do it when I talk about the pass.", "Bo is away", "the pass"),
        ("When the permit is coming up, I need two photos. Remind me.", "I need two photos", "the permit"),
        ("Set it up so that when camping comes up you mention the bed.", "mention the bed", "camping"),
        ("Can you make sure that when the loft comes up I ring Bo?", "I ring Bo", "the loft"),
        ("Don't let me mention Bo without telling me he's ill.", "he's ill", "Bo"),
        ("Might I ask you to mention the lease whenever I speak of Al?", "mention the lease", "Al"),
        ("When I start on the permit make sure I attach the plan.", "attach the plan", "the permit"),
        ("For when the wedding comes up again: Al wants colours by Friday.", "Al wants colours by Friday", "the wedding"),
        ("Note for when we next talk about Oslo: Kari has a key.", "Kari has a key", "Oslo"),
        ("Listen out for any mention of the tribunal and remind me to say nothing.", "say nothing", "the tribunal"),
        ("In our next chat about the garden, remind me to ask about slugs.", "ask about slugs", "the garden"),
        ("If it turns out I'm talking about my ex, remind me to stop.", "stop", "my ex"),
        ("I can't face the claim today. When I do, remind me it's in the van.", "it's in the van", "claim"),
        ("hey, like when soccer comes up? remind me coach moved it", "coach moved it", "soccer"),
        ("Remind me of two things when the fair comes up: cash and hats.", "cash and hats", "the fair"),
        ("The festival is cash only. Bring it up when the festival comes up.", "The festival is cash only", "the festival"),
        ("I never stop going on about Berlin. If I start again, remind me to stop.", "stop", "Berlin"),
        ("Whenever you see the name Chidi in what I write, remind me he's moved.", "he's moved", "Chidi"),
        ("yeah so skiing, when that next pops up just remind me Leo has my boots", "Leo has my boots", "skiing"),
        ("In conversations about Ireland, remind me that Al has a house.", "Al has a house", "Ireland"),
        ("Any talk of London, remind me the card is here.", "the card is here", "London"),
        ("the lawnmower! remind me to ask Pete for it back if it comes up", "ask Pete for it back", "lawnmower"),
        ("remind me to get my sticks back from him when i mention omar", "get my sticks back from him", "omar"),
        ("I'd like to be reminded of one thing whenever ticks are mentioned: the tweezers are upstairs.",
         "the tweezers are upstairs", "ticks"),
        ("no rush but when the loft comes up again: the grant closes soon", "the grant closes soon", "the loft"),
        ("The boiler. Dave has a key, so tell me that when it comes up.", "Dave has a key", "boiler"),
        ("The shed roof. Al can fix it soon. If it comes up, remind me to ring Al.", "ring Al", "shed roof"),
        ("Busy day. The boiler is due a service, so tell me that when it comes up.", "The boiler is due a service", "boiler"),
        ("Ask me about the receipts when I get to expenses.", "Ask me about the receipts", "expenses"),
        ("Al's leaving do, when that comes up, someone has to buy a card. Me probably. Remind me.",
         "someone has to buy a card. Me probably", "Al's leaving do"),
        ("If I mention football, the boots are at Gran's. Say so.", "the boots are at Gran's", "football"),
        ("Shout passport photos at me if the visa comes up.", "Shout passport photos at me", "the visa"),
        ("It'd be good to hear about my points next time I mention a hotel.", "my points", "a hotel"),
        ("Remind me that Fridays are out if the course is mentioned", "Fridays are out", "the course"),
        ("Would you ever remind me to oil it when I mention the lock, hun?", "oil it", "the lock"),
        ("Y'all gotta remind me to get string whenever I mention the store", "get string", "the store"),
        ("When the kennels come up, dear, would you remind me that Bo has a cough?", "Bo has a cough", "the kennels"),
        ("Remind me that Al is vegan. Best moment: when I mention the dinner.", "Al is vegan", "the dinner"),
        ("The Orr account is a mess. Their statement is late, so tell me to chase it when I next mention them.",
         "tell me to chase it", "Orr account"),
        ("When next the subject of dipping arises, remind me to renew the certificate.", "renew the certificate", "dipping"),
        ("When next I see Bo, remind me to pay him.", "pay him", "I see Bo"),
        ("Remind me to pay Al when next I see Bo.", "pay Al", "I see Bo"),
        ("I met a plumber called Barry. If the guy comes up, remind me he's dear.", "he's dear", "Barry"),
        ("When my weight comes up, gently but firmly remind me to drink.", "drink", "my weight"),
        ("When I bring up the garage quietly remind me Al has a key.", "Al has a key", "the garage"),
        ("When I talk about the exam, please you remind me to bring a pen.", "bring a pen", "the exam"),
        ("If the exam comes up you must remind me that it's in B12.", "it's in B12", "the exam"),
        ("Next time I complain about my boss, remind me of the bonus.", "the bonus", "my boss"),
        ("if i say anything bout the rent tell me its gone up", "tell me its gone up", "the rent"),
        ("if there's anything 'bout the rent remind me it's gone up", "it's gone up", "the rent"),
        ("On the off-chance that knitting comes up, remind me to stop.", "stop", "knitting"),
        ("Remind me to stop every single time knitting comes up.", "stop", "knitting"),
        ("In the unlikely event I mention knitting, tell me to stop.", "tell me to stop", "knitting"),
        ("If by some miracle knitting comes up, remind me to stop.", "stop", "knitting"),
        ("Supposing I mention knitting, remind me to stop.", "stop", "knitting"),
        ("hey so like if prom comes up remind me to return the suit", "return the suit", "prom"),
        ("ok basically when prom comes up remind me to return the suit", "return the suit", "prom"),
        ("Sir, if the topic of parking is coming, please remind me to raise it.", "raise it", "parking"),
        ("When the talk is coming to parking, remind me to raise it.", "raise it", "parking"),
        ("The hedge makes me cross. Remind me, when it's the hedge, that Bo has the saw.", "Bo has the saw", "the hedge"),
        ("When it's the hedge we're on about, remind me to ring Bo.", "ring Bo", "the hedge"),
        ("Put me in mind of the licence when I mention the boat.", "the licence", "the boat"),
        ("Mind me to renew the licence when I mention the boat.", "renew the licence", "the boat"),
        ("A gentle nudge about the licence, please, whenever the boat comes up.", "the licence", "the boat"),
        ("Any chance of a reminder about the licence when the boat comes up?", "the licence", "the boat"),
        ("I'd be glad of a reminder about the licence if the boat comes up.", "the licence", "the boat"),
        ("It would be super if you'd remind me of the licence whenever the boat comes up.", "the licence", "the boat"),
        ("Remind me of the licence, if you'd be so kind, when I mention the boat.", "the licence", "the boat"),
        ("Remind me, if possible, when I mention the boat, that the licence ran out.", "the licence ran out", "the boat"),
        ("whn the boat comes up remind me of the licence", "the licence", "the boat"),
        ("next tyme I mention the boat remind me of the licence", "the licence", "the boat"),
        ("Any time at all that I mention the boat, remind me of the licence.", "the licence", "the boat"),
        ("When I am telling you something about the boat, kindly remind me of the licence.", "the licence", "the boat"),
        ("Whenever it has to do with the boat, remind me of the licence.", "the licence", "the boat"),
        ("Whenever the boat is on my mind, remind me of the licence.", "the licence", "the boat"),
        ("Remind me of the licence when the boat is being talked about.", "the licence", "the boat"),
        ("When I'm after talking about the boat, remind me of the licence.", "the licence", "the boat"),
        ("Were the boat to come up, remind me of the licence.", "the licence", "the boat"),
        ("The hut in Wales: remind me to ask about dogs when I raise it.", "ask about dogs", "hut in Wales"),
        ("There's something I want to tell my aunt, so mention the photos as soon as she comes up.", "mention the photos", "my aunt"),
        ("The cardigan: I dropped a stitch, so would you mention row 9 when it comes up?", "mention row 9", "cardigan"),
        ("I keep forgetting the pump, so bring up the gasket when it comes up.", "bring up the gasket", "pump"),
        ("Save this for when the boat comes up: the licence ran out.", "the licence ran out", "the boat"),
        ("remind me 2 take the bins out when i mention bin day, its every other weds", "take the bins out", "bin day"),
    ],
)  # fmt: skip
def test_read_however_it_is_put(text: str, content: str, cue: str) -> None:
    assert asked(text) == [(content, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "Whenever my ex comes up my friends tell me to move on.", "He said, when the boat comes up, remind me to pay.",
        "every time I bring up the fence you tell me the same thing", "Do you tell me when the rent is mentioned?",
        "When the rent comes up, I panic. Tell me about it!", "Next time it comes up I'll tell you myself.",
        "My boss said to make sure that when the audit comes up I send the papers.", "If I buy a new phone, tell me how to move my photos.",
        "He wants it set up so that when a customer comes up you say hello.", "Tell me what to pack when I go to Iceland.",
        "Enough about the loft. When it comes up, people glaze over.", "She'd like it if, when kids come up, nobody asked.",
        "Great news about your dog! If you ever do it, let me know - I'd love to help.",
        "I like the gym. Nice. Say so.", "The boat comes up a lot. No rush but when it does, Al laughs.",
        "We talk about Poland a lot. When we do, my gran cries.", "Any talk of London makes my mother nervous.",
        "We were talking about the boat, tell me the price", "I got a reminder about the fence when we talked about tax.",
        "She put me in mind of my aunt when we talked about the garden.", "A reminder of home whenever the sea comes up in films.",
        "Were you to mention the boat he would laugh.",
        "You remind me of my mother when you talk about the garden.", "No matter when I call, he tells me the garden is fine.",
        "Suppose the garden came up, what would you say?", "It was like when we talked about Rome, remind me what you said?",
    ],
)  # fmt: skip
def test_what_others_say_is_no_request(text: str) -> None:
    assert asked(text) == []


def test_hardly_anything_is_taken_for_a_request() -> None:
    """A hundred and sixty messages by a hand that had not read the rules; one is a letter to be translated."""
    told = [line for line in NOT_REQUESTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(told) == 160
    assert sum(bool(asked(text)) for text in told) <= 1


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_any_words_are_read(text: str) -> None:
    for one in extract(text, now=NOW, zone=ZoneInfo("UTC")).intentions:
        assert one.content
        assert one.cue is None or one.cue.strip()
