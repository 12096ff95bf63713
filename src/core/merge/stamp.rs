use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::UnixMillis;

/// Who writes: one enrolled device, or the hub itself ([`ReplicaId::HUB`]). Given out by the hub,
/// never reused, so two writers cannot make the same stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplicaId(pub u64);

impl ReplicaId {
    /// The hub's own writes.
    pub const HUB: Self = Self(0);
}

/// A hybrid logical clock reading (Kulkarni et al. 2014): 48 bits of wall-clock milliseconds, a
/// counter for writes within one millisecond, and the replica. Totally ordered; the text form
/// (`wall-counter-replica` in fixed-width hex) sorts as the stamp does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    wall: u64,
    counter: u16,
    replica: ReplicaId,
}

impl Stamp {
    /// The largest wall-clock reading a stamp can hold: 2^48 − 1 ms, in the year 10889.
    pub const MAX_WALL: u64 = (1 << 48) - 1;

    /// A stamp from its parts; a wall clock outside 0 ..= [`Stamp::MAX_WALL`] is moved to the
    /// nearer end.
    #[must_use]
    pub fn new(wall: UnixMillis, counter: u16, replica: ReplicaId) -> Self {
        let wall = u64::try_from(wall.0).unwrap_or(0).min(Self::MAX_WALL);
        Self {
            wall,
            counter,
            replica,
        }
    }

    /// The wall-clock part.
    #[must_use]
    pub fn wall(self) -> UnixMillis {
        UnixMillis(i64::try_from(self.wall).unwrap_or(i64::MAX))
    }

    /// The counter within the millisecond.
    #[must_use]
    pub const fn counter(self) -> u16 {
        self.counter
    }

    /// Who wrote.
    #[must_use]
    pub const fn replica(self) -> ReplicaId {
        self.replica
    }

    /// The next larger stamp of the same replica: the counter, then the millisecond, moves on.
    #[must_use]
    pub fn successor(self) -> Self {
        match self.counter.checked_add(1) {
            Some(counter) => Self { counter, ..self },
            None => Self {
                wall: (self.wall + 1).min(Self::MAX_WALL),
                counter: 0,
                ..self
            },
        }
    }
}

impl fmt::Display for ReplicaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:012x}-{:04x}-{}",
            self.wall, self.counter, self.replica
        )
    }
}

/// A text that is not a stamp or a replica id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a stamp of the form wall-counter-replica in fixed-width lower-case hex")]
pub struct ParseStampError;

/// `from_str_radix` alone would take a sign, upper case and any width: one value, one spelling.
fn hex(text: &str, width: usize) -> Result<u64, ParseStampError> {
    let canonical =
        text.len() == width && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !canonical {
        return Err(ParseStampError);
    }
    u64::from_str_radix(text, 16).map_err(|_| ParseStampError)
}

impl FromStr for ReplicaId {
    type Err = ParseStampError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        hex(text, 16).map(Self)
    }
}

impl FromStr for Stamp {
    type Err = ParseStampError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '-');
        let mut part = |width| hex(parts.next().unwrap_or_default(), width);
        let (wall, counter, replica) = (part(12)?, part(4)?, part(16)?);
        let counter = u16::try_from(counter).map_err(|_| ParseStampError)?;
        Ok(Self {
            wall,
            counter,
            replica: ReplicaId(replica),
        })
    }
}

macro_rules! serde_as_text {
    ($name:ty) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
serde_as_text!(ReplicaId);
serde_as_text!(Stamp);
