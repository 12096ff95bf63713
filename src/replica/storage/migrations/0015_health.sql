-- What is of a resident's health, and who booked a health session.
CREATE INDEX health_by_resident ON record (fields ->> '$.resident')
    WHERE kind IN ('booking', 'measurement', 'signing');
CREATE INDEX booking_by_session ON record (fields ->> '$.session') WHERE kind = 'booking';
