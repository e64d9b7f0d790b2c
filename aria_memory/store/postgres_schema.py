"""[pure] The tables of `schema.py` in PostgreSQL's words, step by step, and what only this store has.

They live in a schema of their own.
"""

import re

from . import schema
from .dialect import definition

_FIRST = """
CREATE FUNCTION min(a DOUBLE PRECISION, b DOUBLE PRECISION) RETURNS DOUBLE PRECISION
    LANGUAGE SQL IMMUTABLE AS 'SELECT CASE WHEN a < b THEN a ELSE b END';
CREATE FUNCTION max(a DOUBLE PRECISION, b DOUBLE PRECISION) RETURNS DOUBLE PRECISION
    LANGUAGE SQL IMMUTABLE AS 'SELECT CASE WHEN a > b THEN a ELSE b END';

-- That a word is in the entry at a place (postgres_words.py).
CREATE TABLE posting (
    scope BIGINT NOT NULL,
    kind SMALLINT NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (scope, kind, word, place)
);
CREATE INDEX vector_place ON vector (scope, place);
CREATE INDEX episode_order ON episode (scope, id);
CREATE INDEX fact_before ON fact (superseded_by);
"""


def _step(number: int) -> tuple[str, ...]:
    own = [definition(each) for each in schema.statements(schema.STEPS[number])]
    more = schema.statements(_FIRST) if number == 0 else ()
    return tuple(each for each in (*own, *more) if each)


STEPS = tuple(_step(number) for number in range(len(schema.STEPS)))
VERSION = schema.VERSION
_ALL = ";\n".join(each for step in STEPS for each in step)
TABLES = tuple(dict.fromkeys(re.findall(r"CREATE TABLE (\w+)", _ALL)))
SCOPED_TABLES = tuple(dict.fromkeys(re.findall(r"CREATE TABLE (\w+) \([^;]*?\n    scope ", _ALL)))
WITH_IDS = frozenset(re.findall(r"CREATE TABLE (\w+) \(\s+id BIGINT GENERATED", _ALL))
