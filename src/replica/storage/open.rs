use std::sync::Once;

use rusqlite::Connection;

use super::{DatabaseKey, StorageError, Store, schema};

/// What must be said on every connection. `FULL`: a save is on the disk when the call returns.
/// A cache of 16 MB (as negative KiB): each page that falls out of it is decrypted again, which
/// doubled the time that a bootstrap of 10,000 households takes.
#[cfg(not(target_family = "wasm"))]
const SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16000;
    PRAGMA busy_timeout = 2000;";

/// The browser's file system has no shared memory, hence no WAL.
#[cfg(target_family = "wasm")]
const SETTINGS: &str = "
    PRAGMA journal_mode = TRUNCATE;
    PRAGMA synchronous = FULL;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16000;";

impl Store {
    /// Opens the database behind `connection`, on which nothing has been said yet, and brings its
    /// schema up to date.
    ///
    /// # Errors
    /// [`StorageError::WrongKey`], [`StorageError::FromNewerVersion`], or SQLite's.
    pub fn open(mut connection: Connection, key: &DatabaseKey) -> Result<Self, StorageError> {
        // What goes wrong is returned; SQLCipher would print it as well.
        connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
        connection.execute_batch(&key.pragma())?;
        connection.execute_batch(SETTINGS)?;
        connection.set_prepared_statement_cache_capacity(128);
        schema::migrate(&mut connection)?;
        Self::over(connection)
    }

    /// Opens (or makes) the database in the file at `path`.
    ///
    /// # Errors
    /// As [`Store::open`].
    #[cfg(not(target_family = "wasm"))]
    pub fn open_path(path: &std::path::Path, key: &DatabaseKey) -> Result<Self, StorageError> {
        initialize();
        Self::open(Connection::open(path)?, key)
    }

    /// A database that ends with this value: for practice and for tests.
    ///
    /// # Errors
    /// SQLite's.
    pub fn in_memory() -> Result<Self, StorageError> {
        initialize();
        Self::open(Connection::open_in_memory()?, &DatabaseKey::random()?)
    }
}

/// Has SQLCipher ready before two threads open their first databases at once: SQLite says that it
/// is initialized before it has called `SQLITE_EXTRA_INIT`, by which SQLCipher finds its cipher,
/// and a key given in between is refused.
fn initialize() {
    static ONCE: Once = Once::new();
    // Should it fail, so will the one that was asked for, and that is told.
    ONCE.call_once(|| drop(Connection::open_in_memory()));
}
