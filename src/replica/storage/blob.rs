//! Photos and signatures on this device: of forms, on their way to the hub, looked at again.

use rusqlite::{Connection, OptionalExtension, Row};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{BlobHash, blobs_named};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{BlobHeld, ErrorCode, Transaction};

use super::{StorageError, Store};
use crate::api::PhotosView;

/// How long a photo stays here after the hub has it, or after it was looked at, in ms. Its
/// thumbnail stays as long as the visit.
const PHOTO_KEPT: i64 = 30 * UnixMillis::DAY;
/// How long a photo stays that no form names, in ms: a form is kept a moment after its photo.
const LOOSE_KEPT: i64 = UnixMillis::DAY;
/// So often may a photo arrive at the hub as something else before it counts as refused.
const BROKEN: u32 = 3;

/// A photo whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextBlob {
    /// Which.
    pub hash: BlobHash,
    /// Bytes that the hub said it holds.
    pub sent: usize,
    /// All its bytes.
    pub length: usize,
}

/// The record that names it is at the hub.
const ACKNOWLEDGED: &str = "EXISTS (SELECT 1 FROM record
    WHERE record.id = blob.record AND record.pending = 0 AND NOT record.leaving)";

impl Store {
    /// Keeps the bytes of a photo that a form will name; `small` for a thumbnail.
    ///
    /// # Errors
    /// [`StorageError::DiskFull`], or SQLite's.
    pub fn keep_blob(
        &mut self,
        bytes: &[u8],
        small: bool,
        wall: UnixMillis,
    ) -> Result<BlobHash, StorageError> {
        let hash = BlobHash::of(bytes);
        let now = self.now(wall);
        self.connection
            .prepare_cached(
                "INSERT INTO blob (hash, bytes, small, kept_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (hash) DO UPDATE SET kept_at = excluded.kept_at",
            )?
            .execute((hash.to_string(), bytes, small, now.0))?;
        Ok(hash)
    }

    /// Keeps what the hub gave: a picture of this record.
    ///
    /// # Errors
    /// [`StorageError::DiskFull`], or SQLite's.
    pub fn keep_fetched(
        &mut self,
        record: RecordId,
        bytes: &[u8],
        small: bool,
        wall: UnixMillis,
    ) -> Result<(), StorageError> {
        let now = self.now(wall);
        self.connection
            .prepare_cached(
                "INSERT INTO blob (hash, bytes, small, record, state, kept_at)
                 VALUES (?1, ?2, ?3, ?4, 'fetched', ?5)
                 ON CONFLICT (hash) DO NOTHING",
            )?
            .execute((
                BlobHash::of(bytes).to_string(),
                bytes,
                small,
                record.to_string(),
                now.0,
            ))?;
        Ok(())
    }

    /// A photo's bytes, if this device has them.
    ///
    /// # Errors
    /// SQLite's.
    pub fn blob(&self, hash: BlobHash) -> Result<Option<Vec<u8>>, StorageError> {
        let mut select = self
            .connection
            .prepare_cached("SELECT bytes FROM blob WHERE hash = ?1")?;
        let bytes = select.query_row([hash.to_string()], |row| row.get(0));
        Ok(bytes.optional()?)
    }

