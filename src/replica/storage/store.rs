use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::{Deserialize, Serialize};
use uuid::{NoContext, Timestamp, Uuid};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Scope, StoredEvent};
use chuanmen_core::merge::{HybridClock, Record, RecordId, Stamp};
use chuanmen_core::protocol::EnrolResponse;

use super::meta::{self, Session};
use super::{StorageError, event, readdress, record, scope};
use crate::api::{Phase, Preference, Standing};

/// This device's database and the few things of it that are kept in memory. One per process; the
/// actor owns it.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) session: Option<Session>,
    pub(super) clock: Option<Clock>,
    pub(super) epoch: u64,
    pub(super) standing: Standing,
    pub(super) phase: Phase,
}

/// The clock as it is persisted, and the largest stamp that came from the hub: where the clock
/// falls back to after the hub has put right stamps of a clock that ran ahead.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    pub(super) hybrid: HybridClock,
    pub(super) seen: Stamp,
}

#[derive(Serialize, Deserialize)]
struct StoredClock {
    last: Stamp,
    offset: i64,
    seen: Stamp,
}

impl Clock {
    pub(super) fn read(connection: &Connection) -> Result<Option<Self>, StorageError> {
        let stored: Option<StoredClock> = meta::get(connection, meta::name::CLOCK)?;
        Ok(stored.map(|stored| Self {
            hybrid: HybridClock::resume(stored.last, stored.offset),
            seen: stored.seen,
        }))
    }

    pub(super) fn write(&self, connection: &Connection) -> Result<(), StorageError> {
        let stored = StoredClock {
            last: self.hybrid.last(),
            offset: self.hybrid.offset(),
            seen: self.seen,
        };
        meta::set(connection, meta::name::CLOCK, &stored)
    }

    /// Takes note of a stamp from the hub.
    pub(super) fn see(&mut self, stamp: Stamp) {
        self.hybrid.see(stamp);
        self.seen = self.seen.max(stamp);
    }
}

impl Store {
    pub(super) fn over(connection: Connection) -> Result<Self, StorageError> {
        Ok(Self {
            session: meta::get(&connection, meta::name::SESSION)?,
            clock: Clock::read(&connection)?,
            epoch: meta::get(&connection, meta::name::EPOCH)?.unwrap_or_default(),
            standing: meta::get(&connection, meta::name::STANDING)?.unwrap_or(Standing::Good),
            phase: Phase::Idle,
            connection,
        })
    }

