"""One message: what it answers to reminders, or changes of requests, sentence by sentence, quotes left out. Pure."""

import re
from dataclasses import replace

from aria_memory.extraction.messages import Sentence, readable, sentences
from aria_memory.prospective.stems import stem
from aria_memory.replies import english_matters
from aria_memory.replies import english_replies as english
from aria_memory.replies import english_verbs as verbs
from aria_memory.replies.asking import asked, meant, put_off, tailless
from aria_memory.replies.changing import spoken_of, without_times
from aria_memory.replies.drafts import Reply, What
from aria_memory.replies.first_answers import LEFT, first_answer, hold_on
from aria_memory.replies.naming import about
from aria_memory.replies.objects import names_in
from aria_memory.replies.skipping import left_out, not_today, sure
from aria_memory.replies.words import naming, past_of, plainly, words_of

MAX_READ = 2_000  # characters of a message: a reply is short, and a longer message is about something else
MAX_BARE = 120  # of one in which "done" alone is a reply: in a longer one it is about that
LAST = 3  # words of a clause among which the state is that something is in: "the bins are out at last"
MAX_NEAR = 8  # words of it that may name what is to be ended or moved
MAX_REPLIES = 4  # of one message

_LEAD = re.compile(english.LEAD)
_ASK = re.compile(english.ASK)
_AGAIN = re.compile(english.AGAIN)
_DONE_LAST = re.compile(english.DONE_LAST)
_UNDONE_LAST = re.compile(english.UNDONE_LAST)
_UNDONE = re.compile(english.UNDONE)
_DOER = re.compile(rf"{english.DOER} {english.ADVERBS}")
_ADVERBS = re.compile(english.ADVERBS)
_BREAK = re.compile(english.BREAK)
_IN_VAIN = re.compile(english.IN_VAIN)
_CLAUSE = re.compile(english.CLAUSE)
_STATE = re.compile(english.STATE)
_SHORT_STATE = re.compile(english.SHORT_STATE)
_CALLERS = frozenset(stem(verb) for verb in verbs.CALLERS)
_WHEN_LAST = re.compile(english.WHEN_LAST)
_CANCELS_THAT = re.compile(english.CANCELS_THAT)
_DID = re.compile(english.DID)
_ALL_OF_THEM = re.compile(english.ALL_OF_THEM)
_HAS_TO = re.compile(english.HAS_TO)
_THANKED = re.compile(english.THANKED)
_NOTED = re.compile(english.NOTED)
_OF_A_REMINDER = re.compile(english_matters.OF_A_REMINDER)
_FREELY = re.compile(english_matters.FREELY)
_PAST = frozenset({*verbs.LEFT_SO, *verbs.PAST, *verbs.SAME_PAST, *verbs.FINISHED, *english.DONE_WORDS})
_WOULD_YOU = re.compile(english.WOULD_YOU)
_NEGATED = re.compile(r"n't\b")


def read(text: str) -> list[Reply]:
    """The replies of a message, in their order, MAX_REPLIES at most."""
    if len(text) > MAX_READ:
        return []
    if _NOTED.fullmatch(text.lower().replace("’", "'").strip()):
        return [Reply(what=What.NOTED, end=len(text), at_once=True)]
    said = [one for offset, part in readable(text) for one in sentences(part, offset)]
    found = _in_turn(said, text) or _put_off(said, text)
    open_ = all(one.what is What.DONE and not one.at_once for one in found)
    named = any(one.of and one.verb is None for one in found)  # "the ear drops are done": of nothing else
    first = first_answer(said) if open_ and not named else None
    if first is not None and (not found or first.first or first.verb == LEFT or _tells_more(first, found)):
        found = [*found, first]
    bare = len(text) <= MAX_BARE
    if not found and _THANKED.search(text.lower()):
        return [Reply(what=What.NOTED, end=len(text), at_once=True)]
    timed = (What.LATER, What.MOVED)
    kept = [one for one in found if bare or one.of or one.verb or one.every or one.first or one.what in timed]
    return kept[:MAX_REPLIES]


def _tells_more(first: Reply, found: list[Reply]) -> bool:
    """Whether what is said first after a reminder may be of its thing, which nothing else in the message is."""
    return not first.of and all(one.of for one in found)


