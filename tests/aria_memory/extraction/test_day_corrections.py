"""A day alone corrects the birthday that was just told, and nothing that was told longer ago."""

from pathlib import Path

import pytest

from aria_memory import ManualClock, Memory

JULY = 1_815_300_000.0  # 2027-07-11, in UTC


@pytest.mark.files
@pytest.mark.parametrize(
    ("turns", "kept"),
    [
        (("my birthday is on the 12th of August", "no wait, the 13th. my own birthday"), "user birthday 08-13"),
        (("Nneka's birthday is May 19. sorry, no, May 20",), "Nneka birthday 05-20"),
        (("my birthday is on the 12th of August", "hang on, no, the 2nd of May"), "user birthday 05-02"),
        (("my birthday is 12 August 1990", "no, the 13th"), "user birthday 1990-08-13"),
        (("my birthday is 12 August 1990", "no, 2 May"), "user birthday 1990-05-02"),
        (("my birthday is on Friday", "no, it's Saturday"), "user birthday 07-17"),
        (("my birthday is on the 12th of August", "no, it's 3 May 1990"), "user birthday 1990-05-03"),
        (("my birthday is on the 12th of August", "I like tea", "no, the 13th"), "user birthday 08-12"),
    ],
)
def test_a_day_alone_corrects_the_birthday_before(turns: tuple[str, ...], kept: str, tmp_path: Path) -> None:
    clock = ManualClock(JULY)
    with Memory.open(tmp_path / "x.db", scope="me", encoder=None, clock=clock, zone="UTC") as memory:
        for said in turns:
            memory.observe("user", said, "s")
            clock.advance(30)
        known = [f"{one.subject} {one.predicate} {one.object}" for one in memory.facts.at(clock.at)]
    assert [one for one in known if "birthday" in one] == [kept]
