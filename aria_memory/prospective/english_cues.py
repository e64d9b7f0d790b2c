# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English words around a cue as a person tells it: what leads to it and what follows, data alone, read by `cue_text`."""

_TALK = r"(?:talk|chat|speak|go|moan|complain|ramble|rant|bang|say|mention|hear|read|write|ask|think)(?:ing|s)?"
_WE = r"(?:we|i|you|he|she|they|anyone|anybody|someone|somebody)(?:'re|'m|'ve|'ll|'s| are| am| have| will| is)?"
_BEGIN = r"(?: (?:ever|even|next|again|finally|start|starts|begin|get|come|go|move|turn|circle|am|are|end up|happen to)){0,3}"

_OBTAIN = (  # what is done with it says no more than it does: "when I book the train to Hubli"
    r"(?:(?:re)?(?:book|order|buy|purchas|reserv|rent|hir|renew)(?:e|ing)?|(?:shop|shopping|pay|paying|apply|applying|sign up|signing up"
    r"|search|searching) for|look(?:ing)? (?:for|into|up)|stock(?:ing)? up on|pick(?:ing)? out)(?: (?:some )?(?:more|another))?(?= \w)"
)

_ROLES = (  # before a title and a name, which tell enough: "that neighbour Mr Gupta"
    r"(?:old |new )?(?:neighbou?r|teacher|tutor|head ?teacher|head|lecturer|supervisor|landlord|landlady|boss|manager|colleague|client|customer"
    r"|dentist|doctor|gp|consultant|specialist|surgeon|vet|nurse|midwife|physio|therapist|optician|solicitor|lawyer|accountant|coach|trainer"
    r"|principal|priest|vicar|caretaker|builder|patient|friend)"
)

_RELATIONS = (  # the same, before a name to which something belongs: "my son Barnaby's school"
    r"(?:(?:big|little|older|younger|eldest|youngest|best|late|step|half)[ -])?(?:son|daughter|kid|child|brother|sister|cousin|niece|nephew"
    r"|uncle|aunt|auntie|husband|wife|partner|fianc[eé]e?|boyfriend|girlfriend|mate|flatmate|housemate|roommate|grandson|granddaughter"
    r"|grandad|grandma|godson|goddaughter|twin)"
)

