# ruff: noqa: E501, SIM905 - word lists and patterns read best in full lines
"""English: what people say between a request and what changes it, that "it" or "that" may then be. Data.

Regular expressions on one sentence or clause in lower case; all quantifiers are bounded.
"""

from aria_memory.replies.english_verbs import PAST

SMALL = frozenset(
    "ok okay k kk thanks thank thx ta cheers you your very so much a an the lot great good perfect lovely nice cool fine sure brilliant awesome amazing wonderful excellent sweet super haha hah lol hehe"
    " yes yeah yep yup no nope nah not all that's thats that it is it's its i'm im i me we let think see got get hang hold on one two sec secs second seconds minute min moment wait just hi hello hey there"
    " morning afternoon evening night day today have bye goodbye later soon back here now how are doing well too also again right oh ah hmm hm um uh please pls sorry alright will do noted of course worries problem"
    " appreciate best star legend welcome sounds works for nothing else anything more really don't worry come go ahead ready any way anyway and then done what's up know understood brb give makes sense same love"
    .split()
)
"""A sentence of these alone is small talk."""

TOWARDS = r"(?:(?:and|so|then|now|also|first|next|oh|hey|hi|ok|okay|please|pls|quickly|kindly|just|maybe|perhaps|actually|alexa|siri|google|computer|assistant|aria)[, ]{1,2}){0,4}"
"""What leads to what is asked of an assistant."""

ASKS = (
    r"(?:can|could|would|will) (?:you|u)(?: (?:please|pls|just|also|now|maybe|perhaps))? (?!remember |believe |imagine |say )\w|(?:can|could|may) (?:i|we) (?:please |just |also )?(?:have|get|order|book|see|hear|reserve|change|add|try)\b"
    r"|(?:i|we)(?:'d| would) (?:like|love|prefer) (?:you to|to (?:order|book|buy|reserve|listen|hear|watch|send|add|change|see)|an?|the|some|two|three|four|\d)\b|(?:i|we) (?:want|need) (?:you to|to (?:order|book|reserve|send|add)|an?|some|two|three|four|\d)\b"
    r"|(?:i'll|we'll) (?:have|take)(?: (?:an?|the|two|three|four|\d|some)) |let's (?:order|book|play|watch|listen|try|add|call|change|get|start|do|hear|see|put|write|send|invite)\b|would you mind \w|do me a\b|any chance (?:of|you)\b|(?:how|what) about (?:an?|the|some|two|three|four|\d)\b"
)
"""Something is asked of an assistant, in the form of a statement or a question too."""

BARE = ("stop", "wait", "hold")
"""Commands that alone ask for nothing: "stop, that's too much"."""

COMMANDS = frozenset(
    "accept activate add adjust alert analyse analyze answer apply archive arrange ask attach block book boil brew bring brighten browse build buy calculate call cancel change charge chat check choose clean clear close"
    " compare compile compose compute connect continue convert copy correct count create cut deactivate decline decrease delete deliver describe dial dim disable disconnect display divide double download draft draw drop"
    " edit email enable end enter erase estimate explain export extend fetch fill filter find finish fix flip follow forget forward generate get give google grab halve heat help hide ignore import include increase"
    " insert install invite join keep label launch leave lend list listen load locate lock log look lower mail make mark measure merge message mix move multiply mute name navigate open order organise organize pack"
    " paint paste pause pay pencil phone pick ping place plan play plot pop post pour prepare preheat print proofread pull push put quote raise rate read rebook recommend record redo reduce refill refresh"
    " refund register reheat remind remove rename rent reorder repeat rephrase replace reply report request reschedule reserve reset resize restart resume return revert rewrite ring roll rotate round run save scan schedule"
    " scrap scroll search select sell send separate set shop shorten show shuffle shut sign simplify sing skip solve sort speak spell split start stop store stream submit subscribe subtract suggest sum summarise"
    " summarize swap switch sync tag take teach tell test text throw tidy time toggle top track transfer translate triple try tune turn type undo unlock unmute unsubscribe update upgrade upload use verify vote wake"
    " warm wash watch water whisper wipe withdraw wrap write zoom defrost bake cook fry hoover vacuum mop feed walk guide nudge notify snooze dismiss delay postpone shift tick"
    .split()
)
"""Verbs that begin what an assistant is told to do."""

STATED = frozenset("is was are were has had will would could should might may can did does went came got comes looks seems felt feels ran's costs cost takes took starts started ends ended arrived and or of".split())
"""After such a word: it was a noun ("the order" of "order arrived")."""

OBJECTS = frozenset("me us the a an my our his her their this that these those some all him them it every another any".split())
"""After any verb: what it is to be done to."""

