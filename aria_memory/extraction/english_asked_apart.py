"""English of requests that stand apart from what is to be done: data alone, read by `asked_apart`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment of `english_intentions`; every
quantifier is bounded.
"""

ASK = (  # what asks, at the beginning of a clause
    r"(?:(?:{DATED}|bother|(?P<woken>wake)|(?P<told>tell|ask)) (?:{ME}|you and me|the \w{3,10} and me)(?: up)?"
    r"|{REMIND}\b(?! (?:him|her|them|you|it)\b)"
    r"|(?:say|whisper|shout|repeat) (?:it|this|that|so)?(?: to {ME})?|let {ME} know|let {ME} hear(?: it)?"
    r"|(?:give|send|drop|shoot|gimme|gi[zs]|make|set|create|put|add|schedule|do|get|have|pop|stick)(?: up| on| in)?"
    r"(?: for)?(?: {ME})?(?: in| up)? (?:(?:an?|one|another|the|my|some) )?(?:[\w-]{3,10} ){0,2}?(?:{NOUN})"
    r"|(?:(?:an?|one|another|some|my) )?(?:(?:recurring|repeating|daily|weekly|monthly|little|quick|small|gentle|wee"
    r"|friendly|yearly)"
    r" ){0,2}(?:{NOUN}))\b(?! (?:me|was|were|went|goes|go|rang|is|has|had|from|keeps?|app|clock|saying|said"
    r"|of)\b)(?!'s\b)"
)
NOUN = (
    r"reminders?|alarms?|alert|timer|nudge|heads[- ]up|ping|buzz|prod|poke|shout|prompt|notification"
    r"|wake[- ]?up call|bell"
    r"|holler|message"
)
BEFORE_ASK = (  # between the beginning of its clause and what asks
    r"(?:(?:and|so|but|then|also|n|oh|oi|oy|hey|hi|hiya|right|ok|okay|well|now|yes|no|please|pls|plz|kindly|just|maybe"
    r"|perhaps|um+|uh+|er+|like|do|sorry|if (?:possible|you can|you could|you would|you don'?t mind)"
    r"|do the needful and|come"
    r"|(?:can|could|would|will|might) (?:you|u|ya|ye|yous|my phone)(?: (?:ever|please|kindly|just|also|possibly|maybe"
    r"|be able to|mind))?|(?:i'd|id|i would|i'll|i will|i should|we'd|i)(?: also| really)? (?:like|love|want|need"
    r"|appreciate"
    r"|welcome|prefer)(?: to (?:get|have|receive)| you to| if you)?|i(?:'ll)? (?:could|can) (?:do with|use)"
    r"|(?:can|could|may|might) (?:i|we) (?:please )?(?:get|have|ask for)|(?:any )?chance (?:of|for)"
    r"|(?:it|that)(?:'d| would) (?:be|really be) \w{3,10} (?:if|when) you(?: could| would| can)?|(?:make|see to) it so"
    r"(?: that)? i get|make sure (?:that )?(?:i get|you|to)|i want(?: you)? to|you (?:can|could|should|must|may)"
    r"|be sure to"
    r"|remember to|(?:for|by) (?:then|that)|at that (?:time|hour|point)|i'd be grateful (?:for|if you))[,:]? ?){0,6}"
)
AROUND = (  # of what is left: no part of what is to be done
    r"(?:actually|anyway|well|right|no|yes|yeah|now|oh|please|pls|plz|plse|thanks|thank you|thx|ta|tnx|cheers|kindly"
    r"|love|mate|dear|pal|only|sharp|exactly|prompt"
    r"|ok|okay|lol|um+"
    r"|uh+|like|would you|will you|can you|could you|would ye|if you (?:can|could|would|please|don'?t mind)"
    r"|if possible|then"
    r"|again|instead|too|(?:i )?would (?:be|really be) (?:\w{3,10} ?){1,3}|would (?:save|make|help|do)(?: (?:my|me"
    r"|the)(?: \w{3,10}))?"
    r"|would do(?: it| the trick| nicely)?|(?:will|'ll) do|(?:on|about|of|for|regarding|re|around) (?:it|this|that"
    r"|those|them|same)"
    r"|just say it|it|this|that|those|so|and|but|every time|each time)"
)
JOINT = (  # between what asks and what is to be done
    r"(?:to|about|for|that|so (?:that )?(?:i|we)(?: can| could| do| don't forget to)?|regarding|re|because|cos|as"
    r"|and|saying"
    r"|i shall|i should|i must|i(?:'ve| have)? (?:need|have|got) to|i(?:'ve)? (?:to|gotta)|need to|have to|gotta)"
)
TO_DO = (  # a sentence tells what is to be done
    r"\b(?:needs?|have to|has to|'ve to|got to|gotta|hafta|must|should|ought to|wants? \w{3,12}ing|due|promised"
    r"|supposed to|owe|overdue|run(?:s|ning)? (?:out|low)|trying to|keep (?:on )?forgetting|want to|wanna"
    r"|(?:haven'?t|hasn'?t|not|still to|to be) (?:\w{3,8} )?(?:been )?\w{3,12}(?:ed|en|id|nt|de|ne)\b(?! (?:it|that"
    r"|this|yet|him|her|them)\b)"
    r"(?=[^\n]{3})|(?:\w{3,12} |\bi've )?(?!me\b)\w{2,12} to (?:pay|do|take|sign|send|be|get|give|ring|call|collect"
    r"|return|post"
    r"|book|drop|renew|fill|feed|water|write|read|make|buy|pick|check|clean|wash|finish)|(?:bill|rent|fee|invoice"
    r"|form) is)\b"
)
EXCUSE = (  # and what only says why not now
    r"^(?:(?:sorry|no|nope|not|oh|ah|ok|okay|well|and|but|so|hang on|wait|later),? ){0,2}(?:i'?m|i am|im|he|she|they"
    r"|we|we're|it|it's"
    r"|not|no|still|in|on|at|busy|yet|later|driving|can't|cant|cannot|i can|i can't|i haven'?t|haven'?t (?:yet|done)"
    r"|there|there's"
    r"|hands|bit|just|got|stuck|half|too|a bit|up to|out|away|almost|nearly|meeting|traffic)\b"
)
DUTY = (  # of such a sentence: what leads to what is to be done
    r"(?:(?:and|so|but|also|oh|right|ok|okay|well|still),? ){0,3}(?:(?:i|we)(?:'ve|ve|'m| have| am)? )?(?:(?:really"
    r"|still|just"
    r"|also|have|'ve|do|probably|definitely) ){0,2}(?:need to|needs to|have to|hafta|havta|haveta|got to|gotta"
    r"|must(?: not forget"
    r" to)?|should|ought to|to(?= (?!be\b)\w)|supposed to|meant to|want to|wanna"
    r"|promised (?:[\w']{2,12} )?(?:to|(?:that )?i(?:'ll| will|'d| would))|trying to)(?: (?:still|really|also|just))?"
    r" (?P<task>\w[^\n]{2,200})"
)
SEE_TO_IT = "see to the matter"  # in place of what is to be done, while its time is read
HOUR_FIRST = (  # a time that begins with its hour, and takes "at"
    r"(?:\d{1,2}(?:[:.]\d\d)?(?!\d|st|nd|rd|th|/)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|half|quarter)\b"
    r"(?! (?:days?|weeks?|hours?|minutes?|mins?|months?)\b)"
)
JOINS = r"\b(?:so|and|but|then|n)$"  # after these a clause begins
