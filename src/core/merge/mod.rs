//! Merging: how two people's work on one record becomes one, whatever the order it arrives in.
//!
//! A field is a multi-value register (Shapiro et al. 2011): it keeps every write that no other
//! write has seen (its *leaves*) and the stamps of those that were seen (*covered*). The leaf with
//! the largest stamp shows; other leaves with another value are a conflict, until somebody writes
//! having seen them. Joining two records is a union of both sets, so it is commutative,
//! associative and idempotent by construction; `tests` holds it to that.

mod clock;
mod id;
mod patch;
mod plan;
mod record;
mod stamp;
mod value;

#[cfg(test)]
mod tests;

pub use clock::HybridClock;
pub use id::{EventId, RecordId, TransactionId};
pub use patch::Patch;
pub use plan::{MergePlan, plan};
pub use record::{Clocks, FieldConflict, Record, Rival};
pub use stamp::{ParseStampError, ReplicaId, Stamp};
pub use value::{FieldName, InvalidFieldName, Scalar, Value};
