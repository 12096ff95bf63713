use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::SealingKey;

/// What the hub keeps of a device's token: its SHA-256 hash, after the words `device-token` and a
/// zero byte. The device derives it from the token whenever it needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenDigest(pub [u8; 32]);

impl TokenDigest {
    /// Of a token.
    #[must_use]
    pub fn of(token: &str) -> Self {
        let hash = Sha256::new()
            .chain_update(b"device-token\0")
            .chain_update(token);
        Self(hash.finalize().into())
    }

    /// The key that device and hub share for `purpose` (HKDF-SHA256).
    #[must_use]
    pub fn key_for(&self, purpose: &str) -> SealingKey {
        let mut key = Zeroizing::new([0; SealingKey::BYTES]);
        let expanded = Hkdf::<Sha256>::new(None, &self.0).expand(purpose.as_bytes(), &mut *key);
        debug_assert!(expanded.is_ok(), "32 bytes are never too many");
        SealingKey::new(*key)
    }
}
