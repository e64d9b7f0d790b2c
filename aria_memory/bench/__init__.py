"""Benchmarks of the memory: each generates or reads its data, runs, and gives figures with intervals."""
