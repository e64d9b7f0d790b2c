# ruff: noqa: E501 - word lists read best in full lines
"""English: other ways to ask for another time of a request, or for no more of it. Data.

Regular expressions on one clause in lower case; all quantifiers are bounded.
"""

CHANGE = r"(?:(?P<moves>move|shift|push|bring|change(?! of\b)|switch|reschedule|postpone)|(?P<makes>make|set)|(?P<does>put|do|have)|(?P<asks>(?:give|tell|ask|remind|nudge|shout at|poke|buzz|ping|prod) me|gimme)|(?P<be>(?:can|could|might) (?:it|that|this|we|you)(?: (?:be|make it|do it|have it|move it to))?))(?: (?:back|forward|over))? (?:(?:to|for|about|that|the|my|our) ){0,3}"
"""How such a clause begins."""

WHEN_DROPPED = r",? (?P<time>today|tonight|tomorrow|this (?:morning|afternoon|evening))$"
"""At the end of what is not wanted: which time of it."""

OF_A_REMINDER = r"\b(?:reminders?|nudges?|alarms?|ones?|pokes?|shouts?|alerts?|prods?|chases?|calls?|pings?|bells?|bugs?|thing)\b"
"""What says that it is about a reminder."""

ONE = "one"
INSTEAD = r"\b(?:instead|rather)\b"
TO_TIME = r"^(?:(?:to|till|until|for|be|come|due) )?"
"""Before the time."""

NOT_THEN = r", not (?:on )?\w+(?=,)"
"""What it is no more, among the words of a time."""

SAME_HOUR = r",? (?:same|still)(?: at)? (?=\d|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)"
"""Before the hour that stays."""

COMMA_HOUR = r", (?=\d{1,2}(?:[:.]\d\d)? ?(?:[ap]m|in the|o'clock|$)|\d{1,2}[:.]\d\d|(?:half|quarter|a quarter|noon|midday|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
"""Between a day and its hour."""

BEGINS_TIME = r"(?:(?:at|on|in|by|every|each|next|this|the|about|around|a) )?(?:\d|mon|tue|wed|thu|fri|sat|sun|next|this|today|tonight|tomorrow|noon|midday|half|quarter|an? |one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|weekdays?|weekends?|week|morning|evening|afternoon|lunch|first|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|other)"
"""With which a time may begin."""

TIME_END = r"(?:,? (?:instead|rather|as before|as usual|like before|from (?:next week|now|then|here)(?: on(?:wards?)?)?|that (?:day|morning|afternoon|evening)|please|then|same time|still|not \w+(?: ?[ap]m)?|though|if (?:you can|possible)|this time|of course))+$"
"""After it."""

BECAUSE = r",? (?:because|since|cos|cause|as i|as we|so i|so that|otherwise|or) "
MAX_WORDS = 12
"""Of what is to be moved."""

OFF_UNTIL = r"put (?:it|that|this|them) off,?(?: (?:please|then|for now),?)? (?:until|till|to|for) (?P<time>[^;]{1,60})"
"""Once more, later."""

HEAD = r"(?:^|[,;.] )(?:(?:about|re|regarding|as for|on|for) )?(?:the|that|my|our) (?P<of>[\w' -]{3,50}?)(?: (?:reminder|nudge|alarm|one|thing))?,?$"
"""What stands before "can it be Thursday instead"."""

SHOULD_BE = r"(?:the|that|my|our) (?P<of>[\w' -]{3,50}?) (?:reminder|nudge|alarm|one) (?:should|has to|must|needs to|can|will have to|ought to) (?:be|go|come|move to|be moved to) (?:on |at )?(?P<time>[^;]{2,60})"
"""Without a word that asks."""

MAKE_IT = r"(?:make it|have it|let it be|can it be|it should be|it has to be) (?P<time>[^;]{2,60}?),? (?:that|when|for) (?:you|u)(?:'ll| will)? (?:tell|remind|nudge|ping|poke|prod|prompt|ask|shout at) me (?:to|about) (?P<of>[^,;]{3,80})(?:, (?:and )?not [^,;]{2,30}|,? instead)?"
"""The new time first, and then what it is for."""

WAITS = r"^(?:(?:oh|ok|so|and|now|right),? ){0,2}(?:don't|do not) (?:worry|bother|fret) (?:about|with) (?:the|that|my|our) (?P<of3>[\w' -]{3,50}?)(?: (?:today|tonight|tomorrow|any ?more|now))?(?:,|$)|^(?:oh,? )?(?:(?:change of plan|new plan|slight change|small change|update|(?:bad |good )?news),? (?:with|on|for|about|re)|about|re|as for) (?:the|that|those|these|my|our) (?P<of4>[\w' -]{3,50}?)(?: (?:today|tonight|tomorrow|on \w{6,9}day))?(?:,|:| -|$)|^(?:the|that|my|our) (?P<of>[\w' -]{3,50}?) (?:can|will|has to|have to|must)(?: \w{4,10})? wait\b|^(?:listen|look|right|ok|so|hey)?,? ?(?:the|that|my|our) (?P<of2>[\w' -]{3,50}?) (?:reminder|nudge|alarm|one)\b"
"""A sentence that names what the next one moves, or ends; `of2`, a reminder."""

DROP = r"(?:please |just )?(?:(?:you|u) (?:can|may|could|might) (?:now |as well )?)?(?:drop|cancel|scrap|scratch|stop(?: with| sending)?|forget(?: about)?|bin|kill|lose|get rid of|pack in|ditch|delete|remove|no more(?: of)?|(?:i|we) (?:need|want) no more (?:reminders?|reminding|nudges?|nagging|alarms?) (?:to|about|for|of)|(?:i|we) (?:don't|do not|no longer) (?:need|want) (?:any more |more |any |a |the |that )?(?:reminders?|reminding|nudges?|nagging|alarms?) (?:to|about|for|of)|leave(?: out)?|turn off|switch off|end|(?:don't|do not|no need to) (?:bother |keep )?(?:with |about |reminding me (?:to |about |of )|nagging me (?:to |about )|telling me (?:to |about ))?)(?: with)? (?:the |that |my |our |those |all the |any |about )?(?P<of>[^;]{3,120})"
DROP_FRONT = r"(?:the|that|those|my|our) (?P<of>[\w' -]{3,50}?)(?: reminders?| nudges?| alarms?| one)?,? (?:you|u) (?:can|may|could|might) (?:now |just |as well )?(?:drop|cancel|scrap|delete|forget|lose|stop|bin|ditch|kill|remove|leave out)(?: now| then| please| altogether| for good)*(?=$|[,;]| (?:as|because|since|cos|cause)\b)"
"""What is not wanted first: "that gym reminder you can drop"."""

DROP_END = r",|[.;]| (?:because|since|cos|cause|as|now that|when|if|before|until|till|unless)\b| (?:i|i'm|i'll|i've|we|we're|we'll|it|it's|its|he|he's|she|she's|they|they've|they're|\w+'s (?=(?:\w+ed|got|done|doing|taking|taken|made|going|it)\b))(?= |$)"
"""Where what is not wanted ends."""

DROP_TAIL = r"(?:,? (?:now|altogether|completely|for good|either|any ?more|any longer|too|please|from now on|thanks|then|again|as well|for me|in future|after all|at all))+$"
UNNAMED = r"\b(?:on |every |each )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:s|'s)?(?: (?:morning|afternoon|evening|night)s?)?\b|\b(?:nightly|daily|weekly|monthly|morning|evening|tomorrow's|tonight's)\b"
"""Of what is not wanted: when it comes, and no part of its name."""
