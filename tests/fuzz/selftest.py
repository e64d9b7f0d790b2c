"""Parsers that go wrong on an input that ends in "!", in each way the fuzzer is to see. Seed: one such input."""

import os

from tests.fuzz.target import Target


class Spoiled(Target):
    """A target whose only seed is the bad input."""

    __slots__ = ()

    def seeds(self) -> list[bytes]:
        """See Target.seeds."""
        return [b"good", b"bad!"]


def raises(data: bytes) -> None:
    """An error that is no answer."""
    if data.endswith(b"!"):
        raise ValueError("not clean")


def loops(data: bytes) -> None:
    """Never an answer."""
    while data.endswith(b"!"):
        pass


def takes(data: bytes) -> None:
    """All the memory there is."""
    if data.endswith(b"!"):
        bytearray(1 << 40)


def dies(data: bytes) -> None:
    """The process ends."""
    if data.endswith(b"!"):
        os.abort()


TARGETS = tuple(
    Spoiled(name=f"self-test-{run.__name__}", run=run, clean=()) for run in (raises, loops, takes, dies)
)  # fmt: skip
