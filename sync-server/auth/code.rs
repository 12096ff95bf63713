use std::fmt;

use super::{RandomError, random};
use crate::store::Digest;

/// Crockford's base 32: no I, L, O, U, so that a code survives being read out or written down.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A one-time code that enrols a device: ten characters, 50 random bits. The hub keeps its hash
/// only; it is worth nothing after days, and the route that takes it is slowed per peer.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode([u8; Self::LENGTH]);

impl EnrolmentCode {
    /// Characters of a code.
    pub const LENGTH: usize = 10;

    /// A new code.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn generate() -> Result<Self, RandomError> {
        let bytes = random::<{ Self::LENGTH }>()?;
        Ok(Self(bytes.map(|byte| ALPHABET[usize::from(byte % 32)])))
    }

    /// Reads what somebody typed: dashes, blanks and case do not matter, `O` is `0`, `I` and `L`
    /// are `1`. None if it cannot be a code.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut code = [0; Self::LENGTH];
        let mut length = 0;
        for character in typed.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)) {
            let character = match folded(character).to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let byte = u8::try_from(character).ok()?;
            if !ALPHABET.contains(&byte) {
                return None;
            }
            *code.get_mut(length)? = byte;
            length += 1;
        }
        (length == Self::LENGTH).then_some(Self(code))
    }

    /// What is stored and looked up.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of("enrolment-code", &self.0)
    }
}

/// Chinese keyboards type letters, digits and dashes in their wide forms too.
fn folded(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        other => other,
    }
}

fn is_dash(character: char) -> bool {
    matches!(
        folded(character),
        '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}'
    )
}

/// In groups, as people read it: `7KQ4-M2XV-9P`.
impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups: Vec<_> = self
            .0
            .chunks(4)
            .map(|group| group.iter().copied().map(char::from).collect::<String>())
            .collect();
        f.write_str(&groups.join("-"))
    }
}

/// Codes stay out of logs.
impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolmentCode(…)")
    }
}
