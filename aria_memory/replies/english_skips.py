# ruff: noqa: E501 - patterns read best in full lines
"""English: one time of a series is not wanted, or nothing of a day, or nothing at all any more. Data.

Regular expressions on one clause in lower case, courtesies cut off; all quantifiers are bounded.
"""

from aria_memory.replies.english_replies import IT

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_WHEN = rf"(?:today|tonight|tomorrow{_PART}|this (?:morning|afternoon|evening|week|weekend|{_DAY})|next week|{_DAY}{_PART})"
_AT = rf"(?:(?:for|on|from|due) )?(?P<time>{_WHEN})(?: only| already)?"
"""Which times are meant: "for today", "on Friday", "tomorrow evening"."""

_OWN = rf"(?P<time>{_WHEN})'s"
_THE = r"(?:the |my |our )?"
_OF = r"(?P<of>[^,;]{1,60}?)"
_WORD = r"(?: (?:one|reminder|alarm|nudge))"
_NO_REMINDING = r"(?:don't|do not|no need to|there's no need to|you don't need to|you don't have to|you needn't|needn't|stop|quit) (?:remind|remind(?:ing)|nudg(?:e|ing)|nagg?(?:ing)?|ping(?:ing)?|tell(?:ing)?) me"

NEXT = "next"
"""A time: the one that comes next."""

SKIPPED = (
    rf"skip (?:{IT}|this time|that time|this reminder)(?: {_AT}| this time)?",
    rf"skip {_THE}{_OWN}{_WORD}?",
    rf"skip {_AT}",
    rf"(?:leave {IT}(?: out)?|give {IT} a miss|let's not|pass(?: on {IT})?) {_AT}",
    rf"give {IT} a miss(?: this time)?|leave {IT} out this time|pass this time",
    r"skip (?:the )?(?P<next>next)(?: (?:one|time|reminder))",
    rf"skip {_THE}{_OWN} {_OF}{_WORD}?",
    rf"skip (?:the |my |our )(?P<next>next) {_OF}{_WORD}?",
    rf"skip {_THE}{_OF}{_WORD}? {_AT}",
    rf"give {_THE}{_OF} a miss {_AT}",
    rf"{_NO_REMINDING}(?: about {IT}| again)? {_AT}",
    rf"{_NO_REMINDING} (?:about |of |to ){_THE}{_OF} {_AT}",
)
"""One time of a series is not wanted: the one that was told, that of a day, or the next."""

SKIPPED_AT_ONCE = (
    rf"(?:i'll|i will|i'm going to|i'm gonna|gonna|i think i'll|i'd rather|i'll just) (?:have to )?(?:skip {IT}|give {IT} a miss|pass)(?: {_AT}| this time)?",
    rf"(?:i'm )?skipping {IT}(?: {_AT}| this time)?",
)
"""The user says so of what was told a moment ago."""

NOT_TODAY = r"(?:(?:no|nah|nope|ugh|sorry|hmm|oh|thanks|ok|okay|well|argh|actually)[,.! ]{1,3}){0,3}not (?:this time|(?:for )?(?P<time>today|tonight|this (?:morning|afternoon|evening|week)))"
NONE_TODAY = rf"(?:(?:nah|ugh|sorry|hmm|oh|ok|okay|well|actually)[,.! ]{{1,3}}){{0,3}}no (?:(?P<all>(?:more )?reminders|more alarms)|{_OF}) (?:for )?(?P<time>today|tonight|this (?:morning|afternoon|evening|week)|tomorrow)"
"""Of a whole sentence: "not today", "no gym tonight", "no reminders today"."""

_VERB = r"(?P<verb>cancel|clear|delete|remove|scrap|drop|ditch|wipe|erase|dismiss|turn off|switch off|stop|kill|get rid of|forget(?: about)?)"
_WANT = r"(?:(?:i'd like to|i would like to|i want to|go ahead and) )?"
_ALL = r"(?:all|all of|every|every single|each and every|every one of|any and all)(?: (?:my|the|our|these|those))?(?: (?:open|pending|remaining|upcoming|current|other|active))?"
_THEM = r"(?:reminders?|alarms?|nudges)"
_HAD = r"(?: (?:that )?(?:i have|i've got|i've set|i set|you have|you've got|you've set|are set|are left|there are))?(?: (?:please|now|right now))?"

