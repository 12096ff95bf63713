//! Who asks, and what they may: tokens, one-time codes, passwords, and what grants give.

mod code;
mod grants;
mod password;
mod token;

#[cfg(test)]
mod tests;

pub use code::EnrolmentCode;
pub use grants::{Holding, Holdings, oversees};
pub use password::{PasswordError, PasswordHash, random_password};
pub use token::{Token, random};

/// The system could not give random bytes. Nothing secret can be made then.
#[derive(Debug, thiserror::Error)]
#[error("no randomness from the system: {0}")]
pub struct RandomError(#[from] getrandom::Error);
