"""The room for ARIA's memories (episodic, semantic, procedural, working, prospective).

Nothing is built here yet: importing this package succeeds and offers no names.
"""

__all__: tuple[str, ...] = ()
