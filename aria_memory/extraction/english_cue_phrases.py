"""English of where a phrase for a topic begins and ends, and of what is none: data alone, read by `cue_phrases`.

In a pattern a space stands for one to three blanks; every quantifier is bounded.
"""

SKIPPED = (  # between words that name and what is named
    r"(?:(?:like|ever|(?:the )?(?:mention|talk|subject|topic) of|um+|uh+|er+m?|the (?:words?|names?|term|phrase"
    r"|subject|topic|matter|issue|question)(?: of)?|theme of|a word (?:of|about)|the fact (?:that|of)|(?:something"
    r"|smth|any ?thin'?g?|stuff|things?)(?: about| abt| on| to do with)?|to do with|about|abt|aboot|of|either|both"
    r"|again|how|whether|back|any|the|an?|that|this|these|those|some|di|de|me|our old) ){0,5}"
)
STOPS = frozenset(  # words that end what is named, or begin it where it stands before
    """
    falls enters reaches arises arise resurfaces
    whoever whatever whichever whenever
    after again alert all also always another any anyway are as ask bc be because been before being bring bug but
    came can catch check chime come comes comma cos could coz cud did do does don't dont each earned earns eh either
    encourage ends even ever every everyone feel flag get gets gie gimme give goes gonna got gotta had has have he
    he's hear here him hit hor i i'd i'll i'm i've id if ill im inform innit insist interject interrupt is isn't it
    it's ive just kindly lah later let like lol lor made make makes may me mean means mention might must need never
    next not now nudge ok okay once ought passes people people's ping please pls plz point poke prompt propose
    recommend remember remind say scold see shd she she's should shout signal since slip so some someday sometime
    spell stop such suggest tell tha than that that's them then there there's these they tho those thou though throw
    today tomorrow tonight too u unless until urge us very want warn was we we're were what when whenever where
    whether which while whisper who will without would wud x ya ye yeah yell yet you you're youre
    """.split()  # noqa: SIM905 - a list of a word each would be longer than the rest
)
CONNECTING = frozenset(
    """
    of for to at from in on with the my our your his her their a an or and n & 's de la le von van
    """.split()  # noqa: SIM905 - as above
)
ARTICLES = r"^(?:the|an?|that|this|these|those|any|some|all|every|each|one of|said|t'(?=\w)) ?(?<=[\s'])"
LEADS = (
    r"(?:smth|the conversation'?s|you see|you hear|the (?:words?|names?|subject|topic|term|phrase)|any ?thin'?g?"
    r"|something|stuff|(?:discussion|mention|talk) of|ever|like|um+|uh+|thing with|said|(?:talking|speaking) of"
    r"|on the subject of|concerning|with respect to|regarding|as for|re) "
)
"""Begins what another reading took for a topic, and is none of it."""
TAILS = (
    r"(?: (?:today|again|with(?: (?:you|me))?|to|at|in|on|of|for|from|and|or|the|my|a|an|by|out|up|n|talk|chat|ah"
    r"|lah|lor|hor|eh|po|nha|nah|ya|yeah|yea|man|mate|bro|thx|thanks|ta|pls|please|at (?:any|some) (?:point|stage"
    r"|time)|p+l+e+a+s+e+|really))+$"
)
PRONOUN = (
    r"(?:it|that|this|them|'em|em|him|her|he|she|they|those|these|there|(?:the )?same|either(?: (?:one|of (?:them"
    r"|these|those|the two)))?|any of (?:them|these|those)|one|one of (?:them|these|those|the two)|both|one up|so"
    r"|the (?:thing|place|topic|subject|matter|former|word|name|first|second)|(?:his|her|their) name|that (?:topic"
    r"|subject|word|name|one)|said (?:topic|subject)|mention|anyone|someone|anything|something|things|we|i|you|us"
    r"|me|topic|subject|talk|word|(?:she|he|they|it|that)'(?:ll|s|re)|thats)"
)
SEVERAL = r"(?:either|any of|one of|one$|both|the two)\b"
"""A pronoun that stands for each of several topics."""
FRAGMENT_ENDS = r"[.!?:;\n()/|\u2013\u2014,]|\s-\s"
NO_FRAGMENT = (
    r"(?:(?:ok|okay|hi|hey|hello|please|thanks|thank you|quick one|note|memo|reminder|listen|so|right|well|yes|no"
    r"|deal|got it|understood|sorry|dear|mate|love|pal|no rush|not now|nothing|rule|remember|fourth|fifth|third"
    r"|one|two|three|here|how about|either|psst|one for later|no hurry|later on|those times"
    r"|small favour)\b.{0,16})"
)
FRONTED = (
    r"(?:on the subject of|with respect to|with regard to|concerning|regarding|re|about|as for|talking of"
    r"|speaking of|on) "
)
NO_TOPIC = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|later|next week|\d+|yeah|yes|the minute"
    r"|minute|moment|second|effect|should|whenever|when|suppose|(?:(?:some|a|any|our|the) )?(?:later |future "
    r"|next )?(?:chat|conversation|talk|discussion)s?|they'?d|bot|up|else|each|me|dear|love|pet|star|darling|ready"
    r"|done|over|funny|time|example)"
)
NOBODY = r"(?:anyone|someone|anything|something|things|we|i|you|us|me)"
"""A pronoun that stands for no topic."""
PERSON = r"(?:he|she|him|her|(?:his|her|their) name)"
NOUNS = r"(?:\b(?:hen|stag|leaving) do|(?:'s|s'|\bmy|\bthe) will)$"
"""Ends in what is a noun here, and a verb elsewhere."""
TITLED = r"(?:Mr|Mrs|Ms|Dr|St|Prof)\.(?=\s)|(?:hen|stag|leaving) do\b"
"""Words that are read as one."""
OR = r"\s+or\s+(?:(?:of|to|about|on)\s+)?"
