-- A phone's database as version 0.1.0 left it (schema 3): one save delivered, one that waits with a
-- step, a draft. Never edited: later versions must open it.

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
-- The records of a community by what they are, without the deleted. Columns are the fields' JSON
-- values; see `core::domain` for what they mean.

CREATE VIEW area AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.level' AS level,
    fields ->> '$.name' AS name,
    fields ->> '$.parent' AS parent,
    fields ->> '$.number' AS number
FROM record WHERE kind = 'area' AND fields ->> '$.deleted' IS NOT 1;

CREATE VIEW account AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.name' AS name,
    fields ->> '$.role' AS role
FROM record WHERE kind = 'account' AND fields ->> '$.deleted' IS NOT 1;

CREATE VIEW device AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.account' AS account,
    fields ->> '$.replica' AS replica,
    fields ->> '$.name' AS name
FROM record WHERE kind = 'device' AND fields ->> '$.deleted' IS NOT 1;

-- care_tag, need_category, visit_rule, checklist_item.
CREATE VIEW catalogue AS
SELECT key, id, scope, kind, fields, clocks,
    fields ->> '$.code' AS code,
    fields ->> '$.order' AS place
FROM record
WHERE kind IN ('care_tag', 'need_category', 'visit_rule', 'checklist_item')
    AND fields ->> '$.deleted' IS NOT 1;
-- What lists read of thousands of records at once, as columns of their own with indexes that hold
-- them, so that opening Today on 10,000 households parses no JSON of 60,000 visits. Computed from
-- `fields`, never written; CAST, so that a newer version's type cannot make a write fail.
-- `home` is the household that a resident, visit, need or wish names; `person` a resident's name.

ALTER TABLE record ADD COLUMN home TEXT AS (CAST(fields ->> '$.household' AS TEXT)) VIRTUAL;
ALTER TABLE record ADD COLUMN deleted INTEGER AS (fields ->> '$.deleted' IS 1) VIRTUAL;
-- Households.
ALTER TABLE record ADD COLUMN building TEXT AS (CAST(fields ->> '$.place.building' AS TEXT)) VIRTUAL;
ALTER TABLE record ADD COLUMN unit TEXT AS (CAST(fields ->> '$.place.unit' AS TEXT)) VIRTUAL;
ALTER TABLE record ADD COLUMN floor INTEGER AS (CAST(fields ->> '$.place.floor' AS INTEGER)) VIRTUAL;
ALTER TABLE record ADD COLUMN room TEXT AS (CAST(fields ->> '$.place.room' AS TEXT)) VIRTUAL;
ALTER TABLE record ADD COLUMN housing TEXT AS (CAST(fields ->> '$.housing' AS TEXT)) VIRTUAL;
-- Residents. `cared`: a care tag was set or cleared at some time.
ALTER TABLE record ADD COLUMN person TEXT AS (CAST(fields ->> '$.name' AS TEXT)) VIRTUAL;
ALTER TABLE record ADD COLUMN relation TEXT AS (CAST(fields ->> '$.relation' AS TEXT)) VIRTUAL;
ALTER TABLE record ADD COLUMN cared INTEGER AS (instr(fields, '"care_tag/') > 0) VIRTUAL;
-- Visits.
ALTER TABLE record ADD COLUMN ended_at INTEGER AS (CAST(fields ->> '$.ended_at' AS INTEGER)) VIRTUAL;
ALTER TABLE record ADD COLUMN outcome TEXT AS (CAST(fields ->> '$.outcome' AS TEXT)) VIRTUAL;
ALTER TABLE record ADD COLUMN retry TEXT AS (CAST(fields ->> '$."answer/retry"' AS TEXT)) VIRTUAL;
ALTER TABLE record ADD COLUMN corrects TEXT AS (CAST(fields ->> '$.corrects' AS TEXT)) VIRTUAL;

-- Each holds every column its reader asks for, `kind` and `deleted` too: SQLite then leaves the
-- row itself alone.
CREATE INDEX household_places ON record (kind, building, unit, floor, room, housing, deleted, id)
    WHERE kind = 'household';
CREATE INDEX resident_names ON record (kind, home, relation, person, deleted)
    WHERE kind = 'resident';
