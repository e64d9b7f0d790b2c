"""English of what somebody is to somebody, in whatever order that is told: data alone, read by `fact_roles`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

TITLED = (  # a name, with what may stand before it
    r"(?-i:(?:(?:Dr|Mr|Mrs|Ms|Miss|Father|Sister|Brother|Prof|Professor|Coach|Sir|Lady|Rev|Reverend|Pastor|Rabbi|Imam"
    r"|Uncle|Aunt|Auntie|Aunty|Madame|Se[nñ]or|Se[nñ]ora|Nurse)\.? )?(?![a-z])[^\W\d_][\w'-]{1,24}"
    r"(?: (?:van |de |la |von |O')?(?![a-z])[^\W\d_][\w-]{1,24}){0,2})"
)
WORKER = (  # who is something to somebody, by the end of the word
    r"(?:[a-z]{2,14}(?:er|or|ist|ian|ant|man|woman|mate|nurse)|chair|coach|pupil|client|patient|preceptor"
    r"|head(?: of \w{3,14})?|lead|chief|captain|vet"
    r"|clerk|cook|chef|best man|bridesmaid|maid of honou?r|mentee|apprentice|specialist|consultant|undergrad"
    r"|postdoc|guide|go-to)"
)
THINGS = frozenset((  # of the same ends, but no people
    "computer", "printer", "router", "scooter", "trailer", "freezer", "dryer", "washer", "cooker", "heater", "motor",
    "monitor", "tractor", "charger", "number", "letter", "paper", "order", "winter", "summer", "center", "answer",
    "flower", "dinner", "corner", "door", "floor", "color", "mirror", "restaurant", "plant", "server", "browser",
    "controller", "speaker", "cleaner", "toaster", "mower", "counter", "offer", "matter", "weather", "water", "river",
    "cover", "shower", "elevator", "calculator", "poster", "folder", "starter", "jumper", "sweater", "trainer shoe",
))  # fmt: skip
ROLE_OF = (  # whose it is, and what: "my boss at the district", "Oskar's teacher", "her swim teacher"
    r"(?:(?P<mine>my|our|the(?= (?:wife|husband|missus|hubby|other half|boss|landlord|landlady)\b))|(?P<his>his|her)"
    r"|(?P<whose>{TITLED})'s)"
    r" (?:(?:new|old|main|personal|current|lovely|dear|second|first|favou?rite|\w{3,12}) ){0,2}?(?P<role>{ROLE}"
    r"|{WORKER})"
    r"(?P<where> (?:at|in|on|for|from|down|up|over) [\w' ]{2,30}?)?"
)
IS = r"(?:'s| is|'s now| is now| are)(?: (?:now|actually|called|named|just|still|also|currently))?(?: an?(?= (?-i:M)))?"
NAME_END = (  # after a name: nothing that goes on with it
    r"(?= ?(?:$|[,.;:!?()]|[-\u2013\u2014])| (?:and|but|so|who|whom|which|now|instead|as|since|because|from"
    r"|these|good|bad"
    r"|great|nice|lovely|by|at|in|on|for|he|she|they|i|we|you|it|btw|haha|lol|too)\b)"
)
ROLE_IS_NAME = "{ROLE_OF}{IS} (?P<name>{TITLED}){NAME_END}"
THE_ROLE_IS = (  # "the chair of our committee is Doris", "cofounder is Noor"
    r"(?:the (?P<role>{ROLE}|{WORKER}) (?:of|at|in|for) (?:my|our)(?: [\w'-]{2,16}){1,3}?(?: (?:at|in) [\w' ]{2,20}?)?"
    r"|(?P<alone>(?:co-?founder|boss|manager|landlord|landlady|flatmate|housemate|roommate|partner|wife|husband|agent"
    r"|editor|deputy|assistant)))(?:'s| is)(?: now)? (?P<name>{TITLED}){NAME_END}"
)
NAME_IS_ROLE = (  # "Gareth is my boss", "Bongani, that's my ex", "Fergus, who is my assistant in the shop", "Yvonne is
    # Danielle's mum"
    r"(?P<name>{TITLED})(?P<no>'s not| is not| isn't| is no longer|'s no longer)?(?(no)|(?:'s| is|,(?= (?:my"
    r"|our)\b)|, that's"
    r"|, who is|, who's"
    r"|, that is))(?: now| actually| also)?"
    r" (?:(?P<mine>my|our|the(?= (?:landlord|landlady|boss|manager)\b))|(?P<whose>{TITLED})'s)"
    r" (?:(?:new|old|\w{3,12}) ){0,2}?(?P<role>{ROLE}|{WORKER})(?: (?:at|in|on|for|from|down|over|up|out"
    r"|back) [\w' ]{2,30}?)?(?: now"
    r"| instead| any ?more| any longer)?(?= ?(?:$|[,.;:!?()])| (?:and|but|so|who|these|now)\b)"
)
NAME_IS_PET = (  # "Tam is my collie, by the way"
    r"(?P<name>(?-i:(?![a-z])[^\W\d_][\w'-]{1,16}))(?:'s| is|, that's|, who's|, who is) (?:my|our)"
    r" (?:(?:new|old|\w{3,10}) ){0,2}?(?P<pet>{PET})(?= ?(?:$|[,.;:!?()])| (?:and|but|so|who|now)\b)"
)
PRONOUN_IS_ROLE = (  # "she's my best friend", after a name
    r"(?P<who>he|she|that)(?:'s| is)(?: now| actually| also)? (?P<mine>my|our) (?:(?:new|old|\w{3,12}) ){0,2}?"
    r"(?P<role>{ROLE}|{WORKER})(?: (?:at|in|on|for|from|down|over|up|out|back) [\w' ]{2,30}?)?(?= ?(?:$"
    r"|[,.;:!?()])| (?:and|but|so|who"
    r"|now)\b)"
)
NAMED_KIN = (  # "Ingrid's brother Stellan", "her brother Callum"
    r"\b(?:(?P<whose>{TITLED})'s|(?P<his>his|her)) (?:(?:older|younger|little|big|new|old|twin"
    r"|\w{3,10}) )?(?P<role>{ROLE})"
    r",? (?P<name>{NAME})(?= (?:is|was|has|had|borrowed|\w{2,12}(?:s|ed)|and|will|can|just|got|came)\b|[,.!?;]|$)"
)
