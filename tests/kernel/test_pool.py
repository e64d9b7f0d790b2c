"""Pools: instruction sets by name, environment, closing, forks, concurrent calls, the floating-point mode."""

import ctypes
import os
import platform
import subprocess
import sys
import sysconfig
import threading
from pathlib import Path

import numpy as np
import pytest

from aria_infer import kernel
from tests.kernel.samples import POOLS, floats, run, stack

LIBM = "libm.so.6"
FE_TOWARDZERO = {"x86_64": 0xC00, "aarch64": 0xC00000}


def test_portable_is_first_and_the_best_is_the_default() -> None:
    assert kernel.isa_names()[0] == "portable"
    with kernel.Pool(1) as pool:
        assert pool.isa == kernel.isa_names()[-1]


@pytest.mark.parametrize("name", ["avx1024", "", "PORTABLE", "neon" if platform.machine() == "x86_64" else "avx2"])
def test_an_instruction_set_this_cpu_lacks_is_refused(name: str) -> None:
    with pytest.raises(kernel.KernelError, match=f"{name!r} is unknown or not usable on this CPU; choose one of: p"):
        kernel.Pool(1, name)


@pytest.mark.parametrize("n_threads", [0, -1, 257])
def test_thread_counts_are_bounded(n_threads: int) -> None:
    with pytest.raises(kernel.KernelError, match=f"n_threads is {n_threads}; choose 1 to 256"):
        kernel.Pool(n_threads)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [("ARIA_ISA", "mmx", "'mmx' is unknown"), ("ARIA_THREADS", "two", "'two'"), ("ARIA_THREADS", "999", "is 999")],
)
def test_a_bad_environment_is_named(name: str, value: str, message: str) -> None:
    code = "from aria_infer import kernel\ntry: kernel.default_pool()\nexcept kernel.KernelError as e: print(e)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, name: value},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert message in done.stdout


def test_a_closed_pool_says_so() -> None:
    pool = kernel.Pool(2)
    pool.close()
    pool.close()
    with pytest.raises(kernel.KernelError, match="closed"):
        kernel.known_answers(pool)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork()")
def test_a_forked_child_is_told() -> None:
    code = (
        "import os\nfrom aria_infer import kernel\npool = kernel.Pool(2)\npid = os.fork()\n"
        "if pid == 0:\n"
        "    try: kernel.known_answers(pool)\n"
        "    except kernel.KernelError as e: print(e, flush=True)\n"
        "    kernel.known_answers(kernel.default_pool())\n"
        "else: assert os.waitpid(pid, 0)[1] == 0"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert "did not survive fork()" in done.stdout


def test_calls_from_several_threads_wait_for_each_other() -> None:
    rng = np.random.default_rng(3)
    built, x = stack(rng, 96, 100, (3, 1, 32), "silu", False, n=2), floats(rng, 40, 96)
    expected = run(POOLS[0], built, x).tobytes()
    with kernel.Pool(2) as pool:
        results: list[bytes] = []
        threads = [
            threading.Thread(target=lambda: results.extend(run(pool, built, x).tobytes() for _ in range(5)))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results == [expected] * 20


@pytest.mark.skipif(platform.system() != "Linux" or platform.machine() not in FE_TOWARDZERO, reason="needs glibc")
@pytest.mark.parametrize("isa", kernel.isa_names())
def test_a_changed_rounding_mode_changes_nothing(isa: str) -> None:
    """Another library in the process may have set the mode; it must be back afterwards."""
    libm, mode = ctypes.CDLL(LIBM), FE_TOWARDZERO[platform.machine()]
    rng = np.random.default_rng(5)
    built, x = stack(rng, 100, 90, (2, 1, 50), "silu", True, n=1), floats(rng, 30, 100)
    expected = run(POOLS[0], built, x).tobytes()
    before = libm.fegetround()
    with kernel.Pool(2, isa) as pool:
        libm.fesetround(mode)
        try:
            changed = np.float32(2) / np.float32(3)
            ours = run(pool, kernel.Stack(built.shape, built._layers), x).tobytes()
            kept = libm.fegetround()
            kernel.known_answers(pool)
        finally:
            libm.fesetround(before)
    assert changed != np.float32(2) / np.float32(3), "the mode was never changed, so this shows nothing"
    assert ours == expected and kept == mode


FLUSH = """
#include <xmmintrin.h>
unsigned aria_test_flush(unsigned on) {
    unsigned was = _mm_getcsr();
    _mm_setcsr(on ? was | 0x8040 : was & ~0x8040u);
    return was & 0x8040;
}
"""


@pytest.mark.skipif(platform.machine() != "x86_64" or sys.platform == "win32", reason="compiles a C function")
@pytest.mark.parametrize("isa", kernel.isa_names())
def test_flush_to_zero_changes_nothing(isa: str, tmp_path: Path) -> None:
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    (tmp_path / "flush.c").write_text(FLUSH)
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", tmp_path / "flush.so", tmp_path / "flush.c"], check=True, timeout=60
    )
    flush = ctypes.CDLL(str(tmp_path / "flush.so")).aria_test_flush
    x = np.full(40, 1e-39, np.float32)
    with kernel.Pool(2, isa) as pool:
        flush(1)
        try:
            flushed = kernel.dot16(x, np.ones(40, np.float32), pool)
            kernel.known_answers(pool)
        finally:
            was = flush(0)
    assert flushed == kernel.dot16(x, np.ones(40, np.float32), POOLS[0]) > 0
    assert was == 0x8040
