use crate::uuid_newtype::uuid_newtype;

uuid_newtype!(
    /// A record's identity, a UUIDv7 unique over all kinds.
    RecordId
);
uuid_newtype!(
    /// One user action's identity, a UUIDv7; what makes sending it twice harmless.
    TransactionId
);
uuid_newtype!(
    /// One step's identity in a need's or a wish's life, a UUIDv7.
    EventId
);
