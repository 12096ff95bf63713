//! Needs and wishes with their events, read for a whole list in two statements.

mod need_rows;
mod timeline;
mod wish_rows;

use std::collections::HashMap;

use chuanmen_core::domain::{AccountId, EventOrder, HouseholdId, Kind, StoredEvent};
use chuanmen_core::merge::{Record, RecordId};
use rusqlite::{Connection, ToSql};

use crate::storage::{StorageError, event_of, record_of};

pub(super) use need_rows::{NeedStory, most_pressing_first, need_stories};
pub(super) use timeline::{Recording, timeline};
pub(super) use wish_rows::{WishStory, WishWords, waiting_first, wish_stories, wishers};

/// Which needs or wishes to read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lives {
    /// Every one on this device.
    All,
    /// Those of a household.
    Of(HouseholdId),
    /// One.
    One(RecordId),
    /// Those that somebody took a step about.
    SteppedOnBy(AccountId),
}

/// A need or wish as it is stored, with its events in the order of the fold.
pub(super) struct Life {
    pub(super) record: Record,
    pub(super) events: Vec<StoredEvent>,
    /// Whether the record or an event is not delivered yet.
    pub(super) pending: bool,
    /// Whether the record itself is not delivered yet.
    pub(super) record_pending: bool,
}

impl Lives {
    fn condition(self) -> &'static str {
        match self {
            Self::All => "?2 IS NULL",
            Self::Of(_) => "home = ?2",
            Self::One(_) => "id = ?2",
            Self::SteppedOnBy(_) => "id IN (SELECT subject FROM event WHERE author = ?2)",
        }
    }

    fn parameter(self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Of(household) => Some(household.to_string()),
            Self::One(id) => Some(id.to_string()),
            Self::SteppedOnBy(account) => Some(account.to_string()),
        }
    }

    fn read(self, connection: &Connection, kind: &Kind) -> Result<Vec<Life>, StorageError> {
        let mut events = self.events(connection, kind)?;
        let sql = format!(
            "SELECT id, kind, fields, clocks, pending FROM record
             WHERE kind = ?1 AND {} AND NOT deleted",
            self.condition()
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let parameter = self.parameter();
        let mut rows = statement.query([&kind.as_str() as &dyn ToSql, &parameter])?;
        let mut lives = Vec::new();
        while let Some(row) = rows.next()? {
            let record = record_of(row)?;
            let record_pending = row.get::<_, i64>("pending")? > 0;
            let events = events.remove(&record.id).unwrap_or_default();
            let is_pending =
                |event: &StoredEvent| matches!(event.order, EventOrder::Pending { .. });
            lives.push(Life {
                pending: record_pending || events.iter().any(is_pending),
                record_pending,
                record,
                events,
            });
        }
        Ok(lives)
    }

    fn events(
        self,
        connection: &Connection,
        kind: &Kind,
    ) -> Result<HashMap<RecordId, Vec<StoredEvent>>, StorageError> {
        let which = match self {
            Self::All => "?2 IS NULL",
            Self::One(_) => "subject = ?2",
            Self::Of(_) => "subject IN (SELECT id FROM record WHERE kind = ?1 AND home = ?2)",
            Self::SteppedOnBy(_) => "subject IN (SELECT subject FROM event WHERE author = ?2)",
        };
        let sql = format!(
            "SELECT id, kind, subject, seq, at, n, idx, author, stamp, step, fields
             FROM event WHERE kind = ?1 AND {which}"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let parameter = self.parameter();
        let mut rows = statement.query([&kind.as_str() as &dyn ToSql, &parameter])?;
        let mut stories: HashMap<_, Vec<(i64, StoredEvent)>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let event = event_of(row)?;
            let story = stories.entry(event.event.subject).or_default();
            story.push((row.get("idx")?, event));
        }
        let in_order = |mut story: Vec<(i64, StoredEvent)>| {
            story.sort_by_key(|(index, event)| (event.order, *index));
            story.into_iter().map(|(_, event)| event).collect()
        };
        let in_order = stories.into_iter().map(|(id, story)| (id, in_order(story)));
        Ok(in_order.collect())
    }
}