    /// The photo to send next: one whose record the hub has, thumbnails before large ones.
    ///
    /// # Errors
    /// SQLite's.
    pub fn next_blob(&self) -> Result<Option<NextBlob>, StorageError> {
        let sql = format!(
            "SELECT hash, sent, length(bytes) FROM blob
             WHERE state = 'waiting' AND {ACKNOWLEDGED}
             ORDER BY small DESC, kept_at, hash LIMIT 1"
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let mut rows = select.query([])?;
        rows.next()?.map(next).transpose()
    }

    /// Notes what the hub said it holds of a photo.
    ///
    /// # Errors
    /// SQLite's.
    pub fn blob_held(
        &mut self,
        hash: BlobHash,
        held: BlobHeld,
        wall: UnixMillis,
    ) -> Result<(), StorageError> {
        let now = self.now(wall);
        let sent = i64::try_from(held.held).unwrap_or(i64::MAX);
        let sql = if held.complete {
            "UPDATE blob SET sent = ?2, state = 'delivered', code = NULL, kept_at = ?3
             WHERE hash = ?1"
        } else {
            "UPDATE blob SET sent = ?2 WHERE hash = ?1 AND ?3 IS NOT NULL"
        };
        self.connection
            .prepare_cached(sql)?
            .execute((hash.to_string(), sent, now.0))?;
        Ok(())
    }

    /// The bytes arrived as something else: begins anew, and gives up after a few times.
    ///
    /// # Errors
    /// SQLite's.
    pub fn blob_broken(&mut self, hash: BlobHash) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE blob SET sent = 0, broken = broken + 1,
                     state = iif(broken + 1 < ?2, state, 'refused'),
                     code = iif(broken + 1 < ?2, code, ?3)
                 WHERE hash = ?1",
            )?
            .execute((hash.to_string(), BROKEN, ErrorCode::BlobBroken.as_str()))?;
        Ok(())
    }

    /// The hub will not have it. It stays here.
    ///
    /// # Errors
    /// SQLite's.
    pub fn blob_refused(&mut self, hash: BlobHash, code: &ErrorCode) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE blob SET state = 'refused', code = ?2, sent = 0 WHERE hash = ?1",
            )?
            .execute((hash.to_string(), code.as_str()))?;
        Ok(())
    }

    /// Has refused photos try once more.
    ///
    /// # Errors
    /// SQLite's.
    pub fn blobs_again(&mut self) -> Result<(), StorageError> {
        self.connection.execute(
            "UPDATE blob SET state = 'waiting', broken = 0, sent = 0 WHERE state = 'refused'",
            [],
        )?;
        Ok(())
    }

    /// How many photos wait, and how many the hub refused; thumbnails are not counted.
    ///
    /// # Errors
    /// SQLite's.
    pub fn photos_view(&self) -> Result<PhotosView, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT count(*) FILTER (WHERE state = 'waiting' AND NOT small
                    AND EXISTS (SELECT 1 FROM record WHERE record.id = blob.record)),
                max(count(*) FILTER (WHERE state = 'refused' AND NOT small),
                    count(*) FILTER (WHERE state = 'refused' AND small)), max(code)
             FROM blob WHERE state IN ('waiting', 'refused')",
        )?;
        let (waiting, refused, code) = select.query_row([], |row| {
            let code: Option<String> = row.get(2)?;
            Ok((row.get(0)?, row.get(1)?, code))
        })?;
        Ok(PhotosView {
            waiting,
            refused,
            code: code.map(|code| code.as_str().into()),
            line: self.preference()?.photos,
        })
    }

    /// Forgets photos that were delivered or looked at long ago, those of visits that are no longer
    /// here, and those that nothing names.
    ///
    /// # Errors
    /// SQLite's.
    pub fn prune_blobs(&mut self, wall: UnixMillis) -> Result<(), StorageError> {
        let now = self.now(wall);
        self.connection
            .prepare_cached(
                "DELETE FROM blob WHERE state IN ('delivered', 'fetched')
                     AND ((NOT small AND kept_at < ?1)
                         OR NOT EXISTS (SELECT 1 FROM record WHERE record.id = blob.record))",
            )?
            .execute([now.plus(-PHOTO_KEPT).0])?;
        self.connection
            .prepare_cached(
                "DELETE FROM blob WHERE state = 'loose' AND kept_at < ?1
                     AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(draft.body, blob.hash) > 0)",
            )?
            .execute([now.plus(-LOOSE_KEPT).0])?;
        // Its visit was delivered and is no longer this device's: that is said for a month. A visit
        // that was refused is in the outbox, and its photos wait with it.
        self.connection
            .prepare_cached(
                "UPDATE blob SET state = 'refused', code = ?1, kept_at = ?2
                 WHERE state = 'waiting'
                     AND NOT EXISTS (SELECT 1 FROM record WHERE record.id = blob.record)
                     AND NOT EXISTS (SELECT 1 FROM outbox WHERE instr(outbox.body, blob.hash) > 0)",
            )?
            .execute((ErrorCode::NotGranted.as_str(), now.0))?;
        self.connection
            .prepare_cached(
                "DELETE FROM blob WHERE state = 'refused' AND kept_at < ?1
                     AND NOT EXISTS (SELECT 1 FROM record WHERE record.id = blob.record)",
            )?
            .execute([now.plus(-PHOTO_KEPT).0])?;
        Ok(())
    }
}

pub(super) fn next(row: &Row<'_>) -> Result<NextBlob, StorageError> {
    let hash: Result<BlobHash, _> = row.get_ref(0)?.as_str().unwrap_or_default().parse();
    Ok(NextBlob {
        hash: hash.map_err(|why| StorageError::corrupt("a hash", why))?,
        sent: count(row.get(1)?),
        length: count(row.get(2)?),
    })
}

/// A column's number of bytes; a photo has few.
fn count(stored: i64) -> usize {
    usize::try_from(stored).unwrap_or_default()
}

/// A save names photos: they follow it to the hub. One that is there already need not.
pub(super) fn follow(
    connection: &Connection,
    transaction: &Transaction,
) -> Result<(), StorageError> {
    for patch in &transaction.patches {
        for hash in blobs_named(&patch.set) {
            connection
                .prepare_cached(
                    "UPDATE blob SET record = ?2, state = 'waiting'
                     WHERE hash = ?1 AND state IN ('loose', 'waiting', 'refused')",
                )?
                .execute((hash.to_string(), patch.id.to_string()))?;
        }
    }
    Ok(())
}

/// A save that named photos was taken back: they are its form's again.
pub(super) fn let_go(connection: &Connection, records: &[String]) -> Result<(), StorageError> {
    for record in records {
        connection
            .prepare_cached(
                "UPDATE blob SET record = NULL, state = 'loose'
                 WHERE record = ?1 AND state = 'waiting'",
            )?
            .execute([record])?;
    }
    Ok(())
}

/// The hub went back to a backup: what it may have lost is offered again.
pub(super) fn offer_again(connection: &Connection) -> Result<(), StorageError> {
    connection.execute(
        "UPDATE blob SET state = 'waiting', sent = 0 WHERE state = 'delivered'",
        [],
    )?;
    Ok(())
}
