use std::collections::HashSet;

use chuanmen_core::domain::{Campaign, CampaignId, HouseholdId, Outcome};
use rusqlite::Connection;

use super::super::doors::{self, Doorway, UNCORRECTED, Which};
use super::super::{Catalogue, Reading, read};
use crate::api::{CampaignRow, DoorState};
use crate::storage::StorageError;

/// Every door on this device, to count campaigns by.
pub(super) struct Progress {
    doors: Vec<Doorway>,
}

impl Progress {
    pub(super) fn load(reading: Reading<'_>, catalogue: &Catalogue) -> Result<Self, StorageError> {
        let mut doors = doors::load(reading.connection(), &Which::All, catalogue, reading.today)?;
        doors.retain(|door| door.state != DoorState::Vacant);
        Ok(Self { doors })
    }

    /// The doors that a campaign is about, and whether somebody was met there for it.
    pub(super) fn doors(
        &self,
        connection: &Connection,
        campaign: &Campaign,
    ) -> Result<Vec<(&Doorway, bool)>, StorageError> {
        let met = met(connection, campaign.id)?;
        let about = |door: &&Doorway| {
            campaign.is_about(door.building, door.tags.iter().map(String::as_str))
        };
        let about = self.doors.iter().filter(about);
        Ok(about
            .map(|door| (door, met.contains(&door.household)))
            .collect())
    }

    /// As in a list.
    pub(super) fn row(
        &self,
        reading: Reading<'_>,
        campaign: &Campaign,
    ) -> Result<CampaignRow, StorageError> {
        let doors = self.doors(reading.connection(), campaign)?;
        let done = doors.iter().filter(|(_, met)| *met).count();
        Ok(CampaignRow {
            id: campaign.id,
            name: campaign.name.clone(),
            from: campaign.from,
            to: campaign.to,
            state: campaign.state(reading.today),
            done: count(done),
            total: count(doors.len()),
        })
    }
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The households where somebody was met for a campaign.
fn met(connection: &Connection, id: CampaignId) -> Result<HashSet<HouseholdId>, StorageError> {
    let sql = format!(
        "SELECT home FROM record INDEXED BY campaign_visits
         WHERE kind = 'visit' AND campaign = ?1 AND outcome = ?2 AND NOT deleted AND {UNCORRECTED}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id.to_string().as_str(), Outcome::Met.as_str()])?;
    let mut met = HashSet::new();
    while let Some(row) = rows.next()? {
        met.extend(read::id::<HouseholdId>(row, 0)?);
    }
    Ok(met)
}
