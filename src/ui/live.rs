//! What every screen shares: the door to the replica, what it told last, and the answers kept so
//! that a screen one returns to is there at once.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use chuanmen_core::domain::GuideId;
use chuanmen_replica::api::{
    Answer, LockView, Notice, Preference, Query, ReplicaError, SessionView, SyncView,
};
use dioxus::prelude::*;
use futures_util::StreamExt;
use tokio::sync::watch;

use super::Door;
use super::components::SnackSlot;
use super::route::Place;

/// Answers kept for screens one returns to. A view is small; this bounds their number.
const KEPT: usize = 24;

/// Entries of the service handbook that stand above the others once opened.
const OPENED: usize = 3;

/// Why this window is out of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// Another window had the database first.
    Elsewhere,
    /// This window gave it to another.
    HandedOver,
}

/// What every screen shares; cheap to clone.
#[derive(Clone)]
pub(crate) struct Live {
    /// The replica.
    pub(crate) door: Rc<dyn Door>,
    /// Whether it is one of invented people, to practise on.
    pub(crate) practice: bool,
    /// Who uses this device; none until it is known.
    pub(crate) session: Signal<Option<SessionView>>,
    /// Why the session is not known.
    pub(crate) trouble: Signal<Option<ReplicaError>>,
    /// How far synchronisation is; none until it is known.
    pub(crate) sync: Signal<Option<SyncView>>,
    /// How this device looks.
    pub(crate) preference: Signal<Preference>,
    /// Set while another window has the database.
    pub(crate) held: Signal<Option<Held>>,
    /// Whether this device has a PIN, and is locked by it.
    pub(crate) lock: Signal<LockView>,
    /// A newer app is downloaded and waits.
    pub(crate) update: Signal<bool>,
    /// The sentence at the bottom.
    pub(crate) snack: SnackSlot,
    changes: Rc<watch::Sender<u64>>,
    reports: Rc<watch::Sender<u64>>,
    answers: Rc<RefCell<Vec<(Query, Answer)>>>,
    scrolls: Rc<RefCell<HashMap<String, f64>>>,
    counts: Rc<RefCell<HashMap<String, usize>>>,
    typed: Rc<RefCell<String>>,
    guides: Rc<RefCell<Vec<GuideId>>>,
    was: Rc<Cell<Option<Place>>>,
}

/// The same where a change told to one is told to the other.
impl PartialEq for Live {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.changes, &other.changes)
    }
}

impl Live {
    /// Starts with nothing known. Call once, at the root.
    pub(crate) fn new(door: Rc<dyn Door>) -> Self {
        Self {
            door,
            practice: false,
            session: Signal::new(None),
            trouble: Signal::new(None),
            sync: Signal::new(None),
            preference: Signal::new(Preference::default()),
            held: Signal::new(None),
            lock: Signal::new(LockView::default()),
            update: Signal::new(false),
            snack: SnackSlot::new(),
            changes: Rc::new(watch::channel(0).0),
            reports: Rc::new(watch::channel(0).0),
            answers: Rc::default(),
            scrolls: Rc::default(),
            counts: Rc::default(),
            typed: Rc::default(),
            guides: Rc::default(),
            was: Rc::default(),
        }
    }

    /// The same over a door to invented people.
    pub(crate) fn practice(door: Rc<dyn Door>) -> Self {
        Self {
            practice: true,
            ..Self::new(door)
        }
    }

    /// Wakes when something that a query shows may have changed. Changes in between are one.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// Wakes when the hub may have news for a report. News in between are one.
    pub(crate) fn report_news(&self) -> watch::Receiver<u64> {
        self.reports.subscribe()
    }

    /// Has every screen ask again.
    pub(crate) fn changed(&self) {
        self.changes
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    /// The last answer to `query`, if it is still kept.
    pub(crate) fn kept(&self, query: &Query) -> Option<Answer> {
        let answers = self.answers.borrow();
        answers
            .iter()
            .find(|(asked, _)| asked == query)
            .map(|(_, answer)| answer.clone())
    }

    /// Keeps an answer, dropping the one unused for longest.
    pub(crate) fn keep(&self, query: &Query, answer: &Answer) {
        let mut answers = self.answers.borrow_mut();
        answers.retain(|(asked, _)| asked != query);
        if answers.len() >= KEPT {
            answers.remove(0);
        }
        answers.push((query.clone(), answer.clone()));
    }

    /// Where the list at `place` was scrolled to.
    pub(crate) fn scrolled(&self, place: &str) -> f64 {
        self.scrolls
            .borrow()
            .get(place)
            .copied()
            .unwrap_or_default()
    }

    /// Remembers where the list at `place` is scrolled to.
    pub(crate) fn remember_scroll(&self, place: &str, top: f64) {
        self.scrolls.borrow_mut().insert(place.to_owned(), top);
    }

    /// How far a list was read, by a name for it.
    pub(crate) fn counted(&self, place: &str) -> usize {
        self.counts.borrow().get(place).copied().unwrap_or_default()
    }

    /// Remembers how far a list was read.
    pub(crate) fn remember_count(&self, place: &str, count: usize) {
        self.counts.borrow_mut().insert(place.to_owned(), count);
    }

    /// What was last searched for.
    pub(crate) fn typed(&self) -> String {
        self.typed.borrow().clone()
    }

    /// Remembers what is searched for.
    pub(crate) fn remember_typed(&self, text: &str) {
        text.clone_into(&mut self.typed.borrow_mut());
    }

    /// The entries of the service handbook last opened, the last first.
    pub(crate) fn opened_guides(&self) -> Vec<GuideId> {
        self.guides.borrow().clone()
    }

    /// Remembers that an entry was opened.
    pub(crate) fn remember_guide(&self, id: GuideId) {
        let mut guides = self.guides.borrow_mut();
        guides.retain(|opened| *opened != id);
        guides.insert(0, id);
        guides.truncate(OPENED);
    }

    /// Which part of the app one was in before the help around it.
    pub(crate) fn was_in(&self) -> Option<Place> {
        self.was.get()
    }

    /// Remembers which part of the app one is in.
    pub(crate) fn remember_place(&self, place: Option<Place>) {
        if place.is_some_and(|place| place != Place::Me) {
            self.was.set(place);
        }
    }

    /// Forgets what was read and searched for: the device is locked.
    pub(crate) fn forget(&self) {
        self.answers.borrow_mut().clear();
        self.typed.borrow_mut().clear();
    }

    /// An error that concerns more than the screen it met.
    pub(crate) fn met(&self, error: &ReplicaError) {
        let mut held = self.held;
        if *error == ReplicaError::HeldElsewhere && held.peek().is_none() {
            held.set(Some(Held::Elsewhere));
        }
    }

    /// Listens to the replica for as long as it lives. When it ends (its worker did not load, its
    /// thread died) every screen asks again and is told why.
    pub(crate) async fn listen(self) {
        let mut notices = self.door.notices();
        let (mut sync, mut held) = (self.sync, self.held);
        while let Some(notice) = notices.next().await {
            match notice {
                Notice::Changed => {
                    if held.peek().is_some() {
                        held.set(None);
                    }
                    self.changed();
                }
                Notice::Reports => self
                    .reports
                    .send_modify(|count| *count = count.wrapping_add(1)),
                Notice::Sync(view) => sync.set(Some(view)),
                Notice::HeldElsewhere => held.set(Some(Held::Elsewhere)),
                Notice::HandedOver => held.set(Some(Held::HandedOver)),
            }
        }
        self.changed();
    }
}
