# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English: what is said first after a reminder, and answers it without naming it. Data.

Regular expressions on one clause in lower case; all quantifiers are bounded.
"""

JOINS = r"^(?:so|and|but|then|well(?! done)) "
"""Before a later clause."""

_WHERE = r"(?: (?:in|on|at|under|by|inside|with|for) (?:(?:the|my|our|her|his|its|their|an?) )?\w+(?: \w+)?| in it| on it)"
JUST_SO = (
    r"(?:(?:it|they|that|all)(?:'s|'re| is| are| was| were| went) )(?:(?:all|now|already|both|safely|back) ){0,2}(?:in|out|on|up|off|away|down|back|there|here|gone|inside|packed|open|closed|shut|locked|ready)\b(?: (?:now|already|again|at last))?"
    + _WHERE + r"?(?: (?:now|already|at last))?"
    r"|(?:she|he)(?:'s| is) (?:(?:now|already|safely|back) ){0,2}(?:in|out|on|off|back|inside|packed|ready)(?: (?:in|on) it|" + _WHERE + r")?(?: (?:now|already|at last))?"
    r"|(?:it|they)(?:'s|'re| is| are) (?:all |now |already |both |safely )?(?:in|on|at|under|inside) (?:the|my|our|her|his|its|their) (?!news|papers?|telly|tv|radio|way\b|house|air|news\b)\w+(?: \w+)?(?: (?:now|already|at last))?"
    r"|(?:it|they)(?:'s| has|'ve| have)? (?:went|gone)(?: (?:off|out|in|already|now|through|at [\w: ]{1,12}))?"
    r"|(?:i(?:'ve| have)?|we(?:'ve| have)?)? ?(?:already )?(?:have|got) (?:it|them|that|those|both)(?: (?:all|right|here|already|now|with me|on me|in))*(?: (?:in|on|at) (?:the |my |our )?\w+(?: \w+)?)?"
    r"|(?:already |all |now |safely )?(?:in|out|away)(?: (?:it|they) went)?"
    r"|that's (?:it|them|him|her|that|me|us) (?:\w{2,12}ed|in|out|off|on|away|back|up|done|sorted|finished)(?: (?:now|already))?"
    r"|(?:open|closed|shut|locked|charged|packed|ready|lit)(?: (?:now|already))?"
)
"""The first clause of what is said first after a reminder: the thing is where it was to be. No word tells what was done."""

PRONOUN_FIRST = r"(?:it|them|him|her|that|those|these|both|mine|ours|(?:one|some)(?= (?:last|monday|tuesday|wednesday|thursday|friday|saturday|sunday|on|off|up|in|at|just|now|this|yesterday|today|already|actually|there|from|for|with)\b|$)|(?:one|two|three|four|five|six|some|all|both|most|a few|a couple|an? \w{2,8}) of (?:it|them|those|these))\b"
"""After what was done: to what the reminder was about."""

HOLD_ON = (
    r"(?:[\w']+,? ){0,5}?(?:not (?:now|yet|right now)\b|hang on|hold on|busy)[^.!?]{0,60}?[ ,](?:give (?:me|us)|gimme|in|make it|try (?:me )?(?:again )?in) (?P<time>[^,;]{1,30})"
    r"|in (?P<time2>(?:an?|one|two|three|five|ten|fifteen|twenty|thirty|half an|a couple of|\d{1,3}) (?:min|mins|minutes?|hours?|hrs?)),[^.!?]{1,80}"
)
"""What is said first after a reminder: once more after some time. "Not now I'm driving give me ten minutes", "In half an hour, I'm out"."""

DICTATED = (
    r"(?:aye|yes|yep|yeah|ok|right)?,? ?(?:all )?done (?!with\b|for\b|by\b|to\b|in\b|anything\b|nothing\b|what\b)[\w']+(?: [\w']+){0,9}"
    r"|(?:aye |yes |yep |yeah |i |i've |we've )?(?P<past>\w+)(?: (?!(?:not|no|nearly|almost|half|when|until|once|if|will|be|get|getting)\b)[\w']+){1,9} (?:done|sorted)"
)
"""What is said first after a reminder, without stops: "done spoke to her all good", "texted Alec about it sorted"."""

TELLS_NOTHING = frozenset("make cancel see hear love like hate think know feel want say meet watch forget lose miss need mean leave try break drop ask wonder hope guess remember believ understand notic dream plan tell call text email messag show explain promis mention read enjoy eat use play visit win hurt kill hit kiss marry dump block follow teach join spend sell spot catch hold keep name grow learn study recommend compare consider discuss live stay drive hug thank".split())
"""Verbs (stems) that are nothing that was to be done, with "it" and "them" after a reminder."""

PASSES_ON = frozenset("email text messag mail".split())
"""Of these verbs (stems) those with which a thing goes to somebody: "I've just emailed it to her" tells more than "emailed her"."""

ABOUT_OTHERS = r" about (?!it\b|that\b)"
"""After a verb: it was not done to the thing."""

PASSED_ON = r"(?:it|that)\b|them to |(?:them|him|her) about (?:it|that)\b"
"""After such a verb."""

INTERJECTION = r"(?:(?:oh|ah|aw|well|ha|o),? )?(?:you(?:'re| are)? (?:an? |the )?(?:star|legend|angel|gem|lifesaver|best|hero|treasure)|bless (?:you|your heart)|good(?: thing)? (?:that )?you (?:say|said|asked?|reminded|mentioned?)(?: (?:it|so|me|that))?|good (?:shout|call|one|timing|point|memory)|thank(?:s| you)(?: \w+){0,4}|heavens|goodness|gosh|god|damn|crikey|bet|there|right|yes|yep|yeah|no|ok|okay|aye|lol|ha|haha|ah|oh|so|well|quite right|you are quite right(?: to say so)?|way ahead of you|ahead of you(?: for once)?)"
"""What is said before an answer and tells nothing."""

OPEN = r"\b(?:not|\w+n't|never|no|nearly|almost|half|yet|will|\w+'ll|going to|gonna|later|still|trying|tried|try|forgot|forgotten|need|needs|have to|has to|must|want|wanted|can't|cannot|would|should|could|may|might|got to(?! (?:the|my|our|a|an|his|her|their)\b)|if|maybe|wish|hope|hoping|about to|supposed|tomorrow|next|tonight|soon|when|while)\b"
"""In a clause: what was to be done may be open."""

NOW_WORDS = frozenset("second minute moment overnight there then straight right spot first thing ago mins minutes hours hour just there lunch breakfast before after noon about around by on at way home lot lots all every each single last none one two three four five six seven eight nine ten dozen none today morning evening night earlier already finally properly online phone off round over up in out again fully last monday tuesday wednesday thursday friday saturday sunday weekend week".split())
"""Beside what was done without its thing: when, where and how many."""

CLAUSE = r",? (?:and|but|so) |[,;] "
"""Between two."""

SOME = r"(?:(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|a (?:couple|few|dozen|box|bag|bunch|pack|load)(?: of)?) \w+|a pair)\b"
"""After what was done: some of the thing."""

LEAVING = r"(?:(?:i'm|i am|we're|we are) )?(?:already |just |now )?(?:on (?:my|our) way|out (?:of )?the door|in the (?:car|taxi|cab|train|bus|lift)|off now|gone|leaving(?: now| as we speak)?|en route|heading (?:out|off)(?: now)?|setting off(?: now)?|left|off we go|off i go)(?: (?:now|already))*"
"""Who says so has left."""

LEFT = "leave"
"""The verb (stem) of it."""

TAG = r", (?:no|eh|right|innit|isn't it|yeah|ok|huh|see)$"
"""At the end of a statement with a question mark."""

ASKS_BEHIND = r",\s(?!(?:can|could|will|would) (?:you|u)\b)(?=(?:am|is|are|was|do|does|did|can|could|will|would|should|shall|have|has|what|where|when|who|why|how|any|want|fancy|anything)\b)"
"""Between a statement and the question that follows it."""

FEELINGS = frozenset("tired bored excited worried scared annoyed pleased relieved exhausted stressed confused surprised shocked interested married divorced engaged retired delighted gutted knackered chuffed disappointed embarrassed frustrated depressed amazed impressed starved blessed naked wicked need feed seed speed indeed hundred sacred overwhelmed frightened terrified horrified convinced determined concerned ashamed thrilled devastated heartbroken puzzled fed had got been felt thought wanted liked loved hated".split())
"""At the beginning of what is said, no deeds."""

PLACED = r"(?:already |all |now |safely )?(?:on|in|at|under) (?:the|my|our) \w+(?: \w+)?(?: (?:now|already))?"
"""The thing is where it was to be put: "on the charger"."""

PUT = "put"
"""The verb (stem) of it."""

CHORES = frozenset("""send post mail pay print scan copy order buy book reserve submit file sign fill return collect fetch pick drop deliver transfer wire fix repair mend clean wash dry fold iron hoover vacuum mop dust wipe
scrub empty bin recycle water feed walk groom charge plug unplug turn switch lock unlock close open pack unpack load unload defrost soak marinate chop stir check test measure weigh count update renew confirm reply answer write
draft type proofread edit email text message upload download install save share export import record log enter note register enrol sort tidy organise organize label hang pin stick glue sand varnish oil grease tighten trim
mow rake prune weed sweep shovel salt refill restock replace change swap set schedule arrange shift bring take give hand lend tick photograph swallow cancel claim apply sew stitch hem tape wrap freeze thaw flatten stack
complete finalise finalize translate photocopy laminate rinse drain polish mount bolt unblock flush bleed reset reboot format encrypt backup chase phone ring call do put make get stock light stamp address frank seal
hide bury deposit withdraw exchange refund ship dispatch hoist raise lower tie moor anchor sharpen service insure tax declare""".split())
"""Verbs of what is done to a thing: said without one, of the thing that a reminder named."""

BROUGHT = r"(?:he|she|they)(?:'s|'ve| has| have)? (?:just |already )?(?:brought|gave|given|returned|handed|dropped|paid|sent|come and got|came and got|picked) (?:it|them|that|me)\b[^,;]{0,40}"
"""Another has brought what was to be got."""

GOT = "get"
"""The verb (stem) of it."""
