"""English patterns of hours and parts of the day: data alone, read by `english_dates`, whose forms they have.

They are tried after those of days, in their order.
"""

HOUR_HINT = (
    r"\b(?:(?:{HOUR_WORD}) ?o['’]? ?clock|(?:at|by|around|about|past|to|half|for|since|until"
    r"|till|after|before|between) (?:{HOUR_WORD}))\b"
)
CLOCK_PATTERNS = {
    "hours_between": r"(?:from|between) (?P<begin>(?P<first>{HOUR_WORD}|\d{1,2})(?:[:.](?P<past>[0-5]\d))?)"
    r"(?: ?(?:-|–) ?| (?:to|until|till|til|and) )(?P<last>{HOUR_WORD}|\d{1,2})(?:[:.](?P<late>[0-5]\d))?"
    r"(?: ?(?P<half>[ap]m\b|[ap]\.m\.)|(?![\d:%/-]){FOLLOW})",
    "hours_of_day": r"(?:(?<=day\s)|(?<=days\s)|(?<=morrow\s))(?P<begin>(?P<first>{HOUR_WORD}|\d{1,2})"
    r"(?:[:.](?P<past>[0-5]\d))?)"
    r" (?:to|until|till|til) (?P<last>{HOUR_WORD}|\d{1,2})"
    r"(?:[:.](?P<late>[0-5]\d))?(?P<half>(?!))?(?![\d:%/-]){FOLLOW}",
    "hours_with_day": r"(?<![\d:.,/$£€-])(?P<begin>(?P<first>{HOUR_WORD}|\d{1,2})(?:[:.](?P<past>[0-5]\d))?)"
    r"(?P<dash> ?[-–] ?| (?:till|until|til) |(?<!5)(?<!10)(?<!20)(?<!ten)(?<!five) to )(?P<last>{HOUR_WORD}"
    r"|\d{1,2})"
    r"(?:[:.](?P<late>[0-5]\d))?(?P<half>(?!))?(?= (?:today|tonight|{TOMORROW}|on (?:{DAY})s?|this (?:morning?"
    r"|afternoon"
    r"|evening))\b)",
    "hours_to_half": r"(?:at )?(?<![\d:.,/$£€-])(?P<begin>(?P<first>{HOUR_WORD}|\d{1,2})(?:[:.](?P<past>[0-5]\d))?)"
    r"(?: ?(?:-|–) ?| (?:to|until|till|til) )(?P<last>{HOUR_WORD}|\d{1,2})(?:[:.](?P<late>[0-5]\d))?"
    r" ?(?P<half>[ap]m\b|[ap]\.m\.)",
    "half_hour": r"(?:at|by|around|about|for|till|until|since|from|before|after) half (?P<hour>{HOUR_WORD}"
    r"|\d{1,2}(?![\d:%]))"
    r"{ISH}?(?! (?:{UNIT}|people|times|of|a)s?\b)",
    "half_alone": r"(?<!\ba\s)(?<!\bthe\s)(?<!\bmy\s)(?<!\bother\s)(?<!\bfirst\s)(?<!\bsecond\s)half"
    r" (?P<hour>{HOUR_WORD}|1[0-2](?![\d:./%-])|[1-9](?![\d:./%-]))(?:{ISH}(?= ?(?:[,.?!]|$)| (?:at|on|then"
    r"|instead|tomorrow|tonight)\b)|(?=(?: ?[?!]| ?$"
    r"|\.(?: |$)"
    r"| (?:instead|then|today|tonight|tomorrow|on (?:{DAY})"
    r"|sharp|in the (?:morning|evening)|or half|latest|at the latest|please|ok|is (?:grand|fine|good|ok|okay"
    r"|perfect|great|too|better|best)|works"
    r"|suits|will do|it is|would)\b|(?<!one),(?! half))|(?<!one)(?! of\b){FOLLOW}"
    r"|(?= (?:outside|near) )))",
    "worded_clock": r"(?:(?:at(?: about| around)?|by|around|about|for|from|till|until) )?(?P<hour>{HOUR_WORD})"
    r" (?P<minutes>fifteen|thirty|forty[- ]five)(?: ?(?P<half>[ap]\.?m\b\.?)|{FOLLOW})",
    "past_clock": r"(?:at (?:about |around )?|by |around |about |(?!\d{1,2} to \d{1,2}\b(?! ?[ap]\.?m\b)(?!{FOLLOW})))"
    r"(?P<minutes>half|(?:a )?quarter|five|ten|twenty"
        r"|twenty-five"
        r"|5|10|15|20|25|\d{1,2}(?= minutes?))(?: minutes?)? "
    r"(?:past|(?P<to>to|(?:till|til)(?= (?:{HOUR_WORD}|\d{1,2})(?:{FOLLOW}| ?[ap]\.?m\b)))"
    r"|after(?= (?:{HOUR_WORD}|\d{1,2})(?:{FOLLOW}| ?[ap]\.?m\b)))"
    r" (?P<hour>{HOUR_WORD}|\d{1,2}|noon|midday|midnight)(?![\d:])(?: ?(?P<half>[ap]\.?m\b\.?))?(?! (?:{UNIT})s?\b)",
    "next_minutes": r"(?:at|around|about|till|until|by|(?<='s\s)|(?<=\bgone\s)) ?(?P<minutes>half|(?:a )?quarter|five"
    r"|ten|twenty|twenty-five) "
    r"(?:past|(?P<to>to))(?= ?(?:[.,;!?)]|$)| (?:please|pls|then|and|so|if|or|ok|for|instead)\b)",
    "quarter_of": r"(?:at|by|around) (?:a )?(?P<minutes>quarter|five|ten|twenty) (?P<to>of) (?P<hour>{HOUR_WORD}"
    r"|\d{1,2}){FOLLOW}",
    "edge_clock": r"(?:after|until|till|til|before|since|(?:(?<=free\s)|(?<=open\s)|(?<=day\s)|(?<=th\s)|(?<=row\s)"
    r"|(?<=night\s)|(?<=home\s)|(?<=here\s))from) (?P<hour>(?!one\b)(?:{HOUR_WORD})|(?<=since\s)one"
    r"|(?<=till\s)one"
    r"|(?<=until\s)one|1[0-2]|[1-9])(?:[.:](?P<minute>[0-5]\d))?(?= ?(?:[.,;!?)]|$)| (?:today|tonight|{TOMORROW}"
    r"|on (?:{DAY})s?"
    r"|this (?:morning?|afternoon|evening?)|in the|at night|at the latest|but|so|because|cos|if|when|i|we|he|she|they"
    r"|please|pls"
    r"|every|most|again)\b)",
    "clock": r"(?:(?:at(?: about| around| like)?|by(?: about| around)?|about|around|from"
        r"|before) )?(?<![\d:.,/$£€-])(?P<hour>\d{1,2}"
        r"|(?!one\b)(?:{HOUR_WORD})(?= [ap]\.?m))(?:[:.](?P<minute>\d\d))? ?"
    r"(?P<half>[ap]m\b|[ap]\.m\.)",
    "clock_four": r"(?:(?:at(?: about| around)?|by|around|from"
        r"|before) )?(?<![\d:.,/$£€+-])(?<!\d\s)(?P<hour>0\d)(?P<minute>[0-5]\d)"
    r"(?: ?(?:hrs|hours))?(?![\d:%,.-]\d| ?(?:\d|-))"
    r"|(?:(?:at|by) |(?<=@)|(?<=@\s))(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d) ?(?:(?:hrs|hours|h)\b"
    r"|(?:(?<=at\s\d\d(?:00|15|30|45))|(?<=@\d\d(?:00|15|30|45))|(?<=@\s\d\d(?:00|15|30|45))){FOLLOW})",
    "hour_in_part": r"(?:(?<=\bwas\s)|(?<=\band\s)|(?<=\bor\s)|(?<='s\s)|(?<=\bis\s)|(?<=\bgone\s)|(?<=\bnearly\s)"
    r"|(?<=\btill\s)"
    r"|(?<=\buntil\s)|(?<=,\s)|(?<=^)|(?<=[.!?]\s)|(?<=day\s)|(?<=days\s)|(?<=row\s)|(?<=starts\s)"
    r"|(?<=begins\s)|(?<=leaves\s)|(?<=lands\s)|(?<=closes\s)|(?<=opens\s))"
    r"(?P<hour>\d{1,2}|{HOUR_WORD})(?= (?:in the (?:morning?|afternoon|evening?)|at night|tonight)\b)",
    "clock_24": r"(?:(?:at(?: about| around)?|by|around|from"
        r"|before) )?(?<![\d:.,/$£€-])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?"
    r"(?![\d%]|:\d){ISH}?"
    r"|(?<![\d:.,/$£€-])(?P<early>\d{1,2})\.(?P<past>[0-5]\d)(?:(?<=days\s\d\.\d\d)|(?<=days\s\d\d\.\d\d)"
    r"|(?<=day\s\d\.\d\d)"
    r"|(?<=day\s\d\d\.\d\d)|(?<=(?:urs|ues|eds|mon|fri|sat|sun|wed|row|moz)\s\d\.\d\d)"
    r"|(?<=(?:urs|ues|eds|mon|fri|sat|sun|wed|row|moz)\s\d\d\.\d\d)|(?= (?:today|tonight|{TOMORROW}|(?:on"
    r"|from) (?:{DAY})"
    r"|this"
    r" (?:morning?|afternoon|evening?)|sharp)\b))(?!\d| ?(?:km|kg|miles?|%|euros?|pounds?|gbp|m|l)\b)",
    "o_clock": r"(?:(?:at(?: about| around)?|by|around) )?(?P<hour>{HOUR_WORD}|\d{1,2}) ?(?:o['’]? ?clock|0'clock)",
    "bare_clock": r"(?:at(?: about| around)?|by|around"
    r"|(?:(?<=\bfrom\s)|(?<=\bthere\s)|(?<=\bhome\s)|(?<=\bback\s)|(?<=\btill\s)|(?<=\buntil\s)|(?<=\bover\s)"
    r"|(?<=\bround\s)|(?<=day\s)|(?<=row\s)|(?<=arvo\s)|(?<=ning\s)|(?<=noon\s)|(?<=night\s))about"
    r"|before(?= (?:{HOUR_WORD}|\d{1,2}) (?:today|tonight|tomorrow)\b)"
    r"|(?:(?<=\bdo\s)|(?<=\bit\s)|(?<=\bsay\s)|(?<=\bfor\s)|(?<=\bcan\s)|(?<=\bor\s))(?=(?:{HOUR_WORD}|\d{1,2})"
    r" (?:today|tonight|{TOMORROW}|on (?:{DAY}))\b)"
    r"|(?=(?:{HOUR_WORD}|\d{1,2}) (?:sharp|on the dot)\b)|(?<=@)|(?<=@\s)|(?:(?<=,\s)|(?<=and\s))(?=(?:{HOUR_WORD}"
    r"|\d{1,2}) on"
    r" (?:{DAY_NAME})s\b)|(?:about |around )?(?=(?:{HOUR_WORD}"
    r"|\d{1,2})-?ish\b)"
    r"|(?<=there\s)for|(?<=scheduled\s)for|(?:(?<=booked\s)"
    r"|(?<=reserved\s)|(?<=ordered\s)|(?<=set\s)|(?<=arranged\s))for(?= (?:\d{1,2}\.\d\d|{HOUR_WORD}|\d{1,2}) ?(?:$"
    r"|[.!,;](?= |$)|(?:this|tonight|tomorrow|on|in|and|but|so)\b))|(?<=alarm\s)for"
        r"|(?<=reminder\s)for"
        r"|(?<=timer\s)for) ?(?P<hour>{HOUR_WORD}"
        r"|\d{1,2})(?:\.(?P<minute>\d\d)|{ISH})?(?:{FOLLOW}|(?<=day\sat\s\d)(?={SUBJECT})|(?<=day\sat\s\d\d)"
    r"(?={SUBJECT}))",
    "named_clock": r"(?:(?:at|by|around|about(?= noon)) (?:12 )?|(?<![\d:.,/$£€-])12 )?(?P<name>noon|midday"
    r"|midnight){ISH}?",
    "this_part": r"this (?P<part>morning?|lunchtime|afternoon|arvo|evening?)",
    "the_part": r"(?P<whole>in the) (?P<part>morning?|afternoon|evening?)",
    "at_lunch": r"(?P<whole>at|over|by) (?P<part>lunchtime)",
    "part": r"(?:at )?(?P<part>{PART})",
}
EARLY = (  # a bare hour beside these is before noon
    r"\b(?:(?P<wake>wake|woken|get (?:me |us )?up|getting up|(?:be|being|'m|'re|im|is|are|was|were"
    r"|i've been) up(?= (?:at|by|for|from) (?:\d|half|quarter|ten|twenty"
    r"|(?:{HOUR_WORD})\b)))|alarm|early start"
    r"|breakfast)\b"
)
CLOSING = (  # and in a series one beside these is after noon
    r"\b(?:clos(?:es?|ing)|shuts?|shutting|finish(?:es|ed|ing)?|knocks? off|gets? (?:home|off|in from work)|ends?)"
    r" (?:at|by|around|about) (?:half |quarter )?(?:\d|(?:{HOUR_WORD})\b)"
)
OPENING = r"\b(?:opens?|starts?|begins?|from)\b"  # but for these in the same clause
NAP = r"\b(?:nap|siesta|doze|snooze|kip|lie[- ]down)\b"  # but not from these
