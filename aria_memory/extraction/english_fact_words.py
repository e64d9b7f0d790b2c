"""English words of people, pets, work, places and tongues, for statements about a speaker: data alone."""

from .english_fact_things import FAVOURITES
from .english_first_names import FIRST_NAMES

ROLES = {  # word: the role of `relation.ROLE`
    "mother": "mother", "mum": "mother", "mom": "mother", "mama": "mother", "father": "father", "dad": "father",
    "brother": "brother", "sister": "sister", "son": "son", "daughter": "daughter", "husband": "husband",
    "wife": "wife", "partner": "partner", "spouse": "spouse", "girlfriend": "girlfriend", "boyfriend": "boyfriend",
    "fiancé": "fiance", "fiancée": "fiance", "fiance": "fiance", "fiancee": "fiance", "best friend": "friend",
    "friend": "friend", "boss": "boss", "manager": "boss", "colleague": "colleague", "coworker": "colleague",
    "co-worker": "colleague", "neighbour": "neighbour", "neighbor": "neighbour", "roommate": "roommate",
    "flatmate": "roommate", "housemate": "roommate", "grandmother": "grandmother", "grandma": "grandmother",
    "gran": "grandmother", "grandfather": "grandfather", "grandpa": "grandfather", "aunt": "aunt", "uncle": "uncle",
    "cousin": "cousin", "niece": "niece", "nephew": "nephew", "doctor": "doctor", "dentist": "dentist",
    "therapist": "therapist", "teacher": "teacher", "landlord": "landlord", "baby": "child", "kid": "child",
    **{f"{one} in law": f"{one}-in-law" for one in ("mother", "father", "sister", "brother", "son", "daughter")},
    "son-in-law": "son-in-law", "daughter-in-law": "daughter-in-law",
    "child": "child", "grandchild": "grandchild", "mother-in-law": "mother-in-law", "father-in-law": "father-in-law",
    "sister-in-law": "sister-in-law", "brother-in-law": "brother-in-law", "stepmother": "stepmother",
    "stepfather": "stepfather", "stepmum": "stepmother", "stepmom": "stepmother", "stepdad": "stepfather",
    "step-mum": "stepmother", "step-dad": "stepfather", "stepson": "stepson", "stepdaughter": "stepdaughter",
    "stepbrother": "stepbrother", "stepsister": "stepsister", "half-brother": "brother", "half-sister": "sister",
    "mummy": "mother", "mommy": "mother", "mam": "mother", "daddy": "father", "bro": "brother", "sis": "sister",
    "hubby": "husband",
    "other half": "partner", "better half": "partner", "nan": "grandmother", "nana": "grandmother",
    "nanna": "grandmother", "granny": "grandmother", "grandad": "grandfather", "granddad": "grandfather",
    "grandson": "grandson", "granddaughter": "granddaughter", "godson": "godson", "goddaughter": "goddaughter",
    "godmother": "godmother", "godfather": "godfather", "auntie": "aunt", "aunty": "aunt", "bestie": "friend",
    "mate": "friend", "pal": "friend", "ex-husband": "ex-husband", "ex-wife": "ex-wife", "ex": "ex",
    "contractor": "contractor", "technician": "technician", "student": "student", "run leader": "leader",
    "group leader": "leader", "gallerist": "gallerist", "pi": "boss", "deputy": "deputy", "helper": "helper",
    "dispatcher": "dispatcher", "vicar": "vicar",
    "priest": "priest", "pastor": "pastor", "rabbi": "rabbi", "imam": "imam", "secretary": "secretary",
    "caretaker": "caretaker",
    "director": "director", "producer": "producer", "translator": "translator", "driver": "driver", "carer": "carer",
    "midwife": "midwife", "bookkeeper": "bookkeeper", "estate agent": "estate agent", "social worker": "social worker",
    "ward manager": "boss", "area manager": "boss", "store manager": "boss", "office manager": "boss",
    "project manager": "boss", "shift manager": "boss", "editor": "editor", "agent": "agent", "lecturer": "teacher",
    "professor": "teacher", "co-founder": "co-founder", "cofounder": "co-founder",
    "business partner": "business partner",
    "assistant": "assistant", "intern": "intern", "investor": "investor", "drummer": "drummer", "bassist": "bassist",
    "guitarist": "guitarist", "singer": "singer", "bandmate": "bandmate", "classmate": "classmate",
    "piano teacher": "teacher", "plumber": "plumber", "electrician": "electrician", "gardener": "gardener",
    "mechanic": "mechanic", "dog walker": "dog walker", "childcare worker": "childminder", "nurse": "nurse",
    "supervisor": "boss", "team leader": "boss", "team lead": "boss", "line manager": "boss",
    "teammate": "colleague", "workmate": "colleague", "coach": "coach",
    "mentor": "mentor", "tutor": "teacher", "gp": "doctor", "landlady": "landlord", "tenant": "tenant",
    "lodger": "lodger", "girl": "daughter", "boy": "son", "best mate": "friend", "best pal": "friend",
    "bff": "friend",
    "lad": "son", "lass": "daughter", "missus": "wife", "gf": "girlfriend", "bf": "boyfriend",
    "ex-boyfriend": "ex-boyfriend",
    "ex-girlfriend": "ex-girlfriend", "trainer": "trainer", "personal trainer": "trainer",
    "hairdresser": "hairdresser",
    "barber": "barber", "accountant": "accountant", "solicitor": "lawyer", "lawyer": "lawyer", "physio": "physio",
    "psychiatrist": "psychiatrist", "counsellor": "therapist", "counselor": "therapist", "childminder": "childminder",
    "babysitter": "babysitter", "nanny": "nanny", "cleaner": "cleaner", "builder": "builder", "vet": "vet",
    "mrs": "wife", "missis": "wife", "momma": "mother", "mamma": "mother", "maw": "mother", "ma": "mother",
    "da": "father", "papa": "father", "pops": "father", "amma": "mother", "appa": "father", "ammi": "mother",
    "abbu": "father", "pawpaw": "grandfather", "papaw": "grandfather", "gramps": "grandfather", "meemaw": "grandmother",
    "memaw": "grandmother", "mamaw": "grandmother", "nonna": "grandmother", "nonno": "grandfather",
    "abuela": "grandmother", "abuelo": "grandfather", "oma": "grandmother", "opa": "grandfather",
    "yiayia": "grandmother", "babcia": "grandmother", "lola": "grandmother", "lolo": "grandfather",
    "gogo": "grandmother", "dadi": "grandmother", "nani": "grandmother", "great-grandson": "great-grandson",
    "great-granddaughter": "great-granddaughter",
}  # fmt: skip
NOW = r"\bnow\b|\b(?:my|our) new\b"
"""In what is said of somebody's role: there was another before."""
PETS = (
    "dog", "cat", "puppy", "kitten", "parrot", "budgie", "rabbit", "bunny", "hamster", "guinea pig", "horse", "pony",
    "goldfish", "fish", "turtle", "tortoise", "snake", "lizard", "gecko", "ferret", "canary", "bird", "chicken",
    "goat",
    "golden retriever", "labrador", "poodle", "beagle", "corgi", "dachshund", "border collie", "german shepherd",
    "pup", "doggo", "kitty", "gerbil", "rat", "hedgehog", "axolotl", "bearded dragon", "cockatiel", "parakeet",
    "donkey", "duck", "hen", "iguana", "tarantula", "chihuahua", "bulldog", "pug", "cockapoo", "labradoodle",
    "whippet", "collie",
    "shih tzu", "cavapoo", "cavalier", "jack russell", "staffie", "staffy", "lurcher", "maine coon", "ragdoll",
    "siamese",
    "dalmatian", "doberman", "great dane", "akita", "shiba inu", "samoyed", "pomeranian", "yorkie", "schnauzer",
    "goldendoodle", "springer", "sheepdog", "mutt", "moggy", "chinchilla", "cockatoo", "lovebird", "macaw", "alpaca",
    "llama",
    "rottweiler", "pit bull", "tabby", "terrier", "husky", "spaniel", "greyhound", "chook",
    "blue heeler", "red heeler", "kelpie", "cattle dog", "cocker spaniel", "springer spaniel", "french bulldog",
    "frenchie", "bull terrier", "border terrier", "boston terrier", "westie", "bichon", "bichon frise", "basset hound",
    "bloodhound", "st bernard", "bernese mountain dog", "weimaraner", "vizsla", "red setter", "irish setter",
    "wolfhound", "malamute", "alsatian", "shar pei", "chow chow", "lhasa apso", "papillon", "pekingese", "maltese",
    "maltipoo", "sprocker", "cavachon", "jackapoo", "black lab", "chocolate lab", "golden lab", "bengal",
    "british shorthair", "persian cat", "sphynx", "tomcat", "budgerigar", "african grey", "pigeon", "quail", "peacock",
    "sheep", "cow", "pig", "piglet", "mule", "foal", "mare", "gelding", "stallion", "shetland pony", "python",
    "corn snake", "chameleon", "leopard gecko", "crested gecko", "skink", "newt", "frog", "toad", "hermit crab", "koi",
    "degu", "stick insect", "huntaway", "heading dog", "springador", "sprollie", "patterdale", "patterdale terrier",
    "jack russell terrier", "yorkshire terrier", "cairn terrier", "lakeland terrier", "airedale", "scottie", "sheltie",
    "bedlington", "english setter", "gordon setter", "ridgeback", "rhodesian ridgeback", "boerboel", "mastiff",
    "bullmastiff", "cane corso", "mongrel", "crossbreed", "potcake", "rottie", "heeler", "australian shepherd",
    "bernedoodle", "sheepadoodle", "basenji", "saluki", "deerhound", "foxhound", "coonhound", "havanese", "cavapoochon",
    "pomsky", "morkie", "rat terrier", "tortie", "tortoiseshell", "birman", "russian blue", "ginger tom",
    "conure", "galah", "lorikeet", "zebra finch", "betta", "sugar glider",
)  # fmt: skip
SPELLINGS = {
    "color": "colour", "flavor": "flavour", "ice cream flavor": "ice cream flavour", "store": "shop",
    "program": "programme",
}  # fmt: skip
PREDICATES = (
    "name", "lives_in", "from", "born_in", "works_at", "works_as", "works_in", "studies", "studies_at", "likes",
    "dislikes", *(f"favourite.{thing}" for thing in FAVOURITES),
    *(f"relation.{role}" for role in sorted(set(ROLES.values()))),
    "birthday", "age", "allergic_to", "has_pet", "speaks", "learns", "diet", "plays", "plans", "has_condition",
    "status", "email", "phone", "drives", "unresolved",
)  # fmt: skip

