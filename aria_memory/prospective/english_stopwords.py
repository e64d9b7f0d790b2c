# ruff: noqa: E501, SIM905 - word lists read best in full lines
"""English word lists that matching reads. Words that carry no topic, and words that carry one only in a fixed phrase."""

STOPWORDS = frozenset(
    """
    a about after again all also always am an and any are as at be because been before being between both but by can could did
    do does doing done else ever few for from get gets getting got had has have having he her here hers him his how i if in into
    is it its itself just let like made make many may me might mine more most much must my myself no nor not now of off on once
    one only onto or other our ours own per please really said same say she should since so some such than that the their
    theirs them then there these they this those though through till to too under until up upon us very via was we were what
    when where whether which while who whom whose why will with within without would yes yet you your yours
    discuss discussed discussing mention mentioned mentioning talk talked talking topic subject conversation
    """.split()
)
"""Never a cue's own words, unless the cue has no others."""

WEAK = frozenset(
    "away back down end go going good home late left move moving new next old out over right run running thing things time trip way work physical medical practical oral".split()
)
"""Everyday words with many senses: alone they cue nothing, in their phrase ("my back", "the move") they do."""

POSSESSIVES = frozenset("my your his her our their its".split())
OWN = frozenset("his her their the".split())
"""What stands before a thing whose owner was named."""
DETERMINERS = POSSESSIVES | frozenset("a an the some any this that these those".split())
"""What stands before a common noun: "a jaguar" is not the maker of cars."""

NAMES_AND_NOUNS = frozenset(
    """
    amazon amber apple arsenal art bailey baker bath bean bear bill biscuit bush chase chile china chrome cliff coco cook cookie cork dale daisy dean delta discord dove
    drew earl earth edge excel faith fern forest frank fudge gates gene ginger glen go grace grant greece guinea guy hazel heather holly honey hope hungary hunter
    iris ivy jack jaguar jasmine java jersey jobs joy lent lily lima march mark mars mason may mercury meta misty muffin nice notion olive oracle
    orange page pat peanut pearl pepper pickle polish poppy primrose python queen ray reading reed river rob robin rose ruby rust safari saturn shadow shell signal slack smith
    square stone stripe sue swift target tash teams tiger toffee turkey venus violet visa western will windows wood word zoom
    """.split()
)
"""Names that are also everyday words: their capital letter tells which is meant."""

TITLES = frozenset(
    """
    aunt auntie brother brother-in-law colleague cousin dad daddy doctor dr father friend gran granny grandad grandma grandpa miss mother mr
    mrs ms mum mom neighbour neighbor nephew niece nurse prof professor sir sister sister-in-law son daughter uncle
    """.split()
)
"""What stands before a name and may be left out later."""
DEAR = frozenset("little young old wee baby poor dear dearest darling".split())
"""So may these, in small letters: "little Amara"."""
