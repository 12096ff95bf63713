use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::{SealError, SealingKey};

/// What keeps two equal PINs from giving equal keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinSalt(pub [u8; Self::BYTES]);

impl PinSalt {
    /// Length of a salt.
    pub const BYTES: usize = 16;

    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random() -> Result<Self, SealError> {
        let mut salt = [0; Self::BYTES];
        getrandom::fill(&mut salt).map_err(|why| SealError(why.to_string()))?;
        Ok(Self(salt))
    }
}

/// What one try at a PIN costs, whoever tries. Kept with what was sealed, so that it can grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hardness {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Hardness {
    /// What OWASP's password storage cheat sheet asks of Argon2id at least: 19 MiB, two passes.
    pub const TODAY: Self = Self {
        memory: 19_456,
        passes: 2,
    };

    /// The key of a PIN (Argon2id). `secret` is the device's own: without the device, even all
    /// million PINs open nothing.
    ///
    /// # Errors
    /// When this hardness is out of Argon2's range, or there is no memory for it.
    pub fn key_of(self, pin: &str, salt: PinSalt, secret: &[u8]) -> Result<SealingKey, SealError> {
        let fails = |why: argon2::Error| SealError(why.to_string());
        let size = Some(SealingKey::BYTES);
        let params = Params::new(self.memory, self.passes, 1, size).map_err(fails)?;
        let argon2 = Argon2::new_with_secret(secret, Algorithm::Argon2id, Version::V0x13, params);
        let mut key = Zeroizing::new([0; SealingKey::BYTES]);
        argon2
            .map_err(fails)?
            .hash_password_into(pin.as_bytes(), &salt.0, &mut *key)
            .map_err(fails)?;
        Ok(SealingKey::new(*key))
    }
}
