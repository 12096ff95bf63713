use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, Party, Scope};
use chuanmen_core::merge::{EventId, Record, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::ScopeNumber;
use chuanmen_core::report::{Fact, Window};

use super::{
    AccountRow, AnswerRow, AuditFilter, AuditRow, ClockedRecord, CommunityFacts, CommunityKey,
    DeviceRow, Digest, EnrolmentRow, EventRow, Gone, GrantRow, ImportId, ImportRow, LogRow,
    PostingRow, QuarantineRow, ScopeRow, StoreError, TokenRow,
};
use crate::import::{ImportKind, Meanings};

/// Called for each transaction of a log, until it breaks.
pub type LogVisitor<'v> = dyn FnMut(LogRow<'_>) -> ControlFlow<()> + 'v;
/// Called for each record of a scope, until it breaks.
pub type RecordVisitor<'v> = dyn FnMut(ClockedRecord<'_>) -> ControlFlow<()> + 'v;
/// Called for each event of a scope, until it breaks.
pub type EventVisitor<'v> = dyn FnMut(EventRow) -> ControlFlow<()> + 'v;
/// Called for each thing that a report is computed from; for events after the record they are about.
pub type FactVisitor<'v> = dyn FnMut(Fact) + 'v;

/// One snapshot of the store. Every method fails with the engine's error only, or when what is
/// stored cannot be read; what is not there is an empty answer.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait ReadTxn {
    /// The hub's epoch: changes when the store is restored from a backup.
    fn epoch(&self) -> Result<u64, StoreError>;

    /// What the demo data was made from, if this is a demo.
    fn demo(&self) -> Result<Option<String>, StoreError>;

    /// Every community, with its area.
    fn communities(&self) -> Result<Vec<(CommunityKey, AreaId)>, StoreError>;
    /// The community that is this area.
    fn community(&self, area: AreaId) -> Result<Option<CommunityKey>, StoreError>;
    /// The largest stamp seen or made in a community.
    fn clock(&self, community: CommunityKey) -> Result<Stamp, StoreError>;

    /// Every scope of a community.
    fn scopes(&self, community: CommunityKey) -> Result<Vec<ScopeRow>, StoreError>;
    /// The grids among the areas of a community, deleted ones left out.
    fn grids(&self, community: CommunityKey) -> Result<BTreeSet<AreaId>, StoreError>;

    /// Those of the records that are there.
    fn records(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<RecordId>,
    ) -> Result<Vec<Record>, StoreError>;
    /// Those of the events' ids that are taken.
    fn events_known(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<EventId>,
    ) -> Result<BTreeSet<EventId>, StoreError>;
    /// What was answered to those of the transactions that were sent before.
    fn answers(
        &self,
        community: CommunityKey,
        ids: &BTreeSet<TransactionId>,
    ) -> Result<Vec<AnswerRow>, StoreError>;
    /// Those of the stamps that the hub replaced, with what it put in their place.
    fn restamps(
        &self,
        community: CommunityKey,
        claimed: &BTreeSet<Stamp>,
    ) -> Result<BTreeMap<Stamp, Stamp>, StoreError>;

    /// Those of the records that were in a scope and left it, and where they are now.
    fn gone(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<RecordId>,
    ) -> Result<BTreeMap<RecordId, Gone>, StoreError>;
    /// Those of the records that are in a scope, and all that name one of them as their
    /// household, organisation or resident.
    fn below(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<RecordId>,
    ) -> Result<Vec<Record>, StoreError>;
    /// What was booked of a health session, whatever the scope, deleted ones left out.
    fn bookings(
        &self,
        community: CommunityKey,
        session: RecordId,
    ) -> Result<Vec<Record>, StoreError>;
    /// The events of some records of a scope, in order.
    fn events_of(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        subjects: &BTreeSet<RecordId>,
    ) -> Result<Vec<EventRow>, StoreError>;
    /// The households and organisations that say they are in one of these buildings, whatever
    /// their scope.
    fn hosts_in(
        &self,
        community: CommunityKey,
        buildings: &BTreeSet<AreaId>,
    ) -> Result<Vec<(ScopeNumber, RecordId)>, StoreError>;

    /// What stands behind the board, of what is named here: a posting, a wish, or the household or
    /// resident whose wish it is.
    fn postings(
        &self,
        community: CommunityKey,
        about: &BTreeSet<RecordId>,
    ) -> Result<Vec<PostingRow>, StoreError>;
    /// What stands behind the board and has a claim noted that ran out by `now`.
    fn claims_over(
        &self,
        community: CommunityKey,
        now: UnixMillis,
    ) -> Result<Vec<PostingRow>, StoreError>;

    /// A scope's transactions after `after`, in order.
    fn log_after(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        after: u64,
        visit: &mut LogVisitor<'_>,
    ) -> Result<(), StoreError>;
    /// A scope's records after `after`, by id.
    fn records_after(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        after: Option<RecordId>,
        visit: &mut RecordVisitor<'_>,
    ) -> Result<(), StoreError>;
    /// A scope's events after (seq, place) up to and including those of `head`, in order.
    fn events_after(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        after: Option<(u64, u16)>,
        head: u64,
        visit: &mut EventVisitor<'_>,
    ) -> Result<(), StoreError>;
    /// How many records a scope has after `after`.
    fn count_records_after(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        after: Option<RecordId>,
    ) -> Result<u64, StoreError>;
    /// How many events a scope has after (seq, place) up to and including those of `head`.
    fn count_events_after(
        &self,
        community: CommunityKey,
        scope: ScopeNumber,
        after: Option<(u64, u16)>,
        head: u64,
    ) -> Result<u64, StoreError>;

    /// All records and events of some scopes of a community.
    fn facts(
        &self,
        community: CommunityKey,
        scopes: &BTreeSet<Scope>,
    ) -> Result<CommunityFacts, StoreError>;
    /// Of the same what a report looks at: without needs and wishes that ended before, and with
    /// visits that are not listed as lines only; of those before the window each household's last.
    fn facts_within(
        &self,
        community: CommunityKey,
        scopes: &BTreeSet<Scope>,
        window: &Window,
        visit: &mut FactVisitor<'_>,
    ) -> Result<(), StoreError>;

    /// The scopes that have a record which names this blob.
    fn blob_scopes(
        &self,
        community: CommunityKey,
        hash: BlobHash,
    ) -> Result<BTreeSet<ScopeNumber>, StoreError>;
    /// How long a blob is, once it is whole.
    fn blob_length(
        &self,
        community: CommunityKey,
        hash: BlobHash,
    ) -> Result<Option<usize>, StoreError>;
    /// A whole blob.
    fn blob(&self, community: CommunityKey, hash: BlobHash) -> Result<Option<Vec<u8>>, StoreError>;
    /// What a device has sent so far of a blob that is not whole.
    fn blob_part(
        &self,
        community: CommunityKey,
        hash: BlobHash,
        device: DeviceId,
    ) -> Result<Vec<u8>, StoreError>;

    /// The device with this token, revoked or not.
    fn device_by_token(&self, token: Digest) -> Result<Option<DeviceRow>, StoreError>;
    /// Every device of a community, newest first.
    fn devices(&self, community: CommunityKey) -> Result<Vec<DeviceRow>, StoreError>;
    /// How many devices are enrolled and not revoked, over the whole hub.
    fn count_devices(&self) -> Result<u64, StoreError>;
    /// Every account of a community, by name.
    fn accounts(&self, community: CommunityKey) -> Result<Vec<AccountRow>, StoreError>;
    /// An account.
    fn account(
        &self,
        community: CommunityKey,
        account: AccountId,
    ) -> Result<Option<AccountRow>, StoreError>;
    /// The account with this login.
    fn account_by_login(&self, login: &str) -> Result<Option<AccountRow>, StoreError>;
    /// What an account was granted.
    fn grants(
        &self,
        community: CommunityKey,
        account: AccountId,
    ) -> Result<Vec<GrantRow>, StoreError>;
    /// The accounts that answer for a party, for which, and in which area.
    fn parties(
        &self,
        community: CommunityKey,
    ) -> Result<BTreeSet<(AccountId, Party, AreaId)>, StoreError>;
    /// The one-time code with this hash, used and expired ones too.
    fn enrolment(&self, code: Digest) -> Result<Option<EnrolmentRow>, StoreError>;

    /// Every token that reads a community's reports, the newest first.
    fn api_tokens(&self, community: CommunityKey) -> Result<Vec<TokenRow>, StoreError>;
    /// The one with this hash, revoked and expired ones too.
    fn api_token(&self, token: Digest) -> Result<Option<TokenRow>, StoreError>;

    /// What was done in a community, each with its number, the newest first.
    fn audit(
        &self,
        community: CommunityKey,
        filter: &AuditFilter,
    ) -> Result<Vec<(u64, AuditRow)>, StoreError>;
    /// Every account of another community that did something in this one, by name.
    fn audited_from_elsewhere(
        &self,
        community: CommunityKey,
    ) -> Result<Vec<AccountRow>, StoreError>;

    /// Every list that was imported into a community, newest first.
    fn imports(&self, community: CommunityKey) -> Result<Vec<ImportRow>, StoreError>;
    /// What an import added, with the stamp under which it did.
    fn imported(
        &self,
        community: CommunityKey,
        import: ImportId,
    ) -> Result<BTreeMap<RecordId, Stamp>, StoreError>;
    /// What somebody said that headings of lists of this kind mean.
    fn meanings(&self, community: CommunityKey, kind: ImportKind) -> Result<Meanings, StoreError>;

    /// What revoked devices left behind and nobody has decided on, in the order in which it came.
    fn quarantine(&self, community: CommunityKey) -> Result<Vec<QuarantineRow>, StoreError>;
    /// How many saves of a device are or were in quarantine.
    fn count_quarantined(
        &self,
        community: CommunityKey,
        device: DeviceId,
    ) -> Result<u64, StoreError>;
    /// Whether a save that this device left behind, and nobody has decided on, names the blob.
    fn is_left_behind(
        &self,
        community: CommunityKey,
        device: DeviceId,
        hash: BlobHash,
    ) -> Result<bool, StoreError>;
}
