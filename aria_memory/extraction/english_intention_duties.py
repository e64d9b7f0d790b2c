"""English of what the speaker has to do, or to go to: data alone, read by `intention_sentences`, `intention_duties`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment of `english_intentions`; every
quantifier is bounded.
"""

DUTY = (  # what the speaker has to do, before "remind me" or "don't let me forget" with nothing after it
    r"^{POLITE}(?:got to|gotta|need to|have to|must) |\b(?:i|we)'ve to |\b(?:i|we)(?:'ve| have|'m| am)? (?:really "
    r"|still |also |just"
    r" )?(?:need to|have to|got to|gotta|must(?! not\b)|should"
    r"|ought to|to(?= (?!be\b|blame\b)\w)"
    r"|supposed to|meant to|want to|promised to|(?:mustn't|can't|cannot|must not) forget to|(?:need"
    r"|have) to remember to) "
    r"|\bi (?=(?:take|call|ring|feed|water|put|pay|send|clean|visit|pick|check|walk|teach|train|record"
    r"|give)\b[^\n]{1,60}?"
    r"(?:\b(?:every|each) |\wdays\b|$))"
)
TIMED_DUTY = (  # with a day or hour it is a request of its own: "I need to ring the vet tomorrow"
    r"{POLITE}(?:i|we)(?:'ve| have)? (?:really |still |also |just )?(?:need to|got to|gotta|must(?:n't forget to)?"
    r"|have to remember to)"
    r" (?!(?:be|have|go|work|wait|sleep|stay|leave|get(?! (?:some (?!sleep|rest|help)\w{3,14}"
    r"|\w{2,13}[^s]s)(?: and \w{3,14})? (?:tomorrow|tonight|today|on|before|by|this|after|for|at)\b)"
    r"|admit|confess|correct|say|think|talk|stop|start|wake|know|feel|catch|rest"
    r"|focus|chill|relax"
    r"|do|learn|move|find|keep|figure|become|make it|study|practi[sc]e|try|ask you)\b)"
)
EVENT = (  # what the speaker has to go to, before "remind me" with nothing or a day after it; or what is to come
    r"^{POLITE}(?=(?:the|an?) [\w'-]{2,20}(?: [\w'-]{2,20}){0,2}? (?:is|are) (?:coming|arriving|calling)\b)"
    r"|^{POLITE}(?:got|have) (?=an? |my )|\b(?:i|we)'ve (?=an? |my )"
    r"|\b(?:i|we)(?:'ve| have)?(?: got| have) (?:(?=an? |my |our |the (?:dentist|doctors?|gp|vet|hairdressers?|barber"
    r"|opticians?|physio|plumber|electrician|builders?|decorators?|gas man|nurse|midwife|consultant)\b)"
    r"|(?=(?!been\b|had\b|to\b)\w{3,14}(?: \w{3,14})?(?: (?:on|at|tomorrow|tonight|every|each)\b|,|$)))"
)
