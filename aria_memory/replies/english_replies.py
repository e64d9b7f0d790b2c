# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English: how people answer a reminder, or change one that they asked for. Data.

Regular expressions on one sentence in lower case, its beginning and end cut to what matters; all quantifiers are bounded.
"""

CLIPPED = r"\b(remind|nagg|tell|bugg|nudg|ping|bother|ask)in'?(?= me\b)"
"""Without its "g": "remindin me"."""

HASTE = {"jus": "just", "em": "them", "'em": "them", "u": "you", "ya": "you", "rn": "right now", "w": "with", "tmrw": "tomorrow", "n": "and", "thats": "that's", "theyre": "they're", "hes": "he's", "shes": "she's"}
"""Words that are written shorter or sloppily, and what they stand for."""

PM = r"\b([ap])\.m\.?(?!\w)"
"""An hour's half of the day with its stops, which end no sentence."""

CANCELS_THAT = r"^(?P<told>.{4,200}?)(?:,| -|;) (?:(?:so|and|then|please|just|you can|you may|could you) ){0,3}(?:cancel|scrap|drop|delete|ditch|bin) (?:that|it|this)(?: one)?\b"
"""The end of a sentence that first tells what it is: "I need not move the car, so please cancel that"."""

DID = r"did (?=[a-z]{2,12}\b)(?!(?:it|that|this|them|those|these|the|my|our|his|her|your|their|all|both|a|an|some|not|so|just|n't|one|two|three|half|most|what|well|everything)\b)"
"""Before a verb: "I did ask"."""

ALL_OF_THEM = r"^(?:(?:all|both|each|every one)(?: (?:of )?(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty))?|(?:a )?(?:pair|couple|few|packet|pack|bunch|some|plenty))(?: of (?:them|those|these))?(?=$|[,.;]| (?:on|at|from|already|yesterday|today|this|last)\b).{0,120}"
"""After a verb: "printed all twelve", "bought a pair on the way home"."""

NOT_LONG_AGO = r"\bnot (?=(?:an?|half an|one|two|five|ten|fifteen|twenty|\d{1,2}) (?:seconds?|secs?|minutes?|mins?|hours?) (?:ago|since|back)\b)"
"""The "not" that takes nothing back: "not ten minutes ago"."""

NO_APOSTROPHE = r"\b(?:do|does|did|is|was|have|has|ca|wo)nt\b|\b(?:i|we)ve\b|\bim\b"
"""Written in haste: "dont", "ive"."""
LEAD = (
    r"(?:(?:ok(?:ay)?|yes|yep|yeah|yup|ya|right|oh|ugh|ah|aw|argh|hey|hi|well(?! done)|great|good|thanks(?: mate| love| pal)?|thank you|sorry|no(?! need| longer| more)|nope|actually|please|pls|aye|nah|k|kk|o|lol|damn|crikey|och|ach|yikes|phew|haha|ha|ooh|oof|in fact|listen|look|by the way|there(?=,)|indeed|certainly|of course|good (?:shout|call|point|one)|fair enough|bless you|you star|you legend"
    r"|and|so|but|also|hmm|oops|alright|all right|wait|cool|perfect|sure|lol|kindly|not (?:now|yet|today|right now)|later)\b[,.!:;]{0,3} {0,3}-{0,2} {0,2}){1,5}"
)
"""What may stand before an answer and says nothing of its own."""

PUT_OFF = r"(?:^|\b)(?:not (?:now|yet|right now)|later)[,.!:]{0,3} {0,3}-{0,2} {0,2}$"
"""The end of what may stand before an answer: a time after it is when to be reminded again."""

