"""Reading the object of a statement: one reader for each kind of it, by name."""

import re
from collections.abc import Callable

from . import english_fact_objects as english
from . import english_fact_words as words
from .date_values import number
from .english_fact_fragments import FRAGMENTS
from .english_first_names import FIRST_NAMES
from .english_occupations import OCCUPATION_ENDINGS, OCCUPATIONS, OCCUPATIONS_OF_TWO
from .english_places import PLACES
from .fact_phrases import POINTING, REFUSED, STOP, Told, known_name, read_phrase, tidy
from .patterns import Pattern, compiled

MAX_ITEM_WORDS = 3  # of one member of a list
MAX_LIST = 160  # characters of a list

_LIST_STOP = compiled(english.LIST_STOP, {})
_REFUSED_ITEM = compiled(english.REFUSED_ITEM, {})
_INTERJECTION = compiled(english.INTERJECTION, {})
_PLACE_STOP = compiled(english.PLACE_STOP, {})
_JOB_STOP = compiled(english.JOB_STOP, {})
_FIELD_STOP = compiled(english.FIELD_STOP, {})
_SUBJECT_STOP = compiled(english.SUBJECT_STOP, {})
_SUBJECTS = compiled("(?P<one>{SUBJECTS}) and (?P<other>{SUBJECTS})", FRAGMENTS)
_DOING = re.compile(r"\w{2,14}ing (?!me\b|us\b|and\b|but\b|at\b|for\b|in\b|as\b|than\b)\w", re.IGNORECASE)
_DEGREE = compiled(english.DEGREE, {})
_RUN_ON = compiled(english.RUN_ON, {})
_GOING_STOP = compiled(english.GOING_STOP, {})
_PARTICLE = compiled(english.PARTICLE, {})
_EMPLOYER = compiled(english.EMPLOYER_MARK, {})
_LIST_FORM = compiled(english.LIST_FORM, {})
_BOTH = compiled(english.BOTH, {})
_SPLIT = compiled(english.LIST_SPLIT, {})
_FILLER = compiled(english.LIST_FILLER, {})
_NAME = compiled(FRAGMENTS["NAME"], {})
_ARTICLE = re.compile(r"(?:an?|the|mild|severe)\s", re.IGNORECASE)
_AGE = re.compile(r"\d{1,3}\b")
_EMAIL = compiled(english.EMAIL, {})
_PHONE = compiled(english.PHONE, {})
_CONDITION_STOP = compiled(english.CONDITION_STOP, {})
_TONGUE = compiled(english.TONGUE, {})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _likings(reader: str, told: Told) -> list[str]:
    """What is liked: a list of things, two joined by "and", or one."""
    form = _LIST_FORM.match(told.text, told.start)
    items = _items(told) if form else []
    if len(items) > 2 and not REFUSED[reader].match(items[0]) and told.date() is None:
        return items
    both = _BOTH.fullmatch(told.trimmed())
    if both and both["doing"] and not REFUSED[reader].match(both["doing"]):
        return [both["doing"], both["doing_too"]]
    if both and both["one"] and both[0].lower() not in words.ONE_THING and not REFUSED[reader].match(both["one"]):
        if both["other"].lower().split()[0] in english.NO_SECOND or both["one"].lower().split()[0] in ("the", "a"):
            return read_phrase(reader, told)
        return [both["one"], both["other"]]
    return read_phrase(reader, told)


def _job(told: Told) -> list[str]:
    phrase = told.trimmed()
    mark = _EMPLOYER.search(phrase)
    phrase = tidy(phrase[: mark.start()] if mark else phrase, _JOB_STOP)
    return [phrase] if phrase and len(phrase.split()) <= 4 else []


def _occupation(told: Told) -> list[str]:
    jobs = [(job, job.lower().split()[-1]) for job in _job(told)]
    return [
        job for job, last in jobs
        if last in OCCUPATIONS or last.endswith(OCCUPATION_ENDINGS) or job.lower().endswith(OCCUPATIONS_OF_TWO)
    ]  # fmt: skip


