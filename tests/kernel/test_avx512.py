"""AVX-512 gives the same bits: test_compilers.py's driver and random sizes, on an emulated CPU that has it."""

import platform
from pathlib import Path

import pytest

from tests.kernel import emulated_x86
from tests.kernel.test_compilers import build, hashes, listed

COMPILERS = ("gcc", "clang")
RANDOM_SHAPES = Path(__file__).parent / "random_shapes.c"


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="builds with the native compiler")
def test_avx512_agrees(tmp_path: Path) -> None:
    if absent := emulated_x86.missing():
        pytest.skip(f"an emulated machine needs {', '.join(absent)}")
    binaries = [build(compiler, tmp_path / compiler, "-O3", "-static") for compiler in COMPILERS]
    portable = hashes(str(binaries[0]))["portable"]
    shapes = build("gcc", tmp_path / "shapes", "-O3", "-static", driver=RANDOM_SHAPES)
    machine = tmp_path / "machine"
    machine.mkdir()
    *printed, compared = emulated_x86.run([*binaries, shapes], machine)
    assert compared[0].endswith("rounds")
    for compiler, lines in zip(COMPILERS, printed, strict=True):
        found = listed(lines)
        assert {"portable", "avx2", "avx512", "avx512vnni", "avx512vbmi"} <= set(found), compiler
        for isa, ours in found.items():
            assert ours == portable, f"{compiler}, {isa}"
