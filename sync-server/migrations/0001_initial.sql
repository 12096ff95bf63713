-- Every primary key begins with the community, so that these tables can be spread over a cluster
-- by it. The exception is `hub`: one row about the whole.
-- Ids are 16 bytes; times are milliseconds since 1970 by the hub's clock.

CREATE TABLE hub (
    one        INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    epoch      INTEGER NOT NULL, -- changes when the database is restored from a backup
    created_at INTEGER NOT NULL,
    demo       TEXT              -- what the demo data was made from, if this is a demo
) STRICT;

CREATE TABLE community (
    community INTEGER NOT NULL PRIMARY KEY,
    area      BLOB NOT NULL UNIQUE, -- its area record
    clock     TEXT NOT NULL         -- the largest stamp the hub has seen or made here
) STRICT;

CREATE TABLE scope (
    community INTEGER NOT NULL REFERENCES community,
    number    INTEGER NOT NULL,
    name      TEXT NOT NULL,                -- grid/<uuid>, …
    head      INTEGER NOT NULL DEFAULT 0,   -- seq of the last transaction
    floor     INTEGER NOT NULL DEFAULT 0,   -- seq up to which the log is no longer kept
    PRIMARY KEY (community, number),
    UNIQUE (community, name)
) STRICT;

CREATE TABLE record (
    community INTEGER NOT NULL,
    scope     INTEGER NOT NULL,
    id        BLOB NOT NULL,
    kind      TEXT NOT NULL,
    fields    TEXT NOT NULL, -- JSON
    clocks    TEXT NOT NULL, -- JSON
    PRIMARY KEY (community, scope, id),
    FOREIGN KEY (community, scope) REFERENCES scope
) STRICT;

-- Asked at every sync: which grids a community has.
CREATE INDEX record_grid ON record (community, scope)
    WHERE kind = 'area' AND fields ->> '$.level' = 'grid';

CREATE TABLE event (
    community INTEGER NOT NULL,
    scope     INTEGER NOT NULL,
    seq       INTEGER NOT NULL, -- of its transaction
    place     INTEGER NOT NULL, -- in its transaction
    id        BLOB NOT NULL,
    at        INTEGER NOT NULL, -- when the hub took it
    author    BLOB NOT NULL,
    stamp     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    subject   BLOB NOT NULL,
    step      TEXT NOT NULL,
    fields    TEXT NOT NULL, -- JSON
    PRIMARY KEY (community, scope, seq, place),
    UNIQUE (community, scope, id),
    FOREIGN KEY (community, scope) REFERENCES scope
) STRICT;

CREATE TABLE log (
    community INTEGER NOT NULL,
    scope     INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    body      TEXT NOT NULL, -- the transaction, JSON
    PRIMARY KEY (community, scope, seq),
    FOREIGN KEY (community, scope) REFERENCES scope
) STRICT;

-- What became of every transaction ever sent, so that sending it again is harmless.
CREATE TABLE txn (
    community INTEGER NOT NULL REFERENCES community,
    id        BLOB NOT NULL,
    hash      BLOB NOT NULL,
    at        INTEGER NOT NULL,
    scope     INTEGER,  -- with seq, if it was accepted
    seq       INTEGER,
    claimed   TEXT,     -- the stamp it came with, if the hub gave it another
    restamped TEXT,     -- that other
    refusal   TEXT,     -- why it was refused, if it was
    detail    TEXT,
    PRIMARY KEY (community, id),
    CHECK ((seq IS NULL) = (scope IS NULL)),
    CHECK ((seq IS NULL) <> (refusal IS NULL)),
    CHECK ((claimed IS NULL) = (restamped IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX txn_claimed ON txn (community, claimed) WHERE claimed IS NOT NULL;

CREATE TABLE account (
    community INTEGER NOT NULL REFERENCES community,
    id        BLOB NOT NULL,
    login     TEXT NOT NULL UNIQUE,
    password  TEXT, -- argon2id, PHC form; none: enrols by code only
    name      TEXT NOT NULL,
    role      TEXT NOT NULL,
    PRIMARY KEY (community, id)
) STRICT;

CREATE TABLE access_grant (
    community INTEGER NOT NULL,
    account   BLOB NOT NULL,
    id        BLOB NOT NULL,
    role      TEXT NOT NULL,
    area      BLOB NOT NULL,
    PRIMARY KEY (community, account, id),
    FOREIGN KEY (community, account) REFERENCES account
) STRICT;

CREATE TABLE device (
    community   INTEGER NOT NULL,
    id          BLOB NOT NULL,
    account     BLOB NOT NULL,
    replica     TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    token       BLOB NOT NULL UNIQUE, -- SHA-256
    enrolled_at INTEGER NOT NULL,
    revoked_at  INTEGER,
    PRIMARY KEY (community, id),
    FOREIGN KEY (community, account) REFERENCES account
) STRICT;

CREATE TABLE enrolment (
    community  INTEGER NOT NULL,
    code       BLOB NOT NULL, -- SHA-256
    account    BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    PRIMARY KEY (community, code),
    FOREIGN KEY (community, account) REFERENCES account
) STRICT;

CREATE INDEX enrolment_code ON enrolment (code);
