"""[pure] The page: what is counted, pictured, listed, and what is left out.

It loads nothing: a Content-Security-Policy allows only its own style and script, by their hashes.
"""

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import PurePath
from zoneinfo import ZoneInfo

from ..english_triggers import STATES
from ..life import MAX_FACTS, MAX_FIRINGS, MAX_INTENTIONS, MAX_SCORED, Life
from ..prospective.intention import State
from ..shown import amount
from ..types import Episode
from .facts_part import facts_part
from .intentions_part import MAX_QUOTE, intentions_part
from .markup import MAX_SHOWN, Sheet, attribute, pairs, stored
from .picture import timeline
from .script import SCRIPT
from .style import STYLE
from .talk_part import skills_part, talk_part

PARTS = (
    ("overview", "Overview"), ("intentions", "Intentions"), ("facts", "Facts"), ("skills", "Skills"), ("talk", "Talk"),
    ("health", "Health"), ("limits", "Left out"),
)  # fmt: skip
HEALTH = {
    "path": "File", "version": "Version of the file", "file_bytes": "Size", "session": "Sessions",
    "episode": "Turns", "archived": "of them archived", "vector": "of them with a vector", "fact": "Facts",
    "skill": "Skills", "intention": "Intentions", "firing": "Firings",
}  # fmt: skip


def page(life: Life, zone: ZoneInfo) -> str:
    """A memory as HTML, complete in itself; times in the zone given."""
    sheet = Sheet(
        life, zone, frozenset(one.episode_id for one in life.turns),
        {one.id: f"i{number}" for number, one in enumerate(life.intentions)},
        _said_at(life),
    )  # fmt: skip
    scope = str(life.report["scope"])
    title = f"The memory of {scope}"
    links = "".join(f'<a href="#{name}">{label}</a>' for name, label in PARTS)
    body = (
        f'<a class="skip" href="#overview">Skip to the content</a><header class="top"><h1>The memory of <em>'
        f"{stored(scope)}</em></h1>{_lead(sheet)}</header>"
        f'<nav aria-label="Parts of this page">{links}<label class="find" hidden>Find <input type="search" '
        f'autocomplete="off"></label><button type="button" class="fold" hidden>Unfold all</button></nav>'
        f'<main><p class="found" role="status" hidden></p>{_sections(sheet)}</main>'
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{_policy()}"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>{attribute(title)}</title><style>{STYLE}</style></head><body>{body}<script>{SCRIPT}</script></body>"
        "</html>\n"
    )


def _said_at(life: Life) -> dict[float, Episode]:
    said: dict[float, list[Episode]] = {}
    for one in life.turns:
        if one.role == "user":
            said.setdefault(one.at, []).append(one)
    return {at: found[0] for at, found in said.items() if len(found) == 1}


def _policy() -> str:
    def named(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; style-src {named(STYLE)}; script-src {named(SCRIPT)}; base-uri 'none'; form-action 'none'"
    )


def _lead(sheet: Sheet) -> str:
    life = sheet.life
    name = PurePath(str(life.report["path"])).name
    talk = f"{amount(life.report['episode'], 'turn')} in {amount(life.report['session'], 'session')}"
    if life.sessions:
        first = min(one.first for one in life.sessions)
        talk += f", said from {sheet.when(first)} to {sheet.when(max(one.last for one in life.sessions))}"
    return (
        f'<p class="lead">{talk}.</p><p class="note">A copy of what {stored(name)} held on {sheet.when(life.taken)}, '
        "for reading. It is complete in itself: it loads nothing and sends nothing. Times are those of "
        f"{escape(sheet.zone.key)} (inspect --zone shows others). Texts are shown as they were said; characters that "
        "cannot be seen, or that turn text around, are shown by their codes.</p>"
    )


def _sections(sheet: Sheet) -> str:
    life = sheet.life
    contents = {
        "overview": _sums(sheet) + '<h3 class="over-picture">What came when</h3>' + timeline(life, sheet.zone)
        + '<p class="note">Each bar counts what came in one part of the time; its height grows with the square root of '
        "the count, so that a single event is still seen. Point at a bar to read it.</p>",
        "intentions": _note_on_intentions(life) + intentions_part(sheet),
        "facts": '<p class="note">What is believed now, with the turn that said it. Nothing is overwritten: what was '
        "believed before is under each.</p>" + facts_part(sheet),
        "skills": '<p class="note">What to do when. Utility moves a fifth of the way towards each reward, from 0 to 1.'
        "</p>" + skills_part(sheet),
        "talk": '<p class="note">Every turn, verbatim, the latest session first.</p>' + talk_part(sheet),
        "health": _health(sheet),
        "limits": _limits(sheet),
    }  # fmt: skip
    return "".join(
        f'<section id="{name}" aria-labelledby="h-{name}"><h2 id="h-{name}">{label}</h2>{contents[name]}</section>'
        for name, label in PARTS
    )


