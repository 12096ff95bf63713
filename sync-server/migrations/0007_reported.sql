-- What reports leave out without reading it. `at`: when a visit was made; of all else NULL, and of
-- visits that are deleted or cannot be read. `ended_at`: when the last thing happened to a need or a
-- wish that is at its end; of all else NULL.
ALTER TABLE record ADD COLUMN at INTEGER;
ALTER TABLE record ADD COLUMN ended_at INTEGER;

-- All that is asked of a visit that is not listed, so that its row need not be read.
CREATE INDEX record_visit ON record (community, scope, at, fields ->> '$.household',
    fields ->> '$.outcome', fields ->> '$.corrects', id) WHERE at IS NOT NULL;
CREATE INDEX record_ended ON record (community, scope, ended_at) WHERE at IS NULL;
