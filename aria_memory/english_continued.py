"""English of what a turn says that others before it tell: how it begins, whose day it names. Data."""

BEGINS = r"\W{0,3}(?:(?:and|but|so|also|oh|well|yes|yeah|actually|by the way),? ){0,2}(?:he|she|his|her)\b"
ON_DAY = "on "  # makes a date of "the 13th" alone
WHOSE_BIRTHDAY = r"(?:(?P<my>my)|(?:my |our )?(?P<whose>[^\W\d][\w' -]{1,30}?)(?:'s|s'|s)?) (?:birthday|bday|b-day)"
GENITIVE = r"'s?\b"
