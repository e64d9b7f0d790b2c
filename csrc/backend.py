"""setuptools' build backend with the kernel's extension module added, so that the project needs no root setup.py.

pyproject.toml: `build-backend = "backend"`, `backend-path = ["csrc"]`, requires setuptools and cffi.
"""

import setuptools
from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403  (a backend's hooks are its module's names)

EXTENSION = "csrc/build_kernel.py:ffibuilder"
_setup = setuptools.setup


def _setup_with_kernel(**arguments: object) -> object:
    """What setuptools runs where there is no setup.py, with cffi's keyword added."""
    arguments.setdefault("cffi_modules", [EXTENSION])
    return _setup(**arguments)


setuptools.setup = _setup_with_kernel
build_wheel = build_meta.build_wheel
build_sdist = build_meta.build_sdist
build_editable = build_meta.build_editable
