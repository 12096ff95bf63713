-- For whom an account of the role `party` answers: a word of the five parties, or a department.
ALTER TABLE access_grant ADD COLUMN party TEXT;
