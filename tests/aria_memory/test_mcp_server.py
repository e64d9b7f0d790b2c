"""The memory's tools, asked by the protocol's own client over a real process's standard input and output."""

import os
import sys
from pathlib import Path

import pytest
import trio

mcp = pytest.importorskip("mcp")

ROOT = Path(__file__).parents[2]
TOOLS = {"observe", "recall", "facts", "intend", "check", "due", "done", "dismiss", "snooze"}


async def test_an_assistant_remembers_and_is_reminded(tmp_path: Path) -> None:
    server = mcp.StdioServerParameters(
        command=sys.executable,
        args=["-m", "aria_memory", "mcp", "--db", str(tmp_path / "m.db"), "--scope", "ann", "--encoder", "none",
              "--zone", "Europe/London"],
        cwd=str(ROOT), env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    with trio.fail_after(60):
        async with mcp.Client(server) as client:

            async def call(name: str, **arguments: object) -> object:
                answer = await client.call_tool(name, arguments)
                assert not answer.is_error, answer.content
                found = answer.structured_content
                return found["result"] if set(found) == {"result"} else found

            found = await client.list_tools()
            assert {tool.name for tool in found.tools} >= TOOLS
            assert all(tool.description for tool in found.tools)
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
            assert (await call("intend", content="call Ann", at="tomorrow 3pm"))["id"] == filed  # not twice
            (moved,) = (await call("observe", text="Actually, make that 4 instead."))["answered"]
            assert (moved["intention_id"], moved["what"]) == (filed, "moved")

            for name, arguments, words in (
                ("done", {"intention_id": "nobody"}, "'nobody'"),
                ("skip", {"intention_id": "nobody"}, "'nobody' is not known"),
                ("intend", {"content": "x", "at": "xyzzy"}, "at is 'xyzzy'"),
                ("intend", {"content": "x"}, "give at, every"),
                ("observe", {"text": ""}, "text is empty"),
            ):
                answer = await client.call_tool(name, arguments)
                assert answer.is_error and words in answer.content[0].text
                assert "Traceback" not in answer.content[0].text
