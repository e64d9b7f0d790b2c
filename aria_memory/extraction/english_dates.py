"""English patterns of dates: data alone, read by `patterns` and `dates`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded. Order
matters: at one place of a text the first pattern that matches wins, so the longer forms stand first.
"""

from collections.abc import Iterable

from .english_date_clocks import CLOCK_PATTERNS
from .english_date_words import (
    ALONE,
    FROM_EASTER,
    HOLIDAYS,
    HOURS,
    MISSPELT_DAYS,
    MISSPELT_MONTHS,
    MONTHS,
    NTH_FEASTS,
    NUMBERS,
    ORDINALS,
    PART_HOURS,
    SEASONS,
    SHORT_PARTS,
    SHORT_UNITS,
    TOMORROW,
    UNITS,
    WEEKDAYS,
    WORDS_TOO,
)
from .english_date_zones import OF_HOUR


def _words(words: Iterable[str]) -> str:
    """An alternation, longest first, so that no word hides a longer one."""
    return "|".join(sorted(words, key=len, reverse=True))


FRAGMENTS = {
    "OF_HOUR": OF_HOUR,
    "MONTH": _words(name for names in MONTHS for name in names) + "|" + _words(MISSPELT_MONTHS),
    "DAY": _words(name for names in WEEKDAYS for name in names if name not in WORDS_TOO)
    + "|" + _words(MISSPELT_DAYS)
    + r"|(?:(?<=\bon\s)|(?<=\bby\s)|(?<=\bnext\s)|(?<=\blast\s)|(?<=\bthis\s)|(?<=\bevery\s)|(?<=\buntil\s)"
    r"|(?<=\btill\s)|(?<=\btil\s))(?:wed|sat|sun)|(?-i:Wed|Sat|Sun)(?= (?:morning|afternoon|evening|night|at \d|\d))"
    r"|(?<!\bi\s)(?<!\bwe\s)(?<!\bhe\s)(?<!\bshe\s)(?<!\bthey\s)(?<!\bjust\s)(?<!\band\s)(?<!\bthe\s)(?:wed|sat|sun)"
    r"(?= (?:(?:at )?\d{1,2}(?::\d\d)? ?[ap]m|the \d{1,2}(?:st|nd|rd|th))\b)"
    r"|(?<!\bthe\s)(?-i:Wed|Sat|Sun)(?= ?(?:[?!]|$|, )| (?:and|or|&) )"
    r"|(?:(?<=\bme\s)|(?<=\bus\s)|(?<=\bder\s)|(?<=\balarm\s)|(?<=\bfor\s))(?:wed|sat|sun)(?= (?:at )?(?:\d|half"
    r"|noon|arvo|{PART}))",
    "DAY_NAME": _words(name for names in WEEKDAYS for name in names if name.endswith("day")),  # "mons" is a town
    "DAY_SHORT": _words(name for names in WEEKDAYS for name in names),
    "TOMORROW": _words(TOMORROW),
    "NUMBER": r"\d{1,4}|(?:twenty|thirty|forty|fifty)[- ](?:one|two|three|four|five|six|seven|eight|nine)|"
    + _words(NUMBERS),
    "ORDINAL": r"\d{1,2}(?:st|nd|rd|th)|" + _words(ORDINALS),
    "ORDINALS": r"(?:{ORDINAL})(?:(?: and|, and|,| &) (?:the )?(?:{ORDINAL})){0,3}",
    "ISH": r"(?: ?-?ish\b)",
    "SUBJECT": r" (?-i:[A-Z][a-z]{1,14})(?:'ll\b|'s (?:got|at|in|on|having|going|coming|off|back|\w{2,12}ing)\b|"
    r" (?:and i|has|had|is|was|will|goes|comes|gets|needs|starts|plays|wants|can|must|should|does|finishes|arrives"
    r"|leaves)\b)",
    "DATE_ORDINAL": r"\d{1,2}(?:st|nd|rd|th)?|{DAY_WORD}",
    "DAY_WORD": _words(word for word, n in ORDINALS.items() if n > 0),
    "ON_DAY": r"(?:on |by )?(?:(?:{DAY}|wed|sat|sun),? )?",
    "UNIT": _words(UNITS),
    "SHORT_UNIT": _words(SHORT_UNITS),
    "FEAST": _words(name for name in (*HOLIDAYS, *FROM_EASTER, *NTH_FEASTS) if name not in ALONE),
    "FEAST_ALONE": _words(ALONE),
    "ASKING": r"\b(?:(?:please|pls|can you|could you|will you|would you) ){0,2}(?:remind (?:me|us)|set (?:me )?an?"
    r" (?:reminder|alarm)|don'?t let me forget|nudge me|ping me|see you)\b",
    "SEASON": _words(SEASONS),
    "PART": _words(part for part in PART_HOURS if part not in SHORT_PARTS)
    + r"|(?-i:eve|aft)(?= ?(?:$|[.,;!?)])| (?:or|and|at|if|please|pls|then)\b)",
    "YEAR": r"(?:1\d|20)\d\d(?![\d:/-]|\.\d)",
    "LATE_YEAR": r"(?:19|20)\d\d(?![\d:/-]|\.\d)",  # of older ones, "by 1700" is an hour, "of 1500" a number
    "NOT_A_YEAR": r"(?! (?:people|dollars|euros|pounds|steps|words|miles|metres|meters|km|calories|times|pieces"
        r"|hours|hrs|words|grams|kg|m|k|g|ml|pages|years|days|minutes|cases|of)\b)",
    "HOUR_WORD": "|".join(HOURS),
    # What may follow a bare hour, day of the month or adverb: a stop, or a word that no noun phrase goes on with.
    "FOLLOW": r"(?=[ ]{0,2}(?:[,;!?)\"]|[.:](?!\d)|$)|[ ](?:to|remind|remember|please|on(?! cent(?:er|re))|today"
    r"|{TOMORROW}|yesterday|tonight|tonite|2nite|in|every|each|and|that|so|but|for|about|sharp|dont|when|if|whether"
    r"|how|what|i|we|my"
    r"|you|next|this|don't|until|because|or|then|at|of|as|after|before|by|during|over|under|till|since|unless|while"
    r"|where|which|who|is|are|was|were|has|have"
    r"|had|will|would|can|could|should|must|might|may|did|do|does|he|she|they|it|his|her|their|our|your|us|him|them|me"
    r"|there|here|not|again|instead|too|also|maybe|perhaps|probably|pls|plz|thx|thanks|thank|cheers|ta|lol|haha|ok"
    r"|okay|right|now|later|early|first|most|some|a|an|ish|or so|xx?"
    r"|from|with|the|ask|tell|make|get|give|nag|nudge|ping|buzz|prod"
    r"|poke|daily|im|ive|id|need(?= to)|gotta|wanna|got|cos|coz|cause|pretty(?= pl)|ty|tysm|tks|- "
    r"|except|excluding|apart|{OF_HOUR}"
    r"|" + _words(name for names in WEEKDAYS for name in names) + r")\b)",
}

