"""English words and patterns of statements about a speaker: data alone, read by `facts` and `fact_objects`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

from .english_fact_words import CONDITIONS, DIETS, FAVOURITES, PETS, PLAYED, ROLES, SPELLINGS, STATUSES, SUFFERERS

_ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
_PET = "|".join(sorted(PETS, key=len, reverse=True))
FRAGMENTS = {
    "ROLE": _ROLE,
    "PET": _PET,
    "NAME": r"(?-i:(?:(?:Dr|Mr|Mrs|Ms|Prof)\. )?(?![a-z])[^\W\d_][\w-]{1,24}(?: (?:van |de |la |von |O')?(?![a-z])[^\W\d_][\w-]{1,24}){0,2})",
    "ADV": r"(?: (?:really|also|actually|now|currently|still|just|already|so|absolutely|always|usually|both|quite|very"
    r"|totally|originally|definitely|mostly|mainly|generally|do|recently|only|kind of|both|finally|honestly|myself"
    r"|all|probably|easily|certainly|pretty much|always have been|particularly|super|so much|officially|truly|deeply"
    r"|severely|mildly|proudly|happily|newly|fully|once|long)){0,3}",
    "BE": r"(?:'m|m|(?<=\bhe)s|(?<=\bshe)s|(?<=\bwe)re| am|'re| are|'s| is)(?P<no> not|(?P<longer> no longer))?|(?P<isnt> isn't| aren't| ain't)",
    "HAVE": r"'ve|(?<=\bi)ve| have|'s| has",
    "BEEN": r"(?:{BE})|(?:{HAVE}){ADV} been",
    "SUFFERER": "|".join(SUFFERERS),
    "STOPPED": r"(?:stopped|quit|finished|gave up|given up|ceased|am done|'m done)",
    "KIN": r"(?:(?:lovely|darling|dearest|beautiful|amazing|older|younger|little|big|eldest|oldest|youngest|twin"
        r"|elder|new|old|late|dear|other|half|close"
    r"|good) )?",
    "OBJECT": r"(?P<object>[^\n]{1,160})",
    "COUNT": r"an?|one|two|three|four|five|six|\d",
    "AGE": r"\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six"
    r"|seven|eight|nine))?|eighteen|nineteen|seventeen|sixteen|fifteen|fourteen|thirteen|twelve|eleven|ten|nine|eight"
    r"|seven|six|five|four|three",
    "DIET": DIETS,
    "CONDITION": CONDITIONS,
    "PLAYED": PLAYED,
    "STATUS": STATUSES,
    "ASIDE": r"(?: (?:alone|together|happily|(?:all )?on (?:my|our|his|her) own|by (?:myself|himself|herself)|down|up|over|out"
    r"|back|abroad|with (?:my|our|his|her|some|two|three|four|an?) [^\n,.;]{1,40}?)){0,2}",
    "A_PERSON": r"(?:{BE}){ADV} an? (?!bit|little|lot|few|long|short|way)(?:[\w'-]{2,14} ){1,5}?",
    "SHIFT": r"(?: (?:nights|days|weekends|shifts|night shifts|part[- ]time|full[- ]time|remotely|freelance|from home)){0,2}",
    "ELIDES": r"(?:also |then |now |recently |later |just )?(?:lives?|works?|loves?|likes?|enjoys?|hates?|speaks?|stud(?:y|ies)"
    r"|plays?|am|have|has|don't|can't stand|grew up|moved|relocated|joined|became|adopted)",
}
OPENER = (  # what may stand before a subject and says nothing
    r"(?:(?:hi|hello|hey|well|oh|ok|okay|yes|yeah|yep|and|but|also|so|plus|by the way|btw|fyi|just so you know"
    r"|for context|for the record|note that|(?:please |and )?(?:don't forget|remember|keep in mind|note)(?: that)?"
    r"|as i said|like i said|i said(?: that)?|i told you(?: that)?|because|since|although|though|while|these days"
    r"|nowadays|at the moment|currently|now|then|anyway|personally|honestly|unfortunately|luckily|as you know|i think"
    r"|i guess|since you ask(?:ed)?|fun fact|the thing is|to be honest|tbh|in fact|you should know"
    r"|you know|turns out(?: that)?|as it turns out,?|it turns out(?: that)?|so a bit about me|a bit about me"
    r"|about me|basically|seriously|okay so|right|quick intro|random but|not gonna lie|ngl|if you must know|just"
    r"|recently|finally|hi there|hello there)[,:]? ){0,4}"
)
CORRECTION = (  # alone in a clause, or before a subject
    r"(?:(?:(?:small|quick|slight|minor|one) )?correction|strike that|ah no|oh sorry|sorry no|no sorry|ignore (?:that|this|what i (?:just )?(?:said|wrote|told you)(?: \w{3,8})?"
    r"|my last(?: message)?)|forget what i said|i lied|typo|actually|no|nope|wait|sorry|oh wait|oh no|hold on|correction|scratch that|i mean|my mistake"
    r"|my bad|oops|hmm"
    r"|well|no wait|that's wrong|that's not right|not (?:quite|anymore|any more)|actually no|no actually"
    r"|to correct myself|i misspoke|i was wrong|let me correct that)"
)
NOT_A_CORRECTION = ("well", "hmm")
SUBJECT = (
    r"(?P<user>i|we|(?:my|our) {KIN}{ROLE}(?: {NAME})? and (?:i|me)|me and (?:my|the|our) {KIN}(?:{ROLE}|family|kids|children|lot)s?)(?=['’ ]|m |ve )|(?:my"
    r"|our|the(?= (?:missus|hubby|other half)\b)) {KIN}(?:(?P<role>{ROLE})"
    r"|(?P<pet>{PET}))(?:,? (?P<called>{NAME}),?)?(?P<s>'s(?! (?:called|named|an? |the |from |been |got |not |in |at |on |into"
    r" |now |just |really |still |always |also |originally |\d|allergic|fluent|obsessed|terrified|scared|lactose|moved"
    r"|relocated|joined|adopted|{DIET}|{STATUS}|{SUFFERER}|\w{2,12}ing\b)))?(?=['’ ]|s (?:called|named) )|(?P<named>{NAME})(?=['’ ])"
)
POSSESSED = (
    r"(?:my|our|(?:my|our) {KIN}(?:(?P<role>{ROLE})|(?P<pet>{PET}))(?: {NAME})?'s|(?P<named>{NAME})'s) (?:new |first "
    r"|real |full |home |work |all-time |all time |absolute |current |very )?(?P<what>name|birthday|bday|b-day"
    r"|(?:native|first) language|native tongue|mother tongue|home ?town|age|e-?mail(?: address)?|phone(?: number)?"
    r"|mobile(?: number)?|number"
    r"|job|diet|favou?rite (?P<favourite>{FAVOURITE})(?: (?:in|of|on) (?:the|all) \w{3,9}| ever"
    r"| so far)?)(?:(?P<no> is not| isn't)|'s| is|: | falls on)(?: (?:coming up|spelled|spelt|now|actually|on|at|also|still|probably|definitely|easily"
    r"|always|currently|of course|hands down|got to be)){0,2} {OBJECT}"
)
FRAGMENTS["FAVOURITE"] = "|".join(sorted((*FAVOURITES, *SPELLINGS), key=len, reverse=True))
POSSESSED_PREDICATES = {
    "name": "name", "birthday": "birthday", "bday": "birthday", "b-day": "birthday", "native": "speaks",
    "hometown": "from", "home": "from",
    "first": "speaks", "mother": "speaks", "age": "age", "email": "email", "e-mail": "email", "phone": "phone",
    "mobile": "phone", "number": "phone", "job": "works_as", "diet": "diet",
}  # fmt: skip
NEGATION = r"{ADV}(?:(?P<dont> (?:don't|do not|doesn't|does not|dont|didn't))|(?P<past> no longer| used to))"
# (predicate, pattern after the subject, how the object is read). "!" before the predicate: the statement retracts it.
THIRD_PERSON = r"'s |{ADV} (?:\w{1,14}s|was|moved|relocated|got|turned|started|adopted) "
POINTING = r"\b(?:(?:the|an?) (?:\w{2,12} )?ones?(?!-)|them|him|(?-i:it|It)|you|your|yourself|these|those|this|here|there)\b"  # says nothing outside of the talk
FINITE = r"(?:is|are|was|were|has|have|had|will|can)\b"
RETRACTS = "!"
ONE = ("a", "an", "one")
VERBS = (
    ("lives_in", r"(?:{ADV} liv(?:es?|ing)|(?:{BE}){ADV} (?:living|based|located)|(?:{HAVE}){ADV} (?:lived|been living)"
     r"|{ADV} resides?){ASIDE} in (?:an? (?:[\w-]{1,14} ){1,3}in )?{OBJECT}", "place"),
    ("lives_in", r"(?:{HAVE})?{ADV} (?:moved|relocated)(?: back| house"
     r"| home)?(?: over)? from (?P<left>[^\n,]{1,40}?) to {OBJECT}", "place"),
    ("lives_in", r"(?:{HAVE})?{ADV} (?:moved|relocated)(?: back| house| home| over| out| down| up)?"
     r" (?:to|into an? (?:[\w-]{1,12} ){1,3}in|in with [^\n,.;]{1,30}? in) {OBJECT}", "place"),
    ("lives_in", r"(?:{HAVE})?{ADV} (?:settled|ended up)(?: down)? in (?P<object>{NAME}){END}", "place"),
    ("lives_in", r"(?:{HAVE}){ADV} been(?: based| here)? in (?P<object>{NAME})(?= (?:since|for)\b)", "place"),
    ("age", r"(?:{BE}){ADV} an? (?P<object>{AGE})[- ]years?[- ]old\b", "number"),
    ("works_as", r"(?:{ADV} work(?:s|ing)?{SHIFT}|(?:{BE}){ADV} working|(?:{HAVE}){ADV} (?:worked|been working)) as (?:an?"
     r"|the) {OBJECT}", "job"),
    ("works_at", r"(?:{ADV} work(?:s|ing)?{SHIFT}|(?:{BE}){ADV} (?:working{SHIFT}|employed)|(?:{HAVE}){ADV} (?:worked|been working)"
     r"|{ADV} started (?:working|to work)|{ADV} joined working) (?:at|for|by) {OBJECT}", "employer"),
    ("works_at", r"(?:{HAVE}){ADV} been (?:at|with) (?P<object>(?:the )?{NAME})(?= (?:since|(?:for )?(?:about |nearly |almost |over"
     r" |around )?(?:\w{1,12} (?:years?|months?)|years|ages|donkey's years))\b)", "employer"),
    ("works_at", r"(?:{BE}){ADV} (?:at|with) (?P<object>(?:the |an? )?{NAME}|[\w&'\s-]{2,30}?)(?: now| these days| instead)?{END}",
     "new_employer"),
    ("works_at", r"(?:(?:{HAVE})?{ADV} joined (?=(?-i:[A-Z])|\w[^\n,.;]{1,30} as an? )"
         r"|(?:{HAVE}){ADV} been with (?=(?-i:[A-Z]))(?!{NAME} (?:since we|for ages))){OBJECT}", "employer"),
    ("works_as", r"{ADV} (?:do|does) (?P<object>\w[\w-]{2,20}(?: \w[\w-]{2,20}){0,2}) for a (?:living|job)", "job"),
    ("works_at", r"(?:{HAVE})?{ADV} (?:got|gotten|started|took|landed|have|found|accepted|begun|been offered)"
     r"(?: an?| my| the)?(?: new)? (?:job|position|role|internship|work) (?:at|with|for) {OBJECT}", "employer"),
    ("!works_at", r"(?:{HAVE})?{ADV} (?:quit|left|lost|resigned from|gave up)(?: my| his| her| the)?(?: old)? "
     r"(?:job|position|role) (?:at|with|for) {OBJECT}", "employer"),
    ("!works_at", r"(?: got| was| were|(?:{HAVE}) been){ADV} (?:laid off|fired|let go|sacked|made redundant"
         r"|dismissed) (?:from|by|at) {OBJECT}", "employer"),
    ("!works_at", r"{ADV} {STOPPED} working (?:at|for|with) {OBJECT}", "employer"),
    ("!works_at", r"(?:(?:'ve|'s| have| has){ADV} (?:left|quit)|{ADV} (?:quit|resigned from"
     r"|retired from)) (?P<object>(?:the )?{NAME}|the \w{3,14}(?: \w{3,14})?){END}", "employer"),
    ("!works_at", r"(?:{BE}){ADV} (?:at|with) (?P<object>{NAME})(?= (?:anymore|any more|any longer)\b)", "employer"),
    ("!works_as", r" was an? (?P<object>[\w\s-]{3,40}?)(?= (?:for (?:\w{1,10} ){1,2}(?:years|months|decades)|until|before i)\b)",
     "occupation"),
    ("works_as", r"(?:{HAVE})?{ADV} (?:became|become|qualified as|retrained as) an? {OBJECT}", "occupation"),
    ("works_as", r"{ADV} (?:pays? (?:the|my|his|her) bills|makes? (?:a|my|his|her) living|earns? (?:a|my|his|her) living) as"
     r" an? {OBJECT}", "job"),
    ("works_as", r"{ADV} (?:got|found|landed|started|have) (?:an? |my )?(?:new )?(?:job|work|career) as an? {OBJECT}", "job"),
    ("!lives_in", r"(?:{HAVE})?{ADV} (?:moved|relocated) (?:away from|out of|from) (?!my\b|the\b|our\b){OBJECT}", "place"),
    ("!learns", r"(?:{HAVE})?{ADV} {STOPPED} (?:learning|studying) {OBJECT}", "languages"),
    ("!plays", r"(?:{HAVE})?{ADV} {STOPPED} playing (?:the )?(?P<object>{PLAYED})(?=$|[ .!,])", "word"),
    ("!diet", r"(?:{HAVE})?{ADV} {STOPPED} being (?:an? )?(?P<object>{DIET})(?=$|[ .!,])", "word"),
    ("!has_pet", r"(?:{HAVE})?{ADV}(?: had to| have to)? (?:gave|given|give|put) (?:our|my|the)"
     r" (?P<object>{PET})(?: {NAME})? (?:away|up for adoption|down|to sleep)\b", "word"),
    ("!has_pet", r"(?:{HAVE})?{ADV}(?: had to| have to)? (?:rehomed?|sold|sell|(?:gave|given|give) (?:away|up)) (?:our|my|the)"
     r" (?P<object>{PET}){END}", "word"),
    ("!has_pet", r"{ADV} have (?:an?|any|the|our|my) (?P<object>{PET})(?=$|[ .!,])", "gone_pet"),
    ("works_as", r"(?:{BEEN}| be){ADV} (?:an?|the) {OBJECT}", "occupation"),
    ("studies_at", r"(?:{BEEN}){ADV} an? (?:[\w-]{2,12} )?(?:junior|senior|freshman|sophomore|undergrad"
         r"|undergraduate|postgrad|postgraduate|student|fresher) at {OBJECT}", "employer"),
    ("works_as", r"(?:{BEEN}){ADV} (?:(?:an?|the|one of the) |(?=(?:lead|head|senior|junior|chief|vice|vp|director"
         r"|manager|ceo|cto|cfo|coo|founder|co-?founder|partner|principal)\b))(?P<object>(?!(?:big|huge|massive"
         r"|proud|new|regular|guest|member|beginner|fan|little|bit|few|sucker|loser"
         r"|mess)\b)(?:[\w-]{2,15} ){0,3}?(?!\w{2,12}ing\b|fan\b|regular\b|guest\b|patient\b|member\b|customer\b"
         r"|noob\b|mess\b|kid\b)[\w-]{2,15} (?:at|for) (?-i:[A-Z])[^\n]{1,60})", "job"),
    ("works_in", r"(?:{ADV} work(?:s|ing)?|(?:{BE}){ADV} working) in {OBJECT}", "field"),
    ("likes", r"{ADV} (?:like|love|enjoy|adore|dig|relish|cherish)s?(?: very much| so much| a lot)? {OBJECT}", "liking"),
    ("likes", r"(?:{HAVE}){ADV} (?:liked|loved|enjoyed|adored) {OBJECT}", "liking"),
    ("dislikes", r"(?:(?:{HAVE}){ADV} (?:hated|disliked|detested|loathed)|(?:{HAVE})? never (?:really )?(?:liked|loved"
     r"|enjoyed)) {OBJECT}", "disliking"),
    ("dislikes", r"(?:{BE}){ADV} (?:terrified|scared|afraid) of {OBJECT}", "disliking"),
    ("likes", r"(?:{BE}){ADV} (?:loving|enjoying) (?!the\b|my\b|every|being\b){OBJECT}", "liking"),
    ("!likes", r"(?:{HAVE})?{ADV} (?:gone|went) off (?!the\b|on\b|to\b|topic|track|piste|grid|sick|work){OBJECT}", "liking"),
    ("dislikes", r" (?:could never|can never|(?:have |'ve )?never)(?: really| quite| ever)? (?:get|got|gotten) (?:on with"
     r"|into) (?!my\b|the\b|an?\b){OBJECT}", "disliking"),
    ("likes", r"(?:{BEEN}){ADV} (?:an? (?:(?:big|huge|great|massive) )?fan of|fond of|(?:really |well )?into"
         r"|crazy about|mad about|mad on|nuts about|keen on|hooked on|addicted to|partial to|big on"
     r"|obsessed with|passionate about) {OBJECT}", "liking"),
    ("likes", r"(?:{HAVE}|'ve got|'s got| have got| has got){ADV} an? (?:(?:real|huge|bit of a|serious|massive|big"
         r"|slight) ){0,2}(?:soft spot|thing|weakness|passion|love|obsession|sweet spot) (?:for|with"
         r"|of) {OBJECT}", "liking"),
    ("likes", r"(?:{BE}){ADV} an? (?:(?:die-?hard|huge|big|massive|real|total|lifelong|proper|serious|major|true"
         r"|avid|bit of an?) )?(?P<object>(?!(?:big|huge|good|nice|night|morning|people|great|terrible|bad"
         r"|new)\b)[\w'-]{2,16}(?: [\w'-]{2,16}){0,2}?) (?:fan|lover|enthusiast|addict|fanatic|buff|nut|nerd|geek"
         r"|junkie|aficionado|fiend){END}", "liking"),
    ("likes", r" (?:can't|cannot|can not|could never|never) get enough of {OBJECT}", "liking"),
    ("dislikes", r"(?:(?:{HAVE}) never been(?: really| much of)?|(?:{BE}){ADV} no) (?:an? (?:big |huge )?fan of|into"
         r"|keen on|one for|fan of) {OBJECT}", "disliking"),
    ("likes", r"(?<=n't){ADV}(?: much| particularly)? care (?:much )?for {OBJECT}", "liking"),
    ("dislikes", r"{ADV} (?:hate|dislike|detest|loathe|despise|abhor)s? {OBJECT}", "disliking"),
    ("dislikes", r" (?:can't|cannot|can not|cant) (?:stand|bear|abide|stomach|be doing with) {OBJECT}", "disliking"),
    ("relation.ROLE", r" (?:is|'s)(?: called| named) {OBJECT}", "role_name"),
    ("relation.ROLE", r" is {OBJECT}", "role_name"),
    ("relation.MINE", r"(?:{BE}){ADV} (?P<object>my {KIN}(?P<had>{ROLE}))(?: any ?more)?{END}", "subject_name"),
    ("!relation.HAD", r"(?:{HAVE})?{ADV} (?:broke up|broken up|split up|split|parted ways) with my {KIN}(?P<had>{ROLE}),?"
     r" (?P<object>{NAME})(?=$|[ .!,;])", "called"),
    ("relation.HAD", r"(?:{HAVE}|'ve got| have got){ADV} (?:an?|one) {KIN}(?P<had>{ROLE})(?: who's| who is)?"
     r" (?:called|named) {OBJECT}", "called"),
    ("relation.spouse", r"(?:(?:{BE}){ADV}|(?:{HAVE}){ADV} been|{ADV} got) married to {OBJECT}", "called"),
    ("relation.fiance", r"(?:(?:{BE}){ADV}|(?:{HAVE}){ADV} been|{ADV} got) engaged to {OBJECT}", "called"),
    ("allergic_to", r"(?:{BEEN}){ADV} allergic to {OBJECT}", "list"),
    ("allergic_to", r"(?:{HAVE}|'ve got| have got){ADV} an? (?:(?:severe|bad|mild"
     r"|serious) )?(?P<object>\w{2,20}(?: \w{2,20})?) allergy", "word"),
    ("allergic_to", r"(?:{HAVE}|'ve got| have got){ADV} an? (?:severe |bad |mild )?allergy to {OBJECT}", "list"),
    ("has_pet", r"(?:(?:{HAVE}){ADV} (?:got|adopted|bought|rescued)|{ADV} (?:(?:have|has)(?: got| adopted)?|owns?|adopted|got"
     r"|bought|rescued)){ADV} (?P<count>{COUNT}) (?!few|lot|bit|hot dog"
     r"|couple)(?:(?!of|for|with|to|on|from|in|like|about|at|the|my)[\w-]{1,12} ){0,3}?(?P<animal>{PET})(?P<many>e?s)?(?: (?:called|named) (?P<object>{NAME}))?{PET_END}", "pet"),
    ("has_condition", r"(?:{BEEN}){ADV} (?:an? )?(?P<object>(?:type [12] )?(?:{SUFFERER}))(?=$|[ .!,])", "sufferer"),
    ("has_condition", r"(?:(?:{HAVE})(?:{ADV} (?:got|had|suffered from))?|{ADV} (?:suffers? from|gets?|struggles? with|lives?"
     r" with)){ADV} (?:an? )?(?:(?:really |quite )?(?:bad|severe|mild|terrible|slight|awful) )?(?P<object>{CONDITION}"
     r"(?:(?:, (?:and )?| and ){CONDITION}){0,4})(?=$|[ .!,])", "words"),
    ("has_condition", r"(?: was| got| were|(?:{HAVE})(?:{ADV} been)?){ADV} diagnosed (?:with|as having) {OBJECT}", "condition"),
    ("age", r"(?:(?:{BE}){ADV}|(?:{HAVE})?{ADV} turned) (?P<object>{AGE})(?: years?[- ]old| years of age| yo|yo)?{END}",
     "number"),
    ("diet", r"(?:{HAVE})?{ADV} (?:gone|went|became|become|turned) (?:an? )?(?P<object>{DIET}){END}", "word"),
    ("diet", r"{ADV} (?:keep|keeps|eat|eats|follow an?|follows an?"
         r"|stick to an?) (?P<object>{DIET})(?: diet)?{END}", "word"),
    ("diet", r"(?:{BEEN}){ADV} (?:an? )?(?:strict )?(?P<object>{DIET})(?=$|[ .!,])", "word"),
    ("status", r"(?:{BEEN}){ADV} (?:[\w-]{1,12} (?:weeks?|months?) )?(?P<object>pregnant)\b", "word"),
    ("status", r"(?:{BEEN}){ADV} an? (?P<object>single|divorced|widowed|married) (?:mum|mom|dad|mother|father|parent"
         r"|man|woman|guy){END}", "word"),
    ("status", r"(?:(?:{BEEN}){ADV}|{ADV} got| am) (?P<object>{STATUS})(?: (?:with (?:\w{1,8} )?(?:kids?|children)|from|for)\b|{END})",
     "word"),
    ("status", r"(?:{HAVE})?{ADV} (?P<object>separated|divorced|retired){END}", "word"),
    ("speaks", r"{ADV}(?: can)? speaks? {OBJECT}", "languages"),
    ("speaks", r"(?:{BE}){ADV} (?:fluent|bilingual) in {OBJECT}", "languages"),
    ("speaks", r"(?:{BE}){ADV} an? (?:native |fluent )(?P<object>\w{4,12}) speaker\b", "languages"),
    ("learns", r"(?:(?:{BE}|(?:{HAVE}) been){ADV} (?:learning|studying|trying to learn|taking(?: an?)?)"
     r"|(?:{HAVE})? (?:started|begun)"
     r" (?:learning|to learn)) {OBJECT}", "languages"),
    ("learns", r"(?:(?:{BE}|(?:{HAVE}) been){ADV} (?:learning|trying to learn|teaching (?:myself|himself|herself)"
         r"|having|taking|taking up|practising|practicing)|(?:(?:{HAVE}){ADV} |(?:{HAVE})?{ADV} )(?:started|begun"
         r"|taken up|took up)(?: learning| to learn)?|{ADV} (?:take"
         r"|have))(?: how)?(?: to play)?(?: the)? (?P<object>{PLAYED})(?: lessons| classes)?{END}", "word"),
    ("studies_at", r"(?:{ADV} stud(?:y|ies)|(?:{BE}){ADV} studying) at {OBJECT}", "employer"),
    ("studies", r"(?:{ADV} stud(?:y|ies|ied)|(?:{HAVE})?{ADV}(?: did| got| have| hold| finished| completed| done)? (?:an?|my)"
     r" (?:\w{2,12} )?(?:degree|phd|master's|bachelor's) in"
     r"|{ADV} graduated in|(?:{BE}){ADV} (?:studying|majoring in|(?:doing|taking|finishing|starting)(?: up)? (?:an?"
     r"|my|the) (?:[\w-]{2,14} )?(?:degree|phd|doctorate|master'?s|bachelor'?s|ba|ma|bsc|msc|course|diploma"
     r"|apprenticeship|a-levels?) in)"
     r"|{ADV} majored? in) {OBJECT}", "subject"),
    ("studies", r"(?:{BE}){ADV} (?:in my (?:first|second|third|fourth|final|last) year of(?: studying)?"
     r"|at (?:uni|university|college)(?: in \w{2,20}(?: \w{2,20})?)? (?:studying|doing|reading)) {OBJECT}", "subject"),
    ("plays", r"(?:{ADV}(?: can)? plays?|(?:{HAVE}){ADV} (?:played|been playing)) (?:the )?(?P<object>{PLAYED})(?=$|[ .!,])",
     "word"),
    ("plays", r"{ADV}(?: can)? plays? the (?P<object>(?!role|part|fool|game|long|market|victim|field|lottery|music|song"
     r"|video|same|devil|first|next|hero|villain|lead|other|odds|waiting)\w{3,14})(?:{END}| (?:for|at|with)\b)", "word"),
    ("from", r"(?:(?:{BE}){ADV}|{ADV} come|{ADV} comes|{ADV} hail|{ADV} hails) from {OBJECT}", "origin"),
    ("from", r"{A_PERSON}from (?P<object>{NAME}){END}", "origin"),
    ("lives_in", r"{A_PERSON}(?:living|based) in (?P<object>{NAME}){END}", "place"),
    ("from", r"(?: grew up| was raised| was brought up) in {OBJECT}", "origin"),
    ("birthday", r" was born (?:on |in )(?P<object>[^\n]{1,40})", "date"),
    ("born_in", r" was born(?: and raised)? in {OBJECT}", "place"),
    ("plans", r"(?:(?:{BE}|(?:{HAVE}) been){ADV} (?:planning|intending)|{ADV} (?:plan|intend)s?) (?:to"
     r"|on) {OBJECT}", "plan"),
    ("plans", r"(?:{BE}){ADV} (?:going to|gonna) {OBJECT}", "going"),
    ("plans", r"(?:{BE}|'ll be| will be){ADV} (?P<object>off to\b[^\n]{1,120})", "dated"),
    ("plans", r"(?:{BE}|'ll be| will be){ADV} (?P<object>(?!running late|getting (?:into|used)|getting (?:tired|old"
         r"|better|worse|ready"
     r"|hungry|bored|close)|having (?:trouble|issues|problems|a hard|a bad|second)|taking care|going (?:crazy|mad"
     r"|nuts))(?:flying|travelling|traveling|driving|moving|relocating|emigrating|coming (?:to|over|round|back|home|for|up)"
         r"|sailing|hiking|visiting|starting|getting|meeting|hosting|having|seeing"
     r"|leaving|interviewing|staying|catching|baking|presenting|racing|graduating|performing|speaking|giving|holding"
     r"|selling|buying|collecting|picking|sitting|spending|joining|doing (?:the|my|our|a)|heading|popping|launching"
     r"|finishing|cooking|playing|babysitting|camping|competing|volunteering|marrying|retiring|adopting|signing"
     r"|opening|competing|attending|running|taking|going|returning|throwing|celebrating)\b[^\n]{1,120})", "dated"),
    ("name", r"(?:(?:{BE}){ADV}|s) (?:called|named) {OBJECT}", "called"),
    ("name", r" go(?:es)? by {OBJECT}", "called"),
    ("name", r"(?:{BE}) (?P<object>{NAME}){END}", "own_name"),
)  # fmt: skip
BIRTHDAY_ON = (  # "it's my birthday on Friday"
    r"(?:it's|its|it is) (?:my|our) (?:{KIN}(?P<role>{ROLE})(?: {NAME})?'s )?(?:\d{1,3}(?:st|nd|rd|th) )?birthday"
    r" (?P<object>[^\n]{1,40})"
)
HOBBIES = r"my (?:(?:main |favou?rite |biggest )?(?:hobby|hobbies|interests|passions|pastimes?)|favou?rite things) (?:is|are|include)"
HOBBIES += r"(?: probably| mostly| mainly)? {OBJECT}"
HIS_NAME = r"(?P<who>his|her|its) name(?:'s| is) (?P<object>{NAME}){END}"
PRONOUNS = {"his": "he", "her": "she", "its": "it"}
JOB_CHANGE = r"\b(?:(?:changed|switched) (?:jobs|companies|employers)|(?:new|left my|quit my) job|(?:got|was) (?:fired|laid off|sacked))\b"
HOME_IS = r"(?:home is|home's|i call) (?P<object>{NAME})(?: home)?(?: (?:now|these days|at the moment))?(?=$|[.!,;])"
AS_JOB = (  # "as a nurse, I'm used to it"
    r"as an? (?P<object>[\w\s-]{3,40}?),? (?=(?:i'm|i am|i have|i've|i work|i see|i know|i need|i spend|i get|i often|i always"
    r"|i want|my)\b)"
)
AM = "'m "
KEYED = r"(?P<key>name|age|location|city|based in|lives? in|home ?town|job|occupation|employer|diet|e-?mail|phone)(?: ?[:=] ?){OBJECT}"
KEYED_PREDICATES = {
    "name": ("name", "called"), "age": ("age", "digits"), "location": ("lives_in", "place"), "city": ("lives_in", "place"),
    "based": ("lives_in", "place"), "live": ("lives_in", "place"), "lives": ("lives_in", "place"),
    "hometown": ("from", "place"), "home": ("from", "place"), "job": ("works_as", "job"), "occupation": ("works_as", "job"),
    "employer": ("works_at", "employer"), "diet": ("diet", "called"), "email": ("email", "email"),
    "e-mail": ("email", "email"), "phone": ("phone", "phone"),
}  # fmt: skip
SPEAKERS = (  # (pattern, predicate, how the object is read): statements of the speaker that do not begin with "I"
    (BIRTHDAY_ON, "birthday", "date"),
    (HOME_IS, "lives_in", "place"),
    (HOBBIES, "likes", "liking"),
    (AS_JOB, "works_as", "occupation"),
)
REACHED = (  # "you can reach me on ..."
    r"(?:(?:you can|just|please|best to) )?(?:reach|email|e-mail|contact|message|write to|call|ring|phone"
    r"|text) me (?:on|at|via) "
    r"(?:(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})|(?P<phone>\+?[\d(][\d\s()/.-]{5,24}\d))"
)
TURNED = (  # "horror films aren't my thing": what is liked or not stands first
    r"(?P<object>(?!(?:i|we|you|it|that|this|he|she|they|there|what|who|these|those|my|your|nothing|everything"
    r"|something) )"
    r"\w[\w'-]{1,20}(?: [\w'-]{1,20}){0,3}?)(?:(?P<no> (?:is|are) not|(?: isn't| aren't|n't)| (?:has|have)(?:n't"
    r"| never) been)"
    r"| is| are|'s)(?: really| just| totally| definitely| so| quite){0,2} my (?:thing|cup of tea|jam|bag|passion"
    r"|idea of fun|guilty pleasure|happy place|weakness|(?:new |latest )?obsession|comfort food"
    r"|(?:absolute |all-time )?favou?rites?(?: thing)?)"
    r"(?= ?(?:$|[,.;!]))"
    r"|(?P<bad>(?!(?:i|we|you|it|that|this|he|she|they|there|what|who|these|those|my|your|nothing|everything"
    r"|something) )"
    r"\w[\w'-]{1,20}(?: [\w'-]{1,20}){0,3}?) (?:drives? me (?:mad|crazy|nuts|insane|up the wall)"
    r"|gives? me the (?:creeps|ick)"
    r"|do(?:es)? my head in|gross(?:es)? me out)(?= ?(?:$|[,.;!]))"
)
CALL_ME = (
    r"(?:please )?(?:(?:you can|you may|just|everyone|everybody|people|friends|folks|they(?: all)?|colleagues"
    r"|my (?:friends|family|mates|colleagues|mum|mom|dad))(?: (?:at|in) \w{2,15}"
    r"| here)? ){0,2}calls? me (?P<object>{NAME}){END}|(?:(?:it's|this is|i go by) )?(?P<here>{NAME}) (?:here"
    r"|speaking)(?=[,.!;]|$| (?:and|again|from)\b)|(?:it's|this is) (?P<its>{NAME}),? (?:by the way|btw)(?=[,.!;]|$)"
    r"|(?:(?:the )?name(?:'s| is)|name:) (?P<named>{NAME}){END}"
    r"|(?-i:(?:i'm|im|i am) (?P<low>(?!not|so|sick|ill|bored|tired|new|here|back|sad|lost|stuck|home)[a-z]{3,12})(?=(?:,| and) i(?:'m|m| am)"
    r" (?:\d|from |an? )))"
)
UNRESOLVED = (  # a correction of something in the talk before
    r"(?:(?:it's|it is|it was|that's)(?: spelled| spelt| pronounced)?"
    r"|(?P<meant>(?:i )?(?:actually )?meant(?: to say)?|(?:(?:can|could) (?:you|we) |please |let's |better )?(?:make"
    r"|change|move|switch|push) (?:that|it)(?: to| for| back to)?)) (?P<object>[^\n,]{1,60})"
)
WITHOUT = " without "  # "it's Jon without an h"
CLEFT = (
    r"(?:it's|it is|it was) (?P<object>{NAME}) (?:that |where )?(?:i|we) (?P<verb>live in|work at|work for|come from)"
)
CLEFT_PREDICATES = {"live in": "lives_in", "work at": "works_at", "work for": "works_at", "come from": "from"}
NOT_IT = r"(?:it's|it is|that's|it was) not [^\n,]{1,40}|(?:it|that) (?:isn't|wasn't) [^\n,]{1,40}"
NO_VERB = r"(?![^\n.!?]{0,120}\b(?:is|was|are|must|can|could|would|will|has|may|might|makes?|seems?|sounds?|feels?)\b)"
ELLIPSES = (  # how a sentence may begin that leaves out its speaker, and what stands there in full
    (r"been (?:living|working|learning|studying|playing|married|vegan|vegetarian|an? |(?:at|with) (?-i:[A-Z]))", "I've "),
    (r"(?:off to (?-i:[A-Z])|(?:heading|flying|moving|relocating|travelling|traveling|driving|emigrating) to |visiting |seeing"
     r" my |starting (?:my |a new ))" + NO_VERB, "I'm "),
    (r"can't get enough of ", "I "),
    (r"(?:super|so|really|totally|pretty|very|kind of|big time) (?:into|obsessed with|hooked on) (?!this|that|these"
        r"|those|it\b|you|your|the\b)" + NO_VERB, "I'm "),
    (r"(?:(?:really |definitely |still )?not (?:an? (?:big |huge )?fan of|into|keen on)|no fan of|(?:an? )?(?:big"
        r"|huge|massive) fan of|fluent in|born (?:and raised )?in|obsessed with|terrified of) (?!this|that|these"
        r"|those|it\b|you|your|the (?:new|way|idea|look))" + NO_VERB, "I'm "),
    (r"(?:living in|working (?:at|as|for)|based in|allergic to|originally from|married to|learning (?-i:[A-Z]))"
     + NO_VERB, "I'm "),
    (r"(?:(?:just|recently|finally|only just) )?(?:moved|relocated|adopted|quit|turned \d|started (?:working|learning)"
     r"|got (?:a |an |my |engaged|married|divorced))", "I "),
    (r"(?:(?:absolutely|really|totally|still|always|honestly) )?(?:love|hate|adore|can't stand)"
     r" (?!you|to\b|it\b|this|that|these|those|the\b|how|u\b|your|speech)" + NO_VERB, "I "),
)  # fmt: skip
APPOSED = r",? (?P<object>{NAME})(?=,|[.!;]|$| and )"
MANY_KIN = (
    r"(?:(?:{HAVE}|'ve got| have got){ADV}|(?:{BE}){ADV} an? (?:\w{3,10} )?(?:mum|mom|dad|mother|father"
    r"|parent) (?:of|to)) (?:two|three|four|five|six|\d|twin) {KIN}(?P<had>{ROLE}s?|children)"
    r"(?:,|:| called| named) (?P<names>{NAME}(?:, {NAME}){0,5},? (?:and|&) {NAME})"
)
APPOSED_SUBJECT = r"(?:my|our) {KIN}(?:{ROLE}|{PET}), {NAME},(?= )"  # its commas part no clauses
MANY_PETS = r"(?:,|:| called| named) (?P<names>{NAME}(?:, {NAME}){0,5},? (?:and|&) {NAME})(?=$|[,.;!])"
MY_MANY = (  # "my kids are Mason and Lily"
    r"(?:both |all )?(?:my|our) {KIN}(?:two |three |four )?(?P<had>{ROLE}s?|children)(?:(?:'s|')? names)?(?: are(?: called| named)?"
    r"|,) "
    r"(?P<names>{NAME}(?:, {NAME}){0,5},? (?:and|&) {NAME})(?=$|[,.;!])"
)
PRONOUN = r"(?P<who>he|she|it)(?=['’ ]|s )"  # of who was spoken of before
PEOPLE = (  # who is spoken of, wherever in a sentence
    r"\b(?<!lost\s)(?<!miss\s)(?:(?:my|our)|(?:have|has|got|adopted|rescued|bought) an?) {KIN}(?:(?P<role>{ROLE})|(?P<pet>{PET}))(?![\w-])"
    r"(?:(?P<comma>,)? (?P<called>{NAME})(?(comma)(?=,|[.!?;]|$)|))?(?P<parted>{PARTED})?"
)
LOWER = (  # a name in a message that is all in lower case: before a verb, and no word that stands there
    r"\b(?:my|our) {KIN}(?:(?P<role>{ROLE})|(?P<pet>{PET})) (?P<called>(?!\w{0,12}(?:ly|s|ed|ing|est)\b)[a-z]{3,10})(?= (?:is|was|has"
    r"|had|just|keeps|loves|hates|likes|ate|eats|lives|works|got|came|went|won't|doesn't|can't|\w{2,12}(?:s|ed))\b)"
)
NOT_LOWER = frozenset((  # words that are no name after "my dog", "my friend"
    "and", "are", "ate", "was", "has", "had", "got", "who", "that", "but", "just", "also", "never", "still", "often", "even",
    "came", "went", "food", "walker", "house", "bed", "trainer", "sitter", "park", "litter", "toy", "collar", "hair", "group",
    "only", "then", "now", "too", "made", "took", "gave", "said", "told", "thinks", "broke", "fell", "ran", "left", "kept",
    "can", "could", "will", "would", "may", "might", "must", "did", "does", "not", "soon", "once", "when", "which", "whose",
    "where", "with", "from", "for", "about", "back", "both", "all", "almost", "quite", "really", "here", "there", "bit", "have",
    "put", "let", "cut", "hit", "hurt", "lost", "sent", "spent", "met", "knew", "saw", "sat", "slept", "bought", "brought",
    "caught", "taught", "thought", "found", "felt", "held", "heard", "paid", "won", "wore", "woke", "wrote", "drove",
    "chose", "drank", "began", "became", "stole", "threw", "shop", "club", "school", "rescue", "show", "breed", "owner",
    "person", "lover", "photo", "video", "name", "one", "two", "new", "old", "should", "maybe", "already", "again",
))  # fmt: skip
COPULAR = (  # what goes on after "I'm ..." without another "I'm"
    r"(?:(?:also|now|currently|originally|recently|happily|newly|still|both) )?(?:(?:{STATUS}){END}|(?:{DIET}){END}|(?:{SUFFERER}){END}"
    r"|allergic to |from (?-i:[A-Z])|based in |living in |working (?:as|at|for|in) |studying |learning |fluent in |(?:{AGE})"
    r"(?: years old)?{END}|an? [\w\s-]{3,30}|into |obsessed with )"
)
AND_COPULAR = r" and (?={COPULAR})| (?=(?:currently |now )?(?:living|based|working|studying) (?:in|at|as|for)\b)"
LEFT_NAMED = r"(?:{HAVE})?{ADV} (?:broke up|broken up|split up|split) with (?P<object>{NAME})(?=$|[ .!,;])"
MORE_KIN = (
    r",? (?:and )?an? {KIN}(?P<had>{ROLE})(?:,| who's| who is)?(?: called| named)? (?P<object>{NAME})"
    r"(?=,|[.!;]|$| and )"
)
HAD_KIN = r"(?:{HAVE}|'ve got| have got){ADV} (?:an?|one) {KIN}(?P<had>{ROLE})$"
NO_SECOND = ("i", "my", "we", "our", "the", "all", "so", "it", "then", "also", "just", "a", "an", "would", "am", "have", "its", "his", "her", "their", "how", "what", "this", "that", "not")
LIST_FORM = r"[^\n,.;]{1,40}(?:, [^\n,.;]{1,40}){1,6},? (?:and|or|&) [^\n,.;]{1,40}"
BOTH = (
    r"(?:both )?(?:(?P<one>\w[\w'-]{1,20}(?: [\w'-]{1,20})?) and (?P<other>\w[\w'-]{1,20}(?: [\w'-]{1,20}){0,2})"
    r"|(?P<doing>\w{2,15}ing(?: [\w'-]{1,20}){0,4}) and (?P<doing_too>\w{2,15}ing(?: [\w'-]{1,20}){0,4}))"
)
INSTEAD = (
    r"(?:it's|it is|i'm|i am|he's|she's|his name is|her name is) (?:actually |now )?(?:called "
    r"|named )?(?:an? )?{OBJECT}"
)
SUPPOSED = r"\bi (?:think|guess) (?:that )?$"  # before a statement about somebody else: hearsay
END = r"(?= ?(?:$|[,.;!)]| (?:and|but|now|today|by the way|btw|in|on|last|next|yesterday|this|at the moment|since|any ?more|any longer)\b))"
FRAGMENTS["END"] = END
FRAGMENTS["COPULAR"] = COPULAR
FRAGMENTS["PET_END"] = r"(?=$|[.!,]| (?:and|who|that|at|now|but|too|since|in|yesterday|last|this|today|on)\b)"
MORE_PETS = (
    r",? (?:and )?(?P<count>{COUNT}) (?:\w{2,12} )?(?P<animal>{PET})(?P<many>e?s)?(?: (?:called"
    r"|named) (?P<object>{NAME}))?{PET_END}"
)
NOT_THIS = r"(?:and )?not {OBJECT}"
PARTED = (
    r" (?:died|passed away|is dead|was|had|used to|broke up|left me|dumped me|and (?:i|me) (?:broke up|split|have split|divorced|separated|are no longer))\b"
)  # "our dog Pip died": had, not has
FRAGMENTS["PARTED"] = PARTED

CLAUSE_BREAK = (
    r"[,;:](?: |$)| (?:and|but|so)(?= (?:everyone|everybody|people|friends|you can)\b)| before(?= i became\b)| [-–—]{1,2} |(?<!\bme)(?<!^me) (?:and|but|so|because|although|though|while|since|as)(?= (?:now "
    r"|then |also )?(?:i"
    r"|i'm|im|i've|ive|my|we|we're"
    r"|our|he|she|hes|shes|they)\b)| (?:and|but|then)(?= {ELIDES}\b)"
)
QUESTION_PART = (  # a question that follows a statement in one sentence
    r"(?:,|,? (?:so|and|but))? ?\b(?:what|what's|how|how's|where|which|who|when|why|should|can|could|would|do|does|is"
    r"|are|any|did|will) "
)
ELIDED = r"(?={ELIDES}\b)"
STOP = (  # where an object ends
    r" (?:because|when|whenever|while|which|who|whose|where|if|unless|until|although|though|but|so|since|as|than|until"
    r"|with (?:my|our|his|her|an?|the)|first thing|instead|thanks to|due to|even|especially|except|rather|and (?:i|i'm|im|my|we|he|she|hes|shes"
    r"|it|the|they|that|it's|this)|all (?:my|his|her|our) li(?:fe|ves)|(?:my|his|her|our) (?:whole|entire) li(?:fe"
    r"|ves)|for (?:a|an|the|about|over|many|\w{2,9}) ?(?:years?|months?|weeks?|while|long time"
    r"|ages|days?|life|decades?))\b|(?<!what)(?<!how)(?<!where)(?<!who) i(?:'ve|'m|'d)?\b|[,;:!?()]|—| [-–]{1,2} |(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bst)(?<!\bmrs)\.(?= |$)"
)
PLACE_STOP = (
    r" (?:with|near|for|and|by|on|next|close|right|just|together|after|before|now|again|during|outside|to|from|at)\b"
)
JOB_STOP = (
    r" (?:living in|based|currently|who|and|in|with|majoring|studying|by|on|these|right|from|near|here|there|during|that|specialising"
    r"|specializing|working)\b"
)
EMPLOYER_MARK = (
    r" (?:at|for) |(?<=\bceo) of |(?<=\bcto) of |(?<=\bcfo) of |(?<=\bcoo) of |(?<=founder) of |(?<=president) of"
    r" |(?<=chairman) of |(?<=headteacher) of |(?<=managing\sdirector) of |(?<=manager) of (?!an? (?:\w{2,12} )?team|people) "
)
AGED_MARK = r"[- ]years?[- ]old "
JOB_MARK = r" as an? "
MAJOR_MARK = r" (?:majoring in|studying|doing|reading) "
SCHOOL_MARK = r" (?:at|in) "
CONDITION_STOP = r" (?:at|in|on|by|after|aged|during|back|and (?:have|am|been))\b"
TONGUE = r"(?P<tongue>\w{4,12})(?= (?:on|at|in|via|through|using|every|since|quite|very|pretty|fluently|lessons?|classes|course|for)\b)"
SUBJECT_STOP = r" (?:at|in|with|for|abroad|hard|every)\b|^(?:hard|for)\b"
BEFORE_DATE = ("", "the", "on", "in", "at", "by")  # an object that begins so with a date is a date
GOING = "going to "
SINCE = r"\b(?:(?:since|from)|(?P<until>until|till)) $"
TRAILING = (  # words at the end of an object that are none of it
    "too", "a lot", "very much", "so much", "now", "right now", "these days", "nowadays", "any more", "anymore",
    "any longer", "no more", "fluently", "quite well", "very well", "well", "as well", "at the moment",
    "currently", "again", "already", "though", "actually",
    "really", "at all", "either", "btw", "by the way", "please", "instead", "lately", "a bit", "since", "until",
    "till", "from", "in", "on", "at",
    "tbh", "imo", "ngl", "honestly", "to be honest", "i guess", "i suppose", "i think", "personally",
    "after all", "originally",
    "for sure", "if i'm honest", "to be fair", "more than ever", "when i can", "currently", "obviously",
    "apparently", "ha",
    "back", "here", "and", "for", "just", "also", "haha", "lol", "still", "full time", "full-time", "part time",
    "part-time", "to bits", "better", "best", "the most", "more than anything", "the", "my", "our", "this", "every", "each", "sometimes",
    "over", "during", "with", "like",
)  # fmt: skip
NO_LONGER = r"(?: anymore| any more| any longer| no more)$"
REFUSED_LIKING = (
    r"(?:it|that|this|these|those|you|your|yours|him|her|them|me|us|how|what|when|where|why|who|whoever|if|to (?:think"
    r"|say|believe|see|know|point|bother|admit|hear|ask|be|have|get)|the (?:way|idea|sound|look|fact|first|second"
    r"|third|last|other|one|ones|suggestion|answer|option|plan)|(?:his|their|its|being able|one|both|all|some|so|as"
    r"|seeing you|talking to|nothing|something|everything|anything|neither|or|more|most|better|same)|the same"
    r"|my (?:own|job|life)?)\b"
)
REFUSED_DISLIKING = r"to\b"
EMAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
PHONE = r"\+?[\d(][\d\s()/.-]{4,24}\d"
REFUSED_PLACE = (
    r"(?:fear|hope|denial|peace|harmony|sin|luxury|poverty|pain|shame|style|a (?:dream|bubble|world|constant|state"
    r"|society|time|way|simulation|fantasy)|the (?:moment|present|past|future|now|same|right|wrong|walls"
    r"|middle of nowhere|shadow|office|car|kitchen|lab|airport|gym|clouds|fast lane|now)"
    r"|my (?:head|own|mind)|an? (?:[\w-]{1,12} ){0,2}(?:house|flat|apartment|duplex|condo|studio|cottage|bungalow"
    r"|trailer|dorm|loft|van|boat|townhouse|houseshare|building|mansion|tent|caravan)\b|this|that|it|there|here|your"
    r"|you|an? (?:[\w-]{1,15} )?(?:state"
    r"|world)|tears|another|a new|a different|work|bed|next|what|one|where|home|scratch|time|experience|me|him|them|us"
    r"|something|someone|all|on|do)\b"
)
REFUSED_EMPLOYER = (
    r"(?:night|nights|home|myself|himself|herself|you|it|this|that|free|fun|the (?:moment|weekend|office|same|time"
    r"|best|end)|all|least|weekends?|times|a (?:living|while|time|change|better)|my (?:best|own|desk)|him|her|them|me"
    r"|us|what|money|food|(?:\w{2,12} )?(?:people|children|kids|clients)|(?:\w{1,10} ){0,2}(?:years|months|weeks|decades)|hand|peace|heart|an? hour|\d+|noon|once|work|other|different)\b"
)
REFUSED_FIELD = (
    r"(?:my|your|his|her|their|our|bed|silence|peace|progress|an?|this|that|(?-i:it|It)|there|here|shifts|pairs|teams|groups|the"
    r" (?:morning|evening|afternoon|dark|moment|same|background|city|office|garden|end)|secret|vain|theory|person"
    r"|pyjamas)\b"
)
REFUSED_GOING = (
    r"(?:keep|make (?:it|this|that|sure)|check|bring it|continue"
    r"|bed|sleep|work|school|church|town|the|a|an|my|be|have|need|guess|say|ask|assume|try|go|lunch|dinner|breakfast"
    r"|your"
    r"|his|her|their|this|that|it|get|tell|give|pass|want|need|do|say|think|you|him|die|cry|kill|hell|class|regret"
    r"|miss|take a)\b"
)
REFUSED_ORIGIN = (
    r"(?:now|there|here|that|this|it|work|my|what|the|an?(?! (?:\w{3,10} ){0,2}(?:village|town|city|island|farm"
    r"|family)\b)|home|before|scratch|where|a?round)\b"
)
LIST_SPLIT = r" ?, (?:and |or )?| and | & | or "
LIST_STOP = (  # as STOP, but commas go on
    r" (?:because|when|while|which|who|where|if|but|so|since|as well|although|though|with|that|for)\b|[;:!?()]"
    r"| [-–—]{1,2} |\.(?= |$)"
)
REFUSED_ITEM = (
    r"(?:i|i'm|i've|my|we|our|he|she|it|they|you|your|this|that|there|just|please|what|how|can|could|do|does|should|is"
    r"|are|thanks|not|no|yes|too|ok|and|but|so|which|mondays?|work|him|her|them|me|us|people|life|everything|nothing"
    r"|anything)\b"
)
LIST_FILLER = (
    r"^(?:(?:an? (?:bit|little)(?: bit)? of|an?|some|both|also|most|all|fluent|basic|native|little|any|conversational)"
    r" ){0,2}"
)
