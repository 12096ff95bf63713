//! What the desk does about volunteers' points: it asks, and the hub decides in the order in which
//! it hears of it.

use chuanmen_core::domain::{
    Account, AccountId, Event, Kind, PointsEntry, PointsRule, Reward, Role, Scope, Terms, Unfit,
};
use chuanmen_core::merge::{EventId, RecordId};

use super::desk::Desk;
use super::typed::{self, invalid};
use crate::api::{Outcome, PointsForm, ReplicaError, Summary};
use crate::queries::points::ledger_of;
use crate::storage::Save;

/// Gives, corrects or redeems somebody's points.
pub(super) fn take(
    desk: &mut Desk<'_>,
    account: AccountId,
    form: &PointsForm,
) -> Result<Outcome, ReplicaError> {
    if desk.role()? != Role::CommunitySupervisor {
        return Err(ReplicaError::StepNotPossible);
    }
    let found = desk.store.find(account.into())?;
    let person = found.as_ref().and_then(|(_, record)| Account::read(record));
    let person = person.ok_or(ReplicaError::NotFound)?;
    let terms = terms(desk, form.about)?;
    let (points, name) = match &terms {
        Terms::Rule(rule) => (rule.points, rule.name.clone()),
        Terms::Reward(reward) => (-reward.price, reward.name.clone()),
        Terms::Reason => (number(&form.points)?, String::new()),
    };
    let note = typed::text("note", &form.note)?;
    if matches!(terms, Terms::Reason) && note.trim().is_empty() {
        return Err(invalid("note", "empty"));
    }
    let (ledger, _) = ledger_of(desk.store, account)?;
    let fits = ledger.admit(&person.role, &form.step, points, &note, &terms);
    fits.map_err(|why| match why {
        Unfit::Short => invalid("points", "short"),
        Unfit::Changed => invalid("points", "gone"),
        Unfit::Nobody => ReplicaError::StepNotPossible,
        Unfit::Form => invalid("points", "form"),
    })?;
    let own = desk.account()?;
    let entry = PointsEntry {
        id: EventId(desk.fresh_id()),
        account,
        step: form.step.clone(),
        points,
        about: form.about,
        name,
        note,
        minutes: 0,
        rate: 0,
        by: own,
        at: desk.now(),
    };
    let event = Event {
        id: entry.id,
        kind: Kind::Points,
        subject: account.into(),
        step: entry.step.as_str().into(),
        fields: entry.fields(),
    };
    desk.save(Save {
        scope: Scope::Account(own),
        patches: Vec::new(),
        events: vec![event],
        summary: Summary {
            subject: person.name,
            points_steps: vec![form.step.as_str().to_owned()],
            ..Summary::default()
        },
        draft: None,
    })
}

/// The rule or the reward that is named, as it stands here.
fn terms(desk: &Desk<'_>, about: Option<RecordId>) -> Result<Terms, ReplicaError> {
    let Some(id) = about else {
        return Ok(Terms::Reason);
    };
    let found = desk.store.find(id)?.map(|(_, record)| record);
    let record = found.filter(|record| !record.is_deleted());
    let terms = record.and_then(|record| match record.kind {
        Kind::PointsRule => PointsRule::read(&record).map(Terms::Rule),
        Kind::Reward => Reward::read(&record).map(Terms::Reward),
        _ => None,
    });
    terms.ok_or(ReplicaError::NotFound)
}

/// A number with or without a sign, in digits of either width.
fn number(typed: &str) -> Result<i64, ReplicaError> {
    let plain = typed.trim().chars().map(|c| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '－' | '−' | '–' => '-',
        '＋' => '+',
        c => c,
    });
    let plain: String = plain.collect();
    if plain.is_empty() {
        return Err(invalid("points", "empty"));
    }
    let number: i64 = plain.parse().map_err(|_| invalid("points", "form"))?;
    let fits = number != 0 && (-PointsEntry::MOST..=PointsEntry::MOST).contains(&number);
    fits.then_some(number)
        .ok_or_else(|| invalid("points", "form"))
}
