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
    r"|oh|ah|right|so|and|but|then|also|well|listen|look|now|btw|by the way|please(?: to(?= \w))?|pls"
    r"|plz|kindly|do(?= \w)|be(?= (?:reminding|telling) (?:me|us)\b)|just|maybe|perhaps|again|mate|love|dear|pal"
    r"|sorry|pet|hun|hon|luv|buddy|bud|bro|man|n(?= \w)|lads|folks|team|chief|fine"
    r"|quick one|one thing|small favou?r"
    r"|favou?r"
    r"|(?:can|could|would|will|might) (?:you|u|ya|ye|y'?all|yous)(?: please| pls| just| kindly| maybe| possibly| ever)?"
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
    r"|would you mind|do me a (?:favou?r|solid)(?: and|:)?|your job is to|just to say|all (?:i'm saying"
    r"|i ask) is|(?:when|what)(?:'s| is) (?:the "
    r"|a )?(?:right |best |good )?(?:time|moment) to|(?:what (?:i'd|i would) (?:like|love|want)"
    r"|(?:what|all) i (?:want|need|ask)) is (?:for you )?to)(?:,|:| -)? ){0,5}"
)
NUDGE = r"(?:reminder|nudge|prompt|heads[- ]up|poke|prod|ping|shout|word)"
TOLD_OF = r"(?= (?:about|to|that|on|re|regarding|concerning|as to|for|of)\b)"  # after such a word: what is to be done
LIKED = (  # before "a reminder about ...": how else one asks for it
    r"(?:(?:can|could|may|might) (?:i|we)(?: please)? (?:get|have|trouble you for|bother you for|ask(?: you)? for)"
    r"|(?:i|we)(?:'d| would) (?:be (?:very |most |so )?(?:glad|grateful|thankful) (?:of|for)|appreciate|welcome)"
    r"|any chance of|how about|what about)"
)
ASKING = (  # the words that ask, and what they are followed by is what is to be done
    r"(?P<ask>(?:put|keep) (?:me|us) in mind(?= (?:of|that|to)\b)|mind me(?= to\b)"
    r"|an? (?:\w{3,8} )?"
    + NUDGE
    + TOLD_OF
    + r"|"
    + LIKED
    + r" an? (?:\w{3,8} )?"
    + NUDGE
    + TOLD_OF
    + r"|(?:remind|reminding|nudge|prompt|ping|poke|prod|nag|alert|notify|hassle|bug|jog|kick|tap) (?:me|us)(?: again)?"
    r"|(?:bring|draw|call)(?: (?:it|this|that))? to (?:my|our) (?:attention|notice)|draw (?:my|our) attention(?= to\b)"
    r"|(?:i|we)(?:'d| would)? (?:like|want|need|love|appreciate) (?:it|this|that|them|those"
    r"|these) (?:being )?(?:pointed out|mentioned|flagged"
    r"|repeated|said|raised|brought up|read out|passed on|drummed in)(?: (?:to|with|for) (?:me|us))?"
    r"|if you (?:told|reminded|nudged|prompted|warned|poked|prodded|pinged) (?:me|us)"
    r"|an? (?:\w{3,8} )?" + NUDGE + r",? (?:please|would be (?:really |so )?(?:" + NICE + r"|appreciated"
    r"|welcome)|wouldn't (?:go amiss|hurt))"
    r"|lemme know"
    r"|(?:give|send|drop) (?:me|us) an? (?:\w{3,8} )?(?:nudge|shout|heads[- ]up|reminder|poke|prod|ping"
    r"|kick|buzz|note)|(?<=mind\s)(?:telling|nudging|prompting|warning|poking|pinging) (?:me|us)|without (?:telling"
    r"|reminding|warning|nudging"
    r"|prompting|poking) (?:me|us)|(?:can|could|may|might) (?:i|we)(?: please)? be (?:reminded|told|nudged|prompted)"
    r"|let (?:me"
    r"|us) know|(?:don'?t|do not|never) let (?:me|us) forget|jog my memory|have a (?:quiet )?word with (?:me|us)"
    r"|(?:i|we)(?:'d| would) (?:like|love|want|need) (?:a (?:reminder|nudge|prompt|heads[- ]up)|reminding)"
    r"|(?:(?:i|we)(?:'ll| will| shall|'m going to| am going to|'d| would)? )?(?:need|want|have|must|should"
    r"|ought|'ve got|got)(?: to)? b(?:e)?"
    r" (?:reminded|told|prompted|warned|nudged|asked|poked|prodded|pinged|jogged)"
    r"|(?:(?:i|we) )?(?:want|need|'ll need|will need|shall need|shall want|will want|could (?:do with|use)"
    r"|am going to need|'m going to need)"
    r" (?:a (?:\w{3,8} )?(?:reminder|nudge|prompt|heads[- ]up)|reminding|telling|nudging|prompting|prodding"
    r"|poking|nagging|warning)"
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
    r"|link me|refer me|remember|pass (?:(?:it|this|that|them|the \w{3,12}) )?on|flag (?:it|this|that) up"
    r"|murmur|whisper|drop"
    r" (?:it|this|that) in|sound the alarm|blow the whistle|speak up|remark|bring to mind"
    r"|(?:shout|yell|holler|bark|sing|blurt|hiss)(?=(?: [^,.;:?!\n]{2,60})? (?:at|to) (?:me|us)\b))\b)"
)
DOES = (  # which of them a clause may end before without a comma: "when I start on the permit make sure I ..."
    r"(?:(?:bring up|flag|mention|point out|suggest|raise|say|check|make sure|quote|propose|recommend|repeat) (?:i|we"
    r"|that|the|my|our|to (?:me|us)|how|what)\b|(?:warn|show|give|stop|make|help|quiz|update) (?:me|us)\b"
    r"|(?:get|have|help) (?:me|us) to\b|(?:stop|keep) (?:me|us) from\b|say (?=\w)|pass (?:it|this|that) on"
    r"|whisper|(?:bring|draw|call)(?: (?:it"
    r"|this|that))? to (?:my|our) (?:attention|notice)"
    r"|don'?t let (?:me|us)\b|(?:say|mention|flag|raise|do) (?:so|it|this|that)\b|bring (?:it|this|that) up)"
)
ARRANGED = (  # before a clause: "set something up so that when camping comes up you mention ..."
    r"(?:(?:set|fix|rig|arrange|make|sort|have)(?: (?:it|this|that|things|something|everything|yourself))?(?: up)?,?"
    r" so(?: that)?|see to it(?: that)?|make (?:sure|certain)(?: that)?|arrange(?: that)?"
    r"|(?:i|we)(?:'d| would)? (?:want|need|like) (?:it|this|that|things|something) (?:to be )?(?:set|fixed|arranged"
    r"|sorted|done)?(?: up)? ?so(?: that)?"
    r"|(?:it|that)(?:'d| would) (?:be|help) ?(?:really |so |very )?(?:an? )?(?:\w{4,10} )?(?:\w{4,10} )?if"
    r"|i(?:'d| would) (?:like|love"
    r"|appreciate|want|prefer)"
    r" it if|(?:i|we)(?:'d| would) (?:like|love|prefer|ask|want)(?: it)? that|i want it so(?: that)?)[,:]? ?$"
)
SURE = r"\b(?:sure|certain|see to it)(?: that)?[,:]? ?$"
I_DO = r"(?P<do>(?:i|we)(?:'m|'ve|'d|'ll|'re)? \w)"  # "make sure that when the accountant comes up I send the receipts"
YOU_TELL = (  # after a clause: "when the tour comes up, you say: honey and ginger"
    r"(?:then |please )?(?:(?:can|could|will|would) )?(?:you|u)(?:'ll| will| shall| can)? (?:then |just "
    r"|please |kindly |also ){0,2}(?P<ask>(?:say|tell"
    r" (?:me|us)|remind (?:me|us)(?! of\b)|mention|whisper|go)\b)(?! (?:the same|nothing|things|something like|anything"
    r"|you|too|no|yes)\b)"
)
TAGGED = (  # before a clause: "You say so, will you, should I start on about the outboard"
    r"(?:then )?you(?:'ll| will| shall)? (?:please |just )?(?P<ask>(?:say|tell (?:me|us)|remind (?:me|us)"
    r"|mention)(?: (?:so|it|that|this))?\b)"
    r"(?=[^\n]{0,80}[,?] (?:will you|would you|won't you|please|yes|yeah|ok|okay|right)\b)"
)
EVER = r"(?:whenever|(?:every|each|any) ?time)\b"
"""Begins a clause of what is always so: "every time I mention the fence you tell me the same"."""
NOT_TOLD = (
    r"(?: again)? (?:how|who|why|what (?:happened|we said|i said|to (?:say|do))|where|a (?:joke|story)"
    r"|if (?:it|this|that) is|more about|about (?:it|that|this)|all about)\b"
)
"""After "tell me": a question, that is answered at once."""
WHEN_TO = r"(?:and |so )?(?:when|what)(?:'s| is) (?:the |a )?(?:right |best |good )?(?:time|moment) to\b"
OPENED = (  # ends what leads to a note or to what is said, without a stop
    r"\b(?:(?:wanted|want|meant|need|would like|'d like|like|have|ought|going) to (?:say|ask|add|mention"
    r"|tell you|request)(?: you)?(?: that)?"
    r"|bear with me|note to self|memo to self|hear me out|here goes|listen up|quick (?:one|note|thing)"
    r"|same as (?:ever|always)|not urgent)$"
)
YOU_DO = (
    r"(?:then )?you(?: were to(?= (?:remind|tell|prompt|nudge|let)\b)|'d| would| could| will|'ll"
    r"| can)? (?:please |just |also |always )?(?=\w)"
)
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
    r"|all right)|there's a (?:dear|love|star|good \w{3,8})|x{1,3}|that'?s (?:when|it|all|the (?:time|moment"
    r"|cue|trigger))"
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
STRONG = (
    r"(?:[,;:!)–—-]|[:;]-?[)(dp]|\b(?:so|and|but|then|also|please|pls|ok|okay|n))$"  # ends a statement before a cue
)
SAY_SO = (
    r"(?:say so|say (?:that|it|this)|tell me(?: so| that)?|remind me(?: again)?(?: (?:of|about) (?:it|that"
    r"|this)| that)?|let me know"
    r"|don'?t let me forget(?: (?:it|that|this))?|(?:give me|i (?:want|need)) a (?:reminder|nudge)(?: (?:of|about"
    r"|for) (?:it|that|this))?"
    r"|bring (?:it|that|this) up|mention (?:it|that|this)|point (?:it|that|this) out)"
)
HEADLESS = r"(?:is|are|was|were|will|isn't|aren't|won't|has|have|can't|don't|doesn't)\b"
"""How "Fridays are out" begins without its day."""
VAGUE = r"(?:of )?(?:(?:one|two|three|a few|some|a couple of) (?:small |little )?things?|something)"
IT = (
    "it",
    "that",
    "this",
    "so",
    "will you",
    "would you",
    "please",
    "the same",
    "about it",
    "about that",
    "of it",
    "of that",
)  # was said just before
IN_BRACKETS = r"\s{0,3}\([^()\n]{0,80}\)?[\s,.!?]{0,3}$"  # after a clause: "when Kerry comes up (the county!)"
