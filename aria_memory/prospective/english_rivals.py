"""Everyday subjects that a cue has to compete with: a message more like one of them is not about the cue. Words alone.

Ours, written without a look at the benchmark's test half. A subject close to a cue is no rival of it.
"""

_SUBJECTS = """
breakfast | lunch at work | cooking dinner | restaurants | coffee and tea | fast food | baking cakes | groceries
recipes | wine and drinks | the weather | rain and storms | a heat wave | winter cold | the seasons | sleep
being tired | feeling ill | a doctor's visit | the dentist | headaches | medicine | exercise | running
diet and weight | the gym | hair and haircuts | make-up | clothes | shoes | jewellery | laundry
cleaning the house | the kitchen | furniture | moving house | rent and landlords | neighbours | repairs at home
plumbing | electricity | heating | the garden | house plants | tools | cars | driving | parking | traffic
public transport | trains | flights | airports | taxis | cycling | holidays | hotels | the beach
mountains and hiking | camping | museums | city trips | maps and directions | luggage | passports | family
parents | children | babies | brothers and sisters | grandparents | marriage | weddings | divorce | dating
friends | parties | birthdays | presents | small talk | greetings | gossip | quarrels | apologies | feelings
work | the boss | colleagues | meetings | job interviews | salaries | deadlines | presentations | the office
e-mail | school | homework | exams | university | teachers | learning languages | books | reading | writing
libraries | films | television series | music | concerts | singing | musical instruments | theatre | painting
photography | dancing | video games | board games | card games | puzzles | toys | football | tennis | swimming
winter sports | martial arts | news | politics | elections | religion | history | science | space | mathematics
medicine research | the environment | computers | phones | the internet | passwords | software | printers
batteries | social media | artificial intelligence | programming | money | banks | taxes | insurance | shopping
prices | debts | investments | pensions | charity | dogs | cats | birds | fish | insects | farm animals
wild animals | pets at the vet | horses | zoos | police and crime | accidents | fire | lawyers | contracts
letters and parcels | the post office | lost things | keys and locks | appointments | jokes | riddles | dreams
superstition | memories of childhood | plans for the weekend | being late | waiting in line | luck | boredom
crafts | sewing and knitting | woodwork | pottery | collecting | fishing | hunting | gardening vegetables
festivals | fireworks | words and spelling | translation | numbers and counting | measures and units
dates and calendars | trivia questions | names | poems | quotes | definitions
"""

RIVALS = tuple(part.strip() for line in _SUBJECTS.strip().splitlines() for part in line.split("|"))
