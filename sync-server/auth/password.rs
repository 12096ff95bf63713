use std::sync::LazyLock;

use argon2::password_hash::phc;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};

use super::{RandomError, random};

/// Letters and digits that look alike in no font.
const LEGIBLE: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";

/// The longest password that is looked at, in bytes: hashing more would be a gift to attackers.
const LONGEST: usize = 1_024;

/// The hash of a random text that nobody knows, to have something to check against.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let hash = random_password()
        .ok()
        .and_then(|text| PasswordHash::new(&text).ok());
    hash.map(PasswordHash::into_string).unwrap_or_default()
});

/// A password that cannot be hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// It is empty or absurdly long.
    #[error("a password has 8 to {LONGEST} bytes")]
    Length,
    /// The hash function failed.
    #[error("the password could not be hashed: {0}")]
    Hash(String),
}

/// A password's argon2id hash, in PHC form. Making and checking one takes tens of milliseconds
/// and 19 MiB (OWASP's parameters): keep it off the threads that serve requests.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes a password with a fresh salt.
    ///
    /// # Errors
    /// When it is shorter than 8 bytes or too long, or the system has no randomness.
    pub fn new(password: &str) -> Result<Self, PasswordError> {
        if !(8..=LONGEST).contains(&password.len()) {
            return Err(PasswordError::Length);
        }
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| Self(hash.to_string()))
            .map_err(|error| PasswordError::Hash(error.to_string()))
    }

    /// The text to store.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether `password` is the one behind `stored`. Takes as long when there is no hash, so
    /// that time does not tell which logins exist.
    #[must_use]
    pub fn verify(stored: Option<&str>, password: &str) -> bool {
        if password.len() > LONGEST {
            return false;
        }
        let is_somebody = stored.is_some();
        let Ok(hash) = phc::PasswordHash::new(stored.unwrap_or(&NOBODY)) else {
            return false;
        };
        let fits = Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok();
        fits && is_somebody
    }
}

/// A password for somebody who was not given a choice: 12 characters, 60 random bits.
///
/// # Errors
/// When the system has no randomness.
pub fn random_password() -> Result<String, RandomError> {
    let bytes = random::<12>()?;
    let letters = bytes.map(|byte| char::from(LEGIBLE[usize::from(byte % 32)]));
    Ok(letters.into_iter().collect())
}
