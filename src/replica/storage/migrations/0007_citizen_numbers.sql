-- Somebody who is entered twice is noticed by their citizen ID number.
ALTER TABLE record ADD COLUMN citizen_number TEXT
    AS (CASE WHEN kind = 'resident' THEN fields ->> '$.identity.citizen_id' END) VIRTUAL;
CREATE INDEX resident_numbers ON record (kind, citizen_number)
    WHERE kind = 'resident' AND citizen_number IS NOT NULL;
