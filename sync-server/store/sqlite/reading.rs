use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, Party, Scope};
use chuanmen_core::merge::{EventId, Record, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::ScopeNumber;
use chuanmen_core::report::Window;
use rusqlite::Connection;

use super::{
    audit, blobs, imports, moving, people, postings, quarantine, reported, scan, state, tokens,
};
use crate::import::{ImportKind, Meanings};
use crate::store::{
    AccountRow, AnswerRow, AuditFilter, AuditRow, CommunityFacts, CommunityKey, DeviceRow, Digest,
    EnrolmentRow, EventRow, EventVisitor, FactVisitor, Gone, GrantRow, ImportId, ImportRow,
    LogVisitor, PostingRow, QuarantineRow, ReadTxn, RecordVisitor, ScopeRow, StoreError, TokenRow,
};

/// A snapshot through a connection, lent or the writer's. Ends, taking back what was written,
/// when dropped.
pub(super) struct Reading<C: Deref<Target = Connection>>(pub(super) C);

impl<C: Deref<Target = Connection>> Reading<C> {
    pub(super) fn begin(connection: C) -> Result<Self, StoreError> {
        connection.execute_batch("BEGIN")?;
        let reading = Self(connection);
        // SQLite takes the snapshot at the first look, not at BEGIN.
        state::epoch(&reading.0)?;
        Ok(reading)
    }
}

impl<C: Deref<Target = Connection>> Drop for Reading<C> {
    fn drop(&mut self) {
        if !self.0.is_autocommit()
            && let Err(error) = self.0.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be taken back");
        }
    }
}

/// Writes each method as a call of a function over the connection.
macro_rules! by_functions {
    ($(fn $name:ident(&self $(, $arg:ident: $type:ty)* $(,)?) -> $out:ty = $function:path;)+) => {$(
        fn $name(&self $(, $arg: $type)*) -> Result<$out, StoreError> {
            $function(&self.0 $(, $arg)*)
        }
    )+};
}

