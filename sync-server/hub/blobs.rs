//! Photos and signatures: who may send and see which, and when one is whole.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, BlobHash, DeviceId};
use chuanmen_core::protocol::{BlobHeld, BlobPart};

use super::{Hub, HubError, Session};
use crate::store::{CommunityKey, ReadTxn, WriteTxn};

/// How long a blob is kept that no record names, in ms.
const UNNAMED_KEPT: i64 = 30 * UnixMillis::DAY;

/// Why a blob, or a part of one, was neither taken nor given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobFault {
    /// No record that the device may see names it. Whether it exists is not told.
    #[error("no record that this device may see names such a blob")]
    Unknown,
    /// A record names it, and it is not whole yet.
    #[error("the blob has not arrived yet")]
    Awaited,
    /// The bytes are others than the hash says.
    #[error("the bytes are not those of the hash; they were dropped")]
    Broken,
}

impl Hub {
    /// How much of a blob is here, of what this device sent or whole.
    ///
    /// # Errors
    /// [`BlobFault::Unknown`], or the store's.
    pub fn blob_held(&self, session: &Session, hash: BlobHash) -> Result<BlobHeld, HubError> {
        let read = self.store.read()?;
        reach(&*read, session, hash)?;
        held(&*read, (session.community, session.device), hash)
    }

    /// A whole blob.
    ///
    /// # Errors
    /// [`BlobFault::Unknown`], [`BlobFault::Awaited`], or the store's.
    pub fn blob(&self, session: &Session, hash: BlobHash) -> Result<Vec<u8>, HubError> {
        let read = self.store.read()?;
        reach(&*read, session, hash)?;
        let bytes = read.blob(session.community, hash)?;
        Ok(bytes.ok_or(BlobFault::Awaited)?)
    }

    /// Takes a part of a blob if it goes on where this device stopped; whether it does or not, says
    /// how much is here now. With the last part the hash is checked.
    ///
    /// # Errors
    /// [`BlobFault::Unknown`], [`HubError::NotGranted`] to who may only look, [`BlobFault::Broken`]
    /// (begin anew then), or the store's.
    pub fn put_blob_part(
        &self,
        session: &Session,
        hash: BlobHash,
        part: BlobPart,
        bytes: &[u8],
    ) -> Result<BlobHeld, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        if reach(txn.as_read(), session, hash)? == Access::Read {
            return Err(HubError::NotGranted);
        }
        let whose = (session.community, session.device);
        let taken = take_part(&mut *txn, whose, hash, (part, bytes), now)?;
        txn.commit()?;
        Ok(taken?)
    }

    /// Forgets blobs that no record has named for 30 days, and returns how many those were.
    ///
    /// # Errors
    /// The store's.
    pub fn sweep_blobs(&self) -> Result<u64, HubError> {
        let before = self.now().plus(-UNNAMED_KEPT);
        let mut txn = self.store.write()?;
        let mut swept = 0;
        for (key, _) in txn.as_read().communities()? {
            swept += txn.sweep_blobs(key, before)?;
        }
        txn.commit()?;
        Ok(swept)
    }
}

/// What a device may do with a blob: the most that it may do with a record that names it.
fn reach(read: &dyn ReadTxn, session: &Session, hash: BlobHash) -> Result<Access, HubError> {
    let named = read.blob_scopes(session.community, hash)?;
    // Before anything else is looked up: somebody may be guessing.
    if named.is_empty() {
        return Err(BlobFault::Unknown.into());
    }
    let holdings = session.holdings(read)?;
    let scopes = read.scopes(session.community)?;
    let scopes = scopes.iter().filter(|row| named.contains(&row.number));
    let access = scopes
        .filter_map(|row| holdings.get(&row.scope))
        .map(|held| held.access);
    Ok(access.max().ok_or(BlobFault::Unknown)?)
}

/// Takes a part of a blob if it goes on where the device stopped. The caller commits: what turned
/// out to be broken is forgotten, too.
pub(super) fn take_part(
    txn: &mut dyn WriteTxn,
    (community, device): (CommunityKey, DeviceId),
    hash: BlobHash,
    (part, bytes): (BlobPart, &[u8]),
    now: UnixMillis,
) -> Result<Result<BlobHeld, BlobFault>, HubError> {
    let here = held(txn.as_read(), (community, device), hash)?;
    if here.complete || here.held != part.start() {
        return Ok(Ok(here));
    }
    let mut blob = txn.as_read().blob_part(community, hash, device)?;
    blob.extend_from_slice(bytes);
    let complete = blob.len() == part.total();
    if complete && BlobHash::of(&blob) != hash {
        txn.put_blob_part(community, hash, device, &[], now)?;
        return Ok(Err(BlobFault::Broken));
    }
    if complete {
        txn.put_blob(community, hash, &blob, now)?;
    } else {
        txn.put_blob_part(community, hash, device, &blob, now)?;
    }
    Ok(Ok(BlobHeld {
        held: blob.len(),
        complete,
    }))
}

/// How much of a blob is here: all of it, or what this device sent.
pub(super) fn held(
    read: &dyn ReadTxn,
    (community, device): (CommunityKey, DeviceId),
    hash: BlobHash,
) -> Result<BlobHeld, HubError> {
    if let Some(held) = read.blob_length(community, hash)? {
        let complete = true;
        return Ok(BlobHeld { held, complete });
    }
    let part = read.blob_part(community, hash, device)?;
    Ok(BlobHeld {
        held: part.len(),
        complete: false,
    })
}
