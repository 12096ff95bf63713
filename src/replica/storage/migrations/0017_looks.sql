-- What was shown of somebody: a number in full, or their health.
ALTER TABLE access_log ADD COLUMN what TEXT NOT NULL DEFAULT 'numbers';