CREATE INDEX resident_cared ON record (kind, home)
    WHERE kind = 'resident' AND cared;
CREATE INDEX visit_times ON record (kind, home, ended_at, outcome, retry, deleted)
    WHERE kind = 'visit';
CREATE INDEX visit_corrections ON record (kind, corrects)
    WHERE kind = 'visit' AND corrects IS NOT NULL;

INSERT INTO meta VALUES ('clock', '{"last":"019ab697efd0-0000-0000000000000007","offset":0,"seen":"019ab697ebe8-0000-0000000000000007"}');
INSERT INTO meta VALUES ('epoch', '1');
INSERT INTO meta VALUES ('standing', '"good"');
INSERT INTO meta VALUES ('session', '{"hub":"https://hub.example","token":"token","device":"00000000-0000-0000-0000-00000000d007","replica":"0000000000000007","account":"00000000-0000-0000-0000-00000000000a","name":"玉光","role":"grid_member","community":"00000000-0000-0000-0000-00000000000c"}');
INSERT INTO scope VALUES (1, 'grid/00000000-0000-0000-0000-000000000009', 1, 'write', '[1,1]', 1, 0);
INSERT INTO record (key, id, scope, kind, fields, clocks, pending)
VALUES (1, '00000000-0000-0000-0000-000000000001', 1, 'resident', '{"name":"岩温"}',
    '{"at":"019ab697efd0-0000-0000000000000007","covered":{"name":["019ab697ebe8-0000-0000000000000007"]}}', 1),
  (2, '00000000-0000-0000-0000-000000000002', 1, 'wish', '{"text":"一副老花镜"}',
    '{"at":"019ab697ebe8-0000-0000000000000007"}', 0);
INSERT INTO mirror VALUES (1, '{"name":"岩罕"}', '{"at":"019ab697ebe8-0000-0000000000000007"}');
INSERT INTO event VALUES ('019ab697-efd0-7436-898c-789e692757a2', 1, 'wish', '00000000-0000-0000-0000-000000000002',
    NULL, NULL, 2, 0, '00000000-0000-0000-0000-00000000000a', '019ab697efd0-0000-0000000000000007', 'claim', '{}');
INSERT INTO outbox (n, id, scope, body, summary, saved_at)
VALUES (2, '019ab697-efd0-7436-898c-789e692757a1', 1, '{"id":"019ab697-efd0-7436-898c-789e692757a1","scope":"grid/00000000-0000-0000-0000-000000000009","author":"00000000-0000-0000-0000-00000000000a","stamp":"019ab697efd0-0000-0000000000000007","patches":[{"kind":"resident","id":"00000000-0000-0000-0000-000000000001","set":{"name":"岩温"},"base":{"name":["019ab697ebe8-0000-0000000000000007"]}}],"events":[{"id":"019ab697-efd0-7436-898c-789e692757a2","kind":"wish","subject":"00000000-0000-0000-0000-000000000002","step":"claim"}]}', '{"place":"3-2-502","subject":"","visits":0,"needs":0,"wishes":0,"edits":1,"need_steps":[],"wish_steps":[]}', 1764000002000);
INSERT INTO touch VALUES (1, 2);
INSERT INTO receipt VALUES ('019ab697-ebe8-7e05-b2f6-e00880ab4bd9', 1, '{"id":"019ab697-ebe8-7e05-b2f6-e00880ab4bd9","scope":"grid/00000000-0000-0000-0000-000000000009","author":"00000000-0000-0000-0000-00000000000a","stamp":"019ab697ebe8-0000-0000000000000007","patches":[{"kind":"resident","id":"00000000-0000-0000-0000-000000000001","set":{"name":"岩罕"}}]}', '{"place":"3-2-502","subject":"","visits":0,"needs":0,"wishes":0,"edits":1,"need_steps":[],"wish_steps":[]}', 1764000001000, 1764000001000, 1);
INSERT INTO draft VALUES ('00000000-0000-0000-0000-000000000003',
    '{"outcome":"met","unchanged":false,"answers":{},"note":"还没写完","needs":[],"wishes":[]}', 1764000003000, NULL);
PRAGMA user_version = 3;
