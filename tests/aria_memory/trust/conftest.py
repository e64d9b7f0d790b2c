"""What is trusted does not depend on what ordinary talk is like: a short background, read in no time."""

from collections.abc import Iterator

import pytest

from aria_memory.prospective import english_background


@pytest.fixture(autouse=True, scope="module")
def short_background() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        talk = [f"we had {thing} on {day}" for thing in ("soup", "rain", "guests") for day in ("Monday", "Friday")]
        patch.setattr(english_background, "english_background", lambda: talk)
        yield
