use std::collections::BTreeSet;
use std::sync::MutexGuard;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, Party, PostingId, Scope};
use chuanmen_core::merge::{Record, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::ScopeNumber;
use chuanmen_core::report::VisitLine;
use rusqlite::Connection;

use super::column::to_json;
use super::reading::Reading;
use super::{audit, blobs, imports, moving, postings, quarantine, reported, state, tokens};
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

    /// Makes room for an answer that was given before.
    #[cfg(feature = "simulation")]
    fn forget_answer(&self, community: CommunityKey, id: uuid::Uuid) -> Result<(), StoreError> {
        if chuanmen_core::simulation::planted(&chuanmen_core::simulation::Fault::NoIdempotence) {
            let sql = "DELETE FROM txn WHERE community = ?1 AND id = ?2";
            self.db().execute(sql, (community.0, id))?;
        }
        Ok(())
    }

    fn put_entry(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        seq: u64,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        let Entry {
            transaction,
            body,
            moves: _,
            at,
            hash,
            claimed,
        } = entry;
        #[cfg(feature = "simulation")]
        self.forget_answer(community, transaction.id.0)?;
        let restamped = claimed.map(|_| transaction.stamp.to_string());
        self.db()
            .prepare_cached(
                "INSERT INTO log (community, scope, seq, at, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((community.0, scope.0, seq, at.0, body))?;
        self.db()
            .prepare_cached(
                "INSERT INTO txn (community, id, hash, at, scope, seq, claimed, restamped)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute((
                community.0,
                transaction.id.0,
                hash.0,
                at.0,
                scope.0,
                seq,
                claimed.map(|stamp| stamp.to_string()),
                restamped,
            ))?;
        self.put_events(community, scope, seq, entry)
    }

    fn put_events(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        seq: u64,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        let transaction = &entry.transaction;
        let mut insert = self.db().prepare_cached(
            "INSERT INTO event (community, scope, seq, place, id, at, author, stamp, kind,
                 subject, step, fields)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        let own = transaction.events.iter();
        let own = own.map(|event| (event, transaction.author, transaction.stamp, entry.at));
        let came = entry.moves.came_events.iter();
        let came = came.map(|moved| (&moved.event, moved.author, moved.stamp, moved.at));
        let mut subjects = BTreeSet::new();
        for (place, (event, author, stamp, at)) in own.chain(came).enumerate() {
            subjects.insert(event.subject);
            insert.execute((
                community.0,
                scope.0,
                seq,
                place,
                event.id.0,
                at.0,
                author.0,
                stamp.to_string(),
                event.kind.as_str(),
                event.subject.0,
                &*event.step,
                to_json(&event.fields)?,
            ))?;
        }
        for record in state::records(self.db(), community, scope, &subjects)? {
            reported::note_end(self.db(), community, scope, &record)?;
        }
        Ok(())
    }
}

