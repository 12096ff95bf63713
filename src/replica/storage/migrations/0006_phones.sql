-- A household is found by the last four digits of a telephone.
ALTER TABLE record ADD COLUMN phone_tail TEXT
    AS (CASE WHEN kind = 'resident' THEN substr(fields ->> '$.phone', -4) END) VIRTUAL;
CREATE INDEX resident_phones ON record (kind, phone_tail, deleted, home)
    WHERE kind = 'resident';