def _team(told: Told) -> list[str]:
    """What is supported, but for people by first name."""
    first = told.text[told.start : told.end].split()[0].lower()
    return [] if first in FIRST_NAMES else read_phrase("liking", told)


def _own_job(told: Told) -> list[str]:
    """ "My job is ...": an occupation, or what is done, and no judgement ("my job is killing me")."""
    doing = [job for job in _job(told) if _DOING.match(job) and not POINTING.search(job)]
    return _occupation(told) or doing


def _name(told: Told) -> list[str]:
    phrase = tidy(told.trimmed(), _RUN_ON)
    return [phrase] if 0 < len(phrase.split()) <= 4 and not REFUSED["liking"].match(phrase) else []


def _called(told: Told) -> list[str]:
    """A name: with a capital, or of one or two words in a sentence that has none."""
    return [phrase.replace(". ", " ") for phrase in _name(told) if not phrase[0].islower()
            or (told.low and len(phrase.split()) < MAX_ITEM_WORDS)]  # fmt: skip


def _condition(told: Told) -> list[str]:
    return [_ARTICLE.sub("", phrase) for phrase in read_phrase("condition", told, _CONDITION_STOP)]


def _role_name(told: Told) -> list[str]:
    phrase = told.trimmed().replace(". ", " ")
    return [phrase] if _NAME.fullmatch(phrase) and known_name(phrase) else []


def _own_name(told: Told) -> list[str]:
    phrase = told.trimmed().replace(". ", " ")
    return [phrase] if _NAME.fullmatch(phrase) and known_name(phrase) else []


def _items(told: Told, shorten: Callable[[str], str] = str) -> list[str]:
    """The members of a list, up to the first that can be none: a list may run over commas, a clause may follow one."""
    end = min((span.start for span in told.dates if told.start < span.start), default=len(told.text))
    region = told.text[told.start : min(end, told.start + MAX_LIST)]
    stop = _LIST_STOP.search(region)
    items: list[str] = []
    for piece in _SPLIT.split(region[: stop.start()] if stop else region):
        if items and _INTERJECTION.match(piece.strip()):
            continue
        item = shorten(tidy(_FILLER.sub("", piece.strip()), STOP))
        if not item or len(item.split()) > MAX_ITEM_WORDS or _REFUSED_ITEM.match(item):
            break
        items.append(item)
    return items


def _list(told: Told) -> list[str]:
    return [] if told.date() else _items(told)


def _languages(told: Told) -> list[str]:
    return [tongue for tongue in _items(told, _tongue) if tongue.lower() in words.LANGUAGES]


def _tongue(item: str) -> str:
    """ "Italian" of "Italian on Mondays"."""
    found = _TONGUE.match(item)
    return found["tongue"] if found else item


def _subject(told: Told) -> list[str]:
    phrase = "" if told.date() else told.trimmed()  # "I graduated in June"
    mark = _SUBJECT_STOP.search(phrase)
    phrase = phrase[: mark.start()] if mark else phrase
    degree = _DEGREE.fullmatch(phrase)
    phrase = degree["subject"] if degree else phrase
    both = _SUBJECTS.fullmatch(phrase)
    if both:
        return [both["one"], both["other"]]
    refused = REFUSED["liking"].match(phrase) or REFUSED["employer"].match(phrase)
    return [phrase] if phrase and not refused and len(phrase.split()) <= 4 else []


def _sufferer(told: Told) -> list[str]:
    """The condition of who is diabetic."""
    *before, last = told.text[told.start : told.end].lower().split()
    return [" ".join((*before, words.SUFFERERS[last]))]


def _number(told: Told) -> list[str]:
    return [str(number(told.text[told.start : told.end]))]


def _word(told: Told) -> list[str]:
    return [told.text[told.start : told.end].lower()]


