-- Where every household lives. Columns are those of index household_places, which SQLite would
-- not choose by itself.
SELECT id, building, unit, floor, room, housing
FROM record INDEXED BY household_places
WHERE kind = 'household' AND ?1 IS NULL AND {stands}
