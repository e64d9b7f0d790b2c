"""English of clauses in which something comes up in talk: data alone, read by `cue_clauses` and `cued_requests`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

CLAUSE_FRAGMENTS = {
    "WHO": r"(?:you and (?:i|me)|we both|we two|i|we|you|u|(?:anyone|anybody|someone|somebody|people|they)"
    r"(?: (?:else|at all))?(?:,? (?:including|even|not least|or|and) (?:me|us|you|i|myself)\b,?)?"
    r"|(?:me|my|our|us|your|anyone'?s?|someone'?s?)(?= \w{2,12}ing\b))",
    "BE": r"(?: to(?= (?:mention|bring|talk|speak|start|go|get|raise|say)\b)|'?re|'?m|'?ve|'?ll|'d| am| are| have"
    r"| will| should| might| do| did)",
    "ADVERB": r"(?:next|ever|again|even|also|finally|actually|just|only|once|so much as|at any point|then|randomly"
    r"|suddenly|inevitably|somehow|anywhere|by any chance|accidentally|casually|specifically)",
    "AUXILIARY": r"(?:to(?= (?:come|crop|pop|turn|be|get) )|should|does|might"
    r"|will(?! (?:\w{2,8} )?(?:comes|crops|pops|turns|shows|arises|gets|is)\b)|were to|was to|happens? to"
    r"|starts? to|begins? to|is going to)",
    "BEGIN": r"(?:(?:ready|able|about|due|keen|forced|in the mood|feel like|fancy)(?: to)?|(?:happen|happens|need|want"
    r"|have|go|come|get|end up|wind up) to|(?:go|come|get|turn|circle|drift) (?:back|round|around|on) to"
    r"|(?:hear|see|catch|notice"
    r"|find) (?:me|us)|start|starts|begin|begins|get|gets|come"
    r"|keep|end up|wind up|go|try|going|getting|starting|carry on|go off|launch into|after|be|been|being)",
    "SPEAK": r"(?:talk|talking|chat|chatting|speak|speaking|rant|ranting|moan|moaning|complain|complaining|whinge"
    r"|whinging|whine|whining|waffle|waffling|ramble|rambling|grumble|grumbling|gripe|griping|vent|venting|rave|raving"
    r"|gush|gushing|blather|witter|wittering|joke|joking|brag|bragging|worry|worrying|stress|stressing|panic|panicking"
    r"|ask|asking|think|thinking|write|writing|hear|hearing|read|reading|wonder|wondering|dream|dreaming|tell you"
    r"|telling you|ask you|asking you|bother you|bang on|banging on|go on|going on|rabbit on|harp on|drone on|start"
    r"|starts|starting|start up|start off|carry on|chatter|natter|nattering|gossip|gossiping|text|texting|message"
    r"|messaging|consult you|quiz you|bug you|freak out|freaking out|google|search|look)",
    "NAMING": r"(?:mention|mentions|mentioning|discuss|discusses|discussing|bring up|brings up|bringing up|raise"
    r"|raises"
    r"|raising|say|says|saying|name|naming|type|typing|utter|uttering|breathe|breathing|whisper|broach"
    r"|broaching|use|using|cover|covering|touch on|touching on"
    r"|(?:talk|talking|speak|speaking)(?= (?!(?:to|with|in|at|on|through|over|too|so|like|my|as|the|it|about"
    r"|of|to|for|up|out)\b)[\w-]{3,20}(?: [\w-]{3,20})?$)|get (?:on|back|around|round|down) to|come (?:on "
    r"|back |around |round )?to|move (?:on|over) to|turn to"
    r"|switch to|go back to|return to|circle back to|get onto|get on about|go into|go over|look at|revisit|pick up"
    r"|(?:bore|boring|bother|bothering|bug|bugging|trouble|troubling|pester|burden|annoy|hit) you (?:with|about)"
    r"|(?:get|am|be|being|getting) (?:started|going) (?:on|about)|start in on"
    r"|(?:end up|land|dwell|get stuck|touch) (?:up)?on|(?:stray|veer|drift|wander) (?:on)?to|refer to|referring to"
    r"|reference|bring back|speak of|talk of|hear of|plan|planning|work on|working on)",
    "ABOUT": r"(?:(?:on |more |some more |again |a bit |to you |with you |to me |with me |together |over "
    r"|(?:the )?next time )?(?:about|abt|'?bout|regarding"
    r"|concerning|on about|of|on to|onto|over|on|for|to do with))",
    "ANYHOW": r"(?!(?:not|never|hardly|forget|know|care)\b)[a-z]{3,14}"  # "giving out", "have a moan"
    r"(?: (?:on|off|out|away|over|at (?:you|it)|to you|with you|it|myself|an? \w{3,12}|my \w{3,12}"
    r"|the \w{3,12})){0,2}",
    "TOLD": r"(?:(?:anything|something|everything|whatever|stuff|things|a word|a thing|one word"
    r"|a single word)(?: else| more)?"
    r"(?: at all)?(?: about| abt| '?bout| to do with| related to| regarding| concerning| on| of)"
    r"|the (?:bit|part|section|stuff|item) (?:about|on|for)"
    r"|(?:the |our )?(?:topic|subject|matter|issue|question|theme|idea) of|(?:the )?(?:words?|phrase|term|name)(?= \w)"
    r"|that i(?:'ve| have)(?: got)?|i(?:'ve| have)(?: got)?|(?:that )?i(?:'m| am) having|about|abt|'?bout|of"
    r"|(?:some |any |your |more )?(?:help|advice|ideas?|tips?|info(?:rmation)?|a hand) (?:with|on|about|for))",
}
CLAUSE_LEAD = (  # "we next get to talking about", "I say something about", "discussing"
    r"(?:it (?:ever )?(?:turns out|comes out|so happens|happens) (?:that )?)?(?:{ADVERB} )?(?:{WHO}{BE}? )?"
    r"(?:(?:{ADVERB}|{BEGIN}|on) ){0,5}(?:{SPEAK}(?: (?:something|anything|things|stuff|loads|lots|all"
    r"|a bit))? {ABOUT}|{NAMING}|(?:on|back) (?:about|abt|'?bout|to|on|onto)"
    r"|{ANYHOW} (?:about|abt|'?bout))(?: {TOLD})? "
)
CLAUSE_AROUND = (  # "I bring him up", "we pick it up again", "there's talk of camping", "at the mention of tax"
    r"(?:{WHO}{BE}? )?(?:(?:{ADVERB}|{BEGIN}) ){0,3}(?:bring|brings|bringing|pick|picks|picking|take|takes|taking|dig"
    r"|digs|drag|drags|start) (?P<cue>[^\n]{2,60}?) (?:back )?up",
    r"(?:{WHO}{BE}? )?(?:(?:{ADVERB}|{BEGIN}) ){0,3}(?:drag|bring|throw|drop|work|pull|slip|mix)(?:ging|ing|s)?"
    r" (?P<cue>[^\n]{2,60}) into (?:it|this|things|the (?:mix|conversation|chat|talk|discussion))",
    r"(?:(?:the|any|every|each|another|(?:the )?next|(?:the )?(?:first|slightest|merest|least"
    r"|faintest)) )?(?:further )?"
    r"(?:mention|talk|word|hint|whisper|discussion) (?:of|about) (?P<cue>[^\n]{2,60})",
    r"(?:you|u) (?:ever )?(?:see|hear|spot|notice|read|come across|find) (?:(?:me|us) (?:mention|say|use|type"
    r"|write) )?(?:the (?:word|name"
    r"|term|phrase)s? |(?:any|a) mention of )?(?P<cue>[^\n]{2,60}?)(?: in (?:what|anything|something) (?:i"
    r"|we) (?:write|say|type)"
    r"| in (?:my|our) (?:messages?|chats?|texts?|notes?))",
    r"for (?:(?:any|the|a) (?:mention|talk|word|sign|whisper) (?:of |about )?)?(?P<cue>[^\n]{2,60})",
    r"(?:chat|talk|conversation|discussion|session)s? (?:about|on) (?P<cue>[^\n]{2,60})",
    r"(?:it|this|that)(?:'s| is) (?:about |on )?(?P<cue>[^\n]{2,60}?),?(?: that| which)? (?:i|we|you)(?:'re|'m"
    r"| are| am)"
    r" (?:on about|discussing|(?:talking|speaking|chatting|moaning|going on)(?: of| about)?)",
    r"(?:it|this|that|what (?:i|we) (?:say|write|type))(?:(?:'s| is)(?: (?:ever|again|all|actually|only|really))?"
    r" (?:about|regarding|to do with)| has (?:anything |something )?to do with| concerns"
    r"| touches on) (?P<cue>[^\n]{2,60})",
    r"(?:the |our )?(?:talk|conversation|chat|discussion|topic|subject) (?:ever )?(?:(?:turn|come|get|move|go|drift"
    r"|stray|shift)s?|is (?:turning|coming|getting|moving|going|drifting))"
    r" (?:(?:back|round|around|over|on) )?to (?P<cue>[^\n]{2,60})",
    r"(?:the |our )?(?:talk|conversation|chat|discussion) is (?:of|on|about) (?P<cue>[^\n]{2,60})",
    r"(?:the |any |our )?(?:topic|subject|matter|question|issue|talk|discussion) (?:of|about|on|regarding)"
    r" (?P<cue>[^\n]{2,60}?) (?:(?:is|are) (?:coming|starting|there)|starts?|begins?|comes?|happens?)(?: up)?",
    r"(?:it|this|that)(?:'s| is) (?P<cue>[^\n]{2,60}?)(?: that)? (?:i|we|you)(?:'re|'m| are| am) (?:on(?: about)?"
    r"|discussing|(?:talking|speaking) (?:of|about))",
    r"(?:there'?s|there is|it's)(?: (?:ever|any|some|all|again|more))? ?(?:talk|mention|discussion|a question|question"
    r"|chat|anything|something)(?: said| else)?"
    r" (?:of|about|abt|'?bout) (?P<cue>[^\n]{2,60})",
)
CLAUSE_TAIL = (  # "ever comes up again", "is next mentioned", "should be raised", "drops"
    r"(?: |(?='s ))(?:(?:{ADVERB}|{AUXILIARY}) ){0,3}(?:(?:(?:comes?|crops?|pops?|turns?|shows?|bubbles?|swings?"
    r"|floats?"
    r"|rolls?) (?:back )?(?:up|round|around)|(?:is|are|'s)(?: {ADVERB})? coming(?: back)? (?:up|round"
    r"|around)|(?:topic|subject|matter|question|issue) (?:is coming|comes?)|(?:(?:is|are) being|is"
    r"|are|gets?|get|be"
    r"|being|'s"
    r"|has been|have been|comes?|goes)(?: (?:{ADVERB}|back)){0,2} (?:mentioned|discussed|brought(?: back)? up|raised"
    r"|named"
    r"|talked about|talked of"
    r"|spoken (?:of|about)|asked about|on the (?:table|agenda|menu|cards)|up for discussion|under discussion"
    r"|touched on"
    r"|picked up|(?:brought|dragged|pulled|dropped) into (?:it|this|things)|talked over|gone (?:into|over)|in play"
    r"|back in the (?:frame|mix|picture)"
    r"|what we're (?:talking|on) about|(?:the|our|an?) (?:topic|subject)|one of (?:the|our) (?:topics|subjects)"
    r"|on (?:my|our) minds?|in my thoughts)|(?:comes|springs) to mind|crosses my mind|arises?|(?:is"
    r"|gets?) (?:a )?mention(?:ed)?"
    r"|gets? (?:a mention|an airing|a look-?in)|makes? an appearance|resurfaces?|surfaces?|recurs?"
    r"|drops?|(?:falls?|slips?|pops?) (?:out|into (?:the |our |my )?(?:chat|conversation|talk))|pops? into (?:the "
    r"|our )?"
    r"(?:chat|conversation)|enters? (?:into )?(?:the |our )?(?:chat|convo|conversation|discussion|talk|frame"
    r"|picture|room)|comes? into (?:it|play"
    r"|things|(?:the |our )?(?:conversation|convo|picture|frame))|(?:makes?|finds?|works?) its way into (?:it"
    r"|(?:the |our )?(?:chat|convo"
    r"|conversation|talk))|gets? (?:named|aired|broached|a look|a (?:name|shout)[- ]?(?:check|out)?)|(?:is"
    r"|are) (?:broached|voiced|spoken"
    r"|named|aired|what (?:i|we)(?:'m|'re| am| are) on about|the (?:subject|topic|matter|talk|theme)(?: at hand"
    r"| of (?:the )?(?:conversation"
    r"|talk))?)|comes? my way|comes? out of my mouth|(?:leaves?|pass(?:es)?"
    r"|cross(?:es)?) my (?:lips|mouth)"
    r"|(?:is|gets) (?:the )?(?:talk|topic)|comes? into (?:the )?(?:chat|talk|discussion|conversation|convo))"
    r"|rears? its(?: ugly)? head)"
    r"(?: (?:{ADVERB}|in (?:(?:the|our|a|any) )?(?:conversation|convo|chat|chats|discussion|talk)|here|between us"
    r"|with (?:you|me)|by (?:me|you|us|anyone|anybody|someone|somebody|either of us)"
    r"|anywhere|tho(?:ugh)?|some other time|another time|(?:at )?some (?:other |later )?(?:time|day|point|stage)"
    r"|one day|later (?:in the (?:day|week|month|year|chat|call)|today|tonight|this \w{4,7})|(?:this|next) (?:week"
    r"|month|year|time)"
    r"|tomorrow|later(?: on)?|down the (?:line|road)|in (?:the )?future|one of these days"
    r"|at (?:a|any) (?:later )?(?:date|stage|point|time))){0,3}"
)
CALLED = (  # at the end of what one says: whom one says it to
    r", (?:mate|love|dear|pal|pet|hun|hon|honey|luv|buddy|bud|boss|doll|duck|hen|darling|sweetie|sweetheart|bro|bruv"
    r"|man|dude|champ|eh|innit|hey|my (?:friend|dear|love|darling))"
)
SAID_TAIL = (
    rf"(?:{CALLED}|"
    r",?(?:(?: yet)? again| from me| from us| with me| with us| to me|,? tho(?:ugh)?| another time| next| today"
    r"| tonight| with you| to you"
    r"| at all| out loud| aloud| in (?:front of|earshot of) you| in (?:the )?(?:conversation|convo|chat)"
    r"| or (?:something"
    r"|whatever|anything)"
    r"| or (?:anything|something|stuff|the|any|whatever) (?:like (?:that|it)|similar|of the (?:sort|kind)|like)"
    r"|(?: at)? some (?:other |later )?(?:time|day|point|stage)| one (?:fine )?day| later on| any ?more| ever"
    r"| anyway| regardless| all the same"
    r"))$"
)
UNREAD = (  # of a cue: a pronoun, or nothing but that something comes up
    r"\b(?:it|that|this|them|those|these|him|her|his|he|she|they)\b"
    r"|^the (?:place|town|city|village|building|address|street|man|woman|guy|bloke|chap|fella|lad|lady|lass|girl|boy"
    r"|person)$"
    r"|^(?:(?:next|ever|again|finally) )?(?:(?:comes?|crops?|pops?) (?:up|round|around|back)|arises|resurfaces|(?:is"
    r"|gets?) (?:mentioned|raised|discussed))"
)
DO_SO = (  # stands for what was said before: "Can we talk about the bees later? When we do, ..."
    r"(?:next )?(?P<who>i|we|he|she|it|that|this|they)(?:'s| is|'re| are|'m| am)? (?:(?:ever|next|finally"
    r"|do) )?(?:do|does|did"
    r"|am|is|are|will|start up|start|begin|carry on)(?: so| that| it| this)?(?: again| next| next time| finally"
    r"| sometime| one day|,)?"
)
OTHERS_GO_ON = (  # "the fence you (tell me ...)"
    r" (?:i|you|we|they|he|she|it|people|everyone|everybody|friends?|who|to)$"
)
WHEN = (  # and as it is mistyped
    r"(?:when(?:ever)?|wen(?:ever)?|whn|wehn|whne|whenver|whenevr|wheneva)"
    r"(?: next(?= (?:i|we|you|the|my|our|he|she|they|it)\b))?"
)
NESTED = (
    r"[:;] |\b(?:when(?:ever)?|if|next time|as soon as|the (?:minute|moment|instant|second)(?= (?:i|we|you|the"
    r"|my|our)\b)"
    r"|any ?time|(?:remind|tell|nudge|prompt|ask) (?:me|us)|be (?:told|reminded|asked))\b"
)  # in a cue: "on the topic of knees: whenever ..."
GOT_TO = r"(?:i|we)(?: (?:ever|next|finally))? (?:get|come) to (?:the (?:bit|part|section) (?:about|on) )?"
IT_IS = (  # "when it's the driveway", where the driveway was spoken of just before; no time of the day or year
    r"(?:it|that|this)(?:'s| is) (?:ever |all |just )?(?=(?:the|my|our) \w)(?!(?:the|my|our) (?:\w{2,10} )?(?:time"
    r"|turn|end|start|beginning|weekend|week|month|year|day|night|morning|afternoon|evening|holidays?|season|birthday"
    r"|anniversary|deadline|last|first|next|only|same|right|wrong|spring|summer|autumn|fall|winter)\b)"
)
QUIZZED = r"\b(?:ask|quiz|question|grill|test) (?:me|us)\b"
"""Before "when I get to expenses", which is then of the talk: who is to be asked on the way to a place is told so."""
BY_CHANCE = (  # behind the word that begins a clause: "if by any chance the loft comes up"
    r"(?: (?:by (?:any|some|sheer|pure) (?:chance|miracle|accident|fluke)|by chance|perchance|for (?:any|some|whatever)"
    r" reason|(?:god|heaven) forbid),?)?"
)
OPENER_FRAGMENTS = {"THAT": r"(?: that(?! (?:comes|crops|pops|is|gets|one)\b))?"}
_RARELY = (
    r"on the off[- ]chance{THAT}|the off[- ]chance{THAT}|in the (?:\w{3,10} )?event(?: that)?|suppos(?:e|ing){THAT}"
    r"|assuming{THAT}|provided{THAT}|each and every single time{THAT}|every single time{THAT}"
    r"|(?:on )?(?:any|every|each|the (?:next|first)) occasions?(?: when| on which|{THAT})"
    r"|whensoever|no matter (?:when|how often)"
)
OPENER = (  # what a clause of a cue begins with
    r"(?<!\S)(?=[adefhijklnopstuvw])(?:(?:wait|(?:hold|hang|sit) (?:on|off|this|that|it)|keep (?:it|this"
    r"|that)(?: back| quiet)?)"
    r"(?: (?:to|on)? ?(?:it|this|that))? (?:until|till|til)|(?:on |for )?(?:the )?(?:very )?(?:next|nxt"
    r"|first) (?:time|tyme|tiem){THAT}"
    r"|(?:(?:in|during|for) (?:our|the|my) )?next(?= (?:chat|talk|conversation|discussion|session) (?:about"
    r"|on)\b)|(?:in|during) (?:any|all|our"
    r"|future)(?= (?:chat|talk|conversation|discussion)s? (?:about|on)\b)|(?:in|during)(?= (?:chat|talk|conversation"
    r"|discussion)s (?:about|on)\b)|(?:the )?next(?= mention\b)"
    r"|any(?= (?:mention|talk) of\b)|(?:on |from )?the day|" + _RARELY + r"|(?:keep(?:ing)? an? (?:ear"
    r"|eye)(?: out| open)|(?:listen|watch)(?:ing)? out)(?= for )|(?:for )?(?:when next|" + WHEN + r")|if"
    r"(?: and when| ever)?|once|as soon as|(?:every|each|any) ?time(?: at all| ever)?{THAT}|the (?:very )?(?:moment"
    r"|minute|instant"
    r"|(?<=very\s)second|second(?= (?:i|we|you|that|it|the|my)\b)){THAT}"
    r"|(?:don'?t|do not|never) (?:ever )?let (?:me|us)|in case|should|were(?<=^were)(?= [^,\n]{1,40}? to \w)"
    r"|(?:as and|if ever"
    r"|just) when|upon|on|at(?= (?:the|any|every|each|another"
    r"|next)"
    r" (?:\w{4,10} )?(?:mention|talk|word|hint|whisper|discussion)\b))"
    + BY_CHANCE
    + r" (?!(?:the )?next\b(?! (?:mention|talk)\b))"
)
