"""setuptools' build backend with the kernel's extension module added, so that the project needs no root setup.py.

In pyproject.toml: `build-backend = "backend"`, `backend-path = ["csrc"]`, and `requires` names setuptools and cffi.
"""

import setuptools
from setuptools.build_meta import *  # noqa: F403  (a backend's hooks are the names of its module)

EXTENSION = "csrc/build_kernel.py:ffibuilder"
_setup = setuptools.setup


def _setup_with_kernel(**arguments: object) -> object:
    """What setuptools calls where there is no setup.py, with cffi's keyword added."""
    return _setup(cffi_modules=[EXTENSION], **arguments)


setuptools.setup = _setup_with_kernel
