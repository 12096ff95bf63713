use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, Kind, PostingId, Scope};
use chuanmen_core::merge::{FieldName, HybridClock, Patch, Record, RecordId, Value, plan};
use chuanmen_core::protocol::{MovedEvent, Moves, ScopeNumber};

use super::Entries;
use crate::auth::Holdings;
use crate::hub::push::notice;
use crate::hub::session::area_of;
use crate::store::{CommunityKey, Digest, Gone, PostingRow, ReadTxn, StoreError, WriteTxn};

/// Writes records in the hub's own name, and keeps the entries that tell of them.
pub(in crate::hub) struct Pen<'t> {
    txn: &'t mut dyn WriteTxn,
    community: CommunityKey,
    home: AreaId,
    clock: &'t mut HybridClock,
    now: UnixMillis,
    scopes: BTreeMap<Scope, ScopeNumber>,
    entries: Entries,
}

impl<'t> Pen<'t> {
    pub(in crate::hub) fn new(
        txn: &'t mut dyn WriteTxn,
        community: CommunityKey,
        clock: &'t mut HybridClock,
        now: UnixMillis,
    ) -> Result<Self, StoreError> {
        let home = area_of(txn.as_read(), community)?;
        let rows = txn.as_read().scopes(community)?.into_iter();
        Ok(Self {
            scopes: rows.map(|row| (row.scope, row.number)).collect(),
            txn,
            community,
            home,
            clock,
            now,
            entries: Entries::new(),
        })
    }

    pub(in crate::hub) fn entries(self) -> Entries {
        self.entries
    }

    /// The area that the community is.
    pub(in crate::hub) const fn home(&self) -> AreaId {
        self.home
    }

    pub(in crate::hub) const fn now(&self) -> UnixMillis {
        self.now
    }

    pub(in crate::hub) const fn community(&self) -> CommunityKey {
        self.community
    }

    pub(in crate::hub) fn read(&self) -> &dyn ReadTxn {
        self.txn.as_read()
    }

    /// Which scope bears a number.
    pub(in crate::hub) fn name(&self, number: ScopeNumber) -> Option<Scope> {
        let mut scopes = self.scopes.iter();
        scopes.find_map(|(scope, own)| (*own == number).then_some(*scope))
    }

    /// The number of a scope, if it is there.
    pub(in crate::hub) fn find(&self, scope: Scope) -> Option<ScopeNumber> {
        self.scopes.get(&scope).copied()
    }

    /// One record of a scope.
    pub(in crate::hub) fn record(
        &self,
        scope: Scope,
        id: RecordId,
    ) -> Result<Option<Record>, StoreError> {
        let Some(number) = self.scopes.get(&scope) else {
            return Ok(None);
        };
        let found = self.read().records(self.community, *number, &[id].into())?;
        Ok(found.into_iter().next())
    }

    /// The records of a kind in a scope, without those that were deleted.
    pub(in crate::hub) fn of_kind(
        &self,
        scope: Scope,
        kind: &Kind,
    ) -> Result<Vec<Record>, StoreError> {
        let Some(number) = self.find(scope) else {
            return Ok(Vec::new());
        };
        let ids = ids_of(self.read(), self.community, number, kind)?;
        let mut found = self.read().records(self.community, number, &ids)?;
        found.retain(|record| !record.is_deleted());
        Ok(found)
    }

    /// Whether an account holds a scope, as things stand.
    pub(in crate::hub) fn holds(
        &self,
        account: AccountId,
        scope: &Scope,
    ) -> Result<bool, StoreError> {
        let holdings = Holdings::load(self.read(), self.community, self.home, account)?;
        Ok(holdings.get(scope).is_some())
    }

    pub(in crate::hub) fn note(&mut self, row: &PostingRow) -> Result<(), StoreError> {
        self.txn.put_posting(self.community, row)
    }

    pub(in crate::hub) fn unnote(&mut self, ids: &BTreeSet<PostingId>) -> Result<(), StoreError> {
        self.txn.remove_postings(self.community, ids)
    }

    /// Writes a record, unless it reads like this already.
    pub(in crate::hub) fn write(
        &mut self,
        scope: Scope,
        kind: Kind,
        id: RecordId,
        fields: BTreeMap<FieldName, Value>,
    ) -> Result<(), StoreError> {
        let number = self.number(scope)?;
        let before = self.record(scope, id)?;
        let patch = match &before {
            Some(record) => Patch::edit(record, fields),
            None => Patch::create(kind, id, fields),
        };
        if patch.is_empty() {
            return Ok(());
        }
        let stamp = self.clock.tick(self.now);
        let record = plan(before.as_ref(), &patch, stamp).record;
        self.txn.put_records(self.community, number, &[&record])?;
        // Whole, not as a patch: whoever missed what the log no longer tells has it all.
        let came = Moves {
            came: vec![record],
            ..Moves::default()
        };
        self.append(scope, number, came);
        Ok(())
    }

