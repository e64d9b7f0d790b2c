"""English of statements with forms of their own, "call me Max": data alone, read by `fact_introductions`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

BIRTHDAY_ON = (  # "it's my birthday on Friday"
    r"(?:it's|its|it is) (?:my|our|the(?= (?:wife|husband|missus|mrs|hubby|other half|lad|lass|bairn|kid|nan"
    r"|mother-in-law"
    r")'?s )) (?:{KIN}(?P<role>{ROLE})(?: {NAME})?'?s )?(?:\d{1,3}(?:st|nd|rd|th) )?birthday"
    r" (?P<object>[^\n]{1,40})"
)
HOBBIES = (
    r"my (?:(?:main |favou?rite |biggest )?(?:hobby|hobbies|interests|passions|pastimes?)|favou?rite things) (?:is"
    r"|are|include)"
)
HOBBIES += r"(?: probably| mostly| mainly)? {OBJECT}"
HOME_IS = r"(?:home is|home's|i call) (?P<object>{NAME})(?: home)?(?: (?:now|these days|at the moment))?(?=$|[.!,;])"
AS_JOB = (  # "as a nurse, I'm used to it"
    r"as an? (?P<object>[\w\s-]{3,40}?),? (?=(?:i'm|i am|i have|i've|i work|i see|i know|i need|i spend|i get"
    r"|i often|i always"
    r"|i want|my)\b)"
)
AS_SUFFERER = r"as an? (?P<object>(?:type [12] )?(?:{SUFFERER})),? (?=(?:i|i'm|i've|i'd)\b)"
AS_DIET = r"as an? (?P<object>{DIET}),? (?=(?:i|i'm|i've)\b)"
JOB_AT = r"my (?:new |current )?job(?:'s| is) (?:at|with) (?P<object>(?:the )?{NAME}){END}"
KEYED = (
    r"(?P<key>name|age|location|city|based in|lives? in|home ?town|job|occupation|employer|diet|e-?mail"
    r"|phone)(?: ?[:=] ?){OBJECT}"
)
KEYED_PREDICATES = {
    "name": ("name", "called"), "age": ("age", "digits"), "location": ("lives_in", "place"), "city": ("lives_in",
    "place"),
    "based": ("lives_in", "place"), "live": ("lives_in", "place"), "lives": ("lives_in", "place"),
    "hometown": ("from", "place"), "home": ("from", "place"), "job": ("works_as", "job"), "occupation": ("works_as",
    "job"),
    "employer": ("works_at", "employer"), "diet": ("diet", "called"), "email": ("email", "email"),
    "e-mail": ("email", "email"), "phone": ("phone", "phone"),
}  # fmt: skip
SPEAKERS = (  # (pattern, predicate, how the object is read): statements of the speaker that do not begin with "I"
    (BIRTHDAY_ON, "birthday", "coming"),
    (HOME_IS, "lives_in", "place"),
    (HOBBIES, "likes", "liking"),
    (AS_JOB, "works_as", "occupation"),
    (AS_SUFFERER, "has_condition", "sufferer"),
    (AS_DIET, "diet", "word"),
    (JOB_AT, "works_at", "employer"),
)
REACHED = (  # "you can reach me on ..."
    r"(?:(?:you can|just|please|best to) )?(?:reach|email|e-mail|contact|message|write to|call|ring|phone"
    r"|text|get|get hold of) me (?:on|at|via) "
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
    r"| here)? ){0,2}calls? me (?P<object>{NAME}){END}|myself (?P<self>{NAME}){END}|(?:(?:it'?s|this is|i go by)"
    r" )?(?P<here>{NAME}) (?:here"
    r"|speaking)(?=[,.!;]|$| (?:and|again|from)\b)|(?:it's|this is) (?P<its>{NAME}),? (?:by the way|btw)(?=[,.!;]|$)"
    r"|(?:this is (?P<this>{NAME})(?:{END}|(?= (?:i|i'm|im|from)\b))|(?:it's|its) (?P<it>{NAME})(?!, (?:my|our|the"
    r"|his|her)\b)"
    r"(?=$|[,.!;]| (?:i|i'm|im|from|again|and)\b))"
    r"|(?P<last>{NAME}) i am(?=[,.!;]|$)"
    r"|(?:(?:the )?name(?:'s| is)|name:) (?P<named>{NAME}){END}"
    r"|(?P<first>{NAME})(?:'s| is) (?:the|my) name(?=[,.!;]|$| and\b)"
)
THIS_FROM = (  # "hello, this is Walt from Dayton"
    r"(?:it's|its|this is) (?!(?i:dr|mr|mrs|ms|prof)\b){NAME},? from (?P<place>{NAME})(?=$|[.,!;]| (?:and|here|again"
    r"|i|i'm|im"
    r"|in)\b)"
)
NO_PLACE = (  # where one calls from who calls for others
    r"(?-i:[A-Z]{2,6})$|(?:accounts?|sales|marketing|reception|finance|payroll|support|work|school|church|upstairs"
    r"|downstairs"
    r"|next door|amazon|google|apple|microsoft|facebook|meta|netflix|uber|tesco|asda|aldi|lidl|walmart|target|costco"
    r"|ikea"
    r"|boots|vodafone|verizon|sky|virgin|barclays|lloyds|natwest|santander|chase|fedex|dhl|human resources|head office"
    r"|customer \w+|[\w' -]{1,24} (?:gas|bank|insurance|energy|motors|electrics?|telecom|water|airlines?|airways"
    r"|group|ltd"
    r"|limited|inc|solutions|services|systems|partners|media|software|health|dental|surgery|hospital|school|college"
    r"|university|church|council|office|department|team|street|road|avenue))$"
)
LOW_ITS = (  # of a message that has no capitals, after a greeting: "hi its me teagan"
    r"(?:it'?s|this is) me,? (?P<object>(?!again|who|that|and|but|not|from|your|the|yes|lol|still|with|then|mum|mom"
    r"|dad|here"
    r"|back|or|too|now|just|sorry|asking|ur|you|in|on|at|for|so|if|please|pls)(?-i:[a-z]{3,12}))(?P<job>)(?=$|[.,!;]"
    r"| (?:from|here|again|i'?m|and)\b)"
)
OF_ANOTHER = r", (?:(?:my|our|his|her|their) |the {PET}\b)"  # "hello, it's Maria, my sister": she is not who speaks
WHO_IS = (  # "it's Hilary, the choir woman"
    r", the (?:[\w'-]{2,14} ){1,2}(?:woman|lady|man|guy|bloke|girl|lad|lass)(?=$|[.,!;]| (?:from|again|who|with)\b)"
)
FORMALLY = r"(?:[^\n]{0,20}\b)?good (?:morning|afternoon|evening)\b"  # of a greeting, before "this is" and any name
GOES_ON = r",?(?: and)? (?:i'm|im|i am|i work|i live|i have|i've|i was|from)\b"  # and after it
GREETED = (  # before "this is Ann": the speaker introduces themself
    r"(?:hi{1,3}|hiya|heya|yo|ayo|sup|howdy|hello|he{1,3}y{1,3}|hello there|hi there|hey there|alright|alreet|ay up"
    r"|ey up|wagwan|hola|good (?:morning"
    r"|afternoon|evening)|morning|evening|namaste|kia ora"
    r"|greetings|salaam|g'day)(?: (?:aria|all|everyone))?[,.!]?\s{0,3}"
)
APPOSED = r",? (?P<object>{NAME})(?=,|[.!;]|$| and )"
MANY_KIN = (
    r"(?:{GOT}{ADV}|(?:{BE}){ADV} an? (?:\w{3,10} )?(?:mum|mom|dad|mother|father"
    r"|parent) (?:of|to)) (?:two|three|four|five|six|\d|twin) {KIN}(?P<had>{ROLE}s?|(?:grand)?children|grandkids)"
    r"(?:,|:| called| named) (?P<names>{NAME}(?:, {NAME}){0,5},? (?:and|&) {NAME})"
)
PARENT_OF = (  # "a mother of two, Sipho and Zanele"
    r"(?:{BE}){ADV} an? (?:\w{3,10} )?(?:mum|mom|dad|mother|father|parent) (?:of|to) (?:two|three|four|five|six|\d)[,:]"
    r" (?P<names>{NAME}(?:, {NAME}){0,5},? (?:and|&) {NAME})(?P<had>)"
)
MY_MANY = (  # "my kids are Mason and Lily"
    r"(?:(?:both |all )?(?:my|our|the(?= [\w']{3,12} names)) {KIN}|(?=[\w']{3,12} names are ))"
    r"(?:two |three |four )?(?P<had>{ROLE}s?|(?:grand)?children|grandkids|twins|triplets)(?:(?:'s"
    r"|')? names)?(?: are(?: called| named)?"
    r"|,) "
    r"(?P<names>{NAME}(?:, {NAME}){0,5},? (?:and|&) {NAME})(?=$|[,.;!)]| (?:and|but|so|who|which|because) |"
    r" [-–—] )"
)
MORE_KIN = (
    r",? (?:and )?an? {KIN}(?P<had>{ROLE})(?:,| who's| who is)?(?: called| named)? (?P<object>{NAME})"
    r"(?=,|[.!;]|$| and )"
)
HAD_KIN = r"{GOT}{ADV} (?:an?|one) {KIN}(?P<had>{ROLE})$"
ITS_ME = r"(?:it's|its|it is) (?:only |just )?me,? (?P<object>{NAME})(?:{END}|(?= again\b))"
NAMED_FROM = (  # after a greeting, the whole sentence
    r"(?P<object>(?!(?i:greetings|love|regards|news|live|hello|postcard|question|message|update"
    r"|pizza)\b){NAME}),? from (?P<place>{NAME})(?: here)?$"
)
LOW_NAME = (  # of a message that has no capitals: "heya im cian, im 13"
    r"i'?m (?P<object>(?-i:[a-z]{3,10})),?(?: and)? (?:i'?m (?=\d|from\b|in year|an? )|(?=\d\d(?:$|[,.!]| (?:and"
    r"|from|yo"
    r"|y/o|years)\b))|(?=from\b))"
)
LOW_INTRODUCED = (  # without a greeting too, where work or an age follows
    r"i'?m (?P<object>(?-i:[a-z]{3,10})),? (?:and )?i'?m (?:\d\d(?:$|[.,!]| (?:and|from)\b)|an? (?P<job>[a-z][a-z"
    r" ]{2,30}?)"
    r"(?=$|[.,!;]| (?:from|in|at|for|and|who|by)\b))"
)
LOW_NAMED = (  # "names kit, im a courier"
    r"(?:the )?name'?s (?P<object>(?!wrong|missing|spelt|list|matter|please|taken|same|different)(?-i:[a-z]{3,10})),?"
    r" (?:and )?(?:i'?m (?:\d\d(?:$|[.,!]| (?:and|from)\b)|from\b|an? (?P<job>[a-z][a-z ]{2,30}?)(?=$|[.,!;]"
    r" | (?:from|in|at|for|and|who|by)\b))|from (?=[a-z]{3,12}(?:$|[.,!])))"
)
NOT_LOW_NAME = (  # but words that say what one is
    r"\w{0,10}(?:ed|ing|ic|xual|onal|ical|ful|less|ous|ive|ish|ly|er|est|ble|\w{4}ian|ese|al|ant|ent|ate)$|(?:sad"
    r"|ill|sick|shy|gay"
    r"|bi|trans|new|old"
    r"|sorry|happy|lonely|hungry|angry|busy|lazy|poor|rich|fine|good|great|okay|well|deaf|blind|broke|stuck|done|home"
    r"|back|here|late|lost|free|single|high|drunk|mad|sure|right|left|just|only|still|also|now|not|your|about|over"
    r"|almost|nearly|turning|the|his|her|their|this|that|straight|male|female|dead|cold|hot|tall|short|small|big|fat"
    r"|thin|fit|nuts|emo|goth|woke|vegan|veggie|pan|ace|nonbinary|muslim|jewish|hindu|sikh|welsh|french|dutch"
    r"|greek|thai|iraqi|swiss|czech|polish|both|all|like|from|aged|age|year|cis|out|outside|inside|upstairs"
    r"|downstairs|online|offline|off|up|down|in|on|human|crap|rubbish|skint|proud|keen|awake|alone|weird|smart|dumb"
    r"|slow|clever|young|half|part"
    r"|too|very|really|so)$"
)
THE_PET = (  # "the bearded dragon is called Stevie"
    r"the (?=[\w'-]{3,14}(?: [\w'-]{2,14})?(?:'s| is)? (?:called|named|name)\b)(?P<pet>{PET})(?:(?:'s| is) (?:called"
    r"|named)|'s name(?:'s| is)) (?P<object>{NAME})(?=$|[.,!;]"
    r"| (?:and|but|because|by the way|btw)\b)"
)
THE_THING = (  # "the boat's name is Heron", "our allotment is called Eden"
    r"(?:the|my|our) (?P<thing>(?!character|hero|heroine|narrator|villain|author|singer|actor|child|girl|boy"
    r"|man|woman|guy|lady|baby|winner|killer|band|team|choir|group|company|firm|shop|song|book|film|movie|show"
    r"|game|app|pub|place)"
    r"[a-z]{3,12}(?: [a-z]{3,10})?)(?:'s name(?:'s| is)(?: now)?|'s called|'s named| is (?:now )?(?:called|named))"
    r" (?P<object>{NAME})(?=$|[.,!;]| (?:and|but|because|now|by the way|btw)\b)"
)
FAVOURITE_IS = (  # "rhubarb's my favourite pie"
    r"(?P<object>(?!that|this|it|he|she|what|which|there)[^\W\d_][\w-]{2,14}(?: [\w-]{2,14}){0,2})(?:'s| is) my"
    r" (?:new |all-time )?(?:favou?rite|fave) (?P<thing>(?!thing|part|bit|one|way|kind)[^\W\d_]{3,12})(?=$|[.,!;]"
    r"| (?:now|and|so"
    r"|but|i)\b)"
)
MY_CAR = (  # "our car is a Kia now"
    r"(?:my|our)(?: new| old)? (?:car|van|truck|motor|ride|motorbike)(?: is"
    r"|'s) (?:now )?(?:an? )?(?:[a-z][\w-]{2,10} ){0,2}?"
    r"(?P<object>{CAR})(?=$|[.,!;]| (?:and|but|because|now|these)\b)"
)
MY_PETS = (  # "my two dogs are Salt and Pepper"
    r"(?:my|our|the) (?P<count>two|three|four|\d)? ?(?=[^\n]{3,40}? (?:and"
    r"|&) (?-i:[A-Z])){KIN}(?P<pet>{PET})s(?: are(?: called| named)?|' names are|,) "
    r"(?P<names>{NAME}(?:, {NAME}){0,4},? (?:and|&) {NAME})(?=$|[,.;!])"
)
