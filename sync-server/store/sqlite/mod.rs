//! The store in one SQLite file, in WAL mode: one writer, a few readers, a full fsync at each
//! commit.

mod audit;
mod blobs;
mod column;
mod imports;
mod moving;
mod open;
mod people;
mod pool;
mod postings;
mod quarantine;
mod reading;
mod reported;
mod scan;
mod schema;
mod state;
mod tokens;
mod visited;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chuanmen_core::UnixMillis;
use rusqlite::Connection;

use self::pool::Pool;
use self::reading::Reading;
use self::writing::Writing;
use super::{AuditRow, ReadTxn, Store, StoreError, WriteTxn};

/// Reading connections that are kept open. More would not read faster from one disk on a small
/// machine, and each keeps a page cache.
const READERS: usize = 4;

/// The hub's state in a SQLite database.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Pool,
}

impl SqliteStore {
    /// Opens the database at `path`, making it if it is not there, and brings its schema up to
    /// date. `now` dates a new database.
    ///
    /// # Errors
    /// When the file cannot be opened, or was written by a newer version.
    pub fn open(path: &Path, now: UnixMillis) -> Result<Self, StoreError> {
        let mut writer = open::writer(path)?;
        schema::migrate(&mut writer, now)?;
        let readers = (0..READERS).map(|_| open::reader(path));
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Pool::new(readers.collect::<Result<_, _>>()?),
        })
    }

    /// Writes a copy of the database as it stands to `to`, while others go on using it.
    ///
    /// # Errors
    /// When `to` exists already, or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let from = self.readers.take();
        open::copy(&from, to)
    }

    /// Makes the database `to` out of a backup, under a new epoch, which is returned and stands in
    /// each community's audit.
    ///
    /// # Errors
    /// When `to` exists already, or the backup cannot be read.
    pub fn restore(from: &Path, to: &Path, now: UnixMillis) -> Result<u64, StoreError> {
        open::copy(&open::reader(from)?, to)?;
        let restored = Self::open(to, now)?;
        let mut txn = restored.write()?;
        let epoch = schema::epoch_at(now, txn.as_read().epoch()?);
        txn.put_epoch(epoch)?;
        let communities = txn.as_read().communities()?;
        for (community, _) in communities {
            txn.put_audit(community, &AuditRow::restored(now, epoch))?;
        }
        txn.commit()?;
        restored.close()?;
        Ok(epoch)
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        // A writer that panicked was rolled back when its transaction dropped.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for SqliteStore {
    fn read(&self) -> Result<Box<dyn ReadTxn + '_>, StoreError> {
        Ok(Box::new(Reading::begin(self.readers.take())?))
    }

    fn write(&self) -> Result<Box<dyn WriteTxn + '_>, StoreError> {
        Ok(Box::new(Writing::begin(self.writer())?))
    }

    fn writers(&self) -> usize {
        1
    }

    fn readers(&self) -> usize {
        READERS
    }

    fn size(&self) -> Result<u64, StoreError> {
        let connection = self.readers.take();
        let pages: u64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let bytes: u64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
        Ok(pages.saturating_mul(bytes))
    }

    fn close(&self) -> Result<(), StoreError> {
        tracing::debug!(path = %self.path.display(), "folding the write-ahead log back");
        let writer = self.writer();
        writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}
