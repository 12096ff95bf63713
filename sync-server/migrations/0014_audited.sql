-- Who of another community did something in this one: asked with each page of the audit.
CREATE INDEX audit_by_account ON audit (community, account);
