-- This device's copy of what its scopes hold, and what it has saved itself.
-- Ids are text because they are compared with text inside `fields`.

-- Small things by name: session, clock, epoch, standing, preferences. Values are JSON.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The scopes this device holds. `key` is local and never reused; `number` and `cursor` are the
-- hub's and belong to its present epoch.
CREATE TABLE scope (
    key       INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL UNIQUE,
    number    INTEGER UNIQUE,
    access    TEXT NOT NULL DEFAULT 'read',
    cursor    TEXT,
    -- Whether everything it held when it was granted has arrived.
    complete  INTEGER NOT NULL DEFAULT 0,
    -- Withdrawn by the hub, kept only until what was saved in it has been answered.
    withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Records as this device shows them: the hub's copy with pending patches on top.
CREATE TABLE record (
    key     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL,
    scope   INTEGER NOT NULL REFERENCES scope (key),
    kind    TEXT NOT NULL,
    fields  TEXT NOT NULL,
    clocks  TEXT NOT NULL,
    -- Saves waiting in the outbox that touch it.
    pending INTEGER NOT NULL DEFAULT 0,
    -- Whether people disagree on one of its fields.
    disputed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (id, scope)
) STRICT;

-- SQLite takes a partial index only where the query says its condition in the same words.
-- Households, residents and visits have theirs in 0003.
CREATE INDEX record_by_kind ON record (kind);
CREATE INDEX need_by_household ON record (fields ->> '$.household') WHERE kind = 'need';
CREATE INDEX wish_by_household ON record (fields ->> '$.household') WHERE kind = 'wish';
CREATE INDEX record_by_scope ON record (scope);
CREATE INDEX record_disputed ON record (key) WHERE disputed;

-- The hub's copy of each record that has pending patches. No row: the hub has none.
CREATE TABLE mirror (
    record INTEGER PRIMARY KEY REFERENCES record (key) ON DELETE CASCADE,
    fields TEXT NOT NULL,
    clocks TEXT NOT NULL
) STRICT;

-- Steps of needs and wishes. `seq` and `at` are the hub's, `n` is the outbox's; one of the two is
-- set.
CREATE TABLE event (
    id      TEXT PRIMARY KEY,
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
    fields  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX event_by_subject ON event (subject, seq, n, idx);
CREATE INDEX event_by_scope ON event (scope);
CREATE INDEX event_pending ON event (n) WHERE n IS NOT NULL;

-- What was saved here and not yet delivered, in order.
CREATE TABLE outbox (
    n          INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    scope      INTEGER NOT NULL REFERENCES scope (key),
    -- The transaction as it travels.
    body       TEXT NOT NULL,
    summary    TEXT NOT NULL,
    saved_at   INTEGER NOT NULL,
    -- `sent`: it may have reached the hub, so it can neither be undone nor changed.
    state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'refused')),
    code       TEXT,
    detail     TEXT,
    refused_at INTEGER
) STRICT;

CREATE INDEX outbox_by_state ON outbox (state, n);

-- Which records an outbox row touches.
CREATE TABLE touch (
    record INTEGER NOT NULL REFERENCES record (key),
    n      INTEGER NOT NULL REFERENCES outbox (n) ON DELETE CASCADE,
    PRIMARY KEY (record, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX touch_by_n ON touch (n);

-- What the hub has taken. The body stays for a month, to be offered again to a hub that was
-- restored from a backup.
CREATE TABLE receipt (
    id           TEXT PRIMARY KEY,
    scope        INTEGER NOT NULL,
    body         TEXT,
    summary      TEXT NOT NULL,
    saved_at     INTEGER NOT NULL,
    delivered_at INTEGER NOT NULL,
    seq          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX receipt_by_time ON receipt (delivered_at);

-- Forms as they stand. A form that was saved stays, under its transaction, while that can be
-- undone.
CREATE TABLE draft (
    household TEXT PRIMARY KEY,
    body      TEXT NOT NULL,
    saved_at  INTEGER NOT NULL,
    saved_by  TEXT
) STRICT, WITHOUT ROWID;

-- The last pulled reports.
CREATE TABLE report (
    name      TEXT PRIMARY KEY,
    body      TEXT NOT NULL,
    pulled_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who was shown in full, and when.
CREATE TABLE access_log (
    resident TEXT NOT NULL,
    at       INTEGER NOT NULL
) STRICT;
