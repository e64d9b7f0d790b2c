"""The page that shows a life: whatever was said in it stays text, its counts add up, its links lead somewhere."""

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from aria_memory import All, At, Condition, Every, ManualClock, Memory, SessionStart, Topic
from aria_memory.inspection import page
from aria_memory.inspection.markup import stored
from aria_memory.inspection.picture import axis
from aria_memory.life import Life
from aria_memory.shown import HIDDEN, visible
from tests.aria_memory.samples import START, memory

LONDON = ZoneInfo("Europe/London")
DAY = 86_400.0
HOSTILE = (
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></style><style>@import url(https://evil.example/x.css)</style>",
    "<!-- <svg/onload=alert(1)> --> ]]> <![CDATA[",
    "&lt;b&gt; &amp; &#60;b&#62; javascript:alert(1) https://evil.example/track.gif",
    "\u202eenod si ti\u202c nul\x00 bell\x07 \x1b[31mred \u200bzero \ufeff \u2066x\u2069",
    "👩‍👩‍👧‍👦 שלום مرحبا नमस्ते",
    "{{7*7}} ${x} %(x)s {title} \\u003cscript\\u003e",
)  # fmt: skip
VOID = {"meta", "input"}
TAGS = {
    "html", "head", "meta", "title", "style", "script", "body", "a", "header", "nav", "main", "section", "article",
    "h1", "h2", "h3", "p", "em", "strong", "small", "b", "i", "q", "bdi", "span", "div", "time", "dl", "dt", "dd", "ul",
    "ol", "li", "details", "summary", "label", "input", "button", "svg", "rect", "line", "text",
}  # fmt: skip


class Read(HTMLParser):
    """A page as a browser meets it: tags that close, their attributes, its texts."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.whole: dict[str, str] = {}  # of script and style
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count(tag, attrs)

    def _count(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.whole[self.open[-1]] = self.whole.get(self.open[-1], "") + data
        else:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data[:40]}")

    def values(self, name: str) -> list[str]:
        return [value for _, each, value in self.attributes if each == name]

    @property
    def text(self) -> str:
        return "".join(self.texts)


def sound(html: str) -> Read:
    """Well formed, nothing loaded, nothing run but our own script, every link leads to something on the page."""
    found = Read(html)
    assert set(found.tags) <= TAGS
    assert found.tags["script"] == found.tags["style"] == 1
    names = {name for _, name, _ in found.attributes}
    assert not names & {"src", "srcset", "action", "formaction", "style", "xlink:href", "ping", "background", "poster"}
    assert not [name for name in names if name.startswith("on")]
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    for link in found.values("href"):
        assert link.startswith("#") and link[1:] in ids, link
    ours = found.whole["style"] + found.whole["script"]
    assert not re.search(r"url\(|@import|https?:|fetch\(|import\(|innerHTML|eval\(", ours)
    policy = next(value for value in found.values("content") if value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        digest = b64encode(sha256(found.whole[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not [mark for mark in HIDDEN.findall(html) if mark != "\n"]
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


def test_hostile_texts_stay_texts_wherever_they_stand() -> None:
    scope = "".join(each for text in HOSTILE for each in text if each.isprintable())[:200]
    with memory(scope=scope, clock=ManualClock(START)) as m:
        for text in HOSTILE:
            said = m.observe(text, text, text)
            m.observe("user", text + " again", text)
            m.facts.assert_(text, text, text, episode_id=said.episode_id)
            m.facts.assert_(text, text, text + " now", episode_id=said.episode_id)
            m.skills.learn(text, [text, text])
            m.intend(text, All(Topic(text), SessionStart()))
            m.intend(text, SessionStart())
            assert m.check("hello", text)[0].content == text
        html = page(m.life(), LONDON)
    text_of_page = flat(sound(html).text)
    for text in HOSTILE:
        assert text_of_page.count(flat(visible(text, str))) >= 13, text
    assert text_of_page.count(flat(visible(scope, str))) >= 2


@given(st.text(max_size=200))
@example("\ud800<b>\x00")
@example("\r\n\t x")
@settings(max_examples=150, deadline=None)
def test_any_text_reads_back_with_its_hidden_characters_shown(text: str) -> None:
    found = Read(stored(text))
    assert set(found.tags) <= {"bdi", "i"}
    assert found.text == visible(text, str)


def a_life(turns: int = 6) -> Memory:
    clock = ManualClock(START)
    m = memory(clock=clock)
    for i in range(turns):
        clock.advance(DAY)
        seen = m.observe("user" if i % 2 == 0 else "assistant", f"turn number {i}", f"day {i // 2}")
        m.facts.assert_("user", "works_as", f"job {i}", episode_id=seen.episode_id)
        m.facts.assert_("user", "likes", f"thing {i}", several=True, valid_to=START + DAY)
    m.facts.retract(m.facts.at(START)[-1].fact_id)
    m.forget(1)
    m.intend("water the plants", Every("FREQ=WEEKLY;BYDAY=TU", zone="Europe/London", start=clock.now()))
    tea = m.intend("take the tea off", At(clock.now() + 60))
    m.intend("open a window", Condition("temperature > 30"), depends_on=[tea.id])
    m.intend("say hello", SessionStart(), repeat=True)
    clock.advance(8 * DAY)
    for i in range(3):
        m.check("hello", f"later {i}")
    m.done(tea.id)
    skill = m.skills.learn("greeting", ["wave"])
    m.skills.reward(skill.skill_id, 1.0)
    return m


def tallies(html: str) -> dict[str, tuple[int, list[int]]]:
    """Of each tile what it counts and the parts that it names."""
    tiles = re.findall(r'<div class="tile"><b>([\d,]+)</b> (\w+?)s?<small>(.*?)</small>', html)
    return {kind: (int(count), [int(n) for n in re.findall(r"\d+", parts)]) for count, kind, parts in tiles}


def test_counts_add_up() -> None:
    with a_life() as m:
        life = m.life()
        html = page(life, LONDON)
    sound(html)
    tiles = tallies(html)
    for kind in ("turn", "fact", "intention"):
        count, parts = tiles[kind]
        assert count == sum(parts), kind
    assert tiles["turn"] == (6, [5, 1])
    assert life.facts_believed + life.facts_superseded + life.facts_withdrawn == len(life.facts) == tiles["fact"][0]
    assert sum(life.states.values()) == tiles["intention"][0] == 4
    assert sum(life.firing_counts.values()) == tiles["firing"][0] == len(life.times["fired"])


def test_it_tells_where_things_come_from_and_why_they_fired() -> None:
    with a_life() as m:
        text = flat(sound(page(m.life(), LONDON)).text)
    assert "works as job 5 fact" in text
    assert "Was said to hold for as long as is known · recorded 15 Nov 2023, 22:13 · superseded by fact 3" in text
    assert "turn number 5 assistant, 20 Nov 2023, 22:13, turn 6" in text
    assert "because its time came, 20 Nov 2023, 22:14; seen 8 days late" in text
    assert "because the session “later 2” began" in text
    assert "Next time5 Dec 2023, 22:13" in text


def test_an_intention_shows_the_turn_that_asks_for_it() -> None:
    with memory() as m:
        m.observe("user", "Remind me tomorrow at 9am to call Bob.", "monday")
        told = m.intend("by hand", SessionStart())
        text = flat(sound(page(m.life(), LONDON)).text)
    assert "AskedRemind me tomorrow at 9am to call Bob. user, 14 Nov 2023, 22:13, turn 1" in text
    assert "Askeddirectly; no turn asks for it" in text and told.id in text


def test_what_is_left_out_is_told_and_no_link_leads_nowhere() -> None:
    with a_life() as m:
        found = sound(page(m.life(turns=2), LONDON))
    text = flat(found.text)
    assert "2 of 6 are on this page, 4 are not" in text
    assert "turn 1, further back than this page" in text
    assert "turn number 0" in text  # as the source of what it said
    assert "all 4 are on this page" in text
    assert found.tags["details"] >= 1


def test_looking_changes_nothing() -> None:
    with a_life() as m:
        before = m.intentions(), m.doctor()
        once, again = m.life(), m.life()
        assert (m.intentions(), m.doctor()) == before
        assert page(once, LONDON) == page(again, LONDON)


def test_an_empty_memory_has_a_page_too() -> None:
    with memory() as m:
        text = sound(page(m.life(), LONDON)).text
    assert "Nothing was said yet." in text and "Nothing is known yet." in text


def test_a_thousand_sessions_and_a_huge_text() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        m.observe("user", "x" * 1_000_000, "big")
        for i in range(300):
            clock.advance(3600)
            m.observe("user", f"hello {i}", f"session {i}")
        html = page(m.life(), LONDON)
    found = sound(html)
    assert found.tags["details"] == 301
    assert "996,000 characters more, not on this page" in found.text
    assert len(html) < 250_000


def test_scores_say_how_near_the_latest_message_comes() -> None:
    with memory() as m:
        m.intend("ask how it rose", Topic("sourdough starter"))
        m.observe("user", "my sourdough starter is alive", "s")
        life: Life = m.life()
        assert life.latest is not None and list(life.scores.values()) == [0.0]
        assert "yes: the latest message names it" in sound(page(life, LONDON)).text


def test_the_page_says_what_it_rests_on_and_what_was_told_again() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        born = m.observe("user", "I was born in Hull.", "s")
        m.forget(born.episode_id)
        call = m.intend("call", At(START + 60))
        m.intend("celebrate", Topic("the alps"), depends_on=[call.id])
        garden = m.intend("order bulbs", Topic("the garden"))
        assert "Waits for" in page(m.life(), LONDON)
        clock.advance(60)
        m.due()
        clock.advance(2 * DAY)
        m.due()
        m.done(call.id)
        m.check("the garden is bare", "s")
        life = m.life()
        (fired,) = life.firings[garden.id]
        shown = " ".join("".join(Read(page(replace(life, said={fired.firing_id: "so <bare>"}), LONDON)).texts).split())
    assert "born in Hull" in shown
    assert "certainty 90% · read in the turn by rules" in shown
    assert "a turn forgotten 14 Nov 2023" in shown
    assert "told again 2 days later" in shown
    assert "Waited for call (done 16 Nov 2023, 22:14)" in shown.replace("Waited forcall", "Waited for call")
    assert "named “the garden”: so <bare>" in shown


def test_how_an_intention_stands_is_said_as_it_is(tmp_path: Path) -> None:
    clock = ManualClock(START)
    with Memory.open(tmp_path / "x.db", scope="me", encoder=None, clock=clock) as m:
        names = [m.intend(content, Topic("roof")).id for content in ("seen", "unseen", "slept on")]
        names += [m.intend("each time", Topic("roof"), repeat=True).id, m.intend("not yet", Topic("garden")).id]
        m.check("the roof leaks", "s")
        m.acknowledge(names[0])
        m.snooze(names[2], START + 60)
        clock.at = START + 60
        m.due()
        html = page(m.life(), LONDON)
    cards = re.findall(r"<h3>(?:<bdi>)?([^<]*)(?:</bdi>)?</h3><span class=.state \w+.>(.*?)</span>", html)
    assert dict(cards) == {
        "seen": "told and seen", "unseen": "told, waiting for an answer", "slept on": "told, waiting for an answer",
        "each time": "told, no answer yet; waiting for the next time", "not yet": "waiting",
    }  # fmt: skip
    assert "it was snoozed until" in html and "p = 0" not in html


def test_no_picture_goes_on_after_the_time_of_the_page(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "x.db", scope="me", encoder=None, clock=ManualClock(START)) as m:
        m.facts.assert_("user", "relation.sister", "Ann")
        m.facts.assert_("user", "lives_in", "Leeds")
        m.facts.assert_("user", "lives_in", "York")
        html = page(m.life(), LONDON)
    assert axis([START]).last == START
    assert '<span class="rel"><bdi>sister</bdi></span>' in html and "relation.sister" not in html


def test_a_turn_of_a_wrong_clock_does_not_flatten_the_picture() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        for i in range(30):
            clock.advance(DAY)
            m.observe("user", f"turn {i}", f"s{i}")
        clock.at = 1_577_836_800.0  # the battery of the clock was dead: 2020 begins
        m.observe("user", "how late is it?", "s")
        clock.at = START + 31 * DAY
        html = page(m.life(), LONDON)
    assert "What came 1 Jan 2020 is not in this picture" in html
    assert html.count('class="talk"') == 30


def test_the_page_tells_by_which_turns_things_changed() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        for text in (
            "Remind me in 10 minutes to call the bank.", "Make that 20 minutes.", "My sister Ewa lives in York.",
            "Her birthday is March 4th.", "I like jazz.", "I'm moving to Leeds in 2099.",
        ):  # fmt: skip
            clock.advance(1)
            m.observe("user", text, "s")
        clock.advance(1_800)
        m.due()
        m.observe("user", "I've called the bank.", "s")
        clock.advance(60)
        m.observe("user", "I don't like jazz any more.", "s")
        (name,) = (one.id for one in m.intentions())
        m.reopen(name)
        m.done(name)
        m.facts.assert_("user", "lives_in", "Hull", valid_from=clock.at + DAY)
        html = page(m.life(), LONDON)
    text = " ".join(Read(html).texts)
    told = " ".join(text.split())
    for part in (
        "Moved to another time", "Make that 20 minutes.", "Said to be done", "call the bank : said to be done",
        "asks for call the bank", "user's sister ( Ewa )", "Is to hold from", "Said when it ceased to hold:",
    ):  # fmt: skip
        assert part in told, (part, told)


def test_who_is_told_no_more_is_said_and_one_is_one(tmp_path: Path) -> None:
    clock = ManualClock(START)
    with Memory.open(tmp_path / "x.db", scope="me", encoder=None, clock=clock) as m:
        m.facts.assert_("user", "lives_in", "Leeds")
        m.intend("call Bo", At(START + 60))
        for day in range(5):
            clock.at = START + 60 + day * DAY
            m.due()
            html = page(m.life(), LONDON)
            assert ("told, waiting for an answer" in html) == (day < 3)
    assert "told 4 times without an answer; not told again" in html
    assert "1 fact recorded, " in html and "1 firing, " in html and "1 facts" not in html
