-- Records that left a scope: to another one, or (no target) because they were erased. What a
-- phone writes to them later follows them, or is refused.
CREATE TABLE gone (
    community INTEGER NOT NULL,
    scope     INTEGER NOT NULL, -- the one they left
    id        BLOB NOT NULL,
    target    INTEGER,
    PRIMARY KEY (community, scope, id),
    FOREIGN KEY (community, scope) REFERENCES scope
) STRICT, WITHOUT ROWID;

-- A scope's log is cut by age.
CREATE INDEX log_age ON log (community, scope, at);
-- A household takes along what was said about its needs and wishes.
CREATE INDEX event_subject ON event (community, scope, subject);
