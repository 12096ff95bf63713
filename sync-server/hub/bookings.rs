//! How many have booked a place at each health session: bookings lie with their residents' health,
//! grid by grid, and everybody is told how many there are, not whose.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Booking, FieldsBuilder, HealthSession, Kind, Scope, booked};
use chuanmen_core::merge::{HybridClock, RecordId};

use super::board::{Entries, Pen};
use crate::store::{CommunityKey, StoreError, WriteTxn};

/// Counts the bookings of these sessions anew, and returns the entries that tell of it.
pub(super) fn count_bookings(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    sessions: &BTreeSet<RecordId>,
    clock: &mut HybridClock,
    now: UnixMillis,
) -> Result<Entries, StoreError> {
    if sessions.is_empty() {
        return Ok(Entries::new());
    }
    let mut pen = Pen::new(txn, community, clock, now)?;
    let shared = Scope::Community(pen.home());
    for id in sessions {
        let record = pen.record(shared, *id)?;
        let record = record.filter(|it| it.kind == Kind::HealthSession);
        let Some(session) = record.as_ref().and_then(HealthSession::read) else {
            continue;
        };
        let records = pen.read().bookings(pen.community(), *id)?;
        let bookings: Vec<_> = records.iter().filter_map(Booking::read).collect();
        let count = booked(&bookings);
        if count != session.booked {
            let counted = FieldsBuilder::new().set(HealthSession::BOOKED, count);
            pen.write(shared, Kind::HealthSession, *id, counted.build())?;
        }
    }
    Ok(pen.entries())
}
