-- Those who have or had care tags.
SELECT home, fields
FROM record
WHERE kind = 'resident' AND cared AND NOT deleted AND {which}
