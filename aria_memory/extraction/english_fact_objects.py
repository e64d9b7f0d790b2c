"""English words where the object of a statement ends, and what is none: data alone, read by `fact_objects`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

POINTING = (  # says nothing outside of the talk
    r"\b(?:(?:the|an?) (?:\w{2,12} )?ones?(?!-)|them|him|(?-i:it|It)|you|your|yourself|these|those|this|here|there)\b"
)
FINITE = r"(?:is|are|was|were|has|have|had|will|can)\b"
NO_SECOND = ("i", "my", "we", "our", "the", "all", "so", "it", "then", "also", "just", "a", "an", "would", "am",
    "have", "its", "his", "her", "their", "how", "what", "this", "that", "not")
LIST_FORM = r"[^\n,.;]{1,40}(?:, [^\n,.;]{1,40}){1,6},? (?:and|or|&) [^\n,.;]{1,40}"
BOTH = (
    r"(?:both )?(?:(?P<one>\w[\w'-]{1,20}(?: [\w'-]{1,20})?) and (?P<other>\w[\w'-]{1,20}(?: [\w'-]{1,20}){0,2})"
    r"|(?P<doing>\w{2,15}ing(?: [\w'-]{1,20}){0,4}) and (?P<doing_too>\w{2,15}ing(?: [\w'-]{1,20}){0,4}))"
)
STOP = (  # where an object ends
    r" (?:because|when|whenever|while|which|who|whose|where|if|unless|until|although|though|but|so|since|as|than|until"
    r"|(?:and|or) (?:always|never|usually|rarely|hardly|barely|often|(?:wants?|tr(?:y|ies)|needs?|has|have|hopes?"
    r"|refuses?"
    r"|insists?|goes|gets?|keeps?|tends?|begs?|used) (?:to\b|on\b|me\b|us\b|sick|\w{2,12}ing\b)|(?:takes?|drags?|makes?"
    r"|drives?|sends?|brings?) (?:me|us|him|her|them)|talks? (?:about|of)|spends?|(?:can|won|do|does|is|are)n't|can't"
    r"|cannot|would|wouldn't|is|are|says|thinks|knows|lives|works)"
    r"|with (?:my|our|his|her|an?|the)|first thing|instead|thanks to|due to|even|especially|except|rather|and (?:i"
    r"|i'm|im|my|we|he|she|hes|shes"
    r"|it|the|they|that|it's|this|thats|theyre|theyve|youre|shes|hes|weve|were (?:not|all|going|having))|(?:all"
    r"|most of) (?:my|his|her|our) (?:adult )?(?:li(?:fe|ves)|days)"
    r"|on and off|(?:my|his|her|our) (?:whole"
    r"|entire) li(?:fe"
    r"|ves)|for (?:a|an|the|about|over|many|\w{2,9}) ?(?:years?|months?|weeks?|while|long time"
    r"|ages|days?|life|decades?))\b|(?<!what)(?<!how)(?<!where)(?<!who) i(?:'ve|'m|'d)?\b|[,;:!?()]|—| [-–]{1,2} "
    r"|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bst)(?<!\bmrs)\.(?= |$)"
)
PLACE_STOP = (
    r" in (?:the|an?|my|our|his|her|their|this|one)\b| this (?:semester|term|year|season)\b| (?:\d{1,2}|one|two"
    r"|three|four|five|six|seven|eight|nine|ten"
    r"|many)"
    r" (?:years?|months?)\b"
    r"| (?:with|near|for|and|by|on|next|close|right|just|together|after|before|now|again|during|outside|to|from|at"
    r"|im)\b"
)
INSTITUTIONS = (
    "hospital", "infirmary", "trust", "council", "university", "college", "school", "academy", "bank", "company",
    "group", "society", "museum", "theatre", "library", "centre", "center", "clinic",
)  # fmt: skip
_ONE_NAME = (  # after "and": it is within a name, "the Norfolk and Norwich Hospital", "Marks and Spencer"
    r" (?-i:[A-Z])[\w'-]{1,20}(?: (?-i:[A-Z])[\w'-]{1,20}){0,2}? (?:" + "|".join(INSTITUTIONS) + r")\b"
    r"| (?:sons|daughters|partners|co|company|spencer|associates)\b"
)
JOB_STOP = (
    "(?:" + "|".join(rf"(?<=\b{word})" for word in INSTITUTIONS) + r") and\b| and\b(?!" + _ONE_NAME + ")"
    r"| (?:before|after|until|once|living in|based|currently|who|in|with|majoring|studying|doing|by|on|these|right"
    r"|from|near|outside|here|there|during"
    r"|that|specialising"
    r"|specializing|working)\b| (?:down|up|over|out|back) (?:in|at|near|on|by|here|there|north|south)\b"
)
FIELD_STOP = JOB_STOP + r"| (?:for|at) "
EMPLOYER_MARK = (
    r" (?:at|for) |(?<=\bceo) of |(?<=\bcto) of |(?<=\bcfo) of |(?<=\bcoo) of |(?<=founder) of |(?<=president) of"
    r" |(?<=chairman) of |(?<=headteacher) of |(?<=managing\sdirector) of |(?<=manager) of (?!an? (?:\w{2,12} )?team"
    r"|people) "
)
CONDITION_STOP = r" (?:at|in|on|by|after|aged|during|back|and (?:have|am|been))\b"
TONGUE = (
    r"(?P<tongue>\w{4,12})(?= (?:on|at|in|via|through|using|every|from|with|off|by|alone|together|again|since|quite"
    r"|very|pretty|fluently|properly|lessons?"
    r"|classes"
    r"|course|for|to)\b)"
)
SUBJECT_STOP = r" (?:at|in|with|for|abroad|hard|every)\b|^(?:hard|for|in|at|with|abroad|there|here|full|part)\b"
DEGREE = r"an? (?P<subject>[^\n,.;]{2,40}) (?:degree|course|apprenticeship|diploma)"
BEFORE_DATE = ("", "the", "on", "in", "at", "by")  # an object that begins so with a date is a date
GOING = "going to "
GOING_STOP = r" (?:for|with|to|on|because|via|by|again)\b"  # where the place ends to which somebody is going
RUN_ON = (  # ends a name: "called waffles shes orange", "Ann without an e"
    r" (?:without|(?:he|she|they|it|we|i)(?:'?s|'re|'m)|theyre|im|who)\b"
)
PARTICLE = (  # "coming over", "moving in", or a verb that needs no more
    r"\w{2,12}ing (?:over|down|round|back|home|up|along|out|off)\b|moving (?:in|away|house)\b|going away\b"
    r"|(?:flying|coming|driving|sailing|popping) in\b"
)
WHOLE_PLANS = (  # verbs that tell a plan alone
    "visiting", "retiring", "graduating", "emigrating", "relocating", "moving", "marrying", "resigning",
)  # fmt: skip
TRAILING = (  # words at the end of an object that are none of it
    "too", "a lot", "very much", "so much", "now", "right now", "these days", "nowadays", "any more", "anymore",
    "any longer", "no more", "fluently", "basically", "quite well", "very well", "well", "as well", "at the moment",
    "currently", "again", "already", "though", "tho", "actually",
    "really", "at all", "either", "btw", "by the way", "please", "instead", "lately", "a bit", "since", "until",
    "till", "from", "in", "on", "at",
    "tbh", "imo", "ngl", "honestly", "to be honest", "i guess", "i suppose", "i think", "personally",
    "after all", "originally",
    "for sure", "if i'm honest", "to be fair", "more than ever", "when i can", "currently", "obviously",
    "apparently", "ha",
    "back", "here", "and", "for", "just", "also", "haha", "lol", "still", "full time", "full-time", "part time",
    "part-time", "to bits", "better", "best", "the most", "more than anything", "the", "my", "our", "this", "every",
    "each", "sometimes",
    "over", "during", "with", "like",
)  # fmt: skip
OF_A_KIND = (  # after "everything": that is a kind of thing
    r"(?:green|red|pink|blue|purple|orange|yellow|black|white|sweet|savoury|sour|salty|spicy|fried|crunchy|creamy"
    r"|chocolate|vintage|handmade|(?-i:[A-Z])[a-z]{3,15}|with (?!(?:my|me|you|him|her|them|us)\b)\w{3,14})$"
)
REFUSED_LIKES = (
    r"(?:to$|and\b|sure\b|also\b|it|that|this|these|those|you|your|yours|him|her|them|me|us|how|what|when|where|why"
    r"|who|whoever|if|to (?:think"
    r"|say|believe|see|know|point|bother|admit|hear|ask|be|have|get)|the (?:way|idea|sound|look|fact|first|second"
    r"|third|last|other|one|ones|suggestion|answer|option|plan)|(?:his|their|its|being able|one|both|all|some|so|as"
    r"|seeing you|talking to|nothing|something|everything(?! (?:" + OF_A_KIND + r"))|anything|neither|or|more|most"
    r"|better|same)|the same"
)
REFUSED_LIKING = REFUSED_LIKES + r"|my (?:own|job|life)?)\b"
REFUSED_OTHERS_LIKING = REFUSED_LIKES + r"|my (?:own|guts))\b"
REFUSED_DISLIKING = r"to\b"
EMAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
PHONE = r"\+?[\d(][\d\s()/.-]{4,24}\d"
REFUSED_PLACE = (
    r"(?:(?:\w{3,12} )?times|fear|hope|denial|peace|harmony|sin|luxury|poverty|pain|shame|style|a (?:dream|bubble"
    r"|world|constant|state"
    r"|society|time|way|simulation|fantasy)|the (?:moment|present|past|future|now|same|right|wrong|walls"
    r"|middle of nowhere|sticks|back of beyond|shadow|office|car|kitchen|lab|airport|gym|clouds|fast lane|now)"
    r"|(?:the|our|their) (?:[\w'&-]{2,20} ){1,2}(?:office|branch|team|department|depot|site|division|desk)"
    r"|my (?:head|own|mind)|(?:his|her|their|our) (?:own|head|mind|house|flat|parents)\b|an? (?:[\w-]{1,12}"
    r" ){0,2}(?:house|flat|apartment|duplex|condo|studio|cottage|bungalow"
    r"|trailer|dorm|loft|van|boat|townhouse|houseshare|building|mansion|tent|caravan)\b|this|that|it|there|here|your"
    r"|you|an? (?:[\w-]{1,15} )?(?:state"
    r"|world)|tears|another|a new|a different|work|bed|next|what|one|where|home|scratch|time|experience|me|him|them|us"
    r"|something|someone|all|on|do)\b"
)
REFUSED_EMPLOYER = (
    r"(?:(?:uni|college|school)$|night|nights|home|myself|himself|herself|you|it|this|that|free|fun|the (?:moment"
    r"|weekend|office|same|time"
    r"|best|end)|all|least|weekends?|times|a (?:living|while|time|change|better)|(?:my|our|his|her) (?:best|own"
    r"|uncle|aunt|auntie|cousin|friend|mate|partner|in-laws"
    r"|desk|dad|mum|mom|mam|mother|father|son|daughter|wife|husband|nan|gran|parents|family|kids"
    r"|brother|sister|grand\w{2,8}|children|boys|girls)|him|her|them|me"
    r"|us|what|money|food|(?:\w{2,12} )?(?:people|children|kids|clients)|(?:[\w-]{1,15} ){0,2}(?:years|months|weeks"
    r"|decades)|hand|peace|heart|an? hour|\d+|noon|once|work|other|different)\b"
)
REFUSED_FIELD = (
    r"(?:my|your|his|her|their|our|bed|silence|peace|progress|an?|this|that|(?-i:it|It)|there|here|shifts|pairs"
    r"|teams|groups|the"
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
    r"(?:now|there|here|somewhere|everywhere|nowhere|elsewhere|outside|all|both|that|this|it|work|my|what|the"
    r"|an?(?! (?:\w{3,10} ){0,2}(?:village|town|city|island|farm"
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
    r"|anything|well|only|mostly|mainly|especially|or rather|although|actually|always|never|ever|since|for|sadly"
    r"|unfortunately|apparently|obviously|annoyingly|thankfully|luckily|honestly"
    r"|seriously|tragically|remember|mind|mate|though|alas|lol|haha|ugh|btw|by the way|found|learn(?:ed|t)|discovered"
    r"|took|had|got|ate|went|came|made|ended|turned|turns|nearly|almost|carry|hence|worst|trust|ask|don't|dont|can't"
    r"|cant|won't|hospital|(?:the )?poor (?:thing|man|guy|girl|boy|lad|love|lass|kid|soul|sod|woman|dear|bugger|things"
    r"|lamb)|bless (?:him|her|them|you|my)|(?:worse|bad|tough|rotten|hard) luck|lucky (?:me|him|her|you|them|us)"
    r"|silly me|shame|sorry to say|sad to say|touch wood|fingers crossed|thank god|god help)\b"
)
INTERJECTION = (  # between commas in a list: "Spanish, obviously, and some Italian"
    r"(?:obviously|of course|naturally|sadly|unfortunately|apparently|annoyingly|luckily|clearly|i think|i guess"
    r"|believe it or not|after a fashion|to a degree|more or less|for my sins|i suppose|lol|haha|badly|fluently"
    r"|natively"
    r"|at home|at work|somehow|oddly|weirdly|funnily enough|needless to say"
    r"|(?:write|jot|note|put) (?:that|it|this) down|note that|remember that|for the record)$"
)
LIST_FILLER = (
    r"^(?:(?:an? (?:bit|little|smattering|few words)(?: bit)? of|an?|some|both|also|most|all|fluent|basic|native"
    r"|little|any"
    r"|conversational|enough|decent|passable|broken|rusty|only|just|mainly|mostly|perfect|good|bad|terrible|very)"
    r" ){0,2}"
)
