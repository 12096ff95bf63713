-- Who did what, and when. Only ever added to: the triggers hold that, whoever writes.
CREATE TABLE audit (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    community INTEGER NOT NULL REFERENCES community,
    id        BLOB UNIQUE,   -- of what a device sent, so that twice is once
    at        INTEGER NOT NULL,
    account   BLOB,          -- none at the command line
    device    BLOB,
    deed      TEXT NOT NULL,
    about     TEXT NOT NULL,
    subject   BLOB           -- the record it was about
) STRICT;

CREATE INDEX audit_by_community ON audit (community, number);

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;

CREATE TRIGGER audit_is_whole BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;