CLEARED = (
    rf"{_WANT}{_VERB} {_ALL} {_THEM}{_HAD}(?: {_AT})?",
    rf"{_WANT}{_VERB} (?P<mine>my|our) (?:reminders|alarms)(?: {_AT})?",
    rf"{_WANT}{_VERB} the (?:reminders|alarms) {_AT}",
    rf"{_WANT}{_VERB} (?:(?:all|all of|every one of) )?{_THE}{_OWN} (?:reminders|alarms)",
    rf"{_WANT}{_VERB} {_ALL} {_OF} (?:reminders|alarms)(?: {_AT})?",
    rf"{_WANT}{_VERB} {_ALL} (?:reminders|alarms) (?:about|to|for|of) {_THE}{_OF}(?: {_AT})?",
    rf"{_WANT}(?:forget|cancel|drop) everything (?:that )?(?:you(?:'re| are| were)? (?:have |had |going |supposed |meant )?to remind me (?:of|about)|i(?:'ve| have)? (?:asked|told) you to remind me (?:of|about))(?: {_AT})?",
    rf"{_NO_REMINDING} (?:of|about) (?P<anything>anything)(?: at all)? {_AT}",
    rf"(?:don't|do not) (?:send|give) me (?P<any>any)(?: more)? reminders {_AT}",
)
"""Everything, or everything of a day, or all that is about something, is not wanted any more."""

CANCELLED_ON = (
    rf"{_WANT}{_VERB} {_THE}{_OWN} {_OF}(?: (?:reminder|alarm))",
    rf"{_WANT}{_VERB} {_THE}{_OF}(?: (?:reminder|alarm)) {_AT}",
    rf"{_WANT}{_VERB} (?:the|my|that) (?:reminder|alarm) (?:about|to|of|for) {_THE}{_OF} {_AT}",
    rf"{_WANT}{_VERB} {_THE}{_OWN} (?:reminder|alarm)",
    rf"{_WANT}{_VERB} (?:the|my|that) (?:reminder|alarm) {_AT}",
)
"""What comes on a day is not wanted: of a series that time of it."""

ALL_NEEDED = frozenset(("forget", "forget about"))
"""Verbs that mean all there is only where that is said: "forget my reminders" may be about how many there are."""

BEGINS = frozenset(
    "skip skipping leave give pass let's don't do no there's you needn't stop quit i'll i i'm i'd gonna cancel clear delete remove scrap drop ditch wipe erase dismiss turn switch kill get forget go".split()  # noqa: SIM905
)
"""The first words of what is tried."""

HINT = r"skip|remind|alarm|nudg|nag|ping|tell|miss|pass|leave|let's not"
"""Without any of these nothing of the kind is said."""

COURTESY = r"(?:[,.! ]{1,3}(?:please|pls|thanks|thank you|thx|ta|cheers|then|ok|okay|sorry|though|for me|would you|will you|could you|can you|lol|now)\b){1,3}[.! ]{0,4}$|[.!, ]{1,4}$"
TAIL = r",| because | since | cos | - |; | but | and | as (?:i|we|it|the)\b"
"""Where it ends and a reason begins."""

ASKS_TOO = r"\b(?:remind|ask|tell|nudge|ping|move|make|push|snooze|try)\b"
"""In what follows: another time is asked for as well, which says more."""

EXCEPT = r"\b(?:except|excepting|excluding|apart from|other than|besides|unless|only|keep (?:the|my|our|that|those|these|it|them|only|just|one|any)|leave (?:the|my|that|those|just)|save for|bar (?:the|my|that|those)|barring|but|(?<!'m )(?<!'re )(?<!am )(?<!are )(?<!'s )(?<!is )not|if|kidding|joking|joke|don't(?! need| want))\b|^\W{0,3}(?:until|till)\b"
"""In what follows: not all is meant, or none."""

EXCEPT_NEXT = r"^\W{0,4}(?:(?:oh|well|wait|actually|and|hm+|no|or)\W{1,3}){0,2}(?:except|excluding|apart from|other than|but|not|unless|only|just (?:kidding|joking)|kidding|joking|keep|leave|if|don't(?! need| want)|wait)\b"
"""At the beginning of the sentence after it."""

CONDITION = r"\b(?:if|when|whenever|unless|once|suppose|supposing|imagine|whether|pretend|in case)\b"
"""Before it, in its sentence: nobody knows yet whether it is wanted."""

OTHERS = r"\b(?:said|says|say|saying|told|tells|asked|asks|wants|wanted|wrote|would|should|could|might|may|what|why|how|who|which|like)\b"
"""The same: another's words, or what might be. Before "so" it is a reason: "she told me to rest, so skip it"."""

NEGATED = r"\b(?:don't|didn't|never)\b"
"""Before "and" it is of both: "I never go and cancel ..."; else a reason: "I don't feel well, skip it"."""

POLITE_QUESTION = r"\b(?:can|could|would|will) (?:you|we)\b"
