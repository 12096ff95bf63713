//! The rules that a transaction has to keep, one check each.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Access, Event, Fields, HealthSession, Kind, MeetingState, Post, Resource, Reward, Role, Scope,
};
use chuanmen_core::merge::{HybridClock, Patch, RecordId};
use chuanmen_core::protocol::{
    Refusal, RefusalCode, ScopeNumber, Transaction, check_health, validate,
};

use super::Sender;
use super::judge::Judge;
use super::loaded::takes_away_an_area;

impl Judge<'_> {
    /// Checks a transaction against the rules and what is there, and says in which scope that is.
    pub(super) fn admit(
        &self,
        transaction: &Transaction,
        at: UnixMillis,
    ) -> Result<ScopeNumber, Refusal> {
        validate(transaction)?;
        self.check_author(transaction)?;
        let held = self.check_access(transaction)?;
        let scope = self.route(transaction)?.unwrap_or(held);
        let new = self.check_patches(scope, transaction)?;
        self.check_own_needs(scope, transaction)?;
        self.check_areas(transaction)?;
        self.check_lists(transaction)?;
        self.check_minutes(scope, transaction)?;
        for patch in &transaction.patches {
            check_health(self.loaded.records.get(&(scope, patch.id)), patch)?;
        }
        self.check_events(scope, transaction, &new)?;
        self.check_needs(scope, transaction, &new, at)?;
        self.check_points(transaction)?;
        self.check_bases(transaction, at)?;
        Ok(scope)
    }

    fn check_author(&self, transaction: &Transaction) -> Result<(), Refusal> {
        let Sender::Device {
            account, replica, ..
        } = self.sender
        else {
            return Ok(());
        };
        if transaction.author != *account {
            return Err(Refusal::new(RefusalCode::ForeignAuthor, "author"));
        }
        if transaction.stamp.replica() != *replica {
            return Err(Refusal::new(RefusalCode::ForeignAuthor, "replica"));
        }
        Ok(())
    }

    fn check_access(&self, transaction: &Transaction) -> Result<ScopeNumber, Refusal> {
        let scope = &transaction.scope;
        let denied = || Refusal::new(RefusalCode::NotGranted, scope.to_string());
        if let Sender::Device { holdings, .. } = self.sender {
            let holding = holdings.get(scope).ok_or_else(denied)?;
            if holding.access < Access::Write {
                return Err(Refusal::new(RefusalCode::ReadOnly, scope.to_string()));
            }
            let owned = transaction
                .patches
                .iter()
                .find(|patch| patch.kind.is_the_hubs());
            if let Some(patch) = owned {
                return Err(Refusal::new(RefusalCode::ReadOnly, patch.kind.as_str()));
            }
        }
        self.loaded.scopes.get(scope).copied().ok_or_else(denied)
    }

    /// Checks kinds, and returns those of the records that the transaction makes.
    fn check_patches(
        &self,
        scope: ScopeNumber,
        transaction: &Transaction,
    ) -> Result<BTreeMap<RecordId, Kind>, Refusal> {
        let mut new = BTreeMap::new();
        for patch in &transaction.patches {
            let stored = self.loaded.records.get(&(scope, patch.id));
            match stored
                .map(|record| &record.kind)
                .or_else(|| new.get(&patch.id))
            {
                Some(kind) if *kind != patch.kind => {
                    let detail = format!("{} is a {kind}", patch.id);
                    return Err(Refusal::new(RefusalCode::WrongKind, detail));
                }
                Some(kind) if kind.is_immutable() => {
                    return Err(Refusal::new(RefusalCode::Immutable, patch.id.to_string()));
                }
                Some(_) => {}
                None => {
                    new.insert(patch.id, patch.kind.clone());
                }
            }
        }
        Ok(new)
    }

    /// A need in one's own scope is about the commons of a building that one is chief of, and
    /// nobody's household; once raised it is the grid's.
    fn check_own_needs(
        &self,
        scope: ScopeNumber,
        transaction: &Transaction,
    ) -> Result<(), Refusal> {
        let (Sender::Device { holdings, .. }, Scope::Account(own)) =
            (self.sender, transaction.scope)
        else {
            return Ok(());
        };
        let needs = transaction.patches.iter();
        for need in needs.filter(|patch| patch.kind == Kind::Need) {
            if self.loaded.records.contains_key(&(scope, need.id)) {
                return Err(Refusal::new(RefusalCode::ReadOnly, need.id.to_string()));
            }
            let fields = Fields(&need.set);
            let building = fields.parse("area");
            let theirs = building.is_some_and(|building| holdings.is_chief_of(&building))
                && fields.parse("raised_by") == Some(own)
                && fields.text("household").is_none()
                && fields.text("organisation").is_none();
            if !theirs {
                return Err(Refusal::new(RefusalCode::NotGranted, "a need of one's own"));
            }
        }
        Ok(())
    }

    /// An area in which something is stays.
    fn check_areas(&self, transaction: &Transaction) -> Result<(), Refusal> {
        let Sender::Device { .. } = self.sender else {
            return Ok(());
        };
        let stays =
            |patch: &&Patch| takes_away_an_area(patch) && self.loaded.in_use.contains(&patch.id);
        match transaction.patches.iter().find(stays) {
            Some(patch) => Err(Refusal::new(RefusalCode::InUse, patch.id.to_string())),
            None => Ok(()),
        }
    }

    /// Projects, meetings, posts, health sessions, rules for points and rewards are the community's
    /// alone; who stands on a rota, who booked, and how often something was redeemed, the hub alone
    /// counts. What is of somebody's health lies with their health alone. The community's is also
    /// what a supervisor took up of the resources that a grid's people offered.
    fn check_lists(&self, transaction: &Transaction) -> Result<(), Refusal> {
        let Sender::Device { holdings, .. } = self.sender else {
            return Ok(());
        };
        let supervises = holdings.get(&transaction.scope).is_some_and(|holding| {
            let mut roles = holding.roles.iter();
            roles.any(|role| *role == Role::CommunitySupervisor)
        });
        let fits = |patch: &Patch| match (&patch.kind, transaction.scope) {
            (Kind::Project | Kind::Meeting | Kind::PointsRule, Scope::Community(_)) => true,
            (Kind::Reward, Scope::Community(_)) => !patch.set.contains_key(Reward::TAKEN),
            (Kind::Post, Scope::Community(_)) => !patch.set.contains_key(Post::TAKEN),
            (Kind::HealthSession, Scope::Community(_)) => {
                !patch.set.contains_key(HealthSession::BOOKED)
            }
            (kind, Scope::Health(_)) => kind.is_of_health(),
            (Kind::Resource, Scope::Community(_) | Scope::Grid(_)) => {
                supervises || !patch.set.contains_key(Resource::LISTED)
            }
            (
                Kind::Project | Kind::Meeting | Kind::Post | Kind::Resource | Kind::HealthSession,
                _,
            ) => false,
            (Kind::PointsRule | Kind::Reward, _) => false,
            (kind, _) => !kind.is_of_health(),
        };
        match transaction.patches.iter().find(|patch| !fits(patch)) {
            Some(patch) => Err(Refusal::new(RefusalCode::NotGranted, patch.kind.as_str())),
            None => Ok(()),
        }
    }

    /// The minutes of a meeting that was closed do not change: what is to be said of them
    /// afterwards is a step.
    fn check_minutes(&self, scope: ScopeNumber, transaction: &Transaction) -> Result<(), Refusal> {
        let closed = |patch: &&Patch| {
            let state = self.loaded.meetings.get(&(scope, patch.id));
            state == Some(&MeetingState::Closed)
        };
        match transaction.patches.iter().find(closed) {
            Some(patch) => Err(Refusal::new(RefusalCode::Immutable, patch.id.to_string())),
            None => Ok(()),
        }
    }

    fn check_events(
        &self,
        scope: ScopeNumber,
        transaction: &Transaction,
        new: &BTreeMap<RecordId, Kind>,
    ) -> Result<(), Refusal> {
        let mut ids = BTreeSet::new();
        for event in &transaction.events {
            if !ids.insert(event.id) || self.loaded.events.contains(&(scope, event.id)) {
                return Err(Refusal::new(
                    RefusalCode::IdReused,
                    format!("event {}", event.id),
                ));
            }
            if event.kind.is_asked_about() {
                self.check_asked(&transaction.scope, transaction.author, event)?;
            } else {
                self.check_subject(scope, event, new)?;
            }
            let allowed = match self.sender {
                Sender::Device { holdings, .. } => holdings
                    .get(&transaction.scope)
                    .is_some_and(|holding| holding.may_step(&event.kind, &event.step)),
                Sender::Hub => true,
            };
            if !allowed {
                let detail = format!("{} of a {}", event.step, event.kind);
                return Err(Refusal::new(RefusalCode::StepNotAllowed, detail));
            }
        }
        Ok(())
    }

    /// Checks that what an event is about is there, and of the kind it says.
    fn check_subject(
        &self,
        scope: ScopeNumber,
        event: &Event,
        new: &BTreeMap<RecordId, Kind>,
    ) -> Result<(), Refusal> {
        let stored = self.loaded.records.get(&(scope, event.subject));
        let kind = stored.map(|record| &record.kind);
        match kind.or_else(|| new.get(&event.subject)) {
            None => {
                let detail = event.subject.to_string();
                Err(Refusal::new(RefusalCode::UnknownSubject, detail))
            }
            Some(kind) if *kind != event.kind => {
                let detail = format!("{} is a {kind}", event.subject);
                Err(Refusal::new(RefusalCode::WrongKind, detail))
            }
            Some(_) => Ok(()),
        }
    }

    /// No stamp in the hub's future may leave it, as a base neither: all that a phone has seen
    /// came from the hub, or was replaced by it.
    fn check_bases(&self, transaction: &Transaction, at: UnixMillis) -> Result<(), Refusal> {
        let latest = latest_allowed(at, &self.loaded.clock);
        for patch in &transaction.patches {
            for (field, bases) in &patch.base {
                if bases.iter().any(|base| base.wall() > latest) {
                    return Err(Refusal::new(RefusalCode::BadBase, field.to_string()));
                }
            }
        }
        Ok(())
    }
}

/// The latest time that a stamp in the hub can have at `at`.
fn latest_allowed(at: UnixMillis, clock: &HybridClock) -> UnixMillis {
    at.plus(HybridClock::TOLERANCE).max(clock.last().wall())
}
