use std::collections::BTreeSet;

use chuanmen_core::domain::{
    AreaId, Errand, Host, Household, Kind, Need, NeedId, Organisation, Scope, Whereabouts,
};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::ScopeNumber;

use crate::hub::board::{Pen, head_of, named};
use crate::store::{CommunityKey, ReadTxn, StoreError};

/// Where a need is, and the telephone of whom to ask for: the building always, the door while the
/// need is in hand, and somebody only if the dispatcher said that the party may know.
pub(super) fn where_it_is(
    pen: &Pen<'_>,
    (grid, scope): (Scope, ScopeNumber),
    need: &Need,
    errand: &Errand,
) -> Result<(Whereabouts, String), StoreError> {
    let mut there = Whereabouts::default();
    let mut phone = String::new();
    match (need.host(), need.area) {
        (Some(Host::Household(home)), _) => {
            let record = pen.record(grid, home.into())?;
            if let Some(place) = record.as_ref().and_then(Household::read).map(|it| it.place) {
                stands_in(pen, place.building, &mut there)?;
                (there.unit, there.room) = (place.unit, place.room);
            }
            if errand.may_call
                && let Some(head) = head_of(pen, scope, home)?
            {
                (there.resident, phone) = (head.name, head.phone);
            }
        }
        (Some(Host::Organisation(id)), _) => {
            let record = pen.record(grid, id.into())?;
            if let Some(found) = record.as_ref().and_then(Organisation::read) {
                if let Some(building) = found.site.building {
                    stands_in(pen, building, &mut there)?;
                }
                there.room = match found.site.address.is_empty() {
                    true => found.name,
                    false => format!("{} {}", found.site.address, found.name),
                };
                if errand.may_call {
                    (there.resident, phone) = (found.contact.name, found.contact.phone);
                }
            }
        }
        (None, Some(building)) => stands_in(pen, building, &mut there)?,
        (None, None) => {}
    }
    if !errand.in_hand {
        (there.unit, there.room) = (String::new(), String::new());
    }
    Ok((there, phone))
}

/// The areas that a need of a grid lies in: its building and all that it stands in, the grid, and the
/// community.
pub(super) fn lies_in(
    pen: &Pen<'_>,
    grid: AreaId,
    need: &Need,
) -> Result<BTreeSet<AreaId>, StoreError> {
    let scope = Scope::Grid(grid);
    let mut above = match need.host() {
        Some(Host::Household(home)) => {
            let record = pen.record(scope, home.into())?;
            let home = record.as_ref().and_then(Household::read);
            home.map(|home| home.place.building)
        }
        Some(Host::Organisation(id)) => {
            let record = pen.record(scope, id.into())?;
            let found = record.as_ref().and_then(Organisation::read);
            found.and_then(|found| found.site.building)
        }
        None => need.area,
    };
    let mut areas = BTreeSet::from([grid, pen.home()]);
    // Known ones end it, so that an area that stands in itself does not go on for ever.
    while let Some(area) = above
        && areas.insert(area)
    {
        above = named(pen, area)?.and_then(|area| area.parent);
    }
    Ok(areas)
}

/// A need, if the grid has it.
pub(super) fn need_of(
    pen: &Pen<'_>,
    grid: AreaId,
    need: NeedId,
) -> Result<Option<Need>, StoreError> {
    let record = pen.record(Scope::Grid(grid), need.into())?;
    Ok(record.as_ref().and_then(Need::read))
}

/// The building, and the compound that it belongs to.
fn stands_in(pen: &Pen<'_>, building: AreaId, there: &mut Whereabouts) -> Result<(), StoreError> {
    let Some(building) = named(pen, building)? else {
        return Ok(());
    };
    if let Some(compound) = building.parent {
        there.compound = named(pen, compound)?.map_or_else(String::new, |area| area.name);
    }
    there.building = building.name;
    Ok(())
}

/// The needs of a household or an organisation.
pub(super) fn found_by(
    read: &dyn ReadTxn,
    community: CommunityKey,
    scope: ScopeNumber,
    home: RecordId,
) -> Result<BTreeSet<(ScopeNumber, RecordId)>, StoreError> {
    let below = read.below(community, scope, &[home].into())?.into_iter();
    let needs = below.filter(|record| record.kind == Kind::Need);
    Ok(needs.map(|record| (scope, record.id)).collect())
}
