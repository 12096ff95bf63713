use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Transaction, limits};
use crate::UnixMillis;
use crate::domain::DeviceId;
use crate::uuid_newtype::uuid_newtype;

uuid_newtype! {
    /// A bundle: the same file twice is one.
    BundleId
}

/// How a file of unsent work begins, in the open: whoever carries it can tell whose it is, and the
/// hub which key opens the rest. The rest is sealed together with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundleHeader {
    /// Number of the dictionary that the sealed part is packed with.
    pub codec: u16,
    /// Which.
    pub id: BundleId,
    /// The device that made it.
    pub device: DeviceId,
    /// When, by that device's best guess.
    pub made_at: UnixMillis,
}

/// Bytes that are no bundle, or none that this version reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// It does not begin as a bundle does.
    #[error("this is not a bundle")]
    NoBundle,
    /// It ends before its content begins.
    #[error("the bundle is cut off")]
    Cut,
    /// It was made by a newer version.
    #[error("bundles of version {0} are not read here")]
    Newer(u16),
    /// It is larger than [`limits::BODY_BYTES`].
    #[error("the bundle is too large")]
    TooLarge,
}

impl BundleHeader {
    /// Length of a header.
    pub const BYTES: usize = 52;
    /// How every bundle begins, whatever its version.
    pub const MAGIC: [u8; 8] = *b"CMBUNDLE";
    /// The version written here.
    pub const VERSION: u16 = 1;
    /// What the key that seals bundles is for.
    pub const PURPOSE: &'static str = "bundle";

    /// The header as it stands in the file: magic, version, codec, id, device, time; numbers with
    /// their largest byte first.
    #[must_use]
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&Self::MAGIC);
        bytes[8..10].copy_from_slice(&Self::VERSION.to_be_bytes());
        bytes[10..12].copy_from_slice(&self.codec.to_be_bytes());
        bytes[12..28].copy_from_slice(self.id.0.as_bytes());
        bytes[28..44].copy_from_slice(self.device.0.as_bytes());
        bytes[44..].copy_from_slice(&self.made_at.0.to_be_bytes());
        bytes
    }

    /// A file's header, and what is sealed after it.
    ///
    /// # Errors
    /// See [`BundleError`].
    pub fn read(file: &[u8]) -> Result<(Self, &[u8]), BundleError> {
        let rest = file.strip_prefix(&Self::MAGIC);
        let rest = rest.ok_or(BundleError::NoBundle)?;
        let (version, rest) = take::<2>(rest)?;
        match u16::from_be_bytes(version) {
            Self::VERSION => {}
            0 => return Err(BundleError::NoBundle),
            newer => return Err(BundleError::Newer(newer)),
        }
        if file.len() > limits::BODY_BYTES {
            return Err(BundleError::TooLarge);
        }
        let (codec, rest) = take::<2>(rest)?;
        let (id, rest) = take::<16>(rest)?;
        let (device, rest) = take::<16>(rest)?;
        let (made_at, sealed) = take::<8>(rest)?;
        if sealed.is_empty() {
            return Err(BundleError::Cut);
        }
        let header = Self {
            codec: u16::from_be_bytes(codec),
            id: BundleId(Uuid::from_bytes(id)),
            device: DeviceId(Uuid::from_bytes(device)),
            made_at: UnixMillis(i64::from_be_bytes(made_at)),
        };
        Ok((header, sealed))
    }
}

fn take<const N: usize>(bytes: &[u8]) -> Result<([u8; N], &[u8]), BundleError> {
    let (first, rest) = bytes.split_first_chunk().ok_or(BundleError::Cut)?;
    Ok((*first, rest))
}

/// What is sealed in a bundle, packed: transactions as a sync would push them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleContent {
    /// Version of the app, for the hub's metrics.
    pub app: String,
    /// Saved transactions, oldest first.
    pub push: Vec<Transaction>,
}

/// What the hub did with a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenIn {
    /// Name of the account whose device made it.
    pub author: String,
    /// Transactions that are in the hub now.
    pub accepted: u32,
    /// Transactions that were in it before.
    pub already: u32,
    /// Transactions that the hub will not have; their author is told at the next sync.
    pub refused: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let header = BundleHeader {
            codec: 1,
            id: BundleId(Uuid::from_u128(1)),
            device: DeviceId(Uuid::from_u128(2)),
            made_at: UnixMillis(1_764_000_000_000),
        };
        [header.to_bytes().as_slice(), b"sealed"].concat()
    }

    #[test]
    fn a_header_reads_back_as_it_was_written() {
        let file = file();
        let (header, sealed) = BundleHeader::read(&file).unwrap();
        assert_eq!(header.to_bytes(), file[..BundleHeader::BYTES]);
        assert_eq!(header.codec, 1);
        assert_eq!(sealed, b"sealed");
    }

    #[test]
    fn what_is_no_bundle_is_an_error_at_every_length() {
        let file = file();
        for length in 0..8 {
            let cut = BundleHeader::read(&file[..length]);
            assert_eq!(cut, Err(BundleError::NoBundle), "{length}");
        }
        for length in 8..=BundleHeader::BYTES {
            let cut = BundleHeader::read(&file[..length]);
            assert_eq!(cut, Err(BundleError::Cut), "{length}");
        }
        let text = "今天走访了 502".as_bytes();
        assert_eq!(BundleHeader::read(text), Err(BundleError::NoBundle));
        let mut newer = file;
        newer[9] = 2;
        assert_eq!(BundleHeader::read(&newer), Err(BundleError::Newer(2)));
        newer[9] = 1;
        newer.resize(limits::BODY_BYTES + 1, 0);
        assert_eq!(BundleHeader::read(&newer), Err(BundleError::TooLarge));
    }
}