def _note_on_intentions(life: Life) -> str:
    latest = ""
    if life.scores and life.latest is not None:
        latest = f" Close now: held against the latest message, <q>{stored(life.latest.text, MAX_QUOTE)}</q>."
    return (
        '<p class="note">What is to be remembered later, and when. p is the share of messages about something else '
        f"that come as close to a topic; it fires at {life.alpha:g} or less, and whenever it is named. Each firing is "
        f"recorded with its reason, in the same step as it happens.{latest}</p>"
    )


def _sums(sheet: Sheet) -> str:
    """Counts of everything, each with the parts that it is the sum of."""
    life, report = sheet.life, sheet.life.report
    states = " + ".join(
        f"{life.states[state.value]:,} {re.split('[:,]', STATES[state])[0]}"
        for state in State
        if state.value in life.states
    )
    uses, good = sum(one.uses for one in life.skills), sum(one.successes for one in life.skills)
    archived = report["archived"]
    rows = [
        ("turn", report["episode"], f"{report['episode'] - archived:,} recalled + {archived:,} archived"),
        (
            "fact", report["fact"],
            f"{life.facts_believed:,} believed + {life.facts_superseded:,} superseded + "
            f"{life.facts_withdrawn:,} withdrawn",
        ),
        ("intention", report["intention"], states or "none filed"),
        ("firing", report["firing"], f"of {amount(sum(1 for n in life.firing_counts.values() if n), 'intention')}"),
        ("skill", report["skill"], f"{amount(uses, 'use')}, {good:,} good"),
    ]  # fmt: skip
    tiles = "".join(
        f'<div class="tile"><b>{count:,}</b> {name if count == 1 else name + "s"}<small>{escape(parts)}</small></div>'
        for name, count, parts in rows
    )
    problems = len(report["problems"])
    sound = "no problems found" if not problems else f"{amount(problems, 'problem')} found"
    mark = "good" if not problems else "bad"
    return (
        f'<div class="tiles">{tiles}<div class="tile {mark}"><b>{"!" if problems else "✓"}</b> <a href="#health">'
        f"{sound}</a><small>when the file was examined for this page</small></div></div>"
    )


def _health(sheet: Sheet) -> str:
    report = sheet.life.report
    rows = [
        (label, _value(key, report[key]))
        for key, label in HEALTH.items()
        if key in report
    ]
    problems = "".join(f"<li>{stored(str(one))}</li>" for one in report["problems"])
    verdict = f'<ul class="problems">{problems}</ul>' if problems else '<p class="good">No problems found.</p>'
    return (
        f'{verdict}<p class="note">Examined: every page of the file and its indexes, every reference from one '
        f"record to another, and whether every turn can be found.</p>{pairs(rows)}"
    )


def _value(key: str, value: object) -> str:
    if key == "file_bytes" and isinstance(value, int):
        return f"{value / 1e6:,.1f} MB"
    return f"{value:,}" if isinstance(value, int) else stored(str(value))


def _limits(sheet: Sheet) -> str:
    life, report = sheet.life, sheet.life.report
    sessions = len({one.session for one in life.turns})
    firings = sum(map(len, life.firings.values()))
    parts = [
        ("Turns", _left(len(life.turns), report["episode"], "the latest; inspect --turns shows more")),
        ("Sessions", _left(sessions, report["session"], "those that these turns belong to")),
        ("Facts", _left(len(life.facts), report["fact"], f"the latest {MAX_FACTS:,} at most")),
        ("Intentions", _left(len(life.intentions), report["intention"], f"the latest {MAX_INTENTIONS:,} at most")),
        ("Firings", _left(firings, report["firing"], f"the latest {MAX_FIRINGS} of each intention; all are counted")),
        ("Skills", _left(len(life.skills), report["skill"], "")),
    ]
    rows = [
        f"Of each text what is beyond {MAX_SHOWN:,} characters.",
        f"How close the latest message comes to each topic, where more than {MAX_SCORED} are open.",
        "What was purged: it is gone, from the file too.",
        "Other people's memories in the same file: a page is of one scope.",
        "When something was done, put off or dismissed other than in talk, but for when it was first done.",
        "How a skill's utility came about: only its present value and its counts are kept.",
        "Vectors and indexes: they are made from what is shown.",
        "Whether what was said is true: a fact is what somebody stated, with the turn in which they did.",
    ]
    left_out = "".join(f"<li>{row}</li>" for row in rows)
    return f'{pairs(parts)}<p class="note">Never on such a page:</p><ul>{left_out}</ul>'


def _left(shown: int, of: int, which: str) -> str:
    if shown == of:
        return f"all {of:,} are on this page"
    return f"{shown:,} of {of:,} are on this page, {of - shown:,} are not: {which}"
