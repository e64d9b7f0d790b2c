"""The labelled sentences and how they are compared with what is extracted.

Parts in text files: `corpus_development.txt`, on which rules may be tuned, `corpus_heldout.txt`, written before the
rules, and those of `LATER`. A block is one message (its lines up to the labels) and its labels, lines that begin with
`> ` and a kind:

    > intend CONTENT [| cue CUE] [| at LOCAL] [| every RRULE] [| start]
    > fact SUBJECT | PREDICATE | OBJECT [| from DAY] [| to DAY] [| correction]
    > retract SUBJECT | PREDICATE | OBJECT [| from DAY] [| to DAY]
    > date SPAN | LOCAL | GRANULARITY [| RRULE]

A message without labels but dates is a negative: nothing may be extracted from it. One line is one message, except
that a fenced block of code is one. Lines that begin with `# ` are remarks. LOCAL is wall time in `ZONE`. A line
`@ LOCAL` sets the time at which the messages after it are said, at first `NOW`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aria_memory.extraction import Extraction, FactDraft, extract, find_dates

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 10, 10, 0, tzinfo=ZONE).timestamp()  # a Wednesday, eighteen days before the clocks change
KINDS = ("intend", "fact", "retract", "date")
LABELS = tuple(f"> {kind} " for kind in KINDS)  # any other line with that mark is a block quote
HALVES = ("development", "heldout")
# written after the rules, in other wording, and frozen before they were run
LATER = (
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    "twentyfirst", "twentysecond", "twentythird", "twentyfourth", "twentyfifth", "twentysixth",
)  # fmt: skip

Label = tuple[str, ...]


@dataclass
class Sentence:
    """One message and what should come out of it, by kind."""

    text: str
    now: float = NOW
    labels: dict[str, set[Label]] = field(default_factory=lambda: {kind: set() for kind in KINDS})

    @property
    def negative(self) -> bool:
        """Whether nothing but dates may be found in it."""
        return not (self.labels["intend"] or self.labels["fact"] or self.labels["retract"])


@dataclass(frozen=True)
class Score:
    """Counts over labels: found and right, found and wrong, not found."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        total = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / total if total else 1.0


def load(half: str) -> list[Sentence]:
    """The sentences of one part, in the order of its file."""
    sentences: list[Sentence] = []
    fence: list[str] = []
    now = NOW
    lines = (Path(__file__).parent / f"corpus_{half}.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if fence or line == "```":
            fence.append(line)
            if len(fence) > 1 and line == "```":
                sentences.append(Sentence("\n".join(fence), now))
                fence = []
        elif line.startswith("@ "):
            now = datetime.strptime(line[2:], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE).timestamp()
        elif line.startswith(LABELS):
            kind, _, rest = line[2:].partition(" ")
            sentences[-1].labels[kind].add(_label(kind, [part.strip() for part in rest.split(" | ")]))
        elif line and not line.startswith("# "):
            sentences.append(Sentence(line, now))
    return sentences


def found(text: str, now: float = NOW) -> dict[str, set[Label]]:
    """What the extractor finds in a message, in the form of the labels."""
    extraction = extract(text, now=now, zone=ZONE)
    return {
        "intend": set(_intentions(extraction)),
        "fact": {_fact(draft) for draft in extraction.facts},
        "retract": {_fact(draft) for draft in extraction.retractions},
        "date": {
            (_plain(text[span.start : span.end]), _local(span.at), span.granularity, span.recurrence or "")
            for span in find_dates(text, now, ZONE)
        },
    }


def score(sentences: list[Sentence]) -> dict[str, Score]:
    """Exact matches over whole labels, by kind. A date found in a sentence and not labelled counts as false."""
    totals = dict.fromkeys(KINDS, Score())
    for sentence in sentences:
        got = found(sentence.text, sentence.now)
        for kind in KINDS:
            right = sentence.labels[kind]
            totals[kind] += Score(len(got[kind] & right), len(got[kind] - right), len(right - got[kind]))
    return totals


def _label(kind: str, parts: list[str]) -> Label:
    if kind == "date":
        span, local, granularity, *rule = parts
        return (_plain(span), local, granularity, rule[0] if rule else "")
    if kind == "intend":
        options = dict.fromkeys(("cue", "at", "every", "start"), "")
        for part in parts[1:]:
            name, _, value = part.partition(" ")
            options[name] = _plain(value) if name == "cue" else value or "yes"
        return (_plain(parts[0]), options["cue"], options["at"], options["every"], options["start"])
    subject, predicate, told = parts[:3]
    options = dict.fromkeys(("from", "to", "correction"), "")
    for part in parts[3:]:
        name, _, value = part.partition(" ")
        options[name] = value or "yes"
    if kind == "retract":
        options["correction"] = ""
    return (_plain(subject), predicate, _plain(told), options["from"], options["to"], options["correction"])


def _intentions(extraction: Extraction) -> Iterator[Label]:
    for draft in extraction.intentions:
        at = _local(draft.at) if draft.at is not None else ""
        start = "yes" if draft.at_session_start else ""
        yield (_plain(draft.content), _plain(draft.cue or ""), at, draft.every or "", start)


def _fact(draft: FactDraft) -> Label:
    dates = [_local(at)[:10] if at is not None else "" for at in (draft.valid_from, draft.valid_to)]
    return (_plain(draft.subject), draft.predicate, _plain(draft.object), *dates, "yes" if draft.correction else "")


def _local(at: float) -> str:
    return datetime.fromtimestamp(at, ZONE).strftime("%Y-%m-%d %H:%M")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
