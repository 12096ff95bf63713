use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::merge::RecordId;

/// The hub's short name for a scope, valid within an epoch. On the wire a cursor is then a pair of
/// small numbers, and a sync with nothing to do stays small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScopeNumber(pub u32);

/// How far a replica has got in one scope. On the wire `[scope, seq]`, or `[scope, head, after]`
/// in the middle of a bootstrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Which scope.
    pub scope: ScopeNumber,
    /// How far.
    pub position: Position,
}

/// A place in what a scope has to deliver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Everything up to and including this transaction has been applied. 0: nothing yet.
    Log {
        /// The hub's number of the transaction in the scope.
        seq: u64,
    },
    /// In the middle of a bootstrap.
    Snapshot {
        /// The scope's last transaction when the bootstrap began: its tail starts there.
        head: u64,
        /// The last thing received.
        after: SnapshotKey,
    },
}

/// A bootstrap's order: records by id, then events by (seq, index).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SnapshotKey {
    /// A record.
    Record(RecordId),
    /// An event.
    Event {
        /// Its transaction's number.
        seq: u64,
        /// Its place in the transaction.
        index: u16,
    },
}

/// A text that is not `r/<uuid>` or `e/<seq>/<index>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a snapshot key: r/<uuid> or e/<seq>/<index>")]
pub struct ParseSnapshotKeyError;

impl fmt::Display for SnapshotKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(id) => write!(f, "r/{id}"),
            Self::Event { seq, index } => write!(f, "e/{seq}/{index}"),
        }
    }
}

impl FromStr for SnapshotKey {
    type Err = ParseSnapshotKeyError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || match text.split_once('/')? {
            ("r", id) => Some(Self::Record(id.parse().ok()?)),
            ("e", rest) => {
                let (seq, index) = rest.split_once('/')?;
                Some(Self::Event {
                    seq: seq.parse().ok()?,
                    index: index.parse().ok()?,
                })
            }
            _ => None,
        };
        parse().ok_or(ParseSnapshotKeyError)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Wire {
    Log(ScopeNumber, u64),
    Snapshot(ScopeNumber, u64, String),
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.position {
            Position::Log { seq } => Wire::Log(self.scope, seq),
            Position::Snapshot { head, after } => {
                Wire::Snapshot(self.scope, head, after.to_string())
            }
        }
        .serialize(to)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match Wire::deserialize(from)? {
            Wire::Log(scope, seq) => Self {
                scope,
                position: Position::Log { seq },
            },
            Wire::Snapshot(scope, head, after) => {
                let after = after.parse().map_err(serde::de::Error::custom)?;
                Self {
                    scope,
                    position: Position::Snapshot { head, after },
                }
            }
        })
    }
}
