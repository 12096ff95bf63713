-- When somebody was last met at each door. Columns are those of index visit_times.
SELECT home, MAX(ended_at)
FROM record
WHERE kind = 'visit' AND outcome = 'met' AND NOT deleted AND {uncorrected} AND {which}
GROUP BY home
