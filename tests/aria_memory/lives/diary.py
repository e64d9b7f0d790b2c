"""Lives told as diaries (diaries/*.txt), lived by a `Memory` as an assistant would: what is said is kept, then checked.

Each line is something that happens, or what it must lead to; whatever fires must stand below the line that brings it.

    zone Z, restart    all memories are closed and opened again, in a zone
    who NAME           whose memory, in the same file
    session NAME       what follows is said in it
    @ TIME             the clock moves on as for a loop that sleeps until the next due time
    jump TIME          the clock stands there at once: it was set, or the machine slept; then it is looked what is due
    tick               what is due
    U: / A:            the user, the assistant says
    intend CONTENT | Condition | EXPRESSION [| repeat], publish JSON, did CONTENT     what the assistant calls
    ! [MM-DD HH:MM] CONTENT                           it fired, then
    = plan CONTENT: STATE[, next MM-DD HH:MM]         the latest intention whose content has these words, in any state
    = plans N                                         so many intentions, in any state
    = fact S P O, = only S P: O, = nofact WORDS       what is believed to hold now
    = knows WORD, WORD, = not WORD, WORD              whether one fact has all these words, in the words that people use
    = recallN "QUERY"[ as of TIME]: WORDS             among the first N
    = context "QUERY": [not ]WORDS                    in the section; not: in none of its facts and tasks
    = firings CONTENT: N                              in all
    ~ LINE                                            wished for, and not reached yet: what comes of it is not looked at
"""

import json
import random
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aria_memory import Condition, Firing, ManualClock, Memory, State
from aria_memory.encoders import Choice
from aria_memory.extraction.english_fact_words import ROLES
from aria_memory.prospective.due import due_time
from aria_memory.prospective.intention import Intention

SAID_AS = {  # predicates
    "works_as": "job work", "works_at": "job work", "lives_in": "lives moved", "has_pet": "pet", "diet": "eats",
    "studies_at": "studies", "birthday": "born",
}  # fmt: skip
MOST_TICKS = 1_000  # of one move of the clock: a loop that does not sleep is a fault
BUDGET = 400  # tokens of a context


