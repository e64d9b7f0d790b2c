# ruff: noqa: E501 - patterns read best in full lines
"""English: cues and messages that tell where the speaker is. Data.

All are searched in bounded stretches of a text in lower case with straight apostrophes.
"""

BEING = r"(?:i'm|i am|im|we're|we are) (?:back |now )?(?:at|in|on|near|inside|by) \S"
"""A cue that is met only where the speaker is there now: "I'm at the chemist"."""

COMING_HOME = r"(?:(?:i'm|i am|im|we're|we are)(?: back| finally| next)?(?: at)?|(?:i|we)(?: finally| next)? (?:get|come|arrive|reach|return|make it|walk in)(?: back)?(?: at)?|(?:i|we)'ve (?:got|come|arrived)(?: back)?(?: at)?) home"
"""A cue that is met by any way of saying that one is, or has come, home."""

HOME = (
    r"(?:\b(?:i'm|i am|im|we're|we are)(?: (?:now|finally|just|already|safely|safe|here|back|at last|both|all|at)){0,3} home\b"
    r"|\b(?:got|arrived|came|come|made it|walked|reached|returned)(?: (?:back|safely|straight|in)){0,2}(?: at)? home\b"
    r"|^\W{0,3}(?:(?:ok(?:ay)?|right|phew|finally|just|now|back|at|safely|and|hi|hey),? ){0,3}home(?: (?:now|safe|safely|at last|again|finally))?(?=$|[.,!)]))"
)

WAS = r"\b(?:was|were|wasn't|weren't|used to|had been|went)\b"
"""Before it: the speaker was there, and is no more."""

NOT_THERE = r"(?:\bnot\b|n't\b|\bnever\b|\bwithout\b|'ll\b|\bwill\b|\bgoing to\b|\bgonna\b|\bshall\b|\bshould\b|\bmight\b|\bif\b|\bwhen\b|\bonce\b|\buntil\b|\btill\b|\bbefore\b|\bwish\b|\balmost\b|\bnearly\b|\bon (?:my|the|our) way\b|\bheading\b|\bwant\b|\bwanna\b|\bneed to\b|\bhave to\b|\bhe\b|\bshe\b|\bthey\b)"
"""Before it in its clause: the speaker is not there yet."""

OTHER_TIME = r"^(?: \w+){0,4} (?:yesterday|last (?:night|week|month|year|time|\w+day)|ago|tomorrow|next (?:week|month|year|\w+day)|later|soon|at \d{1,2} (?:tonight|tomorrow))\b"
"""Behind it in its clause: that is of another time."""