TAIL = r"(?:,? {0,2}\b(?:please|pls|thanks|thank you|thx|ta|cheers|then|ok|okay|sorry|would you|will you|could you|can you|can|lah|yeah|right|lol|today|though)\b){1,3}[.! ]{0,4}$|[.!, ]{1,4}$"
ASK = r"(?:(?:please|pls|can you|could you|would you|will you|can we|could we|let's|i'd like you to|i want you to|you can|you may|you could|just(?! did\b)) ){0,2}"
AGAIN = r"(?:please )?(?:can|could|would|will) you (?:please )?(?=(?:remind|ask|tell|ping|nudge|alert|snooze|try|bug|poke|hit|prod)\b)"
"""What may lead to it after a statement, of a question too: "it's wet, can you make it 4?" is about anything."""

IT = r"(?:it|that|this|that one|this one|them|those)"
NAMED = r"(?:(?:the|my|our|that|this|your) |(?=[a-z]{2,20}'s ))(?P<of>[^,;]{1,80}?)"
KIND = r"(?: (?:one|reminder|reminders|alarm|alarms|thing|task))"
BEGINS = frozenset(
    "scratch hit prod tick cross check mark can gimme put make set change move push shift reschedule postpone delay bring remind ask tell ping nudge alert wake try bug poke come put snooze give cancel scrap delete remove drop"
    " clear ditch pack get bin end turn switch kill never nevermind forget stop quit you needn't need don't do no there's there i the my".split()
)
"""The first words of what follows."""

AND_HOUR = r"(?:,? (?:also |again |still )?(?:at [^,;]{1,30}|(?:\d{1,2}(?:[:.]\d\d)?|\w{3,6}) (?:in the \w{7,9}|at night)|\d{1,2}(?:[:.]\d\d)? ?[ap]m|(?:half|quarter|\w{3,6}) (?:past|to|in|o'clock)\b[^,;]{0,25}))?"
"""The hour of a day that was told before a comma."""

COMMA_HOUR = r",? (?:also |again |still )(?:at )?|, (?:at )?(?=\w)"
"""Before it: " at " is what dates are read with."""

MOVED = (
    rf"(?:make|set|change|move|push|shift|reschedule|postpone|delay|bring)(?: back)? {IT}(?: back| forward| over)?(?: (?:to|for|till|until|at|be))? (?P<time>[^,;]{{1,60}})",
    rf"(?:make|set) {NAMED}{KIND}(?: (?:to|for|till|until|at))? (?P<time>[^,;]{{1,60}})",
    rf"(?:set|change|move|push|shift|reschedule|postpone|delay|bring|switch) {NAMED}{KIND}?(?: back| forward)? (?:to|till|until|for) (?P<time>[^,;]{{1,60}}{AND_HOUR})",
    rf"(?:move|shift|push|change|reschedule|switch) (?P<of>(?!(?:it|that|this|them|those|me|to|in|on|back|forward|the|my|our|your)\b)[^,;]{{3,60}}?) (?:to|till|until) (?P<time>[^,;]{{1,60}}{AND_HOUR})",
    rf"(?:move|shift|push|change|switch) (?:the|my) (?:reminder|alarm|nudge) (?:for|about|to) (?:the |my |our )?(?P<of>[^,;]{{1,60}}?) (?:to|till|until) (?P<time>[^,;]{{1,60}}{AND_HOUR})",
    rf"(?:the|my) (?:reminder|alarm) (?:for|about|to|of) (?:the |my |our )?(?P<of>[^,;]{{1,60}}?) (?:has to|have to|must|should|needs to|ought to|will have to) (?:move|go|be moved|be|change)(?: back| forward)? (?:to |on )?(?P<time>[^,;]{{1,60}}{AND_HOUR})",
    rf"{NAMED}{KIND}, (?:can you |please |could you )?(?:do|make|move|set|have|put|push|change) {IT}(?: (?:to|for|till|until|at|on))? (?P<time>[^,;]{{1,60}})",
)
"""Another time for what was asked for; without `of` it is the last."""

SETS_ANEW = r"set (?:the|my|an?) alarms? (?:for|to|at) "
"""Another alarm, and no other time for what was asked for."""

