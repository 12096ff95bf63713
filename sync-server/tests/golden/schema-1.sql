-- A hub's database as version 0.1.0 left it (schema 1): a community with one grid, a grid member with
-- a phone, one visit. Never edited: later versions must open it.

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

INSERT INTO hub VALUES (1, 3101640, 1763990000000, NULL);
INSERT INTO community VALUES (1, x'0192f0c17b1a70008000000000000100', '019ab697ebe8-0000-0000000000000007');
INSERT INTO scope VALUES (1, 1, 'community/0192f0c1-7b1a-7000-8000-000000000100', 1, 0);
INSERT INTO scope VALUES (1, 2, 'board/0192f0c1-7b1a-7000-8000-000000000100', 0, 0);
INSERT INTO scope VALUES (1, 3, 'grid/0192f0c1-7b1a-7000-8000-000000000101', 1, 0);
INSERT INTO scope VALUES (1, 4, 'account/0192f0c1-7b1a-7000-8000-00000000000a', 0, 0);
INSERT INTO record VALUES (1, 1, x'0192f0c17b1a70008000000000000100', 'area', '{"level":"community","name":"花卉园社区","number":1}', '{"at":"019ab6970000-0000-0000000000000000"}');
INSERT INTO record VALUES (1, 1, x'0192f0c17b1a70008000000000000101', 'area', '{"level":"grid","name":"第 1 网格","number":1,"parent":"0192f0c1-7b1a-7000-8000-000000000100"}', '{"at":"019ab6970000-0000-0000000000000000"}');
INSERT INTO record VALUES (1, 3, x'0192f0c17b1a70008000000000000001', 'visit', '{"note":"插座松，冒过火花","outcome":"met"}', '{"at":"019ab697ebe8-0000-0000000000000007"}');
INSERT INTO log VALUES (1, 3, 1, 1764000001000, '{"id":"0192f0c1-7b1a-7000-8000-000000000002","scope":"grid/0192f0c1-7b1a-7000-8000-000000000101","author":"0192f0c1-7b1a-7000-8000-00000000000a","stamp":"019ab697ebe8-0000-0000000000000007","patches":[{"kind":"visit","id":"0192f0c1-7b1a-7000-8000-000000000001","set":{"note":"插座松，冒过火花","outcome":"met"}}]}');
INSERT INTO txn VALUES (1, x'0192f0c17b1a70008000000000000002', x'924258ab488fd381ec122c516497e456d32609040258b231adaa0adc59b80225', 1764000001000, 3, 1, NULL, NULL, NULL, NULL);
INSERT INTO account VALUES (1, x'0192f0c17b1a7000800000000000000a', 'zhouliping', NULL, '周丽萍', 'grid_member');
INSERT INTO access_grant VALUES (1, x'0192f0c17b1a7000800000000000000a', x'0192f0c17b1a7000800000000000000b', 'grid_member', x'0192f0c17b1a70008000000000000101');
INSERT INTO device VALUES (1, x'0192f0c17b1a7000800000000000000d', x'0192f0c17b1a7000800000000000000a', '0000000000000007', '华为 畅享 60', x'114acc38d294972d915ca36cfa9b73bd35cf0ea555da61e2879cb076f508ff5e', 1763990000000, NULL);
PRAGMA user_version = 1;
