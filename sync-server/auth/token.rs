use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chuanmen_seal::TokenDigest;

use super::RandomError;
use crate::store::Digest;

/// Bytes from the system's cryptographic generator.
///
/// # Errors
/// When the system has none.
pub fn random<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    #[cfg(feature = "simulation")]
    if chuanmen_core::simulation::fill(&mut bytes) {
        return Ok(bytes);
    }
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// What a device shows with every request: 128 random bits, which nobody can guess, in 22
/// characters, because it travels each time. The hub keeps its hash only.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The longest text that is looked at as a token, in bytes.
    const LONGEST: usize = 128;

    /// A new token.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn generate() -> Result<Self, RandomError> {
        Ok(Self(URL_SAFE_NO_PAD.encode(random::<16>()?)))
    }

    /// The token in an `Authorization` header's value, if it holds one.
    #[must_use]
    pub fn from_header(value: &str) -> Option<Self> {
        let (scheme, token) = value.split_once(' ')?;
        let is_token = scheme.eq_ignore_ascii_case("bearer")
            && !token.is_empty()
            && token.len() <= Self::LONGEST;
        is_token.then(|| Self(token.to_owned()))
    }

    /// What is stored and looked up. A fast hash is enough for what cannot be guessed.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest(TokenDigest::of(&self.0).0)
    }

    /// The text to hand to the device, once.
    #[must_use]
    pub fn reveal(self) -> String {
        self.0
    }
}

/// Tokens stay out of logs.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}
