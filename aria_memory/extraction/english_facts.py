"""English words and patterns of statements about a speaker: data alone, read by `facts` and those that it asks.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

OPENER = (  # what may stand before a subject and says nothing
    r"(?:(?:o|n|k|lol|ugh|where(?= (?:he|she|i)\b)|hi{1,4}(?: hi{1,4}){0,2}|hiya|heya|hell?o{1,4}"
    r"|he{1,4}y{1,6}(?: y'all| all"
    r"| everyone)?|howdy|howzit|g'day|gday|kia ora"
    r"|hola|bonjour|namaste|salaam|salam|sup|oi|yo|ayo|wassup|wagwan|what'?s (?:up|good)|greetings|alright"
    r"|so basically|basically|good (?:morning"
    r"|afternoon|evening)|morning|evening|well|oh|ok|okay|yes"
    r"|yeah|yep|and|but|also|so|plus|by the way|btw|fyi|just so you know"
    r"|for context|for the record|note that|(?:please |and )?(?:don't forget|remember|keep in mind|note)(?: that)?"
    r"|as i said|like i said|i said(?: that)?|i told you(?: that)?|because|since|although|though|while|these days"
    r"|nowadays|at the moment|at home|at work|between us|currently|now|then|anyway|personally|honestly|unfortunately"
    r"|luckily"
    r"|as you know|i think"
    r"|i guess|since you ask(?:ed)?|fun fact|the thing is|to be honest|tbh|in fact|you should know"
    r"|you know|turns out(?: that)?|as it turns out,?|it turns out(?: that)?|so a bit about me|a bit about me"
    r"|about me|basically|seriously|okay so|right|quick intro|random but|not gonna lie|ngl|if you must know|just"
    r"|recently|finally|hi there|hello there|strictly speaking|technically|to be (?:precise|exact)"
    r"|full disclosure|(?:the )?(?:sad|bad|good|best|worst|funny|big|latest) (?:part|news|bit|thing"
    r"|change)(?: here)? is(?: that)?|(?:i )?(?:forgot|forget|have|had|need|ought|wanted|meant(?= to (?:mention"
    r"|add|tell)"
    r"| to say that)"
    r"|should|i'?d better)(?: to|(?:'ve| have| probably| also| just| really){0,2}) (?:say|said|admit|confess"
    r"|mention(?:ed)?|add(?:ed)?|t(?:ell"
    r"|old)"
    r" you|point out|note|warn you)(?: (?:it|this))?(?: (?:earlier|before|sooner|already))?(?: that|,? but)?"
    r"|i (?:didn't|never) (?:say|mention|mentioned)(?: (?:it|this))?(?: (?:earlier|before|yet))?,? but"
    r"|bear in mind(?: that)?|truth be told)[,:]? ){0,4}"
)
CORRECTION = (  # alone in a clause, or before a subject
    r"(?:(?:(?:small|quick|slight|minor|one) )?correction|strike that|ah no|oh sorry|sorry no|no sorry"
    r"|ignore (?:that|this|what i (?:just )?(?:said|wrote|told you)(?: \w{3,8})?"
    r"|my last(?: message)?)|forget what i said|i lied|typo|actually|no(?=$|[,.;!]| (?:i|i'?m|i'?ve|my|our|we|we're"
    r"|it|it'?s|he|he's|she|she's|they|that|that's"
    r"|thats|not|the|his|her|you|its|make|change|actually|wait|sorry|(?-i:[A-Z]))\b)|nope|wait|sorry|oh wait|oh no"
    r"|hold on|hang on|hang on,? no|wait no"
    r"|correction|scratch that|i mean|my mistake"
    r"|my bad|oops|hmm"
    r"|well|no wait|that's wrong|that's not right|not (?:quite|anymore|any more)|actually no|no actually"
    r"|you(?:'ve| have)? got (?:my|his|her|the|that|it) (?:\w{3,9} )?wrong|to correct myself|i misspoke|i was wrong"
    r"|let me correct that)"
)
NOT_A_CORRECTION = ("well", "hmm")
SUBJECT = (
    r"(?P<user>i|we|(?:my|our) {KIN}{ROLE}(?: {NAME})? and (?:i|me)|me and (?:(?:my|the|our) {KIN}(?:{ROLE}|family|kids"
    r"|children|lot)s?|{NAME}))(?=['’ ]|m |ve )|(?:my"
    r"|our|me(?= (?:mum|mam|dad|nan|gran|mate|wife|missus|sister|brother|lad|lass)\b)|the(?= (?:missus|hubby"
    r"|other half)\b)) {KIN}(?:(?P<role>{ROLE})"
    r"|(?P<pet>{PET}))(?:,? (?P<called>{NAME}),?)?(?P<s>'s(?! (?:called|named|an? |the |from |been |got |not |in "
    r"|at |on |into"
    r" |now |just |really |still |always |also |originally |\d|dr\b|mr\b|mrs\b|ms\b|allergic|fluent|obsessed"
    r"|terrified|scared|lactose|moved|(?:left|quit|joined) (?-i:[A-Z])|stopped |started |become |no longer |had |lost "
    r"|relocated|joined|adopted|{DIET}|{STATUS}|{SUFFERER}|\w{2,12}ing\b)))?(?=['’ ]|s (?:called|named) )"
    r"|(?P<our>our )?(?P<named>{NAME})(?=['’ ])"
)
_HAS = (  # what somebody has, after whose it is
    r" (?:new |good |first |real |full |home |work |all-time |all time |absolute |current |very )?(?P<what>name"
    r"|birthday"
    r"|bday|b-day|\d{1,3}(?:st|nd|rd|th)(?: birthday)?"
    r"|(?:native|first) language|native tongue|mother tongue|home ?town|age|e-?mail(?: address)?|phone(?: number)?"
    r"|mobile(?: number)?|number"
    r"|job|diet|(?:favou?rite|fave|fav) (?P<favourite>{FAVOURITE}"
    r"|(?!thing|part|bit|one|way|kind|sort|type|person|people|child|kid|son|daughter|aunt|uncle|cousin|moment"
    r"|time|memory"
    r"|line|scene|place to)[^\W\d_]{3,12})(?: (?:in|of|on) (?:the|all) \w{3,9}| ever"
    r"| so far)?)(?:(?P<no> is not| isn't)|'s| is|(?<=name)s(?= )|: | falls on)(?: (?:coming up|spelled|spelt|now"
    r"|actually|on|at"
    r"|also|still|probably|definitely|easily"
    r"|always|currently|of course|hands down|got to be)){0,2} {OBJECT}"
)
POSSESSED = (
    r"(?:(?:my|our|(?:my|our|the(?= (?:wife|husband|missus|hubby|other half|mother-in-law|lad|lass)'s birthday\b))"
    r" {KIN}(?:(?P<role>{ROLE})|(?P<pet>{PET}))(?: {NAME})?'?s|(?:our )?(?P<named>{NAME})'s))" + _HAS
)
HIS = r"(?P<who>his|her|its)" + _HAS
POSSESSED_PREDICATES = {
    "name": "name", "birthday": "birthday", "bday": "birthday", "b-day": "birthday", "native": "speaks",
    "hometown": "from", "home": "from",
    "first": "speaks", "mother": "speaks", "age": "age", "email": "email", "e-mail": "email", "phone": "phone",
    "mobile": "phone", "number": "phone", "job": "works_as", "diet": "diet",
}  # fmt: skip
HIS_BIRTHDAY = r"(?P<who>his|her|its) (?:birthday|bday)(?:'s| is)(?: on)? (?P<object>[^\n]{1,40})"
HIS_NAME = r"(?P<who>his|her|its) name(?:'s| is) (?P<object>{NAME}){END}"
PRONOUNS = {"his": "he", "her": "she", "its": "it"}
AM = "'m "
UNRESOLVED = (  # a correction of something in the talk before
    r"(?:(?:it'?s|it is|it was|that'?s)(?: spelled| spelt| pronounced)?"
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
    (r"been (?:living|working|learning|studying|playing|married|vegan|vegetarian|an? |(?:at|with) (?-i:[A-Z]))",
    "I've "),
    (r"(?:off to (?-i:[A-Z])|(?:heading|flying|moving|relocating|travelling|traveling|driving|emigrating) to "
        r"|visiting |seeing"
     r" my |starting (?:my |a new ))" + NO_VERB, "I'm "),
    (r"\d\d(?: ?(?:yo|y/o|years old))?,? (?:and )?(?:from|based in|living in) (?-i:[A-Z])[\w-]{2,20}"
     r"(?: (?-i:[A-Z])[\w-]{1,20})?(?=$|[,.!;]| (?:and|here)\b)" + NO_VERB, "I'm "),
    (r"can't get enough of ", "I "),
    (r"\d\d years old\b(?=$|[.,!;]| and\b)", "I'm "),
    (r"(?:live|work) (?:in|at|for) (?!a (?:dream|bubble)|the (?:moment|now)|vain|progress)\w" + NO_VERB, "I "),
    (r"(?:super|so|really|totally|pretty|very|kind of|big time) (?:into|obsessed with|hooked on) (?!this|that|these"
        r"|those|it\b|you|your|the\b)" + NO_VERB, "I'm "),
    (r"(?:(?:really |definitely |still )?not (?:an? (?:big |huge )?fan of|into|keen on)|no fan of|(?:an? )?(?:big"
        r"|huge|massive) fan of|fluent in|born (?:and raised )?in|obsessed with|terrified of) (?!this|that|these"
        r"|those|it\b|you|your|the (?:new|way|idea|look))" + NO_VERB, "I'm "),
    (r"(?:living in|working (?:at|as|for)|based in|allergic to|originally from|married to|learning (?-i:[A-Z]))"
     + NO_VERB, "I'm "),
    (r"(?:(?:just|still) )?(?:got|have) (?=(?:(?:two|three|four|five|six|\d) (?:[\w-]{1,12} ){0,2}?(?:{PET})s?"
     r"|an? (?:{PET})"
     r" (?:called|named) ))", "I "),
    (r"(?:(?:just|recently|finally|only just) )?(?:moved|relocated|adopted|quit|turned \d|started (?:working|learning)"
     r"|got (?:a |an |my |engaged|married|divorced))", "I "),
    (r"(?:(?:absolutely|really|totally|still|always|honestly) )?(?:love|hate|adore|can't stand)"
     r" (?!you|to\b|it\b|this|that|these|those|the\b|how|u\b|your|speech)" + NO_VERB, "I "),
)  # fmt: skip
SOMEBODYS = r"(?:(?:my|our) {KIN}(?:{ROLE})|{NAME})'s {KIN}(?:{ROLE}|{PET})(?![\w-])"  # "Felix's mum"
APPOSED_SUBJECT = r"(?:my|our) {KIN}(?:{ROLE}|{PET}), {NAME},(?= )"  # its commas part no clauses
FROM_THEN = r"(?:as of|as from|from|since|starting) "  # before a date that leads
PRONOUN = r"(?P<who>he|she|it|who)(?=['’ ]|s )"  # of who was spoken of before
WHO = "who"  # and that of who stands right before it
PEOPLE = (  # who is spoken of, wherever in a sentence
    r"\b(?<!lost\s)(?<!miss\s)(?:(?:my|our)|(?:have|has|got|adopted|rescued|bought) an?) {KIN}(?:(?P<role>{ROLE})"
    r"|(?P<pet>{PET}))(?![\w-])"
    r"(?:(?P<comma>,)? (?P<called>{NAME})(?(comma)(?=,|[.!?;]|$)|))?(?P<parted>{PARTED})?"
)
LOWER = (  # a name in a message that is all in lower case: before a verb, and no word that stands there
    r"\b(?:my|our) {KIN}(?:(?P<role>{ROLE})|(?P<pet>{PET})) (?P<called>(?!\w{0,12}(?:ly|s|ed|ing"
    r"|est)\b)[a-z]{3,10}"
    r"|(?!always|sometimes|does|was|has|his|its|this|perhaps|works|lives|loves|says|gets)[a-z]{2,9}s"
    r"(?= (?:is|was|has|had|plays|lives|works|loves|hates)\b))(?= (?:is|was|has"
    r"|had|just|keeps|loves|hates|likes|ate|eats|lives|works|got|came|went|won't|doesn't|can't|\w{2,12}(?:s|ed))\b)"
)
NOT_LOWER = frozenset((  # words that are no name after "my dog", "my friend"
    "and", "are", "ate", "was", "has", "had", "got", "who", "that", "but", "just", "also", "never", "still", "often",
    "even",
    "came", "went", "food", "walker", "house", "bed", "trainer", "sitter", "park", "litter", "toy", "collar", "hair",
    "group",
    "only", "then", "now", "too", "made", "took", "gave", "said", "told", "thinks", "broke", "fell", "ran", "left",
    "kept",
    "can", "could", "will", "would", "may", "might", "must", "did", "does", "not", "soon", "once", "when", "which",
    "whose",
    "where", "with", "from", "for", "about", "back", "both", "all", "almost", "quite", "really", "here", "there",
    "bit", "have",
    "put", "let", "cut", "hit", "hurt", "lost", "sent", "spent", "met", "knew", "saw", "sat", "slept", "bought",
    "brought",
    "caught", "taught", "thought", "found", "felt", "held", "heard", "paid", "won", "wore", "woke", "wrote", "drove",
    "chose", "drank", "began", "became", "stole", "threw", "shop", "club", "school", "rescue", "show", "breed", "owner",
    "person", "lover", "photo", "video", "name", "one", "two", "new", "old", "should", "maybe", "already", "again",
))  # fmt: skip
AND_COPULAR = (
    r"(?:(?<='m)|(?<=\bim)|(?<=\bam)) (?-i:[A-Z])[\w'-]{1,20}(?: (?-i:[A-Z])[\w'-]{1,20})? (?:i'?m|i am)(?= {COPULAR})"
    r"| (?:and|but)(?: now)? (?={COPULAR})| (?=(?:currently |now )?(?:living|based"
    r"|working|studying) (?:in"
    r"|at|as|for)\b)"
)
PARTED_FROM = (  # "my boyfriend Sam and I broke up"
    r"(?:(?:my|our) (?=[^\n]{3,40}? and (?:i|me) ){KIN}(?P<role>{ROLE}) )?(?:(?P<object>{NAME}) and (?:i|me)|(?:me"
    r"|i) and (?:(?:my|our) {KIN}(?P<mine>{ROLE}),? )?(?P<other>{NAME}),?)(?: have|'ve)?{ADV} (?:broke up|broken up"
    r"|split up|split|parted ways|got divorced|divorced|separated|ended things|(?:have )?called it (?:quits|a day)"
    r"|went our separate ways|(?:are|were) (?:over|through)|(?:aren't|are not|are no longer) (?:together|a couple"
    r"|an item)(?: any ?more)?)(?=$|[.!,;]| (?:in|on|last|this|yesterday|today|recently|ages|after|before|because|and"
    r"|so|but|back|for good|(?:an?|two|three|four|five|six|\d{1,2}) (?:few )?(?:days?|weeks?|months?|years?))\b)"
)
LEFT_ME = (  # "my girlfriend Steph dumped me", "Steph broke up with me", "we broke up, me and Steph"
    r"(?:(?:my|our) (?=[^\n]{3,40}? (?:me|us)\b){KIN}(?P<role>{ROLE}),? )?(?P<object>{NAME}),?(?: has|'s)?{ADV}"
    r" (?:(?:dumped|broke up with|broken up with|split with|split up with) me(?=$|[.!,;]| (?:yesterday|recently"
    r"|after|and"
    r"|so|but|over|on|{WHEN_LEFT})\b)|(?:left|walked out on) me(?=$|[.!;]| (?:{WHEN_LEFT})\b))"
    r"|we(?:'ve| have)?{ADV} (?:broke|broken|split) up,? (?:me and|myself and) (?P<other>{NAME})(?=$|[.!,;])"
)
NO_LONGER_WITH = (  # "I'm not seeing Steph any more"; "with Steph" may be a therapist
    r"(?:{BE}){ADV} (?:seeing|dating|married to|engaged to|together with) (?P<object>{NAME})"
    r"(?P<more> (?:any ?more|any longer))?(?=$|[.!,;]| (?:and|but|so|since)\b)"
)
LEFT_NAMED = (
    r"(?:{HAVE})?{ADV} (?:(?:broke up|broken up|split up|split|broke it off|called it quits)"
    r" with) (?P<object>{NAME})(?=$|[ .!,;])"
)
INSTEAD = (
    r"(?:it's|it is|i'm|i am|he's|she's|his name is|her name is) (?:actually |now )?(?:called "
    r"|named )?(?:an? )?{OBJECT}"
)
SUPPOSED = r"\bi (?:think|guess) (?:that )?$"  # before a statement about somebody else: hearsay
SORRY = r"[,.!]? (?:sorry|my bad|my mistake|typo|oops|apologies|autocorrect)\b"  # behind "it's Marek, not Mark"
NOT_NAMED = r",? not (?P<object>(?:on |the )?\w{2,20})"
NOT_THIS = r"(?:and )?not (?:(?:in|at|from|for|called) )?{OBJECT}"
CLAUSE_BREAK = (
    r"[,;:](?: |$)| (?:and|but|so)(?= (?:everyone|everybody|people|friends|you can|(?:just |please )?call me)\b)"
    r"| before(?= i became\b)"
    r"| (?<!is\s)(?<!'s\s)(?<!am\s)(?<!'m\s)(?<!are\s)(?<!was\s)(?=not (?-i:[A-Z])\w{1,30}(?:$|[.,!]))"
    r"| [-–—]{1,2} |(?<!\bme)(?<!^me) (?:and|but|so|because|although|though|while|since|as)(?= (?:now "
    r"|then |also )?(?:i"
    r"|i'm|im|i've|ive|my|we|we're|(?-i:[A-Z][a-z])[\w-]{1,20} (?:(?:is|isn't|has|can't|hates|loves|likes"
    r"|doesn't)\b|is\b)"
    r"|(?-i:[A-Z][a-z])[\w-]{1,20}'s (?:my|our|an?)|our|he|she|hes|shes|they|(?:his|her|its) (?:birthday|bday"
    r"|name|(?:first"
    r"|native) language|mother tongue|favou?rite|job|home ?town))\b)| (?:and|but|then)(?= {ELIDES}\b)"
    r"(?<!\bown\sand)(?<!\bowns\sand)"
    r"| and(?= (?-i:[A-Z])[\w-]{1,20} is \d{1,2}(?:$|[,.;!]| (?:and|now)\b))"  # "Leni is 7 and Jonas is 4"
)
QUESTION_PART = (  # a question that follows a statement in one sentence
    r"(?:,|,? (?:so|and|but))? ?\b(?:what|what's|how|how's|where|which|who|when|why|should|can|could|would|do|does|is"
    r"|are|any|did|will) "
)
ELIDED = r"(?={ELIDES}\b)"
SINCE = r"\b(?:(?:since|from)|(?P<until>until|till)) $"
