-- Not a visit that a later one corrects.
key NOT IN (
    SELECT wrong.key
    FROM record AS correction INDEXED BY visit_corrections
        CROSS JOIN record AS wrong ON wrong.id = correction.corrects
    WHERE correction.kind = 'visit' AND correction.corrects IS NOT NULL
        AND NOT correction.deleted
)