@dataclass
class Diary:
    """A file and who lives in it. wrong: what went otherwise than told."""

    path: Path | str
    encoder: Choice = None
    clock: ManualClock = field(default_factory=ManualClock)
    zone: str = "UTC"
    who: str = "me"
    sessions: dict[str, str] = field(default_factory=dict)
    open: dict[str, Memory] = field(default_factory=dict)
    fired: list[str] = field(default_factory=list)  # and not told below yet
    wrong: list[str] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def live(self, text: str) -> list[str]:
        """All of a diary; what went wrong in it."""
        line = ""
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if "! " not in line[:4]:
                self.unforeseen(line)
            before = len(self.wrong)
            self.one(line.removeprefix("~ "))
            if line.startswith("~ "):
                del self.wrong[before:]
            self.wrong[before:] = [f"line {number}, {line!r}: {each}" for each in self.wrong[before:]]
        self.unforeseen(line)
        self.close()
        return self.wrong

    def unforeseen(self, line: str) -> None:
        self.wrong += [f"before {line!r} fired {one!r}" for one in self.fired]
        self.fired = []

    def close(self) -> None:
        for memory in self.open.values():
            memory.close()
        self.open = {}

    @property
    def memory(self) -> Memory:
        if self.who not in self.open:
            self.open[self.who] = Memory.open(
                self.path, scope=self.who, encoder=self.encoder, zone=self.zone, clock=self.clock, chance=self.chance
            )
        return self.open[self.who]

    def time(self, local: str) -> float:
        return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(self.zone)).timestamp()

    def shown(self, at: float | None) -> str:
        return "never" if at is None else f"{datetime.fromtimestamp(at, ZoneInfo(self.zone)):%m-%d %H:%M}"

    def one(self, line: str) -> None:
        what, _, rest = line.partition(" ")
        session = self.sessions.get(self.who, "s")
        if what == "zone" or what == "restart":
            self.close()
            self.zone = rest or self.zone
        elif what == "who":
            self.who = rest
        elif what == "session":
            self.sessions[self.who] = rest
        elif what == "U:":
            self.memory.observe("user", rest, session)
            self.fired += [one.content for one in self.memory.check(rest, session)]
        elif what == "A:":
            self.memory.observe("assistant", rest, session)
        elif what == "publish":
            self.fired += [one.content for one in self.memory.publish(json.loads(rest))]
        elif what == "intend":
            content, _, expression, *more = rest.split(" | ")
            self.memory.intend(content, Condition(expression), repeat="repeat" in more or None)
        elif what == "did":
            self.did(rest)
        elif what in ("@", "jump", "tick"):
            self.pass_time(what, self.clock.at if what == "tick" else self.time(rest))
        else:
            {"!": self.must_fire, "=": self.must_be}[what](rest)

    def pass_time(self, how: str, until: float) -> None:
        for _ in range(MOST_TICKS if how == "@" else 0):
            following = self.memory.next_due()
            if following is None or following > until:
                break
            self.clock.at = max(self.clock.at, following)
            self.take(self.memory.due())
        self.clock.at = until
        self.take(self.memory.due())

    def take(self, firings: list[Firing]) -> None:
        self.fired += [f"{self.shown(one.at)} {one.content}" for one in firings]

    def did(self, content: str) -> None:
        waiting = [one for one in self.plans(content) if one.state not in (State.DONE, State.DISMISSED)]
        if waiting:
            self.memory.done(waiting[-1].id)
        else:
            self.wrong.append("there is none")

    def plans(self, content: str) -> list[Intention]:
        return [one for one in self.memory.intentions() if content.lower() in one.content.lower()]

    def must_fire(self, told: str) -> None:
        parts = re.fullmatch(r"(\d\d-\d\d \d\d:\d\d )?(.*)", told)
        assert parts is not None
        for one in self.fired:
            if one.startswith(parts[1] or "") and parts[2].lower() in one.lower():
                self.fired.remove(one)
                return
        self.wrong.append(f"fired: {self.fired}")

    def must_be(self, told: str) -> None:
        what, _, rest = told.partition(" ")
        looks = {
            "plan": self.plan, "plans": self.count, "fact": self.fact, "nofact": self.no_fact, "only": self.only,
            "context": self.context, "firings": self.firings, "knows": self.knows, "not": self.knows_not,
        }  # fmt: skip
        found = self.recall(int(what[6:]), rest) if what.startswith("recall") else looks[what](rest)
        if found is not None:
            self.wrong.append(f"is {found}")

    def plan(self, told: str) -> str | None:
        content, _, state = told.partition(": ")
        found = [
            f"{one.state.value}, next {self.shown(due_time(one, self.clock.at))}" for one in self.plans(content)[-1:]
        ]
        return None if found and found[0].startswith(state) else f"{found}"

    def count(self, told: str) -> str | None:
        found = [one.content for one in self.memory.intentions()]
        return None if len(found) == int(told) else f"{found}"

    def facts(self) -> list[str]:
        return [f"{one.subject} {one.predicate} {one.object}".lower() for one in self.memory.facts.at(self.clock.at)]

    def fact(self, told: str) -> str | None:
        return None if told.lower() in self.facts() else f"{self.facts()}"

    def no_fact(self, told: str) -> str | None:
        found = [one for one in self.facts() if told.lower() in one]
        return f"{found}" if found else None

    def told(self) -> list[str]:
        """What is believed to hold now, with the words that a role goes by and the names known for it."""
        found = self.facts()
        named = [re.match(r"user relation\.(\S+) (.*)", one) for one in found]
        told = []
        for one in found:
            role = re.match(r"user(?:'s | relation\.)(\S+)", one)
            names = [each[2] for each in named if each and role and each[1] == role[1]]
            words = [word for word, each in ROLES.items() if role and each == role[1]]
            as_said = [SAID_AS[word] for word in one.split() if word in SAID_AS]
            told.append(" ".join([one, "|", *names, *words, *as_said]))
        return told

    def knows(self, told: str) -> str | None:
        words = [word.strip().lower() for word in told.split(",")]
        return None if any(all(word in one for word in words) for one in self.told()) else f"{self.facts()}"

    def knows_not(self, told: str) -> str | None:
        return f"{self.facts()}" if self.knows(told) is None else None

    def only(self, told: str) -> str | None:
        about, _, wanted = told.lower().partition(": ")
        found = [one for one in self.facts() if one.startswith(about)]
        return None if found == [f"{about} {wanted}"] else f"{self.facts()}"

    def recall(self, most: int, told: str) -> str | None:
        parts = re.fullmatch(r'"(.*)"(?: as of (.*))?: (.*)', told)
        assert parts is not None
        found = self.memory.recall(parts[1], most, None if parts[2] is None else self.time(parts[2]))
        return None if any(parts[3] in one.text for one in found) else f"{[(one.kind, one.text) for one in found]}"

    def context(self, told: str) -> str | None:
        parts = re.fullmatch(r'"(.*)": (not )?(.*)', told)
        assert parts is not None
        lines = self.memory.context(BUDGET, parts[1], session=self.sessions.get(self.who, "s")).text.splitlines()
        if parts[2]:
            found = [one for one in lines if one.startswith(("- to do", "- fact")) and parts[3] in one]
            return f"{found}" if found else None
        return None if any(parts[3] in one for one in lines) else f"{lines}"

    def firings(self, told: str) -> str | None:
        content, _, count = told.rpartition(": ")
        found = [self.shown(each.at) for one in self.plans(content) for each in self.memory.firings(one.id)]
        return None if len(found) == int(count) else f"{found}"