LEADS = (  # each taken off in turn, as long as something is left
    rf"{_WE}(?: (?:ever|even|next|again|finally|start|starts|begin|get|come|go|went|try|want|need|have|plan|sit down|about|going|gonna|to))"
    rf"{{0,4}} {_OBTAIN}",
    r"(?:if|when|whenever)(?= \w)",
    r"it (?:ever )?comes (?:down |back |round )?to(?: (?:talking|thinking) about)?",
    r"it (?:ever |also )?(?:comes|crops|turns) (?:up|out) that",
    rf"{_WE}{_BEGIN} (?:{_TALK} )?(?:on about|about|on to|onto|on|over to|back to|round to|around to|of|up|to)",
    r"(?:anything|something|everything|whatever|stuff|things|news|a word|one word|a single word)(?: else)?"
    r"(?: at all)?(?: about| abt| '?bout| to do with| related to| regarding| concerning| on| of)",
    r"(?:the )?(?:topic|subject|matter|issue|question|idea|thought) of",
    r"(?:the )?(?:bit|part|section) (?:about|on)(?= )",
    r"(?:the )?(?:words?|terms?|phrases?|keywords?)(?= [\"'“‘«]| [\w-]{2,30}$)",
    r"(?:the )?names?(?= [\"'“‘«]| (?-i:[A-Z]))",
    r"(?:some |any |your |more )?(?:help|advice|ideas?|tips?|info(?:rmation)?|a hand) (?:with|on|about|for)(?= )",
    r"(?:either|any|one) of(?= )|either(?= )",
    r"(?:that|this|the whole|that whole|this whole|all (?:of )?(?:this|that)|the (?:old|bloody|damn|flipping|blasted))(?: whole)?"
    r"(?: (?:thing|business|stuff|saga|matter) (?:with|about|of|around))?(?= \w+ ?\w)(?! (?:one|way|time|day)\b)",
    r"(?:your|yer|our|that|this) (?:man|woman|wan|old|one|bloke|guy|chap|fella|fellow|lad|lady|lass|girl|boy|git|eejit)(?= (?-i:[A-Z]))",
    rf"(?:(?:my|our|your|the|that|this) )?{_ROLES}(?= (?:mr|mrs|ms|miss|dr|prof|professor|sir|sister|father)\.? (?-i:[A-Z]))",
    rf"(?:my|our) (?:{_ROLES}|{_RELATIONS})(?= (?-i:[A-Z])\w{{1,20}}(?: (?-i:[A-Z])\w{{1,20}})?['’]s? \w)",
    r"please",
    r"(?:that )?i(?:'ve| have)(?: got)?(?= \w)|(?:that )?i(?:['’]?m| am) (?:having|getting|starting|taking on|working on)",
    r"i (?:tell|let) (?:you|u)(?: know)?(?: that| about)?(?= (?:i|we)(?:['’]?m|['’]re| am| are|['’]?ve| have) \w)",
)
TAILS = (
    r",? (?:ever|even|also|please|thanks|thank you|again|next|next time|at all|in any way|for some reason|or so|some ?time|in conversation|"
    r"in (?:the|our|a) (?:conversation|chat|talk|discussion))",
    r"'s? names?",
    r" (?:topic|subject|matter|question|issue|saga|business)",
    r",? or (?:(?:anything|something|stuff|whatever)(?: (?:like (?:that|it)|similar|else|of the (?:kind|sort)|to do with (?:it|that|him|her|them)))?|"
    r"the like|similar|such|so)",
)
OR = r",?\s+(?:and/)?or\s+|,\s+"
"""Between topics any of which is meant: "the loft, the garage or the shed"."""
HAS_OR = r"\s(?:and/)?or\s"
ANY_OF = r"(?:any|one|either) of (?=\S)"
"""Before topics with "and" between them, any of which is meant."""
AND = r",?\s+and\s+|,\s+"
ONE_THING = (
    r"\b(?:trick or treat|truth or dare|life or death|live or die|double or (?:nothing|quits)|sooner or later|more or less|all or nothing|"
    r"now or never|sink or swim|take it or leave it|make or break|do or die|believe it or not|feast or famine|fight or flight|rain or shine|"
    r"dead or alive|hit or miss|heads or tails|deal or no deal|hook or crook|wanted dead|friend or foe|for better or worse|red or dead)\b"
)
"""With "or" in it, and one thing."""
MODIFIERS = (
    r"(?:front|back|old|new|red|blue|green|white|black|brown|grey|gray|pink|yellow|big|small|large|little|left|right|upper|lower|first|second|third|"
    r"last|next|north|south|east|west|upstairs|downstairs|inner|outer|early|late|long|short|hot|cold|summer|winter|spring|autumn|morning|evening|"
    r"weekly|monthly|yearly|annual|junior|senior|full|half|main|spare|electric|gas|home|car|travel|life|house|health)"
)
"""A single one of these belongs to what the other topic is called by: "the front or the back garden"."""
OWNED = r"(?:his|her|their) "
ARTICLES = r"(?:the|a|an|any|some)(?= )"  # in small letters: "The Crown" keeps its own
ABSENT = r"(?:his|her|their|that|this) names?|(?:he|she|they|him|her|them)\b.{0,40}"
"""A cue that only the rest of the request names: "thank Priya when her name comes up"."""
NAME = r"(?<![.!?] )(?<!^)\b[A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30}){0,3}"
NOT_NAMES = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
    November December I I'm I've I'll I'd
    """.split()
)
"""Capitals that name nobody."""
