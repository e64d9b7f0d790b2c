# ruff: noqa: E501 - a line is one unit of data
"""Language of the prospective benchmark's TEST half: frozen with `prospective_data` (see there). English.

Blocks of lines: `{slot}` is filled from `SLOTS`, `{cue}` with the cue. A topic opens with `# cue | cue`, and none of its
messages uses a word of its cues.
"""

SLOTS = {
    "person": "Olga|Ben|Priya|Tomas|Grace|Hugo|Yuki|Farid|Elsa|Marcus|Ines|Callum|Rosa|Dmitri|Leah|Kofi",
    "place": "Lyon|the old town|Porto|the harbour|Leeds|the corner shop|Vienna|the mall|Denver|the market hall",
    "food": "lasagne|pad thai|lentil soup|fish tacos|a cheese toastie|mushroom risotto|ramen|falafel|pancakes|roast chicken",
    "thing": "umbrella|charger|scarf|backpack|headphones|wallet|notebook|water bottle|sunglasses|gloves",
    "show": "that detective series|the baking contest|the space drama|the nature documentary|the hospital soap|the quiz show",
    "team": "Arsenal|the Lakers|Benfica|our lot|the Bruins|Ajax",
    "num": "two|five|seven|nine|fourteen|thirty",
    "mood": "tired|cheerful|grumpy|relaxed|bored|a bit down",
}

WHO_FIRST = (
    "Agnieszka|Bartholomew|Celestine|Dashiell|Evangeline|Fitzgerald|Giovanna|Henrietta|Ignatius|Jocasta|Konstantin|"
    "Leocadia|Mirabel|Nathaniel|Octavia|Percival|Quentin|Rosalind|Siobhan|Thaddeus|Ursula|Valentina|Winifred|Zebedee"
)
WHO_LAST = (
    "Abernathy|Bielski|Castellanos|Drummond|Eriksson|Fairweather|Galbraith|Hawthorne|Ivanenko|Jankowski|Kavanagh|"
    "Lindqvist|Montgomery|Nakamura|Okonkwo|Pemberton|Quigley|Rasmussen|Sutherland|Thornbury|Underhill|Vasquez|Whitlock|Yamada"
)

ACTIONS = """
ask for the receipt back
bring up the price we agreed
send over the scanned copy
mention the deadline on the ninth
check whether the parcel came
suggest splitting the cost
offer to lend the drill
say thanks for last weekend
pass on the phone number
show the two photographs
"""

STATES = "battery|disk_free|room_temperature|unread_mail|step_count|air_quality|queue_length|humidity"

# cue = the ways it turns up
THINGS = """
water filter = water filter | water filters | Water filter
sewing machine = sewing machine | sewing machines | SEWING MACHINE
library card = library card | library cards | card for the library
fire alarm = fire alarm | fire alarms | alarm for fire
garage key = garage key | garage keys | key to the garage
passport photo = passport photo | passport photos | photo for the passport
winter tyres = winter tyres | winter tyre | tyres for winter
dishwasher = dishwasher | dishwashers | Dishwasher
thermostat = thermostat | thermostats | thermostat's
microscope = microscope | microscopes | Microscope
wheelbarrow = wheelbarrow | wheelbarrows | WHEELBARROW
accordion = accordion | accordions | Accordion
birth certificate = birth certificate | birth certificates | certificate of birth
parking permit = parking permit | parking permits | permit for parking
tennis racket = tennis racket | tennis rackets | Tennis racket
sleeping bag = sleeping bag | sleeping bags | SLEEPING BAG
bread knife = bread knife | bread knives | Bread knife
hearing aid = hearing aid | hearing aids | Hearing aid
moving van = moving van | moving vans | van for moving
recipe book = recipe book | recipe books | book of recipes
conference badge = conference badge | conference badges | badge for the conference
gym membership = gym membership | gym memberships | membership at the gym
grandfather clock = grandfather clock | grandfather clocks | Grandfather clock
crossword = crossword | crosswords | Crossword
trampoline = trampoline | trampolines | trampoline's
Ferncastle Books = Ferncastle Books | ferncastle books | FERNCASTLE BOOKS
Norvane Energy = Norvane Energy | norvane energy | Norvane Energy's
Quillmark = Quillmark | quillmark | Quillmark's
Halden Institute = Halden Institute | Halden institute | the Institute in Halden
Bluewick Clinic = Bluewick Clinic | bluewick clinic | Bluewick Clinic's
"""

