"""English of what a pronoun in a cue stands for: data alone, read by `cue_referents`."""

PERSON = r"(?:he|she|him|her|his|hers)"
THING = r"(?:it|that|this|they|them|those|these|one)"
NAMED_BACK = r"the (?:subject|topic|thing|name|word)"
IN_CUE = r"\b(?:him|her|them|it|his)\b(?! (?:own|name))"  # "phoning him"
NAME = r"(?-i:(?<=[a-z,]\s)(?!I\b)[A-Z][\w-]{1,30}(?:\s[A-Z][\w-]{1,30}){0,2})"  # of somebody, within a sentence
SUBJECT = (  # of a sentence, from its beginning: "The dentist" of "The dentist wanted me to ..."
    r"(?P<topic>(?!(?:i|we|you|he|she|it|they|this|that|there|one|if|when|what|who|how|why|where|just|please|remind"
    r"|tell)\b)"
    r"[\w'-]{2,30}(?: [\w'-]{2,30}){0,3}?)(?:'s|'re)?"
    r" (?:is|are|was|were|has|have|had|needs?|needed|wants?|wanted|says?|said|still|also|never|always|only|just"
    r"|hates?|likes?|loves?"
    r"|makes?|made|leaks?|costs?|expires?|ends?|starts?|can|can't|could|will|won't|would|must|should|got|gets|called"
    r"|told"
    r"|asked|owes?|owed|keeps?|moved|closes?|opens?|gone|being|going|coming|broken|due|does|doesn't|did|didn't|took"
    r"|takes?"
    r"|sent|came|comes|goes|went|works?|lives?|thinks?|thought|prefers?|gave|gives?)\b"
)
ALONE = r"(?P<topic>[\w'-]{2,30}(?: [\w'-]{2,30}){0,3})[.!,:…-]{0,3}"  # "Swimming!", "Oh, and the sofa, ..."
"""A topic that is all that is said, or said before all else."""
NO_TOPIC = (
    r"(?:one|quick|small|little|other|same|good|great|nice|thanks?|just|sorry|yes|no|ok|okay|right|hi|hey|hello"
    r"|please|remind|tell"
    r"|by|for|in|on|at|if|when|and|but|or|so|i|we|you|he|she|it|they|this|that|there)\b"
)
"""How no topic begins: "One more thing", "By the way"."""
