"""[pure] ACT-R's activation: how likely a memory is to be needed now, from when it was used and what is talked about.

Base level: B = ln(sum of t_j ** -d), t_j the seconds since use j (Anderson and Schooler 1991). The last uses count one
by one, older ones through Petrov's hybrid approximation (Petrov 2006, "Computationally efficient approximation of the
base-level learning equation in ACT-R", equation 4). Spreading: each source of n gives W / n * (S - ln fan), its fan
being how many memories it is linked to (Anderson 1974; Anderson and Reder 1999).

Activation is read as the logarithm of the odds that a memory is needed, so what a search found counts as the logarithm
of a likelihood ratio (Anderson 1990, "The Adaptive Character of Thought", chapter 2). A memory is needed instead of
others, not by itself: ACT-R's choice among all that could be retrieved (Anderson, Bothell, Lebiere and Matessa 1998,
"An integrated theory of list memory") sets them apart, however active all of them are. A threshold does not: with each
far above it, all are as good as certain.
"""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

DECAY = 0.5  # d, ACT-R's default
KEPT = 10  # uses whose times are kept: B is then off by .01 for even uses, .1 for random ones, .4 after a burst (tests)
LEAST_AGE = 1.0  # seconds: a use just now counts as a second ago; at 0 the sum has no value
SOURCES = 1.0  # W, shared by the sources
STRENGTH = 2.0  # S: of a link that is the only one of its source
TEMPERATURE = 1.0  # t = sqrt(2) s: at 1 (noise s of .71) needs are to each other as the odds
# How evidence falls off behind the best score of a search. Measured on LoCoMo (the 50 best turns of 1,982 questions):
# by logistic regression the log odds that a turn holds the answer fall by 18.0 for each 1 of score without an encoder,
# by 17.0 with WordLlama, and by no more than UNFOUND, where turns are as rarely needed as any other.
RELEVANCE, UNFOUND = 17.0, 7.0

Linked = TypeVar("Linked", bound=Hashable)


def base_level(ages: Sequence[float], n: int, first_age: float, decay: float = DECAY) -> float:
    """B of a memory used `n` times, the first `first_age` seconds ago, the latest ones `ages` seconds ago.

    ages: of the latest min(n, KEPT) uses, most recent first. n = 1 and its one age is a memory that was only made.
    """
    recent = [max(age, LEAST_AGE) for age in ages]
    total = sum(age**-decay for age in recent)
    older = n - len(recent)
    if older > 0:
        last, first = recent[-1], max(first_age, LEAST_AGE)
        total += older * _mean_power(last, max(first, last), decay)
    return math.log(total)


def _mean_power(last: float, first: float, decay: float) -> float:
    """The mean of t ** -decay for t between two ages: what a use spread evenly between them counts on average."""
    if first - last < 1e-6 * first:  # the quotient below loses its digits there
        return float(last**-decay)
    power = 1.0 - decay
    return float((first**power - last**power) / (power * (first - last)))


def spread(
    sources: Collection[str], links: Mapping[Linked, Collection[str]], fans: Mapping[str, int] | None = None
) -> dict[Linked, float]:
    """What each memory receives from the sources that it is linked to; a source with a fan above e**S gives nothing.

    links: the sources that each memory is linked to. fans: of each source; default how many of `links` have it.
    """
    counted = fans or {one: sum(one in linked for linked in links.values()) for one in sources}
    gains = {
        one: max(0.0, STRENGTH - math.log(counted[one])) * SOURCES / len(sources) for one in sources if counted.get(one)
    }
    return {item: sum(gains.get(one, 0.0) for one in sorted(set(linked))) for item, linked in links.items()}


def evidence(score: float, best: float) -> float:
    """What a search says of a memory: log odds to those of the best that was found, -UNFOUND to 0.

    score: of 0 to 1; 0: it was not found, whatever the best is.
    """
    return -UNFOUND if score <= 0.0 else -min(RELEVANCE * max(best - score, 0.0), UNFOUND)


def needs(activations: Sequence[float]) -> list[float]:
    """The probability of each of these memories that it is the one that is needed: they add up to 1."""
    highest = max(activations, default=0.0)
    odds = [math.exp((one - highest) / TEMPERATURE) for one in activations]
    total = sum(odds)
    return [one / total for one in odds]