THING_TRUE = """
So, about the {cue}, what should I do?
I was looking at the {cue} this morning and could not make up my mind.
{person} wants to know about the {cue}.
Could you help me with the {cue}?
I can't stay long, but the {cue} has been on my mind.
We are meeting on Friday, mostly because of the {cue}.
The {cue} came up at lunch with {person}.
Any idea how much the {cue} would cost these days?
I never know what to say about the {cue}, what do you think?
There is some news about the {cue} at last.
Just got a message concerning the {cue}.
It's raining and I have nothing to do, so let me deal with the {cue}.
Tomorrow I have to sort out the {cue}.
{person} and I had an argument over the {cue} an hour ago.
"""

PERSON_TRUE = """
{cue} is coming over this evening.
I'm about to ring {cue}.
Guess who wrote to me today: {cue}!
I have a meeting with {cue} at {num}.
{cue} just walked in.
What should I cook for {cue} on Sunday?
I don't have much time, {cue} is waiting downstairs.
{person} says {cue} would like to join us.
I ran into {cue} in {place} this morning.
Is there anything I should tell {cue}?
"""

MATTERS = (
    "driving test|visa|thesis|job interview|new flat|knee surgery|piano recital|scholarship|court hearing|book launch"
)

MATTER_TRUE = """
{who}'s {matter} is on Thursday.
How did the {matter} go for {who}?
{who} sent me a note about the {matter} just now.
The {matter} is all {who} can think of at the moment.
I promised {who} some help with the {matter}.
Talking to {who} this afternoon about that {matter}.
"""

OTHER_TOPIC = """
{who} made a wonderful {food} for all of us.
{who} has a new haircut, it suits her.
I watched {show} with {who} until midnight.
{who} lost a {thing} on the bus.
{who} beat me at darts again.
{who} thinks {team} will win the cup.
Went swimming with {who}, the water was freezing.
"""

# cue = true ones | ... = the word in another sense | ...
HOMONYMS = """
Python script = the Python script crashed again last night | I am tidying up my Python script | can a Python script read that file? = the zoo has a python four metres long | a python swallowed a goat in that film
bank loan = I need to reply about the bank loan | the bank loan has a fixed rate | {person} asked how the bank loan is going = we had a picnic on the bank of the river | the ducks sleep on the grassy bank
computer mouse = my computer mouse keeps double clicking | which computer mouse is best for small hands? | the computer mouse ran out of power = there is a mouse living behind the fridge | the cat brought in a dead mouse
tree bark = the tree bark is peeling off near the gate | is tree bark good against weeds? | I am photographing tree bark for the class = that terrier does nothing but bark | the bark of the neighbour's hound woke me
crane hire = the quote for the crane hire came in | crane hire costs more on Saturdays | who does crane hire round here? = a grey crane landed in the marsh | we watched a crane catch a frog
baseball bat = I left the baseball bat at school | is a baseball bat allowed as hand luggage? | {person} wants a baseball bat for his birthday = a bat flew into the attic at dusk | the bat hangs upside down all day
spring water = the spring water tastes of iron | we ran out of spring water | is spring water worth the money? = in spring the lambs are born | a spring popped out of the old sofa
Apple shares = Apple shares went up by two percent | should I sell the Apple shares? | I read something about Apple shares = I ate an apple on the train | an apple a day, as my gran says
Mercury = what is the distance to Mercury? | {person} is giving a talk on Mercury | Mercury passes in front of the sun next week = the old thermometer had mercury in it | mercury is a liquid metal, isn't it?
Turkey = flights to Turkey are cheap at the moment | {person} is flying out to Turkey | I want to learn the history of Turkey = we had roast turkey and gravy | the turkey was far too dry
letter of reference = I still need the letter of reference | who should sign the letter of reference? | the letter of reference has to be on paper = the word has one letter too many | which letter comes after q?
nail varnish = this nail varnish chips after a day | I'm choosing nail varnish for the party | does nail varnish keep for years? = I stepped on a rusty nail | hang it on the nail by the door
pool table = we are getting a pool table for the office | the pool table has a torn cloth | how big is a pool table? = the kids splashed about in the pool | they set the table with candles
ring road = there is a jam on the ring road | the ring road is closed until six | do I take the ring road or go through town? = she wears a silver ring | give me a ring after dinner
"""

