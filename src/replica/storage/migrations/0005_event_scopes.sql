-- An event is kept once for each scope that holds it: a household that moves to and fro between two
-- scopes of one device is told by both, in any order.
CREATE TABLE event_of_scope (
    id      TEXT NOT NULL,
    scope   INTEGER NOT NULL REFERENCES scope (key),
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    seq     INTEGER,
    at      INTEGER,
    n       INTEGER,
    idx     INTEGER NOT NULL,
    author  TEXT NOT NULL,
    stamp   TEXT NOT NULL,
    step    TEXT NOT NULL,
    fields  TEXT NOT NULL,
    PRIMARY KEY (id, scope)
) STRICT, WITHOUT ROWID;

INSERT INTO event_of_scope
SELECT id, scope, kind, subject, seq, at, n, idx, author, stamp, step, fields FROM event;
DROP TABLE event;
ALTER TABLE event_of_scope RENAME TO event;

CREATE INDEX event_by_subject ON event (subject, seq, n, idx);
CREATE INDEX event_by_scope ON event (scope);
CREATE INDEX event_pending ON event (n) WHERE n IS NOT NULL;
