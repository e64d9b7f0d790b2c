"""The memory's tools, asked by the protocol's own client over a real process's standard input and output."""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import trio

mcp = pytest.importorskip("mcp")

ROOT = Path(__file__).parents[2]
TOOLS = {"observe", "recall", "facts", "intend", "reminders", "check", "due", "done", "dismiss", "snooze"}


def server(folder: Path) -> Any:
    return mcp.StdioServerParameters(
        command=sys.executable,
        args=["-m", "aria_memory", "mcp", "--db", str(folder / "m.db"), "--scope", "ann", "--encoder", "none",
              "--zone", "Europe/London"],
        cwd=str(ROOT), env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def calling(client: Any) -> Any:
    async def call(name: str, **arguments: object) -> object:
        answer = await client.call_tool(name, arguments)
        assert not answer.is_error, answer.content
        found = answer.structured_content
        return found["result"] if set(found) == {"result"} else found

    return call


async def test_what_was_filed_is_told_and_found_again_after_a_restart(tmp_path: Path) -> None:
    tomorrow = (datetime.now(ZoneInfo("Europe/London")) + timedelta(days=1)).date()
    with trio.fail_after(60):
        async with mcp.Client(server(tmp_path)) as client:
            call = calling(client)
            seen = await call("observe", text="I live in Leeds. Remind me to ring Bo tomorrow at 9am.")
            assert seen["facts"] == [{"id": 1, "text": "user lives in Leeds"}]
            (bo,) = seen["intentions"]
            assert (bo["content"], bo["state"]) == ("ring Bo", "waiting") and "cues" not in bo
            assert bo["fires"].startswith(f"at {tomorrow} 09:00 ") and bo["next"].startswith(f"{tomorrow}T09:00:00+0")
            (moved,) = (await call("observe", text="Actually, make that 4pm instead."))["answered"]
            assert (moved["id"], moved["what"]) == (bo["id"], "moved")
            assert moved["next"].startswith(f"{tomorrow}T16:00:00") and "16:00" in moved["fires"]
            gone = await call("observe", text="I no longer live in Leeds.")
            assert gone["ended"] == [{"id": 1, "text": "user lives in Leeds"}]
            asked = await call("observe", text="When we talk about the roof, remind me to ask for quotes.")
            (roof,) = asked["intentions"]
            assert roof["cues"] == ["roof"] and "next" not in roof
        async with mcp.Client(server(tmp_path)) as client:
            call = calling(client)
            assert await call("reminders") == {
                "reminders": [{**bo, "fires": moved["fires"], "next": moved["next"]}, roof], "more": 0
            }  # fmt: skip
            assert (await call("reminders", limit=1))["more"] == 1
            assert (await call("reminders", text="the roofs"))["reminders"] == [roof]
            (found,) = (await call("reminders", text="the one about Bo"))["reminders"]
            assert await call("dismiss", intention_id=found["id"]) == "dismissed"
            assert (await call("reminders"))["reminders"] == [roof]
            (over,) = (await call("reminders", state="dismissed"))["reminders"]
            assert (over["id"], over["state"]) == (bo["id"], "dismissed")


async def test_an_assistant_remembers_and_is_reminded(tmp_path: Path) -> None:
    with trio.fail_after(60):
        async with mcp.Client(server(tmp_path)) as client:
            call = calling(client)
            found = await client.list_tools()
            assert {tool.name for tool in found.tools} >= TOOLS
            assert all(tool.description for tool in found.tools)
            assert "`reminders`" in client.instructions
            seen = await call("observe", text="Leeds in the rain ✓ </script>")
            assert (await call("recall", query="Leeds"))[0]["text"] == "user: Leeds in the rain ✓ </script>"
            assert seen["turn"] == 0
            assert "Leeds" in (await call("context", query="Leeds"))["text"]
            assert await call("facts") == []
            one = await call("intend", content="ask how it rose", topic="the sourdough starter")
            both = await call("intend", content="call Bob", at="tomorrow 9am", every="weekday 9:00")
            assert " or (every weekday at 09:00 (Europe/London))" in both["fires"]
            (told,) = await call("check", message="my sourdough starter is alive")
            assert (told["intention_id"], told["content"]) == (one["id"], "ask how it rose")
            assert told["because"] and told["p"] <= 0.001
            assert await call("mistaken", intention_id=one["id"]) == "pending"
            assert await call("missed", intention_id=one["id"], message="the dough doubled") == "pending"
            assert await call("done", intention_id=one["id"]) == "done"
            assert (await call("snooze", intention_id=both["id"], until="in 2 hours")).startswith("silent until ")
            assert (await call("move", intention_id=both["id"], at="in 3 hours")).startswith("at ")
            assert await call("dismiss", intention_id=both["id"]) == "dismissed"
            assert await call("reopen", intention_id=both["id"]) == "pending"
            assert await call("dismiss", intention_id=both["id"]) == "dismissed"
            pill = (await call("intend", content="take a pill", every="day at 7am"))["id"]
            first = await call("skip", intention_id=pill, on="tomorrow")
            assert first.startswith("next ") and await call("skip", intention_id=pill) != first
            assert await call("dismiss", intention_id=pill) == "dismissed"
            assert await call("due") == []
            (filed,) = (await call("observe", text="Remind me to call Ann tomorrow at 3pm."))["intentions"]
            assert (await call("intend", content="call Ann", at="tomorrow 3pm")) == filed  # not twice
            (moved,) = (await call("observe", text="Actually, make that 4 instead."))["answered"]
            assert (moved["intention_id"], moved["what"]) == (filed["id"], "moved")

            for name, arguments, words in (
                ("done", {"intention_id": "nobody"}, "'nobody'"),
                ("skip", {"intention_id": "nobody"}, "'nobody' is not in this scope"),
                ("move", {"intention_id": "nobody", "at": "tomorrow"}, "`reminders` lists them"),
                ("reminders", {"state": "lost"}, "choose of: open, all, pending"),
                ("reminders", {"limit": 101}, "limit is 101; choose 1 to 100"),
                ("intend", {"content": "x", "at": "xyzzy"}, "at is 'xyzzy'"),
                ("intend", {"content": "x"}, "give at, every"),
                ("observe", {"text": ""}, "text is empty"),
            ):
                answer = await client.call_tool(name, arguments)
                assert answer.is_error and words in answer.content[0].text
                assert "Traceback" not in answer.content[0].text
