"""[pure] A memory as one page of HTML that can be read offline, by anybody, and trusted."""

from .page import page

__all__ = ["page"]
