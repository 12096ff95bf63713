-- When a household was last called on, without going through all its years; all that a report asks
-- of such a visit, so that its row need not be read.
CREATE INDEX record_called ON record (community, scope, fields ->> '$.household', at,
    fields ->> '$.outcome', fields ->> '$.corrects', id) WHERE at IS NOT NULL;
-- Visits that correct others are few, and may be dated anyhow.
CREATE INDEX record_correction ON record (community, scope, at, fields ->> '$.household',
    fields ->> '$.outcome', fields ->> '$.corrects', id)
    WHERE at IS NOT NULL AND fields ->> '$.corrects' IS NOT NULL;
