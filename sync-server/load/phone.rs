use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, AccountId, HouseholdId, Kind, Scope};
use chuanmen_core::merge::{HybridClock, RecordId, ReplicaId};
use chuanmen_core::protocol::{
    Answer, Credential, Cursor, EnrolRequest, EnrolResponse, GrantedScope, Position, ScopeNumber,
    SyncRequest, Transaction, VERSION,
};
use serde::Deserialize;

use super::edit::{self, Author};
use super::line::{Line, Trouble};
use crate::clock::{Clock, SystemClock};

/// Bytes of page content to ask for: a first sync's, and what a good line soon grows to.
const TAKE: (u32, u32) = (64 * 1024, 2 * 1024 * 1024);
/// Round trips of one sync: a hub that promises more for ever is not believed.
const ROUNDS: usize = 10_000;

/// What a phone must know to speak as one.
pub(super) struct Phone {
    pub(super) line: Line,
    token: String,
    account: AccountId,
    replica: ReplicaId,
    clock: HybridClock,
    epoch: u64,
    cursors: BTreeMap<ScopeNumber, Position>,
    grid: Option<Scope>,
    community: Option<Scope>,
    households: Vec<HouseholdId>,
    outbox: Vec<Transaction>,
    saved: usize,
    take: u32,
}

/// What one sync did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Synced {
    /// Transactions that were answered.
    pub(super) sent: usize,
    /// Pages that came.
    pub(super) pages: usize,
}

/// What of an answer is looked at.
#[derive(Deserialize)]
struct Heard {
    time: UnixMillis,
    epoch: u64,
    #[serde(default)]
    answers: Vec<Answer>,
    #[serde(default)]
    granted: Vec<GrantedScope>,
    #[serde(default)]
    withdrawn: Vec<ScopeNumber>,
    #[serde(default)]
    pages: Vec<HeardPage>,
    #[serde(default)]
    more: bool,
}

#[derive(Deserialize)]
struct HeardPage {
    cursor: Cursor,
    #[serde(default)]
    records: Vec<HeardRecord>,
}

#[derive(Deserialize)]
struct HeardRecord {
    kind: Kind,
    id: RecordId,
}

impl Phone {
    /// Enrols with a one-time code.
    pub(super) async fn enrol(mut line: Line, code: String) -> Result<Self, Trouble> {
        let request = EnrolRequest {
            v: VERSION,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            device_name: "load".to_owned(),
            credential: Credential::Code(code),
        };
        let enrolled: EnrolResponse = line.post("/v1/enrol", None, &request).await?;
        let mut clock = HybridClock::new(enrolled.replica);
        clock.learn(enrolled.time, SystemClock.now());
        Ok(Self {
            line,
            token: enrolled.token,
            account: enrolled.account,
            replica: enrolled.replica,
            clock,
            epoch: 0,
            cursors: BTreeMap::new(),
            grid: None,
            community: None,
            households: Vec::new(),
            outbox: Vec::new(),
            saved: 0,
            take: TAKE.0,
        })
    }

    /// Saves a visit at the next of its households, if it may write to any.
    pub(super) fn record_visit(&mut self) {
        let next = self.saved.checked_rem(self.households.len());
        let household = next.and_then(|next| self.households.get(next).copied());
        if let (Some(household), Some(scope)) = (household, self.grid) {
            let visit = edit::visit(self.author(scope), household, self.saved);
            self.outbox.push(visit);
            self.saved += 1;
        }
    }

    /// Saves what the whole community will hear; false if it may not.
    pub(super) fn broadcast(&mut self) -> bool {
        if let Some(scope) = self.community {
            let author = self.author(scope);
            self.outbox.push(edit::broadcast(author));
        }
        self.community.is_some()
    }

    fn author(&mut self, scope: Scope) -> Author {
        Author {
            account: self.account,
            scope,
            stamp: self.clock.tick(SystemClock.now()),
        }
    }

    /// Round trips until nothing is left on either side.
    pub(super) async fn sync(&mut self) -> Result<Synced, Trouble> {
        let mut synced = Synced::default();
        for _ in 0..ROUNDS {
            let request = self.request();
            let heard = self.line.post("/v1/sync", Some(&self.token), &request);
            let heard: Heard = heard.await?;
            synced.sent += heard.answers.len();
            synced.pages += heard.pages.len();
            if !self.learn(heard)? {
                return Ok(synced);
            }
        }
        Err(Trouble::Unreadable)
    }

    fn request(&self) -> SyncRequest {
        let cursors = self.cursors.iter().map(|(scope, position)| Cursor {
            scope: *scope,
            position: *position,
        });
        SyncRequest {
            v: VERSION,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            replica: self.replica,
            epoch: self.epoch,
            cursors: cursors.collect(),
            push: self.outbox.clone(),
            take: self.take,
        }
    }

    /// Takes note of an answer; true if there is more to ask for.
    fn learn(&mut self, heard: Heard) -> Result<bool, Trouble> {
        self.clock.learn(heard.time, SystemClock.now());
        if self.epoch != heard.epoch {
            self.epoch = heard.epoch;
            self.cursors.clear();
        }
        for scope in heard.withdrawn {
            self.cursors.remove(&scope);
        }
        for granted in heard.granted {
            self.hold(&granted);
        }
        for page in heard.pages {
            self.cursors.insert(page.cursor.scope, page.cursor.position);
            let households = page.records.into_iter();
            let households = households.filter(|record| record.kind == Kind::Household);
            self.households
                .extend(households.map(|record| HouseholdId::from(record.id)));
        }
        self.take = self.take.saturating_mul(2).min(TAKE.1);
        if heard.answers.len() != self.outbox.len() {
            return Err(Trouble::Unreadable);
        }
        self.outbox.clear();
        for answer in heard.answers {
            if let Answer::Refused { code, .. } = answer {
                return Err(Trouble::Refused(code.as_str().to_owned()));
            }
        }
        Ok(heard.more)
    }

    fn hold(&mut self, granted: &GrantedScope) {
        let nothing_yet = Position::Log { seq: 0 };
        self.cursors.insert(granted.number, nothing_yet);
        match granted.scope {
            Some(scope @ Scope::Grid(_)) if granted.access == Access::Write => {
                self.grid = Some(scope);
            }
            Some(scope @ Scope::Community(_)) if granted.access == Access::Write => {
                self.community = Some(scope);
            }
            _ => {}
        }
    }
}
