-- The head of each household, or somebody else of it where none is known. Columns are those of
-- index resident_names.
SELECT home, person, MAX(relation IS 'head')
FROM record
WHERE kind = 'resident' AND NOT deleted AND {which}
GROUP BY home
