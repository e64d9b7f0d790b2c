# ruff: noqa: E501 - patterns read best in full lines
"""English of what says that something is to come up in talk, in any order of words: data alone, read by `cue_mentions`.

In a pattern a space stands for one to three blanks; every quantifier is bounded.
"""

SURELY = (  # before what comes up, in its clause: that it is to come
    r"(?<![\w'])(?:when(?:ever|soever|e'er)?|whn|wen"
    r"|(?<!\bask\s)(?<!\bask\sme\s)(?<!\bcheck\s)(?<!\bsee\s)(?<!\basking\s)(?<!\basking\sme\s)(?<!\bwonder\s)if"
    r"|iff|once"
    r"|(?<!\bi\s)(?<!\bwe\s)(?<!\byou\s)(?<!\bit\s)(?<!\bthey\s)(?<!\bhe\s)(?<!\bshe\s)(?<!\bwhat\s)(?<!\bpeople\s)(?:should"
    r"|shd)|suppos(?:e|ing)|assuming|provided|were i|whoever|whatever|whichever"
    r"|(?:(?:the|nxt|next|any|every|each|first|fourth|those|single|fifth|second|another|very) ){1,4}(?:time|tyme"
    r"|times|tym|occasion|day|sign|reference|remark)s?|(?:any|every|each) ?time|after(?= (?:i|we)\b)"
    r"|(?:the|t') ?(?:very )?(?:minute|min|moment|mo|second|sec|instant|day|point)(?: that| where| when)?"
    r"|at such times? as|before(?= (?:i|we)\b)|whether(?= it's\b)|as soon as|soon as|as and when|until|till|til"
    r"|unless|upon|in case|in the event (?:of|that)"
    r"|in the case (?:of|that)|while|if it happens that|as(?= (?:we|i) (?:come|get|start|begin|turn|move)\b)"
    r"|one day|some day|someday|another day|sooner or later|at some point"
    r"|on (?:any |all )?occasions?(?: that| when| on which| where)?|at any point(?: where| when)?"
    r"|on the occasion of|as often as|(?:in|during) (?:any|every|the next|our next|a future|future) (?:chats?"
    r"|talks?|conversations?|discussions?|messages?) (?:where|in which|when|that)|let(?= (?:the|our) (?:talk|chat"
    r"|conversation)\b)|under no circumstances (?:may|must|can|should)|^say(?= (?:i|we)\b))\b(?![^\n]{0,3}[:])"
)
BOUND = (  # the like, of what is sure to come, where the message says that it is to be told then
    r"(?<![\w'])(?:(?:i'?m|we'?re|you'?re|i am|we are|is|he's|she's|it's|are) (?:bound|sure|certain|likely"
    r"|going) to|(?:i|we|you|it|he|she|they)(?:'ll| will)(?: (?:probably|surely|be|no doubt|definitely|soon"
    r"|get round to|get to))*|will|as|(?:i|we) (?:may|might)(?: (?:happen to|well))*)\b"
)
BOUND_THEN = (
    r"\b(?:then|that's when|when (?:that|it|this|i|we"
    r"|you|she|he) (?:happens|do|does|comes|is)|on (?:that|which) (?:occasion|day)|when that (?:day|time"
    r"|moment) (?:comes|arrives)|at that (?:stage|moment)"
    r"|in that moment|that's your (?:cue|turn)|your turn will be|use that occasion"
    r"|at that point)\b"
)
_WHO = (
    r"(?:i|we|you and i|im|i'm|ive|i've|id|i'd|i'll|ill|we're|we've|we'll|me|us|ah|one|(?:any|some)(?:one"
    r"|body)(?: else)?(?:,? including me)?|either of us|there's|there is|(?:you|u) (?:ever )?(?:hear|see|catch"
    r"|read|notice|spot"
    r"|find|sense)(?: (?:me|us))?)"
)
SPEAKER = (  # between such a word and the verb: that it is the speaker, or anybody
    r"[\s,]{0,3}(?:(?:that|where|when|on|upon|after|while|by|ever|next|like|um|uh|say|for some reason|again|even"
    r"|,) ?){0,3}(?: |)(?:" + _WHO + r"(?:[ ,]|$))?(?:(?!(?:he|she|they|it|you|u|who|people|that|which|your|his|her|their|my|our|the|a"
    r"|an)\b)[\w'*-]{1,14} ){0,5}(?:(?:the|our|my|this|a|any) )?"
)
NOTHING = (
    r"[\s,\"'*]{0,3}(?:(?:you|u) (?:ever )?(?:see|hear|notice|spot) )?(?:(?:the|that|ever|like|um|uh|either|both"
    r"|our|of|my|any|a|an|where|when|me|us) ?){0,3}"
)
PERHAPS = (  # ends what stands before the verb: that it is to come, by words that say other things too
    r"(?<![\w'])(?:(?:on|upon|at|by|catch|hear|see|before you answer anything|if you answer anything|before"
    r"|without|during|after|for) (?:me |us |my |our |you )?(?:ever )?(?:being |starting |answering anything (?:i"
    r"|we) )?|(?:anything|whatever) (?:i|we) |don'?t let (?:me|us) (?:\w{2,10} )?(?:on )?|do i "
    r"|be(?:ing)? |interrupt my |my |no letting (?:me|us) |not to |(?:not|never|don'?t"
    r"|under no circumstances) (?:let|allow) (?:me"
    r"|us) (?:to )?(?:\w{2,10} )?(?:on )?|(?:don'?t|never|not) (?:let|allow) (?:me |us )?(?:\w{2,8} ){0,3}(?:an?"
    r"|any|the) |never |no |giving (?:me )?(?:any )?(?:advice|help) (?:on|about)"
    r"|future me,? (?:the one )?(?:who(?:'ll| will)? )?(?:be )?)$"
)
BARE = (
    r"(?:^|[^\w\s'\x1a]\s{0,2}|\b(?:so|and|that|yo|ok|okay|please|pls|deal:?|either|both) )(?:(?:the|a|my|any"
    r"|either|both) ?){0,2}$"
)
BARE_I = (
    r"(?:^|[^\w\s'\x1a]\s{0,2}|\b(?:so|and|that|yo|ok|okay|please|pls|deal:?) )(?:me|i|we|us|we're"
    r"|future me)(?: (?:going on|is|be|on))?\s{0,2}$"
)
"""What stands before a clause that begins a sentence."""
_OF = r"(?:about|abt|abut|aboot|bout|'bout|of|on|onto|re|regarding|concerning|around|over)"
_YAP = (
    r"(?:talk|chat|chatter|natter|speak|spk|rant|moan|complain|whinge|whine|waffle|ramble|grumble|gripe|vent|rave"
    r"|gush|witter|joke|brag|boast|worry|stress|panic|ask|enquire|inquire|quiz|query|think|wonder|bang|go|goin"
    r"|rabbit|rattle|harp|drone|start|carry|gossip|gist|yap|yarn|prattle|fret|fuss|obsess|mutter|bitch|cry|bore"
    r"|bug|bother|tell|text|msg|msng|message|write|come|get|open up"
    r"|sound off|mouth off|kick off|babble|blab|blether|blather|reminisce|muse|dream|comment|remark"
    r"|ask for (?:some |more )?(?:help|advice|a hand)|report|confess|lecture|opine|argue|debate|swear|curse|sigh"
    r"|jabber|ruminate|dwell|touch|elaborate|consult|nag|pester|update|converse|discourse|story)"
)
_YAPPING = (
    r"(?:talkin|chattin|chatter|chatterin|natter|natterin|speakin|rantin|moanin|complainin|whin(?:ge)?in|wafflin"
    r"|ramblin|grumblin|gripin|ventin|ravin|gushin|witterin|jokin|braggin|boastin|worryin|stressin|panickin|askin"
    r"|enquirin|inquirin|thinkin|wonderin|bangin|goin|gossipin|yappin|prattlin|frettin|fussin|startin|tellin|bein"
    r"|openin"
    r"|soundin|mouthin|kickin|babblin|blabbin|bletherin|blatherin|reminiscin|musin|dreamin"
    r"|askin(?:g)? for (?:some |more )?(?:help|advice|a hand)|commentin|remarkin|reportin|lecturin|arguin|debatin"
    r"|swearin|cursin|jabberin|ruminatin|dwellin|touchin|gettin|elaboratin|textin|messagin|writin|comin|conversin"
    r"|hearin)(?:g|')?"
)
_NAME = (
    r"(?:mention|discuss|bring up|raise|broach|utter|evoke|invoke|name|say|cite|quote|refer(?:ence)? to|hint at"
    r"|allude to|hear about|hear of|get onto|get on to|get us onto|(?:get|got|getting) into(?= (?:it|this|that)\b)"
    r"|get going on|(?:get|got|come|be|are) back (?:on)?to|got onto|come (?:back |on |round )to|turn to|return to"
    r"|go back to|circle back to|drift (?:on)?to(?:wards?)?|stray (?:on)?to|veer (?:on)?to|land on|type|drop"
    r"|touch (?:up)?on|touch (?:the )?(?:theme|subject|topic) of|deals? with|concerns?|revisit|brings? (?:me|us"
    r"|you|anyone) (?:on)?to|gets? (?:me|us|you|anyone) (?:on)?to|debate|deliberate (?:up)?on)"
)
_NAMING = (
    r"(?:(?:mention|discuss|rais|broach|utter|evok|invok|nam|say|cit|quot|typ|revisit|debat|plann)in(?:g|')?"
    r"|bringin(?:g|')? up|(?:referr|return|turn|allud|gett|drift)in(?:g|')? (?:on)?to(?:wards?)?|(?:hint)in(?:g"
    r"|')? at|touchin(?:g|')? (?:up)?on|dealin(?:g|')? with|hearin(?:g|')? (?:of|about))"
)
_TALK = (
    r"(?:mention|talk|chat|hint|whisper|discussion|reference|word|conversation|convo|subject|topic|theme|question"
    r"|matter|issue|gossip|news|remark|comment|allusion|query|moan|rant|whinge|natter|message|line|debate"
    r"|exchange)s?(?: (?:of (?:mine|ours|yours)|by me|from me|i (?:make|send|bring you|ask)))?"
)
SPEAKS = (  # a verb, and what is named follows
    r"(?<![\w'])(?:(?:" + _YAP + r"s?|" + _YAPPING + r")(?: (?:one day|the topic|the subject|again|more|a bit|to you|with you|you|u|me|up|on|off|something|anything"
    r"|anythin|some more|once more|back|out|going|started|yapping|talking|to|getting|some|round)){0,3} " + _OF + r"\b"
    r"|" + _NAME + r"(?:e?s)?(?: (?:again|anything|anythin|something|a word|one word|the subject of|the topic of"
    r"|up))?(?: (?:about|abt|on|of|concerning))?(?=\W)"
    r"|" + _NAMING + r"(?: (?:anything|something))?(?: (?:about|abt|on|of))?(?=\W)"
    r"|(?:be|been|am|are|is|get|going|back|start|next|me|im|i'm|i'm next|we're|they're|it's) (?:back "
    r"|next )?(?:back to|on about|on abt|onto|on to|on)\b(?! \w{2,12}(?:day|time)\b)|(?:be |am |i'm |im )?(?:at"
    r"|on to|onto|on at) you about|(?:talk|chat|talkin|chattin)(?:g|')?(?= (?!(?:to|with|like|so|in|for|about|abt"
    r"|bout|of|on|over|back|a|the|my|shit|rubbish|turns?|again|more|is|are|should|means|gets|comes|at|from|and|or"
    r"|when|if)\b)[a-z])|(?<=\bon\s)hearing|get to \w+in[g']? (?:over|about|on)|get back to you (?:on|about)"
    r"|you (?:ever )?(?:get|catch) (?:a|any|the) (?:whiff|hint|sniff|mention) of|come to you (?:for|with|about)"
    r"|know (?:something|anything|more) (?:about|re|on)|be on again about|get round to|ask(?:in(?:g"
    r"|')?)? (?:you )?for (?:some |more |any )?(?:help|advice|a hand|ideas"
    r"|tips)(?: \w+)? (?:with|on|about|for)|(?!(?:what|how|something|anything|everything|nothing|all|just|only"
    r"|tell|ask|remind|remembers?|forget|me|you|us|thing|story|reminder|news|message|book|film|joke|advice|hear"
    r"|spoke|said|thought|heard|went|was|were)\b|\w+ed\b)\w{3,14}(?: on| off| out| at you)? (?:about|abt|aboot"
    r"|'?bout)|(?<=when\s)(?:it's|its|it is)(?! (?:ready|done|over|too|so|not|time|ok|fine|finished|my turn|dark"
    r"|late))|(?<=if\s)(?:it's|its|it is)(?! (?:ready|done|over|too|so|not|time|ok|fine|finished|my turn|dark"
    r"|late))|the (?:words?|names?|term|phrase)(?=\W))"
)
TALK = (  # a noun, and what is named follows
    r"(?<![\w'])(?P<any>(?:(?:for|at|alongside|under|with|on) the(?= (?:topic|subject|theme|matter)\b)"
    r"|not a(?= word\b)|all(?= )|in (?:any|all|every)(?: (?:future|later|further))?|(?:on|at|with"
    r"|by)(?= mention\b)|another|any|every|each|no|further|future|next|the (?:mere|first|slightest|next)|at (?:the"
    r"|any)(?: very)?(?: next)?|upon|all) (?:\w{4,9} )?(?=[a-z]))?" + _TALK
    + r"(?:'s| is)? (?:of|about|abt|on|to|concerning|regarding|re|(?:reach(?:es|ing)?|turn(?:s|ing)?|com(?:es|ing)"
    r"|mov(?:es|ing)|gets?|goes|drift(?:s|ing)?|shift(?:s|ing)?|veers?|veering|touch(?:ing|es)?|stray(?:s|ing)?"
    r"|swing(?:s|ing)?)(?: (?:back|round|on|over|towards?))? ?(?:to|towards?|on|onto|upon)?|is|concerns|deal(?:s"
    r"|ing) with)(?=\W)"
    r"|(?P<some>(?:anything|something) (?:on|about|regarding))(?=\W)"
    r"|(?P<all>(?:before )?giving (?:me )?(?:any )?(?:advice|help|your opinion) (?:on|about|with)(?=\W)"
    r"|(?:anything|something|whatever) (?:(?:i|we) (?:say|tell|ask|write|bring"
    r"|mention)(?: (?:to )?you)? (?:to do with|about|abt|on|of|concerning|regarding)|to do with)(?=\W))"
)
PASSIVE = (  # what is named stands before
    r"(?: |(?='s ))(?:(?:ever|again|next|even|so much as|also|then|only|actually|should|does|(?<!'s\s)will|might|has|have"
    r"|is|are|be|been|being|to|finally|just|once|happens? to|starts?|'s) ){0,4}"
    r"(?:(?:com(?:es?|in|ing)|crop(?:s|ping)?|pop(?:s|ping)?|turn(?:s|ing)?|show(?:s|ing)?|bubbl(?:es?|ing)"
    r"|roll(?:s|ing)?|swing(?:s|ing)?)(?: back)? (?:up|round|around|out of my mouth)"
    r"|(?:(?:is|are|gets?|be|being|'s|been|getting|r|get) (?:\w{2,10} )?)?(?:mentioned|discussed"
    r"|brought (?:back )?(?:up|to the table|in(?:to (?:it|this|things|the \w{4,12}))?)|raised|broached|named|said"
    r"|spoken|uttered|talked (?:about|abt|of|over)|chatted about|spoken (?:of|about)|asked about|touched (?:up)?on"
    r"|referred to|cited|alluded to|mooted|deliberated (?:up)?on|debated|addressed|invoked|dragged up|dropped"
    r"|aired|voiced|hinted at)"
    r"|(?:is|are|gets|be|being|'s|been|get|back)(?: (?:\w{2,8} )?)? ?(?:on (?:the (?:table|agenda|menu|cards)"
    r"|our lips|my mind)|up for discussion|under discussion|(?:the|our|an?) (?:subject|topic|theme|talk|matter"
    r"|question|issue)"
    r"|(?:a )?part of (?:the|our|any|a) (?:conversation|chat|talk|discussion)|involved|in play"
    r"|where we're (?:heading|going|headed)|in the (?:air|conversation|chat|mix)"
    r"|the thing (?:we've|i've|we|i) (?:got|come|get) (?:on)?to|what (?:i'm|we're|im|were|i am"
    r"|we are) (?:\w{3,10} )?(?:about|on|on about|discussing))"
    r"|(?:gets?|getting|get|got|has|earns|is given|being given|receives) an? (?:\w{3,10} )?(?:mention|airing|run"
    r"|outing|look[- ]?in|shout|name[- ]?check|word)"
    r"|(?:enters?|entering|joins?|creeps? into|slips? into|sneaks? into|works? its way into|comes? into"
    r"|coming into|wanders? into|finds? its way into|makes? its way into|crosses|crossing|rears? into) (?:it|play"
    r"|things|this|(?:the |our |a |any )?(?:chat|conversation|convo|discussion|talk|picture|frame|room))"
    r"|becom(?:es?|ing) (?:the|our|an?) (?:subject|topic|theme|issue)|(?<=\bname) falls|(?<=\bword) falls"
    r"|appears? in (?:the|our|a|any|my) (?:\w{4,8} )?(?:chat|conversation|convo|discussion|talk|message)s?"
    r"|features?|comes? out|(?:is|are) on(?! \w)|aris(?:es?|ing)|surfac(?:es?|ing)|resurfac(?:es?|ing)|recurs?"
    r"|(?:cross(?:es)?|pass(?:es)?|leaves?|passing|crossing|leaving) my (?:lips|mouth|mind)|out of my mouth"
    r"|rears? its (?:\w{3,8} )?head)\b(?: (?:on here|in here|here|again|with you|by me|at all|ever|tho"
    r"|though)){0,3}"
    r"| (?:talk|chat)(?=\s?(?:[=?:]|->|\u2192| -| means| should| gets))"
)
AROUND = (  # "bring him up", "work Bo into the chat", "it's rugby we're talking about"
    r"(?<![\w'])(?:bring|brings|bringing|bringin|drag|drags|dragging|dig|pick|take|work|drop|slip|pull|throw)(?:s"
    r"|ing)? (?P<cue>[^\n,.;:!?]{2,40}?) (?:back )?(?:up|to you|to the table|into (?:it|this|things|(?:the |our "
    r"|any )?(?:chat|conversation|convo|discussion|talk|mix)))\b",
    r"(?:it's|it is|its) (?P<cue>[^\n,.;:!?]{2,40}?) (?:that )?(?:we're|i'm|we are|i am|im|were) (?:on about|on"
    r"|talking about|discussing|chatting about|moaning about)\b",
)
AS_TOPIC = (
    r"(?:(?<=\blet\s)|(?<=\bmake\s)|(?<=\btake\s)|(?<=\btreat\s))(?P<cue>[^\n,.;:!?]{2,40}?) (?:be |as )?(?:your"
    r"|the|a) (?:cue|signal|sign|prompt|trigger)\b"
)
PASSED = (
    r"\b(?:never|don'?t|not) (?:let|allow) (?P<cue>[^\n,.;:!?]{2,40}?) (?:to )?(?:go by|pass|end|slide"
    r"|go past) (?:without|unless|before)\b"
)
HEARD = r"(?:hear|see|read) (?:the (?:word|name) )?(?P<cue>\x1a{3,60}) (?:from|by) me\b"
WITH_TOPIC = (
    r"(?<=\bwith\s)(?P<cue>[^\n,.;:!?]{2,40}?) (?:(?:as |being )?(?:the|our) (?:subject|topic|theme)"
    r"|on the (?:table|agenda|cards)|up for discussion)\b"
)
TOPIC = (  # "topic knee physio -> you say"
    r"(?:^|(?<=[:.]\s))(?:topic|subject|re|trigger) (?P<cue>(?!(?:is|of)\b)[^\n,.;:!?]{2,40}?) ?(?:->|\u2192|=>"
    r"| - |:)"
)
ARROW = (  # "kombucha \u2192 ask me"
    r"^(?P<cue>[^\n/|;.,:=>\]\u2192-]{2,40}?) ?(?:\u2192|=>|->|>>) "
)
LABEL = (  # "topic: postgres migration => nag me", "For later chats: visa renewal \u2192 ask me"
    r"(?:^|(?<=[\n/|;.!:)]\s)|(?<=[\n\[(]))(?:(?:the|my|on|for|if|when|whenever|and) )?(?:topic|trigger|subject"
    r"|cue|keyword|key ?word|theme|when|if|whenever|on|re|about|upon mention|(?:for )?(?:later|future) (?:chats?"
    r"|talks?|reference|conversations?|use)|when (?:i|we) (?:mention|say|talk about)"
    r"|if mentioned)(?: \([^()\n]{0,40}\))?(?: ?[:=] ?| is )"
    r"(?:(?:any |the |user )?(?:mentions?|words?|talks?|cites?|says?)(?: of"
    r"| about)? )?(?P<cue>[^\n/|;.,:=>\]\u2192]{2,50}?)"
    r" ?(?=[/|;.,=\n\]\u2192]|->|$| - | \u2013 | \u2014 )"
)
THEN = r"(?: (?:(?:from|by) (?:me|us)|with you|to you|here|again|later))?[\s\"'\u201c\u201d\x1a)*!]{0,12}(?:[^\w\s.'\x1a]|\u2013|\u2014|->|=>|\.{2,3}|and|then|you|u)"
"""After a bare clause at the beginning of a sentence ("Camping trip comes up, say ..."): that something follows."""
LEADS_ON = (
    r"^[^\n]{0,60}\b(?:should|must|will|ought to|would|shall|is to|has to|can|may|=|earns?|gets?|means?|is a"
    r"|is the|needs?|is your|be your) ?(?:always |be |really )?(?:get|earn|prompt|make|mean|be|remind|trigger|set"
    r"|come with|accompanied|met|followed|jog|have|bring|lead|your|reason|cue|sign|signal|perfect|good|best)?\b"
)
"""After a noun at the beginning of a sentence ("Talk of the winch should get ..."): that it brings something about."""
SURE = (AS_TOPIC, PASSED, HEARD, WITH_TOPIC)
