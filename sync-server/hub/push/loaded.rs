use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use chuanmen_core::domain::{
    AreaId, AreaLevel, Event, Grant, Kind, MeetingState, NeedStep, Scope, Task, WishStep,
    fold_meeting, fold_need,
};
use chuanmen_core::merge::{
    EventId, FieldName, HybridClock, Patch, Record, RecordId, Stamp, TransactionId, Value,
};
use chuanmen_core::protocol::{ScopeNumber, Transaction};

use super::needs::{Needs, targets};
use super::points::{Standing, standing};
use super::route::host;
use super::{Arrival, Sender};
use crate::hub::session::area_of;
use crate::hub::supervision::areas_of;
use crate::store::{
    AnswerRow, CommunityKey, Gone, Outcome, ReadTxn, ScopeRow, StoreError, WriteTxn,
};

/// Everything that judging a run of transactions needs to know of the store.
pub(super) struct Loaded {
    /// The scopes they name that their sender may name.
    pub(super) scopes: BTreeMap<Scope, ScopeNumber>,
    /// Every scope of the community.
    pub(super) names: BTreeMap<ScopeNumber, Scope>,
    /// Records they touch that left the scope they are looked for in.
    pub(super) gone: HashMap<(ScopeNumber, RecordId), Gone>,
    /// The records they touch, as they stand.
    pub(super) records: HashMap<(ScopeNumber, RecordId), Record>,
    /// The areas they would take away in which something still is.
    pub(super) in_use: BTreeSet<RecordId>,
    /// How far those of them are that are meetings.
    pub(super) meetings: HashMap<(ScopeNumber, RecordId), MeetingState>,
    /// The lives of the needs that they merge others into.
    pub(super) needs: Needs,
    /// Ids of their events that are taken already.
    pub(super) events: HashSet<(ScopeNumber, EventId)>,
    /// What stands behind the postings, tasks, posts and points they ask about.
    pub(super) behind: HashMap<RecordId, Behind>,
    /// What a step about points goes by, if they ask for one.
    pub(super) standing: Option<Standing>,
    /// What was answered to those of them that came before.
    pub(super) answers: HashMap<TransactionId, AnswerRow>,
    /// Those that came before and were taken, as they stand in the log if it still has them.
    pub(super) taken: HashMap<TransactionId, Transaction>,
    /// Stamps they are based on that the hub replaced.
    pub(super) restamps: BTreeMap<Stamp, Stamp>,
    /// The hub's clock in this community.
    pub(super) clock: HybridClock,
}

impl Loaded {
    pub(super) fn gather(
        txn: &mut dyn WriteTxn,
        community: CommunityKey,
        sender: &Sender,
        arrivals: &[Arrival],
    ) -> Result<Self, StoreError> {
        let wanted = named_scopes(sender, arrivals);
        txn.ensure_scopes(community, &wanted)?;
        let home = area_of(txn.as_read(), community)?;
        if asks_of_the_desk(arrivals) {
            txn.ensure_scopes(community, &[Scope::Desk(home)].into())?;
        }
        let read = txn.as_read();
        let rows = read.scopes(community)?;
        let held = rows.iter().filter(|row| wanted.contains(&row.scope));
        let scopes = held.map(|row| (row.scope, row.number)).collect();
        let ids = arrivals.iter().map(|arrival| arrival.transaction.id);
        let answers = read.answers(community, &ids.collect())?;
        let mut behind = behind_postings(read, community, arrivals)?;
        behind.extend(behind_tasks(read, community, arrivals, &rows)?);
        behind.extend(behind_sign_ups(read, community, arrivals, (home, &rows))?);
        let standing = standing(read, community, arrivals, (home, &rows))?;
        behind.extend(standing.iter().filter_map(Standing::behind));
        let mut loaded = Self {
            names: rows.iter().map(|row| (row.number, row.scope)).collect(),
            gone: HashMap::new(),
            records: HashMap::new(),
            in_use: in_use(read, community, home, arrivals)?,
            meetings: HashMap::new(),
            needs: Needs::new(),
            events: HashSet::new(),
            behind,
            standing,
            taken: taken(read, community, &answers)?,
            answers: answers.into_iter().map(|row| (row.id, row)).collect(),
            restamps: read.restamps(community, &own_bases(arrivals))?,
            clock: HybridClock::resume(read.clock(community)?, 0),
            scopes,
        };
        loaded.gather_contents(read, community, arrivals)?;
        Ok(loaded)
    }

