-- Read-only tokens that programs pull reports with, as whoever made them may.
CREATE TABLE api_token (
    community  INTEGER NOT NULL REFERENCES community,
    id         BLOB NOT NULL,
    token      BLOB NOT NULL UNIQUE, -- its hash
    name       TEXT NOT NULL,
    account    BLOB NOT NULL,        -- who made it
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (community, id)
) STRICT, WITHOUT ROWID;
