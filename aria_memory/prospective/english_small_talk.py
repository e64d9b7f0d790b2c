# ruff: noqa: E501 - a line is one unit of data
"""Templates of the made-up talk of `english_background`: ours, none of them of the benchmark. Data, no logic."""

SLOTS = {
    "name": "Harriet|Tobias|Ingrid|Malik|Rosalind|Fatima|Wesley|Solveig|Hiroshi|Bridget|Otis|Marisol|Linnea|Zoltan|Priscilla|Ansel|Noor|Gareth|Odette|Rafael|Simone|Yusuf",
    "city": "Lisbon|Oslo|Krakow|Toronto|Naples|Dublin|Athens|Melbourne|Ghent|Cardiff|Zurich|Kyoto|Riga|Marseille|Austin",
    "city2": "Helsinki|Chicago|Nairobi|Bergen|Lima|Hanoi",
    "spot": "the bus stop|the town hall|the cafe|the old mill|the stadium|the swimming baths|the market|the crossroads|the hospital|the church|the campus|the playground|the pharmacy",
    "item": "jacket|hat stand|belt|blanket|lunch box|lipstick|screwdriver|mirror|mug|sweater|calculator|torch",
    "colour": "green|purple|beige|turquoise|pink|brown",
    "colour2": "black|yellow|navy|silver",
    "meal": "fried rice|a salad|fish and chips|noodles|a casserole|porridge|scrambled eggs|beans on toast|meat pie|risotto|apple crumble",
    "drink": "cup of cocoa|lemonade|glass of milk|smoothie|cappuccino|herbal tea",
    "drink2": "cola|orange juice|cider|mineral water",
    "kin": "mother|father|sister|brother|aunt|niece|grandmother|father-in-law|godson|stepsister|grandson",
    "feel": "cheerful|worn out|grumpy|relaxed|lonely|excited|confused|jealous|peaceful|stressed",
    "adj": "splendid|dreadful|so-so|weird|fantastic|boring|exhausting|lovely|odd|brilliant",
    "part": "morning|afternoon|evening|week|night",
    "time": "noon|midnight|half past five|yesterday|last night|this morning|eleven|a week ago|today|sunset",
    "day": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "month": "January|March|April|June|August|September|November|December",
    "n": "two|five|seven|nine|ten|eleven|fifteen|thirty|forty|a hundred",
    "n2": "sixteen|seventeen|nineteen",
    "ord": "first|second|third|fourth|seventh|tenth",
    "vehicle": "tram|night bus|coach|underground|early train|ferry|shuttle",
    "genre": "thriller|comedy|documentary|love story|fantasy novel|western|musical|quiz show|detective story|cartoon|biopic",
}

