-- The last call at each door, however it went: the row that holds the maximum gives the other
-- columns. Columns are those of index visit_times.
SELECT home, MAX(ended_at), outcome, retry
FROM record
WHERE kind = 'visit' AND NOT deleted AND {uncorrected} AND {which}
GROUP BY home
