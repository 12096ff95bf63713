//! A building that was taken away while somebody without a network moved in is there again: what
//! was saved has a door to be found at.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Area, AreaId, AreaLevel, Fields, FieldsBuilder, Kind, Scope};
use chuanmen_core::merge::{HybridClock, Patch, Record, Scalar};

use super::board::{Entries, Pen};
use crate::store::{CommunityKey, StoreError, WriteTxn};

/// Brings back the buildings that some entries put a household or an organisation into, with what
/// they lie in, and returns the entries that tell of it.
pub(super) fn bring_back_areas(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    entries: &Entries,
    clock: &mut HybridClock,
    now: UnixMillis,
) -> Result<Entries, StoreError> {
    let entries = entries.values().flatten();
    let patches = entries.flat_map(|entry| &entry.transaction.patches);
    let moved_into: BTreeSet<_> = patches.filter_map(moves_into).collect();
    if moved_into.is_empty() {
        return Ok(Entries::new());
    }
    let mut pen = Pen::new(txn, community, clock, now)?;
    for building in moved_into {
        bring_back(&mut pen, building)?;
    }
    Ok(pen.entries())
}

/// The building that a patch puts a household or an organisation into.
fn moves_into(patch: &Patch) -> Option<AreaId> {
    if !matches!(patch.kind, Kind::Household | Kind::Organisation) {
        return None;
    }
    match Fields(&patch.set).within("place", "building") {
        Some(Scalar::Text(building)) => building.parse().ok(),
        _ => None,
    }
}

fn bring_back(pen: &mut Pen<'_>, building: AreaId) -> Result<(), StoreError> {
    let shared = Scope::Community(pen.home());
    let mut next = Some(building);
    for _ in AreaLevel::KNOWN {
        let Some(id) = next else { break };
        let found = pen.record(shared, id.into())?;
        let Some(record) = found.filter(|found| found.kind == Kind::Area && found.is_deleted())
        else {
            break;
        };
        let there = FieldsBuilder::new().set(Record::DELETED, false).build();
        pen.write(shared, Kind::Area, id.into(), there)?;
        next = Area::read(&record).and_then(|area| area.parent);
    }
    Ok(())
}
