/// A store that could not do what it was asked. Whatever was being written has been taken back.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot at the moment: no space on the disk, others wrote for too long, no connection.
    #[error("the store is not available: {0}")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The engine failed at something it should be able to do.
    #[error("the store failed: {0}")]
    Engine(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What is stored cannot be read. Names the place, never the value.
    #[error("stored data cannot be read: {0}")]
    Unreadable(String),
    /// The data was written by a newer version of the hub.
    #[error("the database has schema {found}, this version knows up to {known}")]
    FromNewerVersion {
        /// What the database says.
        found: i64,
        /// What this program knows.
        known: i64,
    },
}

impl StoreError {
    /// For stored text that does not read as `what`.
    pub(crate) fn unreadable(what: &str, why: impl std::fmt::Display) -> Self {
        Self::Unreadable(format!("{what}: {why}"))
    }
}
