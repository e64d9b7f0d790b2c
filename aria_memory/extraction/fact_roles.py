"""Who is what to whom, in whatever order that is told: "my boss at the district is Mrs Fortuin", "Gareth is my boss",
"Oskar's teacher is Ms Kearney", "Ingrid's brother Stellan"."""

import re
from collections.abc import Callable

from . import english_fact_roles as english
from .english_fact_fragments import FRAGMENTS
from .english_fact_words import KIN_NAMES, ROLES
from .english_facts import PRONOUNS
from .english_first_names import FIRST_NAMES
from .fact_drafts import INTRODUCED, Drafts, Said
from .fact_phrases import known_name
from .fact_subjects import USER, Subject
from .patterns import compiled

_FRAGMENTS = {
    **FRAGMENTS, "TITLED": english.TITLED, "WORKER": english.WORKER, "ROLE_OF": english.ROLE_OF, "IS": english.IS,
    "NAME_END": english.NAME_END,
}  # fmt: skip
_FORMS = tuple(
    compiled(form, _FRAGMENTS)
    for form in (english.ROLE_IS_NAME, english.THE_ROLE_IS, english.NAME_IS_ROLE, english.PRONOUN_IS_ROLE)
)
_NAMED_KIN = compiled(english.NAMED_KIN, _FRAGMENTS)
_NAME_IS_PET = compiled(english.NAME_IS_PET, _FRAGMENTS)
_NAME = re.compile(
    r"\b(?P<first>[A-Z][\w-]{1,24})(?=(?P<last> (?!I\b)[A-Z][\w-]{1,24})?)"
    r"(?!\w|'(?!s (?:moved|been|got|gone|left|taken|given|quit|started|not|back|just|\w+ing|\w+ed)\b))"
)

Meant = Callable[[str, int], Subject | None]


def role(
    drafts: Drafts, text: str, begin: int, clause: tuple[int, int], meant: Meant, before: str | None
) -> bool:
    """Add what a clause says somebody is to the speaker, or to somebody named; tell whether it says so. before: the one
    name in the sentence before."""
    for form in _FORMS:
        found = form.match(text, begin)
        if found is None:
            continue
        groups = found.groupdict()
        word = _role(groups["role"] or groups.get("alone") or "")
        name = groups.get("name") or only_name(text[:begin]) or (None if text[:begin].strip() else before)
        owner = USER if form is _FORMS[1] else _owner(groups, found, begin, meant)
        if word is None or name is None or owner is None or not _is_name(name):
            continue
        place = (clause[0], max(clause[1], found.end()))
        drafts.add(Said(owner, f"relation.{word}", "called"), name, place, gone=bool(groups.get("no")))
        return True
    return False


def pet(drafts: Drafts, text: str, begin: int, clause: tuple[int, int]) -> bool:
    """Add the animal that a clause says somebody named is; tell whether it says so: "Tam is my collie"."""
    found = _NAME_IS_PET.match(text, begin)
    if found is None or not known_name(found["name"]):
        return False
    kind, place = " ".join(found["pet"].lower().split()), (clause[0], max(clause[1], found.end()))
    drafts.add(Said(USER, "has_pet", INTRODUCED), kind, place)
    drafts.add(Said(f"{USER}'s {kind}", "name", "word"), found["name"], place)
    return True


def kin_of_others(drafts: Drafts, text: str, end: int, meant: Meant) -> None:
    """Add those near to somebody named who are named in passing: "Ingrid's brother Stellan"."""
    for found in _NAMED_KIN.finditer(text, 0, end):
        word, owner = _role(found["role"]), _owner(found.groupdict(), found, found.start(), meant)
        if word is not None and owner not in (None, USER) and _is_name(found["name"]):
            drafts.add(Said(owner or USER, f"relation.{word}", "called"), found["name"], found.span(), guessed=True)


def _role(told: str) -> str | None:
    word = " ".join(told.lower().split())
    return None if word in english.THINGS else ROLES.get(word, word.replace(" ", "-"))


def _owner(groups: dict[str, str | None], found: re.Match[str], begin: int, meant: Meant) -> str | None:
    """To whom: the speaker, one who is named, or of whom "his" is said."""
    if groups.get("mine"):
        return USER
    if groups.get("whose"):
        name = groups["whose"] or ""
        return name if known_name(name) and name not in KIN_NAMES else None
    subject = meant(PRONOUNS[(groups.get("his") or "").lower()], found.start()) if groups.get("his") else None
    return None if subject is None else subject.key


def holds_name(text: str) -> bool:
    """Whether a text holds any first name."""
    return any(one["first"].lower() in FIRST_NAMES for one in _NAME.finditer(text))


def only_name(text: str) -> str | None:
    """The one first name that a text holds, with the surname behind it; None where it holds none, or several."""
    found = [one for one in _NAME.finditer(text) if one["first"].lower() in FIRST_NAMES]
    names = [one for one, last in zip(found, [None, *found], strict=False) if not last or last.end("last") != one.end()]
    return f"{names[0]['first']}{names[0]['last'] or ''}" if len(names) == 1 else None


def _is_name(name: str) -> bool:
    return known_name(name) or " " in name
