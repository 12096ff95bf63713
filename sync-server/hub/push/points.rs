//! What the desk asks of the ledger of points: decided here, in the order in which the hub hears of
//! it, by what somebody has and what is left of a reward.

use chuanmen_core::domain::{
    Account, AreaId, Event, Fields, Kind, Ledger, PointsEntry, PointsRule, PointsStep, Reward,
    Role, Scope, Terms, Unfit,
};
use chuanmen_core::merge::{FieldName, RecordId};
use chuanmen_core::protocol::{Refusal, RefusalCode, ScopeNumber, Transaction};

use super::Arrival;
use super::judge::Judge;
use super::loaded::{Behind, asked};
use crate::store::{CommunityKey, ReadTxn, ScopeRow, StoreError};

/// Whether a transaction asks for an entry of a ledger.
pub(super) fn asks_for_points(transaction: &Transaction) -> bool {
    asked(transaction).any(|event| event.kind == Kind::Points)
}

/// What a step about somebody's points goes by, as it stands before the step.
pub(super) struct Standing {
    desk: ScopeNumber,
    account: RecordId,
    role: Role,
    ledger: Ledger,
    /// None if the rule or the reward is not there.
    terms: Option<Terms>,
}

impl Standing {
    /// The ledger behind the account that a step names.
    pub(super) fn behind(&self) -> Option<(RecordId, Behind)> {
        let name = match &self.terms {
            Some(Terms::Rule(rule)) => Some(rule.name.as_str()),
            Some(Terms::Reward(reward)) => Some(reward.name.as_str()),
            Some(Terms::Reason) | None => None,
        };
        let behind = Behind {
            scope: self.desk,
            kind: Kind::Ledger,
            subject: self.account,
            mark: name.map(|name| (FieldName::known("name"), name.into())),
        };
        Some((self.account, behind))
    }
}

/// Reads what the step that `arrivals` ask for goes by; none if they ask for none, or about nobody.
pub(super) fn standing(
    read: &dyn ReadTxn,
    community: CommunityKey,
    arrivals: &[Arrival],
    (home, rows): (AreaId, &[ScopeRow]),
) -> Result<Option<Standing>, StoreError> {
    let mut steps = arrivals.iter().flat_map(|one| asked(&one.transaction));
    let Some(step) = steps.find(|event| event.kind == Kind::Points) else {
        return Ok(None);
    };
    let number = |scope: Scope| {
        let found = rows.iter().find(|row| row.scope == scope);
        found.map(|row| row.number)
    };
    let shared = number(Scope::Community(home));
    let (Some(shared), Some(desk)) = (shared, number(Scope::Desk(home))) else {
        return Ok(None);
    };
    let about = Fields(&step.fields).parse::<RecordId>("about");
    let named = about.into_iter().chain([step.subject]).collect();
    let found = read.records(community, shared, &named)?;
    let is_there = |id| {
        found
            .iter()
            .find(move |one| one.id == id && !one.is_deleted())
    };
    let account = is_there(step.subject).filter(|one| one.kind == Kind::Account);
    let Some(account) = account.and_then(Account::read) else {
        return Ok(None);
    };
    let about = about.and_then(is_there);
    let terms = match PointsStep::from(&*step.step) {
        PointsStep::Correct => Some(Terms::Reason),
        _ => about.and_then(|record| match record.kind {
            Kind::PointsRule => PointsRule::read(record).map(Terms::Rule),
            Kind::Reward => Reward::read(record).map(Terms::Reward),
            _ => None,
        }),
    };
    let events = read.events_of(community, desk, &[step.subject].into())?;
    Ok(Some(Standing {
        desk,
        account: step.subject,
        role: account.role,
        ledger: Ledger::fold(events.into_iter().map(|row| row.event)),
        terms,
    }))
}

impl Judge<'_> {
    /// A step about points comes alone, and stands if what it goes by is as it says.
    pub(super) fn check_points(&self, transaction: &Transaction) -> Result<(), Refusal> {
        if !asks_for_points(transaction) {
            return Ok(());
        }
        let [event] = transaction.events.as_slice() else {
            return Err(Refusal::new(RefusalCode::BadValue, "steps about points"));
        };
        if !transaction.patches.is_empty() {
            return Err(Refusal::new(RefusalCode::BadValue, "steps about points"));
        }
        let unfit = match &self.loaded.standing {
            Some(standing) => standing.admit(event),
            None => Err(Unfit::Nobody),
        };
        unfit.map_err(|why| match why {
            Unfit::Short => Refusal::new(RefusalCode::NotEnoughPoints, "points"),
            Unfit::Changed => Refusal::new(RefusalCode::TermsChanged, "about"),
            Unfit::Nobody => Refusal::new(RefusalCode::StepNotAllowed, "subject"),
            Unfit::Form => Refusal::new(RefusalCode::BadValue, "points or note"),
        })
    }
}

impl Standing {
    fn admit(&self, event: &Event) -> Result<(), Unfit> {
        let fields = Fields(&event.fields);
        let points = fields.int("points").unwrap_or(0);
        if !(-PointsEntry::MOST..=PointsEntry::MOST).contains(&points) {
            return Err(Unfit::Form);
        }
        let terms = self.terms.as_ref().ok_or(Unfit::Changed)?;
        let (step, note) = (PointsStep::from(&*event.step), fields.string("note"));
        self.ledger.admit(&self.role, &step, points, &note, terms)
    }
}
