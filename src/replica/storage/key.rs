use std::fmt;
use std::fmt::Write as _;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::StorageError;

/// The raw 256-bit key of a database. SQLCipher takes it as it is, without deriving.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DatabaseKey([u8; Self::BYTES]);

impl DatabaseKey {
    /// Length of a key.
    pub const BYTES: usize = 32;

    /// A key from its bytes, as the browser's key store gives them.
    #[must_use]
    pub const fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// A new key from the operating system's random numbers.
    ///
    /// # Errors
    /// When there are none.
    pub fn random() -> Result<Self, StorageError> {
        let mut key = Self([0; Self::BYTES]);
        getrandom::fill(&mut key.0)
            .map_err(|why| StorageError::file("random numbers", std::io::Error::other(why)))?;
        Ok(key)
    }

    /// The bytes, to be kept or sealed.
    pub(crate) const fn reveal(&self) -> &[u8; Self::BYTES] {
        &self.0
    }

    /// The statement that must come before any other on a connection.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        let mut statement = Zeroizing::new(String::with_capacity(96));
        statement.push_str("PRAGMA key = \"x'");
        for byte in self.0 {
            // Writing to a String cannot fail.
            let _ = write!(statement, "{byte:02x}");
        }
        statement.push_str("'\";");
        statement
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(…)")
    }
}
