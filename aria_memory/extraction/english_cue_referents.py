"""English of what a pronoun in a cue stands for: data alone, read by `cue_referents`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

PERSON = (
    r"(?:he|she|him|her|his|hers"
    r"|(?:the|that|this) (?:man|woman|guy|bloke|chap|fella|lad|lady|lass|girl|boy|person))"
)
THING = r"(?:it|that|this|they|them|those|these|one|mine|ours)"
PLACE = r"(?:the|that|this) (?:place|town|city|village|building|address|street)"
NAMED_BACK = r"the (?:subject|topic|thing|name|word)"
IN_CUE = r"\b(?:him|her|them|it|his)\b(?! (?:own|name))"  # "phoning him"
OTHER = r"\b(?:or|and) "  # of a cue of several: "Priya or her brother"
NAME = r"(?-i:(?<=[a-z,]\s)(?!I\b)[A-Z][\w-]{1,30}(?:\s[A-Z][\w-]{1,30}){0,2})"  # of somebody, within a sentence
LEADING = r"(?:he|she|him|her|it|they|them|this|that)(?= (?:or|and) |, )"  # "if she or her flat comes up"
BACK = r"\b(?:it|that|this|them|those|these|him|her|you|me|us)\b"
REPORTS = (  # who tells it is not what is told of: "Doctor says my knee needs a scan"
    r"(?:[\w'-]{2,20} ){1,4}(?:says?|said|reckons?|reckoned|thinks?|thought|warned|told (?:me|us)|tells (?:me|us)"
    r"|keeps saying)"
    r"(?: that)? (?=\w)"
)
SUBJECT = (  # of a sentence, from its beginning: "The dentist" of "The dentist wanted me to ..."
    r"(?P<topic>(?!(?:i|we|you|he|she|it|they|this|that|there|one|if|when|what|who|how|why|where|just|please|remind"
    r"|tell|can|could|should|shall|enough|let|lets|nobody|somebody|everybody|everyone|someone)\b)"
    r"[\w'-]{2,30}(?: [\w'-]{2,30}){0,3}?)(?:'s (?:an?|the|so|too|very|really|in|on|at|off|out|all|my|our|driving"
    r"|doing|getting|been|moving|going|coming|staying"
    r"|leaving(?! (?:do|party|drinks|gift|present|card|speech|lunch|date)\b)|starting"
    r"|having|making|being|looking|working|talking|selling|buying|visiting|playing)\b"
    r"|(?:'s|'re|'ll|'d)? (?:is|are|was|were|has|have|had|needs?|needed|wants?|wanted|says?|said|still|also|never"
    r"|always|only|just"
    r"|hates?|likes?|loves?"
    r"|makes?|made|leaks?|costs?|expires?|ends?|starts?|can|can't|could|will|won't|would|must|should|got|gets|called"
    r"|told"
    r"|asked|owes?|owed|keeps?|moved|closes?|opens?|gone|been|being|going|coming|broken|due|does|doesn't|did|didn't"
    r"|took"
    r"|takes?"
    r"|sent|came|comes?|goes|went|works?|lives?|thinks?|thought|prefers?|gave|gives?)\b)"
)
WITH = r"(?:with|as (?:for|to)|on|re:?) (?=(?:the|my|our|his|her|their) )"  # "With the christening, I promised to ..."
KNOWN_TO_BOTH = r"(?:the|my|our|his|her|their|this|that|these|those|[\w-]{2,20}'s) "
ALONE = r"(?P<topic>[\w'-]{2,30}(?: [\w'-]{2,30}){0,3})[.!,:…-]{0,3}"  # "Swimming!", "Oh, and the sofa, ..."
"""A topic that is all that is said, or said before all else."""
NO_TOPIC = (
    r"(?:(?:my|good) (?:goodness|god|word|days?|grief|lord|gosh)|gosh|phew|wow|blimey|oof|one|quick|small|little|other"
    r"|same|good|great|nice|thanks?|just|sorry|yes|no|ok|okay|right|hi|hey|hello"
    r"|please|remind|tell|much"
    r"|by|for|with|in|on|at|if|when|and|but|or|so|i|we|you|he|she|it|they|this|that|there|let|leave|park|enough|moving"
    r"|never|nothing|not|forget|drop|skip|stop|back"
    r"|later|another|maybe|say|do|did|will|shall|can|could|next"
    r"|anyway|that's|as)\b"
)
"""How no topic begins: "One more thing", "By the way"."""
FRAGMENTS = {
    "FUNCTION": r"i|me|we|us|you|he|him|she|her|it|they|them|this|that|these|those|there|here|the|an?|my|our|his"
    r"|their|your|its|and|or|but|so|because|cos|if|when|while|which|who|whom|whose|what|how|why|where|though|although"
    r"|than|as|of|for|on|in|at|to|from|with|without|by|about|into|onto|over|under|up|down|off|out|back|away|after"
    r"|before|since|until|till|through|between|around|round|now|then|today|tonight|tomorrow|yesterday|again|already"
    r"|also|always|almost|anyway|ever|even|never|just|only|still|yet|soon|later|lately|often|once|sometimes|sometime"
    r"|somewhere|too|very|really|quite|much|more|most|enough|some|any|all|both|every|each|no|not|nothing|something"
    r"|anything|everything|please|pls|thanks|ok|okay|right|well|oh|yes|another|other|for[- ]?ever|instead|either"
    r"|neither|like|i'\w{1,2}|we'\w{1,2}|you'\w{1,2}|he'\w{1,2}|she'\w{1,2}|it'\w{1,2}|they'\w{1,2}|that's|there's"
    r"|let's|lets|myself|ourselves|yourself",
    "VERB": r"is|are|was|were|be|been|being|am|has|have|had|having|(?<!hen\s)(?<!stag\s)(?<!leaving\s)do|does|did|done"
    r"|(?<!'s\s)will|would|can|could"
    r"|should|shall"
    r"|may|might|must|need|needs|want|wants|go|goes|went|gone|come|comes|came|get|gets|got|say|says|said|know|knows"
    r"|knew|keep|keeps|kept|seem|seems|feel|feels|felt|took|takes|take|made|makes|make|gave|give|gives|told|tell"
    r"|tells|asked|asks|isn't|aren't|wasn't|won't|can't|don't|doesn't|didn't|comes|broke|needed|wanted|won't",
    "WHEN": r"now|tonight|today|tomorrow|once|long|ages|ever|good|sure|example|instance|general|particular|fact|case"
    r"|time|times|while|moment|minute|minutes|bit|day|days|night|week|weeks|month|year|evening|morning|afternoon|point"
    r"|stage"
    r"|weekend|death|bits|bed|sleep|sake|free|fear|life|own|first|last|least|most|end|spring|summer|autumn|winter"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|christmas|easter",
    "OWNER": r"the|my|our|his|her|their|your|this|that|these|those|an?|some|all (?:of )?(?:the|this|that|my|our)"
    r"|both (?:the|my|our)",
    "FIRST": r"(?!(?:{FUNCTION})(?![\w']))[\w'&/-]{1,30}",
    "NEXT": r"(?!(?:{FUNCTION}|{VERB})(?![\w']))[\w'&/-]{1,30}",
    "NOUN": r"(?:{FIRST})(?: {NEXT}){0,3}",
    "BARE": r"(?:{NEXT})(?: {NEXT}){0,3}",  # no determiner before it, so that a verb is no noun
    "FURTHER": r" (?:of|for|on|in|at|to|from|and|or) (?!(?:(?:{OWNER}) )?(?:\w{2,6} )?(?:{WHEN}|\d)\b)"
    r"(?:(?:{OWNER}) {NOUN}|{BARE})",
    "BUSINESS": r"(?:(?:the |this |that |our )?(?:whole |entire )?(?:business|matter|topic|subject|question|issue"
    r"|thing"
    r"|saga|story|mess) (?:of|about|with|around) )?",
}
TALKED_OF = (  # what a sentence says that the talk is of, has been, or is to be no more: "that's enough about the loft"
    r"\b(?:about|abt|regarding|concerning|enough(?: of| with| on)?|no more(?: of| on)?|mov(?:e|ing|ed) on from"
    r"|(?:done|finished|through|it|all|that|stop|later) (?:with|for|on)|(?:sick|tired|bored) of|fed up (?:of|with)"
    r"|leav(?:e|ing(?! (?:do|party|drinks|gift|present|card|speech|lunch|date)\b))"
    r"|park(?:ing)?|drop(?:ping)?|shelv(?:e|ing)|forget|paus(?:e|ing)|skip(?:ping)?"
    r"|(?:set|put) aside|(?:back|return|come|get|got|on) to|(?:get|got|getting) (?:onto|started on)|back (?:on|at)"
    r"|as (?:to|for)|speak(?:ing)? of|(?:subject|topic|matter|question|issue|business) of|discuss(?:ed|ing)?"
    r"|mention(?:ed|ing)?|br(?:ing|inging|ought) up|cover(?:ed|ing)?|(?:go|going|gone|went) (?:over|through|into)"
    r"|work(?:ed|ing)? (?:on|through)|deal(?:ing|t)? with|sort(?:ed|ing)?(?: out)?|tackl(?:e|ed|ing)|fac(?:e|ing)"
    r"|put(?:ting)? off|avoid(?:ing)?|(?:get|getting|got) a?round to|start(?:ing)? on"
    r"|(?:not|n't) (?:do|doing|touch|start)|(?:we|i)(?:'re|'m| are| am) on|as regards|with regards? to|apropos(?: of)?"
    r"|d(?:o|oing"
    r"|one)(?= (?:the|my|our|his|her|their|this|that)\b)"
    r"|look(?:ed|ing)? (?:at|into)|think(?:ing)? of|(?<!\bthe\s)(?<!\bmy\s)(?<!\bour\s)(?<!\ba\s)plan(?:ned"
    r"|ning)?(?= (?:the|my|our|an?)\b)"
    r"|(?:so )?much for|stuck on|(?:say|said|saying|hear|heard) (?:on|of)|obsess(?:ed|ing) (?:with|over)"
    r"|struggl(?:e|ing) with|trouble with|problems? with|battl(?:e|ing) with) {BUSINESS}"
    r"(?P<topic>(?:(?:\w{2,14}ing )?(?:{OWNER}) {NOUN}|{BARE})(?:{FURTHER})?)"
)
DEFINITE = (  # a thing that both know: "we've done the wedding to death"
    r"\b(?P<topic>(?:the|my|our|his|her|their|this|that|these|those) (?!(?:end|rest|goodness|god|word|lord|way|day"
    r"|time|moment|point|lot|same"
    r"|other|others|first|next|last|best|worst|one|ones|thing|things|whole|kind|sort|bottom|top|middle|edge|verge"
    r"|rope|tether|chat|talk|help|reminder|hell|meantime)\b){NOUN}(?: (?:of|for|from|in|at) (?!(?:(?:{OWNER}) )?"
    r"(?:\w{2,6} )?(?:{WHEN}|\d)\b)(?:(?:{OWNER}) {NOUN}|{BARE}))?)"
)
INDEFINITE = r"\b(?P<topic>(?:an?|some) (?!(?:few|bit|lot|while|moment|minute|favou?r|good|quick|one|thing)\b){NOUN})"
TO_COME = (  # what a person means to do: "I might move to Leeds. When I do, ..."
    r"\b(?:i|we)(?:'ll| will| might| may| want to| need to| hope to| plan to| have to| must| should| intend to"
    r"|(?:'m| am|'re| are) (?:going to|gonna|planning to|hoping to|thinking of|about to))"
    r" (?:(?:probably|definitely|soon|finally|eventually|surely|also|still|have to|need to|get round to) ){0,2}"
    r"(?P<topic>(?!(?:be|have|do|see|say|think|know|let|ask|tell)\b)[\w'-]{2,20}(?: [\w'-]{1,20}){0,5})"
)
NOT_OF_IT = (  # at the end of what is talked of: talk itself, and when
    r" (?:again|sorted|done|finished|settled|dealt with|over|talk|chat|stuff|business|saga|discussion|conversation"
    r"|topic|thing|chatter|drama|nonsense|palaver|a lot"
    r"|this (?:week|month|year|time)|next (?:week|month|year|time)|last (?:night|week|month|year)|and|or|for|one"
    r"|one day|going|coming|behind|aside|altogether|together|alone|thoroughly|completely|properly|non-?stop|endlessly)$"
)
DOING = (  # what one does, without an article: "I started pottery"
    r"\b(?:i|we)(?:'ve| have|'m| am|'re| are)?(?: just| finally| now)? (?!(?:need|feed)\b)\w{3,12}(?:ed|ing)(?: up"
    r"| out)?"
    r" (?P<topic>{BARE})"
)
RELATED = r"\b(?P<topic>(?:my|our|his|her|their) [\w-]{2,20} (?-i:[A-Z])[\w-]{1,20})"  # "my sister Ola stays with us"
WHERE = (  # before a place that only tells where it is: "I've enrolled on a Danish course at the centre"
    rf"{INDEFINITE}(?= (?:at|in|from|near|behind|beside|under) )"
)
KNOWN = (RELATED, WHERE, DEFINITE, INDEFINITE, DOING)  # in this order
POINTS = r"(?:this|that|these|those) (?=\S)"
DETERMINER = r"(?:my|our|his|her|their|your|this|that|these|those|all)(?= )"
OF_IT = r"(?:its|their) (?=\S)"
"""Begins a topic that belongs to what was spoken of before."""
