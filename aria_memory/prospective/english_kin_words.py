# ruff: noqa: E501 - word lists read best in full lines
"""English words of one family that no ending tells: who does a thing, what is of it, who is from a place. Data alone.

By stems: of the word that is met, and of the noun that a cue has.
"""

OF_THE_SAME = {
    # who does it
    "knitter": "knit", "commuter": "commut", "skier": "ski", "swimmer": "swim", "cyclist": "cycl", "gardener": "garden", "quilter": "quilt",
    "hiker": "hike", "climber": "climb", "golfer": "golf", "rower": "row", "surfer": "surf", "brexiteer": "brexit", "mower": "mow",
    "physiotherapy": "physio", "physiotherapist": "physio", "gymnasium": "gym", "gymnast": "gymnastic", "beekeeper": "beekeep", "allergist": "allergy",
    # what is of it
    "dental": "dentist", "dentistry": "dentist", "alcoholic": "alcohol", "lenten": "lend",  # as "Lent" is stemmed, which is "lent" too
    "asthmatic": "asthma", "diabetic": "diabetes", "epileptic": "epilepsy",
    "arthritic": "arthritis", "anaemic": "anaemia", "choral": "choir", "surgical": "surgery", "probationary": "probation", "orthodontic": "orthodontist",
    # what is made of it, or is it again
    "remortgag": "mortgag", "staircas": "stair", "stairwell": "stair", "stairway": "stair", "beehiv": "hive", "elect": "election", "calv": "calf",
    # who and what is from there; not where the word is first of all food or a tongue
    "cretan": "crete", "corsican": "corsica", "sicilian": "sicily", "sardinian": "sardinia", "maltes": "malta", "cypriot": "cyprus", "icelandic": "iceland",
    "tuscan": "tuscany", "breton": "brittany", "venetian": "venic", "parisian": "paris", "cornish": "cornwall",
    "kenyan": "kenya", "tanzanian": "tanzania", "croatian": "croatia", "slovenian": "slovenia", "albanian": "albania", "norwegian": "norway",
}  # fmt: skip
BESIDE_OTHERS = {
    "quarterly": "quarter", "weekly": "week", "monthly": "month", "yearly": "year", "electricity": "electric", "wedding": "wed", "training": "train",
    "wale": "welsh", "scotland": "scottish", "ireland": "irish", "england": "english", "france": "french", "spain": "spanish", "italy": "italian",
    "greec": "greek", "germany": "german", "portugal": "portugues", "turkey": "turkish", "norway": "norwegian", "sweden": "swedish", "japan": "japanes",
    "india": "indian", "china": "chines", "poland": "polish", "holland": "dutch", "canada": "canadian", "america": "american", "australia": "australian",
}  # fmt: skip
"""A cue's noun, and what stands for it beside the cue's other words: "the campsite in Wales", "our Welsh campsite"."""
