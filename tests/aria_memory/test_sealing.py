"""Encrypted exports: opened with the passphrase, refused if a bit is missing, changed or moved."""

import base64
import io
import subprocess
import sys
from pathlib import Path

import pytest

from aria_memory import BadInput, sealing
from tests.aria_memory.samples import plain as memory

ROOT = Path(__file__).parents[2]
VECTOR = Path(sealing.__file__).with_name("README.md")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "OPS", 1)
    monkeypatch.setattr(sealing, "MEMORY_KB", 8)


def sealed(data: bytes, key: str = "k") -> bytes:
    file = io.BytesIO()
    out = sealing.Sealing(file, key)
    out.write(data)
    out.finish()
    return file.getvalue()


def opened(data: bytes, key: str = "k") -> bytes:
    return io.BufferedReader(sealing.Opened(io.BytesIO(data), key)).read()


@pytest.mark.parametrize("n", [0, 1, sealing.CHUNK - 1, sealing.CHUNK, sealing.CHUNK + 1, 3 * sealing.CHUNK])
def test_what_is_sealed_opens(n: int) -> None:
    data = bytes(i * 31 % 251 for i in range(n))
    assert opened(sealed(data)) == data
    assert data[:100] not in sealed(data) or n < 16


def test_whatever_is_changed_is_refused() -> None:
    head = len(sealing.MAGIC) + 49
    chunk = sealing.CHUNK + 17
    good = sealed(b"a" * sealing.CHUNK + b"b" * sealing.CHUNK + b"c" * 9)
    full = sealed(b"a" * sealing.CHUNK)
    one, two, three = good[head : head + chunk], good[head + chunk : head + 2 * chunk], good[head + 2 * chunk :]
    cut = [good[:at] for at in (0, 5, head - 1, head, head + 1, head + chunk, head + 2 * chunk, len(good) - 1)]
    moved = [good[:head] + parts for parts in (two + one + three, one + three, one + two + two + three, three)]
    flips = [*range(len(sealing.MAGIC), len(good), 1733), len(good) - 1, head, head + chunk]
    flipped = [good[:i] + bytes([good[i] ^ 1]) + good[i + 1 :] for i in flips]
    for bad in (*cut, *moved, *flipped, good + b"x", good + one, full + b"x", full + three, sealed(b"x", "other")):
        with pytest.raises(BadInput, match=r"cut off|damaged|another one|goes on|update aria_memory"):
            opened(bad)


def test_a_file_does_not_ask_for_all_memory() -> None:
    good = bytearray(sealed(b"x"))
    good[len(sealing.MAGIC) + 5 : len(sealing.MAGIC) + 9] = (1 << 31).to_bytes(4, "big")
    with pytest.raises(BadInput, match="2147483648 KiB"):
        opened(bytes(good))


def test_an_encrypted_export(tmp_path: Path) -> None:
    with memory() as old, memory(scope="b") as new:
        for i in range(900):
            old.observe("user", f"turn {i} of xyzzyplugh, with some words to fill a chunk or two", f"s{i // 100}")
        assert old.export(tmp_path / "x", key="a passphrase é") == 900
        data = (tmp_path / "x").read_bytes()
        assert b"xyzzyplugh" not in data
        with pytest.raises(BadInput, match="it is encrypted: give its key"):
            new.import_(tmp_path / "x")
        with pytest.raises(BadInput, match="the key is another one, or the encrypted file is damaged"):
            new.import_(tmp_path / "x", key="another")
        (tmp_path / "cut").write_bytes(data[: sealing.CHUNK * 2])
        with pytest.raises(BadInput, match=r"line \d{3}: the encrypted file is .*nothing was imported"):
            new.import_(tmp_path / "cut", key="a passphrase é")
        assert new.doctor()["episode"] == 0
        assert new.import_(tmp_path / "x", key="a passphrase e\u0301") == 900  # the same letters, composed otherwise
        old.export(tmp_path / "plain")
        with pytest.raises(BadInput, match="it is not encrypted: leave the key out"):
            new.import_(tmp_path / "plain", key="k")
        for key in ("", 5, "\ud800", "x" * 1001):
            with pytest.raises(BadInput, match="give a passphrase"):
                old.export(tmp_path / "y", key=key)  # type: ignore[arg-type]


def test_the_vector_of_the_readme() -> None:
    text = VECTOR.read_text(encoding="utf-8").partition("### Test vector")[2].split("```")[1].strip()
    assert opened(base64.b64decode(text), "correct horse") == b'{"format":"aria-memory","version":1}\n'


def test_without_pynacl_only_keys_are_refused(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['nacl'] = None\n"
        "from aria_memory import Memory, StoreFault\n"
        "with Memory.open(':memory:', scope='a') as m:\n"
        "    m.observe('user', 'hello', 's'); m.export(sys.argv[1])\n"
        "    try: m.export(sys.argv[1], key='k')\n"
        "    except StoreFault as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "x")], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "pip install pynacl" in done.stdout