TEMPLATES = """
Hello again, I'm back.
Good evening, what are you up to?
Hey you, long time no see!
Sorry, I was away for {n} minutes.
Right, where were we?
Hang on a second, somebody is calling.
Okay, sounds good.
Haha, exactly what I thought.
Thanks a million, that saved my day.
You're welcome, any time.
I don't really know what to say.
Never heard of that before.
That makes sense now.
Hm, let me think it over for a while.
Forget it, it was a silly question anyway.
Wait, that is not what I wrote.
Please say that again in simpler words.
Can you keep it shorter next time?
Are you sure about this?
I agree with {name} on that.
Good night, sleep tight.
See you around {time}.
I feel rather {feel} this {part}.
Somehow I'm {feel} and I can't tell why.
{name} seemed {feel} when we spoke.
It was a {adj} day from start to finish.
What a {adj} {part} this has been.
Do you ever get bored?
How old are you actually?
What did I tell you about me {time}?
It rained cats and dogs all {part}.
There is fog over the whole valley.
The forecast promises {n} degrees for {day}.
My umbrella turned inside out on the bridge.
So much snow that the front door would not open.
It's far too hot to sit outside.
The wind blew our bins down the road.
A rainbow stood over {city} just now.
Spring can't come soon enough for me.
The days are getting shorter, it's dark by {time}.
I forgot my {item} at {spot}.
Has anybody seen my {item}?
I bought a new {item} for half the price.
My {item} broke after only {n} weeks.
I'd like a {colour} {item}, but they only had {colour2} ones.
Somebody took the wrong {item} at {spot}.
The {item} I ordered has the wrong size.
There's a hole in my {item}.
I carried that {item} around all {part} for nothing.
We had {meal} at {spot} with {name}.
I made {meal} and it turned out {adj}.
{name} doesn't eat {meal} any more.
The {meal} was cold by the time it reached the table.
I skipped breakfast, so now I'm starving.
Can I put {meal} in the freezer?
How long does {meal} keep in the fridge?
We ran out of milk and bread again.
I spilled {drink} over my keyboard.
A {drink} would be wonderful right now.
They were out of {drink}, so I took a {drink2}.
The waiter mixed up all our orders.
I found a hair in my {meal}.
{name} cooks {meal} every {day}.
My stomach is rumbling, is it {time} yet?
Too much sugar in this {drink} for my taste.
The bakery on the corner closes at {time}.
We peeled potatoes for {n} people.
The queue at the supermarket went round the block.
I only went in for butter and left with {n} bags.
The market on {day} has the best tomatoes.
Everything has become so expensive lately.
I paid {n} for a sandwich at the airport.
The machine would not take my card.
I found a coin on the pavement, lucky me.
I have to return a parcel before {time}.
Nothing fits me in that shop.
Do these trousers go with a {colour} jacket?
I ripped my trousers while getting on a bike.
My new shoes squeak with every step.
The dry cleaner lost a button.
I did three loads of washing {time}.
The vacuum cleaner makes a strange smell.
I finally cleaned the windows and now it rains.
The dishwasher leaves everything wet.
We moved the sofa to the other wall.
A shelf came down in the middle of the night.
The light in the corridor keeps flickering.
The lift is stuck on the {ord} floor again.
Our doorbell only works when it wants to.
Somebody parked in front of our gate.
The people downstairs are moving out.
The caretaker put up yet another notice.
The neighbour's cat sleeps on our doormat.
A pigeon has built a nest on the balcony.
There are ants in the kitchen cupboard.
A fox ran across the car park {time}.
The dog next door barks at the moon.
{name}'s parrot swears like a sailor.
I held a baby lamb at {spot}.
The goldfish looks at me strangely.
A bee flew into my helmet.
My {kin} is visiting from {city}.
My {kin} has a new job in {city}.
I should ring my {kin} more often.
My {kin} and {name} don't get along.
My {kin} sent me a photo from {time}.
It's my {kin}'s birthday on {day}.
My {kin} never throws anything away.
My {kin} asked for {item} as a present.
The twins started to walk.
Our little one lost a tooth at {spot}.
The children drew on the wallpaper with crayons.
The kids don't want to go to bed.
{name} is getting married in {city}.
{name} had a baby, {n} pounds and healthy.
{name} and I went to school together.
{name} moved to {city} without telling anyone.
{name} talks and talks and never listens.
I ran into {name} at {spot}, what a surprise.
{name} owes me an answer since {day}.
{name} invited us for {meal} on {day}.
{name} didn't turn up {time}.
I had a row with {name} about nothing at all.
I made it up with {name}, all is well.
Did {name} tell you what happened in {city}?
{name} laughed so much that the {drink} came out of the nose.
I can't remember {name}'s last name.
The party at {spot} went on until {time}.
Everybody sang and nobody knew the words.
We played charades and {name} cheated.
I gave a toast and forgot half of it.
Somebody broke a vase, it wasn't me.
We are {n} people for dinner on {day}.
What shall I wear to the dinner at {spot}?
I've got nothing planned for {day}.
Let's do something together on {day}.
Could we meet at {spot} instead?
I'll be there at {time}, give or take.
Sorry, {day} doesn't work for me.
I waited for {name} for {n} minutes at {spot}.
I overslept and missed the first hour.
My alarm clock didn't go off.
I slept like a log.
I woke up at {time} and couldn't get back to sleep.
I had a dream about a talking horse.
I yawn all the time, is that the weather?
I could use a nap after {meal}.
My neck is stiff from the pillow.
I sneezed {n} times in a row.
I have a cold and my voice is gone.
I stubbed my toe on the bed.
I cut my finger with a can opener.
The nurse was very kind to my {kin}.
My glasses are dirty all the time.
I need to drink more water.
I walked {n} thousand steps {time}.
We strolled along the river until {time}.
I got lost in {city} without a map.
We took the stairs because of the crowd.
The {vehicle} was packed {time}.
I missed the {vehicle} to {city} by a minute.
The {vehicle} broke down near {spot}.
An old man offered me his seat on the {vehicle}.
How do I get from {spot} to {city}?
Is there a {vehicle} to {city} after {time}?
The {vehicle} smelled of {meal}.
The traffic lights at {spot} are out.
There was a long queue of cars up to {spot}.
I couldn't find a place to park at {spot}.
They dug up the road in front of {spot}.
A policeman waved us through.
I left my {item} on the {vehicle}.
We spent {n} days in {city} once.
Have you ever been to {city}?
What's {city} like in {month}?
{city} is lovely in {month}.
I'd love to see {city} one day.
We took {n} pictures of the sunset.
The hotel in {city} had no hot water.
The suitcase was {n} kilos too heavy.
My passport photo looks like a stranger.
I sent {name} a postcard from {city}.
I'm at work until {time}.
My boss is in a good mood for once.
My colleague {name} whistles all day.
We have a new coffee machine at work.
I wrote {n} mails and got one reply.
The meeting could have been a mail.
Nobody took the minutes.
{name} gave a talk and the slides were upside down.
I've a mountain of papers on my desk.
I need a break after this.
They moved us to the {ord} floor.
The heating at the office is broken.
{name} is leaving the company in {month}.
I have to be in early on {day}.
My shift starts at {time}.
We had a fire drill {time}, in the rain.
I can't concentrate with all this noise.
The lesson was cancelled, so we went home.
{name} copied everything from me.
The teacher forgot our names again.
I got lost on the way to room {n}.
My pencil broke in the middle of the test.
We have {n} pages to read until {day}.
I don't understand a word of it.
How do you spell necessary?
What's another word for nice?
What does this sentence mean in plain English?
Which is right, who or whom?
Translate good luck into Italian, please.
How many days are there in {month}?
What day of the week is the {ord}?
How far is it from {city} to {city2}?
What time is it in {city} right now?
How many legs has a lobster?
Why is the sea salty?
Who wrote that song about the yellow submarine?
Is a tomato a fruit or a vegetable?
What is {n} times {n2}?
Convert {n} pounds to kilos for me.
Tell me a riddle.
Tell me a bedtime story with a dragon.
Write a short poem for my {kin}.
Give me three ideas for a rainy {day}.
Pick a number between one and {n}.
Make a list of what we need for {day}.
Sum up this text in {n} words.
Correct the spelling of this note, please.
I'd like a nicer way to say no.
How do I start a letter to my {kin}?
What should I name a {colour} teddy bear?
Recommend me a {genre}.
I watched a {genre} with {name}.
That {genre} was {adj}, don't bother.
I cried at the end of a {genre}.
The {genre} everybody talks about left me cold.
{name} fell asleep during the {genre}.
I've read the first {n} chapters of a {genre}.
There is a new {genre} out on {day}.
I've had the same tune in my head since {day}.
The radio plays the same {n} songs all day.
The choir at {spot} was out of tune.
The singer forgot the words.
I have two tickets for {day}, want to come?
We got seats in the {ord} row.
The actor looked right at me.
The museum is free on the first {day} of the month.
I didn't understand that painting at all.
We lost {n} to nothing.
The game was over after {n} minutes.
{name} scored in the last second.
The referee must have been blind.
I sprained nothing, I'm just unfit.
We played cards until {time} and I won.
{name} beat me at chess in {n} moves.
There's a piece missing from the jigsaw.
I rolled three sixes in a row.
My phone fell down the stairs.
The internet is slow {time}.
I forgot my password again.
The printer is jammed.
My computer wants to restart all the time.
I deleted the wrong folder.
I can't hear you, the line is bad.
I got {n} calls from the same unknown number.
The video has no sound.
My photos are all blurred.
The app crashed when I opened it.
The headphones only work on the left.
The batteries in the remote are flat.
I read the news and put the paper away.
There was something on the radio about {city}.
They talk about nothing else on television.
The mayor cut a ribbon at {spot}.
I saw a man with {n} balloons on the {vehicle}.
A stranger smiled at me {time}.
A street musician played outside {spot}.
Somebody left a {item} on the bench.
I found a love letter in an old {item}.
The clock at {spot} is wrong.
There was a power cut in half of {city}.
A tree fell on the road to {city}.
I've got something in my eye.
I have hiccups and they won't stop.
I bit into a lemon for a bet.
I talk to myself when nobody is in.
I can't whistle, can you?
I always lose at rock, paper, scissors.
I broke my {item}, seven years of bad luck.
Knock on wood, it's all going well.
I like the smell of rain.
I can't stand the colour {colour}.
My favourite number is {n}.
Mondays are the worst.
Time flies, it's {month} already.
When is the next public holiday?
I want to learn to juggle one day.
I changed my mind about the {item}.
I've no idea what to do with {n} {item}s.
I'm saving up for a {colour} {item}.
I promised {name} to water the flowers.
Could you believe it, {name} said yes!
That's the {ord} time {time}.
It was {adj}, to put it mildly.
My week was {adj}, and yours?
I'm proud of my {kin}.
I miss my {kin} a bit.
I'm nervous about {day}.
I'm looking forward to {month}.
I laughed until it hurt.
I should write that down before I forget it.
Nothing new here, same old story.
"""
