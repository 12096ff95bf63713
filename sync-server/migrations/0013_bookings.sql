-- How many have booked a place at a health session, grid by grid.
CREATE INDEX record_booking ON record (community, fields ->> '$.session') WHERE kind = 'booking';
