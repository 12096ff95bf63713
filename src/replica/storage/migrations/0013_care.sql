-- Who is cared for, and why: a row for each care tag that somebody has, so that a list of every door
-- reads no resident whole. Kept by SQLite itself, whoever writes a resident.
CREATE TABLE care (
    home     TEXT NOT NULL,
    -- The resident's `record.key`.
    resident INTEGER NOT NULL,
    tag      TEXT NOT NULL,
    PRIMARY KEY (home, resident, tag)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER care_added AFTER INSERT ON record
WHEN new.kind = 'resident' AND new.cared AND NOT new.deleted AND new.home IS NOT NULL
BEGIN
    INSERT INTO care (home, resident, tag)
    SELECT new.home, new.key, substr(field.key, 10) FROM json_each(new.fields) AS field
    WHERE field.key GLOB 'care_tag/*' AND field.type = 'true';
END;

CREATE TRIGGER care_changed AFTER UPDATE OF fields ON record
WHEN new.kind = 'resident' AND (old.cared OR new.cared)
BEGIN
    DELETE FROM care WHERE home = old.home AND resident = old.key;
    INSERT INTO care (home, resident, tag)
    SELECT new.home, new.key, substr(field.key, 10) FROM json_each(new.fields) AS field
    WHERE NOT new.deleted AND new.home IS NOT NULL
        AND field.key GLOB 'care_tag/*' AND field.type = 'true';
END;

CREATE TRIGGER care_removed AFTER DELETE ON record
WHEN old.kind = 'resident' AND old.cared
BEGIN
    DELETE FROM care WHERE home = old.home AND resident = old.key;
END;

INSERT INTO care (home, resident, tag)
SELECT home, record.key, substr(field.key, 10)
FROM record INDEXED BY resident_cared, json_each(fields) AS field
WHERE kind = 'resident' AND cared AND NOT deleted AND home IS NOT NULL
    AND field.key GLOB 'care_tag/*' AND field.type = 'true';

DROP INDEX resident_cared;
