-- Points are entries about accounts: all of them are read to list who has how many.
CREATE INDEX event_ledger ON event (subject) WHERE kind = 'ledger';
