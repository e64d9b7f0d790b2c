"""The measurements of a machine's limits: everything is read, every instruction set multiplies; never how fast."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

from aria_infer import kernel
from aria_infer.kernel import measure
from aria_infer.kernel.door import ffi, lib, pointer
from tests.kernel.samples import matrix


@pytest.mark.parametrize("n_threads", [1, 2, 3])
def test_every_byte_is_read_by_every_number_of_threads(n_threads: int) -> None:
    """The exclusive or of the words is checked inside; a buffer with one word that stands out shows that it is."""
    data = np.zeros(measure.MIN_READ_BYTES + 3 * 128, np.uint8)
    with kernel.Pool(3) as pool:
        for at in (0, len(data) // 2, measure.MIN_READ_BYTES - 400):
            data[at] = 7
            assert 0 < measure.read_bandwidth(pool, data, n_threads, 1) < math.inf
            data[at] = 0


@pytest.mark.parametrize("n_threads", [1, 3])
def test_the_exclusive_or_is_that_of_the_words(n_threads: int) -> None:
    words = np.random.default_rng(1).integers(0, 1 << 63, 16 * 3 * 500, np.uint64)
    seconds, check = ffi.new("double *"), ffi.new("uint64_t *")
    with kernel.Pool(3) as pool:
        status = lib.aria_measure_read(
            pool.handle(), pointer("uint8_t *", words), words.nbytes, n_threads, 2, seconds, check
        )
    assert status == lib.ARIA_OK
    assert check[0] == int(np.bitwise_xor.reduce(words))


@pytest.mark.parametrize(("n_threads", "passes"), [(0, 1), (4, 1), (-1, 1), (1, 0)])
def test_what_cannot_be_measured_is_refused(n_threads: int, passes: int) -> None:
    data = np.zeros(2 * measure.MIN_READ_BYTES, np.uint8)
    with kernel.Pool(3) as pool, pytest.raises(kernel.KernelError, match=f"{n_threads} threads"):
        measure.read_bandwidth(pool, data, n_threads, passes)


def test_too_little_memory_is_refused() -> None:
    with kernel.Pool(1) as pool, pytest.raises(kernel.KernelError, match="1000 bytes are too few"):
        measure.read_bandwidth(pool, np.zeros(1000, np.uint8), 1)


@pytest.mark.parametrize("isa", kernel.isa_names())
def test_every_instruction_set_multiplies(isa: str) -> None:
    with kernel.Pool(1, isa) as pool:
        assert 0 < measure.product_rate(pool, 0.01) < math.inf


@pytest.mark.parametrize("huge_pages", [False, True])
def test_a_buffer_is_written_memory(huge_pages: bool) -> None:
    buffer = measure.read_buffer(3 << 20, huge_pages)
    assert buffer.nbytes == 3 << 20
    assert np.array_equal(buffer.view(np.uint64), np.arange((3 << 20) // 8, dtype=np.uint64))


@pytest.mark.parametrize("isa", kernel.isa_names())
@pytest.mark.parametrize("n_threads", [1, 3])
def test_matrices_of_any_size_are_multiplied(isa: str, n_threads: int) -> None:
    rng = np.random.default_rng(2)
    matrices = [matrix(rng, n_out, n_in) for n_out, n_in in ((1, 1), (48, 512), (300, 100), (70, 1040))]
    with kernel.Pool(n_threads, isa) as pool:
        for n_rows in (1, 5, pool.block_rows):
            assert 0 < measure.linear_seconds(pool, matrices, n_rows) < math.inf


@pytest.mark.parametrize(("n_matrices", "n_rows"), [(0, 1), (1, 0), (1, 257)])
def test_rows_and_matrices_are_bounded(n_matrices: int, n_rows: int) -> None:
    matrices = [matrix(np.random.default_rng(3), 16, 16)] * n_matrices
    with kernel.Pool(1) as pool, pytest.raises(kernel.KernelError, match=f"{n_rows} rows"):
        measure.linear_seconds(pool, matrices, n_rows)


@pytest.mark.skipif(not Path("/sys/kernel/mm/transparent_hugepage").exists(), reason="tells of large pages on Linux")
@pytest.mark.parametrize("huge_pages", [False, True])
def test_memory_to_read_lies_as_asked(huge_pages: bool) -> None:
    """A shared map, as mmap gives by itself, is not on large pages however it is advised."""
    buffer = measure.read_buffer(8 << 20, huge_pages)
    assert buffer.view(np.uint64)[[0, 12345]].tolist() == [0, 12345]
    flags: list[str] = []
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if found := re.match(r"([0-9a-f]+)-([0-9a-f]+) ", line):
            inside = int(found[1], 16) <= buffer.ctypes.data < int(found[2], 16)
        elif inside and line.startswith("VmFlags:"):
            flags = line.split()
    assert ("hg" in flags and "sh" not in flags) == huge_pages
