-- Records that left their scope while saves that touch them still waited: they stay until those
-- are answered.
ALTER TABLE record ADD COLUMN leaving INTEGER NOT NULL DEFAULT 0;
CREATE INDEX record_leaving ON record (key) WHERE leaving;

-- Whether what was saved went into another scope, because its household had moved there.
ALTER TABLE receipt ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0;
