"""Names of places that are often spoken of: data alone. In lower case nothing else tells a place from a verb, and after
"good morning, this is" nothing else tells one from a person."""

PLACES = frozenset((
    "albania", "algeria", "argentina", "australia", "austria", "bangladesh", "belgium", "bolivia", "brazil",
    "bulgaria", "cambodia", "cameroon", "canada", "chile", "china", "colombia", "croatia", "cuba", "cyprus", "denmark",
    "ecuador", "egypt", "england", "estonia", "ethiopia", "finland", "france", "germany", "ghana", "greece", "hungary",
    "iceland", "india", "indonesia", "iran", "iraq", "ireland", "israel", "italy", "jamaica", "japan", "jordan",
    "kenya", "latvia", "lebanon", "lithuania", "luxembourg", "malaysia", "malta", "mexico", "morocco", "nepal",
    "netherlands", "new zealand", "nigeria", "norway", "pakistan", "panama", "peru", "philippines", "poland",
    "portugal", "romania", "russia", "rwanda", "scotland", "senegal", "serbia", "singapore", "slovakia", "slovenia",
    "south africa", "south korea", "spain", "sri lanka", "sweden", "switzerland", "taiwan", "tanzania", "thailand",
    "tunisia", "turkey", "uganda", "ukraine", "uruguay", "vietnam", "wales", "zambia", "zimbabwe", "america", "africa",
    "europe", "asia", "bali", "crete", "corfu", "ibiza", "majorca", "mallorca", "tenerife", "lanzarote", "sicily",
    "abuja", "accra", "amsterdam", "athens", "auckland", "bangalore", "bangkok", "barcelona", "beijing", "belfast",
    "benidorm", "berlin", "birmingham", "boston", "bristol", "brussels", "budapest", "cairo", "cape town", "cardiff",
    "chennai", "chicago", "copenhagen", "cornwall", "delhi", "dubai", "dublin", "edinburgh", "frankfurt", "geneva",
    "glasgow", "hamburg", "hong kong", "istanbul", "jakarta", "johannesburg", "kolkata", "krakow", "lagos", "leeds",
    "lisbon", "liverpool", "london", "los angeles", "madrid", "manchester", "manila", "melbourne", "miami", "milan",
    "moscow", "mumbai", "munich", "nairobi", "naples", "new york", "oslo", "oxford", "paris", "perth", "prague",
    "rome", "seoul", "seville", "shanghai", "stockholm", "sydney", "tallinn", "tokyo", "toronto", "vancouver",
    "venice", "vienna", "warsaw", "wellington", "zurich",
))  # fmt: skip
