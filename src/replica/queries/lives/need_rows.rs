use std::collections::HashMap;

use chuanmen_core::domain::{Host, Kind, Need, NeedLife, NeedState, OrganisationId, fold_need};
use jiff::civil::Date;
use rusqlite::Connection;

use super::super::homes::Homes;
use super::super::{Areas, Catalogue};
use super::Lives;
use crate::api::NeedRow;
use crate::storage::StorageError;

/// A need with its life.
pub(in crate::queries) struct NeedStory {
    pub(in crate::queries) need: Need,
    pub(in crate::queries) life: NeedLife,
    pub(in crate::queries) pending: bool,
    pub(in crate::queries) record_pending: bool,
}

/// What a list of needs is put into words with.
pub(in crate::queries) struct NeedWords<'a> {
    pub(in crate::queries) areas: &'a Areas,
    pub(in crate::queries) homes: &'a Homes,
    pub(in crate::queries) organisations: &'a HashMap<OrganisationId, String>,
    pub(in crate::queries) catalogue: &'a Catalogue,
    pub(in crate::queries) today: Date,
}

impl NeedWords<'_> {
    /// `3-2-502` as [`Areas::spot`] has it, or an organisation's name; empty where it is not on this device.
    fn place(&self, host: Option<Host>) -> String {
        match host {
            Some(Host::Household(id)) => self.homes.spot(self.areas, id),
            Some(Host::Organisation(id)) => {
                self.organisations.get(&id).cloned().unwrap_or_default()
            }
            None => String::new(),
        }
    }
}

/// Reads needs with their lives, in no order.
pub(in crate::queries) fn need_stories(
    connection: &Connection,
    which: Lives,
) -> Result<Vec<NeedStory>, StorageError> {
    let lives = which.read(connection, &Kind::Need)?;
    let story = |life: super::Life| {
        Some(NeedStory {
            need: Need::read(&life.record)?,
            life: fold_need(life.events),
            pending: life.pending,
            record_pending: life.record_pending,
        })
    };
    Ok(lives.into_iter().filter_map(story).collect())
}

impl NeedStory {
    /// Days until it is due on `today`; none once it is not open.
    pub(in crate::queries) fn days_left(&self, today: Date) -> Option<i64> {
        let due_on = self.need.due_on.filter(|_| self.life.state.is_open())?;
        Some(i64::from((due_on - today).get_days()))
    }

    /// As in a list.
    pub(in crate::queries) fn row(&self, words: &NeedWords<'_>) -> NeedRow {
        let NeedStory { need, life, .. } = self;
        NeedRow {
            id: need.id,
            text: need.text.clone(),
            category: words.catalogue.category_name(&need.category),
            urgency: need.urgency.clone(),
            state: life.state.clone(),
            holder: life.holder.clone(),
            department: life.department.clone(),
            household: need.household,
            organisation: need.organisation,
            place: match (need.host(), need.area) {
                (None, Some(building)) => words.areas.spot(building, "", ""),
                (host, _) => words.place(host),
            },
            due_on: need.due_on,
            days_left: self.days_left(words.today),
            raised_at: need.raised_at,
            pending: self.pending,
        }
    }
}

/// Puts rows in order, most pressing first: open and overdue, open and urgent, open by their days;
/// then what waits for the resident's word; then what is finished, newest first.
pub(in crate::queries) fn most_pressing_first(rows: &mut [NeedRow]) {
    rows.sort_by_cached_key(|row| {
        let group = match row.state {
            NeedState::Resolved => 1,
            ref state if state.is_open() => 0,
            _ => 2,
        };
        let days = row.days_left.unwrap_or(i64::MAX);
        let urgent = row.urgency == chuanmen_core::domain::Urgency::Urgent;
        let newest = std::cmp::Reverse(row.raised_at);
        match group {
            0 => (0, days >= 0, !urgent, days, newest, row.id),
            group => (group, false, false, 0, newest, row.id),
        }
    });
}
