# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English: what may stand after a thing and leaves it what it is, and what leads to another thing. Data."""

AFTER = frozenset(
    "back again twice once thrice first last next late early earlier later before after afterwards straight home inside outside upstairs downstairs together alone online offline abroad"
    " myself yourself himself herself ourselves themselves instead fine well anyway away over out off through full already finally properly whole soon ago ages hours minutes days weeks"
    " monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun weekend noon midday midnight lunchtime breakfast lunch dinner"
    " one two three four five six seven eight nine ten half couple several few another other every each more enough half-way"
    " overnight anew completely round around across top cash"
    " and or but so because since though although while when as if that which who whom whose where whether how what why than unless until till not never no yes"
    " january february march april june july august september october november december beforehand right en bang per via using plus despite whilst etc"
    " x xx tho fyi mate bro dude man buddy sir dear darling love alright yep yup yeah pls please thank god gosh omg lmao hehe hooray woo woohoo cool great good check tick"
    " would could should can may might must shall am being getting got went came said says told thanks ta cheers lol btw haha yay phew ok okay nice easy quick fast asap"
    " person stuff people guy guys lot lots bit appointment appointments bill bills invoice membership subscription booking reservation office company place number helpline line folks class lesson session slot room table ticket tickets trip delivery level levels pressure"
    .split()
)
"""Adverbs, times, what links; and nouns that say little: who booked the dentist appointment has booked the dentist."""

PREPOSITIONS = frozenset("about of to for with at on from into onto like by through against regarding concerning without near beside behind under above around past towards toward inside outside during via per".split())
TO_WHOM = ("to", "with")
"""Right after the verb: "wrote to Bo", "spoke with Bo"."""

DONE_FOR = frozenset({("pay", "for"), ("wait", "for"), ("look", "for"), ("look", "at"), ("listen", "to"), ("sign", "for"), ("ask", "for"), ("apply", "for")})
"""Verb and preposition that say much the same as the verb alone."""

MEASURES = frozenset(
    "pint pints litre litres liter liters bottle bottles bag bags box boxes loaf loaves pack packs packet packets tin tins can cans carton cartons jar jars kilo kilos pound pounds gallon gallons"
    " couple lot lots bunch bunches dozen load loads plenty all both tons piles bits slices copies pair pairs cup cups glass glasses tube tubes roll rolls bar bars tub tubs"
    .split()
)
"""Before "of": so much of it."""

NAMING = frozenset(("call",))
"""Verbs (stems) that also say what somebody is."""

ARTICLES = ("a", "an", "the", "my", "our", "his", "her", "their", "some", "such")
WHILES = frozenset("minute minutes min hour hours second sec moment while bit few couple day days week weeks month months year years time times night evening morning afternoon other long little short last first next good whole lot weekend instant half quarter".split())
"""After an article: how long ago, or how often."""
