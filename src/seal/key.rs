use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A key that seals and opens (XChaCha20-Poly1305): what was changed or belongs elsewhere does not
/// open.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SealingKey([u8; Self::BYTES]);

/// Nothing was sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("sealing: {0}")]
pub struct SealError(pub(crate) String);

impl SealingKey {
    /// Length of a key.
    pub const BYTES: usize = 32;
    /// Bytes that a sealed text is longer than what is in it.
    pub const OVERHEAD: usize = Self::NONCE + 16;
    const NONCE: usize = 24;

    /// A key from its bytes.
    #[must_use]
    pub const fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// The bytes, to hand the key to its owner.
    #[must_use]
    pub const fn reveal(&self) -> &[u8; Self::BYTES] {
        &self.0
    }

    /// Seals `text`. It opens with the same `about` only: what it is and whose.
    ///
    /// # Errors
    /// When the system has no randomness, or the text has more than 256 GiB.
    pub fn seal(&self, text: &[u8], about: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0; Self::NONCE];
        getrandom::fill(&mut nonce).map_err(|why| SealError(why.to_string()))?;
        let payload = Payload {
            msg: text,
            aad: about,
        };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|why| SealError(why.to_string()))?;
        Ok([nonce.as_slice(), sealed.as_slice()].concat())
    }

    /// What is sealed in `sealed`; none if this key did not seal it, or it was changed since.
    #[must_use]
    pub fn open(&self, sealed: &[u8], about: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_first_chunk::<{ Self::NONCE }>()?;
        let payload = Payload {
            msg: sealed,
            aad: about,
        };
        let text = self.cipher().decrypt(&XNonce::from(*nonce), payload);
        text.ok().map(Zeroizing::new)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

/// Keys stay out of logs.
impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(…)")
    }
}