    fn gather_contents(
        &mut self,
        read: &dyn ReadTxn,
        community: CommunityKey,
        arrivals: &[Arrival],
    ) -> Result<(), StoreError> {
        let mut named: BTreeMap<ScopeNumber, Named> = BTreeMap::new();
        for Arrival { transaction, .. } in arrivals {
            if let Some(number) = self.scopes.get(&transaction.scope) {
                named.entry(*number).or_default().add(transaction);
            }
            for event in asked(transaction) {
                if let Some(behind) = self.behind.get(&event.subject) {
                    let there = named.entry(behind.scope).or_default();
                    there.events.insert(event.id);
                }
            }
        }
        let mut moved: BTreeMap<ScopeNumber, Named> = BTreeMap::new();
        for (number, named) in named {
            // What follows its host may be there already: everything is looked up in both.
            let gone = read.gone(community, number, &named.records_and_hosts())?;
            for (id, gone) in gone {
                self.gone.insert((number, id), gone);
                if let Gone::To(target) = gone {
                    let there = moved.entry(target).or_default();
                    there.records.extend(&named.records);
                    there.targets.extend(&named.targets);
                    there.events.extend(&named.events);
                }
            }
            self.gather_scope(read, community, number, &named)?;
        }
        for (number, named) in moved {
            self.gather_scope(read, community, number, &named)?;
        }
        Ok(())
    }

    fn gather_scope(
        &mut self,
        read: &dyn ReadTxn,
        community: CommunityKey,
        number: ScopeNumber,
        named: &Named,
    ) -> Result<(), StoreError> {
        let found = read.records(community, number, &named.records)?;
        for meeting in found.iter().filter(|record| record.kind == Kind::Meeting) {
            let events = read.events_of(community, number, &[meeting.id].into())?;
            let life = fold_meeting(events.into_iter().map(|row| row.event));
            self.meetings.insert((number, meeting.id), life.state);
        }
        for need in &named.targets {
            let events = read.events_of(community, number, &[*need].into())?;
            let life = fold_need(events.into_iter().map(|row| row.event));
            self.needs.insert((number, *need), life);
        }
        self.records.extend(
            found
                .into_iter()
                .map(|record| ((number, record.id), record)),
        );
        let known = read.events_known(community, number, &named.events)?;
        self.events.extend(known.into_iter().map(|id| (number, id)));
        Ok(())
    }
}

/// What a step that was asked for in somebody's own scope is a step of.
pub(super) struct Behind {
    /// Where that lies.
    pub(super) scope: ScopeNumber,
    /// A wish, a need, a post or a ledger.
    pub(super) kind: Kind,
    /// Which.
    pub(super) subject: RecordId,
    /// What the hub says with a step of it: that it was asked for elsewhere, where it could be taken
    /// there too; or what the reward is called.
    pub(super) mark: Option<(FieldName, Value)>,
}

/// The steps about postings, tasks, posts and points.
pub(super) fn asked(transaction: &Transaction) -> impl Iterator<Item = &Event> {
    let events = transaction.events.iter();
    events.filter(|event| event.kind.is_asked_about())
}

/// What stands behind the postings that are asked about.
fn behind_postings(
    read: &dyn ReadTxn,
    community: CommunityKey,
    arrivals: &[Arrival],
) -> Result<HashMap<RecordId, Behind>, StoreError> {
    let asked = arrivals
        .iter()
        .flat_map(|arrival| asked(&arrival.transaction));
    let about = asked.filter(|event| event.kind == Kind::Posting);
    let named: BTreeSet<_> = about.map(|event| event.subject).collect();
    let rows = read.postings(community, &named)?.into_iter();
    let behind = rows.map(|row| {
        let behind = Behind {
            scope: row.scope,
            kind: Kind::Wish,
            subject: row.wish.into(),
            mark: Some((FieldName::known(WishStep::BOARD), true.into())),
        };
        (RecordId::from(row.id), behind)
    });
    Ok(behind.filter(|(id, _)| named.contains(id)).collect())
}

