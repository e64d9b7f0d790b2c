# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English word forms that matching reads: irregular ones, spellings, short forms, and words that only look alike. Data."""

PASTS = {
    "agreed": "agree", "ate": "eat", "began": "begin", "bought": "buy", "brought": "bring", "built": "build", "came": "come", "caught": "catch",
    "chose": "choose", "chosen": "choose", "drank": "drink", "drew": "draw", "drove": "drive", "driven": "drive", "fed": "feed", "fell": "fall",
    "felt": "feel", "flew": "fly", "fought": "fight", "found": "find", "freed": "free", "gave": "give", "given": "give", "grew": "grow",
    "held": "hold", "kept": "keep", "knew": "know", "led": "lead", "lent": "lend", "lost": "lose", "met": "meet", "paid": "pay", "ran": "run",
    "rode": "ride", "sang": "sing", "sent": "send", "slept": "sleep", "sold": "sell", "sought": "seek", "spent": "spend",
    "spoke": "speak", "spoken": "speak", "stole": "steal", "stolen": "steal", "swam": "swim", "taken": "take", "taught": "teach",
    "thought": "think", "threw": "throw", "told": "tell", "took": "take", "went": "go", "won": "win", "woke": "wake", "woken": "wake", "wore": "wear", "worn": "wear",
    "written": "write", "wrote": "write", "learnt": "learn", "burnt": "burn", "dreamt": "dream", "spelt": "spell", "dealt": "deal", "died": "die",
}  # fmt: skip
"""Forms of verbs in the past that no suffix gives away. "Rose" is not here: the flower is met more often than what prices did."""

IRREGULAR = PASTS | {
    "buses": "bus", "calves": "calf", "children": "child", "crises": "crisis", "diagnoses": "diagnosis", "dying": "die", "feet": "foot",
    "gases": "gas", "geese": "goose", "halves": "half", "hooves": "hoof", "knives": "knife", "leaves": "leaf", "lenses": "lens", "lives": "life",
    "loaves": "loaf", "lying": "lie", "men": "man", "mice": "mouse", "oxen": "ox", "people": "person", "quizzes": "quiz", "scarves": "scarf",
    "shelves": "shelf", "skis": "ski", "taxis": "taxi", "teeth": "tooth", "theses": "thesis", "thieves": "thief", "tying": "tie", "wives": "wife",
    "wolves": "wolf", "women": "woman", "ads": "ad", "cvs": "cv", "pcs": "pc", "tvs": "tv", "emojis": "emoji", "kiwis": "kiwi", "menus": "menu",
    "bikinis": "bikini", "skied": "ski", "going": "go", "goes": "go", "gone": "go",
}  # fmt: skip
"""All such forms: plurals and others too. "Shot" is not here: a photo, or what the doctor gives, is met more often."""

SPELLINGS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
    "eighteenth": "18th", "twentieth": "20th", "thirtieth": "30th", "fortieth": "40th", "fiftieth": "50th", "sixtieth": "60th",
    "seventieth": "70th", "eightieth": "80th", "ninetieth": "90th", "hundredth": "100th",
    "first": "1st", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
    "mom": "mum", "mommy": "mummy", "granddad": "grandad", "math": "maths", "bday": "birthday", "bbq": "barbecue", "xmas": "christmas", "appt": "appointment",
    "dept": "department", "info": "information", "dr": "doctor", "prof": "professor", "kilometre": "km", "advert": "ad",
    "tyre": "tire", "grey": "gray", "jewellery": "jewelry", "programme": "program", "pyjama": "pajama", "moustache": "mustache", "plough": "plow",
    "kerb": "curb", "doughnut": "donut", "cosy": "cozy", "sceptic": "skeptic", "aluminium": "aluminum", "paediatrician": "pediatrician",
    "orthopaedic": "orthopedic", "anaesthetic": "anesthetic", "gynaecologist": "gynecologist", "manoeuvre": "maneuver", "aeroplane": "airplane",
}  # fmt: skip
"""Other ways to write a word. By singular."""

SHORT_FORMS = {
    "mother": "mum", "father": "dad", "daddy": "dad", "grandmother": "grandma", "granny": "grandma", "grandfather": "grandpa",
    "bicycle": "bike", "telephone": "phone", "television": "tv", "telly": "tv", "refrigerator": "fridge", "photograph": "photo", "examination": "exam",
    "advertisement": "ad", "laboratory": "lab", "university": "uni", "mathematics": "maths", "influenza": "flu", "airplane": "plane",
    "introduction": "intro", "vegetable": "veg", "veggie": "veg", "microphone": "mic",
}  # fmt: skip
"""Words for the same thing: they meet only in a cue of several words ("TV licence"), as alone they come up everywhere. By singular."""

