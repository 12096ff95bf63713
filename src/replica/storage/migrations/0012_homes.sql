-- Households that were entered twice: which one each became. Few, and asked for with every list.
ALTER TABLE record ADD COLUMN merged_into TEXT
    AS (CASE WHEN kind = 'household' THEN fields ->> '$.merged_into' END) VIRTUAL;
CREATE INDEX household_merged ON record (kind, merged_into, deleted, id)
    WHERE kind = 'household' AND merged_into IS NOT NULL;

-- What stood in the fields of households and residents before it was overwritten, and what
-- overwrote it; what was never overwritten stands in the record alone. `base` is what its writer
-- had seen (stamps, JSON); null where only the value is known.
CREATE TABLE history (
    record TEXT NOT NULL,
    field  TEXT NOT NULL,
    stamp  TEXT NOT NULL,
    value  TEXT NOT NULL,
    base   TEXT,
    PRIMARY KEY (record, field, stamp)
) STRICT, WITHOUT ROWID;

-- Records that are no longer on this device, for as long as a transaction takes: their history
-- goes with them, unless they came back in another scope by its end.
CREATE TABLE forgotten (
    record TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER record_forgotten AFTER DELETE ON record
WHEN old.kind IN ('household', 'resident')
BEGIN
    INSERT OR IGNORE INTO forgotten (record) VALUES (old.id);
END;