/// What stands behind the tasks that are asked about: each lies in its party's own scope, where the
/// hub alone wrote it.
fn behind_tasks(
    read: &dyn ReadTxn,
    community: CommunityKey,
    arrivals: &[Arrival],
    rows: &[ScopeRow],
) -> Result<HashMap<RecordId, Behind>, StoreError> {
    let number = |scope: Scope| {
        let found = rows.iter().find(|row| row.scope == scope);
        found.map(|row| row.number)
    };
    let mut behind = HashMap::new();
    for Arrival { transaction, .. } in arrivals {
        let about = asked(transaction).filter(|event| event.kind == Kind::Task);
        let named: BTreeSet<_> = about.map(|event| event.subject).collect();
        let own = number(Scope::Account(transaction.author));
        let (Some(own), false) = (own, named.is_empty()) else {
            continue;
        };
        let tasks = read.records(community, own, &named)?;
        for task in tasks.iter().filter_map(Task::read) {
            let Some(scope) = number(Scope::Grid(task.grid)) else {
                continue;
            };
            let mark = FieldName::known(NeedStep::PARTY);
            let told = Behind {
                scope,
                kind: Kind::Need,
                subject: task.need.into(),
                mark: Some((mark, task.party.as_str().into())),
            };
            behind.insert(task.id.into(), told);
        }
    }
    Ok(behind)
}

fn asks_of_the_desk(arrivals: &[Arrival]) -> bool {
    let mut all = arrivals.iter().flat_map(|one| asked(&one.transaction));
    all.any(|event| matches!(event.kind, Kind::SignUp | Kind::Points))
}

/// The posts that somebody signs up for, or whose rota is marked: they stand in the community, and
/// who signed up for them is the desk's to know.
fn behind_sign_ups(
    read: &dyn ReadTxn,
    community: CommunityKey,
    arrivals: &[Arrival],
    (home, rows): (AreaId, &[ScopeRow]),
) -> Result<HashMap<RecordId, Behind>, StoreError> {
    let asked = arrivals.iter().flat_map(|one| asked(&one.transaction));
    let about = asked.filter(|event| event.kind == Kind::SignUp);
    let named: BTreeSet<_> = about.map(|event| event.subject).collect();
    let number = |scope: Scope| {
        let found = rows.iter().find(|row| row.scope == scope);
        found.map(|row| row.number)
    };
    let (Some(shared), Some(desk), false) = (
        number(Scope::Community(home)),
        number(Scope::Desk(home)),
        named.is_empty(),
    ) else {
        return Ok(HashMap::new());
    };
    let posts = read.records(community, shared, &named)?.into_iter();
    let posts = posts.filter(|record| record.kind == Kind::Post);
    let behind = posts.map(|record| {
        let behind = Behind {
            scope: desk,
            kind: Kind::Post,
            subject: record.id,
            mark: None,
        };
        (record.id, behind)
    });
    Ok(behind.collect())
}

/// The areas that somebody would take away in which households, organisations, needs or smaller
/// areas still are, or for which somebody answers: whoever takes one away without a line cannot
/// know who moved in meanwhile.
fn in_use(
    read: &dyn ReadTxn,
    community: CommunityKey,
    home: AreaId,
    arrivals: &[Arrival],
) -> Result<BTreeSet<RecordId>, StoreError> {
    let patches = arrivals.iter().flat_map(|one| &one.transaction.patches);
    let going: BTreeSet<AreaId> = patches
        .filter(|patch| takes_away_an_area(patch))
        .map(|patch| patch.id.into())
        .collect();
    let mut in_use = BTreeSet::new();
    if going.is_empty() {
        return Ok(in_use);
    }
    for area in &going {
        for (scope, host) in read.hosts_in(community, &[*area].into())? {
            let found = read.records(community, scope, &[host].into())?;
            if found.iter().any(|record| !record.is_deleted()) {
                in_use.insert(RecordId::from(*area));
            }
        }
    }
    // Whoever answered for what is no more would hold nothing.
    let shared = read.facts(community, &[Scope::Community(home)].into())?;
    let records = shared.records.iter().map(|(_, record)| record);
    let grants = records.filter(|record| record.kind == Kind::Grant && !record.is_deleted());
    let held = grants.filter_map(Grant::read).map(|grant| grant.area);
    in_use.extend(held.filter(|area| going.contains(area)).map(RecordId::from));
    for row in read.scopes(community)? {
        if let Scope::Grid(grid) = row.scope
            && going.contains(&grid)
            && holds_something(read, community, row.number)?
        {
            in_use.insert(grid.into());
        }
    }
    let areas = areas_of(read, community, home)?;
    // One that stays keeps what it lies in, and so on up.
    for _ in 0..AreaLevel::KNOWN.len() {
        for area in areas.values() {
            let stays = !going.contains(&area.id) || in_use.contains(&area.id.into());
            if let Some(parent) = area.parent.filter(|parent| stays && going.contains(parent)) {
                in_use.insert(parent.into());
            }
        }
    }
    Ok(in_use)
}

