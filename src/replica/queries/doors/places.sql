-- Where each household lives. Columns are those of index household_places.
SELECT id, building, unit, floor, room, housing
FROM record
WHERE kind = 'household' AND NOT deleted AND {which}
