//! The writer's transaction: each of its methods is a function over the connection, in the room of
//! what it writes.

mod accounts;
mod devices;
mod log;
mod state;

use std::collections::BTreeSet;
use std::sync::MutexGuard;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, PostingId, Scope};
use chuanmen_core::merge::{Record, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::ScopeNumber;
use rusqlite::Connection;

use super::reading::Reading;
use super::{audit, blobs, imports, moving, postings, quarantine, tokens};
use crate::import::{ImportKind, Meanings};
use crate::store::{
    AccountRow, AuditRow, CommunityKey, Contact, Decision, DeviceRow, Digest, EnrolmentRow, Entry,
    Gone, GrantRow, ImportId, ImportRow, PostingRow, QuarantineRow, ReadTxn, RefusalRow,
    StoreError, TokenRow, WriteTxn,
};

/// The writer's transaction.
pub(super) struct Writing<'s>(Reading<MutexGuard<'s, Connection>>);

impl<'s> Writing<'s> {
    pub(super) fn begin(writer: MutexGuard<'s, Connection>) -> Result<Self, StoreError> {
        writer.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Self(Reading(writer)))
    }

    fn db(&self) -> &Connection {
        &self.0.0
    }
}

/// Writes each method as a call of a function over the connection.
macro_rules! by_functions {
    ($(fn $name:ident(&mut self $(, $arg:ident: $type:ty)* $(,)?) -> $out:ty = $function:path;)+) => {$(
        fn $name(&mut self $(, $arg: $type)*) -> Result<$out, StoreError> {
            $function(self.db() $(, $arg)*)
        }
    )+};
}

impl WriteTxn for Writing<'_> {
    fn as_read(&self) -> &dyn ReadTxn {
        &self.0
    }

    by_functions! {
        fn ensure_scopes(&mut self, community: CommunityKey, scopes: &BTreeSet<Scope>)
            -> () = state::ensure_scopes;
        fn put_records(&mut self, community: CommunityKey, scope: ScopeNumber, records: &[&Record])
            -> () = state::put_records;
        fn take_out(&mut self, community: CommunityKey, scope: ScopeNumber,
            ids: &BTreeSet<RecordId>, gone: Gone) -> () = moving::take_out;
        fn put_posting(&mut self, community: CommunityKey, posting: &PostingRow)
            -> () = postings::put;
        fn remove_postings(&mut self, community: CommunityKey, ids: &BTreeSet<PostingId>)
            -> () = postings::remove;
        fn cut_log(&mut self, community: CommunityKey, scope: ScopeNumber, before: UnixMillis)
            -> u64 = moving::cut_log;
        fn put_blob_part(&mut self, community: CommunityKey, hash: BlobHash, device: DeviceId,
            bytes: &[u8], at: UnixMillis) -> () = blobs::put_part;
        fn put_blob(&mut self, community: CommunityKey, hash: BlobHash, bytes: &[u8],
            at: UnixMillis) -> () = blobs::put;
        fn sweep_blobs(&mut self, community: CommunityKey, before: UnixMillis)
            -> u64 = blobs::sweep;
        fn put_refusals(&mut self, community: CommunityKey, refusals: &[RefusalRow])
            -> () = log::put_refusals;
        fn put_clock(&mut self, community: CommunityKey, last: Stamp) -> () = state::put_clock;
        fn append(&mut self, community: CommunityKey, scope: ScopeNumber, entries: &[Entry])
            -> u64 = log::append;
        fn add_community(&mut self, area: AreaId, clock: Stamp)
            -> CommunityKey = state::add_community;
        fn put_account(&mut self, account: &AccountRow) -> () = accounts::put_account;
        fn put_grant(&mut self, community: CommunityKey, grant: &GrantRow)
            -> () = accounts::put_grant;
        fn remove_grant(&mut self, community: CommunityKey, account: AccountId, grant: RecordId)
            -> bool = accounts::remove_grant;
        fn put_device(&mut self, device: &DeviceRow) -> () = devices::put_device;
        fn revoke_device(&mut self, device: DeviceId, at: UnixMillis)
            -> bool = devices::revoke_device;
        fn put_contact(&mut self, community: CommunityKey, device: DeviceId, contact: &Contact)
            -> () = devices::put_contact;
        fn put_enrolment(&mut self, enrolment: &EnrolmentRow) -> () = devices::put_enrolment;
        fn withdraw_enrolments(&mut self, community: CommunityKey, account: AccountId)
            -> () = devices::withdraw_enrolments;
        fn use_enrolment(&mut self, code: Digest, at: UnixMillis) -> () = devices::use_enrolment;
        fn put_epoch(&mut self, epoch: u64) -> () = state::put_epoch;
        fn put_demo(&mut self, made_from: &str) -> () = state::put_demo;
        fn put_api_token(&mut self, row: &TokenRow) -> () = tokens::put;
        fn put_audit(&mut self, community: CommunityKey, row: &AuditRow) -> () = audit::put;
        fn put_import(&mut self, community: CommunityKey, import: &ImportRow) -> () = imports::put;
        fn put_imported(&mut self, community: CommunityKey, import: ImportId,
            records: &[(RecordId, Stamp)]) -> () = imports::put_imported;
        fn put_meanings(&mut self, community: CommunityKey, kind: ImportKind, meanings: &Meanings)
            -> () = imports::put_meanings;
        fn put_quarantined(&mut self, community: CommunityKey, row: &QuarantineRow)
            -> () = quarantine::put;
        fn decide(&mut self, community: CommunityKey, which: (DeviceId, TransactionId),
            decision: Decision) -> () = quarantine::decide;
    }

    fn scrub_log(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<RecordId>,
    ) -> Result<(), StoreError> {
        moving::scrub_log(self.db(), community, scope, ids, true)
    }

    fn scrub_records(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<RecordId>,
    ) -> Result<(), StoreError> {
        moving::scrub_log(self.db(), community, scope, ids, false)
    }

    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        Ok(self.db().execute_batch("COMMIT")?)
    }
}
