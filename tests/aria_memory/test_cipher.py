"""A memory file that is encrypted (SQLCipher): only its key opens it, and nothing of it is legible."""

import subprocess
import sys
from pathlib import Path

import pytest

from aria_memory import BadInput, Memory, StoreFault
from tests.aria_memory.samples import memory

ROOT = Path(__file__).parents[2]


def test_without_sqlcipher_the_remedy_is_named(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['sqlcipher3'] = None\n"
        "from aria_memory import Memory, StoreFault\n"
        "try: Memory.open(sys.argv[1], scope='a', key='k')\n"
        "except StoreFault as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "x")], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "pip install sqlcipher3-wheels" in done.stdout
    assert not (tmp_path / "x").exists()


def test_only_its_key_opens_a_file(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    path, key = tmp_path / "m.db", "it's a \"passphrase\"; DROP TABLE episode; --é"
    with Memory.open(path, scope="ann", encoder=None, key=key) as m:
        kept = m.observe("user", "xyzzyplugh is the word", "s")
        m.facts.assert_("user", "password", "xyzzyplugh")
        for file in tmp_path.iterdir():
            data = file.read_bytes()
            assert not any(word in data for word in (b"xyzzyplugh", b"SQLite format", b"episode")), file.name
        with Memory.open(path, scope="ann", encoder=None, key=key) as other:  # processes share it
            assert other.episode(kept.episode_id).text == "xyzzyplugh is the word"
            assert other.recall("xyzzyplugh", kinds=["episode"])[0].item_id == kept.episode_id
        m.purge(episode_id=kept.episode_id)
        assert m.doctor()["problems"] == []
    for wrong in (key + "x", None):
        with pytest.raises(StoreFault, match="not a readable memory file, or one under another key"):
            Memory.open(path, scope="ann", encoder=None, key=wrong)
    with memory(tmp_path / "plain.db"):
        pass
    with pytest.raises(StoreFault, match="under another key"):
        Memory.open(tmp_path / "plain.db", scope="ann", encoder=None, key=key)
    for bad in ("", 5, "a\0b", "\ud800", "x" * 1001):
        with pytest.raises(BadInput, match="give a passphrase"):
            Memory.open(path, scope="ann", encoder=None, key=bad)  # type: ignore[arg-type]
