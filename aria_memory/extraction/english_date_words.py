"""English words of dates: data alone, read by `english_dates`, `date_values` and the readers."""

MONTHS = (
    ("january", "jan", "janurary"), ("february", "feb", "febuary", "feburary"),
    ("march", "mar"), ("april", "apr", "arpil", "aprl"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug", "agust", "augst"), ("september", "sept", "sep", "septmber", "setpember"),
    ("october", "oct", "ocotber"), ("november", "nov", "novmber"),
    ("december", "dec", "decemeber"),
)  # fmt: skip
WEEKDAYS = (
    ("monday", "mon", "munday", "mondy"), ("tuesday", "tues", "tue", "tuseday", "tuesay", "teusday", "tusday"),
    ("wednesday", "weds", "wenesday", "wednsday",
    "wendesday", "wensday", "wedensday", "wednesay", "wed"),
    ("thursday", "thurs", "thur", "thu", "thrusday", "thurday", "thursay", "thurdsay", "thirsday"), ("friday",
    "fri", "firday", "frday", "fridya"),
    ("saturday", "saterday", "saturaday", "satruday", "saturdy", "sat"), ("sunday", "sundy", "sunay", "sun"),
)  # fmt: skip


def _misspelt(names: tuple[tuple[str, ...], ...], first: int) -> dict[str, int]:
    """Long names with two letters swapped, one left out, or one e doubled or put in: those that are no known words."""
    known = {name for spellings in names for name in spellings} | {"sundry", "marc", "mach", "pril", "arch"}
    found: dict[str, int] = {}
    for number, (name, *_) in enumerate(names, first):
        for at in range(1, len(name) - 1 if len(name) > 5 else 0):
            swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
            for wrong in (swapped, name[:at] + name[at + 1 :], name[: at + 1] + name[at:], f"{name[:at]}e{name[at:]}"):
                if wrong not in known:
                    found.setdefault(wrong, number)
    return found


MISSPELT_MONTHS, MISSPELT_DAYS = _misspelt(MONTHS, 1), _misspelt(WEEKDAYS, 0)
WORDS_TOO = ("wed", "sat", "sun")  # words of their own: days only where what stands beside them says so
DAY_SETS = {
    **{name: (number,) for number, names in enumerate(WEEKDAYS) for name in names},
    "weekday": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
}
WORKING_DAY, WORKING_DAY_IS = r"\b(?:work(?:ing)?|school) ?day", "weekday"
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "a couple of": 2, "couple of": 2, "a few": 3, "few": 3,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22,
    "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27,
    "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30, "thirty-first": 31, "last": -1,
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the month that it begins with, northern
HOLIDAYS = {  # month, day
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "xmas day": (12, 25),
    "xmas eve": (12, 24), "boxing day": (12, 26), "new year's eve": (12, 31), "new years eve": (12, 31),
    "new year's day": (1, 1), "new years day": (1, 1), "new year's": (1, 1), "new years": (1, 1), "new year": (1, 1),
    "valentine's day": (2, 14), "valentines day": (2, 14), "valentine's": (2, 14), "valentines": (2, 14),
    "st patrick's day": (3, 17), "st. patrick's day": (3, 17), "april fools' day": (4, 1), "april fool's day": (4, 1),
    "halloween": (10, 31), "bonfire night": (11, 5), "guy fawkes night": (11, 5), "remembrance day": (11, 11),
    "veterans day": (11, 11), "bastille day": (7, 14), "burns night": (1, 25),
    "st david's day": (3, 1), "st davids day": (3, 1),
    "st george's day": (4, 23), "st georges day": (4, 23), "st andrew's day": (11, 30), "st andrews day": (11, 30),
    "st patricks day": (3, 17), "paddy's day": (3, 17), "paddys day": (3, 17), "st stephen's day": (12, 26),
    "st stephens day": (12, 26), "anzac day": (4, 25), "australia day": (1, 26), "waitangi day": (2, 6),
    "canada day": (7, 1), "juneteenth": (6, 19), "all saints' day": (11, 1), "all souls' day": (11, 2),
    "twelfth night": (1, 5), "hogmanay": (12, 31), "nye": (12, 31), "epiphany": (1, 6), "little christmas": (1, 6),
    "women's christmas": (1, 6), "st brigid's day": (2, 1), "groundhog day": (2, 2), "may day": (5, 1),
    "cinco de mayo": (5, 5), "gandhi jayanti": (10, 2), "leap day": (2, 29),
}  # fmt: skip
FROM_EASTER = {  # days after Easter Sunday
    "easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "maundy thursday": -3,
    "easter saturday": -1, "mothering sunday": -21, "palm sunday": -7, "ash wednesday": -46, "shrove tuesday": -47,
    "pancake day": -47, "pancake tuesday": -47, "mardi gras": -47, "fat tuesday": -47, "holy thursday": -3,
    "trinity sunday": 56,
    "ascension day": 39,
    "pentecost": 49, "whit sunday": 49, "whit monday": 50,
}  # fmt: skip
NTH_FEASTS = {  # how manieth, weekday, month, days after it; Mother's Day is another one in every country
    "thanksgiving": (4, 3, 11, 0), "thanksgiving day": (4, 3, 11, 0), "black friday": (4, 3, 11, 1),
    "cyber monday": (4, 3, 11, 4), "father's day": (3, 6, 6, 0), "fathers day": (3, 6, 6, 0),
    "remembrance sunday": (2, 6, 11, 0), "mlk day": (3, 0, 1, 0), "presidents' day": (3, 0, 2, 0),
    "presidents day": (3, 0, 2, 0), "columbus day": (2, 0, 10, 0),
    "labor day": (1, 0, 9, 0), "memorial day": (-1, 0, 5, 0),
}  # fmt: skip
ALONE = ("christmas", "xmas", "new year's", "new years", "new year", "valentine's", "valentines", "easter",
    "thanksgiving", "pentecost")  # a date only after a preposition
RELATIVE_DAYS = {
    "the day after tomorrow": 2, "day after tomorrow": 2, "the day before yesterday": -2, "today": 0, "tomorrow": 1,
    "yesterday": -1,
}  # fmt: skip
TOMORROW = ("tomorrow", "tommorow", "tommorrow", "tomorow", "tmrw", "tmr", "tmrow", "2morrow", "2moro", "tomoz",
    "tommorrow", "tomorro", "tomrrow", "tmrrw")
RELATIVE_DAYS |= dict.fromkeys(TOMORROW, 1)
SIDES = {"next": 1, "nxt": 1, "last": -1, "this past": -1, "past": -1, "this": 0, "gone": -1, "just gone": -1,
    "just past": -1, "this coming": 0, "coming": 0}
HALVES = {"half an hour": 30, "a quarter of an hour": 15, "half a day": 720}  # minutes
INTERVALS = {"other": 2, "second": 2, "2nd": 2, "alternate": 2, "third": 3, "3rd": 3}
SHORT_PARTS = ("eve", "aft")  # in lower case alone
PAST_MINUTES = {"half": 30, "quarter": 15, "a quarter": 15}
EVERY = ("every ", "each ")  # before a feast: each year's
BACKWARD = "since"  # before a month: the last one of that name
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
PART_HOURS = {"morning": 9, "lunchtime": 12, "afternoon": 15, "arvo": 15, "evening": 19, "tonight": 20, "night": 21,
    "nite": 21, "eve": 19, "aft": 15, "mornin": 9, "evenin": 19,
    "tonite": 20, "2nite": 20, "2night": 20}
TONIGHT, LAST_NIGHT, END_OF_DAY, FIRST_THING = "tonight", "night", "evening", "morning"  # parts
ENDS, MIDDLE = ("end", "last day"), 15  # of a month: words of its last day; the day in its middle
NIGHT_HOURS = (12, 1, 2, 3, 4)  # "at 2 at night" is before dawn
LATE_PARTS = (  # a bare hour in them is after noon
    "lunchtime", "afternoon", "arvo", "aft", "evening", "evenin", "eve", "tonight", "tonite", "2nite", "2night",
    "night", "nite",
)  # fmt: skip
NAMED_CLOCKS = {"noon": 12, "midday": 12, "midnight": 24}
ADVERBS = {
    "hourly": ("HOURLY", 1), "daily": ("DAILY", 1), "weekly": ("WEEKLY", 1), "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1), "yearly": ("YEARLY", 1), "annually": ("YEARLY", 1),
}  # fmt: skip
UNITS = {  # word: (unit, how many of it)
    "min": ("minute", 1), "minute": ("minute", 1), "hour": ("hour", 1), "hr": ("hour", 1), "day": ("day", 1),
    "week": ("week", 1), "fortnight": ("week", 2), "month": ("month", 1), "year": ("year", 1),
}  # fmt: skip
SHORT_UNITS = {  # seconds of units as they are written behind a number: "2h", "1.5 hours"
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3_600), **dict.fromkeys(("d", "day", "days"), 86_400),
}  # fmt: skip
DECADES = ("20s", "30s", "40s", "50s", "60s", "70s", "80s", "90s")  # "in 90s style": no seconds
FRACTIONS = {"½": ".5", " 1/2": ".5", " ½": ".5"}
HINT_WORDS = frozenset((*MISSPELT_DAYS, *MISSPELT_MONTHS,
     # a text without any of these or a digit holds no date; every pattern needs one
    *(name for names in (*MONTHS, *WEEKDAYS) for name in names), *UNITS, *SEASONS, *PART_HOURS, *ORDINALS, *TOMORROW,
    *ADVERBS, *NAMED_CLOCKS, "weekday", "weekend", "today", "yesterday", "once", "christma", "xma", "boxing",
    "valentine", "quarter", "half", "alternate", "noonish", "twenty",
    *(hour + "ish" for hour in HOURS),
    "halloween", "easter", "thanksgiving", "nye", "epiphany", "mardi", "mayo", "pentecost", "eod", "cob", "close",
))  # fmt: skip
FIRST_WORDS = frozenset((  # with which a date may begin, and the prepositions before one
    *(word.split()[0].split("'")[0].removesuffix("s") for words in (
        *MONTHS, *WEEKDAYS, MISSPELT_DAYS, MISSPELT_MONTHS, NUMBERS, ORDINALS, SEASONS, HOLIDAYS, FROM_EASTER,
        NTH_FEASTS, RELATIVE_DAYS, SIDES, HALVES,
        HOURS, PART_HOURS, NAMED_CLOCKS, ADVERBS) for word in words),
    "on", "by", "at", "in", "during", "over", "before", "after", "until", "till", "since", "from", "around", "about",
    "for", "to", "within", "the", "every", "each", "weekday", "weekend", "once", "early", "late", "mid", "week", "end",
    "beginning", "start", "middle", "half", "quarter", "eod", "cob", "close", "between", "alternate", "same", "week",
    "w", "wc", "noonish", "til", *(hour + "ish" for hour in HOURS),
))  # fmt: skip
LEADING = frozenset((  # of those the ones that say no more than where a date stands
    "the", "a", "an", "to", "for", "on", "in", "at", "by", "of", "from", "before", "after", "over", "during", "since",
    "until", "till", "til", "about", "around", "within", "between",
))  # fmt: skip
LATER_WORDS = FIRST_WORDS | HINT_WORDS | {  # and what stands behind these
    "like", "exactly", "roughly", "maybe", "say", "another", "just", "second", "sec",
}  # fmt: skip
LATER = ("after", "afterwards")  # of the ways in which something is away from what was told before
DISTANT = ("", "before", "after", "of", "before the", "after the")  # between a distance and what it is counted from
EXPECTED = (  # before two hours without am or pm: somebody is to come, or something is open, between them
    r"\b(?:said|says|com(?:e|es|ing)|arriv\w{1,3}|deliver\w{0,5}|free|here|there|home|open|opens|ring|call|visit|pop"
    r"|due|any ?time|some ?time|closed|busy|available|turn up|turning up|show up|expected|slot|window|appointment"
    r"|nap|park|parking)\b[^.;!?\n]{0,30}$"
)
AT_WORK = (  # before two hours that stand before their day: no score, and no chapters
    r"\b(?:open|opens|hours|shifts?|work|works|working|class|clinic|lesson|training|practice|rehearsals?"
    r"|appointment|slot"
    r"|session|viewing|sale|market|fair|party|there|here|in)\b[^.;!?\n]{0,20}$|(?:'s|\bis|\bare|\bdo|\bdoing|^|,) ?$"
)
OPEN = (  # before or behind two days of the week: every week from one to the other
    r"\b(?:open|opens|opening hours|hours|work|works|runs?|teach(?:es)?|classes|shifts?|available|closed|shut|shuts"
    r"|office|clinic|surgery|shop|starts at|remind|alarm|wake|usually|normally|always|every week)\b"
)
NOT_OPEN = r"\b(?:(?:every|each) (?:day|morning|evening|night)|daily|away|off|on holiday|on leave)\b"  # and not so
NOT_FROM_NOW = (  # before "in two weeks": so long, and no date
    r"(?:\b(?:(?:have|has|had)(?:n't|nt| not| never)|never|first time)\b|'(?:ve|s) (?:not|never)\b"
    r"|\b(?:did|finished|ran|wrote|read|lost|built|drove|ate|walked|swam|cycled|learned|learnt|done|sold|used|gained"
    r"|earned|raised|burned|burnt|got through) (?:it|that|this|the|a|an|two|three|four|five|six|all|\d)\b)"
    r"[^.,;!?\n]{0,40}$"
)
THING = (  # between a distance and the date of what it is counted from
    r" (?P<way>before|after) (?:the|my|our|his|her|their|your|this|that|an?|(?-i:[A-Z])[\w-]{1,15}'s?)"
    r"(?: (?!(?:i|we|he|she|they|it|you|to|so|and|but)\b)[\w'&/-]{1,20}){1,6}?(?: (?:which|that)(?:'s| is))? "
)
BESIDE_WEEKS = ("", ",", "on", ", on", "from")  # between a number of weeks and a day of the week
RANGE = ("to", "until", "till", "til", "-", "–", "and", "through", "thru")  # between two hours of one day
UNTIL = (" until", " till", " til", " to")  # ends what stands between the ends of a stay: "... and stays till the 2nd"
AND_AT = ("and", "and at", "&", ", and at", ", and")  # between two hours of a series
BETWEEN_ORDINALS = ("and", "&", "the", "on")
KEPT_OUT = ("since", "until", "till", "til", "from", "before", "after", "of",
    "for", "to")  # words that place a date and are no part of it
