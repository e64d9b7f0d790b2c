"""The `aria-memory` command, as a person at a terminal and as a script meet it."""

import io
import json
import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, ManualClock, Memory
from aria_memory.cli import main, progress

ROOT = Path(__file__).parents[3]
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memory of its own for each test, named as a user would."""
    path = tmp_path / "memory.db"
    for name, value in (("ARIA_MEMORY", str(path)), ("TZ", "Europe/London"), ("ARIA_MEMORY_ENCODER", "none")):
        monkeypatch.setenv(name, value)
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def command(*argv: str) -> str:
        assert main(argv) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return command


@pytest.fixture
def ask(run: Callable[..., str]) -> Callable[..., object]:
    return lambda *argv: json.loads(run(*argv, "--json"))


def test_what_is_added_is_recalled_forgotten_and_purged(run, ask, place: Path) -> None:  # type: ignore[no-untyped-def]
    seen = ask("add", "Leeds in the rain", "--session", "monday", "--at", "2026-01-05T10:00")
    assert (seen["episode_id"], seen["session"], seen["turn"]) == (1, "monday", 0)
    (item,) = ask("recall", "Leeds")
    assert (item["kind"], item["episode_ids"]) == ("episode", [1])
    assert item["at"] == datetime(2026, 1, 5, 10, tzinfo=LONDON).timestamp()
    assert "episode:1  2026-01-05 10:00 GMT\n      user: Leeds in the rain" in run("recall", "Leeds")
    assert ask("recall", "Leeds", "--as-of", "2026-01-04") == []
    run("forget", "episode:1")
    assert "nothing is remembered that fits" in run("recall", "Leeds")
    assert "archived" in run("explain", "episode:1")
    run("purge", "episode:1", "--yes")
    assert b"Leeds" not in place.read_bytes()


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--every", "weekday 9:00"], "every weekday at 09:00 (Europe/London)"),
        (["--every", "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=8"], "every month on the 1st at 08:00 (Europe/London)"),
        (["--every", "day at 7am"], "every day at 07:00 (Europe/London)"),
        (["--topic", "the sourdough starter"], "when the talk comes to “the sourdough starter”"),
        (["--session-start"], "when the next session begins"),
        (["--if", "temperature > 30"], "when it becomes true that temperature > 30"),
        (["--if", "a > 1", "--session-start"], "(when the next session begins) or (when it becomes true that a > 1)"),
        (["--all", "--if", "a > 1", "--session-start"],
         "(when the next session begins) and (when it becomes true that a > 1)"),
    ],
)  # fmt: skip
def test_intentions_in_plain_words(run, flags: list[str], words: str) -> None:  # type: ignore[no-untyped-def]
    assert run("intend", "do it", *flags).rstrip().endswith(f"  {words}")
    assert words in run("intentions")


def test_a_time_in_plain_words(ask) -> None:  # type: ignore[no-untyped-def]
    tomorrow = datetime.now(LONDON).date() + timedelta(days=1)
    at = datetime(tomorrow.year, tomorrow.month, tomorrow.day, 9, tzinfo=LONDON).timestamp()
    for words in ("tomorrow 9am", "tomorrow"):
        assert ask("intend", "call Bob", "--at", words)["trigger"] == {"kind": "at", "when": at}
    assert ask("due", "--next") == {"next_due": at}


def test_what_is_due_says_why_and_can_be_settled(run, ask, place: Path) -> None:  # type: ignore[no-untyped-def]
    now = time.time()
    with Memory.open(place, scope="me", clock=ManualClock(now - 7200), encoder="none") as memory:
        tea = memory.intend("take the tea off", At(now - 3600))
        cake = memory.intend("eat the cake", At(now + 3600), depends_on=[tea.id])
        gone = memory.intend("catch the train", At(now - 3600), policy="skip")
    told = run("due")
    assert told.startswith(f"{tea.id}  take the tea off\n    because its time came, ")
    assert "seen 1 hour late" in told
    assert ask("due") == []
    assert "catch the train" in run("missed") and ask("missed")[0]["id"] == gone.id
    assert "told, waiting for an answer" in run("explain", tea.id[:6])
    assert run("snooze", tea.id, "--until", "in 2 hours").startswith("silent for now; next ")
    assert ask("release", cake.id)["state"] == "pending"  # waits for the tea no more
    assert run("done", tea.id[:6]) == "done: take the tea off\n"
    assert ask("dismiss", cake.id)["state"] == "dismissed"
    assert ask("intentions") == [] and len(ask("intentions", "--all")) == 3
    run("purge", f"intention:{cake.id}", "--yes")
    assert len(ask("intentions", "--all")) == 2


def test_what_is_moved_comes_at_its_new_time(run, ask) -> None:  # type: ignore[no-untyped-def]
    tomorrow = datetime.now(LONDON).date() + timedelta(days=1)
    at = datetime(tomorrow.year, tomorrow.month, tomorrow.day, 16, tzinfo=LONDON).timestamp()
    name = ask("intend", "call Bob", "--at", "tomorrow 9am")["id"]
    assert run("move", name[:6], "--at", "tomorrow 4pm").startswith(f"waiting; next {tomorrow} 16:00 ")
    moved = ask("move", name, "--at", "tomorrow 4pm")
    assert (moved["id"], moved["trigger"]) == (name, {"kind": "at", "when": at})
    assert ask("due", "--next") == {"next_due": at}
    pill = ask("intend", "take a pill", "--every", "day at 7am")["id"]
    assert ask("move", pill, "--every", "day at 8am")["trigger"]["start"].endswith("T08:00:00")
    both = ask("intend", "send it", "--topic", "the audit", "--at", "tomorrow 9am")["id"]
    parts = ask("move", both, "--at", "tomorrow 4pm")["trigger"]["parts"]
    assert parts == [{"kind": "at", "when": at}, {"kind": "topic", "cue": "the audit"}]  # the topic stays


def test_what_was_ended_is_reopened(run, ask) -> None:  # type: ignore[no-untyped-def]
    name = ask("intend", "call Bob", "--at", "tomorrow 9am")["id"]
    before = ask("due", "--next")
    run("done", name)
    assert ask("due", "--next") == {"next_due": None}
    assert run("reopen", name[:6]).startswith("waiting; next ")
    assert ask("due", "--next") == before and ask("reopen", name)["state"] == "pending"


def test_what_is_skipped_does_not_come_then(run, ask) -> None:  # type: ignore[no-untyped-def]
    pill = ask("intend", "take a pill", "--every", "day at 7am")["id"]
    first, *_ = ask("due", "--next").values()
    days = [(datetime.fromtimestamp(first, LONDON) + timedelta(days=n)).date() for n in range(4)]
    assert run("skip", pill[:6], "--on", str(days[0])).startswith(f"waiting; next {days[1]} 07:00 ")
    since = ask("skip", pill)["skipped"]["since"]
    assert since == datetime.fromisoformat(f"{days[1]}T07:00").replace(tzinfo=LONDON).timestamp()
    assert run("skip", pill, "--on", str(days[2])).startswith(f"waiting; next {days[3]} 07:00 ")
    assert run("reopen", pill).startswith(f"waiting; next {days[2]} 07:00 ")


def test_move_and_reopen_say_what_is_wrong(run, ask, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    name = ask("intend", "call Bob", "--at", "tomorrow 9am")["id"]
    pill = ask("intend", "take a pill", "--every", "day at 7am")["id"]
    talk = ask("intend", "ask how it rose", "--topic", "the sourdough starter")["id"]
    twice = ask("intend", "eat", "--at", "tomorrow 9am", "--at", "tomorrow 6pm")["id"]
    gone = ask("intend", "sleep", "--at", "tomorrow 9am")["id"]
    run("dismiss", gone)
    capsys.readouterr()
    for argv, status, words in (
        (["move", name], 2, "one of the arguments --at --every is required"),
        (["move", name, "--at", "yesterday"], 2, "that is over; give a time to come"),
        (["move", name, "--at", "soonish"], 2, "not one time; write 'tomorrow 9am'"),
        (["move", name, "--every", "sometimes"], 2, "--every is 'sometimes': no time that comes again and again"),
        (["move", name, "--every", "day at 9"], 2, "comes once: give --at, or dismiss it"),
        (["move", pill, "--at", "tomorrow 9am"], 2, "comes again and again: give --every, or dismiss it"),
        (["move", name, "--at", "5pm", "--every", "day at 9"], 2, "not allowed with argument"),
        (["move", talk, "--at", "tomorrow 4pm"], 2, "has no time of its own to move: dismiss it"),
        (["move", twice, "--at", "tomorrow 4pm"], 2, "has several times to move"),
        (["move", gone, "--at", "tomorrow 4pm"], 2, "is dismissed and cannot be moved"),
        (["move", "ffff", "--at", "tomorrow 4pm"], 3, "there is no intention"),
        (["reopen", "ffff"], 3, "there is no intention"),
        (["skip", "ffff"], 3, "there is no intention"),
        (["skip", pill, "--on", "soonish"], 2, "not one time; write"),
        (["skip", name], 2, "no recurring time of"),
        (["skip", pill, "--on", "every day"], 2, "comes 'every day': nothing is left out"),
    ):
        try:
            found = main(argv)
        except SystemExit as stop:
            found = stop.code  # type: ignore[assignment]
        said = capsys.readouterr()
        assert (found, said.out, said.err.count("\n")) == (status, "", 1) and words in said.err, (argv, said.err)


def test_the_helps_of_move_and_reopen_teach(capsys: pytest.CaptureFixture[str]) -> None:
    helps = {"move": '--at "tomorrow 4pm"', "reopen": "take done, dismiss or skip back", "skip": "--on tomorrow"}
    for name, words in helps.items():
        with pytest.raises(SystemExit):
            main([name, "--help"])
        assert words in capsys.readouterr().out


def test_check_by_message_and_by_state(run, ask) -> None:  # type: ignore[no-untyped-def]
    topic = ask("intend", "ask how it rose", "--topic", "the sourdough starter")["id"]
    state = ask("intend", "open a window", "--if", "temperature > 30")["id"]
    assert ask("check", "good morning") == []
    assert ask("check", "my sourdough starter smells", "--scores")[topic] <= 0.001
    assert ask("intentions")[0]["state"] == "pending"
    (firing,) = ask("check", "my sourdough starter smells")
    assert firing["intention_id"] == topic
    assert ask("check", "--state", '{"temperature": 31}')[0]["intention_id"] == state
    assert "because the message" in run("explain", topic)


def test_a_topic_that_comes_again_stays_silent_for_a_while(run, ask) -> None:  # type: ignore[no-untyped-def]
    one = ask("intend", "sit up", "--topic", "my back", "--repeat", "--min-gap", "1 day and 6 hours")
    assert one["min_gap"] == 108_000.0
    assert [firing["intention_id"] for firing in ask("check", "my back hurts")] == [one["id"]]
    assert ask("check", "my back still hurts") == []
    within = "0.001s"  # shorter than a command takes
    short = ask("intend", "drink", "--topic", "coffee", "--repeat", "--min-gap", within)["id"]
    assert [firing["intention_id"] for firing in ask("check", "a coffee")] == [short]
    assert [firing["intention_id"] for firing in ask("check", "another coffee")] == [short]


def test_what_was_wrong_or_missed_is_learnt(run, ask) -> None:  # type: ignore[no-untyped-def]
    name = ask("intend", "ask how it rose", "--topic", "the sourdough starter")["id"]
    assert ask("check", "my sourdough starter smells")[0]["intention_id"] == name
    assert ask("mistaken", name)["state"] == "pending"
    before = ask("check", "the dough doubled overnight", "--scores")[name]
    assert "learnt" in run("missed", name[:6], "--message", "the dough doubled overnight")
    assert ask("check", "the dough doubled overnight", "--scores")[name] <= before
    assert main(["missed", name]) == 2


def test_the_benchmarks_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["bench", "--help"])
    assert stop.value.code == 0
    told = capsys.readouterr().out
    assert "prospective" in told


def test_facts_have_a_history_and_a_source(run, ask) -> None:  # type: ignore[no-untyped-def]
    run("add", "York in the rain")
    run("facts", "--add", "user", "lives_in", "York", "--from-episode", "1", "--since", "2020-01-01")
    run("facts", "--add", "user", "lives_in", "Leeds", "--since", "2025-01-01")
    assert [one["object"] for one in ask("facts", "user", "lives_in")] == ["Leeds"]
    assert [one["object"] for one in ask("facts", "--at", "2022-06-01")] == ["York"]
    assert len(ask("facts", "user", "--history")) == 3
    told = run("explain", "fact:1")
    assert "superseded by fact:2" in told and "York in the rain" in told
    assert "facts drawn from it" in run("explain", "episode:1")
    run("facts", "--retract", "2")
    assert ask("facts") == []


def test_skills_are_learned_suggested_and_rewarded(run, ask) -> None:  # type: ignore[no-untyped-def]
    run("skills", "--learn", "deploying the site", "--step", "run the tests", "--step", "push the tag")
    assert ask("skills", "--suggest", "deploy")[0]["steps"] == ["run the tests", "push the tag"]
    assert ask("skills", "--reward", "1", "1")[0]["utility"] == pytest.approx(0.6)
    assert "utility 0.60 after 1 uses" in run("skills")


def test_why_something_is_recalled(run, ask) -> None:  # type: ignore[no-untyped-def]
    for text in ("Leeds in the rain", "Leeds is wet in Leeds", "the cat sleeps"):
        run("add", text)
    assert "1. episode:" in run("explain", "--query", "Leeds")
    found = ask("explain", "--query", "Leeds", "episode:1")
    assert found["rank"] in (1, 2, 3)
    assert sum(found["item"]["parts"].values()) == pytest.approx(found["item"]["score"])
    assert main(["explain", "--query", "zebra", "episode:1"]) == 3


def test_what_is_said_is_read_in_the_zone_of_the_user(run, ask) -> None:  # type: ignore[no-untyped-def]
    told = run("add", "I live in Leeds. Remind me tomorrow at 9am to call Bob.", "--zone", "Asia/Tokyo")
    assert "fact:1  user lives in Leeds" in told
    assert re.search("to do: [0-9a-f]{16}  call Bob  next .* 09:00 JST", told)
    (one,) = ask("intentions")
    assert datetime.fromtimestamp(one["trigger"]["when"], ZoneInfo("Asia/Tokyo")).hour == 9
    text = run("context", "where do I live?", "--tokens", "200")
    assert "user lives in Leeds" in text and "why each is in" in text


def test_a_memory_moves_to_another_file(run, ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("add", "Leeds in the rain")
    run("intend", "ask", "--topic", "Leeds")
    file = str(tmp_path / "out.jsonl")
    assert ask("export", file)["memories"] >= 2
    other = str(tmp_path / "other.db")
    run("--db", other, "import", file)
    assert len(ask("recall", "Leeds", "--db", other)) == 1
    assert "no problems found" in run("doctor", "--db", other)


def test_an_export_under_a_passphrase(run, ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    run("add", "Leeds in the rain")
    file, other = tmp_path / "out.sealed", str(tmp_path / "other.db")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["export", str(file), "--encrypt"]) == 2
    monkeypatch.setenv("ARIA_MEMORY_EXPORT_KEY", "correct horse")
    run("export", str(file), "--encrypt")
    assert b"Leeds" not in file.read_bytes()
    monkeypatch.setenv("ARIA_MEMORY_EXPORT_KEY", "wrong horse")
    assert main(["import", str(file), "--encrypted", "--db", other]) in (1, 2)
    monkeypatch.setenv("ARIA_MEMORY_EXPORT_KEY", "correct horse")
    run("import", str(file), "--encrypted", "--db", other)
    assert len(ask("recall", "Leeds", "--db", other)) == 1


def test_what_is_old_expires_and_a_scope_is_purged_whole(run, ask, place: Path) -> None:  # type: ignore[no-untyped-def]
    run("add", "kumquats, once", "--at", "2020-01-01")
    run("add", "quinces, now")
    assert ask("expire", "2021-01-01", "--yes") == {"expired": 1}
    assert ask("recall", "kumquats") == [] and len(ask("recall", "quinces")) == 1
    run("purge", "scope", "--yes")
    assert ask("doctor")["episode"] == 0 and b"quinces" not in place.read_bytes()


def test_what_talk_changed_is_told_with_its_new_time(run) -> None:  # type: ignore[no-untyped-def]
    run("add", "I live in Leeds. Remind me to call Bob tomorrow at 3pm.")
    told = run("add", "Make that 4 instead.")
    assert re.search("moved to another time: [0-9a-f]{16}  call Bob  next .* 16:00 ", told)
    assert "no longer: fact:1  user lives in Leeds" in run("add", "I no longer live in Leeds.")


def test_variables_that_are_set_but_empty_are_no_default(run, place: Path, capsys, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    for name in ("ARIA_MEMORY", "ARIA_MEMORY_SCOPE", "ARIA_MEMORY_ENCODER", "ARIA_MEMORY_KEY"):
        with monkeypatch.context() as setting:
            setting.setenv(name, "")
            assert main(["add", "I live in York"]) == 2
            assert f"{name} is set, but empty: give it a value, or unset it" in capsys.readouterr().err
    assert not place.exists()


def test_scores_in_a_session_count_what_was_said_before(run, ask) -> None:  # type: ignore[no-untyped-def]
    run("intend", "ask", "--topic", "the sourdough starter")
    assert len(ask("check", "it smells", "--scores", "--session", "monday")) == 1


def test_scopes_are_apart(run, ask) -> None:  # type: ignore[no-untyped-def]
    run("add", "my secret", "--scope", "ann")
    assert ask("recall", "secret", "--scope", "bob") == []
    assert len(ask("--scope", "ann", "recall", "secret")) == 1


def test_the_doctor_tells_by_its_exit_status(run, place: Path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    run("add", "Leeds in the rain")
    run("facts", "--add", "user", "lives_in", "Leeds", "--from-episode", "1")
    with sqlite3.connect(place) as file:
        file.execute("UPDATE fact SET episode = 999")
    file.close()
    assert main(["doctor"]) == 4
    assert "PROBLEM: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "status", "named"),
    [
        (["recall"], 2, "query"),
        (["nonsense"], 2, "nonsense"),
        (["add", "  "], 2, "text is empty"),
        (["add", "x", "--at", "the day after never"], 2, "'the day after never'"),
        (["recall", "x", "-k", "0"], 2, "k is 0"),
        (["recall", "x", "--kind", "dream"], 2, "'dream'"),
        (["intend", "x"], 2, "--at"),
        (["intend", "x", "--at", "xyzzy 9am"], 2, "'xyzzy' is not understood"),
        (["intend", "x", "--at", "yesterday 9am"], 2, "is over"),
        (["intend", "x", "--at", "every monday"], 2, "again and again"),
        (["intend", "x", "--every", "blue moon"], 2, "'blue moon'"),
        (["intend", "x", "--every", "blah"], 2, "--every is 'blah': no time that comes again"),
        (["intend", "x", "--every", "tomorrow"], 2, "write it like 'weekday 9:00'"),
        (["intend", "x", "--at", "tomorrow 9am", "--expires", "today 11:59pm"], 2, " 23:59 "),
        (["intend", "x", "--every", "day at 9am", "--expires", "in 1 minute"], 2, "give a later expiry"),
        (["intend", "x", "--every", "FREQ=SOMETIMES"], 2, "FREQ"),
        (["intend", "x", "--if", "import os"], 2, "import os"),
        (["intend", "x", "--session-start", "--after", "abc"], 3, "'abc'"),
        (["intend", "x", "--at", "tomorrow", "--zone", "Mars/Base"], 2, "'Mars/Base'"),
        (["intend", "x", "--topic", "y", "--min-gap", "2 hours"], 2, "--repeat"),
        (["intend", "x", "--topic", "y", "--repeat", "--min-gap", "soon"], 2, "'soon'"),
        (["intend", "x", "--topic", "y", "--repeat", "--min-gap", "0 min"], 2, "above 0"),
        (["intend", "x", "--topic", "y", "--repeat", "--min-gap=-2h"], 2, "'-2h'"),
        (["check"], 2, "message"),
        (["check", "--state", "[1]"], 2, "'[1]'"),
        (["done", "abc"], 3, "'abc'"),
        (["forget", "episode:7"], 3, "7"),
        (["forget", "fact:1"], 2, "'fact:1' is no turn: write episode:ID"),
        (["forget", "999"], 2, "'999' is no turn: write episode:ID, as recall prints it"),
        (["explain", "999"], 3, "Write episode:999, fact:999"),
        (["explain", "episode:9"], 3, "episode 9 is not in this scope; recall tells the ids"),
        (["purge", "episode:x", "--yes"], 2, "'x'"),
        (["purge", "dream:1", "--yes"], 2, "'dream:1'"),
        (["facts", "--retract", "5"], 3, "fact 5 is not in this scope; the history of facts has the ids"),
        (["facts", "--add", "a", "b", "c", "--since", "2026", "--until", "2020-01-01"], 2, "2026"),
        (["facts", "--add", "a", "b", "c", "--since", "2026-01-02", "--until", "2026-01-01"], 2,
         "--since is '2026-01-02', 2026-01-02 00:00 GMT, and --until '2026-01-01', 2026-01-01 00:00 GMT, is not after"),
        (["skills", "--reward", "one", "1"], 2, "'one'"),
        (["explain"], 2, "--query"),
        (["explain", "fact:9"], 3, "fact:9"),
        (["import", "no-such-file"], 1, "no-such-file"),
        (["export", "/no/such/folder/out"], 1, "/no/such/folder/out"),
        (["inspect", "/no/such/folder/out.html"], 1, "/no/such/folder"),
        (["inspect", "x.html", "--turns", "-1"], 2, "-1"),
        (["recall", "x", "--db", "/no/such/folder/m.db"], 2, "/no/such/folder"),
        (["recall", "x", "--scope", ""], 2, "argument --scope: it is empty: give it a value, or leave it out"),
        (["--scope", "", "add", "I live in York"], 2, "argument --scope: it is empty"),
        (["mcp", "--scope="], 2, "argument --scope: it is empty"),
        (["recall", "x", "--db", " "], 2, "argument --db: it is empty"),
        (["recall", "x", "--zone", ""], 2, "argument --zone: it is empty"),
        (["recall", "x", "--encoder", ""], 2, "argument --encoder: it is empty"),
        (["add", "x", "--session", ""], 2, "argument --session: it is empty"),
        (["check", "x", "--session", ""], 2, "argument --session: it is empty"),
        (["context", "x", "--session", ""], 2, "argument --session: it is empty"),
        (["facts", ""], 2, "it is empty"),
        (["facts", "--add", "a", "b", "c", "--retract", "2"], 2, "--retract: not allowed with argument --add"),
        (["facts", "--history", "--retract", "2"], 2, "--retract: not allowed with argument --history"),
        (["facts", "--since", "yesterday"], 2, "--since goes with --add only"),
        (["facts", "--until", "yesterday", "--retract", "2"], 2, "--until goes with --add only"),
        (["facts", "--several"], 2, "--several goes with --add only"),
        (["facts", "--from-episode", "0"], 2, "--from-episode goes with --add only"),
        (["facts", "a", "--add", "a", "b", "c"], 2, "SUBJECT does not go with --add"),
        (["facts", "--add", "a", "b", "c", "--at", "today"], 2, "--at does not go with --add"),
        (["facts", "--retract", "2", "--believed", "today"], 2, "--believed does not go with --retract"),
        (["facts", "--history", "--at", "today"], 2, "--at does not go with --history"),
        (["skills", "--step", "a"], 2, "--step goes with --learn only"),
        (["skills", "--learn", "a"], 2, "at least one --step"),
        (["skills", "--learn", "a", "--step", "b", "--suggest", "c"], 2, "not allowed with argument --learn"),
        (["due", "--next", "--follow"], 2, "--follow: not allowed with argument --next"),
        (["check", "--state", "{}", "--scores"], 2, "--scores does not go with --state"),
        (["check", "--state", "{}", "--session", "s"], 2, "--session does not go with --state"),
        (["explain", "abc", "-k", "3"], 2, "-k is of a --query"),
        (["recall", "x", "--scope", "\n"], 2, "scope"),
        (["recall", "x", "--encoder", "guess"], 2, "'guess'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_line(
    argv: list[str], status: int, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        assert main(argv) == status
    except SystemExit as stop:  # argparse's way
        assert stop.code == status
    err = capsys.readouterr().err
    assert named in err
    assert err.count("\n") == (1 if status else 0)
    assert not status or err.startswith("aria-memory: error: ")


def test_the_beginning_of_two_ids_is_refused(run, place: Path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    class Chance:
        def getrandbits(self, bits: int) -> int:
            self.last = getattr(self, "last", 0xABC0000000000000) + 1
            return self.last

    with Memory.open(place, scope="me", encoder="none", chance=Chance()) as memory:  # type: ignore[arg-type]
        memory.intend("one", At(time.time() + 60))
        memory.intend("two", At(time.time() + 60))
    assert main(["done", "abc"]) == 2
    assert "2 intentions" in capsys.readouterr().err


def test_help_teaches_by_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    ([a-z]+) ", capsys.readouterr().out.split("COMMAND\n")[1], re.MULTILINE)
    assert {"add", "recall", "intend", "due", "check", "facts", "skills", "explain", "inspect"} <= set(commands)
    for command in set(commands) - {"bench"}:
        with pytest.raises(SystemExit) as stop:
            main([command, "--help"])
        assert stop.value.code == 0
        told = capsys.readouterr().out
        assert "examples:\n  " in told and command in told.split("examples:")[1], command


def test_what_would_steer_a_terminal_is_shown_instead(run) -> None:  # type: ignore[no-untyped-def]
    run("add", "a\x1b[31m red\x07 \u202eleft", "--session", "s\x1b]0;title")
    told = run("recall", "red", "--full") + run("explain", "episode:1")
    assert "<U+001B>[31m red<U+0007> <U+202E>left" in told and "s<U+001B>]0;title" in told
    assert not set(told) & set("\x1b\x07\u202e")


def test_standard_input_is_read_where_a_dash_stands(run, ask, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("from a pipe ✓\xff\n".encode())))
    run("add", "-")
    assert ask("recall", "pipe")[0]["text"] == "user: from a pipe ✓\xff"


def test_nobody_is_asked_where_nobody_is(run, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:  # type: ignore[no-untyped-def]
    run("add", "keep me")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["purge", "episode:1"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert "keep me" in run("explain", "episode:1")


def start(*argv: str, **env: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "aria_memory", *argv], cwd=ROOT, env={**os.environ, **env},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_terminals_that_are_not_utf_8_and_readers_that_go_away(run) -> None:  # type: ignore[no-untyped-def]
    run("add", "tea ✓ " * 150_000)
    plain = start("recall", "tea", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    out, err = plain.communicate(timeout=60)
    assert (plain.returncode, err) == (0, b"")
    assert b"tea \\u2713" in out
    if os.name == "nt":
        return  # a pipe that is closed early is another error there
    gone = start("recall", "tea", "--full", PYTHONUNBUFFERED="")  # unbuffered, a part may be lost unseen
    assert gone.stdout is not None and gone.stderr is not None
    gone.stdout.read(1)
    gone.stdout.close()  # as `| head` does: most of the megabyte is still to come
    assert gone.stderr.read() == b""
    assert gone.wait(timeout=60) == 0
    gone.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="a signal that Windows cannot send to one process")
def test_following_ends_quietly_with_ctrl_c(place: Path) -> None:
    now = time.time()
    with Memory.open(place, scope="me", clock=ManualClock(now - 60), encoder="none") as memory:
        memory.intend("take the tea off", At(now - 30))
    follow = start("due", "--follow")
    assert follow.stdout is not None and follow.stderr is not None
    assert b"take the tea off" in follow.stdout.readline()
    follow.send_signal(signal.SIGINT)
    follow.stdout.read()
    assert follow.stderr.read() == b""
    assert follow.wait(timeout=60) == 130
    follow.stdout.close()
    follow.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
def test_a_page_is_its_owners_alone(run, place: Path) -> None:  # type: ignore[no-untyped-def]
    run("add", "hello")
    run("inspect", str(place.parent / "life.html"))
    assert (place.parent / "life.html").stat().st_mode & 0o777 == 0o600


class Terminal(io.StringIO):
    """What is written to it can be waited for."""

    def __init__(self) -> None:
        super().__init__()
        self._wrote = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        count = super().write(text)
        self._wrote.set()
        return count

    def wait_for(self, pattern: str) -> None:
        while not re.search(pattern, self.getvalue()):
            assert self._wrote.wait(60.0), self.getvalue()
            self._wrote.clear()


def test_long_work_tells_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal alone, after a while, and the line is taken away again."""
    told = Terminal()
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(progress, "SHOW_AFTER_S", 0.0)
    monkeypatch.setattr(progress, "EVERY_S", 0.001)
    with progress.working("exporting") as far:
        told.wait_for(r"exporting \.\.\. \d+ s")
        far(430, 1000)
        told.wait_for(r"exporting \.\.\. 43%, \d+ s")
    assert told.getvalue().endswith("\r\x1b[K")


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_stops_no_work(tmp_path: Path, closed: str) -> None:
    file = tmp_path / "memory.db"
    words = [sys.executable, "-m", "aria_memory", "--db", str(file), "--scope", "ann", "add", "Leeds in the rain"]
    done = subprocess.run(["sh", "-c", f"{shlex.join(words)} {closed}"], cwd=ROOT, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    with Memory.open(file, scope="ann", encoder=None) as memory:
        assert [item.text for item in memory.recall("rain")] == ["user: Leeds in the rain"]
