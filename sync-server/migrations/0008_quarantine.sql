-- What revoked devices had saved and not sent: their last delivery, until a supervisor says what is
-- to become of it.
CREATE TABLE quarantine (
    community  INTEGER NOT NULL REFERENCES community,
    device     BLOB NOT NULL,
    id         BLOB NOT NULL,    -- of the transaction
    arrived_at INTEGER NOT NULL,
    body       TEXT NOT NULL,    -- the transaction; empty once it was decided on
    verdict    TEXT,             -- taken, dropped or erased; none while it waits
    decided_by BLOB,             -- the account
    decided_at INTEGER,
    PRIMARY KEY (community, device, id)
) STRICT;

CREATE INDEX quarantine_waiting ON quarantine (community) WHERE verdict IS NULL;

-- Which photos and signatures a save in quarantine names: they come after it, and stay as long.
CREATE TABLE quarantine_blob (
    community INTEGER NOT NULL,
    device    BLOB NOT NULL,
    id        BLOB NOT NULL,
    hash      TEXT NOT NULL,
    PRIMARY KEY (community, hash, device, id),
    FOREIGN KEY (community, device, id) REFERENCES quarantine
) STRICT, WITHOUT ROWID;
