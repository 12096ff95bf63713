//! Who did what: noted in the commit that does it, read by the supervisors of the community.

mod entries;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, AccountId, AreaId, DeviceId, Kind};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{
    Answer, AuditPerson, AuditRequest, AuditResponse, Deed, REVEALS, RevealsRequest,
    RevealsResponse, Sight, Transaction,
};
use chuanmen_core::report::Table;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::oversight::oversight;
use super::push::Answered;
use super::{Hub, HubError, Session};
use crate::store::{AuditFilter, AuditRow, CommunityKey, ReadTxn, StoreError, WriteTxn};
use entries::entries;

/// Entries of a page.
const PAGE: u32 = 50;
/// The longest text that is looked for, in characters.
const LONGEST: usize = 100;
/// A report that stays open is pulled again with each change: within this time it is one look.
const ONE_LOOK: i64 = 60 * UnixMillis::MINUTE;

/// Who does something.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Doer {
    account: Option<AccountId>,
    device: Option<DeviceId>,
}

impl Doer {
    /// Whoever sits at the hub's command line.
    pub(super) const OPERATOR: Self = Self {
        account: None,
        device: None,
    };

    pub(super) const fn of(account: AccountId, device: Option<DeviceId>) -> Self {
        Self {
            account: Some(account),
            device,
        }
    }

    pub(super) const fn somebody(account: Option<AccountId>) -> Self {
        Self {
            account,
            device: None,
        }
    }
}

impl From<&Session> for Doer {
    fn from(session: &Session) -> Self {
        Self::of(session.account, Some(session.device))
    }
}

/// Notes what is done in the transaction that does it.
pub(super) fn note(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    (doer, at): (Doer, UnixMillis),
    deed: Deed,
    about: impl Into<String>,
    subject: Option<RecordId>,
) -> Result<(), StoreError> {
    txn.put_audit(
        community,
        &AuditRow {
            id: None,
            at,
            account: doer.account,
            device: doer.device,
            deed,
            about: about.into(),
            subject,
        },
    )
}

/// Notes the catalogues that a device changed, transaction by transaction, where that was written
/// now and not before: which fields, the records' own history says.
pub(super) fn note_catalogues(
    txn: &mut dyn WriteTxn,
    session: &Session,
    at: UnixMillis,
    changes: &[Vec<(Kind, RecordId)>],
    answered: &[Answered],
) -> Result<(), StoreError> {
    let answered = changes.iter().zip(answered);
    let written = answered.filter(|(_, answered)| is_new(&answered.answer));
    for (kind, record) in written.flat_map(|(changes, _)| changes) {
        let doer = (session.into(), at);
        let name = catalogue(kind).unwrap_or_default();
        note(
            txn,
            session.community,
            doer,
            Deed::CatalogueChanged,
            name,
            Some(*record),
        )?;
    }
    Ok(())
}

/// The catalogue records that some transactions write.
pub(super) fn catalogues(transactions: &[Transaction]) -> Vec<Vec<(Kind, RecordId)>> {
    let changed = |transaction: &Transaction| {
        let patches = transaction.patches.iter();
        let patches = patches.filter(|patch| catalogue(&patch.kind).is_some());
        patches
            .map(|patch| (patch.kind.clone(), patch.id))
            .collect()
    };
    transactions.iter().map(changed).collect()
}

/// Whether an answer says that something was written now, not before.
const fn is_new(answer: &Answer) -> bool {
    matches!(
        answer,
        Answer::Accepted {
            duplicate: false,
            ..
        }
    )
}

const fn catalogue(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::CareTag => "关爱标签",
        Kind::NeedCategory => "诉求类别",
        Kind::VisitRule => "走访规则",
        Kind::ChecklistItem => "走访清单",
        Kind::Guide => "办事指南",
        Kind::Campaign => "专项行动",
        Kind::PointsRule => "积分规则",
        Kind::Reward => "积分奖品",
        Kind::Area => "区域",
        Kind::Post => "岗位和活动",
        Kind::HealthSession => "坐诊",
        _ => return None,
    })
}

impl Hub {
    /// What was done in the supervisor's own community.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody else, or the store's.
    pub fn audit(
        &self,
        session: &Session,
        request: &AuditRequest,
    ) -> Result<AuditResponse, HubError> {
        let read = self.store.read()?;
        let access = oversight(&*read, session, session.community, session.area)?;
        if access != Some(Access::Write) {
            return Err(HubError::NotGranted);
        }
        let community = session.community;
        let found = read.audit(community, &filter(request))?;
        let next = found.last().map(|(number, _)| *number);
        let next = next.filter(|_| found.len() == usize::try_from(PAGE).unwrap_or_default());
        let mut accounts = read.accounts(community)?;
        accounts.extend(read.audited_from_elsewhere(community)?);
        let entries = entries(&*read, community, &accounts, found)?;
        let people = accounts.into_iter().map(|row| AuditPerson {
            account: row.id,
            name: row.name,
        });
        Ok(AuditResponse {
            time: self.now(),
            entries,
            next,
            people: people.collect(),
        })
    }

