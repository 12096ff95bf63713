-- Every call at each door, oldest first. Columns and order are those of index visit_times.
SELECT home, ended_at, outcome, retry
FROM record
WHERE kind = 'visit' AND NOT deleted AND {uncorrected} AND {which}
ORDER BY {order}
