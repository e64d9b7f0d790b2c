# ruff: noqa: E501 - a line is one unit of data
"""Language of the prospective benchmark's TRAIN half: frozen with `prospective_data` (see there). English.

The same blocks as in `prospective_test_words`, of which it shares no template, no topic, no cue and no word of a slot.
"""

SLOTS = {
    "person": "Anna|Jack|Mei|Stefan|Chloe|Omar|Lucia|Pavel|Nora|Ethan|Sofia|Ravi|Karin|Samuel|Bea|Luca",
    "place": "Berlin|the station|Seville|the beach|Bristol|the library|Prague|the square|Boston|the riverside",
    "food": "a burrito|spaghetti|chicken curry|sushi|a grilled cheese|pea soup|dumplings|an omelette|waffles|meatballs",
    "thing": "keys|hat|laptop bag|earphones|raincoat|purse|pencil case|thermos|watch|mittens",
    "show": "the cooking show|that crime drama|the sitcom with the roommates|the dragon series|the talent show|the spy thriller",
    "team": "Liverpool|the Celtics|Porto's eleven|the Yankees|the home side|Bayern",
    "num": "three|four|six|eight|twelve|twenty",
    "mood": "sleepy|happy|annoyed|calm|restless|gloomy",
}

WHO_FIRST = (
    "Archibald|Beatrix|Cornelius|Delphine|Ekaterina|Florian|Gwendolyn|Horatio|Isadora|Jeremiah|Katarzyna|Leopold|"
    "Marguerite|Nikolai|Ottoline|Philippa|Reginald|Seraphina|Theodora|Vladimir|Wilhelmina|Xavier|Yolanda|Zachariah"
)
WHO_LAST = (
    "Armitage|Blackwood|Cartwright|Delacroix|Ellsworth|Fitzroy|Grigoryan|Holloway|Ibrahimovic|Jespersen|Kowalczyk|"
    "Lancaster|Mendoza|Novakova|Oyelaran|Petrescu|Radcliffe|Schumann|Tremblay|Vandenberg|Waterhouse|Yilmaz|Zimmermann|Ashdown"
)

ACTIONS = """
ask who has the spare copy
say that the invoice is paid
propose meeting a week later
remember the discount code
warn about the wet paint
ask for the address again
offer a lift to the airport
quote the figure from the report
return the borrowed ladder
tell the story of the lost glove
"""

STATES = "signal_strength|memory_used|oven_temperature|open_tickets|heart_rate|noise_level|backlog|pressure"

THINGS = """
coffee grinder = coffee grinder | coffee grinders | Coffee grinder
lawn mower = lawn mower | lawn mowers | LAWN MOWER
bus pass = bus pass | bus passes | pass for the bus
smoke detector = smoke detector | smoke detectors | detector for smoke
cellar key = cellar key | cellar keys | key to the cellar
health certificate = health certificate | health certificates | certificate of health
snow chains = snow chains | snow chain | chains for the snow
refrigerator = refrigerator | refrigerators | Refrigerator
projector = projector | projectors | projector's
stethoscope = stethoscope | stethoscopes | Stethoscope
stepladder = stepladder | stepladders | STEPLADDER
harmonica = harmonica | harmonicas | Harmonica
building permit = building permit | building permits | permit for building
fishing rod = fishing rod | fishing rods | Fishing rod
air mattress = air mattress | air mattresses | AIR MATTRESS
paper knife = paper knife | paper knives | Paper knife
walking stick = walking stick | walking sticks | Walking stick
rental bike = rental bike | rental bikes | bike for rental
photo album = photo album | photo albums | album of photos
entrance ticket = entrance ticket | entrance tickets | ticket for the entrance
club subscription = club subscription | club subscriptions | subscription to the club
rocking chair = rocking chair | rocking chairs | Rocking chair
jigsaw = jigsaw | jigsaws | Jigsaw
skateboard = skateboard | skateboards | skateboard's
Millbrook Press = Millbrook Press | millbrook press | MILLBROOK PRESS
Solvane Motors = Solvane Motors | solvane motors | Solvane Motors'
Tallyhop = Tallyhop | tallyhop | Tallyhop's
Kestrel Foundation = Kestrel Foundation | Kestrel foundation | the Foundation called Kestrel
Greenford Hospital = Greenford Hospital | greenford hospital | Greenford Hospital's
"""

