"""Words without their inflection, so that a cue is met in any form. Light (after Harman 1991), pure.

Plurals, possessives, -ing, -ed, American and British spelling and accents come off; of what derives one word from
another only what keeps the matter ("renovate" is "renovation", "renew" is "renewal").
"""

import re
import unicodedata
from functools import lru_cache

from .english_forms import IRREGULAR, NOT_OF_ADJECTIVES, NOUNS_IN_ING, NOUNS_OF_VERBS, SHORT_FORMS, SPELLINGS
from .english_kin_words import OF_THE_SAME

LONGEST = 64  # letters of a word that is stemmed: a longer one is a paste, and kept as it is

_CLITIC = re.compile(r"'(?:s|ll|re|ve|d|m|t)?$")
_SHORT = re.compile(r"[^aeiouy]*[aeiouy][^aeiouywx]")  # one syllable, short: "plan", "bak"
_VOWELS = re.compile("[aeiouy]+")
_ENDINGS = (  # British to American, or what both come to
    # colour, favourite, harbourmaster
    (re.compile(r"(?<=\w[^aeiou])our(?=$|e?d$|ing$|ite?$|ful$|hood$|abl|less$|master$|side$)"), "or"),
    (re.compile(r"(?<=\w[aeiouhsn])([tb])re$"), r"\1er"),  # theatre, fibre
    (re.compile(r"(?<=\w\w)([iy])z(?=e$|$|ation$)"), r"\1s"),  # organize
    (re.compile(r"(?<=\w\w)ence$"), "ense"),  # licence
    (re.compile(r"(?<=\w\wal)ogue$"), "og"),  # catalogue
    (re.compile(r"llment$"), "lment"),  # instalment
)
_NESS = re.compile(r"(?<=\w\w)(i?)ness$")  # "dizziness", "shyness"
_ATE = re.compile(r"(?<=\w\w\wat)e$")  # of a verb whose noun is in -ation: "renovate"


def stem(word: str, short: bool = True) -> str:
    """The word in the form that all its forms come to ("planned" and "plans": "plan"), no word of the language.

    short: also what a short form and its long one come to ("TV", "television").
    """
    return _stem(word, short) if len(word) <= LONGEST else word.lower()


@lru_cache(maxsize=16_384)  # talk repeats its words; each is 64 letters at most
def _stem(word: str, short: bool) -> str:
    word = word.lower()
    if not word.isascii():
        word = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    word = _CLITIC.sub("", word).replace("'", "")
    word = _singular(IRREGULAR.get(word) or SPELLINGS.get(word, word))
    if word in NOUNS_IN_ING:
        return word
    if word.endswith("ness") and word not in NOT_OF_ADJECTIVES:
        word = _NESS.sub(_adjective, word)
    word = SPELLINGS.get(word, word)
    word = _normal(_present(SHORT_FORMS.get(word, word) if short else word))
    word = NOUNS_OF_VERBS.get(word, word)
    return OF_THE_SAME.get(word, word)


def _adjective(ending: re.Match[str]) -> str:
    return "y" if ending[1] else ""


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _present(word: str) -> str:
    """Without -ing or -ed, with the e that these took."""
    if len(word) > 4 and word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if not word.endswith(ending) or word.endswith("eed") or len(base) < 3 or not _VOWELS.search(base):
            continue
        if base.endswith("ick") and _syllables(base) > 1:  # "picnicking", "panicked"
            return base[:-1]
        if base[-1] == base[-2] and base[-1] not in "aeiou" and len(base) > 3:
            return base if base[-1] in "lszf" and _syllables(base) == 1 else base[:-1]
        return base + "e" if _SHORT.fullmatch(base) or base.endswith("at") else base
    return word


def _normal(word: str) -> str:
    """One spelling, and no e at the end but where it makes another word ("plane", "plan")."""
    if len(word) < 4:
        return word
    for pattern, instead in _ENDINGS:
        word = pattern.sub(instead, word)
    word = _ATE.sub("ion", word)
    if word.endswith("ie") and len(word) > 4:
        word = word[:-2] + "y"
    if word.endswith("e") and not _SHORT.fullmatch(word[:-1]):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and _syllables(word) > 1 else word


def _syllables(word: str) -> int:
    return len(_VOWELS.findall(word))
