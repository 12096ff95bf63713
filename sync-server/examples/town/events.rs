//! What happened to needs.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Event, Kind, Scope};
use chuanmen_core::merge::{EventId, FieldName, Record, TransactionId, Value};
use chuanmen_core::protocol::{MovedEvent, Moves, Transaction};
use chuanmen_server::store::{Digest, Entry};

use crate::records::{Ids, somebody, stamp};
use crate::size;

/// How a need goes its way, each step so many days after it was recorded. Of twenty, one stays with
/// whom it was given to.
const STEPS: [(&str, i64); 5] = [
    ("accept", 1),
    ("dispatch", 2),
    ("start", 3),
    ("resolve", 6),
    ("confirm", 8),
];
const STAYS: usize = 2;

/// An entry of the log with what happened to a need so far.
pub(crate) fn of(ids: &mut Ids, community: u32, need: &Record) -> Entry {
    let raised = need.clocks.at.wall();
    let now = size::now();
    let many = match need.id.0.as_u128() % 20 {
        0 => STAYS,
        _ => STEPS.len(),
    };
    let steps = STEPS.iter().take(many);
    let steps = steps.map(|(step, days)| (*step, raised.plus(days * UnixMillis::DAY)));
    let taken = steps.filter(|(_, at)| *at < now);
    let came_events = taken.map(|(step, at)| MovedEvent {
        event: Event {
            id: EventId(ids.fresh(at)),
            kind: Kind::Need,
            subject: need.id,
            step: step.into(),
            fields: fields(step),
        },
        author: somebody(community),
        stamp: stamp(at),
        at,
    });
    let moves = Moves {
        came_events: came_events.collect(),
        ..Moves::default()
    };
    let id = ids.fresh(raised);
    Entry {
        transaction: Transaction {
            id: TransactionId(id),
            scope: Scope::Grid(size::grid(community, 0)),
            author: somebody(community),
            stamp: stamp(raised),
            patches: Vec::new(),
            events: Vec::new(),
        },
        body: "{}".into(),
        moves,
        at: raised,
        hash: Digest::of("bench", id.as_bytes()),
        claimed: None,
    }
}

fn fields(step: &str) -> std::collections::BTreeMap<FieldName, Value> {
    let said = match step {
        "dispatch" => (FieldName::known("party"), Value::from("property")),
        "confirm" => (FieldName::known("satisfaction"), Value::from(4)),
        _ => return Default::default(),
    };
    [said].into()
}
