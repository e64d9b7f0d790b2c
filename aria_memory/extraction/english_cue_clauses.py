"""English of clauses in which something comes up in talk, and of requests that wait for it: data alone, read by
`cue_clauses` and `cued_requests`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

CLAUSE_FRAGMENTS = {
    "WHO": r"(?:you and (?:i|me)|we both|we two|i|we|you|u|anyone|anybody|someone|somebody|people|they)",
    "BE": r"(?:'?re|'?m|'?ve|'?ll|'d| am| are| have| will| should| might| do| did)",
    "ADVERB": r"(?:next|ever|again|even|also|finally|actually|just|only|once|so much as|at any point|then|randomly"
    r"|suddenly|inevitably|somehow|anywhere|by any chance|accidentally|casually|specifically)",
    "BEGIN": r"(?:(?:happen|happens|need|want|have|go|come|get|end up|wind up) to|(?:hear|see|catch|notice"
    r"|find) (?:me|us)|start|starts|begin|begins|get|gets|come"
    r"|keep|end up|wind up|go|try|going|getting|starting|carry on|go off|launch into|be|been|being)",
    "SPEAK": r"(?:talk|talking|chat|chatting|speak|speaking|rant|ranting|moan|moaning|complain|complaining|whinge"
    r"|whinging|whine|whining|waffle|waffling|ramble|rambling|grumble|grumbling|gripe|griping|vent|venting|rave|raving"
    r"|gush|gushing|blather|witter|wittering|joke|joking|brag|bragging|worry|worrying|stress|stressing|panic|panicking"
    r"|ask|asking|think|thinking|write|writing|hear|hearing|read|reading|wonder|wondering|dream|dreaming|tell you"
    r"|telling you|ask you|asking you|bother you|bang on|banging on|go on|going on|rabbit on|harp on|drone on|start"
    r"|starts|starting|start up|start off|carry on|chatter|natter|nattering|gossip|gossiping|text|texting|message"
    r"|messaging|consult you|quiz you|bug you|freak out|freaking out|google|search|look)",
    "NAMING": r"(?:mention|mentions|mentioning|discuss|discusses|discussing|bring up|brings up|bringing up|raise|raises"
    r"|raising|say|says|saying|name|naming|type|typing|utter|uttering|use|using|cover|covering|touch on|touching on"
    r"|get (?:on|back|around|round|down) to|come (?:on |back |around |round )?to|move (?:on|over) to|turn to"
    r"|switch to|go back to|return to|circle back to|get onto|get on about|go into|go over|look at|revisit|pick up"
    r"|refer to|referring to|reference|bring back|speak of|talk of|hear of|plan|planning|work on|working on)",
    "ABOUT": r"(?:(?:on |more |some more |again |a bit |to you |with you |to me |with me |together |over "
    r"|(?:the )?next time )?(?:about|regarding"
    r"|concerning|on about|of|on to|onto|over|on|for|to do with))",
    "TOLD": r"(?:(?:anything|something|everything|whatever|stuff|things|a word|a thing|one word"
    r"|a single word)(?: else| more)?"
    r"(?: at all)?(?: about| to do with| related to| regarding| concerning| on| of)"
    r"|(?:the |our )?(?:topic|subject|matter|issue|question|theme|idea) of|(?:the )?(?:words?|phrase|term|name)(?= \w)"
    r"|that i(?:'ve| have)(?: got)?|i(?:'ve| have)(?: got)?|(?:that )?i(?:'m| am) having|about|of)",
}
CLAUSE_LEAD = (  # "we next get to talking about", "I say something about", "discussing"
    r"(?:next )?(?:{WHO}{BE}? )?(?:(?:{ADVERB}|{BEGIN}|on) ){0,5}(?:{SPEAK} {ABOUT}|{NAMING}|(?:on|back) (?:about|to|on"
    r"|onto))(?: {TOLD})? "
)
CLAUSE_AROUND = (  # "I bring him up", "there's talk of camping"
    r"(?:{WHO}{BE}? )?(?:{ADVERB} ){0,3}(?:bring|brings|bringing) (?P<cue>[^\n]{2,60}) (?:back )?up",
    r"(?:there's|there is|it's)(?: (?:ever|any|some|all|again|more))? ?(?:talk|mention|discussion|a question|question"
    r"|chat)"
    r" (?:of|about) (?P<cue>[^\n]{2,60})",
)
CLAUSE_TAIL = (  # "ever comes up again", "is next mentioned", "drops"
    r"(?: |(?='s ))(?:{ADVERB} ){0,3}(?:(?:(?:comes?|crops?|pops?|turns?|shows?|bubbles?) (?:back )?up|(?:is|are"
    r"|gets?|get|be"
    r"|being|'s"
    r"|has been|have been)(?: {ADVERB}){0,2} (?:mentioned|discussed|brought(?: back)? up|raised|named|talked about"
    r"|spoken (?:of|about)|asked about|on the (?:table|agenda|menu)|up for discussion|under discussion|touched on"
    r"|what we're talking about|(?:the|our) (?:topic|subject))|arises?|(?:is|gets?) (?:a )?mention(?:ed)?"
    r"|gets? a mention"
    r"|drops?|(?:falls?|slips?|pops?) (?:out|into (?:the |our |my )?(?:chat|conversation|talk))|pops? into (?:the "
    r"|our )?"
    r"(?:chat|conversation)|enters? (?:the |our )?(?:chat|conversation|discussion|talk)|comes? into (?:it|play|the"
    r" conversation)|comes? (?:back )?around|comes? my way|comes? out of my mouth|(?:leaves?|pass(?:es)?"
    r"|cross(?:es)?) my lips"
    r"|(?:is|gets) (?:the )?(?:talk|topic)|comes? into (?:the )?(?:chat|talk|discussion|conversation))"
    r"|rears? its(?: ugly)? head)"
    r"(?: (?:{ADVERB}|in (?:(?:the|our|a|any) )?(?:conversation|chat|chats|discussion|talk)|here|between us"
    r"|with (?:you|me)"
    r"|anywhere)){0,3}"
)
SAID_TAIL = r"(?: again| next| today| tonight| with you| to you| at all| or (?:something|whatever|anything))$"
OTHERS_GO_ON = (  # "the fence you (tell me ...)"
    r" (?:i|you|we|they|he|she|it|people|everyone|everybody|friends?|who|to)$"
)
OPENER_FRAGMENTS = {"THAT": r"(?: that(?! (?:comes|crops|pops|is|gets|one)\b))?"}
OPENER = (  # what a clause of a cue begins with
    r"(?<!\S)(?:(?:on |for )?(?:the )?(?:very )?(?:next|first) time{THAT}|when(?:ever| next)?|if"
    r"(?: and when| ever)?|once|as soon as|(?:every|each|any) ?time{THAT}|the (?:moment|minute|instant|second(?= (?:i"
    r"|we|you|that|it|the|my)\b)){THAT}"
    r"|in case|should|upon|on) (?!(?:the )?next\b)"
)
LEAD_IN = (  # before the words that ask: greetings and polite words, in any order
    r"(?:(?:(?:hi|hey|hello) (?:there|again|aria)|good (?:morning|evening|afternoon)|oi|hey|hi|hiya|hello|yo|ok|okay"
    r"|oh|ah|right|so|and|but|then|also|well|listen|look|now|btw|by the way|please|pls"
    r"|plz|kindly|do(?= \w)|just|maybe|perhaps|again|mate|love|dear|pal|sorry|quick one|one thing|small favou?r|favou?r"
    r"|(?:can|could|would|will|might) (?:you|u|ya)(?: please| pls| just| kindly| maybe| possibly)?"
    r"|(?:would|could) you be (?:so )?(?:kind|good|sweet|nice|a (?:dear|love|star"
    r"|pal))(?: enough)?(?: as)?(?: to)?(?: and)?"
    r"|be (?:so )?(?:kind|good|sweet|a (?:dear|love|star|pal))(?: enough)?(?: as)?(?: to)?(?: and)?"
    r"|i(?:'d| would| should) (?:be (?:very |so |most |really )?(?:grateful|glad|happy|obliged|thankful)"
    r"|appreciate it|love it"
    r"|like it)(?: a lot)?(?: if you(?:'d| would| could))?|i(?:'d| would) (?:like|love|need) you to|i (?:want"
    r"|need) you to"
    r"|it(?:'d| would) be (?:great|good|nice|lovely|helpful|brilliant|handy) if you(?:'d| would| could)"
    r"|you(?:'d| would| could| might| will)|you (?:have to|need to|ought to|'?ve got to|gotta|should|must|can|could"
    r"|might)|(?:make|be) sure (?:to|you|that you)"
    r"|don'?t forget to|remember to|try to|feel free to|thanks|thank you|i was wondering if you could"
    r"|any chance you could"
    r"|would you mind|do me a favou?r and|your job is to)(?:,|:| -)? ){0,5}"
)
ASKING = (  # the words that ask, and what they are followed by is what is to be done
    r"(?P<ask>(?:remind|reminding|nudge|prompt|ping|poke|prod|nag|alert|notify|hassle|bug) (?:me|us)(?: again)?"
    r"|(?:give|send|drop) (?:me|us) an? (?:\w{3,8} )?(?:nudge|shout|heads[- ]up|reminder|poke|prod|ping"
    r"|kick|buzz|note)|(?:can|could|may|might) (?:i|we)(?: please)? be (?:reminded|told|nudged|prompted)|let (?:me"
    r"|us) know|(?:don'?t|do not|never) let (?:me|us) forget|jog my memory"
    r"|(?:i|we)(?:'d| would) (?:like|love|want|need) (?:a (?:reminder|nudge|prompt|heads[- ]up)|reminding)"
    r"|(?:i|we) (?:want|need|'ll need|will need|could (?:do with|use)|am going to need|'m going to need)"
    r" (?:a (?:\w{3,8} )?(?:reminder|nudge|prompt|heads[- ]up)|reminding)"
    r"|(?:i|we)(?:'d like| would like|'d love| should like| want| need|'ll need| will need| have| ought| should| must"
    r"|'ve got)(?: you)? to (?:be (?:reminded|told|prompted|warned|nudged|asked)|hear|know(?= (?:that|about|the|my"
    r"|how))"
    r"|get a (?:reminder|nudge|prompt)))"
    r"(?:,? please)?|(?P<kept>(?:tell|ask|warn|update|quiz|push) (?:me|us)\b)"
)
DOING = (  # what may be asked for beside that, once a cue is told; it is what is to be done itself
    r"(?P<do>(?:bring up|flag|mention|point out|suggest|show me|say|raise|warn me|check|propose|recommend|stop me"
    r"|make me|help me|talk me out of|read me|give me|let's|don'?t let me|make sure|see that|ask whether|ask if)\b)"
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
CONNECTS = r"(?:,|:|;| -| –| —)? ?(?:(?:to|that|about|of|abt|re|regarding)\b(?! ?(?:one thing|something)\b)|[:,–—-])? ?"
ONE_THING = r"(?: ?of)? (?:one|this|a|something)(?: small| little)?(?: thing)?(?=[,:\s]|$)"
ENDS = (  # after what is to be done
    r"(?:,? (?:please|pls|plz|thanks|thank you|thx|cheers|ta|ok|okay|yeah|right|alright|would you|will you|could you"
    r"|can you"
    r"|if you (?:would|don'?t mind|can|could)|mate|love|dear|again|lol|haha|x{1,3}))+$"
)
WHY = (  # after what is to be done: why, or what else is so
    r"(?:, | - | – )(?=(?:i|i'm|i'll|we|he|she|it|they|otherwise|or|because|cos|since|my|that)\b)"
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
SAY_SO = r"(?:say so|tell me(?: so| that)?|remind me(?: of (?:it|that|this))?|let me know)$"