def _in_turn(said: list[Sentence], text: str) -> list[Reply]:
    """The replies of the sentences, one after another; what one names and does nothing to the next may be about: "the
    bed can wait. Move that reminder to Friday"."""
    found: list[Reply] = []
    named: Reply | None = None
    for one in said:
        replies = _sentence(one, text)
        if named is not None and len(replies) == 1 and _may_be_of(named, replies[0]):
            replies = [replace(replies[0], of=named.of, hints=named.hints, owners=named.owners, at_once=False)]
        named = None if replies or one.question else spoken_of(plainly(one.text))
        found += [_near(reply, one.text, text) if _changes(reply) else reply for reply in replies]
    return found


def _told_first(sentence: str) -> str:
    """What a sentence tells before "so cancel that"; "" where nothing leads to it ("forget it, the dog ate it")."""
    ends = _CANCELS_THAT.search(plainly(sentence))
    return "" if ends is None else ends["told"]


def _near(reply: Reply, sentence: str, message: str) -> Reply:
    """With the words of its message where it says that it is about a reminder, or that lead to it: one of them may name
    it."""
    dropped = _told_first(sentence) if reply.what is What.DROPPED else ""
    text = message if reply.of_reminder else dropped
    words = [word for word in naming(without_times(plainly(text))) if len(word) > 2][:MAX_NEAR]
    return replace(reply, near=frozenset(map(stem, words)), hints=tuple(words))


def _may_be_of(named: Reply, reply: Reply) -> bool:
    """Whether a reply may be about what the sentence before names; "remind me in an hour" only where that names a
    reminder: "the kids can wait" does not."""
    later = reply.what is What.LATER and named.of_reminder
    return _changes(reply) or (later and not reply.of)


def _changes(reply: Reply) -> bool:
    """Whether it moves or ends what it does not name."""
    return reply.what in (What.MOVED, What.DROPPED) and not (reply.of or reply.hour or reply.every)


def _put_off(said: list[Sentence], text: str) -> list[Reply]:
    """ "Not now. Half an hour.": two sentences, and the whole of a message."""
    both = " ".join(one.text.lower().rstrip(".!") + "," for one in said).rstrip(",")
    lead = _LEAD.match(both) if len(said) == 2 else None
    later = None if lead is None else put_off(lead[0], tailless(both[lead.end() :]))
    later = later or (hold_on(tailless(both)) if len(said) == 2 else None)
    return [] if later is None else [replace(later, end=len(text))]


def _sentence(told: Sentence, message: str) -> list[Reply]:
    whole = plainly(told.text)
    one = replace(told, question=told.question and not _WOULD_YOU.search(whole))
    lead = _LEAD.match(whole)
    said = _ASK.sub("", whole if lead is None else whole[lead.end() :], 1)
    if one.question and said == whole and not _AGAIN.search(whole):  # "did I post it?"
        return []
    aside = left_out(said) or (None if one.question else not_today(whole))
    if aside is not None and not sure(aside, one.question, whole, message[one.start + len(one.text) :]):
        return []
    plain = tailless(said)
    asks = aside or asked(plain)
    undone = _undone(plain, asks is not None)
    later = None if one.question or lead is None else put_off(lead[0], plain)
    later = later or (None if one.question else hold_on(whole))
    reply = asks or undone or later or (None if one.question else meant(whole))
    if one.question and said == whole and (reply is None or reply.what is not What.LATER):
        return []
    last = reply is not None and reply.what is What.DROPPED and reply.at_once
    done = [] if one.question or not (reply is None or last or reply.of) else _all_done(plain, one.text)
    if reply is not None and not last:  # "had my tablet, tell me about the cat again in half an hour"
        done = [each for each in done if each.of and not each.of & reply.of]
        before = [undone] if undone is not None and undone is not reply else []  # "I haven't, remind me in an hour"
        found = [*before, *done, reply]
    else:
        told_first = last and not plain.startswith(english.DROPS)
        found = done if told_first or reply is None else [reply]  # "I texted Dai, so forget that one": done it is
        found = found or ([] if reply is None else [reply])
    of_reminder, freely = _OF_A_REMINDER.search(whole) is not None, _FREELY.search(whole) is not None
    end = one.start + len(one.text)
    return [replace(each, start=one.start, end=end, of_reminder=of_reminder, freely=freely) for each in found]


def _undone(said: str, asks: bool) -> Reply | None:
    """asks: it asks for something too, so that "I haven't" alone may stand before that."""
    first = _BREAK.split(said, maxsplit=1)[0]
    if _UNDONE_LAST.fullmatch(first if asks else said):
        return Reply(what=What.UNDONE, at_once=True)
    found = _UNDONE.fullmatch(first)
    if found is None:
        return None
    words = words_of(found["of"])
    verb = past_of(words[0], perfect=True) or stem(words[0])
    return replace(about(What.UNDONE, " ".join(words[1:])), verb=verb)


