"""Lives of two weeks by hands that knew nothing of the rules, each frozen before it was run (`others/*.txt`).

They were told what a diary's lines mean, and to let people ask and answer in their own words. Of what they expect, the
share that came true when the life was first run, by the rules before and by those of then, is in
`extraction/README.md`; here is what must not be lost of what comes true now.
"""

import re
from pathlib import Path

import pytest

from tests.aria_memory.lives.diary import Diary

LIVES = Path(__file__).parent / "others"
MOST_WRONG = {
    "a1": 5, "a2": 12, "b1": 6, "b2": 6, "c1": 3, "c2": 5, "d1": 5, "d2": 10, "e1": 7, "e2": 7, "f1": 4, "f2": 6,
    "g1": 9, "g2": 5, "h1": 12, "h2": 8, "i1": 5, "i2": 3, "j1": 8, "j2": 1, "k1": 8, "k2": 9, "l1": 4, "l2": 7,
    "m1": 6, "m2": 7, "n1": 15, "n2": 5, "o1": 2, "o2": 9, "p1": 8, "p2": 3, "q1": 3, "q2": 17, "r1": 15, "r2": 6,
    "s1": 64, "s2": 38, "t1": 66, "t2": 69, "u1": 55, "u2": 56, "v1": 73, "v2": 83,
}  # fmt: skip
"""Of 78 to 90 expectations each. From s on the hands were asked for voices of their own and no phrase twice."""
_EXPECTED = re.compile(r"^[!=] ", re.MULTILINE)


@pytest.mark.files
@pytest.mark.parametrize("life", MOST_WRONG)
def test_what_a_life_expects_comes_true(life: str, tmp_path: Path) -> None:
    text = (LIVES / f"{life}.txt").read_text(encoding="utf-8")
    wrong = [one for one in Diary(tmp_path / "x.db").live(text) if not one.startswith("before ")]
    assert 75 < len(_EXPECTED.findall(text)) < 100
    assert len(wrong) <= MOST_WRONG[life], wrong
