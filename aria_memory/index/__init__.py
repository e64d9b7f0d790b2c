"""The vector index: exact by brute force while that is fast, by sign bits and an exact second look above."""

from .vectors import EXACT_ROWS, VectorIndex

__all__ = ["EXACT_ROWS", "VectorIndex"]
