"""The kernel under the sanitizers: no access out of place, nothing undefined, no race, whatever the sizes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kernel.test_compilers import DRIVER, FLAGS, LIMIT_S, SOURCES, compiled

RANDOM_SHAPES = Path(__file__).parent / "random_shapes.c"
ROUNDS = os.environ.get("ARIA_SHAPES_ROUNDS", "25")  # of random sizes, each with every instruction set
MEMORY = ("-fsanitize=address,undefined,float-cast-overflow", "-fno-sanitize-recover=all")
RACES = ("-fsanitize=thread",)
BUILDS = {
    "gcc-memory": ("gcc", MEMORY),
    "clang-memory": ("clang", MEMORY),
    "gcc-races": ("gcc", RACES),
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks for gcc and clang by these names")
Linker = Callable[[Path], Path]


@pytest.fixture(scope="module", params=BUILDS)
def link(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Linker:
    """The kernel built once; gives a program from a driver. Skips without the compiler or its sanitizers' library."""
    compiler, sanitizers = BUILDS[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    if shutil.which(compiler) is None:
        pytest.skip(f"{compiler} is not installed")
    probe = folder / "probe.c"
    probe.write_text("int main(void) { return 0; }\n")
    if subprocess.run([compiler, *sanitizers, str(probe), "-o", str(folder / "probe")], capture_output=True).returncode:
        pytest.skip(f"{compiler} has no library for {sanitizers[0]} (Debian: libclang-rt-14-dev)")
    common = [compiler, *FLAGS, "-O1", "-g1", *sanitizers]  # more of -g keeps gcc busy for minutes
    objects = compiled(common, SOURCES, folder)

    def program(driver: Path) -> Path:
        out = folder / driver.stem
        subprocess.run([*common, str(driver), *objects, "-o", str(out), "-lm", "-pthread"], check=True, timeout=LIMIT_S)
        return out

    return program


def run(*command: str, **options: str) -> None:
    """options: further environment. Raises: AssertionError with what the sanitizer said."""
    environment = {**os.environ, **options}
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, env=environment)
    assert done.returncode == 0, done.stderr[-4000:]


def test_the_driver_is_clean(link: Linker) -> None:
    run(str(link(DRIVER)), ASAN_OPTIONS="detect_leaks=0")  # it keeps its models to the end


def test_random_sizes_are_clean_and_agree(link: Linker) -> None:
    run(str(link(RANDOM_SHAPES)), "1", ROUNDS)