MEANT_NAMED = rf"i (?:said|told you|put|wrote) [^,;]{{1,40}}? for {NAMED}{KIND}?,?(?: but)? (?:i )?(?:really |actually )?(?:meant|mean|should have said) (?P<time>[^,;]{{1,40}})"
"""A slip is put right."""

RATHER = (
    r"(?:remind|tell|ask|ping|nudge) me (?:about|to|of) (?:the |my |our )?(?P<of>[^,;]{1,60}?) (?P<time>(?:tomorrow|tonight|today|this|next|on|at|in|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[^,;]{0,30}?)"
    r" (?:instead(?: of(?: [^,;]{1,30})?)?|rather than(?: [^,;]{1,30})?)"
)
"""Without its end it would ask for another reminder."""

FROM_THEN = r" (?:from (?:now|then|next (?:week|time|month)|here|tomorrow)(?: on(?:wards?)?)?|in future|going forward)$"
"""After another hour of a series."""

MOVED_BECAUSE = r",? (?:because|since|cos|cause) |, (?:so|remind|and|i|i'm|i've|i'll|she|she's|he|he's|they|they're|we|we're|it|it's)\b"
"""Where the time ends: "move it to Friday, I'm away on Thursday"."""

MEANT = r"(?:(?:hmm|um|uh|oh|ok|okay|actually|no|nope|sorry|oops|wait|hang on|hold on|i mean|i meant|i meant to say|correction|or rather|rather|better|make that|make it)[,.!:]{0,2} {1,2}){1,4}(?:(?:at|on|for) )?(?P<time>[^,;]{1,40})"
"""Another time, for what was asked for a moment ago."""

MEANT_BEGINS = frozenset("hmm um uh oh ok okay actually no nope sorry oops wait hang hold i correction or rather better make".split())
INSTEAD_WORDS = ("instead", "rather")
"""What a sentence must have, or begin with, for these to be tried."""

INSTEAD = r" {0,2}\b(?:instead|rather)\b"
NEW_CLAUSE = r",? (?:so|and|but|then) (?:please |pls |just |you can |can you |could you )?|, |; | - "
"""What may part a statement from what is asked for after it: "she's picking them up, so you can stop ..."."""

CONDITION = r"(?:if (?!possible|you (?:can|could|would|don't mind|like|please)$|(?:that|it)(?:'s| is) (?:ok|okay|all ?right|alright|fine|possible)$)|unless |in case |suppose |assuming |provided )"
"""Before it: nobody knows yet whether it is wanted. "If you can" is a courtesy."""

GOES_ON = ("not ", "still ", "same ")
"""After a comma: more of the time, and no reason."""

REASON = r",| (?:when|once|after|if|as|because|since|cause|cos|while)\b"
"""Where what is asked for ends."""

LATER = (
    r"(?:remind|ask|tell|ping|nudge|alert|wake|try|bug|poke|hit|prod|put it to|come back to|get back to)(?: me)?(?: (?:again|about it|about that|about this|of it|of that|then))*(?: (?P<time>[^,;]{1,60}))?",
    rf"snooze(?: {IT}| me)?(?:,? (?:for|until|till|to))?(?: (?P<time>[^,;]{{1,60}}))?",
    rf"snooze {NAMED}{KIND}?(?: (?:for|until|till|to) (?P<time>[^,;]{{1,60}}))",
    r"(?:give (?:me|us)|gimme) (?P<time>[^,;]{1,30})",
    r"(?:remind|tell|ask|nudge|ping) me (?:about|of) (?:the |my |our )?(?P<of>[^,;]{1,60}?) again (?P<time>[^,;]{1,60})",
)
"""Once more, after some time. The first counts only with "me"."""

OWN = frozenset("ask tell ping nudge alert wake try bug poke hit prod".split())
OWN_ALWAYS = ("wake",)
"""Verbs that ask for something of its own, a wake-up or a ping, unless they say that it is the same: "wake me at 7"."""

