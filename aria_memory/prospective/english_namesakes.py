# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English signs that a word is met as a part of a name, or that what it names is another's: data alone, read by `namesakes`."""

OWN = r"(?:my|our) (?=\S)"
OF_ANOTHER = r"\b(?:his|her|its|their|\w{2,20}(?:'s|s'))(?: (?:own|late|old|new|first|last|whole|poor|dear|two|three))? ?$"
"""Before a cue that is "my" own: it is another's: "his grandmother"."""
IN_LAW = r"[- ]in[- ]laws?\b"
"""Behind a cue of a relation: it is another's: "my brother-in-law" of "my brother"."""
THE = r"\b(?:the|an?) (?:\w+ )?$"
OF_A_PLACE = r"^ (?:of (?:the|an?) \w|at the (?-i:[A-Z]))"
"""Before and behind a cue that is "my" own: "the landlord of the Red Lion"."""
_OWNER = r"\b(?:i|we|you|he|she|they|who)"  # persons: "the flat has no heating" is of the speaker's heating
NONE_SUCH = (
    rf"(?:{_OWNER}(?: (?:have|has|had)|'ve|'s|'d)(?: got)? no"
    rf"|{_OWNER}(?: (?:do|does|did|have|has|had)(?: not|n'?t)|'ve not|'s not| never)(?: ever)?(?: have| had| got)? an?) $"
)
THERE_ENDS = r"\s*(?:$|[.!?,;:)]|(?:and|but|or|so|at all|either|though|of (?:my|our|your|his|her|their) own)\b)"
"""Before and behind a cue that is "my" own: nobody has it: "I have no sister"."""
NO_NAME = frozenset(
    """
    i i'm i've i'll i'd ok monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter
    """.split()
)
"""Capitals that make no name of what stands beside them."""
FAME = (
    r"\b(?:played by|starring|stars|co-?stars|act(?:or|ress|ors)|singer|songwriter|film|films|movie|novel|novelist|album|song|band|podcast|sitcom|"
    r"series|documentary|musical|biography|biopic|footballer|comedian|comedy|presenter|trumpeter|pianist|guitarist|drummer|painter|architect|composer|poet|playwright|"
    r"designed|directed|composed|oscar|grammy|telly|tv|television|netflix|cinema|box office|premiere|on the cover|poster|gig|concert)\b"
)
"""In a sentence: it is of what is shown, sung or made, and a first name with a surname is somebody known: "Tom Hanks is on the telly"."""
WORK_BEFORE = (
    r"\b(?:film|movie|musical|novel|song|album|band|series|sitcom|opera|podcast|magazine|game|app|show|play|book)s?"
    r"(?: called| named)?(?:,? by [\w. ]{2,30})?,? [\"'“‘]?$"
)
"""Before a word with a capital that is what it is called."""
SAINT = r"\b(?:St\.?|Saint|San|Santa|Santo|São|Mount|Mt\.?|Lake|Loch|Port|Porto|Fort|Cape|King|Queen|Prince|Princess|Pope|Emperor|Saints)\s$"
EPITHET = r" the [A-Z][\w-]+"
EMPIRE = r"'?s? (?:empire|dynasty|period|era|kingdom|caliphate|regime)\b"
"""Before and behind a name: a saint's, a place's, a ruler's, or a byname of another."""
_TITLE = r"(?P<title>mr|mister|mrs|ms|miss|aunt|auntie|uncle|sir|lady|madam|brother|sister|grandma|gran|granny|nan|grandpa|grandad|dr|doctor|prof|professor)\.?"
TITLED = rf"{_TITLE} (?-i:[A-Z])"
TITLE_BEFORE = rf"\b{_TITLE} $"
TITLES_OF_MEN = frozenset("mr mister uncle sir brother grandpa grandad".split())
TITLES_OF_WOMEN = frozenset("mrs ms miss aunt auntie lady madam sister grandma gran granny nan".split())
WHERE = r"\b(?:in|near|outside|around|via) $"
"""Before a surname: it is a place: "a hotel in Pemberton"."""
NAMES_IN_S = frozenset(
    """
    Abrahams Adams Andreas Andrews Collins Daniels Davids Edwards Elias Evans Francis Georges Giles Harris Hughes Jacobs James Jonas Johns Jules Lewis Lucas
    Marcos Marcus Mathias Matthias Matthews Michaels Miles Morris Nicholas Nicolas Owens Peters Philips Phillips Richards Roberts Robins Rogers
    Silas Simons Stephens Stevens Thomas Tobias Williams Wills
    """.split()
)
"""Names that end as a plural does: "Lucas" is not several "Luca"."""
