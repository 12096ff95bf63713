-- Which wish stands behind what the board shows, and whose it is: what the board itself must not
-- tell. A row stays as long as the wish does, so that a late claim still finds it.
CREATE TABLE posting (
    community  INTEGER NOT NULL,
    id         BLOB NOT NULL,
    scope      INTEGER NOT NULL, -- the grid's
    wish       BLOB NOT NULL,
    household  BLOB NOT NULL,
    resident   BLOB,
    expires_at INTEGER,          -- when the live claim runs out
    PRIMARY KEY (community, id),
    FOREIGN KEY (community, scope) REFERENCES scope
) STRICT, WITHOUT ROWID;

CREATE INDEX posting_wish ON posting (community, wish);
CREATE INDEX posting_household ON posting (community, household);
CREATE INDEX posting_resident ON posting (community, resident) WHERE resident IS NOT NULL;
-- Asked at every sync: which claims have run out.
CREATE INDEX posting_expiry ON posting (community, expires_at) WHERE expires_at IS NOT NULL;
