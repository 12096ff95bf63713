use std::ops::ControlFlow::{self, Break, Continue};

use chuanmen_core::protocol::{Cursor, Position, SnapshotKey};
use serde_json::value::RawValue;

use super::budget::Budget;
use super::{RawPage, page};
use crate::store::{ClockedRecord, CommunityKey, EventRow, ReadTxn, ScopeRow, StoreError};

/// A place in a scope's bootstrap: records by id, then events in the hub's order.
pub(super) struct Place {
    /// The scope's head when the bootstrap began; the log takes over there. Records may be newer:
    /// hearing their last writes again from the log changes nothing.
    pub(super) head: u64,
    /// The last thing the device has; nothing yet if none.
    pub(super) after: Option<SnapshotKey>,
    /// The device has no cursor of the scope at all.
    pub(super) first: bool,
}

/// Collects entries while there is room.
struct Collector<'b> {
    budget: &'b mut Budget,
    last: Option<SnapshotKey>,
    full: bool,
    failed: Option<StoreError>,
}

impl Collector<'_> {
    fn take(
        &mut self,
        into: &mut Vec<Box<RawValue>>,
        key: SnapshotKey,
        json: Result<Box<RawValue>, StoreError>,
    ) -> ControlFlow<()> {
        match json {
            Ok(json) if self.budget.takes(json.get().len()) => {
                into.push(json);
                self.last = Some(key);
                Continue(())
            }
            Ok(_) => {
                self.full = true;
                Break(())
            }
            Err(error) => {
                self.failed = Some(error);
                Break(())
            }
        }
    }
}

/// Records and events after `place`, as they stand.
pub(super) fn page(
    read: &dyn ReadTxn,
    community: CommunityKey,
    row: &ScopeRow,
    place: Place,
    budget: &mut Budget,
) -> Result<(Option<RawPage>, bool), StoreError> {
    let Place { head, after, first } = place;
    if head == 0 && !first {
        return Ok((None, false));
    }
    let (mut records, mut events) = (Vec::new(), Vec::new());
    let mut collector = Collector {
        budget,
        last: after,
        full: false,
        failed: None,
    };
    if let None | Some(SnapshotKey::Record(_)) = after {
        let mut take = |record: ClockedRecord<'_>| {
            let key = SnapshotKey::Record(record.id);
            collector.take(&mut records, key, page::record(&record))
        };
        read.records_after(community, row.number, record_key(after), &mut take)?;
    }
    if !collector.full {
        let mut take = |event: EventRow| {
            let key = SnapshotKey::Event {
                seq: event.seq,
                index: event.place,
            };
            collector.take(&mut events, key, page::json(&event.event))
        };
        read.events_after(
            community,
            row.number,
            event_key(after, head),
            head,
            &mut take,
        )?;
    }
    let Collector {
        last, full, failed, ..
    } = collector;
    if let Some(error) = failed {
        return Err(error);
    }
    let tail = row.head.saturating_sub(head);
    let (position, remaining) = match (full, last) {
        (false, _) => (Position::Log { seq: head }, tail),
        // No room for anything of this scope: the device stays where it is.
        (true, last) if last == after => return Ok((None, true)),
        (true, Some(last)) => {
            let left = left_after(read, community, row, head, last)?;
            (Position::Snapshot { head, after: last }, left + tail)
        }
        (true, None) => return Ok((None, true)),
    };
    let page = RawPage {
        anew: after.is_none(),
        records,
        events,
        remaining,
        ..RawPage::at(Cursor {
            scope: row.number,
            position,
        })
    };
    Ok((Some(page), remaining > 0))
}

fn left_after(
    read: &dyn ReadTxn,
    community: CommunityKey,
    row: &ScopeRow,
    head: u64,
    last: SnapshotKey,
) -> Result<u64, StoreError> {
    let at = Some(last);
    let records = match last {
        SnapshotKey::Record(_) => {
            read.count_records_after(community, row.number, record_key(at))?
        }
        SnapshotKey::Event { .. } => 0,
    };
    let events = read.count_events_after(community, row.number, event_key(at, head), head)?;
    Ok(records + events)
}

const fn record_key(after: Option<SnapshotKey>) -> Option<chuanmen_core::merge::RecordId> {
    match after {
        Some(SnapshotKey::Record(id)) => Some(id),
        _ => None,
    }
}

/// A place beyond the head can only be forged; after it there is nothing, as after the head.
fn event_key(after: Option<SnapshotKey>, head: u64) -> Option<(u64, u16)> {
    match after {
        Some(SnapshotKey::Event { seq, .. }) if seq > head => Some((head, u16::MAX)),
        Some(SnapshotKey::Event { seq, index }) => Some((seq, index)),
        _ => None,
    }
}
