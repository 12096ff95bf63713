//! What only the desk knows of volunteers: how long they served, and their points.

use std::collections::BTreeMap;

use super::facts::Facts;
use crate::domain::{
    Account, AccountId, AreaId, Kind, Ledger, PointsStep, Post, SignUpState, StoredEvent, fold_rota,
};
use crate::merge::RecordId;

/// Somebody who came to a post.
#[derive(Debug)]
pub(super) struct Service {
    /// Who.
    pub(super) account: AccountId,
    /// To what.
    pub(super) post: Post,
    /// How long they served, in minutes.
    pub(super) minutes: i64,
}

/// Steps about posts and entries of ledgers, each by what it is about.
#[derive(Debug, Default)]
pub(super) struct DeskEvents {
    rotas: BTreeMap<RecordId, Vec<StoredEvent>>,
    ledgers: BTreeMap<RecordId, Vec<StoredEvent>>,
}

impl DeskEvents {
    /// Takes an event in; gives back what is not of the desk.
    pub(super) fn take(&mut self, event: StoredEvent) -> Option<StoredEvent> {
        let of_kind = match event.event.kind {
            Kind::Post => &mut self.rotas,
            Kind::Ledger => &mut self.ledgers,
            _ => return Some(event),
        };
        of_kind.entry(event.event.subject).or_default().push(event);
        None
    }

    /// Who served at which post.
    pub(super) fn services(&mut self, posts: &BTreeMap<RecordId, Post>) -> Vec<Service> {
        let rotas = std::mem::take(&mut self.rotas).into_iter();
        let known = rotas.filter_map(|(id, events)| Some((posts.get(&id)?, events)));
        let served = known.flat_map(|(post, events)| {
            let places = fold_rota(post.seats, events).into_iter();
            let came = places.filter(|place| place.state == SignUpState::Served);
            came.map(|place| Service {
                account: place.account,
                post: post.clone(),
                minutes: place.minutes,
            })
        });
        served.collect()
    }

    /// Whose points are what.
    pub(super) fn ledgers(self) -> BTreeMap<AccountId, Ledger> {
        let ledgers = self.ledgers.into_iter();
        ledgers
            .map(|(account, events)| (account.into(), Ledger::fold(events)))
            .collect()
    }
}

impl Facts {
    /// Whoever is asked for when looking at `grid`: all, or those who answer for something in it.
    pub(super) fn is_of_grid(&self, account: AccountId, grid: Option<AreaId>) -> bool {
        let mut held = self.duties.iter().filter(|grant| grant.account == account);
        grid.is_none() || held.any(|grant| self.grid_of(grant.area) == grid)
    }

    /// Whether somebody serves beside their work. What grid members do is their work, also where
    /// they sign up for a post: no list says how long it took them. Somebody who is gone was no
    /// grid member as far as is known.
    pub(super) fn is_volunteer(&self, account: AccountId) -> bool {
        let known = self.accounts.get(&account);
        known.is_none_or(|known| PointsStep::are_for(&known.role))
    }

    /// How many points somebody was credited with for a post.
    pub(super) fn points_for(&self, account: AccountId, post: &Post) -> i64 {
        let about = Some(post.id.into());
        let entries = self.ledgers.get(&account).into_iter();
        let entries = entries.flat_map(|ledger| &ledger.entries);
        let served = entries.filter(|it| it.step == PointsStep::Serve && it.about == about);
        served.map(|entry| entry.points).sum()
    }

    /// `志愿者`; empty of whoever is not known.
    pub(super) fn role_word(&self, account: AccountId) -> &str {
        let known = self.accounts.get(&account);
        known.map_or("", |known: &Account| super::words::role(&known.role))
    }
}
