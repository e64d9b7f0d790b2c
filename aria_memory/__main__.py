"""`python -m aria_memory` is `aria-memory`."""

import sys

from .cli import main

sys.exit(main())
