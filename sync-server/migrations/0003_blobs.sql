-- Photos and signatures, by the BLAKE3 hash that records name them by (52 characters of base32).
CREATE TABLE blob (
    community INTEGER NOT NULL REFERENCES community,
    hash      TEXT NOT NULL,
    at        INTEGER NOT NULL, -- when it was whole
    bytes     BLOB NOT NULL,
    PRIMARY KEY (community, hash)
) STRICT;

-- What a device has sent so far of a blob that is not whole. Each its own: nobody goes on where
-- somebody else sent nonsense.
CREATE TABLE blob_part (
    community INTEGER NOT NULL REFERENCES community,
    hash      TEXT NOT NULL,
    device    BLOB NOT NULL,
    at        INTEGER NOT NULL, -- of the last bytes
    bytes     BLOB NOT NULL,
    PRIMARY KEY (community, hash, device)
) STRICT;

-- Which records name which blobs. Who may see one of these records may see the blob.
CREATE TABLE blob_name (
    community INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    scope     INTEGER NOT NULL,
    record    BLOB NOT NULL,
    PRIMARY KEY (community, hash, scope, record),
    FOREIGN KEY (community, scope) REFERENCES scope
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_name_of ON blob_name (community, scope, record);

-- Records of phones that were newer than this hub.
INSERT OR IGNORE INTO blob_name (community, hash, scope, record)
SELECT record.community, substr(field.key, instr(field.key, '/') + 1), record.scope, record.id
FROM record, json_each(record.fields) AS field
WHERE (field.key LIKE 'photo/%' OR field.key LIKE 'signature/%') AND field.type = 'object';

INSERT OR IGNORE INTO blob_name (community, hash, scope, record)
SELECT record.community, field.value ->> '$.thumb', record.scope, record.id
FROM record, json_each(record.fields) AS field
WHERE field.key LIKE 'photo/%' AND field.type = 'object'
    AND json_type(field.value, '$.thumb') = 'text';