SAME = r"\b(?:again|instead|rather|then|about it|about that|about this|of it|of that)\b"
DUTY = r"\b(?:i|we)(?:'ve| have)? (?:got to|have to|need to|must|should|ought to|to)\b"
"""Before what asks to be reminded: of that, and not of what was told."""

TO_DO = r", (?:(?:at|in|on|by) [^,]{2,30}, )?(?:to|about) (?:\w{3,})"
"""After what asks to be reminded and when: a request of its own."""

WHETHER = ("ask", "tell", "let")
"""Before "if": that is what is to be asked, and no reason."""

BARE_MINUTES = r"(?:\d{1,2}|five|ten|fifteen|twenty|thirty)"
UNTIL = ("until", "till", "to")
"""After "snooze", and no "until": so many minutes."""

HOUR = (
    r"(?:at )?(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.?|p\.m\.?|o'clock)?|noon|midday|midnight"
    r"|(?:half|quarter|five|ten|twenty|twenty-five) (?:past|to) \w+|half \w+|\w+ o'clock"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: sharp| in the (?:morning|afternoon|evening)| at night)?"
)
"""An hour without a day."""

THANKED = r"\b(?:thanks|thank you|thx|ta|cheers)(?: (?:so much|very much|a lot))?,? for (?:the reminder|reminding me|the nudge)[.! ]{0,4}$"
"""At the end of a message that answers nothing else: the reminder was seen."""

CLOCK = r"\d|o'clock|noon|midday|midnight"
"""In an hour by which a reminder is named: "the 9pm one", not "the one"."""

SURE_HOUR = r"in the \w|at night|am\b|pm\b|[ap]\.m|noon|midday|midnight|\b(?:1[3-9]|2[0-3])[:.]|\b0\d[:.]"
"""In it: whether it is before or after noon."""

BARE_HOUR = r"\d{1,2}|(?:half|quarter) (?:past |to )?\w+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
OF_DAY = r"(?: (?:today|tomorrow|tonight|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day))?"
"""An hour that dates know by its "at" only."""

SPAN = (
    r"(?:(?:about|another) )?(?:an?|one|two|three|five|ten|fifteen|twenty|thirty|half an?|a couple of|\d{1,3}|(?<=another )(?:half )?(?=hour|minute|day|week)) ?(?:more )?"
    r"(?:min|mins|minutes?|hours?|hrs?|h|days?|weeks?)"
)
"""How long."""

SHIFT = rf"(?P<verb>push|move|shift|put|postpone|delay)(?P<back> back)? (?:{IT}|{NAMED}{KIND}?)(?P<there> back)?(?: by)? (?P<time>{SPAN})(?P<later> later)?"
SHIFTERS = frozenset("push move shift put postpone delay bring reschedule".split())
LATER_VERBS = frozenset("push postpone delay".split())
"""So much later than it was to be; of other verbs only with "back", or "later": "move it an hour" says not which way."""

MORE = r"^(?:about|another) | more\b"
BEFORE_TIME = r"^(?:again|for|until|till|to|back) "
"""What may stand in a span, and before a time."""

ONLY = r"\b(?:only|just|from now on|from here on|in future)\b"
"""What may stand with the days of a series."""

SOMETIME = ("later", "later on", "again later", "in a bit", "in a while", "in a little while", "a bit later", "a little later")
"""A time that is none: `times.LATER_S` from now."""

