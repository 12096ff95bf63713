use serde::{Deserialize, Serialize};

use super::{AccountId, Party, StoredEvent};

/// Whether an event changed anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It did.
    Applied,
    /// It stays in the timeline, struck out, with the reason.
    Without(WithoutEffect),
}

/// Why an event changed nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithoutEffect {
    /// The step does not follow from the state it met.
    DoesNotFollow,
    /// The wish was claimed already.
    AlreadyClaimed {
        /// By whom.
        by: AccountId,
    },
    /// Somebody else than the dispatch says had the need already.
    AlreadyWith {
        /// Who.
        party: Party,
        /// Which department, if it was a department's and somebody said so.
        department: String,
    },
    /// This version does not know the step.
    UnknownStep,
}

/// The events in their order, unless that is to be got wrong.
#[cfg(feature = "simulation")]
pub(super) fn mislaid(events: impl IntoIterator<Item = StoredEvent>) -> Vec<StoredEvent> {
    use crate::simulation::{Fault, planted};
    let mut events: Vec<_> = events.into_iter().collect();
    if planted(&Fault::FoldByWallClock) {
        events.sort_by_key(|event| event.stamp);
    }
    events
}

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// What happened.
    pub event: StoredEvent,
    /// And whether it mattered.
    pub effect: Effect,
}
