//! Step after step: what all parts of the world share, and how time goes by.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::{SyncRequest, SyncResponse};
use chuanmen_replica::sync::SyncError;
use fastrand::Rng;

use super::carrying::Carried;
use super::check;
use super::clock::{NOON, PhoneClock, Time};
use super::hub::{HubHost, Letter};
use super::ledger::Ledger;
use super::line::Line;
use super::phone::Phone;
use super::plan::{Plan, Weather};
use super::stage::Stage;
use super::town::Person;
use super::trace::Trace;

/// What all parts of the world share.
pub(super) struct Shared {
    pub(super) time: Time,
    pub(super) chance: RefCell<Rng>,
    pub(super) weather: Cell<Weather>,
    pub(super) hub: RefCell<HubHost>,
    pub(super) late: RefCell<Vec<Letter>>,
    pub(super) ledger: RefCell<Ledger>,
    pub(super) trace: RefCell<Trace>,
    broken: RefCell<Option<String>>,
    granted: RefCell<BTreeMap<Person, bool>>,
    people: Vec<Person>,
}

pub(super) struct World<'s> {
    pub(super) stage: &'s Stage,
    pub(super) shared: Rc<Shared>,
    pub(super) phones: Vec<Phone>,
    /// The last save on each phone, which may be taken back.
    pub(super) last: Vec<Option<TransactionId>>,
    /// Files of unsent work that somebody carries.
    pub(super) carried: Vec<Carried>,
    pub(super) plan: Plan,
}

impl Shared {
    pub(super) fn note(&self, phone: Option<usize>, what: &str) {
        let at = self.time.now().since(NOON);
        let who = phone.map_or_else(String::new, |n| format!("{} {n}: ", self.people[n].login));
        self.trace.borrow_mut().note(at, &format!("{who}{what}"));
    }

    /// Keeps the first promise that was broken.
    pub(super) fn judge(&self, verdict: Result<(), String>) {
        if let Err(what) = verdict {
            self.broken.borrow_mut().get_or_insert(what);
        }
    }

    /// The hub may have written.
    pub(super) fn hub_wrote(&self) {
        let verdict = self.ledger.borrow_mut().hub_wrote(&self.hub.borrow());
        self.judge(verdict);
    }

    pub(super) fn answered(&self, phone: usize, request: &SyncRequest, response: &SyncResponse) {
        let person = self.people[phone];
        let granted = self.is_granted(person);
        let hub = self.hub.borrow();
        let mut ledger = self.ledger.borrow_mut();
        self.judge(ledger.answered(phone, person, granted, request, response, &hub));
    }

    pub(super) fn is_granted(&self, person: Person) -> bool {
        self.granted.borrow().get(&person).copied().unwrap_or(true)
    }

    pub(super) fn set_granted(&self, person: Person, given: bool) {
        self.granted.borrow_mut().insert(person, given);
    }
}

impl<'s> World<'s> {
    pub(super) fn new(stage: &'s Stage, seed: u64, folder: &std::path::Path) -> Self {
        let mut chance = Rng::with_seed(seed);
        let plan = Plan::draw(&mut chance);
        let time = Time::noon();
        time.pass(UnixMillis::MINUTE);
        let hub = HubHost::new(folder, &stage.town.hub, &time, &stage.runtime);
        let shared = Rc::new(Shared {
            time: time.clone(),
            chance: RefCell::new(chance),
            weather: Cell::new(plan.weather),
            hub: RefCell::new(hub),
            late: RefCell::default(),
            ledger: RefCell::default(),
            trace: RefCell::default(),
            broken: RefCell::default(),
            granted: RefCell::default(),
            people: plan.phones.clone(),
        });
        shared.hub_wrote();
        let mut world = Self {
            stage,
            phones: Vec::new(),
            last: vec![None; plan.phones.len()],
            carried: Vec::new(),
            shared,
            plan,
        };
        let people = world.plan.phones.clone();
        for (number, person) in people.into_iter().enumerate() {
            let clock = PhoneClock::new(&time, world.plan.errors[number]);
            let line = Line {
                shared: Rc::clone(&world.shared),
                phone: number,
                old: world.plan.newer && number == 0,
            };
            let hands = (clock, Rc::new(line));
            let empty = &stage.town.phone;
            let phone = Phone::new(folder, empty, person, hands, world.plan.fold_at);
            world.phones.push(phone);
            world.enrol(number);
        }
        world
    }

