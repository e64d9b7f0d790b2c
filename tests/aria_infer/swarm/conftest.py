"""The demo model, loaded once."""

import pytest

import aria_infer
from aria_infer.kernel import Pool


@pytest.fixture(scope="session")
def demo() -> aria_infer.Model:
    return aria_infer.load("demo", pool=Pool(1))
