"""English of requests in words that no list holds, known by their form: data alone, read by `timed_loosely`.

"Chivvy me at six to ..." is an order to do something to the speaker at a time. What such an order can be about is
closed (`NO_CALL`), what it may be called is not. In a pattern a space stands for one to three blanks and `{NAME}` for a
fragment of `english_intentions`; every quantifier is bounded.
"""

NO_CALL = (  # verbs that give, show or do the speaker something, or meet them: none calls for attention
    r"(?:give|get|send|buy|make|let|show|teach|help|find|book|meet|join|pick|drive|take|bring|lend|pay|cook|order"
    r"|read|sing|play|write|draft|explain|describe|recommend|suggest|list|fetch|grab|pass|hand|save|owe|cost|spare|love"
    r"|hate|miss|trust|believe|forgive|excuse|pardon|thank|follow|marry|kiss|hug|see|visit|want|need|suit|suits|worry"
    r"|bother|beat|kill|cheer|count|fill|include|leave|treat|told|asked|sent|gave|got|made|took|woke|brought|rang|saw"
    r"|met|paid|bought|taught|did|does|do|is|was|are|for|with|to|of|at|on|by|like|than|from|about|behind|between|and"
    r"|or|but|near|beside|before|after|without|against|past|round|put|keep|have|says?|said|wish|promise|offer|feel"
    r"|hear|heard|kept|left|lost|let's|test|grade|judge|pray|vote|search|translate|correct|sell|build|bake|plan|tell"
    r"|ask|remind|know|lead|guide|walk|book|reserve|hire|fire|sign|fix|draw|paint|design|code|compare|rate)"
)
DOES = (  # what may stand between such an order and its time: "tap me on the shoulder"
    r"(?: (?:up|along|on(?! (?:the|my|an?)\b)|off|awake|out|into gear|into action))?"
    r"(?: (?:on|in|with|by) (?:the|my|an?) \w{3,10})?(?: an? (?:\w{3,9} )?(?:line|ring|bell|call|tap|jab|dig|tinkle))?"
)
OPEN_ASK = (  # begins a clause; wants a time and a thing to do beside it
    r"\b(?:(?!" + NO_CALL + r"\b)[a-z]{3,9}(?<!ed)(?<!ing)(?<!s) (?:me|us)\b" + DOES + r""
    r"|make (?:an? |some |a bit of )?(?:\w{3,9} )?(?:noise|fuss|racket|din|sound|song and dance|stink)"
    r"|(?:speak|pipe|sing|call|cry|sound) (?:up|out)|sound (?:the|an) alarm|raise the alarm|say the word"
    r"|(?:i|i'll|i'd|i will|i'm going to|gonna)(?: really| probably| definitely)? need (?:(?:an? )?(?:good |little "
    r"|bit of"
    r" )?(?:\w{3,10}ing)(?: off| along| up)?(?= (?:to|at|on|into|out)\b)|an? (?:\w{3,9} )?(?:push|shove|nag|kick|jolt))"
    r"|i (?:want|need|expect|hope|would like|'d like)(?: to hear| a word| a line| something| some noise) (?:from"
    r"|out of)"
    r" you|let me hear (?:from you|it)"
    r"|(?:keep an eye on|watch|mind) the (?:clock|time)(?: for (?:me|us))?"
    r"|remember (?:this |it |that )?for me(?: that)?|be my (?:memory|alarm(?: clock)?|second brain|conscience|brain))\b"
)
LEFT_TO_YOU = (  # behind what the speaker has to do: it is for the assistant to see to that
    r"\b(?:i(?:'m| am|'ll be)? (?:relying|counting|depending|banking|leaning|rely|count|depend) on you"
    r"|(?:over|up) to you|i(?:'ll)? leave (?:it|that|this) (?:to|with) you|that(?:'s| is) (?:your job|on you|for you)"
    r"|(?:help|keep) me (?:with (?:it|that|this)|stick to (?:it|that)|keep (?:it up|to it|at it)|on track|on (?:top of"
    r"|it)|to (?:it|that|this)|honest|in line)|see (?:to it )?that i (?:do|don'?t)|you(?:'ll)? know the drill"
    r"|stay on me|keep on me|look after (?:that|this|it) for me|take care of (?:that|it) for me"
    r"|make sure (?:of (?:it|that)|(?:it|that|this) (?:happens|gets done))|(?:don'?t|do not) let (?:it|that|this|me)"
    r" (?:slip|slide|go by|pass|off)(?: by| past| away)?)\b"
)
NOTE = (  # what is to be done, as it is noted behind what asks and its time: "chivvy me at eight, school run"
    r"(?<=[,:;.!?\s\u2013\u2014-])(?P<task>(?!(?:please|pls|plz|thanks|thank|ta|cheers|will|would|can|could|if|or"
    r"|cos|coz"
    r"|because|as|and|so|but|then|i|i'm|we|you|he|she|it|it's|that|that's|this|there|they|love|mate|ok|okay|yeah|no"
    r"|not|even"
    r"|especially|otherwise|else|since|though|when|while|until|unless|every|each|sharp|latest|maybe|just|without"
    r"|don't)\b)"
    r"\w[\w' -]{3,60})[.!]{0,3}$"
)
STRICT = r"(?:^|[.,;:!?)\u2013\u2014-]|\bso|\bplease|\bcan you|\bcould you|\bwill you|\bwould you)$"  # before them