def _car(told: Told) -> list[str]:
    """A make or model, as it is written."""
    phrase = told.text[told.start : told.end]
    return [] if phrase.lower() in words.NOT_NAMES or phrase.split()[0].lower() in FIRST_NAMES else [phrase]


def _words(told: Told) -> list[str]:
    return [word.strip() for word in _SPLIT.split(told.text[told.start : told.end].lower())]


def _played(told: Told) -> list[str]:
    """Each of "the piano and a bit of guitar"."""
    pieces = _SPLIT.split(told.text[told.start : told.end].lower())
    return [_FILLER.sub("", piece.strip()).removeprefix("the ") for piece in pieces]


def _date(told: Told) -> list[str]:
    """A day of birth: with its year where it is told, else month and day; or the year alone."""
    span = told.date()
    if span is None:
        return []
    day, spelled = told.local_day(span.at), told.text[span.start : span.end]
    if span.granularity == "year":
        return [day[:4]]
    if span.granularity != "day":
        return []
    return [day if _YEAR.search(spelled) else day[5:]]


def _going(told: Told) -> list[str]:
    phrase = told.trimmed()
    if _NAME.match(phrase) or tidy(phrase, _GOING_STOP) in PLACES:
        return [english.GOING + tidy(phrase, _GOING_STOP)]
    return read_phrase("going", told)


def _dated(told: Told) -> list[str]:
    """A plan in the progressive ("I'm flying to Lisbon"), which needs a day to come."""
    inside = any(
        told.start < span.start < told.end and not span.recurrence
        and told.text[: span.start].rsplit(None, 1)[-1].lower() != "since"
        for span in told.dates
    )  # fmt: skip
    phrase = told.trimmed()
    if phrase and " " not in phrase:  # "coming over on Saturday", but not "moving in May"
        end = min((span.start for span in told.dates if span.start > told.start), default=told.end)
        with_particle = _PARTICLE.match(told.text, told.start, end)
        phrase = with_particle[0] if with_particle else phrase
    whole = len(phrase.split()) > 1 or phrase.lower() in english.WHOLE_PLANS
    return [phrase] if inside and whole and not POINTING.search(phrase) else []


def _matching(pattern: Pattern, told: Told) -> list[str]:
    found = pattern.match(told.text, told.start, told.end)
    return [found[0]] if found else []


def _digits(told: Told) -> list[str]:
    found = _AGE.match(told.text, told.start)
    return [found[0]] if found else []


READERS: dict[str, Callable[[Told], list[str]]] = {
    "car": _car,
    "place": lambda told: read_phrase("place", told, _PLACE_STOP),
    "new_place": lambda told: read_phrase("place", told, _PLACE_STOP),
    "origin": lambda told: read_phrase("origin", told, _PLACE_STOP),
    "employer": lambda told: read_phrase("employer", told, _JOB_STOP),
    "field": lambda told: read_phrase("field", told, _FIELD_STOP),
    "liking": lambda told: _likings("liking", told),
    "disliking": lambda told: _likings("disliking", told),
    "others_liking": lambda told: _likings("others_liking", told),
    "others_disliking": lambda told: _likings("others_disliking", told),
    "plan": lambda told: read_phrase("plan", told),
    "going": _going, "dated": _dated, "job": _job, "occupation": _occupation, "name": _name, "role_name": _role_name,
    "own_name": _own_name, "list": _list, "languages": _languages, "subject": _subject, "number": _number,
    "becoming": _number,
    "word": _word, "words": _words, "played": _played, "email": lambda told: _matching(_EMAIL, told),
    "phone": lambda told: _matching(_PHONE, told),
    "digits": _digits, "called": _called, "condition": _condition,
    "gone_employer": lambda told: read_phrase("employer", told, _JOB_STOP),
    "new_employer": lambda told: read_phrase("employer", told, _JOB_STOP),
    "left_employer": lambda told: read_phrase("employer", told, _JOB_STOP),
    "team": _team, "own_job": _own_job, "sufferer": _sufferer, "gone_pet": _word,
    "date": _date, "coming": _date,
}  # fmt: skip