PATTERNS = {
    "iso": r"(?:(?:on|by) )?(?<![\d-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d))?",
    "dashed": r"(?:(?:on|by) )?(?<![\d-])(?P<first>\d{1,2})-(?P<second>\d{1,2})-(?P<year>20\d\d)(?![\d-])",
    "dotted": r"(?:(?:on|by) )?(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d|\.\d)",
    "slash": r"(?:(?:on|by) |(?!10/10\b|5/5\b))(?<![\d/.])(?<!flat\s)(?<!room\s)(?<!unit\s)(?<!apt\s)(?<!score\s)"
    r"(?<!odds\s)(?<!odds\swere\s)(?<!odds\sare\s)"
    r"(?<!odds\sof\s)(?!24/7\b)(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}"
    r"|\d{2}))?(?![\d/]|\.\d)(?! ?(?:of|a|an|the|on the (?:buzzer|door|bell)|cups?|inch(?:es)?|teaspoons?"
    r"|tablespoons?|miles?|full|done|stars?)\b)",
    "nth_of_months": r"(?:on |by )?(?:(?P<every>every |each )|the |(?=\w{3,14} of (?:every"
         r"|each) month))(?P<nth>{ORDINALS})(?: (?P<day>{DAY}|day))?"
    r"(?: (?:of|in) (?:(?P<each>every|each) month|(?:the|a) month)|(?P<each_month> each month))",
    "nth_days": r"(?:on |by )?(?:the |every |each )?(?P<nth>(?:{ORDINAL})(?:(?: and|, and|,| &| or)"
    r" (?:the )?(?:{ORDINAL})){1,3})"
    r" (?P<day>{DAY_NAME})s?(?! of)",
    "months_on": r"(?:every|each) month,? on the (?P<nths>{ORDINALS})",
    "week_of": r"(?:in |by |during )?the (?P<nth>first|second|third|fourth|last) (?P<unit>week|weekend) (?:of|in) "
    r"(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
    "nth_weekday_of": r"(?:on |by )?the (?P<nth>{ORDINAL}) (?P<day>{DAY}) (?:of|in) (?P<month>{MONTH})"
    r"(?:,? (?P<year>{YEAR}))?",
    "edge_of_month": r"(?:at |by |before |on |in )?(?:the )?(?P<edge>end|beginning|start|middle|last day"
    r"|first day) of "
    r"(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
    "nth_of_month": r"(?:on |by )?(?:the |(?=\d))(?P<nth>{ORDINAL})(?: (?P<day>{DAY}))? (?:of|in) (?:(?P<next>next)"
    r"|this"
    r"|the) month",
    "day_of": r"(?:on |by )?the (?P<edge>last|first) day of (?:the|this|(?P<next>next)) (?P<unit>week|month|year)",
    "edge_of": r"(?:at |by |before )?(?:the )?(?:(?P<end>end)|beginning|start) of (?:the|this|(?P<next>next)"
    r"|(?P<last>last)) "
    r"(?P<unit>day|week|month|year)",
    "days_of_month": r"(?:from |between |on )?(?P<begin>(?:(?:{DAY}),? )?(?:the )?(?<![\d:.,/$£€-])"
    r"(?P<first>\d{1,2}(?:st|nd|rd|th)?))"
    r"(?: ?(?:-|–) ?| (?:to|until|till|til|through|thru|(?:(?<=st\s)|(?<=nd\s)|(?<=rd\s)|(?<=th\s))and"
    r"|(?<=between\s\d\s)and|(?<=between\s\d\d\s)and) )"
    r"(?P<end>(?:(?:{DAY}),? )?(?:the )?(?P<last>\d{1,2}(?:st|nd|rd|th)?)(?: of)? (?P<month>{MONTH})(?:,?"
    r" (?P<year>{YEAR}))?)",
    "days_after_month": r"(?:from |between )?(?P<begin>(?:on )?(?P<month>{MONTH})\.?"
    r" (?:the )?(?P<first>\d{1,2}(?:st|nd|rd|th)?))"
    r"(?: ?(?:-|–) ?| (?:to|until|till|til|through|thru) )(?P<end>(?:the )?(?P<last>\d{1,2}(?:st|nd|rd|th)?)"
    r"(?![\d:/%]|[.,]\d)(?! ?(?:[ap]m|miles?|km|steps|times|hours|days|{MONTH})\b)(?:,? (?P<year>{YEAR}))?)",
    "months": r"(?:(?:from|between) (?P<first>{MONTH}) (?:to|until|till|til|through|thru|and)|(?P<begin>{MONTH}) ?[-–])"
    r" ?(?P<last>{MONTH})(?! ?\d)",
    "days_alone": r"(?:from |between )?(?P<begin>(?:on )?the (?P<first>\d{1,2}(?:st|nd|rd|th)))(?: ?(?:-|–) ?|"
    r" (?:to|until|till"
    r"|til|through|thru) )(?P<end>(?:the )?(?P<last>\d{1,2}(?:st|nd|rd|th)))(?! (?:of )?(?:{MONTH})\b){FOLLOW}",
    "day_month": r"{ON_DAY}(?:the )?(?P<day>{DATE_ORDINAL})(?: of)? (?P<month>{MONTH})(?:,? (?P<year>{YEAR})|,?"
    r" (?P<side>next|last|this) year)?(?!,?"
        r" 2[2-9]\d\d\b)",
    "month_day": r"{ON_DAY}(?P<month>{MONTH})\.? (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:/%]|[.,]\d)"
    r"(?! ?(?:[ap]m|miles?|km|steps|times|hours|days)\b)(?:,? (?P<year>{YEAR})|,? (?P<side>next|last|this) year)?",
    "weekday_the": r"(?:on |by )?(?:(?:next|this) )?(?P<weekday>{DAY}),? (?:(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)"
    r"|the (?P<worded>{DAY_WORD}))\b",
    "from_weekday": r"(?:in )?(?:(?P<count>{NUMBER}) weeks?|(?:a )?(?P<two>fortnight)|(?P<one>week)(?= (?:on"
    r"|from) )) (?:from|after|on)"
    r" (?P<weekday>{DAY})",
    "every_nth": r"(?:on )?(?:every|each) (?P<nth>first|last) (?P<day>{DAY})(?! of)",
    "first_thing": r"(?:(?<=day\s)|(?<=,\s))first thing(?! (?:that|i|you|we)\b)|first thing(?= (?:tomorrow|yesterday"
    r"|{TOMORROW}|on"
        r" (?:{DAY})|{DAY})\b)|first thing in the morning",
    "every_days": r"(?:on )?(?:(?:every|each) (?:(?P<interval>other|second|2nd|third|3rd|alternate) )?"
    r"|(?P<alternate>alternate) )"
    r"(?P<days>(?:{DAY})s?(?:(?:, and|,| and| or| &| n)? (?:every )?(?:{DAY})s?){0,6})",
    "day_range": r"(?:on |from )?(?P<first>{DAY}) (?:through|thru) (?P<last>{DAY})",
    "days_of_week": r"(?P<begin>{DAY}) ?(?:to|-|–|till|until) ?(?P<stop>{DAY}(?! (?:next|this|last) week))(?!"
    r" (?:week|the \d|\d))",
    "every_day_month": r"(?:on )?(?:every|each) (?P<day>{DATE_ORDINAL})(?: of)? (?P<month>{MONTH})",
    "every_month_day": r"(?:on |in )?(?:every|each) (?P<month>{MONTH})(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?)?",
    "days_listed": r"(?P<days>(?:{DAY_SHORT})(?:[ /](?:{DAY_SHORT})\b){2,6})",
    "once_a": r"once (?:an? |per |every )(?P<unit>hour|day|week|fortnight|month|year)",
    "every_unit": r"(?:(?:every|each) (?:single )?(?P<single>other |second |alternate )?"
    r"|(?:on )?(?P<alternate>alternate )"
    r"(?=days?|weeks?|months?))(?:(?P<count>{NUMBER}) )?"
    r"(?P<unit>minute|min|hour|weekday|work(?:ing)? ?day|school ?day|(?P<weekend>weekend)|day|week|fortnight|month"
    r"|year|morning|lunchtime"
    r"|afternoon|arvo"
    r"|evening|night)s?",
    "days_part": r"(?:on )?(?P<days>(?:{DAY_NAME}|weekday|weekend)s?(?:(?:,| and| or"
        r"| &) (?:on )?(?:{DAY_NAME})s?){0,6})"
    r" (?P<part>morning|afternoon|evening|night)s",
    "plural_days": r"(?:on |at (?=weekends\b))?(?P<days>(?:{DAY_NAME}|weekday|weekend)s"
    r"(?:(?:, and|,| and| or| &| n)? (?:on )?(?:(?:{DAY_NAME})s|mons|tues|weds|thurs|fris)\b){0,6})",
    "adverb": r"(?<!-)(?P<adverb>hourly|daily|weekly|fortnightly|monthly|yearly|annually){FOLLOW}",
    "week_today": r"(?:in )?(?:(?P<count>{NUMBER}) weeks?|(?:a )?(?P<two>fortnight)|(?P<one>week)) (?P<day>today"
    r"|{TOMORROW})"
    r"|this day (?:next )?(?:(?P<later>week)|fortnight)|(?P<first>today|{TOMORROW}) week(?! (?:\d|one|two|of))",
    "this_time": r"(?:by |at |about |around )?(?:this|(?:the )?same) time (?P<when>{TOMORROW}|yesterday"
    r"|(?P<side>next|last)"
    r" (?P<unit>week|month|year)|(?:on |next )?(?P<weekday>{DAY}))",
    "weekday_gone": r"(?:on |this )?(?P<weekday>{DAY}) (?P<side>just gone|gone|just past|coming)"
    r"(?= ?(?:$|[.,;!?)])| (?:and|but|so|at|or|we|i)\b)",
    "weekend_gone": r"(?:on |over |at )?(?:the|this) weekend (?:just gone|gone|just past)",
    "relative_day": r"(?:by )?(?P<day>the day after tomorrow|day after tomorrow|the day before yesterday|{TOMORROW}"
        r"|today"
    r"|yesterday)",
    "distance_back": r"(?:(?P<half>half an hour|a quarter of an hour)|(?:(?P<count>{NUMBER})|the) (?P<unit>minute|min"
    r"|hour|hr|day|week|fortnight|month|night|evening|morning|afternoon|(?<=\bthe\s)(?:{DAY_NAME}))s?)"
    r" (?P<way>before(?:hand)?|earlier"
    r"|in advance|prior|(?<=day\s)after)"
    r"(?= ?(?:[.,;!?)]|$)| (?:please|pls|so|and|but|about|at (?:about )?(?:\d{1,2}(?:[:.]\d\d)?(?:[ap]m)?"
    r"|{HOUR_WORD}|noon|lunch)|that i|as well"
    r"|too|instead|in case|because|to (?!the |an? |my |our |her |his |your |work\b|school\b|town\b))\b)",
    "distance": r"(?:(?P<half>half an hour|a quarter of an hour)|(?:on |in )?(?:(?P<count>{NUMBER})|the)"
    r" (?P<unit>day|week"
    r"|fortnight|weekend|night|evening|morning|afternoon|minute|min|hour|hr|{DAY})s?)(?= (?P<way>before|after)"
    r" (?!next\b|last\b|tomorrow\b|yesterday\b))",
    "week_of_day": r"(?:on |over |at |in )?the (?P<unit>week|weekend)(?= of (?:the \d|\d|(?:{MONTH})\b))"
    r"|(?:in |by )?(?:the )?(?P<begun>week (?:commencing|beginning|starting)|w/?c|w/?b)(?= (?:on )?(?:the \d|\d"
    r"|(?:{MONTH}|{DAY})\b))",
    "part_of": r"(?:on |in )?the (?P<unit>morning|afternoon|evening|night)(?= of (?:the \d|\d|{DAY}))",
    "close_of_day": r"(?:by |at |before )?(?:the )?(?:eod|cob|close of (?:play|business|day)|end of play)",
    "tonight": r"tonight|tonite|2nite|2night|(?P<last>last night)",
    "half": r"(?:in )?(?P<what>half an hour|a quarter of an hour|half a day)(?: from now|(?:'s)? time)|in (?:about "
        r"|around )?(?P<within>half an hour|a quarter of an hour|half a day)",
    "in_short": r"(?:(?:in|within|(?<=\bme\s)after) (?:about |around |roughly |exactly |like |another |just ){0,2}"
    r"|(?=\d[\w.½/ ]{1,14} from now\b))"
    r"(?:(?P<count>\d{1,3}) ?h(?:ou)?(?:rs?)?(?:,? and)? ?(?P<more>[0-5]?\d)(?: ?m(?:in(?:ute)?s?)?\b|{FOLLOW})"
    r"|(?P<decimal>\d{1,3}(?:\.\d{1,2}| ?½| 1/2)) ?(?P<unit>{SHORT_UNIT})"
    r"|(?P<seconds>{NUMBER}) (?P<second>sec(?:ond)?s)"
    r"|(?P<glued>\d{1,4})(?P<short>{SHORT_UNIT})(?:{FOLLOW}|(?= (?:from now|time)\b)))"
    r"(?:(?:'s|s')? time| from now)?(?! ago\b)",
    "in_minutes": r"(?:(?<=there\s)|(?<=back\s)|(?<=home\s)|(?<=ready\s)|(?<=you\s)|(?<=\bme\s)|(?<=\bout\s)"
    r"|(?<=\bup\s)"
    r"|(?<=leaving\s)|(?<=done\s)|(?<=starts\s)|(?<=over\s)|(?<=down\s))in (?:about |like )?(?P<count>5|10|15|20|25"
    r"|30|40|45"
    r"|five|ten|fifteen|twenty|thirty)(?= ?(?:[.,;!?)]|$)| (?:to|please|pls|ok|and|so|then)\b)",
    "in_units": r"(?:in|within|(?<=\bme\s)after) (?:about |around |roughly |exactly |like |maybe "
    r"|say |another "
    r"|just |just over "
        r"|just under ){0,2}(?P<count>{NUMBER}) (?P<unit>{UNIT})s?"
    r"(?:(?P<half> and a half)|,? (?:and )?(?P<more>{NUMBER}) min(?:ute)?s?)?(?:'s? time|s'? time| time)?(?! ago\b)",
    "from_now": r"(?:in )?(?P<count>{NUMBER}) (?P<unit>{UNIT})s? from (?:now|today|(?P<tomorrow>{TOMORROW}))",
    "half_units": r"in (?P<count>one|two|three|four|five|\d{1,3}) and a half (?P<unit>{UNIT})s?",
    "weekdays_ago": r"(?P<count>{NUMBER}) (?P<weekday>{DAY_NAME})s ago",
    "ago": r"(?:about |around )?(?P<count>{NUMBER}) (?:(?P<unit>{UNIT})s? ago|(?P<back>day|week|fortnight|month"
    r"|year)s? back"
    r"(?= ?(?:[.,;!?)]|$)| (?:and|but|when|i|we|he|she|they|it|my|only|also|so)\b))(?: (?P<today>today|yesterday"
    r"|{TOMORROW}))?",
    "weekday_side": r"(?:on |by )?(?P<weekday>{DAY}) (?:of )?(?P<side>next|this|last) (?P<week>week)",
    "week_last": r"a (?P<unit>week|fortnight) last (?P<weekday>{DAY})",
    "week_weekday": r"(?P<side>next|this|last) (?P<week>week),? (?:on )?(?P<weekday>{DAY})",
    "weekday_week": r"(?:on )?(?:(?P<weekday>{DAY}) (?:week|(?P<fortnight>fortnight))|a week (?:this "
    r"|next )?(?P<on>{DAY}))(?! (?:\d|one|two|of))",
    "weekday_beyond": r"(?:on |by )?(?:the )?(?P<weekday>{DAY}) (?:after next|(?P<last>before last))",
    "night_beyond": r"(?:on )?the (?P<part>night|evening|morning) before last",
    "unit_beyond": r"(?:in )?the (?P<unit>weekend|week|month|year) (?:(?P<after>after next)|before last)",
    "side_weekday": r"(?:on |by )?(?P<side>next|nxt|last|this coming|this past|this|(?<=the\s)coming|(?<=on\s)coming"
    r"|(?<=by\s)coming|(?<=from\s)coming|(?<=till\s)coming|(?<=til\s)coming|(?<=until\s)coming|(?<=for\s)coming"
    r"|(?-i:Coming))"
    r" (?P<weekday>{DAY})",
    "weekday": r"(?:on the (?={DAY_NAME}(?: ?(?:[.,;!?]|$)| (?:so|and|but|at|instead|then)\b))|on "
    r"|by )?(?<!holiday\s)(?:(?<!\bthat\s)|(?<=\bmake\sthat\s)|(?!\w{2,10}(?:[.,;!?]|$)))"
    r"(?P<weekday>{DAY})",
    "a_weekday": r"on an? (?P<weekday>{DAY})",
    "side_unit": r"(?:in |by )?(?:(?P<side>next|nxt|last|this coming|this past|this) )(?P<unit>weekend|week|month"
    r"|year)"
    r"(?! after)",
    "the_weekend": r"(?:on|at|over|by|before) the weekend",
    "side_season": r"(?:in |by )?(?:the )?(?P<side>next|last|this) (?P<season>{SEASON})",
    "season": r"(?:in )?(?:the )?(?P<season>{SEASON})(?: of)? (?P<year>{YEAR})|in (?:the )?(?P<alone>{SEASON})(?!"
    r" of '?\d){FOLLOW}",
    "side_month": r"(?:in |by )?(?P<side>next|last|this) (?P<month>{MONTH})(?! \d{1,2}\b)",
    "month_year": r"(?:(?:in|by|during|since|until|till|til|from) )?(?:early |late |mid-)?(?P<month>{MONTH})(?:,| of)?"
    r" (?:(?P<year>{YEAR})|(?P<side>next|last|this) year)",
    "month": r"(?:(?:in|by|before|during|since|until|till|til|from) (?:early |late |mid-)?|early |late "
        r"|mid[- ]|(?:(?<=\bmeant\s)|(?<=\bdue\s)|(?<=\bno,\s)|(?:(?<=\bnot\s)|(?<=\bis\s)|(?<='s\s)|(?<=\bor\s))"
        r"(?!april|may|june|august|jan|march)|(?:(?<=no,\sit's\s)|(?<=sorry,\sit's\s)|(?<=actually\sit's\s)"
        r"|(?<=no,\sits\s)|(?<=actually,\sit's\s)))"
        r"(?=\w{3,9}(?: ?[.!?,]|$| (?:not|now|instead)\b)))(?P<month>{MONTH})(?!,? \d)",
    "year": r"(?:(?:in|during|since) (?P<year>{YEAR})"
    r"|(?:by|until|till|til|from|before|after|of|(?<=\d{4}\s)to) (?P<late>{LATE_YEAR}))"
    r"{NOT_A_YEAR}",
    "holiday": r"(?:(?:on|by|at|over|before|after|until|till|til|since|from) )?(?:(?:last|next|this|every|each) )?"
    r"(?P<holiday>{FEAST})(?! weekend)(?:,? (?P<year>{YEAR})| (?P<side>last|this|next) year)?"
    r"|(?:(?:on|by|at|over|around|before|after|until|till|til|since|from|next|last|this|every|each"
    r"|in the(?= new year\b)) "
    r"|(?<=\bfor\s))"
    r"(?P<alone>{FEAST_ALONE})"
    r"(?:(?: of)? (?P<year_too>{YEAR})| (?P<side_too>last|this|next) year)?(?:{FOLLOW}|(?= (?:morning|afternoon"
    r"|evening|night)\b))",
    "day_only": r"(?:(?:(?:on|by|since|until|till|til|from|before|after) the|(?:on|by)(?= \d)) (?P<day>{ORDINAL})"
    r"|(?:for |to |(?<=\bof\s)|(?<=\bis\s)|(?<='s\s)|(?<=\bno,\s)|(?<=,\s)|(?<=\bnot\s)|(?<=\bmeant\s)|(?<=\bsorry,\s)"
    r"|(?<=\bits\s)|(?<=\bthats\s)"
    r"|(?<=\bit\s)|(?<=\bor\s))the (?P<number>\d{1,2}"
    r"(?:st|nd|rd|th))(?= ?(?:[.,;!?]|$|(?:at|today|tomorrow|this"
    r"|please|pls"
    r"|instead|then|though|not"
    r"|and|so|but"
    r"|to the)\b)))"
    r"(?! of (?:{MONTH})\b){FOLLOW}",
    **CLOCK_PATTERNS,
}
