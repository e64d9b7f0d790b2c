"""English of what points to a clause of a cue ("do it when ...") or keeps something for it: data alone, read by
`cued_requests` and `cued_contents`.

In a pattern a space stands for one to three blanks; every quantifier is bounded.
"""

POINTER = (  # before a clause that says when, after a request: "Remind me of the chains. Do it when I talk about ..."
    r"(?:(?:please|pls|but|and|just|only|so|hey|hi|hiya|yo|oh|also|now|right|like|ok|okay|or rather|well|specifically"
    r"|particularly|especially|ideally"
    r"|preferably|say)"
    r",? ){0,3}(?:(?:do|say|mention|raise) (?:it|so|that|this|the same)|bring (?:it|that|this) up|tell me(?: (?:it"
    r"|that|this|so))?"
    r"|remind me(?: (?:again|of (?:it|that|this)|then))?|(?:that|this)(?:'s| is|'d be| would be)|i mean|like|as in"
    r"|not now,? but"
    r"|(?:the )?(?:reminder|nudge) (?:is|should be|to come)|it should (?:come|be)|i (?:want|need) (?:it|that"
    r"|the reminder)"
    r"|(?:i|we)(?:'ll| will| shall|'d| would)? (?:need|want|like|have) (?:it|this|that|reminding|telling"
    r"|the (?:reminder|nudge|note))"
    r"|(?:that|this|it)(?:'s| is|'d be| would be| should be| must be| has to be| needs to be| ought to be"
    r"|'ll be| can be)(?: to be)? (?:said|told|mentioned|raised"
    r"|passed on|brought up|repeated|flagged|for)"
    r"|(?:the |your )?(?:(?:best|right|ideal|good|only|proper) )?(?:time|moment|occasion|cue|trigger|signal"
    r"|sign|point|place|prompt|condition)(?: (?:to do|to say|to mention"
    r"|for) (?:it|that|this|so))?(?: is| would be|'s| will be|'ll be| being| should be|:)?"
    r"|(?:please )?(?:let me (?:know|have it)|pass (?:it|this|that) on|point (?:it|this|that) out|flag (?:it"
    r"|this|that)(?: up)?)"
    r"|(?:best|only|just|but|and|not now|ideally|preferably|specifically))?(?: for)?[,:]? ?"
)
UNHURRIED = (  # before "when X comes up: ...", which asks for it to be told then
    r"(?:(?:hi|hey|ok|okay|also|and|so|oh),? )?(?:(?:there's |there is )?(?:no|not any) (?:great )?(?:rush|hurry"
    r"|urgency|panic)"
    r"|(?:it's |it is |that's )?(?:not|nothing|hardly) (?:urgent|pressing)|not (?:right )?now|not (?:just )?yet"
    r"|in your own time|whenever suits|for (?:later|another time|the record)|fyi|note to self"
    r"|for (?:my|your) information)"
    r"(?:,| -|:|;)? ?(?:(?:but|and|just|only|so) )?"
)
HELD = r"(?:wait|hold|hang|sit|keep)\b"
"""Begins a clause up to which what follows it is to be kept: "hold on to this until someone mentions Gdansk: ..."."""
NOTE = (  # before "for when X comes up: ...", which asks for it to be told then
    r"(?:(?:hi|hey|ok|okay|also|and|so|oh),? )?(?:(?:please )?(?:keep|save|hold|park|store|log|file)(?: (?:this"
    r"|that|it|one))?(?: (?:in mind|back|on file))?,? |(?:please )?(?:(?:set|add|put|leave|make|create|give|pop"
    r"|stick)(?: (?:me|in|up|down))? )?(?:just )?(?:an? |one |another )?(?:note|reminder|memo|thing"
    r"|something|one"
    r"|heads[- ]up)(?: to (?:self|myself|you))?,? )?"
)
