"""One message, read once: masked, cut into sentences, each sentence a request or a run of statements."""

from functools import partial
from zoneinfo import ZoneInfo

from .civil_time import wall_time
from .dates import find_dates
from .drafts import Extraction, FactDraft, IntentionDraft
from .fact_drafts import Calendar
from .facts import Statements
from .intentions import find_intention, split_request
from .messages import readable, sentences

USER = "user"


def extract(text: str, *, now: float, zone: ZoneInfo, speaker: str = USER) -> Extraction:
    """What a message asks to be reminded of, and what it states about its speaker.

    Only the user's own words count: for any other `speaker` the extraction is empty, and quotes and code are passed
    over. Of messages longer than `messages.MAX_HEAD` + `messages.MAX_TAIL` characters the head and the tail are read.
    Never raises for a text; raises BadInput where `now` is out of the years that are understood.
    """
    wall_time(now, zone)
    if speaker != USER:
        return Extraction()
    intentions: list[IntentionDraft] = []
    facts: list[FactDraft] = []
    retractions: list[FactDraft] = []
    for offset, part in readable(text):
        statements = Statements(text)
        for whole in sentences(part, offset):
            for sentence in split_request(whole):
                dates = find_dates(sentence.text, now, zone, past=False)
                intention = find_intention(sentence, text, dates, now, zone)
                if intention is not None:
                    intentions.append(intention)
                    continue
                past = partial(find_dates, sentence.text, now, zone, past=True)
                stated, retracted = statements.read(sentence, Calendar(past, dates, partial(_day, zone)))
                facts += stated
                retractions += retracted
    return Extraction(tuple(intentions), tuple(facts), tuple(retractions))


def _day(zone: ZoneInfo, at: float) -> str:
    return wall_time(at, zone).date().isoformat()
