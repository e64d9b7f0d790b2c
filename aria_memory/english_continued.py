"""English: how a turn begins that is of whom was spoken of before it. Data."""

BEGINS = r"\W{0,3}(?:(?:and|but|so|also|oh|well|yes|yeah|actually|by the way),? ){0,2}(?:he|she|his|her)\b"
