"""English of two requests in one, each with its own time: data alone, read by `intention_shared`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

TO_DO = (  # between the words that ask and the first time: "to call mum", "about the dentist"
    r"(?:,? please)? (?:(?P<to>to|2) (?P<verb>[\w'-]{2,20}"
    r"(?: (?:up|out|off|in|on|down|back|over|away|round|after|for|with|to|at)\b)?)"
    r"|(?P<about>about|of))(?: [^\n]{1,80}?)? ?"
)
ANOTHER = (  # between two times: what is to be done at the second
    r"(?P<joint>,? (?:and|&|plus)(?: then| also)?|,(?: then)?) (?P<again>to )?"
    r"(?P<what>[^\s,;:]{1,30}(?: [^\s,;:]{1,30}){0,6}?) ?"
)
AFTER_TO_DO = (  # between two times, the first of which stands before what is to be done: "to ring Bo and"
    r",? (?:to|about) [^\n]{2,120}?(?P<joint>,? (?:and|&|plus)(?: then| also)?|,(?: then)?) "
)
GOES_ON = r" (?:to|about) \w"  # after the second of these
ENDS = r"(?: (?:please|pls|thanks|thank you|ta|cheers))?[ .!]{0,3}$"
NOT_MORE = ("again", "then", "also", "once", "once more", "at")  # what is to be done is the same
HOUR = (  # of a time that tells a day as well
    r",? ?(?:\b(?:at|by|around|about|before)(?: about| around)? (?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?"
    r"|(?:{HOUR_WORD})(?: o'clock)?)|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?|\b\d{1,2}:\d\d"
    r"|\b(?:at )?(?:noon|midday|midnight))(?![\w/])(?! (?:of )?(?:{MONTH})\b)"
)
NOUN = (  # what begins with one of these is a thing or a person, to whom is done what was told of the first
    "the", "a", "an", "my", "our", "his", "her", "their", "your", "some", "this", "that", "these", "those", "another",
    "one", "two", "three", "mum", "mom", "mam", "dad", "mummy", "daddy", "gran", "granny", "grandma", "grandpa",
    "grandad", "granddad", "nan", "nana", "auntie", "aunt", "uncle", "him", "them", "both",
)  # fmt: skip
DONE_ALONE = (  # a single word of these is done, and is no thing
    "cook", "eat", "exercise", "go", "iron", "leave", "log", "meditate", "nap", "pack", "pray", "practise", "practice",
    "read", "relax", "rest", "revise", "run", "shave", "shop", "shower", "sing", "sleep", "stretch", "study", "swim",
    "tidy", "train", "vacuum", "vote", "walk", "wash", "work", "write", "dust", "hoover", "draw", "paint", "breathe",
)  # fmt: skip
STATES = (  # what follows "and" is so, and is not to be done
    r"(?:i|he|she|it|we|they|you|there|that)(?:'\w{1,2})?(?: |$)|(?:[^\n]{0,60} )?(?:is|are|was|were|will|won't|has"
    r"|closes|opens|starts|ends|begins|leaves|arrives|comes|goes|finishes|shuts|departs|lands|needs|gets|kicks off)"
    r"(?: [^\n]{0,40})?$"
)
