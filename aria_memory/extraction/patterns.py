"""Compiling the patterns of the language data, and the one scanner that tries many at once.

A pattern is a regular expression with two shorthands: a space is one to three blanks, and `{NAME}` a fragment in a
group. All quantifiers of the data are bounded and the scanner moves on after each match, so time is linear in the text.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cached_property

_NAMED = re.compile(r"\(\?P<\w+>")
_WORD = re.compile(r"\w+")
_FRAGMENT = re.compile(r"\{([A-Z_]+)\}")


def expand(pattern: str, fragments: Mapping[str, str]) -> str:
    """The regular expression that a pattern of the data stands for. Fragments may hold fragments.

    Raises KeyError for a fragment that the data lacks.
    """
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda found: f"(?:{fragments[found[1]]})", pattern)
    return re.sub(r"(?<!\[) (?!\])", r"[ \\t\\u00a0]{1,3}", pattern).replace(
        "[ \\t\\u00a0]{1,3}?", "[ \\t\\u00a0]{0,2}"
    )


class Pattern:
    """A pattern of the data, compiled when it is first used: all of them take seconds, which a process that reads no
    talk need not wait for, and no talk needs all. Its methods are those of `re.Pattern`.
    """

    def __init__(self, pattern: str, fragments: Mapping[str, str]) -> None:
        self._told = pattern, fragments

    @cached_property
    def made(self) -> re.Pattern[str]:
        """What `re` makes of it; upper and lower case are alike."""
        return re.compile(expand(*self._told), re.IGNORECASE)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self.made.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self.made.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self.made.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.made.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        return self.made.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self.made.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self.made.split

    @property
    def pattern(self) -> str:
        """The regular expression."""
        return self.made.pattern


def compiled(pattern: str, fragments: Mapping[str, str]) -> Pattern:
    """A pattern of the data, with the fragments that it names."""
    return Pattern(pattern, fragments)


MAX_LEADING = 4  # words in a row that only lead on: "from about the" is the longest


class Scanner:
    """Many named patterns, tried in their order wherever a word begins with which one of them may begin.

    `first_words`: those words, in lower case, without the s of a plural; digits need not be told. `leading`: those of
    them that begin one only before others ("the", "on"), of `later_words` or again of `leading`.
    """

    def __init__(
        self,
        patterns: Mapping[str, str],
        fragments: Mapping[str, str],
        first_words: Container[str],
        leading: Container[str] = (),
        later_words: Container[str] = (),
    ) -> None:
        self._first, self._leading, self._later = first_words, leading, later_words
        whole = {name: rf"(?:{pattern})(?!\w)" for name, pattern in patterns.items()}
        self._told = whole, fragments
        self._each = {name: Pattern(pattern, fragments) for name, pattern in whole.items()}

    @cached_property
    def _union(self) -> re.Pattern[str]:
        """All of them as one. Which one it is it tells, and no group of that: those are met again by itself."""
        patterns, fragments = self._told
        each = ((name, expand(pattern, fragments)) for name, pattern in patterns.items())
        return re.compile("|".join(f"(?P<{name}>{_NAMED.sub('(?:', made)})" for name, made in each), re.IGNORECASE)

    def scan(self, text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
        """The matches that do not overlap, from the left: the pattern's name, and its match with named groups."""
        done = start
        said = [(word.start(), word[0].lower()) for word in _WORD.finditer(text, start, end)]
        for index, (at, word) in enumerate(said):
            if at < done or not _among(word, self._first) or not self._goes_on(said, index):
                continue
            found = self._union.match(text, at, end)
            if found is not None and found.lastgroup is not None:
                match = self._each[found.lastgroup].match(text, found.start(), end)
                if match is not None:  # always: the union is made of the same patterns
                    done = match.end()
                    yield found.lastgroup, match

    def _goes_on(self, said: Sequence[tuple[int, str]], index: int) -> bool:
        """Whether a pattern may begin with a word, by the words behind it."""
        if said[index][1] not in self._leading:
            return True
        for _, word in said[index + 1 : index + 1 + MAX_LEADING]:
            if word not in self._leading:
                return _among(word, self._later)
        return False


def _among(word: str, known: Container[str]) -> bool:
    return word in known or word.removesuffix("s") in known or word[0].isdecimal()
