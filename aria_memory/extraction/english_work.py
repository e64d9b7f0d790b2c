"""English of work, told by name, employer or what is done ("I sell houses"): data alone, read by `fact_verbs` and
`fact_work`.

A closed list: a verb counts only before what is done with it for a living, so "I sell my bike" and "I run every
morning" tell of no work. In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every
quantifier is bounded.
"""

from .english_fact_fragments import FRAGMENTS as _FRAGMENTS
from .english_fact_words import LANGUAGES

NO_EMPLOYERS = (  # in capitals, what is worked with and employs nobody
    r"(?:SQL|AWS|SEN|SEND|LGBT|LGBTQ|HTML|CSS|API|APIS|GIS|CAD|SAP|DNA|RNA|HIV|ADHD|ASD|ESL|EFL|NLP|LLM|LLMS|PHP|VFX"
    r"|CGI"
    r"|USB|CRM|ERP|CNC|PVC|MDF|LED|GPU|GPUS|VHS|PTSD|XML|JSON)\b"
)
INSTITUTION = (  # the last word of an employer's name
    r"(?-i:Bank|Hospital|Trust|Council|University|College|Ministry|Authority|Airways|Airlines|Corporation|Ltd|Limited)"
)
BUSINESSES = (
    r"bakery|patisserie|bookshop|bookstore|shop|store|boutique|caf[eé]|coffee house|restaurant|pizzeria|diner|bistro"
    r"|pub|bar|inn|hotel|motel|guest ?house|b ?& ?b|b and b|bnb|bed and breakfast|hostel|campsite|holiday lets?|salon"
    r"|barbers?|barber'?s|spa|gym|dojo|garage|workshop|business|company|firm|agency|start-?up|charity|nursery|daycare"
    r"|day care|cr[eè]che|preschool|playgroup|kennels?|cattery|stables|riding school|dance school|driving school"
    r"|language school|farm|dairy|ranch|vineyard|orchard|smallholding|market garden|garden centre|brewery|distillery"
    r"|roastery|market stall|stall|food truck|food van|burger van|coffee van|ice cream van|takeaway|chippy|chip shop"
    r"|deli|butcher'?s|florist'?s?|greengrocer'?s|newsagent'?s?|off-licence|laund(?:e)?rette|laundromat|dry cleaner'?s"
    r"|pharmacy|clinic|practice|surgery|care home|nursing home|animal shelter|gallery|theatre|cinema|haulage firm"
    r"|car ?wash|petrol station|gas station|post office|franchise|print shop|studio|consultancy|law firm"
)
_TAUGHT = (
    r"{SUBJECTS}|{LEARNED}|{PLAYED}|{TONGUE}|(?:year|grade) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven)|(?:[1-9]|1[0-2])(?:st|nd|rd|th) (?:grade|graders|class)|(?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|eleventh|twelfth) (?:grade|graders|class|years)|kindergarten|reception(?: class)?"
    r"|nursery|preschool|pre-?k|primary(?: school)?|secondary(?: school)?|elementary(?: school)?|middle school"
    r"|high school|sixth form|(?:key stage|ks) ?\d|special (?:ed|needs)|sen|pe|p\.e\.|re|ict|dt|stem|sciences?|reading"
    r"|swimming|pilates|zumba|spin(?: classes)?|fitness(?: classes)?|meditation|cooking|cookery|singing|danc(?:e|ing)"
    r"|art history|creative writing|esl|efl|esol|tefl|driving|gymnastics|life drawing|painting|ceramics"
)
_TEAMS = (
    r"(?:the |an? |some )?(?:(?:under|u)[- ]?(?:\d{1,2}|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen)'?s|little league|(?:kids'?|children'?s|girls'?|boys'?|women'?s|men'?s"
    r"|youth|junior|school|high school|college|varsity) (?:{PLAYED}|{LEARNED}|swimming|gymnastics|athletics|track"
    r"|rowing|teams?|side|squad)|{PLAYED}|swimming|gymnastics|athletics|track|rowing|cheerleading)"
    r"(?: (?:{PLAYED}|teams?|side|squad|girls|boys))?"
)
_VEHICLES = (  # not "a truck", "a van", "a car": so many own one
    r"(?:an?|the|my own) (?:(?!new\b|nice\b)[\w-]{1,12} ){0,2}?(?:bus|lorry|taxi|cab|minicab|tram|train|hgv|artic"
    r"|forklift|tipper|bin lorry|ambulance|fire engine|tow truck|semi|18-wheeler|rig|tanker|snowplough|gritter"
    r"|snowplow)"
    r"|(?:[\w-]{2,12} )?(?:buses|lorries|trucks|taxis|cabs|trams|trains|hgvs|forklifts|diggers|cranes|ambulances)"
)
_GOODS = (
    r"(?:(?!my\b|our\b|his\b|her\b|the\b|an?\b|some\b|all\b|two\b|old\b)[\w-]{3,14} ){0,2}?(?:houses|homes|flats"
    r"|property|properties|real estate|cars|lorries|tractors|bikes|boats|caravans|insurance|software|furniture|kitchens"
    r"|windows|carpets|mattresses|flowers|plants|fruit|vegetables|fruit and veg|fish|meat|cheese|bread|cakes|clothes"
    r"|shoes|jewellery|jewelry|handbags|fabric|antiques|paintings|phones|computers|solar panels|medical devices"
    r"|medical equipment|advertising|ad space|ice cream|hot dogs|burgers|street food|wine|spices|cosmetics|tyres|tires"
    r"|timber|machinery|farm machinery|toys|tickets)"
)
WORK = (  # the verb, and what it is done to
    (r"teach(?:es)?|teaching|taught", _TAUGHT),
    (r"lectures?|lecturing|lectured", r"in (?:{SUBJECTS})|on (?:{SUBJECTS})"),
    (r"drives?|driving|driven", _VEHICLES),
    (r"sells?|selling|sold", _GOODS),
    (r"(?:runs?|owns?|manages?|running|managing|run|owned|managed)(?: and (?:runs?|owns?|manages?))?",
     r"(?:an?|the|my own|our own|his own|her own|two|three|four) (?:[\w&'-]{2,14} ){0,3}?(?:{BUSINESS})s?"),
    (r"coach(?:es)?|coaching|coached", _TEAMS),
    (r"(?:fix|repair|service|mend)(?:e?s|ing)?", r"(?:\w{2,12} )?(?:cars|boilers|bikes|computers|phones|roofs|planes"
     r"|engines|lifts|trucks|lorries|tractors|washing machines|watches|clocks|pianos|guitars|boats|motorbikes"
     r"|appliances|machines)"),
    (r"(?:build|install|fit|design|make)(?:s|ting|ing)?|making", r"(?:(?!my\b|our\b|the\b|lego\b|two\b)[\w-]{3,12} )?"
     r"(?:houses|websites|boats|kitchens|bathrooms|guitars|engines|timber frames|bridges|ships|dry stone walls"
     r"|furniture|boilers|windows|carpets|solar panels|alarms|smart meters|gardens|buildings|logos|interiors|costumes"
     r"|textiles|packaging|video games|wedding dresses|wedding cakes)"),
    (r"clean(?:s|ing)?", r"(?:houses|offices|windows|pools|hotel rooms|chimneys|schools|holiday lets|aircraft)"),
    (r"cuts?|cutting", r"hair"), (r"does|do|doing", r"(?:people's )?(?:hair|nails|lashes"
     r"|the books for [^\n,.;]{2,30})"),
    (r"lay(?:s|ing)?", r"(?:bricks|floors|carpets|tiles|cables|tarmac|patios)"), (r"paint(?:s|ing)?", r"houses"),
    (r"(?:groom|train)(?:s|ing)?", r"(?:guide |police |gun )?dogs|(?:race)?horses|teachers"),
    (r"farm(?:s|ing|ed)?", r"(?:sheep|cattle|beef|dairy|pigs|arable|wheat|salmon|deer|potatoes|corn|soybeans)"
     r"(?: and (?:sheep|cattle|beef|dairy|pigs|arable))?"),
    (r"deliver(?:s|ing)?", r"(?:the )?(?:parcels|packages|post|mail|pizzas?|takeaways|newspapers|groceries|babies)"),
    (r"fl(?:y|ies|ying)", r"(?:passenger |fighter |cargo )?(?:planes|helicopters|jets)|(?:long|short)[- ]haul"),
    (r"stack(?:s|ing)?", r"shelves"), (r"wait(?:s|ing)?", r"tables"), (r"tend(?:s|ing)?", r"bar"),
    (r"pull(?:s|ing)?", r"pints"), (r"(?:write|translate)s?|writing|translating", r"(?:\w{4,12} )?(?:software|novels"
     r"|children's books|screenplays|cookbooks|textbooks)"),
    (r"practi[cs](?:es?|ing)", r"(?:family )?(?:law|medicine)"),
    (r"looks? after|looking after", r"(?:the elderly|(?:old|elderly|disabled) people|old folks?|other people's kids)"),
)  # fmt: skip
FIRST = r"{ADV} (?P<first>\w{2,14})"
BEGINNINGS = (  # of the first word, or all is in vain
    "teach", "lectur", "driv", "sell", "run", "own", "manag", "coach", "fix", "repair", "serv", "mend", "build", "inst",
    "fit", "desig", "mak", "clean", "cut", "do", "lay", "paint", "groom", "train", "farm", "deliver", "fl", "stack",
    "wait", "tend", "pull", "writ", "transl", "practi", "look", "rid", "cook", "nurs", "have", "has", "am", "are", "is",
)
CALLED = r" (?:called|named) (?P<name>{NAME})"  # after it, of what is run
RUNNING = ("running", "owning", "managing")
LIVING = (" living", " job")  # and these, wherever in a clause
FRAGMENTS = {**_FRAGMENTS, "TONGUE": "|".join(LANGUAGES), "BUSINESS": BUSINESSES}
END = (  # what may stand after it
    r"(?= ?(?:$|[,.;!)]| (?:for|in|at|on|out|from|near|round|around|called|named|with (?:my|our|his|her)|and|but|so"
    r"|because|here|there"
    r"|together|online|now|these days|all|full|part|nights|days|since|until|till|by|which|as|abroad"
    r"|anymore|any ?more|any longer|to (?:adults|kids|children|teenagers|teens|beginners))\b))"
)
# how work is told: what is done now, or has been done since long; and what no longer is
DOES = r"{ADV} (?!(?:taught|sold|driven|owned|managed|coached|farmed|lectured|\w{2,12}ing)\b)"
HAS_DONE = r"(?:{HAVE}){ADV} (?:been )?(?=(?:\w{4,9}ing|taught|sold|driven|run|owned|managed|coached|farmed)\b)"
IS_DOING = r"(?:{BE}){ADV} (?=(?:teaching|driving|running|managing|coaching|lecturing) )"
FOR_A_LIVING = (
    r"(?P<verb>(?!(?:do|does|need|needs|want|wants|have|has|like|likes|wish|am|is|was|work|works)\b)[a-z]{3,12})"
    r"(?P<what>(?: (?!(?:my|you|your|him|her|them|it|to|if|that)\b)[\w'&-]{1,14}){0,4}?) (?:for (?:a|my|his|her) living"
    r"|for a job|as a job)\b"
)
THEIRS = (  # of those near to the speaker; "I drive a truck" tells what is owned
    r"{ADV} (?P<verb>drives) (?P<what>an? (?:(?:big|delivery|garbage|dump|logging|cement|concrete|refuse) )?truck)"
    r"(?! and (?:an?|i (?:drive|have|ride))\b)"
)
EMPLOYED = (  # "I drive for Uber": the employer alone
    r"{ADV} (?:drives?|delivers?|rides?|fl(?:y|ies)|cooks?|writes?|nurses?|teach(?:es)?|lectures?|coach(?:es)?)"
    r"(?: (?:an?|the) (?:(?:delivery|transit|big) )?(?:truck|van|car|bike))? (?:for|at) (?=(?:the )?(?-i:[A-Z]))"
)
AT = (  # after what is done: where, if it is named or of a kind that employs
    r" (?:for|at) (?=(?:the )?(?-i:[A-Z])|(?:the|an?) (?:[\w-]{2,14} ){0,3}?(?:school|college|university|uni|academy"
    r"|hospital|firm|company|agency|garage|dealership|airline|gym|studio|club)\b)"
)
ASIDE = (  # no work
    r"\b(?:for fun|as a hobby|on the side|in my (?:spare|free) time|voluntarily|for charity|for (?:my|our|her"
    r"|his) (?:friends|family|mates))\b"
    r"| (?:in|on) (?:the |a |this |my |his |her )?(?:game|simulator|sleep|sims|monopoly|minecraft|animal crossing"
    r"|stardew|roblox|dreams?|head"
    r"|mind"
    r"|story|series)\b"
)
PLAIN = {  # forms whose plain form no rule tells
    "taught": "teach", "sold": "sell", "driven": "drive", "owned": "own", "managed": "manage", "coached": "coach",
    "farmed": "farm", "does": "do", "lectured": "lecture",
}  # fmt: skip
JOBS = (  # rows of `english_fact_verbs.VERBS`: by name, or by employer
    ("works_as", r"(?:{ADV} work(?:s|ing)?{SHIFT}|(?:{BE}){ADV} working|(?:{HAVE}){ADV} (?:worked"
     r"|been working)) as (?:an?"
     r"|the) {OBJECT}", "job"),
    ("works_as", r"(?:{ADV} work(?:s|ing)?{SHIFT}|(?:{BE}){ADV} working) as {OBJECT}", "occupation"),
    ("works_at", r"(?:{ADV} work(?:s|ing)?{SHIFT}|(?:{BE}){ADV} (?:working{SHIFT}|employed)"
     r"|(?:{HAVE}){ADV} (?:worked|been working)"
     r"|(?:{HAVE})?{ADV} (?:started|begun|began|gone back to|went back to|got back to)"
     r" (?:working|to work)|{ADV} joined working) (?:at|for|by) {OBJECT}", "employer"),
    ("works_at", r"(?:{ADV} works?|(?:{BE}){ADV} working) with (?P<object>(?:the )?(?:(?-i:(?!" + NO_EMPLOYERS
     + r")[A-Z]{3,8})(?= in (?-i:[A-Z]))|(?-i:[A-Z])[\w&'-]{1,20}(?: (?-i:[A-Z])[\w&'-]{1,20}){0,3} " + INSTITUTION
     + r"(?! on\b){END}|(?:Ministry|Department) of {NAME}{END}))", "employer"),
    ("works_at", r"{ADV} (?:run|runs|own|owns|founded|co-founded) (?P<object>(?-i:[A-Z])[\w&'-]{2,20}(?: (?-i:[A-Z])"
     r"[\w&'-]{2,20}){0,2})(?=$|[.,;!]| (?:and|with|now|in)\b)", "employer"),
    ("works_at", r"(?:{HAVE}){ADV} been (?:at|with) (?P<object>(?:the )?{NAME})(?= (?:since|(?:for )?(?:about "
     r"|nearly |almost |over"
     r" |around )?(?:\w{1,12} (?:years?|months?)|years|ages|donkey's years))\b)", "employer"),
    ("works_at", r"(?:{BE}){ADV} (?:at|with) (?P<object>(?:the |an? )?{NAME}|[\w&'\s-]{2,30}?)(?: now| these days"
     r"| instead)?{END}",
     "new_employer"),
    ("works_at", r"(?:(?:{HAVE})?{ADV} joined (?=(?-i:[A-Z])|\w[^\n,.;]{1,30} as an? )"
         r"|(?:{HAVE}){ADV} been with (?=(?-i:[A-Z]))(?!{NAME} (?:since we|for ages))){OBJECT}", "employer"),
    ("works_at", r"(?:{HAVE})?{ADV} started (?:at|with) (?P<object>(?:the )?(?!{NAME} (?i:uni|university|college"
     r"|school)\b)"
     r"{NAME}(?:'s)?){END}", "employer"),
    ("works_as", r"{ADV} (?:do|does) (?P<object>\w[\w-]{2,20}(?: \w[\w-]{2,20}){0,2}) for a (?:living|job)", "job"),
    ("works_at", r"(?:{HAVE})?{ADV} (?:got|gotten|started|took|landed|have|found|accepted|begun|been offered)"
     r"(?: an?| my| the)?(?: new)? (?:job|position|role|internship|work) (?:at|with|for) {OBJECT}", "employer"),
    ("!works_at", r"(?:{HAVE})?{ADV} (?:quit|left|lost|resigned from|gave up|packed in|jacked in|chucked in)(?: my"
     r"| his| her| the)?(?: old)? "
     r"(?:job|position|role) (?:at|with|for) {OBJECT}", "employer"),
    ("!works_at", r"(?: got| was| were|(?:{HAVE}) been){ADV} (?:laid off|fired|let go|sacked|made redundant"
         r"|dismissed) (?:from|by|at) (?:my (?:job|role|position) (?:at|with) )?{OBJECT}", "employer"),
    ("!works_at", r"(?:{HAVE})?{ADV} {STOPPED} working (?:at|for|with) {OBJECT}", "employer"),
    ("!works_at", r"(?:(?:'ve|'s| have| has){ADV} (?:left|quit)|{ADV} (?:quit|resigned from"
     r"|retired from)) (?P<object>(?:the )?{NAME}(?:{END}|(?= (?:after|because|when|as)\b))"
     r"|(?<!just\sleft\s)the (?:[\w-]{3,14} ){0,2}(?:(?!pub\b|bar\b|shop\b|hotel\b|restaurant\b|gym\b|station\b|home\b"
     r"|airport\b|supermarket\b|church\b|caf|zoo\b|port\b|co-op\b|studio\b|dock){EMPLOYS}|force|army|navy|police"
     r"|service|trade|profession)(?: trust"
     r"| service| force"
     r"|company|firm)?(?=$|[.,;!)]| (?:and|but|after|last|this|now|because)\b))", "employer"),
    ("!works_at", r"{ADV} left (?P<object>(?:the )?{NAME})(?=$|[.!,;]| (?:last|in(?! the\b))\b)", "left_employer"),
    ("!works_at", r"(?:{BE}){ADV} (?P<place>at|with) (?P<object>(?:the )?{NAME}|(?!risk\b|peace\b|ease\b|war\b|sea\b"
    r"|odds\b|large\b)(?-i:[a-z])[\w&'-]{1,20}"
     r"(?: [\w&'-]{2,20}){0,2}?)(?P<more> (?:any ?more|any longer))?{END}", "gone_employer"),
    ("!works_at", r" was (?:at|with) (?P<object>(?:the )?{NAME}) for (?:\w{1,10} ){1,2}(?:years?|months?)\b",
     "employer"),
    ("!works_as", r" was an? (?P<object>[\w\s-]{3,40}?)(?= (?:for (?:\w{1,10} ){1,2}(?:years|months|decades)|until"
     r"|before i)\b)",
     "occupation"),
    ("works_as", r"(?:(?:{HAVE}){ADV} been|{ADV} (?:was|were|got)) (?:promoted to"
     r"|made) (?:an? )?{OBJECT}", "occupation"),
    ("works_as", r"(?:{HAVE})?{ADV} (?:became|become|qualified as|retrained as) an? {OBJECT}", "occupation"),
    ("works_as", r"{ADV} (?:pays? (?:the|my|his|her) bills|makes? (?:a|my|his|her) living|earns? (?:a|my|his"
     r"|her) living) as"
     r" an? {OBJECT}", "job"),
    ("works_as", r"{ADV} (?:got|found|landed|started|have) (?:an? |my )?(?:new )?(?:job|work|career) as an? {OBJECT}",
    "job"),
)  # fmt: skip
GROUPS = (  # one sings, plays or is a member there, and is not employed
    r"\b(?:weight ?watchers|slimming world|singers|choir|choral society|chorus|band|orchestra|ensemble|quartet|trio"
    r"|players|ramblers|harriers|rovers"
    r"|wanderers|rangers|athletic|runners|strollers|striders|swimmers|cyclists|dramatics?|operatic society|am-?dram"
    r"|(?:[\w'-]{2,20} )?club|f\.?c\.?|rfc|team|squad|league|party|greens|labour|tories|conservatives|lib dems|scouts"
    r"|guides|brownies|cubs|beavers|w\.?i\.?|women's institute|guild|rotary|lions|masons|freemasons|parkrun|committee"
    r"|book group|support group|group chat|whatsapp|facebook|instagram|twitter|discord|reddit|strava|tinder|hinge"
    r"|bumble"
    r"|netflix|spotify|linkedin|tiktok|snapchat|slack|mumsnet|pta|union|unison|unite|brethren|morris(?: men)?)$"
)
AT_WORK = (  # but where that is said
    r"\b(?:work\w*|jobs?|positions?|roles?|internship|employed|hired|fired|sacked|laid|redundant|dismissed|let go"
    r"|resign\w*|retired)\b"
)
JOB_CHANGE = (
    r"\b(?:(?:changed|switched) (?:jobs|companies|employers)|(?:new|left my|quit my) job|(?:got|was) (?:fired"
    r"|laid off|sacked))\b"
)
LEFT_LATER = (  # of an employer, after "I'm with BT now"
    r"\b(?:left|quit) (?:the )?{NAME}(?=$|[.!,;]| (?:last|in(?! the\b))\b)"
)
WORKS_NOW = (  # after "I'm not at Amazon any more": that it was work
    r"\b(?:i|he|she|they)(?:'m|m|'s|s|'ve|ve| am| is| have| has)?(?: now| currently| just| recently)? (?:work(?:s"
    r"|ing)? (?:at"
    r"|for|with|in)|joined|started (?:at|with)|moved to (?=(?-i:[A-Z]))|got (?:a|the|my) (?:new )?job|(?:at"
    r"|with) (?!my\b|our"
    r"\b|his\b|her\b)(?:the |an? )?[\w&'-]{2,20}(?: [\w&'-]{2,20}){0,2} (?:now|these days|instead))\b"
)
EMPLOYED_NOW = r" now (?:at|with) (?:the )?{NAME}| (?:at|with) (?:the )?{NAME} (?:now|these days|instead)"
