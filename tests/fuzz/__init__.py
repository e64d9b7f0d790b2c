"""A fuzzer over every parser of bytes from outside. How to run it and what was run: README.md."""