/// Whether there is anything in a scope that was not deleted.
fn holds_something(
    read: &dyn ReadTxn,
    community: CommunityKey,
    scope: ScopeNumber,
) -> Result<bool, StoreError> {
    let mut ids = BTreeSet::new();
    read.records_after(community, scope, None, &mut |record| {
        ids.insert(record.id);
        ControlFlow::Continue(())
    })?;
    let records = read.records(community, scope, &ids)?;
    Ok(records.iter().any(|record| !record.is_deleted()))
}

/// Whether a patch takes an area away.
pub(super) fn takes_away_an_area(patch: &Patch) -> bool {
    patch.kind == Kind::Area && patch.set.get(Record::DELETED) == Some(&true.into())
}

/// The log's copies of what was taken before.
fn taken(
    read: &dyn ReadTxn,
    community: CommunityKey,
    answers: &[AnswerRow],
) -> Result<HashMap<TransactionId, Transaction>, StoreError> {
    let mut taken = HashMap::new();
    for row in answers {
        let Outcome::Accepted { scope, seq, .. } = row.outcome else {
            continue;
        };
        read.log_after(community, scope, seq.saturating_sub(1), &mut |entry| {
            let logged = serde_json::from_str::<Transaction>(entry.body);
            taken.extend(
                logged
                    .ok()
                    .filter(|logged| logged.id == row.id)
                    .map(|logged| (row.id, logged)),
            );
            ControlFlow::Break(())
        })?;
    }
    Ok(taken)
}

/// What transactions of one scope name.
#[derive(Default)]
struct Named {
    records: BTreeSet<RecordId>,
    hosts: BTreeSet<RecordId>,
    /// The needs that others are merged into.
    targets: BTreeSet<RecordId>,
    events: BTreeSet<EventId>,
}

impl Named {
    fn add(&mut self, transaction: &Transaction) {
        let patches = transaction.patches.iter();
        self.records.extend(patches.clone().map(|patch| patch.id));
        self.hosts.extend(patches.filter_map(host));
        self.targets.extend(targets(transaction));
        self.records.extend(&self.targets);
        let events = transaction.events.iter();
        self.records
            .extend(events.clone().map(|event| event.subject));
        self.events.extend(events.map(|event| event.id));
    }

    fn records_and_hosts(&self) -> BTreeSet<RecordId> {
        self.records.union(&self.hosts).copied().collect()
    }
}

/// A scope that the sender may not name is not looked at: nothing can leak from it.
fn named_scopes(sender: &Sender, arrivals: &[Arrival]) -> BTreeSet<Scope> {
    let named = arrivals.iter().map(|arrival| arrival.transaction.scope);
    named
        .filter(|scope| match sender {
            Sender::Device { holdings, .. } => holdings.get(scope).is_some(),
            Sender::Hub => true,
        })
        .collect()
}

/// The bases that name a write of the same replica: the hub may have given that another stamp,
/// and its sender may not know yet.
fn own_bases(arrivals: &[Arrival]) -> BTreeSet<Stamp> {
    let mut own = BTreeSet::new();
    for Arrival { transaction, .. } in arrivals {
        let bases = transaction
            .patches
            .iter()
            .flat_map(|patch| patch.base.values());
        own.extend(
            bases
                .flatten()
                .filter(|base| base.replica() == transaction.stamp.replica()),
        );
    }
    own
}
