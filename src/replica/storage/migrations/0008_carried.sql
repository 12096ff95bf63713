-- Files of colleagues' unsent work, on their way to the hub by this device. They are sealed: this
-- device does not read them.
CREATE TABLE carried (
    -- As the file says.
    id       TEXT PRIMARY KEY,
    -- What the file was called.
    name     TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    state    TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'refused')),
    -- The file; gone once the hub has it.
    file     BLOB,
    -- What the hub said of a delivered one, JSON.
    done     TEXT,
    -- Why it was refused.
    code     TEXT
) STRICT;

CREATE INDEX carried_by_state ON carried (state);
