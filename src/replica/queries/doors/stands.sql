-- A household that was not taken away; or was, by somebody who could not know yet who lives there or
-- called: then it stands.
(NOT deleted OR (merged_into IS NULL AND (
    EXISTS (SELECT 1 FROM record AS hung
            WHERE hung.kind = 'resident' AND hung.home = record.id AND NOT hung.deleted)
    OR EXISTS (SELECT 1 FROM record AS hung
               WHERE hung.kind = 'visit' AND hung.home = record.id AND NOT hung.deleted))))