NO_COMMAND = frozenset(PAST) | frozenset(
    "i you he she it we they me him us them who what which when where why how whose that this these those there here the a an my your his her its our their some any all both each every either neither no not none"
    " and or but so because since if unless though although while whereas until till as than like about above across after against along among around at before behind below beneath beside besides between beyond by down during"
    " except for from in inside into near of off on onto out outside over past per through throughout to toward towards under up upon with within without via despite once twice"
    " is was are were be been being am has had have do does did will would could should might may can must shall isn't wasn't aren't don't doesn't didn't won't can't couldn't"
    " just only even still also too very quite rather almost maybe perhaps probably again always never often sometimes now then today tomorrow yesterday tonight half such more most less least enough same other"
    " hope wish guess think bet love hate need want feel believe suppose doubt hear mean know wonder reckon prefer enjoy miss remember imagine figure say says seems looks sounds turns"
    " let excuse forgive pardon bless trust blame damn thanks thank sorry hello hi hey yes no yeah ok okay well oh ah great good nice lovely"
    .split()
)
"""Words before an object that are no verb that tells an assistant what to do; nor are those that end like these:"""

NO_COMMAND_ENDS = r"(?:ing|ed|ly|[^s]s|'\w{1,2})$"
PAST_END = r"\w{3,20}ed$"
"""After a noun, which then is none of those verbs: "the call" of "call dropped"."""

POLITE_END = r"[,. ]{0,3}(?:please|pls)[.! ]{0,3}"
"""Of a short sentence that is no small talk: "two coffees, please"."""

SWITCH = r"(?!i\b|i'm|we\b|he\b|she\b|it\b|they\b|you\b)[\w']{2,20}(?: [\w']{1,20}){0,2} (?:on|off|up|down)(?: (?:in|at|for) (?:the|my) \w{2,20})?"
"""A short sentence: "lights off", "volume up"."""

AMOUNT = r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|noon|midday|midnight|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|dozen|half an? hour|an hour)\b"
"""A time, or a number: what may be made another."""

ABOUT_IT = (
    r"(?:that|that's|thats|it|it's|its|it'll|he|he's|he'll|she|she's|she'll|they|they're|they'll)\b|(?:[^,;]{1,40} (?:is|was|would be|might be|may be) )?(?:a bit |a little |far |way |much )?too (?:early|late|soon)\b|[^,;]{1,40} (?:doesn't|won't|wouldn't|isn't going to) work\b"
    r"|[^,;]{1,40} (?:is|would be|might be) (?:a bit |a little |far |way |much )?too (?:early|late|soon)\b"
)
"""The beginning of a statement about what was spoken of already: "5 is too early", "she's only in at 6"."""

ITS_OBJECT = r"\b(?:him|them|her)\b(?! (?:an?|the)\b)"
NEW_OBJECT = r"\b(?:an?|the)\b"
"""A statement with the one and without the other is about what was spoken of: "I'm seeing him at 3 anyway"."""

FREE_OR_NOT = (
    r"(?:i (?:just |only |also )?(?:remembered|realised|realized|think|forgot)(?: that)? )?(?:i|we|i'm|we're|i'll|we'll|i've|we've|i won't|i can't|i don't)(?: (?:am|are|will|be|been|was|won't|can't|don't|not|only|usually|just|still|also|have to|need to|probably|actually))*"
    r" (?:busy|out|away|free|home|at (?:work|home|the|[a-z]{2,20}'s)|in (?:a|the|town|meetings?)|on (?:the|a|my)|off|back|tied up|stuck|driving|working|asleep|here|there|around|available|late|early|finish(?:ing)?|get(?:ting)? (?:home|back|in|off|out|up|there)|leav(?:e|ing)|start(?:ing)?|land(?:ing)?|arriv(?:e|ing)|work|sleep|make it|do (?:it|that|\d{1,2}))\b"
)
"""The beginning of a statement that says when the user has time: a reason to change what was asked for."""

OF_REMINDERS = r"\bremind|\balarms?\b|\bsnooz|\b(?:when|what time|what day) (?:is|was|did|will) (?:it|that|this|i|you)\b|\bdid you (?:set|get|save|note|do|add|hear) (?:it|that|this|me)\b|\bgot (?:it|that)\b"
"""A question with this is about what was asked for, and leaves that what is spoken of."""

ASKED = r"(?:who|what|what's|where|where's|when|when's|why|how|how's|which|whose|is|are|do|does|did|has|have|should|was|were|am|isn't|aren't|don't|doesn't)\b"
"""The beginning of a question, whether a question mark ends it or not."""

PROPOSED = r"(?:how|what) about "
"""Before a time: it is for what was asked for."""

FREELY = r"\b(?:forget|never ?mind)\b"
"""What is said of any talk, and not of requests alone."""

OF_A_REMINDER = r"\breminders?\b|\balarms?\b|\breminding\b|\bsnooz|\bagain\b"
"""An answer with this says that it is about a reminder, whatever else was spoken of."""
