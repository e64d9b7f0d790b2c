# ruff: noqa: E501 - word lists read best in full lines
"""English phrases in which a noun is not the thing that it names elsewhere: who waits for the boat is not "in the same boat". Data."""

IDIOMS = (
    r"a piece of cake|icing on the cake|(?:in )?the same boat|(?:miss|missed|rock|rocks|rocking) the boat|key to (?:success|happiness|everything|it all)|"
    r"(?:train|school|schools) of thought|gravy train|train ?wreck|by the book|cold feet|bank holidays?|river ?banks?|banks? of the (?:river|canal|stream|thames|seine|rhine)|"
    r"budget (?:airlines?|flights?|hotels?|hostels?|carriers?)|(?:my|your|his|her|our) cup of tea|green light|elephant in the room|cats and dogs|over the moon|"
    r"couch potato(?:es)?|cherry on (?:the|top)|cash cows?|cat ?naps?|dark horse|wild goose chase|fish out of water|two birds with|early bird|guinea pigs?|"
    r"monkey business|white elephant|black sheep|hot ?dogs?|rat race|teacher's pet|tables? of contents|turn(?:s|ed)? the tables|under the table|house of cards|on the house|"
    r"full house|house music|(?:in|in the) light of|see the light|light years?|red tape|pain in the neck|an arm and a leg|break a leg|pull(?:ing)? (?:my|your|his|her) leg|"
    r"keep an eye|blink of an eye|(?:learn|learnt|know|knew|known) (?:it |that |them )?by heart|at heart|hand in hand|on the (?:other|one) hand|second[- ]hand|first[- ]hand|out of hand|"
    r"(?:give|gave|lend|lent|need) (?:me |us |him |her |you )?a hand|face to face|rule of thumb|head start|over my head|sweet tooth|boiler (?:suits?|rooms?|plate)|garden variety|"
    r"back to square one|drop in the (?:ocean|bucket)|in the long run|ball ?park|ball is in (?:my|your|his|her|their|our) court|rain check|under the weather|storm in a teacup|"
    r"cloud nine|tip of the iceberg|a walk in the park|writing on the wall|paper (?:trail|tiger)|call it a day|at the end of the day|piece of (?:my|his|her) mind|on the same page|"
    r"match made in heaven|no match for|on my plate|on a (?:silver )?plate|hit the (?:road|roof|nail|sack)|the last straw|burn(?:t|ed|ing)? (?:my|your|his|her|their) bridges|"
    r"car ?pool(?:ing)?|playing field|at the drop of a hat|hat trick|the top of my head|door to door|a foot in the door|glass ceiling|kitchen[- ]sink drama|off the hook|by the way|bee'?s knees|no truck with|"
    r"flat (?:tyres?|tires?)|(?:go|goes|going|went|gone) flat|price hikes?|rubber bands?|hip hip|greenhouse (?:gas|gases|effect)|twin beds?|"
    r"(?:go|goes|going|went|gone) dutch|password generators?|packets? of biscuits|(?:crane|craned|craning) (?:my|your|his|her|our|their) necks?"
)
"""One alternation, in lower case."""