impl<C: Deref<Target = Connection>> ReadTxn for Reading<C> {
    by_functions! {
        fn epoch(&self) -> u64 = state::epoch;
        fn demo(&self) -> Option<String> = state::demo;
        fn communities(&self) -> Vec<(CommunityKey, AreaId)> = state::communities;
        fn community(&self, area: AreaId) -> Option<CommunityKey> = state::community;
        fn clock(&self, community: CommunityKey) -> Stamp = state::clock;
        fn scopes(&self, community: CommunityKey) -> Vec<ScopeRow> = state::scopes;
        fn grids(&self, community: CommunityKey) -> BTreeSet<AreaId> = state::grids;
        fn records(&self, community: CommunityKey, scope: ScopeNumber, ids: &BTreeSet<RecordId>)
            -> Vec<Record> = state::records;
        fn events_known(&self, community: CommunityKey, scope: ScopeNumber, ids: &BTreeSet<EventId>)
            -> BTreeSet<EventId> = state::events_known;
        fn answers(&self, community: CommunityKey, ids: &BTreeSet<TransactionId>)
            -> Vec<AnswerRow> = state::answers;
        fn restamps(&self, community: CommunityKey, claimed: &BTreeSet<Stamp>)
            -> BTreeMap<Stamp, Stamp> = state::restamps;
        fn gone(&self, community: CommunityKey, scope: ScopeNumber, ids: &BTreeSet<RecordId>)
            -> BTreeMap<RecordId, Gone> = moving::gone;
        fn below(&self, community: CommunityKey, scope: ScopeNumber, ids: &BTreeSet<RecordId>)
            -> Vec<Record> = moving::below;
        fn bookings(&self, community: CommunityKey, session: RecordId)
            -> Vec<Record> = moving::bookings;
        fn events_of(&self, community: CommunityKey, scope: ScopeNumber,
            subjects: &BTreeSet<RecordId>) -> Vec<EventRow> = moving::events_of;
        fn hosts_in(&self, community: CommunityKey, buildings: &BTreeSet<AreaId>)
            -> Vec<(ScopeNumber, RecordId)> = moving::hosts_in;
        fn postings(&self, community: CommunityKey, about: &BTreeSet<RecordId>)
            -> Vec<PostingRow> = postings::postings;
        fn claims_over(&self, community: CommunityKey, now: UnixMillis)
            -> Vec<PostingRow> = postings::claims_over;
        fn log_after(&self, community: CommunityKey, scope: ScopeNumber, after: u64,
            visit: &mut LogVisitor<'_>) -> () = scan::log_after;
        fn records_after(&self, community: CommunityKey, scope: ScopeNumber,
            after: Option<RecordId>, visit: &mut RecordVisitor<'_>) -> () = scan::records_after;
        fn events_after(&self, community: CommunityKey, scope: ScopeNumber,
            after: Option<(u64, u16)>, head: u64, visit: &mut EventVisitor<'_>)
            -> () = scan::events_after;
        fn count_records_after(&self, community: CommunityKey, scope: ScopeNumber,
            after: Option<RecordId>) -> u64 = scan::count_records_after;
        fn count_events_after(&self, community: CommunityKey, scope: ScopeNumber,
            after: Option<(u64, u16)>, head: u64) -> u64 = scan::count_events_after;
        fn facts(&self, community: CommunityKey, scopes: &BTreeSet<Scope>)
            -> CommunityFacts = scan::facts;
        fn facts_within(&self, community: CommunityKey, scopes: &BTreeSet<Scope>, window: &Window,
            visit: &mut FactVisitor<'_>) -> () = reported::facts_within;
        fn blob_scopes(&self, community: CommunityKey, hash: BlobHash)
            -> BTreeSet<ScopeNumber> = blobs::scopes;
        fn blob_length(&self, community: CommunityKey, hash: BlobHash)
            -> Option<usize> = blobs::length;
        fn blob(&self, community: CommunityKey, hash: BlobHash) -> Option<Vec<u8>> = blobs::bytes;
        fn blob_part(&self, community: CommunityKey, hash: BlobHash, device: DeviceId)
            -> Vec<u8> = blobs::part;
        fn device_by_token(&self, token: Digest) -> Option<DeviceRow> = people::device_by_token;
        fn devices(&self, community: CommunityKey) -> Vec<DeviceRow> = people::devices;
        fn count_devices(&self) -> u64 = people::count_devices;
        fn accounts(&self, community: CommunityKey) -> Vec<AccountRow> = people::accounts;
        fn account(&self, community: CommunityKey, account: AccountId)
            -> Option<AccountRow> = people::account;
        fn account_by_login(&self, login: &str) -> Option<AccountRow> = people::account_by_login;
        fn grants(&self, community: CommunityKey, account: AccountId)
            -> Vec<GrantRow> = people::grants;
        fn parties(&self, community: CommunityKey)
            -> BTreeSet<(AccountId, Party, AreaId)> = people::parties;
        fn enrolment(&self, code: Digest) -> Option<EnrolmentRow> = people::enrolment;
        fn api_tokens(&self, community: CommunityKey) -> Vec<TokenRow> = tokens::tokens;
        fn api_token(&self, token: Digest) -> Option<TokenRow> = tokens::by_digest;
        fn audit(&self, community: CommunityKey, filter: &AuditFilter)
            -> Vec<(u64, AuditRow)> = audit::audit;
        fn audited_from_elsewhere(&self, community: CommunityKey)
            -> Vec<AccountRow> = people::audited_from_elsewhere;
        fn imports(&self, community: CommunityKey) -> Vec<ImportRow> = imports::imports;
        fn imported(&self, community: CommunityKey, import: ImportId)
            -> BTreeMap<RecordId, Stamp> = imports::imported;
        fn meanings(&self, community: CommunityKey, kind: ImportKind)
            -> Meanings = imports::meanings;
        fn quarantine(&self, community: CommunityKey) -> Vec<QuarantineRow> = quarantine::waiting;
        fn count_quarantined(&self, community: CommunityKey, device: DeviceId)
            -> u64 = quarantine::count;
        fn is_left_behind(&self, community: CommunityKey, device: DeviceId, hash: BlobHash)
            -> bool = quarantine::names;
    }
}
