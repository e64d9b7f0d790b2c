# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English signs that a message names a thing without bringing it up: negated, long past, or quoted. Patterns, no logic.

`_BEFORE` is searched in the cue's clause before it, `_AFTER` right behind it, the others around it; the text is in lower
case with straight apostrophes. Each is searched in a bounded stretch, so that no text makes one slow.
"""

_NOT = r"(?:\b(?:not|never|nobody|no one|hardly|dont|cant|wont|didnt|doesnt)|n't)"
_SPEAK = (
    r"(?:talk|talking|discuss|discussing|ask|asking|asked|speak|speaking|mean|meant|mention|mentioning|mentioned|think of|think about|"
    r"thinking of|thinking about|care|say|worry|worried|remind|hear (?:about|of|any|a|another|the words?)|go into|go over|go through|get into|"
    r"interested|bother|bring up|said|writing)"
)

_TITLED = r"(?: (?:mr|mrs|ms|miss|dr|doctor|prof|professor|father|sister|brother|aunt|auntie|uncle|cousin)\.?)?"

NEGATED_BEFORE = (
    rf"{_NOT}(?: \w+){{0,4}} {_SPEAK}\b(?: \w+){{0,4}} ?$",  # "let's not talk about ...", "nobody asked about ..."
    rf"{_NOT} start (?:on|with|about)(?: (?:the|my|our|your|his|her|their|that|this))? ?$",
    r"\b(?:let's|let us|can we|could we) not (?:do|have|start|open|touch|get into)(?: (?:the|my|our|that|this))? ?$",
    r"n't get (?:me|him|her|us|them|anyone) started on(?: \w+){0,2} ?$",
    r"\b(?:refuses?|refused|declines?|declined) to (?:talk|speak|think|hear|discuss|go into|argue)(?: \w+){0,3} ?$",
    r"\bnot (?:another|one more|a single|a) (?:word|thing|question|peep) (?:about|on|of)(?: \w+){0,2} ?$",
    r"\b(?:shan't|won't|wont|not) bore you with(?: \w+){0,2} ?$",
    r"\bdone with the (?:idea|thought|notion) of(?: \w+){0,2} ?$",
    r"^\W*(?:scrap|scratch|ignore)(?: (?:the|my|our))? ?$",
    r"\banything but(?: (?:the|my|our|your|his|her|their))? ?$",
    r"(?:\b(?:not|isnt|wasnt|arent)|n't)(?: (?:really|even|all|actually|exactly|necessarily|particularly|here|on|calling|complaining|joking)){0,2} (?:about|for)"
    r"(?: \w+){0,2} ?$",  # "it wasn't about ...", not "I'm not sure about ..."
    r"\b(?:nothing|anything but)(?: to do)?(?: \w+){0,2} (?:with|about)(?: \w+){0,2} ?$",
    r"\bno interest in(?: \w+){0,2} ?$",
    rf"\bno (?:wish|desire|need|intention|inclination|mood|energy|reason|appetite) (?:to|of) {_SPEAK}\b(?: \w+){{0,3}} ?$",
    rf"^\W*(?:(?:no|nah|nope|lol|sorry|ok),? ){{0,2}}not(?: about)?(?: (?:the|my|our|your|his|her|a|an))?{_TITLED} ?$",  # "Not the boat, ..."
    r"\b(?:never mind|forget(?: about)?|instead of|rather than|leave aside|enough (?:of|about)|stop \w+ (?:on )?about|"
    r"no more(?: talk)?(?: about| of)?|sick of|bored of|apart from)(?: \w+){0,2} ?$",
    r"(?:^\W*|\b(?:can|could|should|may|might|will|'ll|let's|let us|please|just) )skip(?: \w+){0,2} ?$",  # not "I had to skip"
    r"\b(?:let'?s|let us|we (?:can|could|should)|can we|could we) (?:leave|drop|postpone|shelve|park)(?: \w+){0,2} ?$",
)
NOT_NEGATED = (  # in the clause before: what turns such a negation round
    r"n't(?: \w+)? (?:forget|stop|help|wait|fail|resist|miss|agree more)\b|\bnever (?:forget|stop)\b|\b(?:not|n't) (?:only|just|merely|simply)\b|"
    r"\bcan't not\b|\bwhy not\b|\b(?:not|n't|don't|can't|never) (?:know|knew|sure|decide|remember) (?:what|how|whether|if|who|when|where|which)\b"
)
ASKS = r"\b(?:why |how come )?(?:do|does|did|ca|could|should|would|wo|have|has|had|is|are|was|were)n't (?:we|you|i|they|he|she|it|that|this|there)\b|\bwhy (?:do|don't|didn't|not)\b"
"""In a question: "why don't we talk about the boat?" brings it up."""

NEGATED_AFTER = (
    r"^(?:,? (?:and|or) (?:(?:the|my|our|his|her|their) )?\w+)? (?:can|could|must|has to|have to|will have to|'ll have to|'ll just have to) wait\b",
    r"^ (?:is|are|can be|must be) (?:for )?(?:another|some other|a different) (?:day|time)\b",
    r"^ ?(?:has|have|had|is|was|are) (?:nothing to do|not (?:the (?:point|issue|topic|problem|question|thing|one|matter)|what|why|my (?:point|topic|issue|problem)))\b",
    r"^,? (?:isn't|wasn't|is not) (?:the|what|why|my) (?:point|topic|issue)",
    r"^ (?:is|are) off (?:the (?:list|table|menu|cards)|now)\b",
    r"^ (?:is|are|was) the last (?:thing|topic|subject|person) (?:that )?(?:i|we) (?:want|wanted|need|feel like)",
)
INSTEAD = (
    r"(?:it's|it is|that's|this is|i mean|i meant|it was)(?: not|n't)(?: (?:the|my|our|your|a|an))?" + _TITLED + r" ?$",
    r"^(?: (?:that )?(?:i|we)(?:'m|'re|'ve| was| were| am| are)? (?:meant|mean|want|asking|talking|going|need)|, just\b|(?:,| but| -) ?(?:it's|it is|it was|i said|i meant|but|i mean|the|my|rather)| that| who| question| thing| matter)\b",
)
"""Before and behind: "it's not the boat, it's the car"."""
NONE_NOW = (
    r"\b(?:no|(?:not|n't) (?:doing|do|touching|studying|starting|going near|having|in the mood for))(?: (?:more )?(?:talk|chat|mention|word|news)"
    r" (?:of|about|on))?(?: (?:any|more|the|my|our))? ?$",
    r"^(?: (?:talk|worries|problems|trouble))? (?:tonight|today|now|please|this time|this (?:evening|week|month|year|weekend|term)|for (?:today|now|once|tonight|a (?:bit|while)|the moment))\b",
)
"""Before and behind: "no thermodynamics tonight", "I'm not doing chemistry today"."""
NO_MORE = (
    r"(?:\bnot|n't)(?: \w+ing)?(?: (?:the|my|our|any|a))? ?$",
    r"^ (?:(?:any|no) ?more|this time|after all)\b",
)
"""Before and behind: "I'm not selling the van any more"."""
NEED_INSTEAD = (
    r"(?:\bnot|n't) (?:need|want|mean)(?: (?:the|my|any|a|an))?" + _TITLED + r" ?$",
    r"^,? (?:but )?i (?:need|want|mean|meant|needed|wanted)\b",
)
"""Before and behind: "I don't need dye, I need scissors"."""
PUT_OFF = (
    r"\b(?:leave|leaving|park|shelve|drop|skip|pause|postpone|put|set)(?: (?:the|my|our|your|his|her|their|that|this))? ?$",
    r"^(?: \w+)?,? (?:for (?:now|another|later|today|tonight|the moment|a (?:bit|while|minute))|till|until|aside|alone|out of (?:it|this)|to one side)\b",
)
"""Before and behind: "leave the audit for now"."""
PUT_OFF_TALK = (
    r"\b(?:let's|let us|we'll|we can|can we|could we|shall we|we should|i'll) (?:talk|chat|speak|discuss|go over|go through|come back|get back|return|deal"
    r"|worry|think|look)(?: (?:about|of|to|with|at))?(?: (?:the|my|our|your|his|her|their|that|this))? ?$",
    r"^,? (?:(?:some|an)(?: ?other) (?:time|day)|later|tomorrow|next time|when i'm (?:not|back|home|less)|once i'm)\b",
)
"""Before and behind: "let's talk about the allotment some other time"."""

_NOT_COMING = "".join(  # behind "back": "it came back when I stood up", "my back when I bend" tell no time
    rf"(?<!\b{word} back)"
    for word in "came come comes coming went go goes going got get gets call ring text write put bring is are be was were my your the her his lower bad".split()
)

PAST = (
    r"(?<!'m )(?<!\bam )(?<!'re )(?<!\bare )(?<!'s )(?<!\bis )(?<!\bget )(?<!\bgot )(?<!ting )(?<!\bbe )(?<!\bbeen )(?<!\bnot )"
    r"\bused to\b(?!\s*(?:[.!?,;]|$))",  # "I'm used to it" is of now
    r"\b(?:years?|decades?|ages|centur(?:y|ies)) ago\b",
    r"\blong ago\b",
    r"\blong before\b",
    r"\bback then\b",
    rf"\bback{_NOT_COMING} (?:when|in (?:the (?:days?|old|past|\w+ties)|those|my|our|school|college|(?:19|20)\d\d))\b",  # not "back in town"
    r"\bin (?:1\d\d\d|20[01]\d|'[3-9]\d)\b|\b(?:of|since|from|by) 1[0-8]\d\d\b|\bthe 1[1-9]\d\d (?=[a-z])",  # a later year may be this or the next
    r"\bin the (?:1[0-9]\d0s|(?:19)?[3-9]0s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b",
    r"\bin those days\b",
    r"\b(?:i|we|you) (?:still |can |do |well )?(?:remember|recall) (?:when|how|that time|the (?:day|time|year)s?)\b",
    r"\b(?:when|while) (?:i|we|you|he|she|they) (?:was|were) (?:a |an )?(?:\w+ )?"
    r"(?:child|children|kid|kids|boy|girl|young|little|small|student|students|teenager|teenagers|(?:at|in) (?:school|college|university))\b",
    r"\bas (?:a )?(?:(?:young|little|small|poor) )?(?:child|children|kid|kids|boy|girl|student|students|teenager|teenagers)\b",
    r"\bas a young (?:man|woman)\b",
    r"\bin my (?:\w+ )?(?:youth|childhood|school days|student days|college days|twenties|teens|day)\b",
    r"\bat (?:college|university|school) (?:we|i) (?:used|would)\b",
    r"\bonce (?:told|wrote|had|was|knew)\b",
    r"\blast (?:century|decade)\b",
    r"\bin the (?:middle|dark|stone|bronze|iron|ice) ages?\b",
    r"\bin (?:ancient|medieval|roman|victorian|tudor|georgian|edwardian|viking|biblical|prehistoric|colonial) "
    r"(?:times|days|rome|greece|egypt|china|persia|britain|england|london|europe|india)\b",
    r"\bin the (?:\w{3,8}teenth|eleventh|twelfth|twentieth) century\b|\baround (?:1[5-9]\d\d|20[01]\d)\b",
    r"\b(?:before|during|in|after) the (?:first |second |great |civil )?(?:world )?war\b",
    r"\bgreat[- ](?:great[- ])?(?:grand(?:father|mother|ma|pa|dad|parent)s?|grandad|granny|gran|nan|uncle|aunt)\b(?=[^.!?]{1,60}"
    r"\b(?:was|were|had|[a-z]{2,10}ed|wrote|came|went|left|kept|sold|built|ran|fought)\b)",
    r"\bwhen (?:i|we) (?:was|were) (?:about |only |just )?(?:\d{1,2}|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)\b",
)
PRESENT = (
    r"\b(?:now(?! and then)|today|tonight|tomorrow|currently|at the moment|nowadays|these days|shall we|should we|let's|(?<!not )any ?more|this (?:week|month|year|morning|afternoon|evening)|"
    r"next (?:week|month|year)|needs?|has to|have to|is due|are due)\b"
)
"""In the same sentence: what was bought years ago "and now leaks" is of now."""

REPORTING = (
    r"\b(?:says?|said|saying|shouts?|shouted|mutters?|muttered|whispers?|whispered|cries|cried|yells?|yelled|sings?|singing|sang|jokes?|riddles?|goes|"
    r"went|reads?|wrote|writes|written|quoted?|quotes|titled|called|headlines?|lyrics|songs?|films?|movies?|novels?|books?|"
    r"plays?|series|comics?|posters?|stickers?|adverts?|ads?|slogans?|graffiti|characters?|episodes?|albums?|radio|villain|hero|detective|hints?|lines?|phrases?|idioms?|expressions?|means?|meaning|translate|translation|spell|spelled|spelt|pronounce|scrabble|sermon|clues?|crosswords?|anagrams?|quiz|quizzes|pub quiz|hangman|wordle)\b",
)
FICTION = r"\bin (?:the|a|an|this|that|some) (?:\w+ )?(?:film|movie|play|novel|series|story|song|comic|musical|opera|fairy tale|video game)\b"
"""Before the cue, in its sentence: what is told of in a film."""
