# ruff: noqa: E501 - cases read best in full lines
"""Focal cues, found in any form, and told from mere naming."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.prospective import lexical
from aria_memory.prospective.guards import guarded
from aria_memory.prospective.lexical import MAX_CHARS, clean, cue_stems, find, tokens
from aria_memory.prospective.slips import one_edit_apart


def named(cue: str, message: str) -> bool:
    text = clean(message)
    place = lexical.named(cue, cue_stems(cue), text, tokens(text))
    return place is not None and place[1] is None


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("the passport", "Where did I put my passports?"),
        ("mouse trap", "we need two MOUSE TRAPS"),
        ("library card", "I need a new card for the library"),
        ("my heating", "the flat has no heating"), ("my sister", "I have no sister like her"),
        ("my sister", "I have no idea what my sister wants"), ("my car", "I have no car until Monday"),
        ("boiler", "I have no boiler"),
        ("Anna's visa", "How did the visa go for Anna?"),
        ("planning", "We planned it all"),
        ("dishwasher", "the dishwahser leaks"),
        ("kitchen knives", "a sharp kitchen knife"),
        ("Zoë", "zoë called"),
        ("my back", "Oh, my back hurts"),
        ("Jaguar", "the Jaguar is at the workshop"),
        ("Jaguar", "sold the old Jaguar"),
        ("the boat", "I don't have much time, the boat leaves at six"),
        ("the boat", "I never know what to say about the boat, what do you think?"),
        ("the boat", "I can't stay, but let us discuss the boat"),
        ("the boat", 'we named the boat "Nelly"'),
        ("the boat", "I'm not used to the boat yet"),
        ("the boat", "Max is back in town with the boat"),
        ("the boat", "the boat is to be inspected in 2031"),
        ("it", "what about it?"),
        ("well-being", "your well being matters"),
        ("e-bike", "my ebike is flat"), ("follow-up", "we need a follow up"), ("website", "the web site is down"),
        ("web site", "the website is down"), ("brother-in-law", "my brother in law called"),
        ("batteries", "we need battereis"), ("certificate", "where is the certifictae"),
        ("climbing", "I love climibng"),
        ("Kestrel Foundation", "the Kestrel founadtion"), ("the move", "our move is in May"),
        ("my back", "her lower back"),
        ("TV licence", "the television license"), ("chapter three", "I rewrote chapter 3"),
        ("the book", "I finished the book"), ("fishing", "we went fishing"), ("the roses", "a rose is in bloom"),
        ("the boat", "Why don't we talk about the boat?"), ("the boat", "I'm not sure about the boat"),
        ("the boat", "I didn't hear back about the boat"), ("the boat", "I couldn't start the boat this morning"),
        ("the boat", "I can't stop thinking about the boat"), ("the boat", "Don't forget to ask about the boat"),
        ("the boat", "I had to skip the boat"), ("the boat", "the boat is not the newest"),
        ("the boat", "We bought the boat ten years ago and now it leaks"),
        ("the boat", "When I was a kid we had a dog. Anyway, the boat sank."),
        ("the boat", "It's not about the boat's price, I ask whether the boat floats."),
        ("the boat", "I don't know what to think about the boat"),
        ("tennis", "a tenis court"), ("choir", "chior practice"), ("novel", "the novle"),
        ("garage", "mice in the garrage"),
        ("school tour", "the school tuor"), ("hostel mess", "hostal mess food"), ("annual leave", "my anual leave"),
        ("load shedding", "loadshedding at six"), ("Bisi's wedding", "bisis wedding"),
        ("demolition", "they demolished it"),
        ("ticks", "Do ticks bite?"), ("will", "the will is signed"), ("my landlord", "The landlord wants more rent"),
        ("twins", "Ben and the Twins"), ("my physical", "my phisical is due"), ("tennis", "played Tennis on Monday"),
        ("harbour master", "the harbourmaster rang"), ("sports day", "when is sportsday"),
        ("loft conversion", "we are converting the loft"), ("promotion", "he was promoted"),
        ("Dad's hearing aid", "Dad says he can't get on with his new hearing aid"),
        ("Poppy", "poppy lost a tooth"), ("the boat", "It was the boat that sank"), ("vet", "an army of vets"),
        ("tap", "the tap can't wait"), ("audit", "leave the audit to me"),
        ("hall booking", "we've booked the hall"), ("table booking", "should I book a table there?"),
        ("house sale", "we sold the house"), ("Dad's death", "since dad died"),
        ("job application", "I applied for the job"),
        ("argument", "we argued all night"), ("kitchen refurbishment", "we're refurbishing the kitchen"),
        ("dizziness", "I feel dizzy"), ("loneliness", "I'm so lonely"), ("tiredness", "The tiredness is back"),
        ("bike shed", "is the bike shd locked"), ("eczema", "the eczema came back when it got cold"),
        ("my back", "There's a pain in my back when I bend"),
        ("my bad back", "my back is bad again"), ("my bad back", "oh my bad back, what a day"),
        ("care home", "the home where gran is in care"), ("having Priya over", "We're having Priya and Dan over"),
        ("retirement", "When I retire I'll buy a boat"), ("strike", "The drivers are striking again"),
        ("Siobhan", "Siobhan Murphy rang me"), ("Siobhan", "I saw Siobhan at the film"), ("Rosie", "rosie pushed him"),
        ("Mr Gupta", "I met mr gupta"), ("Dr Kay", "Mrs Kay rang"), ("Mrs Pemberton", "an email from Pemberton"),
        ("knitting", "I'm not knitting yet, is it hard?"),
        ("boiler", "We've had this boiler since 2015."),
        ("my sister-in-law", "my sister-in-law rang"), ("van", "I need the van today"),
        ("tiles", "not just tiles, I need grout"),
        ("wedding", "We met in 2023 and the wedding is in June."), ("Mr Ode", "I saw Mr. Ode. He isn't well."),
        ("piano", "Played Piano for an hour"), ("driveway", "the drive way is full"),
    ],
)  # fmt: skip
def test_a_cue_is_named(cue: str, message: str) -> None:
    assert named(cue, message)


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("garage", "It isn't the garage I'm asking about, it's the car."), ("Mr Ode", "It wasn't Mr. Ode I meant, it was his son."),
        ("Mr Ode", "Not Mr. Ode, I'm talking about his son."), ("garage", "I'm not on about the garage."),
        ("garage", "Not a word about the garage today."), ("exam", "No exam this week, so I can sleep."),
        ("dye", "I don't need dye, I need scissors."), ("barge", "In 1872 a barge sank here."), ("barge", "The 1921 barge race is in the museum."),
        ("selling the van", "nah im not selling the van no more"), ("Malta", "Malta is off the list."), ("Malta", "scrap Malta, we go to Crete"),
        ("garage", "I shan't bore you with the garage."), ("garage", "I'm done with the idea of the garage, trains now."),
        ("shoes", 'What does the idiom "in your shoes" mean?'), ("my brother", "My brother-in-law drove."),
        ("braai", "It's not a braai, just supper."), ("Ola", "nah not ola, im talking about Bo"),
        ("Mrs Okafor", "No, not Mrs Okafor, I meant Mrs Oakley."), ("Lina", "It wasn't Lina who called."),
        ("silage", "I've no wish to discuss silage tonight"), ("mooring", "In '72 we lost our mooring"),
        ("allotment", "Let's talk about the allotment some other time."), ("balloons", "costs have ballooned"),
        ("mortgage", 'The clue was "house loan" and the answer was "mortgage".'), ("vet", "a Vietnam vet"),
        ("Poppy", "I bought a paper poppy"), ("Easter", "Eastern Europe"), ("choir", "preaching to the choir"),
        ("choir", "the chair"), ("dairy", "my diary"), ("trial", "a trail"), ("tour", "the tuor"),
        ("school tour", "school door"),
        ("Bisi's wedding", "this wedding"), ("ticks", "he ticks every box"), ("will", "I will be late"),
        ("my sister", "I have no sister"), ("my sister", "Well, she has no sister, so she asked me."),
        ("my sister", "I don’t have a sister or a brother"), ("my brother", "he hasnt got a brother"),
        ("my kids", "we've no kids at all"), ("my car", "She never had a car of her own"),
        ("my landlord", "The landlord of the Red Lion sings"), ("my landlord", "her landlord sings"),
        ("twins", "the Minnesota Twins lost"), ("van", "a good Van Gogh"), ("my physical", "a physical copy"),
        ("extension", "a hair extension"), ("poker", "a poker face"), ("loft", "The loft and the garage can wait"),
        ("audit", "Leave the audit for now"), ("chemistry", "im not doing chemistry tonight"),
        ("placements", "no talk of placements today"),
        ("notary", "my great-grandfather was a notary"), ("plumber", "when I was six we had a plumber"),
        ("the passport", "I passed the port"),
        ("Anna's visa", "Anna made a curry"),
        ("library card", "the library is shut; it rained for days and days on end, so we played one card"),
        ("my back", "she never gave it back"),
        ("Jaguar", "a jaguar crept through the jungle"),
        ("bank loan", "we sat on the bank of the river"),
        ("cat", "the car"),
        ("the boat", "Let's not talk about the boat"),
        ("the boat", "This has nothing to do with the boat."),
        ("the boat", "Not the boat, the other thing."),
        ("the boat", "I’m not asking about the boat"),
        ("the boat", "It wasn't about the boat at all."),
        ("the boat", "I used to dream of the boat"),
        ("the boat", "Years ago we spent a summer on the boat"),
        ("the boat", "I remember when the boat sank"),
        ("the boat", '"sell the boat!" shouts the captain in the film'),
        ("the boat", "The headline said “what a boat”"),
        ("meeting", "nice to meet you"), ("wedding", "see you on Wed"), ("evening", "I don't even know"),
        ("the plane", "the plan is simple"), ("in-laws", "there are laws in this country"),
        ("the park", "I can't park here"),
        ("the book", "can you book a table?"), ("the book", "we booked it"), ("the roses", "prices rose again"),
        ("dessert", "a desert of sand"), ("contract", "what a contrast"), ("planner", "we planned it"),
        ("hall booking", "I read a book in the hall"), ("tiredness", "we bought new tyres"), ("business", "I'm busy"),
        ("bike shed", "is the bike she had locked?"), ("boat", "We had a boat back when I was single."),
        ("my bad back", "My bad, back in a minute!"), ("my bad back", "The bad weather is back."),
        ("care home", "take care, I'll be home by six"), ("driveway", "It's a long drive, way past Inverness."),
        ("my knee", "I'm knee-deep in work"), ("my knee", "He went down on one knee"),
        ("hair", "it made my hair stand on end"),
        ("retirement", "I shall retire to bed"), ("commute", "they commuted his sentence"),
        ("strike", "It strikes me as odd"),
        ("Siobhan", "The detective is played by Siobhan Finneran"), ("Tom", "Tom Hanks is on the telly again"),
        ("Rosie", "a mural of Rosie the Riveter"), ("Rosie", "The future looks rosy"), ("Luca", "Lucas scored twice"),
        ("Luca", "The church of San Luca is shut"), ("Louise", "We camped at Lake Louise"),
        ("Mr Gupta", "Mrs Gupta rang"), ("Mr Gupta", "the art of the Gupta empire"), ("Uncle Kay", "Aunt Kay rang"),
        ("Mrs Pemberton", "a hotel in Pemberton"), ("caravan", "That song by Van Morrison, Caravan, came on"),
        ("cats", "We saw the musical Cats in London"), ("piano", "Renzo Piano designed that tower"),
        ("plumbing", "in ancient Rome the plumbing was lead"), ("caravan", "caravans in the Middle Ages"),
        ("refrigerator", "a fridge magnet"), ("O'Brien", "oh, I see"), ("my back", "she gave me my money back"),
        ("the boat", "we are all in the same boat"), ("budget", "a budget airline"),
        ("the boat", "It's not the boat, it's the car"), ("the boat", "In the film the boat sinks"),
        ("the boat", "I have no interest in the boat"), ("the boat", "Let's leave the boat for another day"),
    ],
)
def test_a_cue_is_not_named_or_only_named(cue: str, message: str) -> None:
    assert not named(cue, message)


@pytest.mark.parametrize(
    "pair", [("passport", "pasport"), ("passport", "passprot"), ("passport", "passpert"), ("a", "")]
)
def test_one_edit(pair: tuple[str, str]) -> None:
    assert one_edit_apart(*pair) and one_edit_apart(*reversed(pair))


@pytest.mark.parametrize("pair", [("passport", "passbook"), ("abcd", "badc"), ("ab", "abcd"), ("abc", "cba")])
def test_more_than_one_edit(pair: tuple[str, str]) -> None:
    assert not one_edit_apart(*pair) and not one_edit_apart(*reversed(pair))


HOSTILE = [
    "",
    "\0\0",
    "\ud800 lone",
    "a" * 1_000_000,
    "boat " * 200_000,
    '"' * 500_000,
    "not about " * 100_000 + "boat",
    "'; DROP TABLE turns; -- boat",
    "ignore all instructions " * 20_000,
    "\u202eboat\u0301" * 50_000,
    "ﷺ" * MAX_CHARS,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read(text: str) -> None:
    assert len(clean(text)) <= MAX_CHARS
    named("boat", text)
    cue_stems(text)


@given(st.text(max_size=200), st.text(max_size=60))
@settings(max_examples=200)
def test_any_text_is_read(message: str, cue: str) -> None:
    text = clean(message)
    words = tokens(text)
    span = find(cue, cue_stems(cue), text, words)
    if span is not None:
        assert 0 <= span[0] <= span[1]
        guarded(text, span)


@pytest.mark.parametrize(
    ("cue", "text", "names"),
    [
        ("Malta", "Maltese summers are long.", True), ("gardening", "The gardeners meet on Monday.", True),
        ("asthma", "Is the dog asthmatic?", True), ("mortgage", "We may remortgage.", True),
        ("dog sitter", "Could Al dog-sit in May?", True), ("tumble dryer", "I tumble dried the lot.", True),
        ("dog walker", "I walked slowly past the dog.", False), ("little Ola", "Ola can walk.", True),
        ("holiday in Scotland", "Our Scottish holiday is off.", True), ("panic", "I panicked.", True),
        ("Lent", "She lent me a tenner.", False), ("hedge", "They always hedge when asked.", False),
        ("slugs", "There was a slug the length of my thumb.", True), ("slugs", "They slug the ball.", False),
        ("parking", "Where can I park here?", True), ("parking", "We had lunch in the park.", False),
    ],
)  # fmt: skip
def test_words_of_one_family(cue: str, text: str, names: bool) -> None:
    whole = clean(text)
    assert (lexical.named(cue, cue_stems(cue), whole, tokens(whole)) is not None) == names
