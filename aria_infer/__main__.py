"""`python -m aria_infer` is `aria`."""

import sys

from .cli import main

sys.exit(main())
