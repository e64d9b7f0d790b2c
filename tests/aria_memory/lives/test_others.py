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
    "a1": 20, "a2": 33, "b1": 21, "b2": 11, "c1": 10, "c2": 15, "d1": 18, "d2": 22, "e1": 24, "e2": 14, "f1": 22,
    "f2": 17, "g1": 10, "g2": 8,
}  # fmt: skip
"""Of 78 to 90 expectations each."""
_EXPECTED = re.compile(r"^[!=] ", re.MULTILINE)


@pytest.mark.files
@pytest.mark.parametrize("life", MOST_WRONG)
def test_what_a_life_expects_comes_true(life: str, tmp_path: Path) -> None:
    text = (LIVES / f"{life}.txt").read_text(encoding="utf-8")
    wrong = [one for one in Diary(tmp_path / "x.db").live(text) if not one.startswith("before ")]
    assert 75 < len(_EXPECTED.findall(text)) < 100
    assert len(wrong) <= MOST_WRONG[life], wrong
