"""[pure] The tables, as the steps that lead from an empty file to today's version (`PRAGMA user_version`).

A step that has been released is never changed; a new version is a new step. Times are seconds since the epoch, UTC.
"""

from collections.abc import Sequence

TOKENIZER = "porter unicode61 remove_diacritics 2"

STEPS = (
    """
CREATE TABLE scope (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    n_sessions INTEGER NOT NULL DEFAULT 0, -- ever begun; purged turns count on in both
    n_turns INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL REFERENCES scope,
    name TEXT NOT NULL,
    number INTEGER NOT NULL, -- from 0 on within the scope
    n_turns INTEGER NOT NULL DEFAULT 0,
    UNIQUE (scope, name),
    UNIQUE (scope, number)
) STRICT;

-- Turns, verbatim: what everything else points back to. at: when it was said; recorded: when it came in.
CREATE TABLE episode (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- an id that was purged is never given again
    scope INTEGER NOT NULL REFERENCES scope,
    session INTEGER NOT NULL REFERENCES session,
    turn INTEGER NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    at REAL NOT NULL,
    recorded REAL NOT NULL,
    archived REAL,
    UNIQUE (session, turn)
) STRICT;
CREATE INDEX episode_time ON episode (scope, at);

-- Within a scope by id: exports and the latest ones need no sorting of them all.
CREATE INDEX episode_scope ON episode (scope);

-- The words of the names of those who said something, lower-case: a query may name them.
CREATE TABLE speaker (
    scope INTEGER NOT NULL REFERENCES scope,
    word TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (scope, word, role)
) STRICT, WITHOUT ROWID;

-- The texts of turns, facts and skills, indexed and not stored again. rowid: scope and place (places.py), negative for
-- facts and skills.
CREATE VIRTUAL TABLE lexicon USING fts5 (body, content = '', tokenize = 'porter unicode61 remove_diacritics 2');

-- Which encoder a scope's vectors are of. generation: counts the times that vectors went, so that processes notice.
CREATE TABLE encoding (
    scope INTEGER PRIMARY KEY REFERENCES scope,
    encoder TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    generation INTEGER NOT NULL
) STRICT;

-- The vectors of turns, half floats, little-endian. They come in the order of the turns: those after the last of them
-- have none yet.
CREATE TABLE vector (
    scope INTEGER NOT NULL REFERENCES scope,
    episode INTEGER NOT NULL, -- deleted with it by episodes.purge
    place INTEGER NOT NULL,
    numbers BLOB NOT NULL,
    PRIMARY KEY (scope, episode)
) STRICT, WITHOUT ROWID;

-- Facts in two times: true in the world from valid_from to valid_to, believed here from recorded to retracted.
CREATE TABLE fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL REFERENCES scope,
    subject TEXT NOT NULL,
    predicate TEXT NOT NULL,
    object TEXT NOT NULL,
    valid_from REAL,
    valid_to REAL,
    recorded REAL NOT NULL,
    retracted REAL,
    confidence REAL NOT NULL,
    episode INTEGER REFERENCES episode ON DELETE SET NULL,
    superseded_by INTEGER REFERENCES fact ON DELETE SET NULL
) STRICT;
CREATE INDEX fact_about ON fact (scope, subject, predicate);
CREATE INDEX fact_source ON fact (episode);

CREATE TABLE skill (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL REFERENCES scope,
    condition TEXT NOT NULL,
    steps TEXT NOT NULL, -- a JSON list of texts
    utility REAL NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0,
    successes INTEGER NOT NULL DEFAULT 0,
    recorded REAL NOT NULL,
    archived REAL
) STRICT;
CREATE INDEX skill_scope ON skill (scope);

-- What is to be remembered later: prospective/codec.py's JSON, and of it what a check selects by.
CREATE TABLE intention (
    scope INTEGER NOT NULL REFERENCES scope,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    open INTEGER NOT NULL, -- not in a state from which it can never fire again
    due REAL, -- when time alone may change it next
    on_topic INTEGER NOT NULL,
    on_session INTEGER NOT NULL,
    on_state INTEGER NOT NULL,
    PRIMARY KEY (scope, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX intention_due ON intention (scope, due) WHERE open;

CREATE TABLE firing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL REFERENCES scope,
    intention TEXT NOT NULL,
    occurrence TEXT NOT NULL, -- what it was for
    at REAL NOT NULL,
    p REAL,
    why TEXT NOT NULL,
    UNIQUE (scope, intention, occurrence)
) STRICT;

-- Facts and intentions that a turn says: where in it (characters [first, past)), and who read them there.
CREATE TABLE source (
    scope INTEGER NOT NULL REFERENCES scope,
    kind TEXT NOT NULL CHECK (kind IN ('fact', 'intention')),
    item TEXT NOT NULL,
    episode INTEGER NOT NULL REFERENCES episode ON DELETE CASCADE,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    reader TEXT NOT NULL CHECK (reader IN ('rules', 'model')),
    digest TEXT NOT NULL, -- of what it says: said again, it is not filed again
    PRIMARY KEY (scope, kind, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_episode ON source (episode);
CREATE INDEX source_digest ON source (scope, digest);

-- Up to which turn a model has read a scope.
CREATE TABLE enriched (
    scope INTEGER PRIMARY KEY REFERENCES scope,
    episode INTEGER NOT NULL
) STRICT;

-- How often memories went into an answer, when the latest times (a JSON list, latest first), and which are pinned.
CREATE TABLE item_use (
    scope INTEGER NOT NULL REFERENCES scope,
    kind TEXT NOT NULL CHECK (kind IN ('episode', 'fact', 'skill', 'intention')),
    item TEXT NOT NULL,
    n INTEGER NOT NULL DEFAULT 0,
    latest TEXT NOT NULL DEFAULT '[]',
    pinned INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (scope, kind, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_use_pinned ON item_use (scope) WHERE pinned;

-- Sessions in which something was said to `check`, and when the last event of a scope was.
CREATE TABLE heard (
    scope INTEGER NOT NULL REFERENCES scope,
    session TEXT NOT NULL,
    PRIMARY KEY (scope, session)
) STRICT, WITHOUT ROWID;
CREATE TABLE moment (
    scope INTEGER PRIMARY KEY REFERENCES scope,
    at REAL NOT NULL
) STRICT;
""",
    """
-- What is believed, and since when: by subject and predicate alone, a fact that changes often takes ever longer.
DROP INDEX fact_about;
CREATE INDEX fact_about ON fact (scope, subject, predicate, retracted);

-- One row while something deleted may be legible in the file. n: deletions since, so that none is taken for erased
-- that came while the file was being rewritten.
CREATE TABLE unerased (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    n INTEGER NOT NULL
) STRICT;
""",
    """
-- pending: a message can make it fire. message: what was said, where a topic made it fire.
ALTER TABLE intention ADD COLUMN pending INTEGER NOT NULL DEFAULT 1;
CREATE INDEX intention_topical ON intention (scope, pending, due) WHERE open AND on_topic;
ALTER TABLE firing ADD COLUMN message TEXT;

-- What feedback taught of a cue: messages that were its occasion, and messages that were not.
CREATE TABLE lesson (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL REFERENCES scope,
    cue TEXT NOT NULL,
    message TEXT NOT NULL,
    fits INTEGER NOT NULL,
    at REAL NOT NULL
) STRICT;
CREATE INDEX lesson_cue ON lesson (scope, cue);

-- How often the pending topics of a scope, or what was learnt of them, have changed: processes read them again then.
CREATE TABLE topics_changed (
    scope INTEGER PRIMARY KEY REFERENCES scope,
    times INTEGER NOT NULL
) STRICT;
""",
    """
-- Who said something in which session, by its number: a query may name them.
CREATE TABLE participant (
    scope INTEGER NOT NULL REFERENCES scope,
    role TEXT NOT NULL,
    session INTEGER NOT NULL,
    PRIMARY KEY (scope, role, session),
    FOREIGN KEY (scope, session) REFERENCES session (scope, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_session ON participant (scope, session);
INSERT INTO participant (scope, role, session)
SELECT DISTINCT e.scope, e.role, s.number FROM episode e JOIN session s ON s.id = e.session;

-- The vectors of texts that ship with the program, by the encoder that was used last: nobody's own words.
CREATE TABLE shipped_vector (
    kind TEXT NOT NULL,
    encoder TEXT NOT NULL,
    digest TEXT NOT NULL, -- of the text
    numbers BLOB NOT NULL,
    PRIMARY KEY (kind, encoder, digest)
) STRICT, WITHOUT ROWID;

-- The vectors of the cues of intentions; they go with them.
CREATE TABLE cue_vector (
    scope INTEGER NOT NULL REFERENCES scope,
    intention TEXT NOT NULL,
    cue TEXT NOT NULL,
    encoder TEXT NOT NULL,
    numbers BLOB NOT NULL,
    PRIMARY KEY (scope, intention, cue),
    FOREIGN KEY (scope, intention) REFERENCES intention (scope, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
""",
    """
-- What turns answered to intentions, or changed of them: which turn says that something was done, and where in it.
CREATE TABLE answer (
    scope INTEGER NOT NULL REFERENCES scope,
    episode INTEGER NOT NULL REFERENCES episode ON DELETE CASCADE,
    intention TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('done', 'snoozed', 'moved', 'dismissed', 'seen', 'reopened')),
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    PRIMARY KEY (scope, episode, intention),
    FOREIGN KEY (scope, intention) REFERENCES intention (scope, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_intention ON answer (scope, intention);
CREATE INDEX answer_episode ON answer (episode);
""",
    """
-- One time of what recurs may be skipped.
DROP INDEX answer_intention;
DROP INDEX answer_episode;
ALTER TABLE answer RENAME TO answer_before;
CREATE TABLE answer (
    scope INTEGER NOT NULL REFERENCES scope,
    episode INTEGER NOT NULL REFERENCES episode ON DELETE CASCADE,
    intention TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('done', 'snoozed', 'moved', 'dismissed', 'skipped', 'seen', 'reopened')),
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    PRIMARY KEY (scope, episode, intention),
    FOREIGN KEY (scope, intention) REFERENCES intention (scope, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO answer SELECT * FROM answer_before;
DROP TABLE answer_before;
CREATE INDEX answer_intention ON answer (scope, intention);
CREATE INDEX answer_episode ON answer (episode);

-- The latest that hold. Each fact is in one of these: believed without an end, believed up to a time, and no more.
CREATE INDEX fact_open ON fact (scope, id) WHERE retracted IS NULL AND valid_to IS NULL;
CREATE INDEX fact_ending ON fact (scope, valid_to) WHERE retracted IS NULL AND valid_to IS NOT NULL;
CREATE INDEX fact_retracted ON fact (scope, retracted) WHERE retracted IS NOT NULL;
""",
)
VERSION = len(STEPS)
APPLICATION_ID = 0x4152_694D  # "ARiM", in the file's header: tells a memory from other programs' databases


def statements(script: str) -> Sequence[str]:
    """The statements of a script of ours: each ends with a semicolon at the end of a line."""
    return [part for part in script.split(";\n") if part.strip()]