    /// Notes that somebody looked at a report, or took it away.
    ///
    /// # Errors
    /// The store's: what cannot be noted must not go out.
    pub fn note_report(
        &self,
        session: &Session,
        community: Option<AreaId>,
        deed: Deed,
        about: String,
    ) -> Result<(), HubError> {
        let now = self.now();
        let seen = deed == Deed::ReportSeen;
        let key = |read: &dyn ReadTxn| match community {
            Some(area) => Ok(read.community(area)?.unwrap_or(session.community)),
            None => Ok::<_, StoreError>(session.community),
        };
        let asked = AuditFilter {
            account: Some(session.account),
            deed: Some(Deed::ReportSeen),
            from: Some(now.plus(-ONE_LOOK)),
            text: Some(about.clone()),
            limit: PAGE,
            ..AuditFilter::default()
        };
        if seen {
            let read = self.store.read()?;
            let noted = read.audit(key(&*read)?, &asked)?;
            let same = |row: &AuditRow| row.about == about && row.device == Some(session.device);
            if noted.iter().any(|(_, row)| same(row)) {
                return Ok(());
            }
        }
        let mut txn = self.store.write()?;
        let key = key(txn.as_read())?;
        note(&mut *txn, key, (session.into(), now), deed, about, None)?;
        Ok(txn.commit()?)
    }

    /// Notes that the hub itself wrote a report into its folder.
    ///
    /// # Errors
    /// The store's: what cannot be noted must not go out.
    pub fn note_kept(&self, community: AreaId, table: &Table) -> Result<(), HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        if let Some(key) = txn.as_read().community(community)? {
            let about = about_table(table, "XLSX");
            note(
                &mut *txn,
                key,
                (Doer::OPERATOR, now),
                Deed::ReportExported,
                about,
                None,
            )?;
        }
        Ok(txn.commit()?)
    }

    /// Notes whose numbers or health a device has shown.
    ///
    /// # Errors
    /// [`HubError::TooLarge`], or the store's.
    pub fn take_reveals(
        &self,
        session: &Session,
        request: &RevealsRequest,
    ) -> Result<RevealsResponse, HubError> {
        if request.reveals.len() > REVEALS {
            return Err(HubError::TooLarge("reveals"));
        }
        let now = self.now();
        let mut txn = self.store.write()?;
        for reveal in &request.reveals {
            txn.put_audit(
                session.community,
                &AuditRow {
                    id: Some(reveal.id),
                    // A device's clock may be wrong, but nothing was shown after now.
                    at: UnixMillis(reveal.at.0.clamp(0, now.0)),
                    account: Some(session.account),
                    device: Some(session.device),
                    deed: match reveal.what {
                        Sight::Health => Deed::HealthSeen,
                        Sight::Numbers | Sight::Other(_) => Deed::Revealed,
                    },
                    about: String::new(),
                    subject: Some(reveal.subject),
                },
            )?;
        }
        txn.commit()?;
        Ok(RevealsResponse {
            noted: request.reveals.len(),
        })
    }

    /// Who takes a report away, as its files say it.
    ///
    /// # Errors
    /// The store's.
    pub fn name_of(&self, session: &Session) -> Result<String, HubError> {
        let row = self
            .store
            .read()?
            .account(session.community, session.account)?;
        Ok(row.map(|row| row.name).unwrap_or_default())
    }
}

/// What a report was about, for the audit: its title says community, grid, month and filters.
pub(crate) fn about_table(table: &Table, format: &str) -> String {
    if format.is_empty() {
        table.title.clone()
    } else {
        format!("{} · {format}", table.title)
    }
}

fn filter(request: &AuditRequest) -> AuditFilter {
    let begin = |day: Date| {
        let midnight = Offset::constant(8).to_timestamp(day.at(0, 0, 0, 0));
        midnight
            .ok()
            .map(|moment| UnixMillis(moment.as_millisecond()))
    };
    let text = request.text.as_deref().map(str::trim);
    let text = text.map(|text| text.chars().take(LONGEST).collect::<String>());
    AuditFilter {
        account: request.account,
        deed: request.deed.clone(),
        from: request.from.and_then(begin),
        until: request
            .to
            .and_then(|day| day.tomorrow().ok())
            .and_then(begin),
        text: text.filter(|text| !text.is_empty()),
        before: request.before,
        limit: PAGE,
    }
}
