"""Who took part in which session: kept as turns come and go, on both stores, and counted where a query names them."""

import pytest

from aria_memory import Memory
from tests.aria_memory.samples import plain as memory

pytestmark = pytest.mark.usefixtures("each_store")

TRIP = "The trip to the fjords was great"


def test_whom_a_query_names_took_part() -> None:
    """Of two talks that say the same that one comes first in which the named one speaks, also after a purge there."""
    with memory() as m:
        with_ben = [m.observe(who, text, "first").episode_id for who, text in (("Ann", TRIP), ("Ben", "Nice"))]
        with_cem = [m.observe(who, text, "second").episode_id for who, text in (("Ann", TRIP), ("Cem", "Nice"))]
        asked = "what trip did Ann tell {} about?"
        for name, first in (("Ben", with_ben), ("Cem", with_cem)):
            found = m.recall(asked.format(name), explain=True)
            assert found[0].item_id == first[0]
            shares = {item.item_id: item.components["speaker_session"].value for item in found}
            assert (shares[with_ben[0]], shares[with_cem[0]]) == ((1.0, 0.5) if name == "Ben" else (0.5, 1.0))
        assert "speaker_session" not in m.recall("what trip?", explain=True)[0].components
        m.observe("Ben", "Nice, too", "first")
        m.purge(episode_id=with_ben[1])
        assert _took_part(m) == [("Ann", "first"), ("Ann", "second"), ("Ben", "first"), ("Cem", "second")]
        m.purge(episode_id=with_ben[1] + 3)
        assert _took_part(m) == [("Ann", "first"), ("Ann", "second"), ("Cem", "second")]
        m.purge(episode_id=with_cem[0])
        m.purge(episode_id=with_cem[1])
        assert _took_part(m) == [("Ann", "first")]
        m.purge_all()
        assert _took_part(m) == []


def _took_part(m: Memory) -> list[tuple[str, str]]:
    rows = m._scope.run(
        "SELECT p.role, s.name FROM participant p JOIN session s ON s.scope = p.scope AND s.number = p.session "
        "WHERE p.scope = :scope ORDER BY p.role, s.name"
    )
    return [(row["role"], row["name"]) for row in rows]
