//! Steps of needs that hang on more than their role: what is merged must find the other open when
//! it arrives, and only a supervisor takes a merging or a withdrawal back.

use std::collections::{BTreeMap, HashMap};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Event, EventOrder, Fields, Kind, NeedId, NeedLife, NeedStep, Role, StoredEvent,
};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{Refusal, RefusalCode, ScopeNumber, Transaction};

use super::Sender;
use super::judge::Judge;

/// The lives of the needs that others are merged into, as far as they are told.
pub(super) type Needs = HashMap<(ScopeNumber, RecordId), NeedLife>;

impl Judge<'_> {
    /// Checks the steps of needs; `new` are the records that the transaction makes.
    pub(super) fn check_needs(
        &self,
        scope: ScopeNumber,
        transaction: &Transaction,
        new: &BTreeMap<RecordId, Kind>,
        at: UnixMillis,
    ) -> Result<(), Refusal> {
        let Sender::Device { holdings, .. } = self.sender else {
            return Ok(());
        };
        let holding = holdings.get(&transaction.scope);
        let supervises =
            holding.is_some_and(|held| held.roles.contains(&Role::CommunitySupervisor));
        // A copy: the steps of one transaction come one after the other too.
        let mut needs = self.loaded.needs.clone();
        for event in steps(transaction) {
            if Fields(&event.fields).flag(NeedStep::TAKES_BACK) && !supervises {
                let detail = format!("{} takes back", event.step);
                return Err(Refusal::new(RefusalCode::StepNotAllowed, detail));
            }
            if is(event, &NeedStep::Merge) {
                self.check_target(scope, event, new, &needs)?;
            }
            go_on(&mut needs, scope, (transaction, event), at);
        }
        Ok(())
    }

    /// What is merged into another is no longer looked at: the other must be, or both are lost.
    fn check_target(
        &self,
        scope: ScopeNumber,
        event: &Event,
        new: &BTreeMap<RecordId, Kind>,
        needs: &Needs,
    ) -> Result<(), Refusal> {
        let Some(into) = target(event) else {
            return Err(Refusal::new(RefusalCode::BadValue, NeedStep::INTO));
        };
        let stands = match self.loaded.records.get(&(scope, into)) {
            Some(record) => record.kind == Kind::Need && !record.is_deleted(),
            None if new.contains_key(&into) => new.get(&into) == Some(&Kind::Need),
            None if self.loaded.gone.contains_key(&(scope, into)) => false,
            None => return Err(Refusal::new(RefusalCode::UnknownSubject, into.to_string())),
        };
        let life = needs.get(&(scope, into));
        let open = life.is_none_or(|life| life.state.is_open());
        if stands && open && into != event.subject {
            return Ok(());
        }
        Err(Refusal::new(RefusalCode::TargetNotOpen, into.to_string()))
    }

    /// Notes how far the needs are that a transaction takes steps about.
    pub(super) fn note_needs(
        &mut self,
        scope: ScopeNumber,
        transaction: &Transaction,
        at: UnixMillis,
    ) {
        for event in steps(transaction) {
            go_on(&mut self.loaded.needs, scope, (transaction, event), at);
        }
    }
}

/// The needs that a transaction merges others into.
pub(super) fn targets(transaction: &Transaction) -> impl Iterator<Item = RecordId> {
    let merged = steps(transaction).filter(|event| is(event, &NeedStep::Merge));
    merged.filter_map(target)
}

fn target(event: &Event) -> Option<RecordId> {
    let into = Fields(&event.fields).parse::<NeedId>(NeedStep::INTO);
    into.map(RecordId::from)
}

fn steps(transaction: &Transaction) -> impl Iterator<Item = &Event> {
    let events = transaction.events.iter();
    events.filter(|event| event.kind == Kind::Need)
}

fn is(event: &Event, step: &NeedStep) -> bool {
    &*event.step == step.as_str()
}

fn go_on(
    needs: &mut Needs,
    scope: ScopeNumber,
    (transaction, event): (&Transaction, &Event),
    at: UnixMillis,
) {
    if let Some(life) = needs.get_mut(&(scope, event.subject)) {
        life.go_on(StoredEvent {
            event: event.clone(),
            author: transaction.author,
            stamp: transaction.stamp,
            // Last of all so far: its number comes when it is written.
            order: EventOrder::Hub {
                seq: u64::MAX,
                index: 0,
                at,
            },
        });
    }
}
