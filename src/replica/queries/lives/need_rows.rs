use chuanmen_core::domain::{Kind, Need, NeedLife, NeedState, fold_need};
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
    pub(in crate::queries) fn row(
        &self,
        areas: &Areas,
        homes: &Homes,
        catalogue: &Catalogue,
        today: Date,
    ) -> NeedRow {
        let NeedStory { need, life, .. } = self;
        let place = need.household.map(|home| homes.title(areas, home));
        NeedRow {
            id: need.id,
            text: need.text.clone(),
            category: catalogue.category_name(&need.category),
            urgency: need.urgency.clone(),
            state: life.state.clone(),
            holder: life.holder.clone(),
            household: need.household,
            place: place.unwrap_or_default(),
            due_on: need.due_on,
            days_left: self.days_left(today),
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
