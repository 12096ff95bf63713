//! What is sealed, and the keys that open it.
//!
//! A device and its hub share a secret without ever having exchanged one for the purpose: the
//! device has its token, the hub the token's digest, from which either derives a key for each
//! purpose. With such a key a bundle is sealed that whoever carries it cannot read, and the
//! database's key, so that only the hub can give it back to an owner who forgot the PIN.

mod key;
mod pin;
mod token;

#[cfg(test)]
mod tests;

pub use key::{SealError, SealingKey};
pub use pin::{Hardness, PinSalt};
pub use token::TokenDigest;
