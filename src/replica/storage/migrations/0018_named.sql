-- What a need was merged into, and the numbers of wishes: looked up whenever one is shown.
CREATE INDEX event_into ON event (fields ->> '$.into') WHERE kind = 'need' AND step = 'merge';
CREATE INDEX event_number ON event (fields ->> '$.number') WHERE kind = 'wish' AND step = 'verify';