DROPPED = (
    rf"(?:cancel|stop(?: with)?|scrap|delete|remove|drop|clear|ditch|turn off|switch off|kill|pack in|get rid of|bin|end) {NAMED}(?: reminder| alarm| one)s?(?: now| altogether| completely| for good)?",
    r"i (?:don't|no longer) need (?:the|that|my|a) (?:reminder|alarm)s? (?:about|for|to|of) (?:the |my |our )?(?P<of>[^,;]{1,60}?)(?: any ?more| now)?",
    r"(?:cancel|scrap|delete|remove|drop|clear|ditch|turn off|switch off|kill) (?:the|my|that) (?:reminder|alarm)s? (?:about|for|to|of) (?:the |my |our )?(?P<of>[^,;]{1,80}?)",
    r"never ?mind (?:about )?(?:the |my |our )?(?P<of>[^,;]{1,80}?)",
    rf"forget (?:about )?{NAMED}(?: (?:reminder|alarm|thing))?",
    r"forget (?:about )?(?P<of>[a-z]{2,20}ing [^,;]{1,80}?)",
    r"(?:you can |you may )?(?:stop|quit) (?:reminding|nagging|bugging|asking|pinging|nudging|telling) me (?:about |to |of |that |for )?(?:the |my |our )?(?P<of>[^,;]{1,80}?)(?: any ?more| again| altogether| completely| for good| now)?",
    r"(?:you )?(?:needn't|need not|don't need to|do not need to|don't have to|do not have to|no need to|there's no need to|there is no need to|no longer need to) (?:keep )?remind(?:ing)? me (?:again )?(?:to |about |of |that )(?:the |my |our )?(?P<of>[^,;]{1,80}?)(?: any ?more| again| any longer)?",
    r"(?:you )?(?:needn't|need not|don't need to|do not need to|don't have to|do not have to|no need to) (?:keep )?(?:remind|tell|ask|nag|nudge|ping)(?:ing)? me (?:to |about |of )(?:the |my |our )?(?P<of>[^,;]{1,80}?) any ?more(?: (?:when|if|every time) [^,;]{1,40})?",
    r"(?:don't|do not|never) (?:keep )?remind(?:ing)? me (?:to |about |of |that )(?:the |my |our )?(?P<of>[^,;]{1,80}?)(?: any ?more| again| any longer)",
    rf"(?:don't|do not) bother (?:with )?{NAMED}(?: reminder| alarm)s?(?: any ?more| again)?",
    r"(?:don't|do not) bother reminding me (?:to |about |of |that )(?:the |my |our )?(?P<of>[^,;]{1,80}?)(?: any ?more| again)?",
    r"i (?:don't|no longer) need (?:the|that|my|a) (?P<of>[^,;]{1,60}?) reminder(?: any ?more| now)?",
    r"no more (?P<of>[^,;]{1,60}?)(?: reminder| alarm| nudge)s?(?: any ?more| from now on)?",
    rf"(?:cancel|scrap|drop|ditch|bin) {NAMED}(?: now| altogether| completely| for good)?",
)
"""Not wanted any more."""

BUT = r",| but | and (?=keep )| (?=(?:i'm|i'll|i've|i don't|it's|he's|she's|they're|they've|we're|we've|[a-z]+'s (?:\w+ed|got|done|doing|taking|taken|made|given|going)) )"
"""Where what is not wanted ends, and something else begins: "forget the haircut but keep the vet"."""

DROPPED_LAST = rf"(?:cancel|scrap|delete|drop|forget|ditch)(?: about)? {IT}(?: reminder| alarm)?(?: for good| altogether| completely)?(?: now)?|(?:cancel|delete|scrap) the (?:reminder|alarm)|never ?mind(?:(?: about)? (?:it|that))?|stop reminding me(?: (?:about|of) (?:it|that|them|those))?(?: for good| altogether| now| any ?more)?|(?:stop|quit) (?:bringing (?:it|that) up|mentioning (?:it|that)|going on about (?:it|that)|asking(?: me)?(?: about (?:it|that))?)(?: any ?more| now| from now on)?|scratch that one"
WOULD_YOU = r", (?:would|will|could|can) you$| (?:can|lah|yeah|eh|right|ok|okay)$"
"""At the end of what is asked for: no question."""