    /// Tells somebody of what is theirs to know for now, and sees to it that their log does not go
    /// on telling what they are no longer to know.
    pub(in crate::hub) fn tell(
        &mut self,
        to: AccountId,
        kind: Kind,
        id: RecordId,
        fields: BTreeMap<FieldName, Value>,
    ) -> Result<(), StoreError> {
        let scope = Scope::Account(to);
        let number = self.number(scope)?;
        if let Some(before) = self.record(scope, id)?
            && !Patch::edit(&before, fields.clone()).is_empty()
        {
            let about = [id].into();
            self.txn.scrub_records(self.community, number, &about)?;
            if let Some(waiting) = self.entries.get_mut(&number) {
                waiting.retain(|entry| entry.moves.came.iter().all(|record| record.id != id));
            }
        }
        self.write(scope, kind, id, fields)
    }

    /// Brings a scope steps that it has not heard of yet.
    pub(in crate::hub) fn bring(
        &mut self,
        scope: Scope,
        mut steps: Vec<MovedEvent>,
    ) -> Result<(), StoreError> {
        let number = self.number(scope)?;
        let ids = steps.iter().map(|step| step.event.id).collect();
        let known = self.read().events_known(self.community, number, &ids)?;
        steps.retain(|step| !known.contains(&step.event.id));
        if !steps.is_empty() {
            let came = Moves {
                came_events: steps,
                ..Moves::default()
            };
            self.append(scope, number, came);
        }
        Ok(())
    }

    /// Takes records away from a scope, and has phones forget them.
    pub(in crate::hub) fn take_away(
        &mut self,
        scope: Scope,
        ids: &BTreeSet<RecordId>,
    ) -> Result<(), StoreError> {
        let Some(number) = self.scopes.get(&scope).copied() else {
            return Ok(());
        };
        let there = self.read().records(self.community, number, ids)?;
        let left: Vec<_> = there.into_iter().map(|record| record.id).collect();
        if left.is_empty() {
            return Ok(());
        }
        self.txn
            .take_out(self.community, number, ids, Gone::Erased)?;
        let left = Moves {
            left,
            ..Moves::default()
        };
        self.append(scope, number, left);
        Ok(())
    }

    /// Removes from a scope's log what it says of some records so far, and of their steps.
    pub(in crate::hub) fn scrub(
        &mut self,
        scope: Scope,
        ids: &BTreeSet<RecordId>,
    ) -> Result<(), StoreError> {
        match self.find(scope) {
            Some(number) => self.txn.scrub_log(self.community, number, ids),
            None => Ok(()),
        }
    }

    fn append(&mut self, scope: Scope, number: ScopeNumber, moves: Moves) {
        // Nobody's account did this, and who claims is not told to others: the community itself
        // is named.
        let by = AccountId(self.home.0);
        let stamp = self.clock.tick(self.now);
        let entry = notice(scope, by, self.now, stamp, moves);
        self.entries.entry(number).or_default().push(entry);
    }

    fn number(&mut self, scope: Scope) -> Result<ScopeNumber, StoreError> {
        if let Some(number) = self.scopes.get(&scope) {
            return Ok(*number);
        }
        self.txn.ensure_scopes(self.community, &[scope].into())?;
        let rows = self.read().scopes(self.community)?.into_iter();
        self.scopes = rows.map(|row| (row.scope, row.number)).collect();
        let number = self.scopes.get(&scope).copied();
        number.ok_or_else(|| StoreError::unreadable("scope", "one that was just made is not there"))
    }
}

/// The records of a kind in a scope.
pub(in crate::hub) fn ids_of(
    read: &dyn ReadTxn,
    community: CommunityKey,
    scope: ScopeNumber,
    kind: &Kind,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut ids = BTreeSet::new();
    read.records_after(community, scope, None, &mut |record| {
        if record.kind == kind.as_str() {
            ids.insert(record.id);
        }
        ControlFlow::Continue(())
    })?;
    Ok(ids)
}

/// The posting of a wish: always the same, and nothing can be found out from it.
pub(in crate::hub) fn posting_of(wish: RecordId) -> PostingId {
    let hash = Digest::of("posting", wish.0.as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.0[..16]);
    PostingId(uuid::Builder::from_custom_bytes(id).into_uuid())
}
