-- Lists of areas or residents that were imported, and what each of them added, so that a whole
-- import can be taken back.
CREATE TABLE import (
    community INTEGER NOT NULL REFERENCES community,
    id        BLOB NOT NULL,
    kind      TEXT NOT NULL,
    file      TEXT NOT NULL,              -- its name
    author    BLOB,                       -- the account; none at the command line
    at        INTEGER NOT NULL,
    rows      INTEGER NOT NULL,           -- of the file
    added     INTEGER NOT NULL DEFAULT 0, -- records
    state     TEXT NOT NULL,
    PRIMARY KEY (community, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE imported (
    community INTEGER NOT NULL,
    import    BLOB NOT NULL,
    record    BLOB NOT NULL,
    stamp     TEXT NOT NULL, -- of the record as it was added
    PRIMARY KEY (community, import, record),
    FOREIGN KEY (community, import) REFERENCES import
) STRICT, WITHOUT ROWID;

-- What somebody said a heading means.
CREATE TABLE import_heading (
    community INTEGER NOT NULL REFERENCES community,
    kind      TEXT NOT NULL,
    heading   TEXT NOT NULL,
    field     TEXT, -- none: the column is left out
    PRIMARY KEY (community, kind, heading)
) STRICT, WITHOUT ROWID;
