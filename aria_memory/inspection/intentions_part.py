"""[pure] The page's intentions: what waits for what, what fired, and why."""

from collections.abc import Sequence

from ..english_triggers import ANSWERS, next_time, share, state_words, trigger_words, why_words
from ..prospective.intention import TERMINAL, Intention, State
from ..shown import amount, written
from ..types import Episode, Firing
from .markup import Sheet, pairs, stored

MAX_ASKED = 280  # characters of the turn that asks for it
MAX_OPEN = 50  # cards that are not folded
MAX_QUOTE = 100  # characters of another intention, or of the message that topics are held against


def intentions_part(sheet: Sheet) -> str:
    """Open ones first, those with a time by their time; then those that are over."""
    waiting = [one for one in sheet.life.intentions if one.state not in TERMINAL]
    over = [one for one in sheet.life.intentions if one.state in TERMINAL]
    waiting.sort(key=lambda one: (next_time(one, sheet.life.taken) or float("inf"), one.created))
    nothing = '<p class="none">Nothing is to be remembered now.</p>'
    parts = [_card(one, sheet) for one in waiting[:MAX_OPEN]] or [nothing]
    if waiting[MAX_OPEN:]:
        parts.append(f"<details><summary>{len(waiting) - MAX_OPEN:,} more</summary>")
        parts += [_card(one, sheet) for one in waiting[MAX_OPEN:]]
        parts.append("</details>")
    if over:
        parts.append(f"<details><summary>{amount(len(over), 'intention')} that came to an end</summary>")
        parts += [_card(one, sheet) for one in reversed(over)]
        parts.append("</details>")
    return "".join(parts)


def _card(one: Intention, sheet: Sheet) -> str:
    following = next_time(one, sheet.life.taken)
    over = one.state in TERMINAL
    rows = [("Was to fire" if over else "Fires", stored(trigger_words(one.trigger, sheet.zone, written)))]
    rows += [("Next time", _next(following, sheet))] if following is not None else []
    rows += [("Close now", _closeness(sheet.life.scores[one.id], sheet))] if one.id in sheet.life.scores else []
    rows += [("Last fired", _last(one, sheet))] if sheet.life.firings.get(one.id) else []
    held = "Waits for" if one.state is State.BLOCKED else "Waited for"
    rows += [(held, ", ".join(_other(name, sheet) for name in one.depends_on))] if one.depends_on else []
    rows += [("Expires", sheet.when(one.expires))] if one.expires is not None else []
    rows += [("Silent until", sheet.when(one.snoozed_until))] if one.snoozed_until is not None else []
    rows += [("Priority", f"{one.priority:,}")] if one.priority else []
    rows += [("First done" if one.repeat else "Done", _done(one, sheet))] if one.done_at is not None else []
    rows.append(("Filed", sheet.when(one.created)))
    turn = sheet.life.asked.get(one.id)
    rows.append(("Asked" if turn is None or turn.recorded <= one.created else "Asked again", _asked(turn, sheet)))
    rows += [(ANSWERS[what].capitalize(), _said(answer, sheet)) for what, answer in sheet.life.answers.get(one.id, ())]
    return (
        f'<article class="card" data-find id="{sheet.anchors[one.id]}"><header><h3>{stored(one.content)}</h3>'
        f'<span class="state {one.state.value}">{state_words(one)}</span></header>{pairs(rows)}'
        f"{_firings(one, sheet)}</article>"
    )


def _done(one: Intention, sheet: Sheet) -> str:
    """When; and how that is known, where no turn says it."""
    said = any(what == "done" for what, _ in sheet.life.answers.get(one.id, ()))
    return sheet.when(one.done_at) + ("" if said else ", told directly; no turn says it")


def _asked(turn: Episode | None, sheet: Sheet) -> str:
    if turn is None:
        return "directly; no turn asks for it"
    return _said(turn, sheet)


def _said(turn: Episode, sheet: Sheet) -> str:
    said = f"<q>{stored(turn.text, MAX_ASKED)}</q> {stored(turn.role)}, {sheet.when(turn.at)}"
    return f"{said}, {sheet.turn(turn.episode_id)}"


def _next(at: float, sheet: Sheet) -> str:
    over = " (over: nobody has looked since)" if at <= sheet.life.taken else ""
    return f"{sheet.when(at)}{over}"


def _closeness(p: float, sheet: Sheet) -> str:
    """Whether the latest message comes near; p is what `score_intentions` gives."""
    if p == 0:
        return "yes: the latest message names it"
    yes = "yes" if p <= sheet.life.alpha else "no"
    limit = share(sheet.life.alpha)
    return f"{yes}: of unrelated messages {share(p)} come as close as the latest one; it fires at {limit}"


def _last(one: Intention, sheet: Sheet) -> str:
    firing = sheet.life.firings[one.id][-1]
    return f"{sheet.when(firing.at)}, because {_reasons(firing, sheet)}"


def _reasons(firing: Firing, sheet: Sheet) -> str:
    """Why it fired; where a topic did, by what message."""
    said = sheet.life.said.get(firing.firing_id)
    quoted = "" if said is None else f": <q>{stored(said, MAX_QUOTE)}</q>"
    return "; ".join(stored(why_words(why, sheet.zone, written)) for why in firing.why) + quoted


def _other(name: str, sheet: Sheet) -> str:
    found = next((one for one in sheet.life.intentions if one.id == name), None)
    if found is None:
        return stored(name)
    how = state_words(found) if found.done_at is None else f"done {sheet.when(found.done_at)}"
    return f'<a href="#{sheet.anchors[name]}">{stored(found.content, MAX_QUOTE)}</a> ({how})'


def _firings(one: Intention, sheet: Sheet) -> str:
    count = sheet.life.firing_counts.get(one.id, 0)
    found: Sequence[Firing] = sheet.life.firings.get(one.id, ())
    name = f'<p class="meta">Never fired · intention {stored(one.id)}</p>'
    if not count:
        return name
    left = f'<p class="note">The latest {len(found)} are shown.</p>' if len(found) < count else ""
    rows = "".join(
        f"<li>{sheet.when(firing.at)}{_p(firing)} <span>{_reasons(firing, sheet)}</span></li>"
        for firing in reversed(found)
    )
    return (
        f"<details><summary>Fired {amount(count, 'time')}: when and why</summary>"
        f'{left}<ul class="firings">{rows}</ul></details><p class="meta">intention {stored(one.id)}</p>'
    )


def _p(firing: Firing) -> str:
    return "" if not firing.p else f' <span class="p">p = {firing.p:.2g}</span>'
