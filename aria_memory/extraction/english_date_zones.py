"""English names of time zones behind an hour ("9am EST", "3pm London time"): data alone, read by `date_zones`.

In a pattern a space stands for one to three blanks and `{NAME}` for a fragment; every quantifier is bounded.
"""

# What an abbreviation stands for is what the clocks of that place show: who says EST in July means New York's time.
ABBREVIATIONS = {
    **dict.fromkeys(("est", "edt", "et"), "America/New_York"), **dict.fromkeys(("cst", "cdt", "ct"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt", "mt"), "America/Denver"),
    **dict.fromkeys(("pst", "pdt", "pt"), "America/Los_Angeles"),
    **dict.fromkeys(("akst", "akdt"), "America/Anchorage"), "hst": "Pacific/Honolulu", "brt": "America/Sao_Paulo",
    **dict.fromkeys(("utc", "gmt"), "UTC"), "bst": "Europe/London", **dict.fromkeys(("cet", "cest"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest"), "Europe/Athens"), "msk": "Europe/Moscow", "sast": "Africa/Johannesburg",
    "ist": "Asia/Kolkata", "pkt": "Asia/Karachi", "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong",
    "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "awst": "Australia/Perth",
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"), **dict.fromkeys(("acst", "acdt"), "Australia/Adelaide"),
    **dict.fromkeys(("nzst", "nzdt", "nzt"), "Pacific/Auckland"),
}  # fmt: skip
EVERYWHERE = ("utc", "gmt")  # the same whatever clocks are moved
_PLACES = {  # "London time", "Eastern time"
    "America/New_York": "new york,nyc,ny,boston,miami,atlanta,philadelphia,washington,dc,us east coast,east coast"
    ",eastern,eastern standard,eastern daylight,us eastern",
    "America/Chicago": "chicago,houston,dallas,austin,texas,minneapolis,nashville,new orleans,central,us central"
    ",central standard,central daylight",
    "America/Denver": "denver,salt lake city,colorado,mountain,mountain standard,mountain daylight",
    "America/Phoenix": "phoenix,arizona",
    "America/Los_Angeles": "los angeles,la,california,san francisco,sf,seattle,portland,las vegas,vegas,san diego"
    ",west coast,us west coast,pacific,pacific standard,pacific daylight,us pacific",
    "America/Anchorage": "anchorage,alaska", "Pacific/Honolulu": "honolulu,hawaii,hawaiian",
    "America/Toronto": "toronto,montreal,ottawa", "America/Vancouver": "vancouver", "America/Halifax": "halifax",
    "America/Edmonton": "edmonton,calgary", "America/Winnipeg": "winnipeg", "America/Mexico_City": "mexico city",
    "America/Bogota": "bogota", "America/Lima": "lima", "America/Santiago": "santiago",
    "America/Sao_Paulo": "sao paulo,rio", "America/Argentina/Buenos_Aires": "buenos aires",
    "Europe/London": "london,uk,british,edinburgh,glasgow,manchester,birmingham,leeds,liverpool,bristol,cardiff"
    ",belfast",
    "Europe/Dublin": "dublin,irish", "Europe/Lisbon": "lisbon,porto", "Europe/Madrid": "madrid,barcelona,spanish",
    "Europe/Paris": "paris,lyon,french", "Europe/Brussels": "brussels", "Europe/Amsterdam": "amsterdam,dutch",
    "Europe/Berlin": "berlin,munich,hamburg,frankfurt,cologne,german,central european", "Europe/Zurich": "zurich"
    ",geneva,swiss", "Europe/Vienna": "vienna", "Europe/Rome": "rome,milan,italian", "Europe/Prague": "prague",
    "Europe/Warsaw": "warsaw,krakow,polish", "Europe/Budapest": "budapest", "Europe/Copenhagen": "copenhagen,danish",
    "Europe/Stockholm": "stockholm,swedish", "Europe/Oslo": "oslo", "Europe/Helsinki": "helsinki",
    "Europe/Athens": "athens,greek,eastern european", "Europe/Bucharest": "bucharest", "Europe/Kyiv": "kyiv,kiev",
    "Europe/Istanbul": "istanbul,turkish", "Europe/Moscow": "moscow",
    "Africa/Cairo": "cairo", "Africa/Lagos": "lagos,nigerian", "Africa/Accra": "accra", "Africa/Nairobi": "nairobi",
    "Africa/Johannesburg": "johannesburg,cape town,durban,pretoria", "Asia/Jerusalem": "jerusalem,tel aviv,israel",
    "Asia/Dubai": "dubai,abu dhabi", "Asia/Riyadh": "riyadh", "Asia/Tehran": "tehran", "Asia/Karachi": "karachi,lahore",
    "Asia/Kolkata": "kolkata,mumbai,delhi,new delhi,bangalore,bengaluru,chennai,hyderabad,pune,india,indian",
    "Asia/Colombo": "colombo", "Asia/Kathmandu": "kathmandu", "Asia/Dhaka": "dhaka", "Asia/Bangkok": "bangkok,thai",
    "Asia/Ho_Chi_Minh": "saigon,hanoi", "Asia/Jakarta": "jakarta", "Asia/Manila": "manila",
    "Asia/Kuala_Lumpur": "kuala lumpur", "Asia/Singapore": "singapore", "Asia/Hong_Kong": "hong kong",
    "Asia/Shanghai": "shanghai,beijing,shenzhen,china,chinese", "Asia/Taipei": "taipei",
    "Asia/Seoul": "seoul,korean,korea", "Asia/Tokyo": "tokyo,osaka,kyoto,japan,japanese",
    "Australia/Perth": "perth", "Australia/Darwin": "darwin", "Australia/Adelaide": "adelaide",
    "Australia/Brisbane": "brisbane,queensland", "Australia/Sydney": "sydney,canberra",
    "Australia/Melbourne": "melbourne", "Australia/Hobart": "hobart", "Pacific/Auckland": "auckland,wellington,nz",
}  # fmt: skip
PLACES = {place: zone for zone, places in _PLACES.items() for place in places.split(",")}
OWN = ("my", "our", "local")  # the speaker's
OTHERS = ("your", "his", "her", "their")  # of somebody whose zone is not told
NO_PLACES = (  # with a capital too, no name of a place
    "bed", "tea", "dinner", "lunch", "story", "play", "game", "show", "family", "quiet", "screen", "prayer", "break",
    "snack", "bath", "party", "nap", "circle", "first", "next", "this", "any", "every", "each", "big", "face", "me",
)  # fmt: skip
_LOWER_TOO = [name for name in ABBREVIATIONS if len(name) > 2]  # "9am est"; "9am pt" is no zone
FRAGMENTS = {
    "SHORT": "(?-i:" + "|".join(name.upper() for name in ABBREVIATIONS if len(name) == 2) + ")|" + "|".join(_LOWER_TOO),
    "ALONE": "(?-i:Eastern|Central|Mountain|Pacific)",  # also without "time"
}
ZONE = (  # behind an hour
    r" ?(?P<open>\()?(?:(?P<short>{SHORT})(?P<offset> ?[+-]\d{1,2}(?::?(?P<minutes>\d\d))?)?(?: time)?(?![\w/'-])"
    r"|(?P<place>[^\W\d_]{2,12}(?: [^\W\d_]{2,12}){0,2}?) time(?!\w)"
    r"|(?P<alone>{ALONE})(?= ?(?:[.,;!?)]|$|to\b|on\b|and\b|every\b|tomorrow\b|today\b)))(?(open)\)?)"
)
OF_HOUR = (  # what may follow a bare hour: "at 9 EST", "at 9 London time"
    "(?-i:" + "|".join(name.upper() for name in ABBREVIATIONS) + r"|[A-Z][a-z]{1,11}(?: [A-Z][a-z]{2,11})? time)"
)
