-- The visits and needs of organisations, as those of households: found by whom they name.
ALTER TABLE record ADD COLUMN organisation TEXT
    AS (CAST(fields ->> '$.organisation' AS TEXT)) VIRTUAL;
CREATE INDEX organisation_matters ON record (kind, organisation, ended_at, outcome, deleted)
    WHERE organisation IS NOT NULL;