THING_TRUE = """
Right, the {cue}: what would you do about it?
I keep going back and forth on the {cue}.
{person} asked me again about the {cue}.
I need your advice on the {cue}.
No time for lunch, I have to see to the {cue}.
My whole morning went into the {cue}.
Let us go over the {cue} together.
What is a fair price for the {cue}?
I haven't decided yet, but the {cue} seems important.
Something is up with the {cue}.
The {cue}, at last, is on the agenda for today.
Do not laugh, I had a question on the {cue}.
{person} will be here soon to look at the {cue}.
"""

PERSON_TRUE = """
I'm having dinner with {cue} tonight.
{cue} called a moment ago.
On my way to see {cue}.
There's a letter from {cue} on the table.
I can't talk for long, {cue} is at the door.
What would {cue} like as a present?
{person} and {cue} are joining the call at {num}.
I bumped into {cue} near {place}.
"""

MATTERS = "exam results|work permit|dissertation|audition|house purchase|hip operation|violin concert|fellowship|appeal|exhibition"

MATTER_TRUE = """
{who} has her {matter} next Monday.
Any word from {who} on the {matter}?
I told {who} I would look into the {matter}.
The {matter} keeps {who} busy these days.
{who} rang me up regarding the {matter}.
"""

OTHER_TOPIC = """
{who} cooked {food} and it was superb.
{who} bought a pair of red boots.
{who} laughs at every joke in {show}.
{who} left a {thing} at our place.
I played cards with {who} and lost.
{who} cheers for {team}, naturally.
"""

HOMONYMS = """
Java course = the Java course begins at nine | is the Java course any good? | {person} dropped out of the Java course = the island of Java has many volcanoes | a cup of java in the morning
seal on the window = the seal on the window is leaking | who can mend the seal on the window? = a seal was lying on the rocks | the seal clapped its flippers
phone bill = the phone bill doubled this month | I have to query the phone bill | {person} pays the phone bill = the bill of the toucan is enormous | a duck with an orange bill
date palm = the date palm needs repotting | how tall does a date palm grow? = she held it in the palm of her hand | my palm was sweaty
file cabinet = the file cabinet is locked | can two people carry a file cabinet? = we walked in single file | use a file to smooth the edge
football match = the football match is on at three | are you coming to the football match? = I need a match to light the candle | these curtains match the wall
light bulb = which light bulb fits the lamp? | the light bulb in the attic flickers = this bag is so light | I planted a tulip bulb
Amazon order = the Amazon order never arrived | can I still cancel the Amazon order? = the Amazon is longer than the Danube | frogs of the Amazon are colourful
Jaguar = the Jaguar is at the workshop | how fast is a Jaguar? | {person} sold the old Jaguar = a jaguar crept through the jungle | the jaguar at the zoo had cubs
China = the shipment from China is late | {person} moves to China in autumn = the good china is for guests | she dropped a china plate
mobile plan = my mobile plan runs out on Sunday | is there a cheaper mobile plan? = the cunning plan of the villain failed | a plan of the building hung on the wall
oil change = the oil change is due | who does a quick oil change? = do you have change for a ten? | change into something dry
"""

NEGATED = """
I don't want to talk about {cue}.
Not {cue}, the other thing.
It's not that I care about {cue}.
We can skip {cue}, it isn't what I wanted.
Nobody asked about {cue}.
I said nothing about {cue}.
Never mind {cue}.
"""

PAST = """
Long ago I knew all about {cue}.
In 1998 my cousin was obsessed with {cue}.
I used to dream of {cue} in my school days.
Do you remember when we quarrelled over {cue} as students?
Back then {cue} was a big thing for us.
Twenty years ago {cue} was in all the papers.
"""

QUOTED = """
The poster says "{cue}: the musical".
"I can't stand {cue}," mutters the detective in the series.
{person} read aloud: "{cue} is the future".
In the play somebody cries "give me {cue} or nothing".
The lyrics are something like "{cue}, baby".
He wrote "no more {cue}" on the blackboard in that comic.
"""

