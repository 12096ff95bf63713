//! Campaigns, how far they are, and the doors left.

mod form;
mod one;
mod progress;

use std::cmp::Reverse;

use chuanmen_core::domain::{Campaign, CampaignId, Kind};
use rusqlite::Connection;

use super::{Catalogue, Reading};
use crate::api::CampaignRow;
use crate::storage::{StorageError, Store, record_of};

pub(super) use form::answer as form;
pub(super) use one::answer as one;
use progress::Progress;

/// Every campaign: those that run first, then those to come, then what is over; the newest first.
pub(super) fn rows(reading: Reading<'_>) -> Result<Vec<CampaignRow>, StorageError> {
    let campaigns = all(reading.connection())?;
    if campaigns.is_empty() {
        return Ok(Vec::new());
    }
    let catalogue = Catalogue::load(reading.connection())?;
    let progress = Progress::load(reading, &catalogue)?;
    let mut rows = Vec::new();
    for campaign in &campaigns {
        rows.push(progress.row(reading, campaign)?);
    }
    rows.sort_by_key(|row| (row.state, Reverse(row.from), row.id));
    Ok(rows)
}

/// A campaign, if it is on this device.
pub(crate) fn find(store: &Store, id: CampaignId) -> Result<Option<Campaign>, StorageError> {
    let found = store.find(id.into())?.map(|(_, record)| record);
    let found = found.filter(|record| record.kind == Kind::Campaign && !record.is_deleted());
    Ok(found.as_ref().and_then(Campaign::read))
}

fn all(connection: &Connection) -> Result<Vec<Campaign>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record WHERE kind = 'campaign' AND NOT deleted",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(Campaign::read(&record_of(row)?));
    }
    Ok(found)
}