LANGUAGES = (
    "arabic", "basque", "bengali", "bulgarian", "cantonese", "catalan", "chinese", "croatian", "czech", "danish",
    "dutch", "english", "estonian", "farsi", "finnish", "french", "gaelic", "german", "greek", "hebrew", "hindi",
    "hungarian", "icelandic", "indonesian", "irish", "italian", "japanese", "korean", "latin", "latvian",
    "lithuanian", "malay", "mandarin", "norwegian", "persian", "polish", "portuguese", "punjabi", "romanian",
    "russian", "serbian", "slovak", "slovenian", "spanish", "swahili", "swedish", "tagalog", "tamil", "thai",
    "turkish", "ukrainian", "urdu", "vietnamese", "welsh", "sign language", "esperanto",
    "british sign language", "american sign language", "bsl", "asl", "flemish", "afrikaans", "zulu", "xhosa",
    "yoruba",
    "igbo",
    "hausa", "somali", "amharic", "gujarati", "marathi", "telugu", "kannada", "malayalam", "nepali", "sinhala",
    "khmer",
    "burmese", "mongolian", "armenian", "georgian", "kazakh", "uzbek", "pashto", "kurdish", "albanian", "macedonian",
    "bosnian", "galician", "maltese", "breton", "cornish", "maori", "hawaiian", "samoan", "creole", "yiddish",
    "filipino",
    "shona", "twi", "konkani", "odia", "assamese", "tulu", "sindhi", "bhojpuri", "pidgin", "ewe", "luganda",
    "kinyarwanda",
    "tigrinya", "wolof", "lingala", "chichewa", "sesotho", "setswana", "tswana", "sotho", "cebuano", "ilocano",
    "hokkien",
    "shanghainese", "tibetan", "azeri", "tajik", "luxembourgish", "frisian", "romani", "quechua", "guarani", "patois",
    "haitian creole", "isizulu", "isixhosa", "isindebele", "kiswahili", "tshivenda", "xitsonga", "sepedi", "siswati",
    "ndebele", "fante", "ga", "efik", "ibibio", "tiv", "edo", "oromo", "malagasy", "fijian", "tongan", "scots",
    "ulster scots", "makaton", "braille",
)  # fmt: skip
OF_OTHERS = {"liking": "others_liking", "disliking": "others_disliking"}  # readers of objects, of the speaker and not
KIN_NAMES = frozenset((  # with a capital and without "my", those of the speaker
    "Mum", "Mom", "Mam", "Mummy", "Mommy", "Dad", "Daddy", "Nan", "Nana", "Gran", "Granny", "Grandma", "Grandad",
    "Granddad", "Grandpa", "Missus", "Hubby", "Amma", "Appa", "Ammi", "Abbu", "Nonna", "Abuela", "Oma", "Opa",
))  # fmt: skip
LOW_KIN = (  # the same in a text without capitals, at the beginning of a clause
    rf"(?:^|, )(?:(?:and|oh|ok|so|also|but),? ){{0,2}}(?P<name>{'|'.join(sorted(map(str.lower, KIN_NAMES)))})(?='s | )"
)
LOW_TITLED = r"\b(?:mr|mrs|ms|miss|dr|aunty|auntie|uncle|father|prof) (?P<name>[a-z]{3,14})(?![a-z])"
NAMES_BEFORE_NAMES = frozenset(("april", "june"))  # of NOT_NAMES, but not before a surname
NAMES_TOO = ("Will", "May", "April", "June", "Christian", "Sunday")  # names, after "my son"
NOT_NAMES = frozenset((  # capitalised words that open a sentence or follow "I'm" and name no person
    "i", "we", "you", "he", "she", "it", "they", "this", "that", "these", "those", "everyone", "everybody", "someone",
    "somebody", "nobody", "anyone", "people", "who", "what", "where", "when", "why", "how", "which", "there", "here",
    "the", "a", "an", "my", "our", "your", "his", "her", "their", "its", "most", "many", "some", "all", "both",
    "each", "every", "no", "yes", "ok", "okay", "hi", "hello", "hey", "thanks", "thank", "well", "so", "but", "and",
    "or", "if", "then", "also", "just", "please", "sorry", "wait", "actually", "maybe", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december", "christian", "muslim", "jewish", "catholic",
    "buddhist", "hindu", "protestant", "atheist", "american", "british", "canadian", "australian", "scottish",
    "brazilian", "mexican", "indian", "african", "asian", "european", "belgian", "austrian", "swiss", "argentinian",
    "colombian", "chilean", "egyptian", "nigerian", "kenyan", "moroccan", "israeli", "iranian", "pakistani",
    "filipino", "english", "libra", "leo's", "virgo", "aries", "taurus", "gemini", "cancer", "scorpio", "sagittarius",
    "capricorn", "aquarius", "pisces", "god", "nothing", "everything", "something", "not", "never", "back", "done",
    "ready", "sure", "fine", "good", "great", "busy", "gay", "lgbt", "adhd", "team", "same", "look", "looky", "right",
    "over", "new", "still", "me", "stuck",
    "is", "was", "are", "were", "has", "had", "does", "did", "do", "can", "will", "would", "should", "could", "to",
    "from",
    "with", "in", "on", "at", "of", "by", "for", "as", "one", "two", "another", "next", "first", "last", "none",
    "newbie", "only", "nice", "anybody", "anyone", "lots", "hot", "cold", "home", "out", "up", "down", "almost",
    "near",
)) | (frozenset(LANGUAGES) - FIRST_NAMES)  # fmt: skip
DIETS = (
    r"keto|paleo|plant[- ]based|dairy[- ]free|vegan|vegetarian|pescatarian|pescetarian|gluten[- ]free"
    r"|lactose[- ]intolerant|kosher|halal|coeliac|celiac"
)
CONDITIONS = (
    r"asthma|diabetes|type [12] diabetes|migraines?|epilepsy|arthritis|adhd|autism|hay fever|insomnia"
    r"|high blood pressure|hypertension|anxiety|depression|dyslexia|eczema|psoriasis|coeliac disease|celiac disease"
    r"|crohn's(?: disease)?|anaemia|anemia|ms|ibs|pcos|copd|ptsd|ocd|bpd|pots|lupus|multiple sclerosis|parkinson's"
    r"(?: disease)?|alzheimer's|dementia|cancer|sleep apnoea|sleep apnea|tinnitus|sciatica|vertigo|gout|glaucoma|angina"
    r"|chronic (?:fatigue|pain)|high cholesterol|bipolar(?: disorder)?|heart (?:condition|murmur|disease|failure)"
    r"|dyspraxia|dyscalculia|autistic spectrum disorder|asperger's|chronic fatigue syndrome|long covid|raynaud's"
    r"|hypothyroidism|hyperthyroidism|acid reflux|gerd|kidney (?:stones|disease)|gallstones|panic attacks|social"
    r" anxiety"
    r"|postnatal depression|rosacea|vitiligo|alopecia|cataracts|astigmatism|a slipped disc|carpal tunnel(?: syndrome)?"
    r"|hearing loss|ibd|ulcerative colitis|low blood pressure|atrial fibrillation|afib|narcolepsy|cerebral palsy"
    r"|muscular dystrophy|motor neurone disease|cystic fibrosis|sickle cell(?: disease| anaemia)?|haemophilia"
    r"|hemophilia"
    r"|hiv|lyme disease|(?:a )?heart arrhythmia|restless legs|hay ?fever|seasonal allergies|rheumatism|ms|add"
    r"|(?:under|over)active thyroid|\w{3,16}(?:itis|osis|aemia|algia|opathy|phobia)"
)
SUFFERERS = {  # what somebody is who has a condition: the condition
    "diabetic": "diabetes", "asthmatic": "asthma", "epileptic": "epilepsy", "autistic": "autism",
    "dyslexic": "dyslexia", "anaemic": "anaemia", "anemic": "anaemia", "arthritic": "arthritis",
}  # fmt: skip
ONE_THING = frozenset((  # "and" within one name of a thing
    "fish and chips", "rock and roll", "rock'n'roll", "mac and cheese", "salt and vinegar", "peanut butter and jelly",
    "gin and tonic", "drum and bass", "arts and crafts", "dungeons and dragons", "bread and butter",
    "bangers and mash",
    "black and white", "research and development", "rhythm and blues", "country and western", "bed and breakfast",
    "tom and jerry", "pride and prejudice", "war and peace", "cookies and cream", "salt and pepper", "surf and turf",
))  # fmt: skip
FEMALE = frozenset((  # roles of whom "she" may be said, and not "he"; MALE the other way; of all others both
    "mother", "sister", "daughter", "wife", "girlfriend", "grandmother", "aunt", "niece", "mother-in-law",
    "sister-in-law", "daughter-in-law", "stepmother", "stepdaughter", "stepsister", "granddaughter",
    "goddaughter", "godmother", "ex-wife", "ex-girlfriend", "great-granddaughter",
))  # fmt: skip
MALE = frozenset((
    "father", "brother", "son", "husband", "boyfriend", "grandfather", "uncle", "nephew", "father-in-law",
    "brother-in-law", "son-in-law", "stepfather", "stepson", "stepbrother", "grandson", "godson", "godfather",
    "ex-husband", "ex-boyfriend", "great-grandson",
))  # fmt: skip
PLURALS = {  # of roles; others end in s
    "children": "child", "grandchildren": "grandchild", "grandkids": "grandchild",
    "twins": "child", "triplets": "child", "kids": "child", "wives": "wife",
}  # fmt: skip
PLAYED = (
    r"guitar|bass|bass guitar|piano|keyboard|violin|viola|cello|drums|flute|clarinet|saxophone|trumpet|trombone|harp|"
    r"ukulele|banjo|accordion|organ|oboe|football|soccer|tennis|table tennis|basketball|volleyball|badminton|squash|"
    r"rugby|cricket|hockey|ice hockey|golf|baseball|chess|poker|bridge|handball|padel|water polo|darts|go|snooker"
    r"|netball|lacrosse|rounders|pickleball|softball"
    r"|dodgeball|bowls|pool|croquet|mahjong|scrabble|harmonica|mandolin|fiddle|bagpipes|synth|recorder|french horn|tuba"
    r"|(?:five|5|six|6|seven|7)[- ]a[- ]side|ultimate frisbee|frisbee|futsal|rugby league|rugby union|touch rugby"
    r"|walking football"
    r"|beach volleyball|racquetball|shinty|gaelic football|boules|petanque|lawn bowls|skittles|billiards|dominoes"
    r"|backgammon|video games|computer games|board games|drum|uke|sax|cornet|euphonium|percussion|bodhran|tin whistle"
    r"|sitar|tabla|lute|lap steel|pedal steel"
    r"|footy|touch footy|aussie rules|oztag|goalie|goalkeeper|midfield|point guard|full[- ]?back|left[- ]back"
    r"|right[- ]back|centre[- ]back|striker|winger|quarterback|shortstop|linebacker|fly[- ]half"
    r"|scrum[- ]half|double bass|electric guitar|acoustic guitar|keys|floorball|hurling|camogie|curling"
)
STATUSES = r"married|single|divorced|engaged|widowed|retired|pregnant|separated|unemployed"
