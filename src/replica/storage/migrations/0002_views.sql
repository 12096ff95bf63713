-- The records by what they are, without the deleted. Columns are the fields' JSON values; see
-- `core::domain` for what they mean.

CREATE VIEW area AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.level' AS level,
    fields ->> '$.name' AS name,
    fields ->> '$.parent' AS parent,
    fields ->> '$.number' AS number
FROM record WHERE kind = 'area' AND fields ->> '$.deleted' IS NOT 1;

CREATE VIEW household AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.place.building' AS building,
    fields ->> '$.place.unit' AS unit,
    fields ->> '$.place.floor' AS floor,
    fields ->> '$.place.room' AS room,
    fields ->> '$.housing' AS housing,
    fields ->> '$.note' AS note
FROM record WHERE kind = 'household' AND fields ->> '$.deleted' IS NOT 1;

CREATE VIEW resident AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.household' AS household,
    fields ->> '$.name' AS name,
    fields ->> '$.relation' AS relation,
    fields ->> '$.phone' AS phone
FROM record WHERE kind = 'resident' AND fields ->> '$.deleted' IS NOT 1;

CREATE VIEW visit AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.household' AS household,
    fields ->> '$.visitor' AS visitor,
    fields ->> '$.started_at' AS started_at,
    fields ->> '$.ended_at' AS ended_at,
    fields ->> '$.outcome' AS outcome,
    fields ->> '$.corrects' AS corrects
FROM record WHERE kind = 'visit' AND fields ->> '$.deleted' IS NOT 1;

CREATE VIEW need AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.household' AS household,
    fields ->> '$.category' AS category,
    fields ->> '$.urgency' AS urgency,
    fields ->> '$.due_on' AS due_on,
    fields ->> '$.raised_at' AS raised_at
FROM record WHERE kind = 'need' AND fields ->> '$.deleted' IS NOT 1;

CREATE VIEW wish AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.household' AS household,
    fields ->> '$.resident' AS resident,
    fields ->> '$.kind' AS wish_kind,
    fields ->> '$.needed_by' AS needed_by,
    fields ->> '$.raised_at' AS raised_at
FROM record WHERE kind = 'wish' AND fields ->> '$.deleted' IS NOT 1;

CREATE VIEW account AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.name' AS name,
    fields ->> '$.role' AS role
FROM record WHERE kind = 'account' AND fields ->> '$.deleted' IS NOT 1;

CREATE VIEW device AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.account' AS account,
    fields ->> '$.replica' AS replica,
    fields ->> '$.name' AS name
FROM record WHERE kind = 'device' AND fields ->> '$.deleted' IS NOT 1;

-- care_tag, need_category, visit_rule, checklist_item.
CREATE VIEW catalogue AS
SELECT key, id, scope, kind, fields, clocks,
    fields ->> '$.code' AS code,
    fields ->> '$.order' AS place
FROM record
WHERE kind IN ('care_tag', 'need_category', 'visit_rule', 'checklist_item')
    AND fields ->> '$.deleted' IS NOT 1;