DROPS = ("scratch", "quit", "forget", "cancel", "scrap", "delete", "drop", "ditch", "never mind", "nevermind", "stop reminding")
"""With which it begins: what follows is why."""

NOT_DROPPED = r"\b(?:before|until|till|unless|if|when|while|yet|today|tonight|tomorrow|now|first|twice|so often|so early|so late|at|as|during|by|this|that i|what|how|why)\b"
"""In what follows "don't remind me": when not to, and no farewell to it."""

SOLVED = r"(?:(?:i|i've|i have|just|think) ){0,3}(?:found|got|figured|worked|solved|see|saw|fixed|remembered|spotted|managed|it works|it's (?:working|fine|here|there))\b"
"""After "never mind": it was a question, and no reminder."""

MARKED = rf"(?:you can |can )?(?:(?:tick|cross|check) off {NAMED}|(?:tick|cross|check) {NAMED.replace('<of>', '<of2>')} off(?: (?:the|my) list)?|mark {NAMED.replace('<of>', '<of3>')} (?:as )?(?:done|complete|completed|finished))"
"""What is named is done, whatever it is."""

DONE_LAST = (
    rf"(?:(?:it's|its|it is|that's|thats|that is|that one is|that one's|they're|all|i'm|already|now|both|everything's|everything is) ){{0,3}}(?:done|finished|sorted(?: out)?|completed|settled|in hand|taken care of|looked after|seen to|handled|dealt with|all set|case closed|job done)(?: (?:it|that|both|now|already|and dusted|too|as well))?"
    rf"|(?:i |we )?(?:just|already) did(?: so)?|(?:i |we )?(?:just |already |have |'ve ){{0,2}}did {IT}(?: (?:already|now|just now|this morning|yesterday))?"
    rf"|(?:i've|i have|we've|we have) (?:just |already |this (?:very )?(?:minute|second|instant|moment) ){{0,2}}(?:done|finished|completed) (?:{IT}|both(?: of them)?)"
    r"|mark (?:it|that) (?:as )?done|check|tick|ticked off"
)
UNDONE_LAST = (
    rf"undo(?: {IT})?|(?:it's|it is|that's|that is|it was|that was|this is)(?: still)? not(?: yet)? (?:done|true|right)(?: yet| after all)?|not done(?: yet)?|not yet done"
    rf"|(?:i|we) (?:haven't|have not|didn't|did not)(?: done| do)?(?: {IT})?(?: yet)?|(?:it|that) (?:isn't|wasn't|hasn't been) (?:done|true)(?: yet)?"
    rf"|(?:don't|do not) (?:cancel|delete|drop|dismiss) {IT}|keep (?:{IT}|the reminder)|i still (?:need|want|have to) (?:it|that|do it)"
)
UNDONE = r"(?:i|we) (?:haven't|have not|didn't|did not)(?: actually| really| even)?(?P<of> [^,;]{2,80}?)(?: yet| after all)?"
"""It was not done, though it was taken to be a moment ago."""

DOER = r"(?:i've|i have|i had(?! (?:my|the|our|a|some|both)\b)|i|we've|we have|we)"
ADVERBS = r"(?:(?:already|just|finally|now|also|actually|all|both|at last|managed to|even|since|this (?:very )?(?:minute|second|instant|moment)) ){0,3}"
BREAK = r",|;| - | – | — |\b(?:and|so|but|because|which|while|when|before|after|though|since|as|at last|in case|first thing|on (?:my|the) way)\b"
"""Where what was done ends and something else begins."""

CLAUSE = r",? and (?=\w+ )|, "
"""Between several things that were done."""

LEADS_AHEAD = r"(?:\bfor|,) {1,2}$"
"""Before a date in what was done: what that was for. "I booked the vet for Friday"; "I called on Friday" was last Friday."""

WHEN_LAST = (
    r"(?: (?:for|on|at|this|next|last) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|noon|midday|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?)"
    r"(?: (?:morning|afternoon|evening|night))?){1,3}$"
)
"""At the end of what was done: when that was, or what it is for; no part of its name."""

