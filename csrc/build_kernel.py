"""Builds aria_infer/_kernel: `python csrc/build_kernel.py` in place, or through setuptools (csrc/backend.py)."""

import os
import re
import sys
from pathlib import Path

from cffi import FFI

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

SOURCES = (
    "dispatch", "forward", "head", "measure", "operations", "packing", "screen", "tables", "threads",
    "ops_portable", "ops_avx2", "ops_avxvnni", "ops_avx512", "ops_avx512vnni", "ops_avx512vbmi", "ops_amx",
    "ops_neon", "ops_neondot", "ops_neoni8mm",
)  # fmt: skip
PORTABLE_ONLY = bool(os.environ.get("ARIA_PORTABLE_ONLY"))  # plain C: every extension off
FLAGS = ["/O2", "/std:c11", "/fp:precise"] if sys.platform == "win32" else ["-O3", "-std=c11", "-ffp-contract=off"]
LINK_FLAGS = [] if sys.platform == "win32" else ["-pthread"]


def sources() -> list[str]:
    """Paths of the C files this build needs."""
    needless = [name for name in SOURCES if name.startswith("ops_") and name != "ops_portable"] if PORTABLE_ONLY else []
    return [relative(HERE / f"{name}.c") for name in SOURCES if name not in needless]


def declarations() -> str:
    """The part of aria_kernel.h between the two cffi markers."""
    header = (HERE / "aria_kernel.h").read_text(encoding="utf-8")
    found = re.search(r"/\* cffi: begin \*/(.*)/\* cffi: end \*/", header, re.DOTALL)
    if found is None:
        raise SystemExit("csrc/aria_kernel.h lacks its two cffi markers")
    return found.group(1)


def relative(path: Path) -> str:
    """A path as setuptools wants it: from the project's root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


ffibuilder = FFI()
ffibuilder.cdef(declarations())
ffibuilder.set_source(
    "aria_infer._kernel",
    '#include "aria_kernel.h"',
    sources=sources(),
    depends=[relative(path) for path in sorted([*HERE.glob("*.h"), *HERE.glob("*.py"), HERE / "README.md"])],
    define_macros=[("ARIA_PORTABLE_ONLY", "1")] if PORTABLE_ONLY else [],
    include_dirs=[relative(HERE)],
    extra_compile_args=FLAGS,
    extra_link_args=LINK_FLAGS,
    py_limited_api=True,
)

if __name__ == "__main__":
    os.chdir(ROOT)
    built = ffibuilder.compile(tmpdir=str(ROOT), verbose="-v" in sys.argv)
    (ROOT / "aria_infer" / "_kernel.c").unlink(missing_ok=True)
    print(built)