    /// For reading. Writes go through the methods of this type, which keep the outbox, the mirror
    /// and the clock in step.
    #[must_use]
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Begins a write: nothing of it is there before its `commit`.
    pub(super) fn write(&mut self) -> Result<Transaction<'_>, StorageError> {
        let behavior = TransactionBehavior::Immediate;
        Ok(self.connection.transaction_with_behavior(behavior)?)
    }

    /// Whose device this is; none before enrolment.
    #[must_use]
    pub const fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// Makes this device one of an account's, as the hub answered while the wall clock said
    /// `wall`. What the same account has not sent yet is kept and will be sent under the new
    /// replica id. Nothing of another account's stays, sent or not: ask [`Store::unsent`] first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_session(
        &mut self,
        enrolled: &EnrolResponse,
        hub: &str,
        wall: UnixMillis,
    ) -> Result<(), StorageError> {
        let session = Session {
            hub: hub.trim_end_matches('/').to_owned(),
            token: enrolled.token.clone(),
            device: enrolled.device,
            replica: enrolled.replica,
            account: enrolled.account,
            name: enrolled.name.clone(),
            role: enrolled.role.clone(),
            community: enrolled.community,
        };
        let before = self.clock.as_ref().map(|clock| clock.hybrid.last());
        let mut hybrid = HybridClock::new(enrolled.replica);
        hybrid.learn(enrolled.time, wall);
        // Later ticks stay above everything written or seen under the old replica id.
        if let Some(last) = before {
            hybrid.see(last);
        }
        let seen = match &self.clock {
            Some(clock) => clock.seen,
            None => hybrid.last(),
        };
        let clock = Clock { hybrid, seen };
        let other_account = self
            .session
            .as_ref()
            .is_some_and(|old| old.account != session.account);

        let write = self.write()?;
        if other_account {
            scope::forget_everything(&write)?;
        } else {
            readdress::under(&write, enrolled.replica)?;
        }
        meta::set(&write, meta::name::SESSION, &session)?;
        meta::set(&write, meta::name::STANDING, &Standing::Good)?;
        clock.write(&write)?;
        write.commit()?;

        self.session = Some(session);
        self.clock = Some(clock);
        self.standing = Standing::Good;
        if other_account {
            self.epoch = 0;
        }
        Ok(())
    }

    /// The best guess at the true time while the wall clock says `wall`.
    #[must_use]
    pub fn now(&self, wall: UnixMillis) -> UnixMillis {
        self.clock
            .as_ref()
            .map_or(wall, |clock| clock.hybrid.now(wall))
    }

    /// A new id for a record, an event or a transaction.
    #[must_use]
    pub fn fresh_id(&self, wall: UnixMillis) -> Uuid {
        let millis = u64::try_from(self.now(wall).0).unwrap_or_default();
        #[cfg(feature = "simulation")]
        {
            let mut chance = [0; 10];
            if chuanmen_core::simulation::fill(&mut chance) {
                return uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid();
            }
        }
        let nanos = u32::try_from(millis % 1000).unwrap_or_default() * 1_000_000;
        Uuid::new_v7(Timestamp::from_unix(NoContext, millis / 1000, nanos))
    }

    /// A record as this device shows it, deleted or not.
    ///
    /// # Errors
    /// SQLite's.
    pub fn record(&self, scope: Scope, id: RecordId) -> Result<Option<Record>, StorageError> {
        let Some(scope) = scope::key(&self.connection, scope)? else {
            return Ok(None);
        };
        let row = record::load(&self.connection, scope, id)?;
        Ok(row.map(|row| row.record))
    }

    /// A record whose scope is not known, and its scope.
    ///
    /// # Errors
    /// SQLite's.
    pub fn find(&self, id: RecordId) -> Result<Option<(Scope, Record)>, StorageError> {
        record::find(&self.connection, id)
    }

    /// The steps of a need or a wish, in the order in which they are folded.
    ///
    /// # Errors
    /// SQLite's.
    pub fn events(&self, subject: RecordId) -> Result<Vec<StoredEvent>, StorageError> {
        event::of(&self.connection, subject)
    }

    /// The epoch its cursors belong to; 0 before the first contact.
    #[must_use]
    pub const fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Whether the hub still takes what this device sends.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// Notes what the hub said of this device.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_standing(&mut self, standing: Standing) -> Result<(), StorageError> {
        if self.standing != standing {
            meta::set(&self.connection, meta::name::STANDING, &standing)?;
            self.standing = standing;
        }
        Ok(())
    }

    /// What the sync engine is doing.
    #[must_use]
    pub const fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Notes what the sync engine is doing; not kept over a restart.
    pub fn set_phase(&mut self, phase: Phase) {
        self.phase = phase;
    }

    /// How this device looks.
    ///
    /// # Errors
    /// SQLite's.
    pub fn preference(&self) -> Result<Preference, StorageError> {
        Ok(meta::get(&self.connection, meta::name::PREFERENCE)?.unwrap_or_default())
    }

    /// Sets how this device looks.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_preference(&mut self, preference: Preference) -> Result<(), StorageError> {
        meta::set(&self.connection, meta::name::PREFERENCE, &preference)
    }

    /// Bytes of the database.
    ///
    /// # Errors
    /// SQLite's.
    pub fn stored_bytes(&self) -> Result<u64, StorageError> {
        // Under SQLCipher these pragmas answer text.
        let number = |pragma: &str| -> Result<u64, StorageError> {
            let value: rusqlite::types::Value =
                self.connection.query_row(pragma, [], |row| row.get(0))?;
            Ok(match value {
                rusqlite::types::Value::Integer(number) => u64::try_from(number).unwrap_or(0),
                rusqlite::types::Value::Text(text) => text.parse().unwrap_or(0),
                _ => 0,
            })
        };
        Ok(number("PRAGMA page_count")? * number("PRAGMA page_size")?)
    }
}