NEGATED = """
This has nothing to do with {cue}.
Let's not talk about {cue} right now.
No, I don't mean {cue}, I mean something else.
I am not asking about {cue}.
Please don't start on {cue} again.
It wasn't about {cue} at all.
I'd rather not discuss {cue} today.
Forget {cue}, that is not why I'm writing.
"""

PAST = """
Years ago we spent a whole summer on {cue}.
I remember when everybody was mad about {cue}.
Back in 2009 I wrote an essay on {cue}.
When I was a child my uncle went on and on about {cue}.
We used to argue about {cue} at college.
A decade ago {cue} mattered to me, those days are gone.
My grandmother once told a story involving {cue}, long before I was born.
"""

QUOTED = """
The headline said "{cue} causes chaos" or something.
In the film the hero shouts "what about {cue}?" and jumps.
"Never trust {cue}," says the villain in the novel.
The song goes "oh {cue}, come back to me".
{person} quoted the advert: "{cue}, now at half price".
A sticker on the lamp post read "{cue} forever".
"""

TOPICS = """
# gardening | the garden | growing vegetables
The tomatoes are finally turning red on the vine.
Slugs ate every single lettuce overnight.
I pruned the roses and mulched the flower beds.
Is it too late to sow carrots and beans outside?
The compost heap smells sour, too many grass clippings I think.
My courgette seedlings are yellow at the leaf tips.
{person} gave me {num} strawberry plants to put in the soil.
I spent the afternoon pulling weeds and digging up potatoes.
# my taxes | the tax return
The revenue office wants the form by the end of the month.
Can I deduct the home office and the train fares from my income?
My accountant asked for last year's payslips and receipts.
I think I owe HMRC about {num} hundred.
Do freelancers declare VAT quarterly or yearly?
I still need the statement of earnings from my employer.
They might audit me if the deductions look too high.
I am hoping for a refund from the IRS this spring.
# the wedding | getting married
The bride wants peonies and the groom wants a brass band.
We still need to choose the rings and write our vows.
I can't decide between the lace gown and the satin one.
The venue holds a hundred and twenty guests for the reception.
My fiancé wants {person} to be best man.
The bridesmaids are all in pale green.
The invitations have to be posted, RSVP by June.
We are thinking of Madeira for the honeymoon.
# my sleep | insomnia
I lay awake until four in the morning again.
Even with melatonin I toss and turn for hours.
I keep waking at three and can't drift off again.
Maybe I should stop looking at the screen in bed.
I got {num} hours last night and feel like a zombie.
My snoring is so bad that my wife moved to the spare bedroom.
I need a firmer mattress and darker curtains, I am exhausted every night.
A nap after lunch makes the nights worse.
# running | marathon training
I did twelve kilometres along the canal at an easy pace.
My shins hurt after the intervals on the track.
I need new shoes, the soles of these have eight hundred miles on them.
What should my split be for a half in under two hours?
I joined a jogging club with {person}.
My long one this Sunday is thirty k.
I want to beat my personal best at the city 10K.
Do I need gels for a race of that length?
# the mortgage | buying a house
The lender offered a fixed rate of four percent for five years.
The surveyor found damp in the loft.
We put in an offer and the seller accepted.
Our deposit is fifteen percent of the asking price.
The estate agent called about a second viewing.
The solicitor says we exchange contracts next week.
Monthly repayments would be about {num} hundred over thirty years.
Is a three bedroom semi in this postcode worth that much?
# astronomy | stargazing
Saturn's rings were sharp through the telescope.
There is a meteor shower tonight after midnight.
I could see the Andromeda galaxy with binoculars.
The eyepiece gives a magnification of a hundred.
The sky was so dark that the Milky Way cast a glow.
Jupiter and its moons are high in the south this month.
A comet will be visible near the Big Dipper.
The lunar eclipse begins at {num}.
# chess
I lost my queen to a silly fork.
The Sicilian defence always gets me into trouble.
My Elo dropped below fifteen hundred.
He castled early and then sacrificed a bishop.
The endgame with rook and pawn was a draw.
Magnus won the tournament with black.
I keep blundering my knight in the opening.
It was checkmate in {num} moves.
# learning Spanish | my Spanish
I mix up ser and estar all the time.
The subjunctive in Castilian is driving me mad.
My teacher from Madrid says that my accent improved.
How do you say umbrella in castellano?
I did my Duolingo streak, {num} days now.
I practise verb conjugations with a tutor from Bogotá.
Por and para, I will never get them right.
I rolled my r properly for the first time, muy bien!
# back pain | my back
The physiotherapist showed me stretches for the lumbar spine.
I bent down and something went in my lower vertebrae.
I can hardly sit, the sciatica shoots down my leg.
The MRI shows a slipped disc.
The chiropractor cracked me like a walnut.
I take ibuprofen just to get out of the chair.
I strained my spine carrying boxes up the stairs.
A standing desk might help my posture and the ache.
# the kitchen renovation | remodelling the kitchen
The new worktops are oak and the cabinets white.
The plumber moved the sink under the window.
The tiler starts on the splashback on Tuesday.
There's plaster dust everywhere and no oven for a week.
The builders knocked through the wall to the dining room.
We can't agree on the colour of the cupboard doors.
The fitter measured for the extractor hood and the island.
The contractor says {num} more weeks until the units are in.
# solar panels | solar power
The installer says our roof faces south west, perfect.
We exported more kilowatt hours to the grid than we used.
The inverter shows a fault code.
A storage battery would keep the lights on after sunset.
The photovoltaic array makes four kilowatts at noon.
The feed-in tariff went down again.
How long until it has paid for itself in electricity bills?
They bolted the modules onto the tiles in {num} hours.
# the pregnancy | expecting a baby
The ultrasound is on Monday, twenty weeks now!
I felt the first kick this morning.
The midwife says the due date may move.
Morning sickness is killing me.
We are arguing over names, she likes {person} for a girl.
I packed the bag for the maternity ward.
My ankles are swollen in this third trimester.
We bought a cot and a pram, the nursery is nearly ready.
# the guitar | learning guitar
I finally got a clean F barre chord.
My fingertips are sore from the steel strings.
Do you know an easy song with G, C and D?
I need a new amp and a plectrum.
I broke the top E string while tuning.
The fretboard buzzes at the fifth fret.
Fingerpicking that Dylan tune is slow going.
I jammed with {person}, he was on bass.
# photography | my camera
I shot the sunset at f eight and a slow shutter.
A fifty millimetre lens would be great for portraits.
The raw files need editing in Lightroom.
The tripod saved my long exposure.
The autofocus missed her eyes again.
I prefer black and white film, I develop it myself.
The bokeh in this picture is gorgeous.
At ISO 6400 the image is too grainy.
# job hunting | my job search
I sent my CV to {num} companies this week.
The recruiter called, they want me for a second interview.
How do I explain the gap in my resume?
I polished my LinkedIn profile and the cover letter.
They offered a salary below what I earn now.
I got another rejection email from HR.
The vacancy says five years of experience, I have three.
I have to hand in my notice if I accept the offer.
# online security | passwords
Somebody tried to log in to my account from abroad.
I got a phishing mail that looked like my insurer.
Turn on two factor authentication everywhere.
My laptop has a virus, I suspect ransomware.
Hackers leaked a million email addresses.
The antivirus found a trojan in the download.
I use a vault with a long master phrase.
Is the VPN encrypting my traffic?
# camping | the camping trip
We pitched the tent by the lake before dark.
Bring the stove, the gas canister and a torch.
A bear sniffed around our cooler at night.
We toasted marshmallows over the fire.
The rucksack weighs {num} kilos with the mat and the poles.
The rain came through the groundsheet.
Is wild pitching allowed in the national park?
We hung the hammock between two pines.
# investing | the stock market
I put a thousand into an index fund.
The Nasdaq fell three percent on Friday.
Should I rebalance my portfolio towards bonds?
The dividend yield is better than I thought.
My broker charges a fee per trade.
I sold my Tesla shares too early.
ETFs are less risky than single equities.
The bull run can't last, everyone is buying.
# sailing | the boat
We tacked upwind all the way to the island.
The mainsail tore in a gust.
I need to scrape the hull and repaint the keel.
The anchor dragged in the bay at night.
There is force six on Saturday, too rough for the yacht.
I tied a bowline and coiled the ropes.
We moored in the marina for {num} nights.
The rudder is stiff and the jib flaps.
# beekeeping | the bees
The queen has stopped laying and the hive is weak.
I harvested eleven jars of honey.
The swarm settled on the neighbour's plum tree.
The smoker calmed them while I took the frames out.
I found varroa mites on the brood.
I got stung through the veil.
The drones are being thrown out for the winter.
The apiary inspector comes on Tuesday.
# knitting | my knitting
I dropped a stitch in the second row.
This merino yarn is so soft.
The cable pattern needs a third needle.
I'm making a cardigan for {person}, only the sleeves are left.
Cast on sixty, then purl to the end.
I bought {num} balls of wool in mustard.
The jumper came out two sizes too large.
I unravelled the whole scarf and started over.
# the lawsuit | the court case
My solicitor thinks we should settle before trial.
The judge postponed the hearing again.
The plaintiff asked for damages of ten thousand.
We have to submit the evidence to the tribunal.
The barrister's fees are eating us up.
The other side's attorney sent another letter.
The witness has to give a sworn statement.
We may appeal if the verdict goes against us.
# my allergies | hay fever
My eyes itch and I sneeze all day.
The pollen count is very high, birch mostly.
Antihistamines make me drowsy.
Even a trace of peanut brings me out in hives.
I carry an epipen just in case.
The nasal spray helps against the runny nose.
Cats make me wheeze within minutes.
The skin prick test showed a reaction to dust mites.
# moving house | the move
The removal firm comes on the first of the month.
I've packed {num} cardboard boxes and I am not half done.
We have to give notice to the landlord and return the keys.
The sofa won't fit through the door of the new apartment.
Do I have to tell the post office about the new address?
We need bubble wrap for the plates.
Our lease ends in May and the new place is ready in April.
Unpacking will take us weeks.
# politics | the election
The polls put the socialists ahead by two points.
The prime minister refused to resign.
Who will you vote for on Sunday?
The coalition fell apart over the budget.
The senator's campaign ran out of money.
Turnout was low at the ballot stations.
Parliament passed the bill by one voice.
The candidates' debate was a shouting match.
# my diet | losing weight
I cut out sugar and count every calorie.
I am down {num} pounds since January.
Intermittent fasting makes me dizzy.
The scales said ninety kilos this morning.
No carbs after six, that's the rule.
My trousers are loose around the waist at last.
The nutritionist says more protein and fibre.
I had a cheat day and ate a whole pizza, my BMI won't like it.
# my car | car trouble
The engine makes a rattling noise when it's cold.
The mechanic says the clutch is worn out.
It failed its MOT because of the brakes.
The exhaust fell off on the motorway.
The oil light came on after the last service.
I had a flat tyre and no spare.
The garage wants {num} hundred for a new gearbox.
It won't start, the starter motor just clicks.
# the dentist | my teeth
My molar hurts when I drink something cold.
I need a root canal and a crown.
The hygienist told me to floss more.
I cracked a filling on an olive stone.
They want to take out both wisdom ones.
My gums bleed when I brush.
The braces come off in {num} months.
I hate the sound of that drill in my mouth.
# retirement | my pension
I will stop working at sixty three.
How much will I get a month when I'm a senior?
My annuity statement arrived from the fund.
The state will pay less than half of my last wages.
After forty years at the company I deserve some rest.
I could take a lump sum at sixty or wait.
My wife wants us to live in Spain once I finish work for good.
The superannuation scheme changed its rules for older employees.
# video games | gaming
I finally beat the final boss on hard mode.
My Xbox controller drifts to the left.
The new Zelda took me eighty hours.
We raided the dungeon with the guild.
The frame rate drops in multiplayer matches.
I'm stuck on level {num} of that platformer.
The graphics card can't run it at 4K.
Minecraft with the kids, we built a castle.
# machine learning | neural networks
The loss stopped falling after ten epochs.
I'm fine-tuning a transformer on our data set.
The model overfits, maybe I need dropout.
Gradient descent diverges with that rate.
The GPU ran out of memory at batch size {num}.
Our classifier reaches ninety percent accuracy on the validation set.
Should I use embeddings or plain features for the regression?
The backpropagation code has a bug.
# looking after my father | my dad's health
The care home has a free room from June.
His dementia got worse, he did not recognise me.
The nurse changes the bandage at his bedside each morning.
The old man fell in the bathroom again.
At eighty six he needs help with washing and dressing.
The geriatrician changed his blood pressure pills.
His memory clinic appointment was moved.
He refuses to use the walking frame.
# the holiday in Japan | our trip to Japan
The bullet train to Kyoto takes two hours.
We booked a ryokan with a hot spring.
Is the rail pass worth it for {num} days?
I want to see the cherry blossom in Tokyo.
Mount Fuji was hidden in the clouds.
Which temple in Nara has the deer?
How many yen should I take in cash?
We land at Haneda at six in the morning.
"""

