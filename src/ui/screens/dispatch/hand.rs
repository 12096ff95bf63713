//! What is done with a card: opened, dragged, moved on.

use chuanmen_core::domain::{NeedId, NeedStep, Party};
use chuanmen_replica::api::{
    Command, DispatchCard, DispatchView, Lane, ReplicaError, TakeNeedStep,
};
use dioxus::prelude::*;

use super::keys::Cards;
use crate::ui::components::SnackSlot;
use crate::ui::hooks::{Sender, use_send, use_snack};
use crate::ui::text::{need_step, party_name, t};

/// The card in hand, and what every lane and card needs to know of it.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    /// The card whose menu is open.
    pub(super) open: Signal<Option<DispatchCard>>,
    /// What its menu asks about; none while it offers what can be done.
    pub(super) asked: Signal<Option<NeedStep>>,
    /// The card that is dragged, and the lane it comes from.
    pub(super) dragged: Signal<Option<(DispatchCard, Lane)>>,
    /// Every card, for the keys.
    pub(super) cards: Cards,
    sender: Sender,
    snack: SnackSlot,
}

/// Nothing in hand yet.
pub(super) fn use_hand() -> Hand {
    let (sender, snack) = (use_send(), use_snack());
    use_hook(|| Hand {
        open: Signal::new(None),
        asked: Signal::new(None),
        dragged: Signal::new(None),
        cards: Cards::new(),
        sender,
        snack,
    })
}

impl Hand {
    /// The desk as it is drawn now.
    pub(super) fn sees(self, view: &DispatchView) {
        let ids = |cards: &Vec<DispatchCard>| cards.iter().map(|card| card.row.id).collect();
        let lanes = view.lanes.iter().map(|lane| ids(&lane.cards));
        self.cards.lie_in(lanes.collect());
    }

    /// Whether the dragged card can be dropped on `lane`: only a party takes one, and it must be
    /// this person's to dispatch.
    pub(super) fn fits(self, lane: &Lane) -> bool {
        match &*self.dragged.read() {
            Some((card, from)) => {
                let party = matches!(lane, Lane::With(_));
                party && from != lane && card.next.contains(&NeedStep::Dispatch)
            }
            None => false,
        }
    }

    /// Drops the dragged card. A department takes it once it is said which one.
    pub(super) fn drop_on(mut self, lane: &Lane) {
        let fits = self.fits(lane);
        let dragged = self.dragged.take();
        if let (true, Some((card, _)), Lane::With(party)) = (fits, dragged, lane) {
            if *party == Party::Department {
                self.asked.set(Some(NeedStep::Dispatch));
                self.open.set(Some(card));
            } else {
                self.dispatch(&card, party.clone(), String::new(), || ());
            }
        }
    }

    /// Dispatches a need to a party, says so with a way back, and then does `then`.
    pub(super) fn dispatch(
        self,
        card: &DispatchCard,
        party: Party,
        note: String,
        then: impl FnOnce() + 'static,
    ) {
        let done = t!(
            "dispatch-done",
            party = party_name(&party),
            need = card.row.text.clone()
        );
        let take = TakeNeedStep {
            party: Some(party),
            note,
            ..step(card.row.id, NeedStep::Dispatch)
        };
        self.send(take, done, then);
    }

    /// Takes a step that asks for nothing, says so with a way back, and then does `then`.
    pub(super) fn take(
        self,
        need: NeedId,
        of: NeedStep,
        note: String,
        then: impl FnOnce() + 'static,
    ) {
        let done = t!("step-saved", step = need_step(&of));
        self.send(
            TakeNeedStep {
                note,
                ..step(need, of)
            },
            done,
            then,
        );
    }

    /// Whether a step is being saved.
    pub(super) fn busy(self) -> bool {
        self.sender.busy()
    }

    /// Why the last step was not saved.
    pub(super) fn error(self) -> Option<ReplicaError> {
        self.sender.error()
    }

    /// Closes the menu; the focus goes to `next`.
    pub(super) fn close(mut self, next: Option<NeedId>) {
        self.open.set(None);
        self.asked.set(None);
        self.sender.clear();
        if let Some(next) = next {
            self.cards.focus_later(next);
        }
    }

    fn send(self, take: TakeNeedStep, done: String, then: impl FnOnce() + 'static) {
        self.sender
            .send(Command::TakeNeedStep(take), move |outcome| {
                self.snack.saved(done, &outcome);
                then();
            });
    }
}

/// A step with nothing said about it.
pub(super) fn step(need: NeedId, step: NeedStep) -> TakeNeedStep {
    TakeNeedStep {
        need,
        step,
        note: String::new(),
        party: None,
        satisfaction: None,
        into: None,
        contact: false,
        department: String::new(),
    }
}