TOPICS = """
# baking sourdough | bread baking
The starter doubled in size overnight.
My loaf came out flat and dense.
I let the dough proof for {num} hours in the fridge.
Should I use rye or spelt flour?
The crust was dark and the crumb open.
Kneading by hand takes forever.
I scored the top with a razor before it went into the oven.
The yeast is past its date.
# training the dog | dog training
He pulls on the leash whenever he sees a squirrel.
She learnt to sit and stay for a treat.
The puppy chewed my slippers.
Clickers work better than shouting, says the vet.
The breeder wants him on less kibble.
He barks at the postman every day.
We walked {num} miles with the retriever off the lead.
The kennel club has obedience classes.
# skiing
The slopes were icy and the lift stood still.
My boots pinch and the bindings are loose.
Fresh powder up to the knees this morning!
I fell on the black run.
We booked a chalet in the Alps for {num} nights.
The instructor taught us to carve.
The avalanche warning is at level three.
Goggles, helmet, poles, I have it all.
# piano lessons | playing the piano
I practise scales every evening.
The left hand of that Chopin nocturne is hard.
The keys stick in this humid weather.
The tuner comes on Wednesday.
I can sight read simple sonatas by now.
Use less pedal in the Bach, my teacher says.
A grand would never fit into our living room.
Czerny exercises bore me to death.
# pottery
My bowl cracked in the kiln.
The clay was too wet to throw on the wheel.
I glazed {num} mugs in blue.
The handles fell off during firing.
Centring takes a lot of practice.
Porcelain shrinks more than stoneware.
I carved a pattern into the vase before it dried.
The studio has a free slot for ceramics on Tuesday.
# cycling | my bike
I got a puncture on the gravel road.
The derailleur skips when I change gears.
We climbed the pass, nine percent for ten miles.
My saddle is too high and my knees ache.
A new chain and brake pads cost me sixty.
I pedalled to {place} and back in {num} hours.
Drafting behind the peloton saves energy.
My helmet and lycra are in the wash.
# swimming
I did forty lengths before breakfast.
My front crawl is faster than my breaststroke.
The chlorine makes my eyes red.
The lifeguard blew his whistle.
I forgot my goggles and trunks.
The pool is closed for repairs, so no laps today.
Flip turns make me dizzy.
I want to learn butterfly this year.
# family history | genealogy
My great grandfather came from Galicia in 1902.
The parish register lists his baptism.
I found the ship's manifest from Ellis Island.
The census of 1881 has a gap.
My DNA results say twelve percent Norse.
I drew the tree back to {num} generations.
Her maiden name was spelt in three ways.
An ancestor of mine was a blacksmith.
# birdwatching
I spotted a kingfisher by the stream.
The binoculars fogged up at dawn.
A pair of robins nests in the hedge.
I counted {num} herons on the lake.
The warbler's song is easy to recognise.
We waited in the hide for the eagle.
Swallows gather before they migrate.
The feeder is full of finches and tits.
# writing a novel | my novel
I'm stuck in chapter {num}.
The main character needs a better motive.
My editor cut ten thousand words.
The plot falls apart in the middle.
I rewrote the first paragraph again.
The publisher turned down the manuscript.
Should the narrator be first person?
My agent wants a draft by autumn.
# home insurance | the insurance claim
The adjuster looked at the water damage.
They refuse to pay for the stolen jewellery.
The premium goes up by a tenth.
What does the policy say about burst pipes?
The excess is two hundred and fifty.
I need photos of everything that burnt.
The underwriter wants a new valuation.
Is flood damage covered at all?
# university applications | getting into college
The personal statement is due in January.
My SAT scores are good enough for Cornell.
The admissions officer asked for a transcript.
I got a conditional offer from Durham.
Which campus has the better dorms?
I was put on the waiting list.
The tuition is forty thousand a year.
My teacher wrote me a recommendation for a bachelor's degree.
# yoga | meditation
I held the downward dog for a minute.
Breathe in for four, hold, breathe out for eight.
My mat slips on the wooden floor.
I sat cross legged and watched my thoughts for {num} minutes.
The retreat was silent for three days.
Tree pose is all about balance.
The guru says to let go of desires.
Savasana is my favourite part, lying still.
# web design | my website
The CSS breaks on small screens.
The landing page needs a bigger button.
I bought the domain but the hosting is down.
The menu doesn't open in Safari.
Which font goes with this logo?
Traffic to the blog dropped after the redesign.
The HTML validator lists {num} errors.
WordPress wants another plugin.
# fishing
I caught a pike of eight pounds.
The trout don't bite in this heat.
My line snapped on a root.
We sat by the lake with rod and reel all day.
Worms are better bait than flies here.
I need a licence for the river.
He hooked a carp and let it go.
The float went under {num} times.
# horse riding | the horses
The mare refused the last jump.
I mucked out the stable before school.
The saddle rubs on his withers.
We cantered along the bridleway.
The farrier comes for new shoes.
My pony won a rosette in dressage.
He needs more hay and fewer oats.
The reins slipped out of my hands at a trot.
# skin care | my skin
The new moisturiser gives me pimples.
I put on sunscreen even in winter.
My face is red and flaky around the nose.
The dermatologist prescribed a retinol cream.
My eczema flares up when it's cold.
A serum with vitamin C costs {num} euros.
I have acne like a teenager.
This cleanser strips away the natural oils.
# 3D printing
The filament jammed in the nozzle.
The first layer doesn't stick to the bed.
PLA warps less than ABS.
It took {num} hours to make one gear.
The slicer adds too many supports.
I levelled the build plate again.
The extruder clicks and skips steps.
The STL model has holes in its mesh.
# electric cars
The charging station at the mall was broken.
The range drops by a third in winter.
The wallbox gives eleven kilowatts.
The Tesla needs {num} minutes to eighty percent.
Does the battery lose capacity over the years?
I plugged it in overnight.
The plug doesn't fit the CCS socket.
Regenerative braking takes getting used to.
# money problems | my budget
I'm overdrawn again and rent is due.
The credit card interest is eating me alive.
I spent twice what I earn this month.
I put {num} euros aside in a jar.
We have to cut our expenses, no more eating out.
The loan shark keeps calling.
My spreadsheet says we can't afford it.
I consolidated the debt into one instalment.
# migraines | my headaches
It started with zigzag lines in my left eye.
The throbbing behind my temple won't stop.
Light and noise make it unbearable.
I took a triptan and lay in the dark.
The neurologist asked me to keep a diary.
Red wine triggers an attack every time.
I felt sick and half blind for {num} hours.
Botox in the forehead is said to prevent them.
# brewing beer | homebrew
The wort boils for an hour before the hops go in.
Fermentation stopped at ten twenty.
I bottled forty pints of stout.
The malt smells like biscuits.
The airlock bubbles every {num} seconds.
This IPA turned out far too bitter.
I sanitised the kegs twice.
The lager needs weeks in the cold.
# the aquarium
The guppies had babies again.
There are algae all over the glass.
The filter pump hums at night.
The nitrate level is too high.
A snail got into the heater.
I changed a third of the water.
The neon tetras hide behind the plants.
The tank holds {num} gallons.
# drones
The propeller hit a branch.
It hovers at sixty feet in GPS mode.
The gimbal keeps the camera steady.
Am I allowed to fly near the airport?
The quadcopter fell into the sea.
One battery lasts {num} minutes in the air.
The remote lost its signal behind the hill.
We filmed the castle from above.
# dance classes | dancing
We learnt the basic step of the tango.
I always step on my partner's toes.
The salsa night starts at {num}.
My pirouette is wobbly.
The ballet teacher is strict.
Lead with your hips in the rumba.
We waltzed around the ballroom.
The choreography has a lift at the end.
# learning Japanese
I know two hundred kanji by now.
Hiragana is easy, katakana is not.
The particles wa and ga confuse me.
My tutor from Osaka speaks too fast.
I take the N4 exam in December.
Keigo, the polite form, is a nightmare.
I read manga without a dictionary.
How do you count flat things in Nihongo?
# noisy neighbours | noise next door
The bass goes through the wall until two.
They drill on Sunday mornings.
I knocked and asked them to turn it down.
Their stereo shakes my glasses.
The landlord sent them a warning.
I bought earplugs because of the parties upstairs.
I called the police about the racket.
The couple in number {num} shout all night.
# volunteering | charity work
I handed out soup at the shelter.
The food bank needs more hands on Saturday.
We raised {num} hundred for the hospice.
I read to patients on the ward for free.
Donations of clothes pile up in the hall.
The Red Cross asked me to help again.
We collected litter along the shore.
I mentor a refugee boy once a week.
# smart home | home automation
The motion sensor turns on the hallway lamp.
Alexa doesn't understand my accent.
The blinds go down at sunset by themselves.
The Zigbee hub lost {num} devices.
I wrote a routine for the heating.
The doorbell camera sends me a clip.
Voice commands stopped working after the update.
The robot vacuum got stuck under the bed.
# the school play | the theatre group
I forgot my lines in the second act.
The costumes don't fit and the curtain is torn.
The director wants {num} more rehearsals.
She got the role of Juliet.
The prompter fell asleep.
The scenery wobbled when Hamlet slammed the door.
The applause went on for minutes on opening night.
Auditions for the musical are on Monday.
# quitting smoking
Day {num} without a cigarette.
The patches make my arm itch.
I chew nicotine gum all day.
I had a craving after dinner.
Vaping is no better, they say.
I threw my lighter and the ashtray away.
My cough is gone and I can taste again.
I relapsed at the pub, only one drag.
# the roof repair | the leaking roof
Water drips into the attic when it rains.
The slates came off in the storm.
The gutter is blocked with leaves.
The scaffolding goes up on Monday.
The chimney flashing is cracked.
The quote for new tiles is {num} thousand.
There is a wet stain on the bedroom ceiling.
The rafters are rotten, says the carpenter.
"""