HAS_TO = r"got to (?!(?:the|my|our|a|an|his|her|their)\b)"
"""Instead of what was done what is to be done: "I've got to buy milk"."""

IN_VAIN = (
    r"(?:, {0,2}| - | )(?:unfortunately|nobody|no one|no answer|no luck|in vain|been there|before$)\b|(?:, {0,2}only (?=(?:nobody|no|it|he|she|they|the|to|i|half|part|some)\b)|except\b)|\bonly (?:half|part|some|managed|started|begun)\b"
    r"|(?:, {0,2}| - | )(?:but|though|although)\b(?! (?:yes|yeah|yep|it's done|that's done|all good)\b)(?=[^.!?]{0,80}\b(?:\w+n't|not|no|nobody|none|closed|shut|busy|engaged|voicemail|wrong|failed|nothing|wait|still|later|half|except|yet|again|rejected|declined|bounced|out|never|away|forgot|broken|too|tomorrow|need)\b)"
)
"""What follows may say that it came to nothing ("I called but nobody answered"), or was another time ("done that before")."""

STATE = r"(?P<of>[^,;]{1,60}?)(?:'s been|'s|'re| is| are| ha(?:s|ve)(?: (?:all|both|now|already|finally|just))? been| was| were| got)(?: (?:already|all|now|finally|both))* (?P<is>\w{2,20})(?: (?P<with>in|off|up|out|away|down|back|over))?(?: (?:now|already|too|at last))?"
NOT_STATED = ("check", "see", "ask", "tell", "say", "know")
"""Before a state: nobody says that it is so."""

PRONOUNS = ("it", "that", "this", "they", "those", "these", "all")
SHORT_STATE = r"(?:the |my |our )?(?P<of>\w+(?: \w+){0,2})(?: (?:all|already|finally|now))? (?P<is>(?!(?:in|off|up|out)$)\w{2,20})(?: (?P<with>in|off|up|out))?"
DONE_WORDS = frozenset("care dealt set mark check tick".split())
"""Of `DONE_LAST` the words that are no forms of the past: a clause without any of either tells nothing done."""

NOT_DONE = frozenset("not n't never no almost nearly yet will would should could might may must can cannot going gonna want wanted need needed trying tried hope hoping if unless wish wondering wonder half partly forgot forget forgotten supposed wrong".split())
"""With any of these a sentence does not say that something was done."""

META = r"(?:(?:ask|tell|remind|nudge|ping) (?:me|us)(?: (?:if|whether|about|how|to|that|for))?|check (?:if|whether|that)|see (?:if|whether)|make sure(?: that)?|remember to|to|about|that)(?: (?:i|we)(?:'ve| have|'d)?\b)? {1,2}"
"""What leads to what is to be done: "ask me whether I've packed the adapter"."""

QUIET = frozenset("about a an the my our your his her its their this that these those some any of to for on in at with from by into onto up and or i me we us it him them you he she they is are was were be been has have had will do did done one reminder reminders alarm thing task morning afternoon evening night today yesterday tonight earlier ago last week please just again already also now still so too all both then here there ok".split())
"""Words that name nothing."""

NOTED = r"(?:(?:oh|ah|ok|okay|k|kk|yes|yep|yeah|right|great|good|perfect|cool|fine|sure|noted|thanks|thank you|thx|ta|cheers|so much|very much|a lot|got it|will do|on it|i will|i'll do it|i'll do that|good to know|for the reminder|for reminding me|for letting me know|good point|i know|of course|alright|all right|lovely|brilliant|nice|well remembered)\b[,.! ]{0,4}){1,6}"
"""A whole message that says no more than that the reminder was seen."""
ONCE_MORE = r"\b(?:again|once more|one more time|back (?:at|in|to me))\b"  # of a request: what was told is meant
