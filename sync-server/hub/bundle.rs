//! Files of unsent work: what a phone without a network gave somebody to carry.

use chuanmen_core::domain::DeviceId;
use chuanmen_core::protocol::{
    Answer, BundleContent, BundleError, BundleHeader, TakenIn, Transaction, limits,
};
use chuanmen_seal::TokenDigest;
use chuanmen_wire::{Codec, UnpackError};

use super::session::session_of;
use super::{Hub, HubError, Session};
use crate::store::{DeviceRow, ReadTxn, StoreError};

/// Why a file was not taken in. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleFault {
    /// It is not a bundle, or not one that this version reads.
    #[error(transparent)]
    Unread(#[from] BundleError),
    /// It is packed with a dictionary that this version does not know.
    #[error("the bundle is packed with dictionary {0}, which is not known here")]
    Codec(u16),
    /// No device of this hub made it.
    #[error("the bundle was made by a device that this hub does not know")]
    Unknown,
    /// The device that made it was revoked.
    #[error("the device that made the bundle was revoked")]
    Revoked,
    /// It was changed, or is not what it says.
    #[error("the bundle does not open: it was changed on the way")]
    Broken,
    /// It unpacks to more than a sync may hold.
    #[error("the bundle holds too much")]
    TooLarge,
}

/// What became of a bundle.
#[derive(Debug)]
pub struct TookIn {
    done: TakenIn,
    answers: Vec<Answer>,
}

impl TookIn {
    /// Whose it was, and how many of which.
    #[must_use]
    pub const fn done(&self) -> &TakenIn {
        &self.done
    }

    /// What was answered to each transaction; its author is told at the next sync.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }
}

/// A bundle that this hub's key opened.
#[derive(Debug)]
pub struct OpenBundle {
    session: Session,
    author: String,
    push: Vec<Transaction>,
}

impl Hub {
    /// Opens a bundle with the key that this hub shares with the device that made it.
    ///
    /// # Errors
    /// [`HubError::Bundle`], or the store's.
    pub fn open_bundle(&self, file: &[u8]) -> Result<OpenBundle, HubError> {
        let (header, sealed) = BundleHeader::read(file).map_err(BundleFault::from)?;
        let read = self.store.read()?;
        let device = maker(&*read, header.device)?.ok_or(BundleFault::Unknown)?;
        let content = opened(&device, header, sealed)?;
        if device.revoked_at.is_some() {
            return Err(BundleFault::Revoked.into());
        }
        if content.push.len() > limits::TRANSACTIONS {
            return Err(BundleFault::TooLarge.into());
        }
        let author = read.account(device.community, device.account)?;
        Ok(OpenBundle {
            session: session_of(&*read, &device)?,
            author: author.map(|account| account.name).unwrap_or_default(),
            push: content.push,
        })
    }

    /// Takes what is in a bundle, as if the device that made it had pushed it just now.
    ///
    /// # Errors
    /// The store's.
    pub fn take_in(&self, bundle: OpenBundle) -> Result<TookIn, HubError> {
        let OpenBundle {
            session,
            author,
            push,
        } = bundle;
        let answers = self.take_push(&session, push)?;
        let done = counted(author, &answers);
        let (accepted, already, refused) = (done.accepted, done.already, done.refused);
        tracing::info!(device = %session.device, accepted, already, refused, "bundle taken in");
        Ok(TookIn { done, answers })
    }
}

/// The device, of whichever community.
fn maker(read: &dyn ReadTxn, device: DeviceId) -> Result<Option<DeviceRow>, StoreError> {
    for (community, _) in read.communities()? {
        let devices = read.devices(community)?.into_iter();
        let found = devices.into_iter().find(|row| row.id == device);
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

pub(super) fn opened(
    device: &DeviceRow,
    header: BundleHeader,
    sealed: &[u8],
) -> Result<BundleContent, BundleFault> {
    let codec = Codec::numbered(header.codec);
    let key = TokenDigest(device.token.0).key_for(BundleHeader::PURPOSE);
    let packed = key.open(sealed, &header.to_bytes());
    let packed = packed.ok_or(BundleFault::Broken)?;
    let codec = codec.ok_or(BundleFault::Codec(header.codec))?;
    let json = codec.unpack(&packed, limits::DECODED_BYTES);
    let json = json.map_err(|error| match error {
        UnpackError::TooLarge => BundleFault::TooLarge,
        UnpackError::OtherDictionary | UnpackError::Broken => BundleFault::Broken,
    })?;
    serde_json::from_slice(&json).map_err(|_| BundleFault::Broken)
}

fn counted(author: String, answers: &[Answer]) -> TakenIn {
    let mut done = TakenIn {
        author,
        accepted: 0,
        already: 0,
        refused: 0,
    };
    for answer in answers {
        let count = match answer {
            Answer::Accepted {
                duplicate: false, ..
            } => &mut done.accepted,
            Answer::Accepted { .. } => &mut done.already,
            Answer::Refused { .. } => &mut done.refused,
        };
        *count = count.saturating_add(1);
    }
    done
}
