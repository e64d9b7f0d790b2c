"""The C itself: no warnings, the same bits from another compiler, on 64-bit ARM (emulated) and on Windows (Wine)."""

import os
import platform
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aria_infer import kernel

CSRC = Path(__file__).parents[2] / "csrc"
DRIVER = Path(__file__).parent / "driver.c"
FUSED = Path(__file__).parent / "fused.c"
FLAGS = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-ffp-contract=off", f"-I{CSRC}"]
LIMIT_S = 240
SOURCES = tuple(sorted(CSRC.glob("*.c")))
PLAIN_C = tuple(path for path in SOURCES if path.name == "ops_portable.c" or not path.name.startswith("ops_"))


def compiled(command: Sequence[str], sources: Sequence[Path], folder: Path) -> list[str]:
    """The object files of C files, one compiler a core, the longest first: most of the kernel's time to build."""
    folder.mkdir(exist_ok=True)

    def one(source: Path) -> str:
        out = str(folder / f"{source.stem}.o")
        subprocess.run([*command, "-c", str(source), "-o", out], check=True, timeout=LIMIT_S)
        return out

    longest = ("ops_avx512", "ops_amx")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(one, sorted(sources, key=lambda path: not path.name.startswith(longest))))


def build(compiler: str, out: Path, *more: str, sources: Sequence[Path] = SOURCES, driver: Path = DRIVER) -> Path:
    """A driver with the kernel, by one compiler. Skips where it is not installed."""
    if shutil.which(compiler) is None:
        pytest.skip(f"{compiler} is not installed")
    command = [compiler, *FLAGS, *more]
    objects = compiled(command, (*sources, driver), out.with_name(f"{out.name}-objects"))
    subprocess.run([*command, *objects, "-o", str(out), "-lm", "-pthread"], check=True, timeout=LIMIT_S)
    return out


def printed(*command: str, **settings: str) -> str:
    """What a program prints, with settings in its environment."""
    environment = {**os.environ, **settings}
    return subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=True, env=environment).stdout


def hashes(*command: str, **settings: str) -> dict[str, dict[str, str]]:
    """What the driver prints: instruction set -> number and name of the operation -> hash."""
    return listed(printed(*command, **settings).splitlines())


def listed(lines: Iterable[str]) -> dict[str, dict[str, str]]:
    """The driver's lines as `hashes` gives them."""
    found: dict[str, dict[str, str]] = {}
    order: dict[str, int] = {}
    for line in lines:
        isa, what, value = line.split()
        order[isa] = order.get(isa, 0) + 1
        found.setdefault(isa, {})[f"{order[isa]} {what}"] = value
    return found


@pytest.fixture(scope="module")
def native(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    return hashes(str(build("cc", tmp_path_factory.mktemp("native") / "driver")))


@pytest.fixture(scope="module")
def arm64(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("aarch64-linux-gnu-gcc", tmp_path_factory.mktemp("arm64") / "driver", "-static")


def test_native_instruction_sets_agree(native: dict[str, dict[str, str]]) -> None:
    portable_only = os.environ.get("ARIA_PORTABLE_ONLY")  # then the extension was built so, this driver was not
    assert kernel.isa_names() == (("portable",) if portable_only else tuple(native))
    assert len(native["portable"]) > 60
    assert all(found == native["portable"] for found in native.values())


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
def test_compilers_agree(compiler: str, native: dict[str, dict[str, str]], tmp_path: Path) -> None:
    assert hashes(str(build(compiler, tmp_path / "driver", "-O3"))) == native


def test_portable_build_agrees(native: dict[str, dict[str, str]], tmp_path: Path) -> None:
    """Linking shows that nothing else is needed."""
    driver = build("cc", tmp_path / "driver", "-DARIA_PORTABLE_ONLY", sources=PLAIN_C)
    assert hashes(str(driver)) == {"portable": native["portable"]}


@pytest.mark.skipif(platform.machine() == "aarch64", reason="the native build covers this CPU")
@pytest.mark.parametrize(
    ("cpu", "names"),
    [
        ("max", ("portable", "neon", "neondot", "neoni8mm")),
        ("neoverse-n1", ("portable", "neon", "neondot")),
        ("cortex-a53", ("portable", "neon")),
    ],
)
def test_arm64_agrees(cpu: str, names: tuple[str, ...], native: dict[str, dict[str, str]], arm64: Path) -> None:
    emulator = shutil.which("qemu-aarch64-static") or shutil.which("qemu-aarch64")
    if emulator is None:
        pytest.skip("qemu-aarch64 (user mode) is not installed")
    found = hashes(emulator, "-cpu", cpu, str(arm64))
    assert tuple(found) == names
    assert all(ours == native["portable"] for ours in found.values())


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only a library that rounds once can tell")
@pytest.mark.parametrize("compiler", ["gcc", "clang"])
def test_fused_operations_round_once(compiler: str, tmp_path: Path) -> None:
    assert printed(str(build(compiler, tmp_path / "fused", sources=(), driver=FUSED))) == "0 of 8001000\n"


def test_windows_agrees(native: dict[str, dict[str, str]], tmp_path: Path) -> None:
    """Its threads, its calling convention, and a C library whose `fmaf` rounds twice."""
    wine = shutil.which("wine64") or shutil.which("wine")
    if wine is None:
        pytest.skip("wine is not installed")
    driver = build("x86_64-w64-mingw32-gcc", tmp_path / "driver.exe", "-static")
    assert hashes(wine, str(driver), WINEPREFIX=str(tmp_path / "prefix"), WINEDEBUG="-all") == native
