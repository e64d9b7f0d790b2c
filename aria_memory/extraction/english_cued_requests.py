"""English of requests that wait for something to come up in talk, however they are put: data alone, read by
`cued_requests` and `cued_contents`.

In a pattern a space stands for one to three blanks; every quantifier is bounded.
"""

from .english_cue_clauses import CALLED
from .english_intentions import FILLED, MANNER, NICE

LEAD_IN = (  # before the words that ask: greetings and polite words, in any order
    r"(?:(?:" + MANNER + "|" + FILLED + r"|yeah|yep|yes|aye"
    r"|anyway|anyhow|actually|pray|like(?=,| (?:if|when|whenever|once|next time|the next|as soon"
    r"|every time)\b)|um+|uh|erm?|(?:hi|hey|hello) (?:there|again|aria)"
    r"|good (?:morning|evening|afternoon)|oi|hey"
    r"|hi|hiya|hello|yo|ok|okay"
    r"|oh|ah|right|so|and|but|then|also|well|listen|look|now|btw|by the way|please|pls"
    r"|plz|kindly|do(?= \w)|be(?= (?:reminding|telling) (?:me|us)\b)|just|maybe|perhaps|again|mate|love|dear|pal"
    r"|sorry|pet|hun|hon|luv|buddy|bud|bro|man"
    r"|quick one|one thing|small favou?r"
    r"|favou?r"
    r"|(?:can|could|would|will|might) (?:you|u|ya|y'?all)(?: please| pls| just| kindly| maybe| possibly| ever)?"
    r"|(?:would|could) you be (?:so )?(?:kind|good|sweet|nice|a (?:dear|love|star"
    r"|pal))(?: enough)?(?: as)?(?: to)?(?: and)?"
    r"|be (?:so )?(?:kind|good|sweet|a (?:dear|love|star|pal))(?: enough)?(?: as)?(?: to)?(?: and)?"
    r"|i(?:'d| would| should) (?:be (?:very |so |most |really )?(?:grateful|glad|happy|obliged|thankful)"
    r"|appreciate it|love it"
    r"|like it)(?: a lot)?(?: if you(?:'d| would| could))?|i(?:'d| would) (?:like|love|need) you to|i (?:want"
    r"|need) you to"
    r"|it(?:'d| would) be (?:really |so )?(?:" + NICE + r") if you(?:'d| would| could)"
    r"|you(?:'d| would| could| might| will)|(?:you|ya|y'?all|yous?e?) (?:have to|need to|ought to|'?ve got to|gotta"
    r"|should|must|can|could"
    r"|might)|(?:make|be) sure (?:to|you|that you)"
    r"|don'?t forget to|remember to|try to|feel free to|thanks|thank you|i was wondering if you could"
    r"|any chance you could"
    r"|(?:may|might|can|could) (?:i|we) (?:ask|trouble|bother|get|ask for) you to|(?:i|we)(?:'d| would|'ll| will)"
    r" (?:ask|expect|want|need|trust) you to|i(?:'m| am) asking you to|i(?:'d| would) (?:rather|prefer(?: it)?|ask)"
    r"(?: that| if)? you|you(?:'re| are) to|(?:be|make) a (?:point of|note to)"
    r"|would you mind|do me a (?:favou?r|solid)(?: and|:)?|your job is to|(?:what (?:i'd|i would) (?:like|love|want)"
    r"|(?:what|all) i (?:want|need|ask)) is (?:for you )?to)(?:,|:| -)? ){0,5}"
)
NUDGE = r"(?:reminder|nudge|prompt|heads[- ]up|poke|prod|ping)"
LIKED = (  # before "a reminder about ...": how else one asks for it
    r"(?:(?:can|could|may|might) (?:i|we)(?: please)? (?:get|have|trouble you for|bother you for|ask(?: you)? for)"
    r"|(?:i|we)(?:'d| would) (?:be (?:very |most |so )?(?:glad|grateful|thankful) (?:of|for)|appreciate|welcome)"
    r"|any chance of|how about|what about)"
)
ASKING = (  # the words that ask, and what they are followed by is what is to be done
    r"(?P<ask>(?:put|keep) (?:me|us) in mind(?= (?:of|that|to)\b)|mind me(?= to\b)"
    r"|an? (?:\w{3,8} )?" + NUDGE + r"(?= (?:about|to|that|on|re)\b)"
    r"|" + LIKED + r" an? (?:\w{3,8} )?" + NUDGE + r"(?= (?:about|to|that|on|re)\b)"
    r"|(?:remind|reminding|nudge|prompt|ping|poke|prod|nag|alert|notify|hassle|bug) (?:me|us)(?: again)?"
    r"|(?:give|send|drop) (?:me|us) an? (?:\w{3,8} )?(?:nudge|shout|heads[- ]up|reminder|poke|prod|ping"
    r"|kick|buzz|note)|(?<=mind\s)(?:telling|nudging|prompting|warning|poking|pinging) (?:me|us)|without (?:telling"
    r"|reminding|warning|nudging"
    r"|prompting|poking) (?:me|us)|(?:can|could|may|might) (?:i|we)(?: please)? be (?:reminded|told|nudged|prompted)"
    r"|let (?:me"
    r"|us) know|(?:don'?t|do not|never) let (?:me|us) forget|jog my memory|have a (?:quiet )?word with (?:me|us)"
    r"|(?:i|we)(?:'d| would) (?:like|love|want|need) (?:a (?:reminder|nudge|prompt|heads[- ]up)|reminding)"
    r"|(?:i|we) (?:want|need|'ll need|will need|could (?:do with|use)|am going to need|'m going to need)"
    r" (?:a (?:\w{3,8} )?(?:reminder|nudge|prompt|heads[- ]up)|reminding|telling|nudging)"
    r"|(?:i|we)(?:'d like| would like|'d love|'d want| would want| should like| want| need|'ll need| will need| have"
    r"| ought| should| must"
    r"|'ve got)(?: you)? to (?:be (?:reminded|told|prompted|warned|nudged|asked)|hear|know(?= (?:that|about|the|my"
    r"|how))"
    r"|get a (?:reminder|nudge|prompt))"
    r"|it(?:'d| would)(?: be|'ll be)? (?:really |so |very )?(?:good|great|nice|handy|useful|helpful|lovely) to (?:hear"
    r"|be (?:reminded|told|nudged|warned)|know(?= (?:that|about|the|my|how))|get a (?:reminder|nudge|prompt)))"
    r"(?:,? please)?|(?P<kept>(?:tell|ask|warn|update|quiz|push) (?:me|us)\b)"
)
DOING = (  # what may be asked for beside that, once a cue is told; it is what is to be done itself
    r"(?P<do>(?:bring up|bring (?:it|this|that) up|flag|mention|point out|suggest|show me|say|raise|warn me|check"
    r"|propose|recommend|stop me"
    r"|make me|help me|talk me out of|read me|give me|let's|don'?t let me|make sure|see that|ask whether|ask if|quote"
    r"|say to (?:me|us)|read out|repeat|chip in|pipe up|throw in|drop in|slip in|work in|put in a word|hit me with"
    r"|caution me|note|stress|add|recite|point me|steer me|hold me to|get me to|have me|keep me from|pull up|send me"
    r"|link me|refer me|remember"
    r"|(?:shout|yell|holler|whisper|bark|sing|blurt|hiss)(?=(?: [^,.;:?!\n]{2,60})? (?:at|to) (?:me|us)\b))\b)"
)
DOES = (  # which of them a clause may end before without a comma: "when I start on the permit make sure I ..."
    r"(?:(?:bring up|flag|mention|point out|suggest|raise|say|check|make sure|quote|propose|recommend|repeat) (?:i|we"
    r"|that|the|my|our|to (?:me|us)|how|what)\b|(?:warn|show|give|stop|make|help|quiz|update) (?:me|us)\b"
    r"|don'?t let (?:me|us)\b|(?:say|mention|flag|raise|do) (?:so|it|this|that)\b|bring (?:it|this|that) up)"
)
ARRANGED = (  # before a clause: "set something up so that when camping comes up you mention ..."
    r"(?:(?:set|fix|rig|arrange|make|sort|have)(?: (?:it|this|that|things|something|everything|yourself))?(?: up)?,?"
    r" so(?: that)?|see to it(?: that)?|make (?:sure|certain)(?: that)?|arrange(?: that)?"
    r"|(?:i|we)(?:'d| would)? (?:want|need|like) (?:it|this|that|things|something) (?:to be )?(?:set|fixed|arranged"
    r"|sorted|done)?(?: up)? ?so(?: that)?"
    r"|(?:it|that)(?:'d| would) (?:be|help) ?(?:really |so |very )?(?:\w{4,10} )?if|i(?:'d| would) (?:like|love"
    r"|appreciate|want|prefer)"
    r" it if|(?:i|we)(?:'d| would) (?:like|love|prefer|ask|want)(?: it)? that|i want it so(?: that)?)[,:]? ?$"
)
SURE = r"\b(?:sure|certain|see to it)(?: that)?[,:]? ?$"
I_DO = r"(?P<do>(?:i|we)(?:'m|'ve|'d|'ll|'re)? \w)"  # "make sure that when the accountant comes up I send the receipts"
YOU_DO = r"(?:then )?you(?:'d| would| could| will|'ll| can)? (?:please |just |also |always )?(?=\w)"
OWN_PLAN = (  # "I need to tell you about the gate code when ..."
    r"(?P<plan>i(?:'ve| have)?(?: really| also| still)? (?:need to|have to|want to|wanted to|must|should|ought to"
    r"|meant to"
    r"|mean to|got to|keep meaning to|keep forgetting to) (?=(?:tell|ask|show|say|mention|bring|talk|explain|thank"
    r"|give|check"
    r"|remember)\b))"
)
PLANNED = (  # in the sentence before: what is to be done, after it
    r"(?:i|we)(?:'ve| have|'m| am)?(?: really| also| still| always)? (?:keep meaning to|keep forgetting to"
    r"|kept forgetting to"
    r"|forget to|always forget to|need to|have to|want to|must|should|ought to|meant to|mean to|got to|gotta"
    r"|supposed to"
    r"|been meaning to|would like to|'d like to) (?P<do>[^\n]{3,160})"
)
CONNECTS = (
    r"(?:,|:|;| -| –| —)? ?(?:(?:to|2(?= [a-z])|that|about|of|abt|re|regarding)\b(?! ?(?:one thing"
    r"|something)\b)|[:,–—-])? ?"
)
ONE_THING = (
    r"(?: ?of)? (?:(?:one|this|a|something)(?: small| little)?(?: thing)?|(?:two|three|a few|some"
    r"|a couple of) things)(?=[,:\s]|$)"
)
ENDS = (  # after what is to be done
    r"(?<!'s)(?<!\bis)(?<!\bbe)(?<!\bare)(?:,? (?:(?:so |and |but )(?:please )?(?:remind|tell) me(?: (?:of"
    r"|about) (?:it|that|this))?|(?:can|could|will"
    r"|would) (?:you|u) (?:remind|tell) me(?: (?:of|about) (?:it|that|this))?|please|pls"
    r"|plz|thanks|thank you|thx|cheers|ta|ok|okay|yeah|right|alright|would you|will you|could you"
    r"|can you"
    r"|if you (?:would|don'?t mind|can|could)|mate|love|dear|again|lol|haha|if (?:that'?s|it'?s) (?:ok|okay|alright"
    r"|all right)|there's a (?:dear|love|star|good \w{3,8})|x{1,3}"
    r"|(?:would|'d|will) be (?:really |so |very |much )?(?:appreciated|" + NICE + r"))|" + CALLED + r")+$"
)
WHY = (  # after what is to be done: why, or what else is so
    r"(?:, | - | – )(?=(?:i|i'm|i'll|we|he|she|it|they|its|im|ive|ill|theyre|thats|otherwise|or|because|cos|since|my"
    r"|that)\b)"
)
THEN_TOLD = r",? (?=(?:that|to) \w)"  # ends a clause after a request: "remind me next time I mention Bo that ..."
ASIDE = (  # between a clause and the request: "..., and I mean the plants, remind me"
    r"\s{0,3}\([^()\n]{0,80}\),?|,? (?:and|or|i mean|you know|that is|as in|meaning|which|not|well|the one|probably"
    r"|likely"
    r"|hopefully|maybe)\b[^,\n]{0,60},(?= )"
)
REPORTED = (  # before a cue: what follows is somebody else's, or told of
    r"(?:\b(?:said|says?|goes|went|asks?|asked|wrote|writes?|texted|sings?|sang|like|that|told (?:me|us|him|her|them)"
    r"|called|titled|whether|why|how)[,:]?|\b(?:he|she|they|who|it|which)(?:'s|'d)?(?: \w+){0,3})$"
)
STRONG = r"(?:[,;:!)–—-]|[:;]-?[)(dp]|\b(?:so|and|but|then|also|please|pls|ok|okay))$"  # ends a statement before a cue
SAY_SO = (
    r"(?:say so|say that|tell me(?: so| that)?|remind me(?: again)?(?: (?:of|about) (?:it|that"
    r"|this)| that)?|let me know"
    r"|don'?t let me forget(?: (?:it|that|this))?|(?:give me|i (?:want|need)) a (?:reminder|nudge)(?: (?:of|about"
    r"|for) (?:it|that|this))?"
    r"|bring (?:it|that|this) up|mention (?:it|that|this)|point (?:it|that|this) out)"
)
HEADLESS = r"(?:is|are|was|were|will|isn't|aren't|won't|has|have|can't|don't|doesn't)\b"
"""How "Fridays are out" begins without its day."""
VAGUE = r"(?:of )?(?:(?:one|two|three|a few|some|a couple of) (?:small |little )?things?|something)"
IT = ("it", "that", "this", "about it", "about that", "of it", "of that")  # was said just before
IN_BRACKETS = r"\s{0,3}\([^()\n]{0,80}\)?[\s,.!?]{0,3}$"  # after a clause: "when Kerry comes up (the county!)"
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
    r"|(?:the )?(?:best|right|ideal|good) (?:time|moment)(?: is| would be|'s)?"
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
NOTE = (  # before "for when X comes up: ...", which asks for it to be told then
    r"(?:(?:hi|hey|ok|okay|also|and|so|oh),? )?(?:(?:please )?(?:keep|save|hold|park|store|log|file)(?: (?:this"
    r"|that|it|one))?(?: (?:in mind|back|on file))?,? |(?:please )?(?:(?:set|add|put|leave|make|create|give|pop"
    r"|stick)(?: (?:me|in|up|down))? )?(?:just )?(?:an? |one |another )?(?:note|reminder|memo|thing"
    r"|something|one"
    r"|heads[- ]up)(?: to (?:self|myself|you))?,? )?"
)
