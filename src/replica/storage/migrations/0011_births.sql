-- Who has a birthday in the coming week, and who is old, without reading every resident.
ALTER TABLE record ADD COLUMN born TEXT
    AS (CASE WHEN kind = 'resident' THEN CAST(fields ->> '$.identity.born' AS TEXT) END) VIRTUAL;
CREATE INDEX resident_births ON record (kind, born, deleted, home)
    WHERE kind = 'resident' AND born IS NOT NULL;
