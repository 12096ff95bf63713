-- The visits and needs of organisations, as those of households: found by whom they name.
ALTER TABLE record ADD COLUMN organisation TEXT
    AS (CAST(fields ->> '$.organisation' AS TEXT)) VIRTUAL;
CREATE INDEX organisation_matters ON record (kind, organisation, ended_at, outcome, deleted)
    WHERE organisation IS NOT NULL;

-- Visits by the campaign they were made for.
ALTER TABLE record ADD COLUMN campaign TEXT AS (CAST(fields ->> '$.campaign' AS TEXT)) VIRTUAL;
CREATE INDEX campaign_visits ON record (kind, campaign, outcome, home, deleted)
    WHERE campaign IS NOT NULL;