BESIDE = (  # what may stand between two parts
    "", ",", ", at", "at", ", on", "on", "in", ", in", "from", "around", "between", "@", "early", "late", "mid", "mid-",
)  # fmt: skip
GONE = (  # before an hour: it is the last one
    r"\b(?:since|woke(?: me| us)?(?: up)?|got (?:up|in|home|back)|(?:was|been|were) (?:up|awake|born)|fell asleep"
    r"|it was|went to bed|landed|arrived|rang(?: me| us)?|called(?: me| us)?)(?: (?!to\b|that\b)\w{2,10}){0,2} $"
)
AHEAD = (  # before a date, of whatever tense: it is one to come
    r"\b(?:moved|pushed|changed|shifted|postponed|rescheduled|delayed|put|brought|switched|extended|booked|reserved"
    r"|scheduled|arranged|invited|agreed|promised|bought|got|signed up|planned|baked"
    r"|cooked)\b[^.,;!?\n]{0,50} (?:to|for|from) $"
    r"|(?:\bhas|\bhave|'s|'ve) (?:asked|invited) (?:me|us) [^.,;!?\n]{0,50}$"
)
GOING = (  # before "for Christmas": a date, and not what a present is for
    r"\b(?:going|go|off|heading|flying|fly|driving|drive|travelling|traveling|coming|come|visiting|home|back|away|over"
    r"|staying|stay) (?:(?:back|home|over|down|up|away|off|out|round) ){0,2}(?:(?:to|in|at|with) [^.,;!?\n]{1,40}?"
    r" )?for $"
    r"|\b(?:i'll|we'll|they'll|he'll|she'll|i'm|we're|he's|she's|they're|i|we|they|he|she) (?:will )?(?:be )?"
    r"(?:in|at|with) [^.,;!?\n]{1,40}? for $"
)
