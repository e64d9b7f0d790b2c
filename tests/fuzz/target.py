"""What is fuzzed: one parser, and which errors are an answer."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One parser.

    run: parses the bytes, and uses what came out as the package would. clean: the errors it may raise.
    reshape: a change that keeps outer structure true (a checksum, a signature, a length), so that what lies behind it
    is reached; it gets a seed or its descendant, and must take any bytes.
    """

    name: str
    run: Callable[[bytes], object]
    clean: tuple[type[Exception], ...]
    reshape: Callable[[bytes, random.Random], bytes] | None = None
    max_bytes: int = 4096

    @staticmethod
    def first_seed(name: str) -> bytes:
        """One seed of another target."""
        return min((CORPUS / name).iterdir()).read_bytes()

    def seeds(self) -> list[bytes]:
        """The corpus of this target, in order of name."""
        return [path.read_bytes() for path in sorted((CORPUS / self.name).iterdir())]
