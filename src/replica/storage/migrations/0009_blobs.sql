-- Photos and signatures, by the BLAKE3 hash that records name them by. What waits here goes to the
-- hub after the record that names it; nothing is said here that the record does not say.
CREATE TABLE blob (
    hash    TEXT PRIMARY KEY,
    bytes   BLOB NOT NULL,
    -- A thumbnail: goes first and stays longest.
    small   INTEGER NOT NULL DEFAULT 0,
    -- The record that names it, once one does.
    record  TEXT,
    -- `loose`: of a form that is not saved. `fetched`: the hub's, looked at here.
    state   TEXT NOT NULL DEFAULT 'loose'
        CHECK (state IN ('loose', 'waiting', 'delivered', 'refused', 'fetched')),
    -- Bytes that the hub said it holds.
    sent    INTEGER NOT NULL DEFAULT 0,
    -- How often it arrived there as something else.
    broken  INTEGER NOT NULL DEFAULT 0,
    -- Why it was refused.
    code    TEXT,
    -- When it came into this state.
    kept_at INTEGER NOT NULL
) STRICT;

CREATE INDEX blob_by_state ON blob (state);
