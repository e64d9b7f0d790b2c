"""[pure] English words that say nothing about a topic: left out of a search that has better ones."""

_WORDS = """
a about after again all also am an and any are as at be because been before being but by can could d did do does doing
done down during each few for from further get got had has have having he her here hers him his how i if in into is it
its just ll m may me might more most must my no nor not now of off on once one only or other our ours out over own re s
same shall she should so some still such t than that the their theirs them then there these they this those through to
too under until up us ve very was we were what when where which while who whom whose why will with would you your yours
"""
STOPWORDS = frozenset(_WORDS.split())
ASKING = (  # at the beginning of a query: that it asks
    r"\W{0,3}(?:(?:so|and|ok|okay|hey|please|can you|could you|would you)[, ]{1,3}){0,2}(?:please )?"
    r"(?:tell me|remind me(?! to\b)|do (?:you|i) (?:know|remember|recall)"
    r"|what (?:else )?do (?:you|i|we) (?:know|remember))\b"
)
