"""English of what bounds a series: what it leaves out, its hours, how long it lasts; data alone, read by `date_series`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

EXCEPT = (  # what stands before days or months that a series leaves out
    r"(?:,? ?(?:but )?(?:never|not|except|excepting|excluding|apart from|aside from|other than|barring|bar|save|minus"
    r"|skipping|with the exception of)(?: for)?(?: (?:on|in|during|at|the)){0,2}|,? but)"
)
EXCEPT_MONTHS = (  # "except in July and August"
    r"(?:,? ?(?:but )?(?:not|except|excepting|excluding|apart from|other than|skipping)(?: for)?(?: (?:in|during))?)"
    r" (?P<months>{MONTH}(?:(?:, and|,| and| or| &) (?:in )?{MONTH}){0,10})\b"
)
AND_DAY = ("and", "or", "&", ",", ", and", ", or", "and on", "or on")  # between two days that are left out
HOUR = (
    r"(?P<{name}>{HOUR_WORD}|noon|midday|midnight|\d{1,2})(?:[:.](?P<{name}_minute>\d\d))?"
    r"(?: ?(?P<{name}_half>[ap])\.?m\b\.?)?"
)
FROM_TO = (
    r"\b(?:from|between|starting at|starting from) %s ?(?:to|until|till|til|and|through|thru|-|–) ?(?:at )?%s"
    r"(?![\w:/%%])"
)
UNTIL = r"\b(?:until|till|til|up to) %s(?![\w:/%%])(?! (?:{MONTH})\b)"
STARTING = r"\b(?:starting|beginning|from)(?: at| from)? %s(?![\w:/%%])(?! (?:{MONTH}|{UNIT}s?)\b)"
NAMED_HOURS = {"noon": 12, "midday": 12, "midnight": 0}
DURING = ("", ",", "in", "during", "throughout", "all through", "for", "of", "on")  # between a series and its period
FROM_DAY = (  # between a series and its first day
    "from", "starting", "starting on", "starting from", "beginning", "beginning on", "as of", "as from", ", starting",
    ", starting on", ", from", ", beginning", "commencing", "only from",
)  # fmt: skip
FROM_AHEAD = (  # before a day that stands ahead of its series, and of what asks
    r"(?:^|[\s,])(?:from|starting(?: on| from)?|beginning(?: on)?|as of|as from) $"
)
TO_DAY = ("to", "until", "till", "til", "through", "thru", "-", "–")  # between its first day and its last
LASTS = (  # after a series: how long
    r",? for (?:the (?:next|following|coming) |about )?(?P<count>{NUMBER}) (?P<unit>day|week|fortnight|month|year)s?"
    r"(?! (?:old|long|of|ago|before|after)\b)"
    r"|,? for the (?:next|following|coming) (?P<one>day|week|fortnight|month|year)\b"
)
MORE_MONTHS = r" ?(?:(?P<and>and|&|,)|to|through|thru|until|till|-|–) ?(?P<month>{MONTH})\b"
