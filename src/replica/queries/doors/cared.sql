-- The care tags of those who have some.
SELECT home, tag FROM care WHERE {which}
