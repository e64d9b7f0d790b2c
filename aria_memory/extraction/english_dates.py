"""English words and patterns of dates: data alone, read by `patterns`, `date_atoms` and `dates`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded. Order
matters: at one place of a text the first pattern that matches wins, so the longer forms stand first.
"""

from collections.abc import Iterable

MONTHS = (
    ("january", "jan", "janurary"), ("february", "feb", "febuary", "feburary"),
    ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
WEEKDAYS = (  # "wed", "sat" and "sun" are words of their own
    ("monday", "mon"), ("tuesday", "tues", "tue", "tuseday"), ("wednesday", "weds", "wenesday", "wednsday",
    "wendesday"),
    ("thursday", "thurs", "thur", "thu", "thrusday", "thurday"), ("friday", "fri"),
    ("saturday", "saterday"), ("sunday",),
)  # fmt: skip
DAY_SETS = {
    **{name: (number,) for number, names in enumerate(WEEKDAYS) for name in names},
    "weekday": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "a couple of": 2, "couple of": 2, "a few": 3, "few": 3,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "last": -1,
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the month that it begins with, northern
HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "valentine's day": (2, 14),
    "halloween": (10, 31),
}  # fmt: skip
RELATIVE_DAYS = {
    "the day after tomorrow": 2, "day after tomorrow": 2, "the day before yesterday": -2, "today": 0, "tomorrow": 1,
    "yesterday": -1,
}  # fmt: skip
TOMORROW = ("tomorrow", "tommorow", "tommorrow", "tomorow", "tmrw", "tmr", "tmrow", "2morrow", "2moro")
RELATIVE_DAYS |= dict.fromkeys(TOMORROW, 1)
SIDES = {"next": 1, "last": -1, "this past": -1, "past": -1, "this": 0, "this coming": 0, "coming": 0}
HALVES = {"half an hour": 30, "a quarter of an hour": 15, "half a day": 720}  # minutes
INTERVALS = {"other": 2, "second": 2, "third": 3}
PAST_MINUTES = {"half": 30, "quarter": 15, "a quarter": 15}
BACKWARD = "since"  # before a month: the last one of that name
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
PART_HOURS = {"morning": 9, "lunchtime": 12, "afternoon": 15, "evening": 19, "tonight": 20, "night": 21}
TONIGHT, LAST_NIGHT, END_OF_DAY, FIRST_THING = "tonight", "night", "evening", "morning"  # parts
ENDS, MIDDLE = ("end", "last day"), 15  # of a month: words of its last day; the day in its middle
NIGHT_HOURS = (12, 1, 2, 3, 4)  # "at 2 at night" is before dawn
LATE_PARTS = ("afternoon", "evening", "tonight", "night")  # a bare hour in them is after noon
NAMED_CLOCKS = {"noon": 12, "midday": 12, "midnight": 24}
ADVERBS = {
    "hourly": ("HOURLY", 1), "daily": ("DAILY", 1), "weekly": ("WEEKLY", 1), "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1), "yearly": ("YEARLY", 1), "annually": ("YEARLY", 1),
}  # fmt: skip
UNITS = {  # word: (unit, how many of it)
    "min": ("minute", 1), "minute": ("minute", 1), "hour": ("hour", 1), "hr": ("hour", 1), "day": ("day", 1),
    "week": ("week", 1), "fortnight": ("week", 2), "month": ("month", 1), "year": ("year", 1),
}  # fmt: skip


def _words(words: Iterable[str]) -> str:
    """An alternation, longest first, so that no word hides a longer one."""
    return "|".join(sorted(words, key=len, reverse=True))


FRAGMENTS = {
    "MONTH": _words(name for names in MONTHS for name in names),
    "DAY": _words(name for names in WEEKDAYS for name in names),
    "DAY_NAME": _words(name for names in WEEKDAYS for name in names if name.endswith("day")),  # "mons" is a town
    "TOMORROW": _words(TOMORROW),
    "NUMBER": r"\d{1,4}|(?:twenty|thirty|forty|fifty)[- ](?:one|two|three|four|five|six|seven|eight|nine)|"
    + _words(NUMBERS),
    "ORDINAL": r"\d{1,2}(?:st|nd|rd|th)|" + _words(ORDINALS),
    "DATE_ORDINAL": r"\d{1,2}(?:st|nd|rd|th)?|" + _words(word for word, n in ORDINALS.items() if n > 0),
    "ON_DAY": r"(?:on |by )?(?:(?:{DAY}|wed|sat|sun),? )?",
    "UNIT": _words(UNITS),
    "SEASON": _words(SEASONS),
    "PART": _words(PART_HOURS),
    "YEAR": r"(?:1\d|20)\d\d(?![\d:/-]|\.\d)",
    "LATE_YEAR": r"(?:19|20)\d\d(?![\d:/-]|\.\d)",  # of older ones, "by 1700" is an hour, "of 1500" a number
    "NOT_A_YEAR": r"(?! (?:people|dollars|euros|pounds|steps|words|miles|metres|meters|km|calories|times|pieces"
        r"|hours|hrs|words|grams|kg|m|k|g|ml|pages|years|days|minutes|cases|of)\b)",
    "HOUR_WORD": "|".join(HOURS),
    # What may follow a bare hour, day of the month or adverb: a stop, or a word that no noun phrase goes on with.
    "FOLLOW": r"(?=[ ]{0,2}(?:[,;!?)\"]|[.:](?!\d)|$)|[ ](?:to|remind|remember|please|on|today|tomorrow|yesterday"
    r"|tonight|in|every|each|and|that|so|but|for|about|sharp|when|if|i|we|my|you|next|this|don't|until|because|or"
    r"|then|at|of|as|after|before|by|during|over|under|till|since|unless|while|where|which|who|is|are|was|were|has|have"
    r"|had|will|would|can|could|should|must|might|may|did|do|does|he|she|they|it|his|her|their|our|your|us|him|them|me"
    r"|there|here|not|again|instead|too|also|maybe|perhaps|probably|pls|plz|thx|thanks|thank|cheers|ta|lol|haha|ok"
    r"|okay|right|now|later|early|first|most|some|a|an|ish|or so|xx?"
    r"|from|with|the|ask|tell|make|daily|- |" + _words(name for names in WEEKDAYS for name in names) + r")\b)",
}

HINT_WORDS = frozenset((  # a text without any of these or a digit holds no date; every pattern needs one
    *(name for names in (*MONTHS, *WEEKDAYS) for name in names), *UNITS, *SEASONS, *PART_HOURS, *ORDINALS, *TOMORROW,
    *ADVERBS, *NAMED_CLOCKS, "weekday", "weekend", "today", "yesterday", "once", "christma", "boxing", "valentine",
    "halloween", "eod", "cob", "close",
))  # fmt: skip
HOUR_HINT = r"\b(?:(?:{HOUR_WORD}) ?o'clock|(?:at|by|around|about|past|to|half|for) (?:{HOUR_WORD}))\b"
PATTERNS = {
    "iso": r"(?:(?:on|by) )?(?<![\d-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d))?",
    "dotted": r"(?:(?:on|by) )?(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d|\.\d)",
    "slash": r"(?:(?:on|by) )?(?<![\d/.])(?!24/7\b)(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}"
    r"|\d{2}))?(?![\d/]|\.\d)(?! ?(?:of|a|an|the|cups?|inch(?:es)?|teaspoons?|tablespoons?|miles?|full|done|stars?)\b)",
    "nth_of_months": r"(?:on |by )?(?:(?P<every>every |each )|the )(?P<nth>{ORDINAL})(?: (?P<day>{DAY}|day))?"
    r"(?: (?:of|in) (?:(?P<each>every|each) month|(?:the|a) month)|(?P<each_month> each month))",
    "week_of": r"(?:in |by |during )?the (?P<nth>first|second|third|fourth|last) (?P<unit>week|weekend) (?:of|in) "
    r"(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
    "nth_weekday_of": r"(?:on |by )?the (?P<nth>{ORDINAL}) (?P<day>{DAY}) (?:of|in) (?P<month>{MONTH})"
    r"(?:,? (?P<year>{YEAR}))?",
    "edge_of_month": r"(?:at |by |before |on |in )?(?:the )?(?P<edge>end|beginning|start|middle|last day|first day) of "
    r"(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
    "nth_of_month": r"(?:on |by )?the (?P<nth>{ORDINAL}) of (?:(?P<next>next)|this|the) month",
    "day_of": r"(?:on |by )?the (?P<edge>last|first) day of (?:the|this|(?P<next>next)) (?P<unit>week|month|year)",
    "edge_of": r"(?:at |by |before )?(?:the )?(?:(?P<end>end)|beginning|start) of (?:the|this|(?P<next>next)) "
    r"(?P<unit>day|week|month|year)",
    "day_month": r"{ON_DAY}(?:the )?(?P<day>{DATE_ORDINAL})(?: of)? (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?(?!,?"
        r" 2[2-9]\d\d\b)",
    "month_day": r"{ON_DAY}(?P<month>{MONTH}) (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:/%]|[.,]\d)"
    r"(?! ?(?:[ap]m|miles?|km|steps|times|hours|days)\b)(?:,? (?P<year>{YEAR}))?",
    "weekday_the": r"(?:on |by )?(?P<weekday>{DAY}),? (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)\b",
    "from_weekday": r"(?:in )?(?P<count>{NUMBER}) weeks? (?:from|after|on) (?P<weekday>{DAY})",
    "every_nth": r"(?:on )?(?:every|each) (?P<nth>first|last) (?P<day>{DAY})(?! of)",
    "first_thing": r"first thing(?= (?:tomorrow|{TOMORROW}|on (?:{DAY})|{DAY})\b)|first thing in the morning",
    "every_days": r"(?:on )?(?:every|each) (?:(?P<interval>other|second|third) )?"
    r"(?P<days>(?:{DAY})s?(?:(?:, and|,| and| or| &) (?:every )?(?:{DAY})s?){0,6})",
    "day_range": r"(?:on |from )?(?P<first>{DAY}) (?:through|thru) (?P<last>{DAY})",
    "every_day_month": r"(?:on )?(?:every|each) (?P<day>{DATE_ORDINAL})(?: of)? (?P<month>{MONTH})",
    "every_month_day": r"(?:on |in )?(?:every|each) (?P<month>{MONTH})(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?)?",
    "once_a": r"once (?:an? |per |every )(?P<unit>hour|day|week|fortnight|month|year)",
    "every_unit": r"(?:every|each) (?:single )?(?P<single>other |second )?(?:(?P<count>{NUMBER}) )?"
    r"(?P<unit>minute|min|hour|weekday|(?P<weekend>weekend)|day|week|fortnight|month|year|morning|afternoon|evening"
    r"|night)s?",
    "days_part": r"(?:on )?(?P<days>(?:{DAY_NAME}|weekday|weekend)s?(?:(?:,| and| or"
        r"| &) (?:on )?(?:{DAY_NAME})s?){0,6})"
    r" (?P<part>morning|afternoon|evening|night)s",
    "plural_days": r"(?:on )?(?P<days>(?:{DAY_NAME}|weekday|weekend)s"
    r"(?:(?:, and|,| and| or| &) (?:on )?(?:{DAY_NAME})s){0,6})",
    "adverb": r"(?<!-)(?P<adverb>hourly|daily|weekly|fortnightly|monthly|yearly|annually){FOLLOW}",
    "week_today": r"(?:in )?(?P<count>{NUMBER}) weeks? (?P<day>today|{TOMORROW})",
    "relative_day": r"(?P<day>the day after tomorrow|day after tomorrow|the day before yesterday|{TOMORROW}|today"
    r"|yesterday)",
    "close_of_day": r"(?:by |at |before )?(?:the )?(?:eod|cob|close of (?:play|business|day)|end of play)",
    "tonight": r"tonight|(?P<last>last night)",
    "half": r"(?:in )?(?P<what>half an hour|a quarter of an hour|half a day)(?: from now|(?:'s)? time)|in (?:about "
        r"|around )?(?P<within>half an hour|a quarter of an hour|half a day)",
    "in_units": r"(?:in|within) (?:about |around |roughly |exactly |like |maybe |say |another |just |just over "
        r"|just under ){0,2}(?P<count>{NUMBER}) (?P<unit>{UNIT})s?"
    r"(?:(?P<half> and a half)|,? (?:and )?(?P<more>{NUMBER}) min(?:ute)?s?)?(?:'s? time|s'? time)?",
    "from_now": r"(?:in )?(?P<count>{NUMBER}) (?P<unit>{UNIT})s? from (?:now|today|(?P<tomorrow>{TOMORROW}))",
    "half_units": r"in (?P<count>one|two|three|four|five|\d{1,3}) and a half (?P<unit>{UNIT})s?",
    "ago": r"(?:about |around )?(?P<count>{NUMBER}) (?P<unit>{UNIT})s? ago",
    "weekday_side": r"(?:on |by )?(?P<weekday>{DAY}) (?P<side>next|this|last) (?P<week>week)",
    "week_weekday": r"(?P<side>next|this|last) (?P<week>week),? (?:on )?(?P<weekday>{DAY})",
    "weekday_week": r"(?:on )?(?:(?P<weekday>{DAY}) week|a week (?:this |next )?(?P<on>{DAY}))(?! (?:\d|one|two|of))",
    "unit_beyond": r"(?:in )?the (?P<unit>weekend|week|month|year) (?:(?P<after>after next)|before last)",
    "side_weekday": r"(?:on |by )?(?:(?P<side>next|last|this coming|this past|this|coming) )(?P<weekday>{DAY})",
    "weekday": r"(?:on |by )?(?P<weekday>{DAY})",
    "a_weekday": r"on an? (?P<weekday>{DAY})",
    "side_unit": r"(?:in |by )?(?:(?P<side>next|last|this coming|this past|this) )(?P<unit>weekend|week|month|year)"
    r"(?! after)",
    "the_weekend": r"(?:on|at|over|by) the weekend",
    "side_season": r"(?:in |by )?(?:the )?(?P<side>next|last|this) (?P<season>{SEASON})",
    "season": r"(?:in )?(?:the )?(?P<season>{SEASON})(?: of)? (?P<year>{YEAR})|in (?:the )?(?P<alone>{SEASON}){FOLLOW}",
    "side_month": r"(?:in |by )?(?P<side>next|last|this) (?P<month>{MONTH})(?! \d{1,2}\b)",
    "month_year": r"(?:(?:in|by|during|since|until|till|from) )?(?:early |late |mid-)?(?P<month>{MONTH})(?:,| of)?"
    r" (?P<year>{YEAR})",
    "month": r"(?:(?:in|by|during|since|until|till|from) (?:early |late |mid-)?|early |late "
        r"|mid[- ])(?P<month>{MONTH})(?!,? \d)",
    "year": r"(?:(?:in|during|since) (?P<year>{YEAR})|(?:by|until|till|from|before|after|of) (?P<late>{LATE_YEAR}))"
    r"{NOT_A_YEAR}",
    "holiday": r"(?:on |by |at )?(?P<holiday>christmas eve|christmas day|boxing day|new year's eve|new year's day"
    r"|valentine's day|halloween)|(?:on|by|at|next|last|this) (?P<alone>christmas|new year's){FOLLOW}",
    "day_only": r"(?:on|by|since|until|till|from|before|after) the (?P<day>{ORDINAL})(?! of (?:{MONTH})\b){FOLLOW}",
    "half_hour": r"(?:at|by|around|about|for|till|until) half (?P<hour>{HOUR_WORD}|\d{1,2}(?![\d:%]))"
    r"(?! (?:{UNIT}|people|times|of|a)s?\b)",
    "past_clock": r"(?:at (?:about |around )?|by |around |about )?(?P<minutes>half|(?:a )?quarter|five|ten|twenty"
        r"|twenty-five"
        r"|5|10|15|20|25|\d{1,2}(?= minutes?))(?: minutes?)? "
    r"(?:past|(?P<to>to)) (?P<hour>{HOUR_WORD}|\d{1,2})(?![\d:])(?: ?(?P<half>[ap]\.?m\b\.?))?(?! (?:{UNIT})s?\b)",
    "clock": r"(?:(?:at(?: about| around)?|by|around|from"
        r"|before) )?(?<![\d:.,/$£€-])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?"
    r"(?P<half>[ap]m\b|[ap]\.m\.)",
    "clock_four": r"(?:(?:at(?: about| around)?|by|around|from"
        r"|before) )?(?<![\d:.,/$£€+-])(?<!\d\s)(?P<hour>0\d)(?P<minute>[0-5]\d)"
    r"(?: ?(?:hrs|hours))?(?![\d:%,.-]\d| ?(?:\d|-))"
    r"|(?:(?:at|by) )(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d) ?(?:hrs|hours|h)\b",
    "clock_24": r"(?:(?:at(?: about| around)?|by|around|from"
        r"|before) )?(?<![\d:.,/$£€-])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?"
    r"(?![\d:%])",
    "o_clock": r"(?:(?:at(?: about| around)?|by|around) )?(?P<hour>{HOUR_WORD}|\d{1,2}) ?o'clock",
    "bare_clock": r"(?:at(?: about| around)?|by|around|(?<=alarm\s)for|(?<=reminder\s)for"
        r"|(?<=timer\s)for) (?P<hour>{HOUR_WORD}"
        r"|\d{1,2})(?:\.(?P<minute>\d\d))?{FOLLOW}",
    "named_clock": r"(?:(?:at|by|around) )?(?P<name>noon|midday|midnight)",
    "this_part": r"this (?P<part>morning|lunchtime|afternoon|evening)",
    "the_part": r"(?P<whole>in the) (?P<part>morning|afternoon|evening)",
    "part": r"(?:at )?(?P<part>{PART})",
}
EARLY = r"\b(?:wake|woken|get up|getting up|alarm|breakfast)\b"  # a bare hour beside these is before noon
PAST = (  # the speaker tells of what has been: a month or day without a year is then the last of its name
    r"(?<!days\s)(?<!weeks\s)(?<!hours\s)(?<!minutes\s)(?<!\bto\s)(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)(?<!'s\s)(?<!\bget\s)(?<!\bgetting\s)(?<!\bgot\s)(?<!\bbeen\s)(?<!"
    r""
    r""
    r"\bbeing\s)(?<!'re\s)(?<!\bwill\s)(?<!\bcan\s)(?:(?<=\w\s)|(?<=\w,\s))(?:(?:just|recently|already|only|first"
    r"|once) ){0,2}"
    r"(?:turned|started|stopped|moved|left|quit|joined|met|married|bought|adopted|graduated|finished|ended|began"
    r"|visited|went"
    r"|lost|won|died|was|were|had|broke|sold|saw|came|returned|arrived|flew|retired|hurt"
    r"|opened|closed|happened|passed)\b"
    r"|\b(?:i|we|he|she|they|it|you|who)(?: (?:just|recently|only|first)){0,1} (?:got\b|(?!need\b|feed\b|speed\b"
    r"|succeed\b|proceed\b)\w{2,12}ed\b)"
)
KEPT_OUT = ("since", "until", "till", "from", "before", "after", "of",
    "for")  # words that place a date and are no part of it
BESIDE = ("", ",", ", at", "at", ", on", "on", "in", ", in", "from", "around")  # what may stand between two parts