FILLER = """
Good morning! How are you today?
Hey, long time no see.
Thanks, that was really helpful.
Ha, that made me laugh out loud.
Okay, let me think about it.
Sounds good to me.
I'm feeling {mood} today, no idea why.
See you later then.
Sorry, I was away from the keyboard.
Hmm, not sure I agree with that.
You're right, I had not thought of it that way.
Can you say that again in simpler words?
Wow, really? Tell me more.
Never mind, I figured it out.
What do you think I should wear tonight?
It's pouring outside and I forgot my {thing}.
Looks like it will clear up by the afternoon.
The wind last night nearly took the bins away.
It's far too hot to do anything.
First frost of the year this morning.
The fog was so thick that I missed my stop.
I love the smell after a thunderstorm.
They say it'll snow on Thursday.
I had {food} for lunch and it was great.
{person} can't cook, the {food} was burnt.
What goes well with {food}?
I'm so hungry I could eat {food} twice.
We ordered {food} and it came cold.
The waiter forgot our drinks entirely.
Is there any decent place for {food} near {place}?
I spilled tea all over the table.
This bakery near {place} sells out by ten.
The milk went off, so I drank it black.
I tried the new café in {place}, the cake was dry.
{person} brought doughnuts to the office again.
My mother swears by a pinch of salt in hot chocolate.
We had a barbecue and nobody remembered the charcoal.
The queue at the supermarket was endless.
They were out of eggs again.
I bought a jacket that I really did not need.
Do these shoes go with a grey suit?
I returned the {thing} because the colour was off.
The sale at {place} ends on Sunday.
I can never find my size in that shop.
The parcel was left with the neighbours.
I lost my {thing} somewhere in {place}.
Have you seen my {thing}?
{person} borrowed my {thing} and never gave it back.
I ordered the wrong {thing}, typical.
The zip on my coat broke.
I'm halfway through {show}, no spoilers please.
{show} was better in the first season.
We watched {show} and fell about laughing.
{person} told me to watch {show}.
Who plays the sister in {show}?
The cinema was nearly empty on Monday.
I cried at the end of that film, don't tell anyone.
The popcorn cost more than the ticket.
I've had that tune in my head all day.
The concert in {place} was sold out in minutes.
My headphones only work on one side.
{person} sings in the shower, very loudly.
I'm reading a thriller, it's hard to put down.
The book club picked something dreary again.
{team} lost again, I don't want to discuss it.
Did you see the goal by {team} in extra time?
{person} has tickets for {team} on Saturday.
I fell off the sofa when {team} scored.
The referee needs glasses.
Table tennis in the basement, {person} won every set.
I missed the bus by {num} seconds.
The train was {num} minutes late again.
The tube was packed like a tin of sardines.
There's a strike on the trams tomorrow.
I walked home from {place} because the night was nice.
The lift is broken, so I climbed {num} floors.
A taxi from {place} is daylight robbery.
I left the house without my {thing}.
The meeting could have been an email.
My boss moved the call to {num}.
{person} is on leave until the tenth.
The printer jams every time I'm in a hurry.
I have {num} unread messages and no will to live.
The new colleague seems nice, her name is {person}.
I've got to finish the slides for tomorrow.
The office is freezing, someone opened all the windows.
They put the coffee machine on the third floor.
I forgot to mute myself, very embarrassing.
The deadline was moved to the end of the week.
We had cake for {person}'s farewell.
My desk is a mess, as always.
Can you shorten this paragraph for me?
How do you spell rhythm?
What's another word for happy?
What time is it in {place} now?
How many ounces are in a pound?
Tell me a joke about penguins.
Write a short poem about {place}.
What's the capital of Mongolia?
Translate good evening into Polish for me.
Set the table for {num}, please, I mean how would you lay it out?
Give me {num} ideas for a quiz night.
Summarise the last chapter for me, would you?
What's the square root of two hundred?
Who painted the girl with the pearl?
How far is it from {place} to the coast?
Recommend a board game for {num} people.
Is a tomato a fruit or not, asking for a bet.
The cat knocked a vase off the shelf.
My cat sleeps on the laundry, always on the black things.
{person}'s parrot says rude words.
The neighbours' dog howls when they are out.
The goldfish is called Steve, don't ask.
The people upstairs are moving chairs at midnight.
The bin lorry comes at six, horrible.
Someone parked their bicycle right across our door.
The doorbell rang, but nobody was there.
{person} from next door asked for an egg.
We've got ants in the hallway again.
I finally changed the light bulb on the landing.
The washing line snapped with everything on it.
One sock is missing, as usual.
I ironed {num} shirts and the board squeaks.
The hoover makes a funny smell.
I cleaned the windows and then it rained.
The tap drips all night long.
I can't find the end of the sticky tape.
My phone is at {num} percent.
The wifi is slow in the back room.
I dropped my phone, the screen survived.
The update took ages.
I've got too many tabs open.
My keyboard is missing the letter k.
It's {person}'s birthday on Saturday.
What do I get for someone who has everything?
We blew up {num} balloons, I'm out of breath.
The party went on until dawn.
{person} danced on the table, there is a video.
My sister and {person} are not speaking at the moment.
Grandma turned ninety and danced with everyone.
My brother called from {place}, he's doing fine.
{person} has a new boyfriend, apparently he's tall.
My niece lost her shoe in the park.
The kids painted the hallway, not on paper.
School's out on Friday at noon.
The little one drew a horse with {num} legs.
My daughter wants to be a pirate.
Parents' evening is next week, I hope {person} comes too.
The twins are asleep at last, what a quiet evening.
I cut my hair too short.
The hairdresser talked for {num} minutes about her ex.
My new glasses make me look like a teacher.
I've got a blister from the new sandals.
I banged my toe on the bed frame.
I've got a bit of a cold, lots of tea today.
I laughed so much that my stomach hurt.
We're thinking of going to {place} on Sunday.
{place} is lovely at this time of the year.
The hotel in {place} had no curtains.
{person} sent me a postcard from {place}.
The museum in {place} is free on Tuesdays.
We got lost in {place} and found a nice square.
I can't wait for the weekend.
Nothing planned for tonight, maybe a puzzle.
I'm taking the day off tomorrow.
Let's meet at {num} by the fountain.
{person} cancelled at the last minute.
Shall we say Wednesday instead?
I'm running late, start without me.
I won {num} euros in the raffle.
I found a coin from 1962 in my pocket.
The fair is in town, I can hear it from here.
There was a rainbow over {place}.
A pigeon stole my sandwich.
I saw a fox cross the street at noon.
The radio played nothing but adverts.
They closed the pub in {place}, a shame.
The bridge to {place} is closed for repairs.
A man with {num} hats came in, I kid you not.
I dreamt of a giant snail, what does it mean?
I'm no good at remembering names.
Mondays should be illegal.
People who whistle before breakfast frighten me.
The vending machine ate my coins.
{person} still owes me a drink.
I promised {person} to be on time for once.
The stamps got more expensive, did you notice?
My handwriting is getting worse every year.
The candles smell of vanilla, too sweet for me.
I painted the fence green, it looks odd.
{person} collects spoons, of all things.
We made paper planes in the office, {person}'s flew best.
I could listen to the rain for hours.
There was a queue of people in {place} taking selfies.
Why do we say head over heels?
I think the clock in the hall is {num} minutes fast.
I finally threw out the old armchair.
A new rug would look nice in the living room.
The shelf is crooked, {person} put it up.
I burnt my tongue on the soup.
"""
