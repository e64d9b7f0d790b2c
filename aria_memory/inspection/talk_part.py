"""[pure] The page's talk, session by session, and its skills."""

from collections.abc import Iterator

from ..english_triggers import ANSWERS
from ..life import SessionTally
from ..shown import amount
from ..types import Episode, Skill
from .markup import Sheet, stored
from .picture import meter

MAX_QUOTE = 60  # characters of an intention that a turn asks for, or answers to
LATE_S = 60.0  # between said and recorded: what took longer is told


def talk_part(sheet: Sheet) -> str:
    """Sessions with turns on the page, the latest first, each folded."""
    by_session: dict[str, list[Episode]] = {}
    for turn in sheet.life.turns:
        by_session.setdefault(turn.session, []).append(turn)
    facts: dict[int, list[int]] = {}
    for one in sheet.life.facts:
        if one.episode_id is not None:
            facts.setdefault(one.episode_id, []).append(one.fact_id)
    of_turn = {key: [f'<a href="#f{one}">fact {one}</a>' for one in found] for key, found in facts.items()}
    for key, words in _requests(sheet):
        of_turn.setdefault(key, []).append(words)
    shown = [one for one in sheet.life.sessions if one.name in by_session]
    return "".join(_session(one, by_session[one.name], of_turn, sheet) for one in shown) or (
        '<p class="none">Nothing was said yet.</p>'
    )


def _requests(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Of turns by their ids: links to the intentions that they ask for, or answer to."""
    contents = {one.id: stored(one.content, MAX_QUOTE) for one in sheet.life.intentions}
    for name, turn in sheet.life.asked.items():
        yield turn.episode_id, f'asks for <a href="#{sheet.anchors[name]}">{contents[name]}</a>'
    for name, found in sheet.life.answers.items():
        for what, turn in found:
            yield turn.episode_id, f'<a href="#{sheet.anchors[name]}">{contents[name]}</a>: {ANSWERS[what]}'


def _session(tally: SessionTally, turns: list[Episode], links: dict[int, list[str]], sheet: Sheet) -> str:
    count = amount(tally.turns, "turn")
    if len(turns) < tally.turns:
        count = f"the latest {len(turns):,} of {count}"
    rows = "".join(_turn(one, links.get(one.episode_id, []), sheet) for one in turns)
    return (
        f'<details class="session" data-find><summary><span class="name">{stored(tally.name)}</span> '
        f'<span class="meta">{count} · {sheet.when(tally.first)}</span></summary>'
        f'<ol class="turns">{rows}</ol></details>'
    )


def _turn(one: Episode, links: list[str], sheet: Sheet) -> str:
    meta = [f"turn {one.episode_id}", sheet.when(one.at)]
    meta += [f"recorded {sheet.when(one.recorded)}"] if abs(one.recorded - one.at) > LATE_S else []
    meta += [f"archived {sheet.when(one.archived)}: kept, not recalled"] if one.archived is not None else []
    meta += links
    return (
        f'<li id="e{one.episode_id}"{" class=over" if one.archived is not None else ""}>'
        f'<span class="role">{stored(one.role)}</span><div><div class="text">{stored(one.text)}</div>'
        f'<p class="meta">{" · ".join(meta)}</p></div></li>'
    )


def skills_part(sheet: Sheet) -> str:
    """Skills by utility."""
    ordered = sorted(sheet.life.skills, key=lambda one: -one.utility)
    return "".join(_skill(one, sheet) for one in ordered) or '<p class="none">No skill was learned yet.</p>'


def _skill(one: Skill, sheet: Sheet) -> str:
    steps = "".join(f"<li>{stored(step)}</li>" for step in one.steps)
    tried = f"{amount(one.uses, 'use')}, {one.successes:,} of them good" if one.uses else "not tried yet"
    return (
        f'<article class="card" data-find><header><h3>{stored(one.condition)}</h3>'
        f'<span class="meter-of">{meter(one.utility)} {one.utility:.2f}</span></header><ol class="steps">{steps}</ol>'
        f'<p class="meta">{tried} · learned {sheet.when(one.recorded)} · skill {one.skill_id}</p></article>'
    )
