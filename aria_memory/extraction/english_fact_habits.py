"""English of what somebody drives, drinks and studies, and of the street where they live: rows of
`english_fact_verbs.VERBS`, data alone."""

HABITS = (
    ("drives", r"(?:(?:{BE}){ADV} driving|{ADV} drives?) (?:an?|my|the) (?:(?!(?:for|at|to|with|in|from|and"
         r"|truck|van|bus|lorry"
     r"|taxi|cab)\b)[a-z][\w-]{1,12} ){0,3}?(?P<object>{CAR})",
     "car"),
    ("!drives", r"(?:{HAVE})?{ADV} (?:sold|scrapped|got rid of|traded in|crashed|wrote off) (?:the|my|our)(?: old)?"
     r" (?P<object>{CAR})", "car"),
    ("lives_in", r"{ADV} lives? at (?P<object>(?-i:[A-Z])[\w'-]{2,16}(?: (?-i:[A-Z])[\w'-]{2,16})?)(?=$|[.,;!]"
         r"| (?:now|with"
     r"|and)\b)", "place"),
    ("studies_at", r"(?:{BE}){ADV} at (?:the )?(?P<object>(?:uni|university|college|art school"
         r"|law school) in (?-i:[A-Z])"
     r"[\w-]{2,20})", "name"),
    ("studies", r"(?:{BE}){ADV} (?:doing|taking) (?P<object>{SUBJECTS})(?=$|[.,;!]| (?:now|instead|and|there"
         r"|which|but|in"
     r" (?:her|his|my|their)|proud|next|these)\b)", "subject"),
    ("studies", r"(?:{BE}){ADV} reading (?P<object>law|medicine|history|geology|geography|chemistry|physics|biology"
     r"|classics|theology|engineering|mathematics|maths|economics|english|modern languages|french|german|zoology)"
     r"(?=$|[.,;!]| (?:now|instead|and|there|but|at (?-i:[A-Z])))", "subject"),
    ("studies", r"{ADV} (?:does|do) (?P<object>medicine|law|dentistry|nursing|engineering|architecture"
         r"|philosophy|economics)"
     r"(?=$|[.,;!]| (?:and|at|now|in)\b)", "subject"),
    ("lives_in", r"{ADV} lives? on (?P<object>(?-i:[A-Z])[\w'-]{1,16}(?: (?-i:[A-Z])[\w'-]{1,16}){0,2} (?:Street"
         r"|St|Road|Rd"
     r"|Avenue|Ave|Lane|Drive|Close|Way|Court|Place|Terrace|Row|Crescent|Square|Hill|Gardens))(?=$|[.,;!]"
     r"| (?:now|again|and"
     r"|in|with)\b)", "name"),
    ("likes", r"(?:{BE}){ADV} an? (?P<object>(?!people\b|morning\b|night\b|day\b|good\b|bad\b|nice\b|new\b|different\b"
     r"|busy\b|private\b|quiet\b|old\b)[a-z]{3,12}(?: [a-z]{3,12})?) (?:person|man|woman|girl|guy|drinker)(?: (?:now"
     r"|these days))?{END}", "liking"),
    ("likes", r"{ADV} drinks? (?P<object>[a-z]{3,14}(?: [a-z]{3,12})?)(?= (?:now|these days)\b)", "liking"),
)  # fmt: skip
