"""What extraction yields: drafts that a store may take or refuse."""

from dataclasses import dataclass

ASKED = 0.95  # confidence of "remind me"
IMPLIED = 0.85  # of forms that ask for it in other words
VAGUE = 0.7  # of "don't forget" with neither time nor cue, and of a duty that nobody asks to be reminded of


@dataclass(frozen=True)
class IntentionDraft:
    """Something that the speaker asks to be reminded of.

    content: what to do, in the speaker's words, the cue and the time taken out.
    cue: what the talk must come to; None where no topic is asked for.
    at: seconds since the epoch, UTC; with `every` the first time. None where no time is asked for.
    every: a recurrence rule of RFC 5545, section 3.3.10, its time of day being that of `at`; None for once.
    at_session_start: whether it is due when the next session begins.
    start, end: the place in the text of the sentence that asks. confidence: 0 to 1, a prior by form, not calibrated.
    zone: whose clocks `every` follows, by its IANA name; None for the speaker's own.
    repeat: whether it is asked for whenever its cue comes up, and not for the next time alone.
    """

    content: str
    cue: str | None
    at: float | None
    every: str | None
    at_session_start: bool
    start: int
    end: int
    confidence: float
    zone: str | None = None
    repeat: bool = False


@dataclass(frozen=True)
class FactDraft:
    """Something that the speaker states, or (among the retractions) no longer holds true.

    subject: "user", "user's ROLE" ("user's sister"), a name, or "it" where only the talk before tells (`unresolved`).
    predicate: one of `english_fact_words.PREDICATES`.
    object: in the speaker's words, but a birthday is YYYY-MM-DD, MM-DD or YYYY, an age digits, and a first name has its
        capital.
    valid_from, valid_to: seconds since the epoch, UTC, where the speaker tells; None where not.
    start, end: the place in the text of the clause. confidence: 0 to 1, a prior by form, not calibrated.
    correction: whether the speaker says so against something said before. beside: whether it may hold together with
        others of a predicate that has one object at a time ("I'm a nurse", "I coach the under-nines"). instead:
        whether it takes the place of the one that is known ("my flatmate is Piet now").
    """

    subject: str
    predicate: str
    object: str
    valid_from: float | None
    valid_to: float | None
    start: int
    end: int
    confidence: float
    correction: bool
    beside: bool = False
    instead: bool = False


@dataclass(frozen=True)
class Extraction:
    """All that one message yields, each in the order of the text."""

    intentions: tuple[IntentionDraft, ...] = ()
    facts: tuple[FactDraft, ...] = ()
    retractions: tuple[FactDraft, ...] = ()
