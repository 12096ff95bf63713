//! Needs and wishes with their events, read for a whole list in two statements.

mod need_rows;
mod timeline;
mod wish_rows;

use std::collections::HashMap;

use chuanmen_core::domain::{AccountId, EventOrder, Host, Kind, NeedId, StoredEvent};
use chuanmen_core::merge::{Record, RecordId};
use rusqlite::Connection;

use super::Merged;
use crate::storage::{StorageError, event_of, once_each, record_of};

pub(super) use need_rows::{NeedStory, NeedWords, most_pressing_first, need_stories};
pub(super) use timeline::{Recording, steps, timeline};
pub(super) use wish_rows::{WishStory, WishWords, waiting_first, wish_stories, wishers};

/// Which needs or wishes to read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lives {
    /// Every one on this device.
    All,
    /// Those of a household or an organisation.
    Of(Host),
    /// Those of every organisation.
    OfOrganisations,
    /// One.
    One(RecordId),
    /// The needs that were merged into one, and perhaps taken out again.
    MergedInto(NeedId),
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
    /// What a record of `kind` must meet. The kind stands in the SQL itself, not in a parameter:
    /// only so does SQLite see that an index on needs or on wishes fits. `+` keeps it from the
    /// index on kinds where ids lead straight to the records.
    fn condition(self, kind: &Kind) -> String {
        let condition = match self {
            Self::All => "kind = '{kind}' AND ?1 IS NULL",
            Self::Of(Host::Household(_)) => {
                "kind = '{kind}' AND fields ->> '$.household' IN (SELECT value FROM json_each(?1))"
            }
            Self::Of(Host::Organisation(_)) => "kind = '{kind}' AND organisation = ?1",
            Self::OfOrganisations => "kind = '{kind}' AND organisation IS NOT NULL AND ?1 IS NULL",
            Self::One(_) => "+kind = '{kind}' AND id = ?1",
            Self::MergedInto(_) => {
                "+kind = '{kind}' AND id IN (SELECT subject FROM event WHERE kind = 'need'
                 AND step = 'merge' AND fields ->> '$.into' = ?1)"
            }
            Self::SteppedOnBy(_) => {
                "+kind = '{kind}' AND id IN (SELECT subject FROM event WHERE author = ?1)"
            }
        };
        condition.replace("{kind}", kind.as_str())
    }

    fn parameter(self, connection: &Connection) -> Result<Option<String>, StorageError> {
        Ok(match self {
            Self::All | Self::OfOrganisations => None,
            Self::Of(Host::Household(id)) => Some(Merged::load(connection)?.json_of(id)?),
            Self::Of(host) => Some(RecordId::from(host).to_string()),
            Self::One(id) => Some(id.to_string()),
            Self::MergedInto(need) => Some(need.to_string()),
            Self::SteppedOnBy(account) => Some(account.to_string()),
        })
    }

    pub(super) fn read(
        self,
        connection: &Connection,
        kind: &Kind,
    ) -> Result<Vec<Life>, StorageError> {
        let mut events = self.events(connection, kind)?;
        let sql = format!(
            "SELECT id, kind, fields, clocks, pending FROM record
             WHERE {} AND NOT deleted",
            self.condition(kind)
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([self.parameter(connection)?])?;
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
            Self::All => "?1 IS NULL".to_owned(),
            Self::One(_) => "subject = ?1".to_owned(),
            Self::Of(_) | Self::OfOrganisations | Self::MergedInto(_) => format!(
                "subject IN (SELECT id FROM record WHERE {})",
                self.condition(kind)
            ),
            Self::SteppedOnBy(_) => {
                "subject IN (SELECT subject FROM event WHERE author = ?1)".to_owned()
            }
        };
        let sql = format!(
            "SELECT id, kind, subject, seq, at, n, idx, author, stamp, step, fields
             FROM event WHERE kind = '{kind}' AND {which}"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([self.parameter(connection)?])?;
        let mut stories: HashMap<_, Vec<(i64, StoredEvent)>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let event = event_of(row)?;
            let story = stories.entry(event.event.subject).or_default();
            story.push((row.get("idx")?, event));
        }
        let in_order = |mut story: Vec<(i64, StoredEvent)>| {
            story.sort_by_key(|(index, event)| (event.order, *index));
            let mut story: Vec<_> = story.into_iter().map(|(_, event)| event).collect();
            once_each(&mut story);
            story
        };
        let in_order = stories.into_iter().map(|(id, story)| (id, in_order(story)));
        Ok(in_order.collect())
    }
}
