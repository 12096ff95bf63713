use rusqlite::ErrorCode as SqliteCode;

use chuanmen_core::protocol::Refusal;

use crate::api::ReplicaError;

/// Why the database did nothing. Whatever it is, nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The disk (or the browser's quota) is full.
    #[error("the disk is full")]
    DiskFull,
    /// The file is not a database, or not one that this key opens.
    #[error("the database does not open with this device's key")]
    WrongKey,
    /// Another process holds the database.
    #[error("another process holds the database")]
    HeldElsewhere,
    /// The database was written by a newer version of the app.
    #[error("the database has schema {found}, this version knows {known}")]
    FromNewerVersion {
        /// What the file says.
        found: i64,
        /// What this version can read.
        known: i64,
    },
    /// No session: the device is not enrolled.
    #[error("this device is not enrolled")]
    NotEnrolled,
    /// The device holds no such scope, or has lost it.
    #[error("this device does not hold {0}")]
    UnknownScope(chuanmen_core::domain::Scope),
    /// What was to be saved would be refused by the hub.
    #[error("refused before it was saved: {0}")]
    Refused(#[from] Refusal),
    /// Something in the database does not read back as what was written.
    #[error("the database holds {what} that does not parse: {detail}")]
    Corrupt {
        /// Which column.
        what: &'static str,
        /// Why.
        detail: String,
    },
    /// A file of the replica's directory cannot be read or written.
    #[error("{what}: {source}")]
    File {
        /// What was being done.
        what: &'static str,
        /// Why not.
        source: std::io::Error,
    },
    /// SQLite failed otherwise.
    #[error("SQLite: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(SqliteCode::DiskFull) => Self::DiskFull,
            Some(SqliteCode::NotADatabase) => Self::WrongKey,
            Some(SqliteCode::DatabaseBusy | SqliteCode::DatabaseLocked) => Self::HeldElsewhere,
            _ => Self::Sqlite(error),
        }
    }
}

impl StorageError {
    /// Turns a file's error into one of the database's, a full disk being the same for both.
    pub(crate) fn file(what: &'static str, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::File { what, source },
        }
    }

    /// Something stored does not parse.
    pub(crate) fn corrupt(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::Corrupt {
            what,
            detail: why.to_string(),
        }
    }
}

impl From<StorageError> for ReplicaError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::DiskFull => Self::DiskFull,
            StorageError::HeldElsewhere => Self::HeldElsewhere,
            StorageError::NotEnrolled => Self::NotEnrolled,
            StorageError::UnknownScope(_) => Self::NotFound,
            StorageError::Refused(refusal) => Self::Invalid {
                field: refusal.detail,
                problem: match refusal.code {
                    chuanmen_core::protocol::RefusalCode::TooLarge => "too_long",
                    _ => "form",
                }
                .to_owned(),
            },
            other => Self::Storage {
                detail: other.to_string(),
            },
        }
    }
}