def _all_done(said: str, written: str) -> list[Reply]:
    """What a sentence says was done, clause by clause; of the later ones what names it. written: the sentence
    with its capitals.
    """
    found: list[Reply] = []
    if _IN_VAIN.search(said):
        return found
    clauses = _CLAUSE.split(said)[:MAX_REPLIES]
    for number, clause in enumerate(clauses):
        done = _done(clause)
        if done is not None and (number == 0 or done.of):
            found.append(replace(done, time=said, names=names_in(written)))
    return found


def _done(said: str) -> Reply | None:
    if not _may_be_done(words_of(said)):
        return None
    ends = _BREAK.search(said)
    first = tailless(said[: ends.start()] if ends is not None else said)
    if _DONE_LAST.fullmatch(first):
        return Reply(what=What.DONE, at_once=True, both="both" in words_of(first))
    doer = _DOER.match(first)
    rest = first[doer.end() :] if doer else first
    if _NEGATED.search(first) or not english.NOT_DONE.isdisjoint(words_of(rest)):
        return None
    rest = _ADVERBS.sub("", rest, 1)
    emphatic = _DID.match(rest)
    rest = rest if emphatic is None else rest[emphatic.end() :]
    if _HAS_TO.match(rest):
        return None
    perfect = doer is not None and ("'ve" in doer[0] or " have" in doer[0])
    words = words_of(rest)
    verb = past_of(words[0], perfect) if words else None
    verb = stem(words[0]) if emphatic is not None and words else verb
    if verb is None:
        return _state(first)
    same = (verbs.PHRASAL[verb, word] for word in words if (verb, word) in verbs.PHRASAL)
    phrasal = next(same, None)
    off = words[1] if phrasal is None and words[1:2] and words[1] in verbs.OFF else None
    phrase = _ALL_OF_THEM.sub("them", rest[len(words[0]) :].strip())
    reply = about(What.DONE, phrase)
    when = _WHEN_LAST.search(" " + phrase)
    tells = frozenset(map(stem, words_of(when[0]))) & reply.of if when is not None else frozenset[str]()
    if tells and tells == reply.of:  # "booked it for Friday"
        reply = replace(reply, of=frozenset(), hints=())
    return replace(reply, verb=phrasal or verb, particle=off, phrase=phrase, when=tells)


def _may_be_done(words: list[str]) -> bool:
    """Whether any word is a form of the past, or a state; most clauses have none, and this is sooner seen."""
    past = any(word.endswith("ed") or word in _PAST for word in words)
    return past or not verbs.PARTICLES.isdisjoint(words[-LAST:])


def _state(first: str) -> Reply | None:
    """ "The bins are out", "the card has been posted", "gas bill paid"."""
    found = _STATE.fullmatch(first)
    short = _SHORT_STATE.fullmatch(first) if found is None else None
    state = found or short
    reply = replace(about(What.DONE, state["of"]), phrase=state["of"]) if state is not None else None
    if state is None or reply is None or state["of"].startswith(english.NOT_STATED):
        return None
    if first.startswith("they're") and state["is"] in verbs.PARTICLES:  # of what was told, whatever it was
        return None
    if not reply.of and short is None and state["of"] in verbs.ITS and state["is"] in verbs.PARTICLES:
        return replace(reply, particle=state["is"], at_once=True)  # "it's out"
    if not reply.of:  # "that's ordered now"
        it = short is None and state["of"] in english.PRONOUNS
        return _participle(reply, state) if it else None
    if short is None and state["is"] in verbs.PARTICLES:
        return replace(reply, particle=state["is"])
    if state["is"] in verbs.FINISHED:
        return reply
    if state["is"] in verbs.LEFT_SO:  # "the gate's open"
        return replace(reply, verb=stem(state["is"]))
    done = _participle(reply, state)
    return None if done is None or (short is not None and done.verb in _CALLERS) else done


def _participle(reply: Reply, state: re.Match[str]) -> Reply | None:
    """ "Posted", "handed in"."""
    verb = past_of(state["is"], perfect=True)
    if verb is None:
        return None
    if verb == "go" and state["with"]:  # "the order's gone in"
        return replace(reply, particle=state["with"])
    phrasal = verbs.PHRASAL.get((verb, state["with"]))
    return replace(reply, verb=phrasal or verb, particle=None if phrasal else state["with"])
