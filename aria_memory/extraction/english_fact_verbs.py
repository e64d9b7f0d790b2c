"""English verbs of statements about a speaker and what they say: data alone, read by `fact_verbs`, `fact_subjects`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

from .english_fact_habits import HABITS
from .english_work import JOBS

NEGATION = r"{ADV}(?:(?P<dont> (?:don't|do not|doesn't|does not|dont|didn't))|(?P<past> no longer| used to))"
THIRD_PERSON = (
    r"'s |(?<=\bhe)s |(?<=\bshe)s "
    r"|{ADV} (?:\w{1,14}s|isn't|doesn't|hasn't|was|moved|relocated|got|turned|started|adopted|no longer) "
    r"|{ADV} (?:quit|left|lost|(?:packed|jacked|chucked) in|gave up) (?:his|her|their) "
)
CAN_NOT = r"{ADV} (?:can't|cannot|cant|never) "  # of what has a capital within a sentence
OF_A_NAME = (  # of what is known to be a name; after other words with a capital these may be anything's
    r"{ADV} (?:can't|cannot|cant|can|won't|never|used to|stopped|quit|left|lost|joined|resigned|retired|became|grew"
    r"|studied|went|taught|passed|qualified|settled|bought|supports|lived|worked) "
)
RETRACTS = "!"
BLANKS = ("{ADV} ", " ")  # with which a pattern begins that needs a blank first
BES = ("(?:{BE}){ADV}", "(?:{BEEN}){ADV}", "{A_PERSON}")  # and one that needs "am", "is", "are" or "have"
ONE = ("a", "an", "one")
# (predicate, pattern after the subject, how the object is read). "!" before the predicate: the statement retracts it.
VERBS = (
    *HABITS,
    ("lives_in", r"(?:{ADV} liv(?:es?|ing)|(?:{BE}){ADV} (?:living|based|located|settled)|(?:{HAVE}){ADV} (?:lived"
     r"|been living)"
     r"|{ADV} resides?){ASIDE} in (?:an? (?:[\w-]{1,14} ){1,3}(?:in|called) )?{OBJECT}", "place"),
    ("lives_in", r"(?:{HAVE})?{ADV} (?:moved|relocated)(?: back| house"
     r"| home)?(?: over)? from (?P<left>[^\n,]{1,40}?) to {OBJECT}", "place"),
    ("lives_in", r"(?:(?:{HAVE})?{ADV} (?:moved|relocated)|(?:{BE}) after moving)(?: back| house| home| over| out|"
     r" down| up| here)?"
     r" (?:to|into an? (?:[\w-]{1,12} ){1,3}in|in with [^\n,.;]{1,30}? in) {OBJECT}", "place"),
    ("lives_in", r"(?:{HAVE})?{ADV} shifted (?:back |over )?to (?P<object>{NAME}){END}", "place"),
    ("lives_in", r"{ADV} stays? in (?P<object>{NAME})(?:{END}|(?= with\b))", "place"),
    ("lives_in", r"(?:{HAVE})?{ADV} (?:settled|ended up)(?: down)? in (?P<object>{NAME}){END}", "place"),
    ("lives_in", r"(?:{BE}){ADV} in (?P<object>{NAME})(?: now| these days| instead)?{END}", "new_place"),
    ("lives_in", r"(?:{HAVE}){ADV} been(?: based| here)? in (?P<object>{NAME})(?= (?:since|for)\b)", "place"),
    ("age", r"(?:{BE}){ADV} an? (?P<object>{AGE})[- ]years?[- ]old\b", "number"),
    *JOBS,
    ("!lives_in", r"(?:{HAVE})?{ADV} (?:moved|relocated) (?:away from|out of|from) (?!my\b|the\b|our\b){OBJECT}",
    "place"),
    ("!learns", r"(?:{HAVE})?{ADV} (?:{STOPPED} (?:learning|studying)|gave up|given up) {OBJECT}", "languages"),
    ("!plays", r"(?:{HAVE})?{ADV} {STOPPED} playing (?:the )?(?P<object>{PLAYED})(?=$|[ .!,])", "word"),
    ("!plays", r"(?:{HAVE})?{ADV} (?:given up|gave up|quit|packed in) (?:the )?(?P<object>{PLAYED})(?:{END}"
     r"|(?= (?:years|ages|months|when|because|after)\b))", "word"),
    ("!diet", r"(?:{HAVE})?{ADV} {STOPPED} being (?:an? )?(?P<object>{DIET})(?=$|[ .!,])", "word"),
    ("!has_pet", r"(?:{HAVE})?{ADV}(?: had to| have to)? (?:gave|given|give|put) (?:our|my|the)"
     r" (?P<object>{PET})(?: {NAME})? (?:away|up for adoption|down|to sleep)\b", "word"),
    ("!has_pet", r"(?:{HAVE})?{ADV}(?: had to| have to)? (?:rehomed?|sold|sell|(?:gave|given|give) (?:away"
     r"|up)) (?:our|my|the)"
     r" (?P<object>{PET}){END}", "word"),
    ("!has_pet", r"{ADV} (?:had|have) to have (?:our|my|the) (?P<object>{PET})(?: {NAME})? put (?:down|to sleep)\b",
     "word"),
    ("!has_pet", r"{ADV} have (?:an?|any|the|our|my) (?P<object>{PET})(?=$|[ .!,])", "gone_pet"),
    ("studies_at", r"(?:{BEEN}){ADV} (?:an? (?:[\w-]{2,12} ){0,3}?(?:junior|senior|freshman|sophomore|undergrad"
         r"|undergraduate|postgrad|postgraduate|student|fresher)|(?:an? )?(?:{ORDINAL})[- ]years?(?: student"
         r"| undergrad)?|in (?:(?:the )?(?:{ORDINAL})|(?:my |his |her |their |the )?(?:final|freshman|sophomore"
    r"|junior|senior"
         r"|fresher))"
         r" year(?: of (?:[\w-]{2,15} ){0,2}?[\w-]{2,15})?"
         r"|in (?:my|his|her|their) (?:{ORDINAL}) year(?: of (?:[\w-]{2,15} ){0,2}?[\w-]{2,15})?"
         r"(?= (?:at|in) {SCHOOL})) (?:at|in(?= {SCHOOL})) {OBJECT}", "employer"),
    ("works_as", r"(?:{BEEN}| be){ADV} (?:an?|(?P<the>the)) {OBJECT}", "occupation"),
    ("works_as", r"(?:{BEEN}){ADV} (?:an? |the )?(?P<object>(?:deputy |assistant |new |interim |associate |regional )?"
     r"(?:head|director|vp|vice president) of (?!the\b|my\b)[\w&'-]{2,20}(?: [\w&'-]{2,20}){0,2}?)(?: (?:now"
     r"|here))?{END}", "job"),
    ("works_as", r"(?:{BEEN}){ADV} (?:the )?(?P<object>(?:vice[- ]?)?(?:president|chair(?:man|woman|person)?|treasurer"
     r"|secretary|captain|coach|conductor))(?= of (?:the|our) [\w&'-]{2,20}(?: [\w&'-]{2,20}){0,2}?(?: (?:now|again"
     r"|these days|this year))?{END})", "job"),
    ("works_as", r"(?:{BEEN}){ADV} (?:(?:an?|the|one of the) |(?=(?:lead|head|senior|junior|chief|vice|vp|director"
         r"|manager|ceo|cto|cfo|coo|founder|co-?founder|partner|principal)\b))(?P<object>(?!(?:big|huge|massive"
         r"|proud|new|regular|guest|member|beginner|fan|little|bit|few|sucker|loser"
         r"|mess)\b)(?:[\w-]{2,15} ){0,3}?(?!\w{2,12}ing\b|fan\b|regular\b|guest\b|patient\b|member\b|customer\b"
         r"|noob\b|mess\b|kid\b)[\w-]{2,15} (?:at|for) (?-i:[A-Z])[^\n]{1,60})", "job"),
    ("works_in", r"(?:{ADV} work(?:s|ing)?|(?:{BE}){ADV} working) in {OBJECT}", "field"),
    ("likes", r"{ADV} (?:like|love|enjoy|adore|dig|relish|cherish)s?(?: very much| so much| a lot| me some)? {OBJECT}",
    "liking"),
    ("likes", r"(?:{HAVE}){ADV} (?:liked|loved|enjoyed|adored) {OBJECT}", "liking"),
    ("dislikes", r"(?:(?:{HAVE}){ADV} (?:hated|disliked|detested|loathed)|(?:{HAVE})? never (?:really )?(?:liked|loved"
     r"|enjoyed)) {OBJECT}", "disliking"),
    ("dislikes", r"(?:{BE}){ADV} (?:terrified|scared|afraid) of {OBJECT}", "disliking"),
    ("likes", r"(?:{BE}){ADV} (?:loving|enjoying) (?!the\b|my\b|every|being\b){OBJECT}", "liking"),
    ("!likes", r"(?:{HAVE})?{ADV} (?:gone|went) off (?!the\b|on\b|to\b|topic|track|piste|grid|sick|work){OBJECT}",
    "liking"),
    ("dislikes", r" (?:could never|can never|(?:have |'ve )?never)(?: really| quite| ever)? (?:get|got"
     r"|gotten) (?:on with"
     r"|into) (?!my\b|the\b|an?\b){OBJECT}", "disliking"),
    ("likes", r"(?:{BEEN}){ADV} (?:an? (?:(?:big|huge|great|massive) )?fan of|fond of|(?:really |well )?into"
         r"|crazy about|mad about|mad on|nuts about|keen on|hooked on|addicted to|partial to|big on"
     r"|obsessed with|passionate about) {OBJECT}", "liking"),
    ("likes", r"{GOT}{ADV} an? (?:(?:real|huge|bit of a|serious|massive|big"
         r"|slight) ){0,2}(?:soft spot|thing|weakness|passion|love|obsession|sweet spot) (?:for|with"
         r"|of) {OBJECT}", "liking"),
    ("likes", r"(?:{BE}){ADV} an? (?:(?:die-?hard|huge|big|massive|real|total|lifelong|proper|serious|major|true"
         r"|avid|bit of an?) )?(?P<object>(?!(?:big|huge|good|nice|night|morning|people|great|terrible|bad"
         r"|new)\b)[\w'-]{2,16}(?: [\w'-]{2,16}){0,2}?) (?:fan|supporter|lover|enthusiast|addict|fanatic|buff|nut"
         r"|nerd|geek"
         r"|junkie|aficionado|fiend){END}", "liking"),
    ("likes", r" (?:can't|cannot|can not|could never|never) get enough of {OBJECT}", "liking"),
    ("dislikes", r"(?:(?:{HAVE}) never been(?: really| much of)?|(?:{BE}){ADV} no) (?:an? (?:big |huge )?fan of|into"
         r"|keen on|one for|fan of) {OBJECT}", "disliking"),
    ("likes", r"(?<=n't){ADV}(?: much| particularly)? care (?:much )?for {OBJECT}", "liking"),
    ("likes", r"(?:{ADV} supports?|(?:{HAVE}){ADV} (?:supported|been supporting)) (?P<object>{NAME})(?:{END}|(?="
    r" (?:all"
     r"|since|through)\b))", "team"),
    ("dislikes", r"{ADV} (?:hate|dislike|detest|loathe|despise|abhor)s? {OBJECT}", "disliking"),
    ("dislikes", r" (?:can't|cannot|can not|cant) (?:stand|bear|abide|stomach|be doing with) (?!up (?:to|for"
    r"|straight|without|on|and|in|properly|now)\b|by\b|idly\b"
     r"|around\b|still\b|on my\b|there\b|back\b){OBJECT}", "disliking"),
    ("relation.ROLE", r" (?:is|'s)(?: called| named) {OBJECT}", "role_name"),
    ("relation.ROLE", r"(?: is|'s(?= (?:dr|mr|mrs|ms)\b)) {OBJECT}", "role_name"),
    ("relation.MINE", r"(?:{BE}){ADV} (?P<object>(?:my|our) {KIN}(?P<had>{ROLE}))(?: any ?more| now)?{END}",
     "subject_name"),
    ("!relation.ROLE", r"(?: isn't| is not|'s not| is no longer) (?P<object>{NAME})"
     r"(?: any ?more| any longer| now)?{END}", "called"),
    ("relation.boss", r"{ADV} (?:report|answer) to (?P<object>{NAME})(?: now)?{END}", "called"),
    ("!relation.HAD", r"(?:{HAVE})?{ADV} (?:broke up|broken up|split up|split"
     r"|parted ways) with my {KIN}(?P<had>{ROLE}),?"
     r" (?P<object>{NAME})(?=$|[ .!,;])", "called"),
    ("relation.HAD", r"{GOT}{ADV} (?:an?|one) {KIN}(?P<had>{ROLE})(?: who's| who is)?"
     r" (?:called|named) {OBJECT}", "called"),
    ("relation.spouse", r"(?:(?:{BE}){ADV}|(?:{HAVE}){ADV} been|{ADV} got) married to {OBJECT}", "called"),
    ("relation.fiance", r"(?:(?:{BE}){ADV}|(?:{HAVE}){ADV} been|{ADV} got) engaged to {OBJECT}", "called"),
    ("allergic_to", r"(?:{BEEN}){ADV} allergic to {OBJECT}", "list"),
    ("allergic_to", r"{GOT}{ADV} an? (?:(?:severe|bad|mild"
     r"|serious) )?(?P<object>\w{2,20}(?: \w{2,20})?) allergy", "word"),
    ("allergic_to", r"{GOT}{ADV} an? (?:severe |bad |mild )?allergy to {OBJECT}", "list"),
    ("has_pet", r"(?:(?:{HAVE}){ADV} (?:got|adopted|bought|rescued)|'ve|(?<=\bwe)ve|{ADV} (?:(?:have|has)(?: got|"
     r" adopted)?|owns?"
     r"|adopted|got"
     r"|bought|rescued)){ADV} (?P<count>{COUNT}) (?!few|lot|bit|hot dog"
     r"|couple)(?:\d{1,2}[- ](?:year|month|week)s?[- ]old )?(?:(?!of|and|or|two|three|four|\d|for|with|to|on|from|in"
     r"|like|about|at|the"
     r"|my)[\w-]{1,12} ){0,3}?(?P<animal>{PET}(?: cross| mix)?)(?P<many>e?s)?(?: (?:called"
     r"|named) (?P<object>{NAME}))?{PET_END}",
     "pet"),
    ("has_pet", r"(?:{HAVE}){ADV} had (?P<count>an?) (?P<animal>{PET})(?P<many>)(?P<object>)(?= (?:since\b"
     r"|for (?:\w{1,7} ){0,3}(?:years|months|weeks|ages|while)\b))", "pet"),
    ("has_pet", r"(?:{ADV} (?:keeps?|have|has)|'ve)(?: got)? (?P<count>)(?P<animal>chicken|hen|duck|goat|sheep|cat"
     r"|dog|horse"
     r"|pony|alpaca|rabbit|guinea pig|budgie|parrot|tortoise)(?P<many>e?s)(?P<object>)(?=$|[.!]| (?:at home|too"
     r"|and (?:an?"
     r"|two|three|my|the|i|we))\b)", "pet"),
    ("has_condition", r"(?:{BEEN}){ADV} (?:an? )?(?P<object>(?:type [12] )?(?:{SUFFERER}))(?=$|[ .!,])", "sufferer"),
    ("has_condition", r"(?:(?:{HAVE})(?:{ADV} (?:got|had|suffered from))?|{ADV} (?:suffers? (?:from|with)|gets?"
     r"|struggles? with|lives?"
     r" with)){ADV} (?:an? )?(?:(?:really |quite )?(?:bad|severe|mild|terrible|slight|awful) )?(?P<object>{CONDITION}"
     r"(?:(?:, (?:and )?| and ){CONDITION}){0,4})(?=$|[ .!,])", "words"),
    ("has_condition", r"(?: was| got| were|(?:{HAVE})(?:{ADV} been)?){ADV} diagnosed (?:with|as having) {OBJECT}",
    "condition"),
    ("age", r"(?:{BE}){ADV} (?P<object>{AGE})(?: years?[- ]old| years of age| yo|yo)?{END}", "becoming"),
    ("age", r"(?:{HAVE})?{ADV} turned (?P<object>{AGE})(?: years?[- ]old)?{END}", "number"),
    ("diet", r"(?:{HAVE})?{ADV} (?:gone|went|became|become|turned) (?:an? )?(?P<object>{DIET}){END}", "word"),
    ("diet", r"{ADV} (?:keep|keeps|eat|eats|follow an?|follows an?"
         r"|stick to an?) (?P<object>{DIET})(?: diet)?{END}", "word"),
    ("diet", r"(?:{BE}){ADV} (?:doing|on|following)(?: an?| the)? (?P<object>(?:{DIET})(?= (?:diet\b|so\b"
     r"|because\b)"
     r"|{END})|(?:low[- ]carb|low[- ]fodmap|low[- ]salt|low[- ]fat|high[- ]protein|sugar[- ]free|mediterranean"
     r"|carnivore"
     r"|atkins|raw food)(?= diet\b))", "word"),
    ("diet", r"(?:{BEEN}){ADV} (?:an? )?(?:(?:strict|pure|proper|lifelong) )?(?P<object>{DIET})(?=$|[ .!,])", "word"),
    ("status", r"(?:{BEEN}){ADV} (?:[\w-]{1,12} (?:weeks?|months?) )?(?P<object>pregnant)\b", "word"),
    ("status", r"(?:{BEEN}){ADV} an? (?P<object>single|divorced|widowed|married) (?:mum|mom|dad|mother|father|parent"
         r"|man|woman|guy)(?:{END}|(?= (?:of(?! the year)|to|with) ))", "word"),
    ("status", r"(?:(?:{BEEN}){ADV}|{ADV} got| am) (?P<object>{STATUS})(?: (?:with (?:\w{1,8} )?(?:kids?|children)"
     r"|from|for)\b|{END})",
     "word"),
    ("status", r"(?:{HAVE})?{ADV} (?P<object>separated|divorced|retired){END}", "word"),
    ("speaks", r"{ADV}(?: can)?{ADV} speaks? {OBJECT}", "languages"),
    ("speaks", r"(?:{BE}){ADV} (?:fluent|bilingual) in {OBJECT}", "languages"),
    ("speaks", r"(?:{BE}){ADV} an? (?:native |fluent )(?P<object>\w{4,12}) speaker\b", "languages"),
    ("learns", r"(?:(?:{BE}|(?:{HAVE}) been){ADV} (?:learning|studying|trying to learn"
     r"|teaching (?:myself|himself|herself)|taking(?: an?)?)"
     r"|(?:{HAVE})? (?:started|begun)"
     r" (?:learning|to learn)) {OBJECT}", "languages"),
    ("learns", r"(?:(?:{BE}|(?:{HAVE}) been){ADV} (?:learning|trying to learn|teaching (?:myself|himself|herself)"
         r"|having|taking|taking up|practising|practicing)|(?:(?:{HAVE}){ADV} |(?:{HAVE})?{ADV} )(?:started|begun"
         r"|taken up|took up)(?: learning| to learn)?|{ADV} take)"
         r"(?: how)?(?: to play)?(?: the)? (?P<object>{PLAYED}|{LEARNED}|(?:(?<=learning\s)|(?<=learn\s)"
         r"|(?<=self\s))(?:{CODED})"
     r"(?:(?:, and|,| and) (?:{CODED})){0,3})(?: lessons| classes)?(?:{END}|(?= (?:for|from|with|at|via|through|using"
     r"|because|so|as|properly|online|again|alongside)\b))", "words"),
    ("learns", r"{ADV} (?:have|has) (?P<object>{PLAYED}|{LEARNED}) (?:lessons|classes){END}", "word"),
    ("studies_at", r"(?:{BE}){ADV} at (?P<object>(?:the )?(?:university of {NAME}|{NAME}(?: (?:uni|university|college"
     r"|poly))?))(?= (?:studying|reading|majoring in|(?:doing|taking) (?:{SUBJECTS}|an? (?:\w{2,12} )?(?:degree|phd|ba"
     r"|ma|bsc|msc|course|apprenticeship)))\b)", "employer"),
    ("studies_at", r"(?:{ADV} stud(?:y|ies)|(?:{BE}){ADV} studying) at {OBJECT}", "employer"),
    ("studies", r"(?:{ADV} stud(?:y|ies|ied)|(?:{HAVE})?{ADV}(?: did| got| have| hold| finished| completed"
     r"| done)? (?:an?|my)"
     r" (?:\w{2,12} )?(?:degree|phd|master's|bachelor's) in"
     r"|{ADV} graduated in|(?:{BE}){ADV} (?:studying|majoring in|(?:doing|taking|finishing|starting)(?: up)? (?:an?"
     r"|my|the) (?:[\w-]{2,14} )?(?:degree|phd|doctorate|master'?s|bachelor'?s|ba|ma|bsc|msc|course|diploma"
     r"|apprenticeship|a-levels?) in)"
     r"|{ADV} majored? in) {OBJECT}", "subject"),
    ("studies", r"(?:{BE}){ADV} (?:in my (?:first|second|third|fourth|final|last) year of(?: studying)?"
     r"|at (?:uni|university|college)(?: in \w{2,20}(?: \w{2,20})?)? (?:studying|doing|reading)) {OBJECT}", "subject"),
    ("studies", r"(?:{BE}){ADV} doing (?P<object>(?:{SUBJECTS})(?: and (?:{SUBJECTS}))?) at [^\n]{2,60}", "subject"),
    ("plays", r"{ADV}(?: can)? plays? (?:the )?(?P<object>(?:{PLAYED}){MORE_PLAYED}{1,3})(?=$|[ .!,])", "played"),
    ("plays", r"(?:{ADV}(?: can)? plays?|(?:{HAVE}){ADV} (?:played|been playing)) (?:the )?(?P<object>{PLAYED})(?=$"
     r"|[ .!,])",
     "word"),
    ("plays", r"{ADV}(?: can)? plays? the (?P<object>(?!role|part|fool|game|long|market|victim|field|lottery|music"
    r"|song"
     r"|video|same|devil|first|next|hero|villain|lead|other|odds|waiting)\w{3,14})(?:{END}| (?:for|at|with)\b)",
     "word"),
    ("from", r"(?:(?:{BE}){ADV}|{ADV} come|{ADV} comes|{ADV} hail|{ADV} hails) from {OBJECT}", "origin"),
    ("from", r"{A_PERSON}from (?P<object>{NAME}){END}", "origin"),
    ("lives_in", r"{A_PERSON}(?:living|based) in (?P<object>{NAME}){END}", "place"),
    ("from", r"(?: grew up| was raised| was brought up) in {OBJECT}", "origin"),
    ("birthday", r" was born (?:on |in )(?P<object>[^\n]{1,40})", "date"),
    ("born_in", r" was born(?: and raised)? in {OBJECT}", "place"),
    ("plans", r"(?:(?:{BE}|(?:{HAVE}) been){ADV} (?:planning|intending)|{ADV} (?:plan|intend)s?) (?:to"
     r"|on) {OBJECT}", "plan"),
    ("plans", r"(?:{BE}){ADV} (?:going to|gonna) {OBJECT}", "going"),
    ("plans", r"(?:'ll| will){ADV} (?P<object>(?:(?:go|fly|travel|move|drive) to|visit|be in)"
    r" (?-i:[A-Z])[^\n]{1,120})",
     "dated"),
    ("plans", r"(?:{BE}|'ll be| will be){ADV} (?P<object>off to\b[^\n]{1,120})", "dated"),
    ("plans", r"(?:{BE}|'ll be| will be){ADV} (?P<object>(?!running late|getting (?:into|used)|getting (?:tired|old"
         r"|better|worse|ready"
     r"|hungry|bored|close)|having (?:trouble|issues|problems|(?:an? |some |the )?(?:fever|cold|headache|pain|cough"
     r"|flu)|a hard|a bad|second)|taking care|going (?:crazy|mad"
     r"|nuts))(?:flying|travelling|traveling|driving|moving|relocating|emigrating|coming (?:to|over|round|back|home"
     r"|for|up|along|down(?! with))|visiting|helping(?= (?:me|us|out|with|at|my)\b)"
         r"|sailing|hiking|starting|getting|meeting|hosting|having|seeing"
     r"|leaving|interviewing|staying|catching|baking|presenting|racing|graduating|performing|speaking|giving|holding"
     r"|selling|buying|collecting|picking|sitting|spending|joining|doing (?:the|my|our|a)|heading|popping|launching"
     r"|finishing|cooking|playing|babysitting|camping|competing|volunteering|marrying|retiring|adopting|signing"
     r"|opening|competing|attending|running|taking|resigning|jetting|auditioning|defending (?:my|his|her)|closing on"
     r"|repainting"
     r"|redecorating|renovating|submitting (?:my|our)|exhibiting|proposing|cycling|climbing|trekking|filming|touring"
     r"|resitting|retaking|undergoing|going(?! to (?:need|have|be|get|do|make|try|want|see|take|say"
     r"|ask|think)\b)|returning|throwing|celebrating)\b[^\n]{1,120})", "dated"),
    ("name", r"(?:(?:{BE}){ADV}|s) (?:called|named) {OBJECT}", "called"),
    ("name", r"(?: go(?:es)? by|(?:{HAVE})?{ADV} changed (?:my|his|her) name to) {OBJECT}", "called"),
    ("works_as", r"(?:{BE}){ADV} (?P<object>{TITLE} (?:at|for) [^\n]{1,60})", "occupation"),
    ("works_as", r"(?:{BE}){ADV} (?P<object>{TITLE})(?:{END}|(?= (?:from|with) (?:the )?(?-i:[A-Z])"
     r"| by (?:trade|profession|training)\b))", "occupation"),
    ("name", r"(?:{BE}) (?P<object>{NAME})(?:{END}|(?= from (?-i:[A-Z])| (?:i'm|im|i am) {COPULAR}))",
     "own_name"),
)  # fmt: skip
STAYS_MARK = r" and (?:currently |now )?staying in (?=(?-i:[A-Z]))"
MOVED = r"\b(?:moved(?: house| again| home| out)?[,.;]|(?:don't|doesn't|no longer) live)"
COMING = r"(?:coming (?:up|down|over|along|back)|visiting|helping|moving in)\b"  # said of more than people
MANY_PETS = r"(?:,|:| called| named) (?P<names>{NAME}(?:, {NAME}){0,5},? (?:and|&) {NAME})(?=$|[,.;!])"
MORE_PETS = (
    r",? (?:and )?(?P<count>{COUNT}) (?:\w{2,12} )??(?P<animal>{PET}(?: cross| mix)?)(?P<many>e?s)?(?: (?:called"
    r"|named) (?P<object>{NAME}))?{PET_END}"
)
PETS_TOO = (  # "I live in Leeds with my wife and two cats"
    r" with (?:(?:my|our|an?|two|three) (?:(?!who |that |and )[\w'-]{1,15} ){1,4}?and )?(?:my "
    r"|our )?(?P<count>{COUNT}) (?:(?!of|and|or|for|with|to|in|who"
    r"|that|the)"
    r"[\w-]{1,12} ){0,2}?(?P<animal>{PET}(?: cross| mix)?)(?P<many>e?s)?(?: (?:called"
    r"|named) (?P<object>{NAME}))?{PET_END}"
)
AGED_MARK = r"[- ]years?[- ]old "
JOB_MARK = r" as an? "
FROM_MARK = r" from (?=(?-i:[A-Z][a-z]{2}))"
LOW_FROM_MARK = r" from (?=[a-z]{3,12}(?:$|[.,!;]| (?:and|but|originally)\b))"  # in a sentence without capitals
MAJOR_MARK = r" (?:majoring in|studying|doing|reading) "
SCHOOL_MARK = r" at "
NO_LONGER = r"(?: anymore| any more| any longer| no more)(?: btw| by the way| though| now| sadly| unfortunately)?$"
