-- When a device last synchronised, to the hour, and what version its app was then: so that a
-- supervisor sees which phone is out of use. NULL: not since this was noted.
ALTER TABLE device ADD COLUMN contact_at INTEGER;
ALTER TABLE device ADD COLUMN contact_app TEXT;
