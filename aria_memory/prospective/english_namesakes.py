# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English signs that a word is met as a part of a name, or that what it names is another's: data alone, read by `namesakes`."""

OWN = r"(?:my|our) (?=\S)"
OF_ANOTHER = r"\b(?:his|her|its|their|\w{2,20}(?:'s|s'))(?: (?:own|late|old|new|first|last|whole|poor|dear|two|three))? ?$"
"""Before a cue that is "my" own: it is another's: "his grandmother"."""
THE = r"\b(?:the|an?) (?:\w+ )?$"
OF_A_PLACE = r"^ (?:of (?:the|an?) \w|at the (?-i:[A-Z]))"
"""Before and behind a cue that is "my" own: "the landlord of the Red Lion"."""
_OWNER = r"\b(?:i|we|you|he|she|they|who)"  # persons: "the flat has no heating" is of the speaker's heating
NONE_SUCH = (
    rf"(?:{_OWNER}(?: (?:have|has|had)|'ve|'s|'d)(?: got)? no"
    rf"|{_OWNER}(?: (?:do|does|did|have|has|had)(?: not|n'?t)|'ve not|'s not| never)(?: ever)?(?: have| had| got)? an?) $"
)
THERE_ENDS = r"\s*(?:$|[.!?,;:)]|(?:and|but|or|so|at all|either|though|of (?:my|our|your|his|her|their) own)\b)"
"""Before and behind a cue that is "my" own: nobody has it: "I have no sister"."""
NO_NAME = frozenset(
    """
    i i'm i've i'll i'd ok monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter
    """.split()
)
"""Capitals that make no name of what stands beside them."""
