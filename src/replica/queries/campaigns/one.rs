use std::cmp::Reverse;
use std::collections::BTreeMap;

use chuanmen_core::domain::{AreaId, Campaign, CampaignId, Role};

use chuanmen_core::{UnixMillis, china_date};

use super::super::areas::{AreaOrder, by_number};
use super::super::doors::{self, Doorway, Which};
use super::super::{Areas, Catalogue, Reading};
use super::progress::{Progress, count};
use crate::api::{CampaignBuilding, CampaignClimb, CampaignDoor, CampaignView, ReplicaError};
use crate::storage::StorageError;

/// One campaign.
pub(in crate::queries) fn answer(
    reading: Reading<'_>,
    id: CampaignId,
) -> Result<CampaignView, ReplicaError> {
    let campaign = super::find(reading.store, id)?.ok_or(ReplicaError::NotFound)?;
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let progress = Progress::load(reading, &catalogue)?;
    let doors = progress.doors(connection, &campaign)?;
    let calls = reading
        .store
        .session()
        .is_some_and(|me| matches!(me.role, Role::GridMember | Role::Informant));
    let left = doors.iter().filter(|(_, met)| calls && !met);
    let left: Vec<_> = left.map(|(door, _)| *door).collect();
    let items = catalogue.items.iter();
    let items = items.filter(|item| campaign.items.contains(&item.code));
    Ok(CampaignView {
        row: progress.row(reading, &campaign)?,
        items: items.map(|item| item.name.clone()).collect(),
        tags: catalogue.tag_names(campaign.tags.iter().map(String::as_str)),
        buildings: buildings(&doors, &areas),
        climbs: climbs(reading, &campaign, &left, &areas, &catalogue)?,
        text: campaign.text,
    })
}

/// How far each building is, in the order of lists.
fn buildings(doors: &[(&Doorway, bool)], areas: &Areas) -> Vec<CampaignBuilding> {
    let mut counts: BTreeMap<(AreaOrder, AreaId), (usize, usize)> = BTreeMap::new();
    for (door, met) in doors {
        let key = (areas.order(door.building), door.building);
        let (done, total) = counts.entry(key).or_default();
        *done += usize::from(*met);
        *total += 1;
    }
    let row = |((_, building), (done, total))| CampaignBuilding {
        building,
        compound: areas.compound_of(building),
        name: areas.name(building),
        done: count(done),
        total: count(total),
    };
    counts.into_iter().map(row).collect()
}

/// A unit of a building, in the order of lists.
type Staircase = (AreaOrder, AreaId, (usize, String));

/// The doors left, a staircase each, top floor first.
fn climbs(
    reading: Reading<'_>,
    campaign: &Campaign,
    left: &[&Doorway],
    areas: &Areas,
    catalogue: &Catalogue,
) -> Result<Vec<CampaignClimb>, StorageError> {
    if left.is_empty() {
        return Ok(Vec::new());
    }
    let heads = doors::heads(reading.connection(), &Which::All)?;
    let mut staircases: BTreeMap<Staircase, Vec<&Doorway>> = BTreeMap::new();
    for door in left {
        let key = (
            areas.order(door.building),
            door.building,
            by_number(&door.unit),
        );
        staircases.entry(key).or_default().push(door);
    }
    let view = |door: &Doorway| {
        let since = |at: &UnixMillis| china_date(*at) >= campaign.from;
        let tried_at = door.tried_at.filter(since);
        CampaignDoor {
            household: door.household,
            room: door.room.clone(),
            name: heads.get(&door.household).cloned().unwrap_or_default(),
            tags: catalogue.tag_names(door.tags.iter().map(String::as_str)),
            tried_at,
            retry: door.retry.filter(|_| tried_at.is_some()),
        }
    };
    let climb = |((_, building, (_, unit)), mut doors): (Staircase, Vec<&Doorway>)| {
        doors.sort_by_cached_key(|door| (Reverse(door.floor), by_number(&door.room)));
        CampaignClimb {
            address: areas.address(building, &unit),
            doors: doors.into_iter().map(&view).collect(),
        }
    };
    Ok(staircases.into_iter().map(climb).collect())
}