FILLER = """
Hi there, how is it going?
Morning! Did you have a good rest?
Thank you so much for your help.
That's hilarious, I must tell {person}.
Fine by me.
Let me get back to you on that.
I'm a little {mood} right now.
Talk to you tomorrow.
Oops, wrong button.
I'm not convinced, to be honest.
Good point, I will keep it in mind.
Could you explain this once more?
No way! What happened then?
It's alright, the problem solved itself.
What's a good colour for a scarf?
It's drizzling and I have no {thing} with me.
The sun is out at last.
There was hail the size of marbles.
It's so cold that my nose is running.
What a sticky, humid evening.
The leaves are turning yellow already.
Thunder woke the whole street.
Tomorrow will be windy, they say.
The sky is grey and so is my mood.
I ate {food} on a bench by myself.
{person} makes the best {food} in the world.
Do you serve {food} hot or cold?
I could live on {food}.
The delivery guy brought {food} to the wrong door.
They charged me twice for {food}.
Where can I get good {food} in {place}?
I knocked over a glass of juice.
The cake fell apart when I cut it.
I burnt the toast and set off the alarm.
The tea here tastes like dishwater.
We had ice cream at {place}, mine melted.
{person} put salt in the sugar bowl.
My aunt sends us jam every summer.
I'm out of coffee, this is an emergency.
Lunch was a banana and a biscuit.
The cashier was in a terrible mood.
I went in for milk and came out with a lamp.
These jeans shrank in the wash.
Should I take the blue shirt or the white one?
They don't make my {thing} any more.
The shop at {place} gave me a voucher.
I left my {thing} in a changing room.
My {thing} is gone, I looked everywhere.
{person} found my {thing} under the sofa.
The courier rang at seven in the morning.
I sent back the {thing}, it was scratched.
A button came off my shirt in the meeting.
I started {show} last night and stayed up late.
The ending of {show} made no sense.
{person} quotes {show} all the time.
Are they making another season of {show}?
I fell asleep in front of {show}.
We went to the pictures and the sound was awful.
That film is three hours long, bring a cushion.
The band at {place} played for {num} hours.
I can't stop humming that jingle.
My neighbour practises the trumpet.
{person} has a ticket to spare for the gig.
I'm on page {num} of that biography.
I lent my book to {person} and it came back wet.
{team} won by a whisker.
Nobody thought {team} would make it to the final.
{person} wears a {team} shirt to bed.
We shouted ourselves hoarse for {team}.
The umpire was booed off the court.
I lost at bowling to a ten year old.
The bus went past without stopping.
My train was cancelled, then it came after all.
I sat next to a man with a tuba on the metro.
The ferry was late because of the tide.
The escalator at {place} is out of order.
I took the wrong exit and ended up in {place}.
We walked {num} blocks in the drizzle.
A cab took me to {place} and the driver sang.
My call with {person} went on for {num} hours.
The boss wants it by noon.
{person} handed in the wrong report.
I've been in meetings since eight.
The photocopier is out of toner.
My inbox is a battlefield.
There's a new rule about hot desks.
The intern, {person}, fixed it in a minute.
I presented the numbers and nobody asked a thing.
Someone took my yoghurt from the office fridge.
The canteen has {food} on Fridays.
I booked the room on the wrong floor.
{person} got promoted, good for her.
My chair is squeaking and the others are giggling.
Make this email sound friendlier, please.
What is the plural of octopus?
Give me a synonym for tired.
Is it already evening in {place}?
How many feet are in a mile?
Tell me something funny about camels.
Compose a limerick on {place}.
Which river flows through {place}?
How do I say thank you in Greek?
What is twelve times fourteen?
Suggest {num} names for a hamster.
Give me the gist of this article.
Who invented the zip fastener?
How tall is the highest waterfall?
What should we play at the party on Friday?
Is a hot dog a sandwich?
The kitten climbed the curtains.
{person}'s rabbit escaped again.
A spider as big as a coin lives in my bath.
The hamster wheel squeaks at night.
Our tortoise woke up today.
The rubbish was not collected this week.
Somebody left a pram in the stairwell.
The postman gave me {person}'s letters.
The lady from the ground floor waters our plants.
We share a wall with a drummer, lucky us.
There's a wasp in the kitchen.
I swapped the curtains in the hall.
The dryer eats socks.
I folded laundry for {num} hours.
The iron left a mark on my blouse.
The floor is sticky and nobody knows why.
I mopped and then {person} walked in with muddy boots.
The sink is blocked again.
I can't open this jar.
My phone died in the middle of the call.
The signal in {place} is hopeless.
The screen has a crack now.
I forgot the code for my own suitcase.
It says the disk is full again.
My laptop fan sounds like a plane.
{person} turns {num} next week.
I need a present for my cousin, any ideas?
The candles set off the sprinklers at the party.
We danced until the lights came on.
{person} fell into the punch bowl.
My parents are visiting from {place}.
My cousin and {person} made up at last.
Granddad tells the same story each time.
My uncle in {place} grew a moustache.
{person} is seeing someone new.
My nephew swallowed a coin.
The kids built a fort out of cushions.
Term starts again on Monday.
The baby next door giggles at buses.
My son wants to be an astronaut or a baker.
There's a bake sale at the school gate.
The children are at {person}'s, what bliss.
I got a fringe and I regret it.
The barber cut my ear, just a little.
I need new lenses, everything's blurred.
My heel broke on the cobbles.
I bit my tongue, it hurts.
My throat is a bit sore, I'll have some honey tea.
I yawned through the whole lecture.
Shall we drive out to {place} on Saturday?
{place} was full of tourists.
The hostel in {place} smelt of feet.
{person} is back from {place} with a tan.
We saw a strange statue in {place}.
The map was upside down, so we walked in circles.
Is it Friday yet?
I have no plans this evening.
I called in sick, don't tell anyone.
Meet me at {place} at {num}.
{person} is always late.
Would Tuesday suit you better?
Give me {num} minutes, I am nearly there.
I won a cuddly toy at the fair.
There was a note in my library book.
The circus is at {place}, I heard an elephant.
I saw two moons, but one was a street lamp.
A seagull took my chips.
A hedgehog ran through the yard.
The news was all gloom again.
They shut the cinema in {place}.
The road to {place} is full of holes.
A woman with {num} umbrellas got on.
I dreamt I could fly, then the alarm rang.
Names go in one ear and out the other with me.
I hate Sundays after four o'clock.
Loud chewing drives me up the wall.
The ticket machine swallowed my note.
I owe {person} a coffee.
I'll be punctual, I swear.
Parking in {place} costs a fortune.
My pen leaked into my pocket.
The lilies smell too strong for me.
We painted the bathroom orange by mistake.
{person} collects fridge magnets.
We had a paper ball fight at work.
I like the sound of gravel.
The stars of the show were two geese.
Where does the phrase piece of cake come from?
The church bell is {num} minutes slow.
I sold the old wardrobe online.
We need a lamp for the corner.
The picture hangs askew, {person} did it.
I scalded my hand with steam, only a bit.
"""
