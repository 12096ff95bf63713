-- Where some households live. CROSS JOIN and +kind: from the list to the records by their ids.
SELECT record.id, building, unit, floor, room, housing
FROM json_each(?1) AS wanted CROSS JOIN record ON record.id = wanted.value
WHERE +kind = 'household' AND {stands}