NOUNS_OF_VERBS = {
    "renew": "renewal", "approv": "approval", "arriv": "arrival", "remov": "removal", "rehears": "rehearsal", "retir": "retirement",
    "demolish": "demolition", "abolish": "abolition", "exhibit": "exhibition", "exhibition": "exhibition", "install": "installation",
    "instal": "installation", "register": "registration", "inherit": "inheritanc", "perform": "performanc", "maintain": "maintenanc",
    "diagnos": "diagnosis", "revis": "revision", "divid": "division", "subscrib": "subscription", "prescrib": "prescription",
    "fertilis": "fertilisation", "immunis": "immunisation", "organis": "organisation", "christen": "christening",
    "deliver": "delivery", "recover": "recovery", "inspect": "inspection", "construct": "construction", "insur": "insuranc", "convert": "conversion", "promot": "promotion", "adopt": "adoption", "evict": "eviction",
    "argu": "argument", "invest": "investment", "refurbish": "refurbishment", "asses": "assessment", "enrol": "enrolment", "reimburs": "reimbursement",
    "postpon": "postponement", "announc": "announcement", "harass": "harassment", "invit": "invitation", "refus": "refusal", "propos": "proposal",
    "apprais": "appraisal", "inject": "injection", "infect": "infection",
}  # fmt: skip
"""Nouns that say what their verbs say. By the verb's stem; "-ate" and "-ation" are told by rule."""

NOT_OF_ADJECTIVES = frozenset(
    "business busyness witness eyewitness harness fitness wellness goodness kindness governess highness lioness likeness readiness happiness darkness "
    "wilderness awareness tiredness thickness hardness openness closeness fullness guinness inverness harkness baroness".split()
)
"""In -ness, and not what an adjective says, or what so everyday a one says that it would come up anywhere."""

NOUNS_IN_ING = frozenset(
    """
    banking bearing blessing booking boxing building ceiling clothing crossing darling dressing dumpling earring evening fencing filling
    flooring hearing heating housing icing king landing lightning listing lodging meeting morning offspring outing parking pudding
    railing ring sibling stocking string training wedding wing wrapping marie quite
    """.split()
)
"""Words that look inflected and are not, or mean another thing than their verb: "a wedding" is not "Wed", a meeting not "nice to meet you"."""

NOUNS_OR_VERBS = frozenset(
    "book park watch train match ring rose fly bear duck saw date fish plant file press store bank board ship spring spur crane float vet hedg scout tick will balloon slug".split()
)
"""Nouns that as verbs are another matter: for a cue of one word only the noun counts."""

NEEDS_DETERMINER = frozenset("rose saw will".split())
"""Of these, what without a determiner is a verb of the past: "prices rose"."""

BEFORE_A_VERB = frozenset(
    "i you he she it we they who to can could will would shall should may might must do does did don't doesn't didn't won't can't couldn't "
    "wouldn't i'll you'll he'll she'll we'll they'll i'd you'd we'd let's please not never always usually often".split()
)
"""What stands right before a verb."""

BEFORE_A_THIRD = frozenset("he she it who always never usually often".split())
"""What stands right before a verb in -s; "do ticks bite?" asks of several."""

AFTER_A_VERB = frozenset(
    "a an the my your his her our their this that these those it me us him them you some something anything".split()
)
"""What stands right behind a verb with an object: "book a table"."""

BETWEEN = frozenset(
    "lower upper whole own poor bad sore new old big little next last first long short second third".split()
)
"""What may stand between a determiner and an everyday word that cues only in its phrase: "my lower back"."""

LOOKALIKES = frozenset(
    frozenset(pair.split()) for pair in (
        "desert dessert", "contract contrast", "mediat meditat", "mediation meditation", "adoption adaption", "personal personnel", "stationary stationery",
        "compliment complement", "morality mortality", "lectur lecturer", "casualty causality", "martial marital", "proscrib prescrib", "perspectiv prospectiv",
        "counsel council", "princip principl", "elicit illicit", "optician optical", "organist organism", "physics physic", "trainer trained", "teacher teached",
        "printer printed", "painter painted", "planner planned", "cleaner cleaned", "manager managed", "contact contract", "immigration emigration", "session cession",
        "minister minster", "forward foreword", "rational national", "collision collusion", "election ejection", "infection injection", "affection affectation",
        "starting staring", "planning planing", "commission omission", "distract district", "consist consent", "content context", "contest context", "contest content",
        "conserv convers", "monastery monetary", "capital capitol", "current currant", "dependent dependant", "heroine heroin", "gluten glute", "physio physic", "physio physics", "planet plant", "dinner diner", "surgeon sturgeon", "tension pension",
        "bacon beacon", "easter eastern", "barack barrack", "brain brian", "cannon canon", "carlo carol", "dairy diary", "finish finnish", "genius genus", "granit grant",
        "haven heaven", "later latter", "career carer", "probat probation", "launch lunch", "linear liner", "macro marco", "mainly manly", "manag manga", "marin marion", "paris prais",
        "quiet quite", "raider rider", "rally really", "replay reply", "seattl settl", "start stuart", "super supper", "trail trial",
        "angel angl", "beast beat", "boost boot", "coast coat", "corp crop", "field file", "file filling", "file fly", "fire fry", "nobel nobl", "pair paris", "refug refuge", "rogu roug", "sacr scare", "sign sing", "there 3", "tire try", "waist wait",
    )
)  # fmt: skip
"""Stems one letter apart that are different words, and no slip of the pen."""
