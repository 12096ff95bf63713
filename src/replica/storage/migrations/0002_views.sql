-- The records of a community by what they are, without the deleted. Columns are the fields' JSON
-- values; see `core::domain` for what they mean.

CREATE VIEW area AS
SELECT key, id, scope, pending, disputed, fields, clocks,
    fields ->> '$.level' AS level,
    fields ->> '$.name' AS name,
    fields ->> '$.parent' AS parent,
    fields ->> '$.number' AS number
FROM record WHERE kind = 'area' AND fields ->> '$.deleted' IS NOT 1;

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
