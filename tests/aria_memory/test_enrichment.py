"""Turns read by a model: in batches, each once whatever happens, and never against what is known."""

import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from aria_memory import BadInput, ManualClock, Memory
from aria_memory.extraction.by_model import MAX_BATCH_TURNS, PROPOSED
from tests.aria_memory.samples import START, memory

pytestmark = pytest.mark.usefixtures("each_store")

Messages = list[dict[str, str]]
DAY = 86_400.0


def _turns(messages: Messages) -> list[dict[str, Any]]:
    return list(json.loads(messages[-1]["content"]))


def _fact(turn: dict[str, Any], predicate: str, object: str) -> dict[str, Any]:
    return {"turn": turn["turn"], "quote": turn["text"], "subject": "user", "predicate": predicate, "object": object}


def _last_word(predicate: str) -> Callable[[Messages], str]:
    """A model that states the last word of every turn."""

    def complete(messages: Messages) -> str:
        facts = [_fact(turn, predicate, turn["text"].split()[-1]) for turn in _turns(messages)]
        return json.dumps({"facts": facts, "intentions": []})

    return complete


def _objects(ann: Memory) -> list[str]:
    return [fact.object for fact in ann.facts.at()]


def test_the_users_turns_are_read_once_in_batches() -> None:
    asked: list[list[str]] = []

    def complete(messages: Messages) -> str:
        asked.append([turn["text"] for turn in _turns(messages)])
        return _last_word("likes")(messages)

    with memory() as ann:
        for n in range(MAX_BATCH_TURNS + 5):
            ann.observe("user", f"Oh, thing{n}", "s")
            ann.observe("assistant", "Quite", "s")
        ann.forget(ann.observe("user", "Oh, secret", "s").episode_id)
        first = ann.enrich(complete, limit=3)
        assert (first.turns, first.left, len(first.facts)) == (3, True, 3)
        rest = ann.enrich(complete)
        assert (rest.turns, rest.left, rest.refused, rest.failed) == (MAX_BATCH_TURNS + 2, False, 0, 0)
        assert [text for texts in asked for text in texts] == [f"Oh, thing{n}" for n in range(MAX_BATCH_TURNS + 5)]
        assert ann.enrich(complete).turns == 0
        fact = ann.facts.at()[0]
        assert (fact.object, fact.confidence) == ("thing0", PROPOSED)
        source = ann.source(fact_id=fact.fact_id)
        assert source is not None
        assert (source.episode_id, source.reader) == (1, "model")


def test_it_never_speaks_against_what_is_known() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as ann:
        ann.facts.assert_("user", "lives_in", "Leeds")
        ann.observe("user", "I work at Shell. I like tea.", "s")
        clock.advance(DAY)
        ann.observe("user", "I no longer work at Shell. I don't like tea.", "s")
        before = ann.facts.history("user")
        replies = [("lives_in", "York"), ("works_at", "Shell"), ("likes", "tea"), ("dislikes", "tea")]
        for predicate, told in replies:
            ann.observe("user", f"It was {told}", "s")
            ann.enrich(_last_word(predicate))
        assert ann.facts.history("user") == before


def test_what_was_told_later_takes_the_place_of_a_proposal() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as ann:
        ann.observe("user", "Home is York", "s")
        ann.enrich(_last_word("lives_in"))
        assert _objects(ann) == ["York"]
        clock.advance(DAY)
        ann.observe("user", "I live in Leeds.", "s")
        assert _objects(ann) == ["Leeds"]


def test_what_the_user_states_makes_a_proposal_surer() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as ann:
        ann.observe("user", "Oh, tea", "s")
        ann.enrich(_last_word("likes"))
        clock.advance(DAY)
        seen = ann.observe("user", "I like tea.", "s")
        (fact,) = ann.facts.at()
        assert seen.facts == (fact.fact_id,)
        assert (fact.valid_from, fact.episode_id) == (None, seen.episode_id)
        assert fact.confidence > PROPOSED


def test_a_request_is_filed_unless_the_rules_have_read_it() -> None:
    def complete(messages: Messages) -> str:
        asked = [
            {"turn": turn["turn"], "quote": turn["text"], "content": "call Jo", "cue": None, "when": "tomorrow at 9am",
             "next_session": False}
            for turn in _turns(messages)
        ]  # fmt: skip
        return json.dumps({"facts": [], "intentions": asked})

    with memory() as ann:
        read = ann.observe("user", "Remind me to call Jo tomorrow at 9am", "s")
        assert ann.enrich(complete).intentions == ()
        assert ann.observe("user", "Jo hopes for my call tomorrow at 9am", "s").intentions == ()
        assert ann.enrich(complete).intentions == read.intentions  # asked for already, by the rules' reading
        ann.dismiss(read.intentions[0])
        ann.observe("user", "Somebody ought to call Jo tomorrow at 9am", "s")
        (new,) = ann.enrich(complete).intentions
        source = ann.source(intention_id=new)
        assert source is not None
        assert source.reader == "model"


