"""English of what a clause tells of: what has been, or what is to come; data alone, read by `dates`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

PAST = (  # the speaker tells of what has been: a month or day without a year is then the last of its name
    r"(?<!days\s)(?<!weeks\s)(?<!hours\s)(?<!minutes\s)(?<!\bto\s)(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)(?<!'s\s)"
    r"(?<!\bget\s)(?<!\bgets\s)(?<!\bgetting\s)(?<!\bgot\s)(?<!\bbest\s)(?<!\bwant\sit\s)(?<!\bneed\sit\s)"
    r"(?<!\bhave\sit\s)(?<!\bget\sit\s)(?<!n't\s)(?<!dont\s)(?<!havent\s)"
    r"(?<!hasnt\s)(?<!didnt\s)(?<!isnt\s)(?<!arent\s)(?<!wont\s)(?<!\beven\s)"
    r"(?<!\bnot\s)(?<!\bnever\s)(?<!\byet\s)(?<!\bi'd\s)(?<!\bbeen\s)"
    r"(?<!\bthe\s)(?<!\ba\s)(?<!\bbeing\s)(?<!'re\s)(?<!\bwill\s)(?<!\bcan\s)(?:(?<=\w\s)|(?<=\w,\s))(?:(?:just"
    r"|recently|already|only|first"
    r"|once) ){0,2}"
    r"(?:turned|started|stopped|moved|left|quit|joined|met|married|bought|adopted|graduated|finished|ended|began"
    r"|visited|went"
    r"|lost|won|died|was|were|had|broke|sold|saw|came|returned|arrived|flew|retired|hurt"
    r"|opened|closed|happened|passed|paid|sent|took|gave|did|made|spent|ran|drove|wrote|ate|slept|woke|caught|thought"
    r"|felt|heard|built|found|chose|fell|kept|told|said|spoke|rang|became|phoned|called|texted|emailed|visited|ordered"
    r"|crashed|failed|slipped|stayed|watched|walked|landed|cried|posted|forgot|knew|grew|swam|swapped|switched"
    r"|split|froze|swept|burst|blew|hung|dug|drew|drank|rode|sang|sank|shook|shot|slid|stole|struck|swore"
    r"|tore|threw|wore|bit|bled|fought|stood|stuck|understood|withdrew)\b"
    r"|(?:^|(?<=[.!?]\s)|(?<=\n))(?:(?:just|finally|only|also) )?(?:spoke|went|saw|took|gave|did|ran|drove|wrote"
    r"|ate|woke"
    r"|fell|rang|forgot|swam|came|broke|flew|had|met|bought|caught|found|told|sent|paid|spent|slept|lost|won) "
    r"|(?<!'ve\s)(?<!have\s)(?<!has\s)(?<!'s\s)(?<!had\s)\bgot (?!booked|scheduled|planned|reserved|needed|tired"
    r"|married)"
    r"(?:\w{2,12}ed|broken|stolen|hit|sent|taken|cut|torn|soaked|lost|stuck|bitten|beaten|thrown) (?!for |to )"
    r"|\b(?:he|she|it|(?:the|my|our) \w{2,12}(?<!s)) (?:put|cut|hit|let|set|shut|quit) "
    r"|\b(?:i|we|he|she|they)'d (?:already |just |only )?(?:lost|had|been|gone|done|got|made|seen|eaten|given|run"
    r"|(?!need|feed|speed)\w{3,12}ed)\b"
    r"|(?<!\bwant\s)(?<!\bwants\s)(?<!\bneed\s)(?<!\bneeds\s)(?<!\bhave\s)(?<!\bget\s)(?<!\blike\s)"
    r"\b(?:i|we|he|she|they|it|you|who)(?: (?:just|recently|only|first)){0,1} (?:got\b|(?!need\b|feed\b|speed\b"
    r"|succeed\b|proceed\b)\w{2,12}ed\b)"
)
DONE_IN = (  # before "in nine minutes": how long it took, and no date
    r"(?:^|[.!?,;:] |[\n]|\b(?:i|we|he|she|they|it|who|and|then|but|that) )(?:(?:just|only|all|even|actually|already"
    r"|finally) )?"
    r"(?:got (?:there|here|home|back|it|that|them|in|out|dressed|ready|through)|made it|finished|ran|did|walked|drove"
    r"|cycled|jogged|swam|rowed|flew|sold|ate|read|cleared|fixed|mended|cooked|built|wrote|scored|managed|covered"
    r"|knocked"
    r"|whipped|polished|smashed|learned|learnt|lost|gained|raised|earned|grew|arrived)(?: (?!to\b|that\b|for\b|he\b"
    r"|she\b|they\b|which\b)[\w'-]{1,15}){0,5} $"
    r"|\b(?:was|were) (?:all )?(?:done|over|gone|sold out|in and out|there|home|asleep|finished|full|empty|ready|back)"
    r"(?: \w{2,10})? $"
)
LASTS = (  # what took so long
    r"(?:in|within) [^\n]{1,24}(?:second|sec|minute|min|hour|hr|day|week|month|year|fortnight)s?"
)
MAYBE_PAST = (  # of what else is done, where nothing in the clause is of now: "the boiler packed up on Sunday"
    r"^(?:packed in|jacked in|binned|dropped|posted|handed|cleared|washed|cleaned|fixed|mended|popped|nipped|got back"
    r"|pulled|twisted|sprained|dumped|signed off|turned down|missed|cooked|baked|watched|walked|jogged|cycled|played)"
    r"(?! (?:on|at|for|to|from|by|this|next|is|are|was)\b)\b"
    r"|(?<=\w\s)(?<!\bbe\s)(?<!\bbeen\s)(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bmy\s)(?<!\bto\s)(?!booked|reserved"
    r"|scheduled|planned|arranged|pencilled|needed|required|expected|invited|supposed|based|called|named|located"
    r"|interested|allowed|used|limited|dated"
    r"|need\b|indeed|speed|feed)\w{3,12}ed (?:up|off|out|down|in|on|over|through|away|back|last|yesterday|the|an?"
    r"|my|our|his"
    r"|her|their|me|us|him|them)\b"
)
CLAUSE = (  # where one clause ends and the next has a verb of its own
    r"(?= [\"\u201c]\w)|(?<=\w)[,.!?]{0,2}[\"\u201d](?= )|"
    r"(?:,|;| [-–—])? ?(?:\b(?:so|and|but|then),? )?(?={ASKING})|"
    r",? (?:and|but|so|then|because|though|although|that)(?= (?:now |then |so )?(?:i|i'm|i'll|i've|im|ive|ill|we"
    r"|we're|we'll"
    r"|he|he's|she|she's|they|they're|it|it's|you|the|my|our|that|there|now|nobody|no one|nothing|somebody|someone"
    r"|everybody|everyone)\b)"
    r"|(?= (?:if|whether|what|how|where|who) (?:i|we|he|she|they|it|you|the|my|our|his|her|their)\b)"
    r"|,(?= (?:the|my|our|his|her|their) \w{2,14}(?:'s| is| isn't| can't| can| will| won't| has| hasn't| needs)\b)"
    r"|,(?= (?:i|we|he|she|they|it)(?:'ll|'re|'m| am| are| is| will| can't| won't| need| have to)\b)"
    r"|(?P<after>,(?: sorry,?)?(?= (?:i|we|he|she|they) ))"
)
IS = r"(?:\bis|\bare|\bfalls|\bstarts|'s) (?!been |got )"  # in a clause: the one `after` its comma tells no tense of it
SPEECH = (  # a quote that is said or written, at its begin
    r"(?:(?<=said)|(?<=saying)|(?<=says)|(?<=wrote)|(?<=texted)|(?<=emailed)|(?<=messaged)|(?<=read)|(?<=reads)"
    r"|(?<=announced)"
    r"|(?<=:)"
    r"|(?<=,)) [\"\u201c]"
)
TO_COME = (  # what was said of what is to come: "they said they'd ring on Monday", or is only imagined
    r"\bwish (?:it|i|we|he|she|they|today) (?:was|were)\b|"
    r"\b(?:said|told|reckoned|(?:wrote|rang|called|emailed|texted|messaged) to say)\b[^.,;!?\n]{0,40}?\b(?:starts"
    r"|begins|re-?opens?|opens|closes|shuts|leaves|arrives|finishes|ends|resumes|lands|kicks off|takes place|comes"
    r"|goes|expires|changes|departs|sails|i'?m|we'?re|you'?re|they'?re|there'?s|is|are|can'?t|has to"
    r"|have to|must)\b(?! been\b)|"
    r"\b(?:said|told|reckoned)\b[^.,;!?\n]{0,40}?\b(?:i|we|you|they)'?ve got (?!back|in\b|here|there|rid|off|over)|"
    r"(?:(?<=\band\s)|(?<=\bso\s)|(?<=\bthen\s))(?:i|we|he|she|they|it)'d be\b|"
    r"\bif (?:i|we|he|she|they|it|you|the|my)\b(?!'d\b"
    r"| had\b)[^.;!?\n]{1,60}(?:'d|\bwould"
    r"|\bcould|\bmight) |"
    r"\b(?:said|told|promised|reckoned|thought|hoped|agreed|confirmed) [^.,;!?\n]{0,40}?(?:(?:\b(?:i|we|he|she|they"
    r"|it|you)"
    r"|\bthat)'d (?!been\b|had\b|got\b|gone\b|done\b|seen\b|left\b|rung\b|sent\b|lost\b|\w{2,12}ed\b)"
    r"|\bwould |\bwill |'ll )"
)
NOT_PAST = (
    r"\b(?:remind (?:me|us)|set (?:me )?an? (?:reminder|alarm)|let me forget|see you|let me know|now|will|won't|is"
    r"|are|am|'ll|'s|'re|'m|im|ill|going to|gonna|having|getting|get|wants?|has to"
    r"|have to|needs?|can)\b"
)
ALSO_AT = r"[^.!?;\n]{0,80}(?:,|(?:,| )(?:and|then|and then|and again|and also)) "  # before a second hour of a day
OF_THAT_DAY = (  # after a day and before an hour: "the gig's on Saturday, doors at 7", "lunch on Sunday is at 1"
    r"(?:'s| is| are| starts?| begins?| kicks? off| opens?| finishes| ends?| leaves?| gets? in| arrives?| lands?"
    r"| (?:comes?|pulls?) in| takes? off| departs?| is due(?: in)?)(?: now| still| only| from"
    r"| set for)? "
    r"|"
    r"(?:,| -| –| with|\.) (?:(?:the|and|our|my|his|her) )?(?:doors?|kick-?off|tip-?off|first pitch|throw-?in"
    r"|curtain(?: up)?"
    r"|ceremony|church"
    r"|mass|service|reception|dinner|food|drinks|lunch|brunch|tea|starts?|starting|start|begins?|be there|coach|bus"
    r"|train|flight"
    r"|ferry|taxi|cab|pick-?up|arrive|arriving|leave|leaving|gates?|bar|party|show|band|meet|meeting|check-?in"
    r"|landing|arriving|departing|boarding|finishing)"
    r"(?: (?:is|are|opens?|starts?|begins?|leaves?|goes|on|there|up|is at|are at|is from))? "
)
ASKED_AT = (  # before the hour at which to be reminded of what begins at another
    r" ?[,.;!-]{1,2} (?:(?:so|and|then|please|pls|can you|could you|ok|just),? ){0,3}(?:remind|ping|nudge|alert|wake)"
    r" (?:me|us)(?: up)? "
)
