"""Prospective memory: what is to be remembered later, and when. See README.md."""