def test_an_answer_that_is_none_is_counted_and_passed_over() -> None:
    with memory() as ann:
        ann.observe("user", "Oh, tea", "s")
        got = ann.enrich(lambda _: "I'd rather not.")
        assert (got.turns, got.failed, got.facts) == (1, 1, ())
        assert ann.enrich(_last_word("likes")).turns == 0


def test_a_model_that_fails_is_asked_again() -> None:
    with memory() as ann:
        for n in range(MAX_BATCH_TURNS + 1):
            ann.observe("user", f"Oh, thing{n}", "s")
        answers = iter([_last_word("likes")])

        def complete(messages: Messages) -> str:
            answer = next(answers, None)
            if answer is None:
                raise ConnectionError("gone")
            return answer(messages)

        with pytest.raises(ConnectionError):
            ann.enrich(complete)
        assert len(_objects(ann)) == MAX_BATCH_TURNS
        assert ann.enrich(_last_word("likes")).turns == 1
        assert len(_objects(ann)) == MAX_BATCH_TURNS + 1


def test_two_that_ask_about_the_same_keep_it_once(tmp_path: Path) -> None:
    with memory(tmp_path / "m.db") as ann, memory(tmp_path / "m.db") as other:
        ann.observe("user", "Oh, tea", "s")

        def complete(messages: Messages) -> str:
            if not inner:
                inner.append(other.enrich(_last_word("likes")).turns)
            return _last_word("dislikes")(messages)

        inner: list[int] = []
        assert (ann.enrich(complete).turns, inner) == (0, [1])
        assert [(fact.predicate, fact.object) for fact in ann.facts.at()] == [("likes", "tea")]


def test_a_turn_purged_meanwhile_leaves_nothing() -> None:
    with memory() as ann:
        seen = ann.observe("user", "Oh, tea", "s")

        def complete(messages: Messages) -> str:
            ann.purge(episode_id=seen.episode_id)
            return _last_word("likes")(messages)

        assert ann.enrich(complete).facts == ()
        assert not _objects(ann)


KILLED = """
import json, os, signal, sys
from aria_memory import Memory
asked = 0
def complete(messages):
    global asked
    asked += 1
    if asked == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    turns = json.loads(messages[-1]["content"])
    return json.dumps({"facts": [{"turn": t["turn"], "quote": t["text"], "subject": "user", "predicate": "likes",
                                  "object": t["text"].split()[-1]} for t in turns], "intentions": []})
Memory.open(sys.argv[1], scope="ann", encoder=None).enrich(complete)
"""


@pytest.mark.files
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_kill_in_between_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with memory(path) as ann:
        for n in range(2 * MAX_BATCH_TURNS):
            ann.observe("user", f"Oh, thing{n}", "s")
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], timeout=120).returncode == -9
    with memory(path) as ann:
        assert len(_objects(ann)) == MAX_BATCH_TURNS
        assert ann.enrich(_last_word("likes")).turns == MAX_BATCH_TURNS
        assert _objects(ann) == [f"thing{n}" for n in range(2 * MAX_BATCH_TURNS)]


@pytest.mark.parametrize("limit", [0, -1, 1.5, True, 10**9])
def test_bad_limits(limit: Any) -> None:
    with memory() as ann, pytest.raises(BadInput, match="limit"):
        ann.enrich(_last_word("likes"), limit)


class _Endpoint(BaseHTTPRequestHandler):
    """Stands in for an endpoint of chat completions in OpenAI's form."""

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v1/chat/completions"
        answer = _last_word("likes")(request["messages"])
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": answer}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


def test_through_a_real_endpoint() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def complete(messages: Messages) -> str:
            request = urllib.request.Request(
                f"http://127.0.0.1:{server.server_address[1]}/v1/chat/completions",
                json.dumps({"model": "any", "messages": messages}).encode(), {"Content-Type": "application/json"},
            )  # fmt: skip
            with urllib.request.urlopen(request, timeout=20) as response:
                return str(json.load(response)["choices"][0]["message"]["content"])

        with memory() as ann:
            ann.observe("user", "Oh, tea", "s")
            assert ann.enrich(complete).turns == 1
            assert _objects(ann) == ["tea"]
        server.shutdown()