    pub(super) fn draw(&self, most: usize) -> usize {
        self.shared.chance.borrow_mut().usize(..most)
    }

    /// Whether something happens that happens so many times in a thousand.
    pub(super) fn strikes(&self, times: u32) -> bool {
        self.shared.chance.borrow_mut().u32(..1000) < times
    }

    pub(super) fn note(&self, phone: usize, what: &str) {
        self.shared.note(Some(phone), what);
    }

    pub(super) fn play(&mut self) -> Result<(), String> {
        self.shared.note(None, &format!("{:?}", self.plan));
        for number in 0..self.phones.len() {
            self.phones[number].begin(true);
        }
        for _ in 0..self.plan.steps {
            self.step();
            self.verdict()?;
        }
        self.make_peace()?;
        self.last_look()
    }

    pub(super) fn verdict(&self) -> Result<(), String> {
        self.shared.broken.borrow().clone().map_or(Ok(()), Err)
    }

    fn step(&mut self) {
        self.pass_time();
        let number = self.draw(self.phones.len());
        match self.draw(100) {
            0..=54 => self.synchronise(number),
            55..=89 => self.act(number),
            90 | 91 if self.plan.bundles => self.carry(number),
            90..=93 => self.bring_late(),
            _ => {
                let troubles = &self.plan.troubles;
                if !troubles.is_empty() {
                    let trouble = troubles[self.draw(troubles.len())];
                    self.befall(trouble);
                }
            }
        }
        self.look(number);
    }

    fn pass_time(&self) {
        let mut chance = self.shared.chance.borrow_mut();
        let millis = match chance.u32(..1000) {
            n if n < self.plan.leaps => chance.i64(0..8 * UnixMillis::DAY),
            0..300 => chance.i64(0..20_000),
            _ => chance.i64(1..2_000),
        };
        self.shared.time.pass(millis);
    }

    /// Begins a run, or goes on with one.
    fn synchronise(&mut self, number: usize) {
        if !self.phones[number].is_running() {
            let all = self.draw(3) > 0;
            self.note(number, "begins to synchronise");
            self.phones[number].begin(all);
            return;
        }
        if self.strikes(self.plan.power_fails) {
            self.note(number, "loses power while it synchronises");
            let mut chance = self.shared.chance.borrow_mut().fork();
            self.phones[number].fail_while(false, &mut chance, |phone| {
                phone.go_on();
            });
            return;
        }
        let failing = self.strikes(self.plan.storage_fails);
        if failing {
            let steps = i64::try_from(self.draw(6_000)).unwrap_or(1) + 1;
            self.phones[number].fail_at(steps);
        }
        let done = self.phones[number].go_on();
        self.phones[number].mend();
        if let Some(Err(SyncError::Storage(_))) = done {
            self.phones[number].restart();
        }
        self.ended(number, done, failing);
    }

    pub(super) fn ended(
        &mut self,
        number: usize,
        done: Option<Result<(), SyncError>>,
        failing: bool,
    ) {
        match done {
            Some(Ok(())) => {
                self.note(number, "has synchronised");
                self.shared.ledger.borrow_mut().caught_up(number);
            }
            Some(Err(SyncError::Storage(why))) if !failing => {
                self.shared.judge(Err(format!("its storage failed: {why}")));
            }
            Some(Err(why)) => {
                self.note(number, &format!("stops: {why}"));
            }
            None => {}
        }
    }

    /// Something sent long ago reaches the hub.
    pub(super) fn bring_late(&self) {
        let waiting = self.shared.late.borrow().len();
        if waiting == 0 {
            return;
        }
        let which = self.draw(waiting);
        let letter = self.shared.late.borrow_mut().swap_remove(which);
        self.shared.hub.borrow().deliver(&letter);
        self.shared.note(None, "a late message reaches the hub");
        self.shared.hub_wrote();
    }

    /// Looks whether a phone keeps what was promised.
    pub(super) fn look(&self, number: usize) {
        let mut ledger = self.shared.ledger.borrow_mut();
        let phone = &self.phones[number];
        self.shared
            .judge(check::at_any_time(number, phone, &mut ledger));
        let name = format!("{} {number}", phone.person.login);
        let lives = check::lives(number, &name, phone, &mut ledger);
        self.shared.judge(lives);
    }
}
