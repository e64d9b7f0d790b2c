"""English fragments of patterns of statements about a speaker, by name: data alone.

In a pattern a space stands for one to three blanks; every quantifier is bounded.
"""

from .english_fact_things import CARS, FAVOURITES
from .english_fact_words import (
    CONDITIONS,
    DIETS,
    PETS,
    PLAYED,
    ROLES,
    SPELLINGS,
    STATUSES,
    SUFFERERS,
)
from .english_learned import CODED, LEARNED, SUBJECTS

_ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
_PET = "|".join(sorted(PETS, key=len, reverse=True))
FRAGMENTS = {
    "ROLE": _ROLE,
    "PET": _PET,
    "NAME": r"(?-i:(?:(?:Dr|Mr|Mrs|Ms|Prof)\. )?(?![a-z])[^\W\d_][\w-]{1,24}(?: (?:van |de |la |von "
        r"|O')?(?![a-z])[^\W\d_][\w-]{1,24}){0,2})",
    "ADV": r"(?: (?:really|also|actually|now|currently|still|just|already|so|absolutely|always|usually|both|quite|very"
    r"|totally|originally|definitely|mostly|mainly|generally|do|recently|only|kind of|both|finally|honestly|myself"
    r"|all|probably|easily|certainly|pretty much|always have been|particularly|super|so much|officially|truly|deeply"
    r"|severely|mildly|proudly|happily|newly|fully|once|long|busy|badly)){0,3}",
    "BE": r"(?:'m|m|(?<=\bhe)s|(?<=\bshe)s|(?<=\bwe)re| am|'re| are|'s| is)(?P<no> not|(?P<longer> no longer))?"
        r"|(?P<isnt> isn't| aren't| ain't)",
    "HAVE": r"'ve|(?<=\bi)ve|(?<=\bwe)ve| have|'s| has",
    "GOT": r"(?:{HAVE}|'ve got|'s got| have got| has got)",
    "BEEN": r"(?:{BE})|(?:{HAVE}){ADV} been",
    "CAR": r"(?-i:(?!I\b)[A-Z])[\w-]{1,14}(?: (?-i:[A-Z0-9])[\w-]{1,12})?|" + "|".join(CARS),
    "ORDINAL": r"first|second|third|fourth|final|1st|2nd|3rd|4th",
    "SUFFERER": "|".join(SUFFERERS),
    "STOPPED": r"(?:stopped|quit|finished|gave up|given up|ceased|am done|'m done)",
    "KIN": r"(?:(?:lovely|darling|dearest|beautiful|amazing|older|younger|little|big|eldest|oldest|youngest|twin"
        r"|elder|new|old|young|small|wee|baby|kid|late|dear|other|half|close"
    r"|good|junior|senior|middle|only) )?",
    "OBJECT": r"(?P<object>[^\n]{1,160})",
    "COUNT": r"an?|one|two|three|four|five|six|\d",
    "AGE": r"\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six"
    r"|seven|eight|nine))?|eighteen|nineteen|seventeen|sixteen|fifteen|fourteen|thirteen|twelve|eleven|ten|nine|eight"
    r"|seven|six|five|four|three",
    "DIET": DIETS,
    "CONDITION": CONDITIONS,
    "PLAYED": PLAYED,
    "LEARNED": LEARNED,
    "CODED": CODED,
    "SUBJECTS": SUBJECTS,
    "MORE_PLAYED": r"(?:(?:, and|,| and| &) (?:the |some |a (?:bit|little)(?: bit)? of )?(?:{PLAYED}))",
    "STATUS": STATUSES,
    "ASIDE": r"(?: (?:alone|together|happily|here|(?:all )?on (?:my|our|his|her) own|by (?:myself|himself|herself)"
    r"|down"
        r"|up|over|out"
    r"|back|abroad|with (?:my|our|his|her|some|two|three|four|an?) [^\n,.;]{1,40}?)){0,2}",
    "A_PERSON": r"(?:{BE}){ADV} an? (?!bit|little|lot|few|long|short|way)(?:[\w'-]{2,14} ){1,5}?",
    "TITLE": r"(?!(?:not|so|too|very|just|at|the|an?|my|your|our|no|off|up|out) )"  # "I am software developer"
    r"(?:(?!(?:to|about|of|with|and|or|in|on|by|from|as|at|the|an?|my|your"
    r"|for) )[\w-]{2,15} ){0,2}?[\w-]{0,18}(?:er|or"
    r"|ist|ian|ant|ent|ar|man|woman|person|ect|ess|chef|nurse|clerk|pilot|coach|vet|guard|guide|judge|dev|tech"
    r"|midwife|barista|mechanic"
    r"|surgeon|medic|intern|apprentice|postie|lead|priest"
    r"|cook)",
    "SHIFT": r"(?: (?:nights|days|weekends|shifts|night shifts|mornings|evenings|part[- ]time|full[- ]time|remotely"
    r"|freelance"
        r"|(?:two|three|four|five|\d) (?:days|mornings|nights|shifts|evenings) a week"
        r"|from home)){0,2}",
    "ELIDES": r"(?:also |then |now |recently |later |just )?(?:lives?|works?|loves?|likes|like(?! (?:an?|the|it"
         r"|that|this|my|i)\b)|enjoys?|hates?|speaks?"
        r"|stud(?:y|ies)"
    r"|plays?|am|have|has|don't|can't stand|grew up|moved|relocated|joined|became|adopted|got (?:an? |my )(?:new"
    r" )?job|started at|(?:teach(?:es)?|sells?)(?= \w)|(?:runs?|drives?|owns?|manages?)(?= (?:an?|the|my own)\b)"
    r"|(?:left|quit)(?= (?:the )?(?-i:[A-Z]))|coach(?:es)?(?= (?:the|under|u\d|girls|boys|kids|little)))",
}
FRAGMENTS["FAVOURITE"] = "|".join(sorted((*FAVOURITES, *SPELLINGS), key=len, reverse=True))
COPULAR = (  # what goes on after "I'm ..." without another "I'm"
    r"(?:(?:also|now|currently|originally|recently|happily|newly|still|both) )?(?:(?:{STATUS}){END}|(?:{DIET}){END}"
    r"|(?:{SUFFERER}){END}"
    r"|allergic to |from (?-i:[A-Z])|settled in |based in |living in |working (?:as|at|for|in) |studying |learning "
    r"|fluent in "
    r"|(?:{AGE})(?: years old)?{END}|an? [\w\s-]{3,30}|into |obsessed with )"
)
APPOSITION = (  # what goes on after a name: "I'm Ana, nurse at St Luke's", "second year at UCT"
    r"(?:(?:{ORDINAL})[- ]years?(?: student| undergrad)? (?:at|studying|of) "
    r"|(?-i:[a-z])(?:[\w-]{1,15} ){0,2}[\w-]{2,15}(?:{END}| by (?:trade|profession|training)\b| (?:at|for|from"
    r"|with) (?:(?:the )?(?-i:[A-Z])|(?:the|an?"
    r"|our)"
    r" (?:[\w-]{2,14} ){0,2}(?:{EMPLOYS})\b)))"
)
END = (
    r"(?= ?(?:$|[,.;!)]| (?:and|but|now|today|by the way|btw|in|on|last|next|yesterday|this|at the moment|since"
    r"|any ?more|any longer)\b))"
)
FRAGMENTS["END"] = END
FRAGMENTS["SCHOOL"] = (  # where one studies and does not work, by its name
    r"(?-i:[A-Z]{0,2}U[A-Z]{1,3}\b|MIT\b|LSE\b|Trinity|Oxford|Cambridge|Harvard|Yale|Princeton|Stanford|Durham"
    r"|St Andrews)"
    r"|(?:the )?(?:university|college|institute|school) of|(?-i:[A-Z][\w'-]{1,15}(?: [A-Z][\w'-]{1,15}){0,2})"
    r" (?:uni|university|college|school|academy|tech|poly|state|high)\b"
)
FRAGMENTS["EMPLOYS"] = (  # where one works, by its kind
    r"hospital|school|comprehensive|primary|secondary|academy|surgery|practice|library|council|university|college"
    r"|nursery|clinic|pub|bar|restaurant|hotel"
    r"|bakery|firm|company|agency|bank|museum|theatre|shop|garage|salon|gym|studio|paper|newspaper|airport|station"
    r"|depot|factory|warehouse|brewery|church|charity|home|centre|center|caf[eé]|supermarket|co-op|zoo|farm|docks?|port"
)
FRAGMENTS["COPULAR"] = COPULAR
FRAGMENTS["APPOSITION"] = APPOSITION
FRAGMENTS["PET_END"] = r"(?=$|[.!,]| (?:and|who|that|at|now|but|too|since|in|yesterday|last|this|today|on)\b)"
PARTED = (
    r" (?:died|passed away|is dead|was|had|used to|broke up|left me|dumped me|and (?:i|me) (?:broke up|split"
    r"|have split|divorced|separated|are no longer))\b"
)  # "our dog Pip died": had, not has
FRAGMENTS["PARTED"] = PARTED
FRAGMENTS["WHEN_LEFT"] = (
    r"last (?:week|month|year|summer|winter|spring|autumn|fall|christmas)|for (?:another|someone|somebody|good|him"
    r"|her|my)"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4})"
    r"|(?:an?|two|three|four|five|six|\d{1,2}) (?:few )?(?:days?|weeks?|months?|years?) ago"
)
