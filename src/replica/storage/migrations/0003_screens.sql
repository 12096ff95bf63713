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
