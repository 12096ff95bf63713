use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AccountId, Kind};
use crate::UnixMillis;
use crate::merge::{EventId, FieldName, RecordId, Stamp, Value};

/// One step in the life of a need, a wish or a meeting, as its author took it. Never edited; who and when
/// stand in the transaction that carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Which.
    pub id: EventId,
    /// What kind of record it is a step of.
    pub kind: Kind,
    /// Which record it is a step of.
    pub subject: RecordId,
    /// The word of a [`super::NeedStep`], [`super::WishStep`] or [`super::MeetingStep`].
    pub step: Box<str>,
    /// What goes with it: `note`, `party`, `satisfaction`, …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<FieldName, Value>,
}

/// An event with who took it, when, and where it stands in the hub's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEvent {
    /// The step.
    #[serde(flatten)]
    pub event: Event,
    /// Who took it.
    pub author: AccountId,
    /// When, by its author's clock.
    pub stamp: Stamp,
    /// Where it stands.
    pub order: EventOrder,
}

/// The order in which events are folded: the hub's, then those the hub has not seen, as saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventOrder {
    /// Accepted by the hub.
    Hub {
        /// The transaction's number in its scope.
        seq: u64,
        /// The event's place in the transaction.
        index: u16,
        /// When the hub took it.
        at: UnixMillis,
    },
    /// Saved on this device only, as its n-th.
    Pending {
        /// Counts up with each save on the device.
        n: u64,
    },
}

impl StoredEvent {
    /// When it takes effect: when the hub took it, or when it was saved if the hub has not.
    #[must_use]
    pub fn effective_at(&self) -> UnixMillis {
        match self.order {
            EventOrder::Hub { at, .. } => at,
            EventOrder::Pending { .. } => self.stamp.wall(),
        }
    }
}