impl WriteTxn for Writing<'_> {
    fn as_read(&self) -> &dyn ReadTxn {
        &self.0
    }

    fn ensure_scopes(
        &mut self,
        community: CommunityKey,
        scopes: &BTreeSet<Scope>,
    ) -> Result<(), StoreError> {
        let mut insert = self.db().prepare_cached(
            "INSERT INTO scope (community, number, name)
             VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM scope WHERE community = ?1), ?2)
             ON CONFLICT (community, name) DO NOTHING",
        )?;
        for scope in scopes {
            insert.execute((community.0, scope.to_string()))?;
        }
        Ok(())
    }

    fn put_records(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        records: &[&Record],
    ) -> Result<(), StoreError> {
        let mut upsert = self.db().prepare_cached(
            "INSERT INTO record (community, scope, id, kind, fields, clocks, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (community, scope, id) DO UPDATE SET fields = excluded.fields,
                 clocks = excluded.clocks, at = excluded.at",
        )?;
        for record in records {
            upsert.execute((
                community.0,
                scope.0,
                record.id.0,
                record.kind.as_str(),
                to_json(&record.fields)?,
                to_json(&record.clocks)?,
                VisitLine::of(record).map(|visit| visit.at.0),
            ))?;
            reported::note_end(self.db(), community, scope, record)?;
            blobs::name(self.db(), community, scope, record)?;
        }
        Ok(())
    }

    fn take_out(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<RecordId>,
        gone: Gone,
    ) -> Result<(), StoreError> {
        moving::take_out(self.db(), community, scope, ids, gone)
    }

    fn put_posting(
        &mut self,
        community: CommunityKey,
        posting: &PostingRow,
    ) -> Result<(), StoreError> {
        postings::put(self.db(), community, posting)
    }

    fn remove_postings(
        &mut self,
        community: CommunityKey,
        ids: &BTreeSet<PostingId>,
    ) -> Result<(), StoreError> {
        postings::remove(self.db(), community, ids)
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

    fn cut_log(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        before: UnixMillis,
    ) -> Result<u64, StoreError> {
        moving::cut_log(self.db(), community, scope, before)
    }

    fn put_blob_part(
        &mut self,
        community: CommunityKey,
        hash: BlobHash,
        device: DeviceId,
        bytes: &[u8],
        at: UnixMillis,
    ) -> Result<(), StoreError> {
        blobs::put_part(self.db(), community, hash, device, bytes, at)
    }

    fn put_blob(
        &mut self,
        community: CommunityKey,
        hash: BlobHash,
        bytes: &[u8],
        at: UnixMillis,
    ) -> Result<(), StoreError> {
        blobs::put(self.db(), community, hash, bytes, at)
    }

    fn sweep_blobs(
        &mut self,
        community: CommunityKey,
        before: UnixMillis,
    ) -> Result<u64, StoreError> {
        blobs::sweep(self.db(), community, before)
    }

    fn put_refusals(
        &mut self,
        community: CommunityKey,
        refusals: &[RefusalRow],
    ) -> Result<(), StoreError> {
        let mut insert = self.db().prepare_cached(
            "INSERT INTO txn (community, id, hash, at, refusal, detail)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for row in refusals {
            #[cfg(feature = "simulation")]
            self.forget_answer(community, row.id.0)?;
            insert.execute((
                community.0,
                row.id.0,
                row.hash.0,
                row.at.0,
                row.refusal.code.as_str(),
                &row.refusal.detail,
            ))?;
        }
        Ok(())
    }

    fn put_clock(&mut self, community: CommunityKey, last: Stamp) -> Result<(), StoreError> {
        self.db()
            .prepare_cached("UPDATE community SET clock = ?2 WHERE community = ?1")?
            .execute((community.0, last.to_string()))?;
        Ok(())
    }

    fn append(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        entries: &[Entry],
    ) -> Result<u64, StoreError> {
        let head: u64 = self
            .db()
            .prepare_cached(
                "UPDATE scope SET head = head + ?3 WHERE community = ?1 AND number = ?2
                 RETURNING head",
            )?
            .query_row((community.0, scope.0, entries.len()), |row| row.get(0))?;
        let before = head - u64::try_from(entries.len()).unwrap_or(head);
        for (seq, entry) in (before + 1..).zip(entries) {
            self.put_entry(community, scope, seq, entry)?;
        }
        Ok(before + 1)
    }

    fn add_community(&mut self, area: AreaId, clock: Stamp) -> Result<CommunityKey, StoreError> {
        let mut insert = self.db().prepare_cached(
            "INSERT INTO community (area, clock) VALUES (?1, ?2) RETURNING community",
        )?;
        let key = insert.query_row((area.0, clock.to_string()), |row| row.get(0))?;
        Ok(CommunityKey(key))
    }

    fn put_account(&mut self, account: &AccountRow) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO account (community, id, login, password, name, role)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (community, id) DO UPDATE SET login = excluded.login,
                     password = excluded.password, name = excluded.name, role = excluded.role",
            )?
            .execute((
                account.community.0,
                account.id.0,
                &account.login,
                &account.password,
                &account.name,
                account.role.as_str(),
            ))?;
        Ok(())
    }

    fn put_grant(&mut self, community: CommunityKey, grant: &GrantRow) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO access_grant (community, account, id, role, area, party)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                community.0,
                grant.account.0,
                grant.id.0,
                grant.role.as_str(),
                grant.area.0,
                grant.party.as_ref().map(Party::as_str),
            ))?;
        Ok(())
    }

    fn remove_grant(
        &mut self,
        community: CommunityKey,
        account: AccountId,
        grant: RecordId,
    ) -> Result<bool, StoreError> {
        let removed = self
            .db()
            .prepare_cached(
                "DELETE FROM access_grant WHERE community = ?1 AND account = ?2 AND id = ?3",
            )?
            .execute((community.0, account.0, grant.0))?;
        Ok(removed == 1)
    }

    fn put_device(&mut self, device: &DeviceRow) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO device (community, id, account, replica, name, token, enrolled_at,
                     revoked_at, contact_at, contact_app)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute((
                device.community.0,
                device.id.0,
                device.account.0,
                device.replica.to_string(),
                &device.name,
                device.token.0,
                device.enrolled_at.0,
                device.revoked_at.map(|at| at.0),
                device.contact.as_ref().map(|contact| contact.at.0),
                device.contact.as_ref().map(|contact| &contact.app),
            ))?;
        Ok(())
    }

    fn revoke_device(&mut self, device: DeviceId, at: UnixMillis) -> Result<bool, StoreError> {
        let revoked = self
            .db()
            .prepare_cached(
                "UPDATE device SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
            )?
            .execute((device.0, at.0))?;
        Ok(revoked == 1)
    }

    fn put_contact(
        &mut self,
        community: CommunityKey,
        device: DeviceId,
        contact: &Contact,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE device SET contact_at = ?3, contact_app = ?4
                 WHERE community = ?1 AND id = ?2",
            )?
            .execute((community.0, device.0, contact.at.0, &contact.app))?;
        Ok(())
    }

    fn put_enrolment(&mut self, enrolment: &EnrolmentRow) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO enrolment (community, code, account, expires_at, used_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((
                enrolment.community.0,
                enrolment.code.0,
                enrolment.account.0,
                enrolment.expires_at.0,
                enrolment.used_at.map(|at| at.0),
            ))?;
        Ok(())
    }

    fn withdraw_enrolments(
        &mut self,
        community: CommunityKey,
        account: AccountId,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "DELETE FROM enrolment
                 WHERE community = ?1 AND account = ?2 AND used_at IS NULL",
            )?
            .execute((community.0, account.0))?;
        Ok(())
    }

    fn use_enrolment(&mut self, code: Digest, at: UnixMillis) -> Result<(), StoreError> {
        self.db()
            .prepare_cached("UPDATE enrolment SET used_at = ?2 WHERE code = ?1")?
            .execute((code.0, at.0))?;
        Ok(())
    }

    fn put_api_token(&mut self, row: &TokenRow) -> Result<(), StoreError> {
        tokens::put(self.db(), row)
    }

    fn put_audit(&mut self, community: CommunityKey, row: &AuditRow) -> Result<(), StoreError> {
        audit::put(self.db(), community, row)
    }

    fn put_epoch(&mut self, epoch: u64) -> Result<(), StoreError> {
        self.db()
            .prepare_cached("UPDATE hub SET epoch = ?1")?
            .execute([epoch])?;
        Ok(())
    }

    fn put_demo(&mut self, made_from: &str) -> Result<(), StoreError> {
        self.db()
            .prepare_cached("UPDATE hub SET demo = ?1")?
            .execute([made_from])?;
        Ok(())
    }

    fn put_import(
        &mut self,
        community: CommunityKey,
        import: &ImportRow,
    ) -> Result<(), StoreError> {
        imports::put(self.db(), community, import)
    }

    fn put_imported(
        &mut self,
        community: CommunityKey,
        import: ImportId,
        records: &[(RecordId, Stamp)],
    ) -> Result<(), StoreError> {
        imports::put_imported(self.db(), community, import, records)
    }

    fn put_meanings(
        &mut self,
        community: CommunityKey,
        kind: ImportKind,
        meanings: &Meanings,
    ) -> Result<(), StoreError> {
        imports::put_meanings(self.db(), community, kind, meanings)
    }

    fn put_quarantined(
        &mut self,
        community: CommunityKey,
        row: &QuarantineRow,
    ) -> Result<(), StoreError> {
        quarantine::put(self.db(), community, row)
    }

    fn decide(
        &mut self,
        community: CommunityKey,
        which: (DeviceId, TransactionId),
        decision: Decision,
    ) -> Result<(), StoreError> {
        quarantine::decide(self.db(), community, which, decision)
    }

    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        Ok(self.db().execute_batch("COMMIT")?)
    }
}
