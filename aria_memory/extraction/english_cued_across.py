# ruff: noqa: E501 - patterns read best in full lines
"""English of requests whose topic and whose telling stand in sentences of their own: data alone, read by `cued_across`.

In a pattern a space stands for one to three blanks; every quantifier is bounded.
"""

HINT = (  # a message without any of these is not read again
    r"\b(?:remind|reminder|reminding|prompt|nudge|ping|poke|prod|nag|tell me|told|say so|said|ask me|let me know|lemme|note"
    r"|memory|attention|remember|message|action|need (?:it|that|this)|you (?:say|mention)|know)\b"
)
_TOPIC = r"(?P<cue>[^\n,.:;!?]{2,60}?)"
TOPIC_LABEL = (  # "Topic: parking"
    r"(?:(?:and|the|my|on) )?(?:topic|trigger|condition|cue|when|whenever|if|subject|keyword|key word|context|trigger word|re|for when|in case of"
    r"|(?:when )?i mention|if mentioned|upon|on) ?(?::|=|->| [-–—]) ?(?:(?:any |the )?(?:mention|word|talk)s?(?: of| about)? )?"
    r"(?P<cue>[^\n:]{2,80}?)[.!]?"
)
DO_LABEL = (  # "Message: the code is on the fridge"
    r"(?:(?:and|the|my|please) )?(?:remind(?:er| me)?|message|action|task|to ?do|say|tell me|text|note|content|nudge|prompt|then|thing|what"
    r" (?:i|you) (?:need|want|have|ought|should)(?: to (?:hear|be told|know|say|tell me|remember))?(?: is)?) ?(?::|=|->| [-–—]) ?(?P<do>[^\n]{2,200})"
)
WANTED = (  # "Reminder wanted: thesis", which is a topic where a label says what is to be told
    r"(?:an? )?(?:reminder|nudge|prompt|alert|ping)s? (?:wanted|needed|required|please|request(?:ed)?)(?: (?:for|on|about))?"
    r" ?(?::|=| [-–—]) ?(?P<cue>[^\n:]{2,60}?)[.!]?"
)
IS_CUE = (  # a clause whose subject is a topic, and which says that it is what to wait for
    r"(?:(?:the|any|every|a|each) )?(?:(?:mere|slightest|least|first|next) )?(?:mention|talk|word) (?:of|about) "
    + _TOPIC
    + r",? (?:(?:should|must|will|can|may|ought to|is to|has to|needs to|'ll) (?:be|jog|prompt|make|get|set|mean|trigger|remind|wake|serve|act)\b"
    r"|(?:is|means) (?:your|my|the) (?:cue|signal|prompt|trigger|sign)\b)[^\n]{0,80}",
    _TOPIC
    + r" (?:is|are|will be|shall be|should be) (?:your|my) (?:cue|trigger|trigger word|signal|prompt|keyword|code ?word|sign)\b[^\n]{0,40}",
    r"(?:your|my) (?:cue|trigger|trigger word|signal|prompt|keyword|code ?word)(?: (?:is|will be|shall be|should be)|'s|:)"
    r" (?:(?:when|whenever|if) )?(?P<cue>[^\n]{2,80}?)[.!]?",
)
CUE_ASKS = r"\b(?:jog my memory|remind me|prompt (?:me|you)|tell me|(?:your|my) (?:cue|trigger|signal|prompt))\b"
"""In such a sentence: it asks for what the one before it states."""
ON_TOPIC = (  # "On solder, remind me: the reel is in drawer six"
    r"(?:on|re|regarding|as regards|as for|as to|concerning|about|apropos(?: of)?|when on|with regard to|in connection with)"
    r" (?P<subject>the (?:subject|topic|matter|question|theme) of )?" + _TOPIC + r"(?:,|:| [-–—]) (?=[^\n]{0,30}?\b(?:remind|nudge|prompt|prod|poke|ping|jog|forget|tell (?:me|us) (?:that|to|i|we|my)\b))"
)
I_SAY_YOU_SAY = (  # "I mention the stag do, you tell me Kev is still to be paid"
    r"(?:i|we)(?:'ll)? (?:mention|say|bring up|raise|talk about|talk of|speak of|start on(?: about)?|go on about|name) "
    + _TOPIC
    + r"(?:,| [-–—]|:)? (?:and |then )?you(?:'ll| will)? (?:then |just |please )?(?:tell me|say|remind me|mention|go)\b"
)
MAKES_YOU_SAY = (  # "The word pension should make you say: ring the union", "let it remind you to tell me"
    r"(?:let )?(?:(?:the|any|every) )?(?:(?:mention|talk) of|word|words|name|phrase|term) "
    + _TOPIC
    + r" (?:(?:should|must|has to|is to|ought to|will|'ll|can) )?(?:make|prompt|remind|get|trigger|cause) you (?:to )?"
    r"(?:say|tell (?:me|us)|remind (?:me|us)|mention|bring up|ask me)\b"
)
NO_TOPIC = (  # what "on ..." tells of when or where, and not of what
    r"(?:the )?(?:way|phone|bus|train|plane|road|whole|other hand|one hand|top|contrary|plus side|face|left|right|dot|\w{3,9}day|\w{3,9}days"
    r"|weekends?|mondays?|first|second|third|last|next|same|day|night|morning|afternoon|evening|\d.{0,10}|arrival|balance|average"
    r"|reflection|second thoughts|principle|time|it|that|this|what|how|where|now|you|me|usual|ever|always|before|promised|agreed|far"
    r"|a (?:side|personal|different|serious|lighter) note|(?:my|our|your) (?:way|own|phone|side|part|birthday|return|break|lunch|holiday).{0,20})"
    r"|.{0,30}\b(?:home|way|birthday|anniversary|january|february|march|april|june|july|august|september|october|november|december|tomorrow"
    r"|today|tonight)"
)
SAID_SO = r"\b(?:said|told|mentioned|raised|passed on|brought up|repeated|flagged|need|want|hear|know|reminding|remind|tell)\b"
"""In what points to a time ("That's to be said when ..."): it asks for what the sentence before states."""
