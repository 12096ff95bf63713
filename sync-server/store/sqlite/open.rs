use std::fs::{File, OpenOptions};
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::store::StoreError;

/// `FULL`: an answer "accepted" means that it survives a power cut.
const SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;";

/// How long a writer waits for another process (`device enrol` beside a running hub).
const BUSY: Duration = Duration::from_secs(5);

/// Pages copied between two looks at the clock; readers and the writer go on meanwhile.
const BACKUP_PAGES: i32 = 1_024;

pub(super) fn writer(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path)?;
    // What was erased is overwritten.
    connection.execute_batch("PRAGMA cache_size = -8000; PRAGMA secure_delete = ON")?;
    Ok(connection)
}

pub(super) fn reader(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path)?;
    connection.execute_batch("PRAGMA query_only = ON")?;
    Ok(connection)
}

fn open(path: &Path) -> Result<Connection, StoreError> {
    reserve(path, false)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch(SETTINGS)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Makes the file with rights for its owner only: it holds people's lives. SQLite gives the
/// files beside it the same rights.
fn reserve(path: &Path, must_be_new: bool) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true);
    if must_be_new {
        options.create_new(true);
    } else {
        options.create(true).truncate(false);
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(path);
    made.map(drop)
        .map_err(|error| StoreError::Unavailable(format!("{}: {error}", path.display()).into()))
}

/// Copies the database behind `from` into a new file, and waits until it is on the disk.
pub(super) fn copy(from: &Connection, to: &Path) -> Result<(), StoreError> {
    reserve(to, true)?;
    let mut target = Connection::open(to)?;
    Backup::new(from, &mut target)?.run_to_completion(BACKUP_PAGES, Duration::ZERO, None)?;
    target.close().map_err(|(_, error)| error)?;
    let synced = File::open(to).and_then(|file| file.sync_all());
    synced.map_err(|error| StoreError::Unavailable(error.into()))
}
