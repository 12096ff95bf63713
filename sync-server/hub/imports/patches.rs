//! A plan as what is written: a transaction for each handful of doors of one scope.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Area, AreaId, Household, HouseholdId, Kind, Resident, ResidentId, Scope,
};
use chuanmen_core::merge::Patch;

use crate::auth::RandomError;
use crate::hub::people::new_id;
use crate::import::{Door, Home, NewArea, Parent, Plan};

/// Records of one transaction: few enough for a phone on a slow line to take one at a time.
const AT_ONCE: usize = 100;

/// What one transaction writes.
pub(super) struct Batch {
    pub(super) scope: Scope,
    pub(super) patches: Vec<Patch>,
}

/// All of a plan, each record after what it lies in.
pub(super) fn batches(
    plan: &Plan,
    community: AreaId,
    now: UnixMillis,
) -> Result<Vec<Batch>, RandomError> {
    let mut batches = Vec::new();
    let home = Scope::Community(community);
    for patch in area_patches(&plan.areas, now)? {
        put(&mut batches, home, vec![patch]);
    }
    let mut doors: Vec<_> = plan.doors.iter().collect();
    doors.sort_by_key(|door| door.scope);
    for door in doors {
        let patches = door_patches(door, now)?;
        for patches in patches.chunks(AT_ONCE) {
            put(&mut batches, door.scope, patches.to_vec());
        }
    }
    Ok(batches)
}

/// Adds what must not be torn apart to the last batch, if it has room and is of the same scope.
fn put(batches: &mut Vec<Batch>, scope: Scope, patches: Vec<Patch>) {
    match batches.last_mut() {
        Some(last) if last.scope == scope && last.patches.len() + patches.len() <= AT_ONCE => {
            last.patches.extend(patches);
        }
        _ => batches.push(Batch { scope, patches }),
    }
}

fn area_patches(areas: &[NewArea], now: UnixMillis) -> Result<Vec<Patch>, RandomError> {
    let mut ids = Vec::with_capacity(areas.len());
    for _ in areas {
        ids.push(AreaId(new_id(now)?));
    }
    let patches = areas.iter().zip(&ids).map(|(area, id)| {
        let area = Area {
            id: *id,
            level: area.level.clone(),
            name: area.name.clone(),
            parent: match area.parent {
                Parent::There(id) => Some(id),
                Parent::New(index) => ids.get(index).copied(),
            },
            number: area.number,
        };
        Patch::create(Kind::Area, area.id.into(), area.fields())
    });
    Ok(patches.collect())
}

fn door_patches(door: &Door, now: UnixMillis) -> Result<Vec<Patch>, RandomError> {
    let mut patches = Vec::new();
    let household = match &door.home {
        Home::There(id) => *id,
        Home::New {
            place,
            housing,
            note,
        } => {
            let home = Household {
                id: HouseholdId(new_id(now)?),
                place: place.clone(),
                housing: housing.clone(),
                note: note.clone(),
            };
            let patch = Patch::create(Kind::Household, home.id.into(), home.fields());
            patches.push(patch);
            home.id
        }
    };
    for resident in &door.residents {
        let resident = Resident {
            id: ResidentId(new_id(now)?),
            household,
            ..resident.clone()
        };
        let patch = Patch::create(Kind::Resident, resident.id.into(), resident.fields());
        patches.push(patch);
    }
    Ok(patches)
}
