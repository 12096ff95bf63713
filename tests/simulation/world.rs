//! Step after step, then peace, then the last look.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::{RefusalCode, SyncRequest, SyncResponse};
use chuanmen_core::simulation::{Fault, Simulation};
use chuanmen_replica::api::{Command, Standing};
use chuanmen_replica::sync::SyncError;
use fastrand::Rng;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::check;
use super::clock::{NOON, PhoneClock, Time};
use super::deeds::{self, Deed, Done};
use super::hub::{Form, HubHost, Letter};
use super::ledger::Ledger;
use super::line::Line;
use super::phone::Phone;
use super::plan::{Plan, Weather};
use super::town::{Person, Town};
use super::trace::Trace;

/// Where simulations are played, one after the other: one for each thread.
pub struct Stage {
    simulation: Arc<Simulation>,
    runtime: Rc<Runtime>,
    pub(super) town: Town,
    folder: TempDir,
}

/// A simulation in which every promise was kept.
pub struct Outcome {
    /// What happened, line by line; the same for the same seed.
    pub trace: Vec<String>,
    /// Transactions in the hub at the end.
    pub taken: usize,
}

/// A simulation in which a promise was broken.
pub struct Failure {
    /// Which.
    pub what: String,
    /// What happened until then.
    pub trace: Vec<String>,
}

/// What all parts of the world share.
pub(super) struct Shared {
    pub(super) time: Time,
    pub(super) chance: RefCell<Rng>,
    pub(super) weather: Cell<Weather>,
    pub(super) hub: RefCell<HubHost>,
    pub(super) late: RefCell<Vec<Letter>>,
    pub(super) ledger: RefCell<Ledger>,
    trace: RefCell<Trace>,
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
    plan: Plan,
}

/// Rounds of peace after which all should be quiet.
const PEACE: usize = 12;

impl Default for Stage {
    fn default() -> Self {
        Self::new()
    }
}

impl Stage {
    /// A stage.
    ///
    /// # Panics
    /// When there is no room for one.
    #[must_use]
    pub fn new() -> Self {
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        let folder = folder.expect("a folder");
        let simulation = Arc::new(Simulation::default());
        simulation.enter();
        simulation.begin(0, None);
        let inside = Arc::clone(&simulation);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .max_blocking_threads(1)
            .on_thread_start(move || inside.enter())
            .build();
        let stage = Self {
            town: Town::build(folder.path()),
            runtime: Rc::new(runtime.expect("a runtime")),
            simulation,
            folder,
        };
        stage.warm_up();
        stage
    }

    /// What a process draws once must not be drawn from the first seed.
    fn warm_up(&self) {
        let folder = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        let time = Time::noon();
        let hub = HubHost::new(folder.path(), &self.town.hub, &time, &self.runtime);
        hub.deliver(&Letter {
            token: "nobody".to_owned(),
            body: Vec::new(),
            form: Form::Json,
            broken: false,
        });
    }

    /// Plays a seed, with a fault planted or none.
    ///
    /// # Errors
    /// The first promise that was broken.
    ///
    /// # Panics
    /// When there is no room for it; what panics in the simulation is a failure.
    pub fn play(&self, seed: u64, fault: Option<&Fault>) -> Result<Outcome, Failure> {
        self.simulation.enter();
        self.simulation.begin(seed, fault.cloned());
        let folder = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        let trace = RefCell::new(Vec::new());
        let played = catch_unwind(AssertUnwindSafe(|| {
            let mut world = World::new(self, seed, folder.path());
            let done = catch_unwind(AssertUnwindSafe(|| world.play()));
            trace.replace(world.shared.trace.borrow().lines().to_vec());
            let done = done.unwrap_or_else(|panic| Err(said(&*panic)));
            done.map(|()| world.shared.ledger.borrow().count())
        }));
        let trace = trace.into_inner();
        match played.unwrap_or_else(|panic| Err(said(&*panic))) {
            Ok(taken) => Ok(Outcome { trace, taken }),
            Err(what) => Err(Failure { what, trace }),
        }
    }
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("without a word"))
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
    fn new(stage: &'s Stage, seed: u64, folder: &std::path::Path) -> Self {
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
    fn strikes(&self, times: u32) -> bool {
        self.shared.chance.borrow_mut().u32(..1000) < times
    }

    pub(super) fn note(&self, phone: usize, what: &str) {
        self.shared.note(Some(phone), what);
    }

    fn play(&mut self) -> Result<(), String> {
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

    fn verdict(&self) -> Result<(), String> {
        self.shared.broken.borrow().clone().map_or(Ok(()), Err)
    }

    fn step(&mut self) {
        self.pass_time();
        let number = self.draw(self.phones.len());
        match self.draw(100) {
            0..=54 => self.synchronise(number),
            55..=89 => self.act(number),
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

    fn ended(&mut self, number: usize, done: Option<Result<(), SyncError>>, failing: bool) {
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

    fn choose(&self, number: usize) -> Option<Deed> {
        let phone = &self.phones[number];
        let store = phone.store.borrow();
        store.session()?;
        let mut chance = self.shared.chance.borrow_mut();
        let last = self.last[number];
        deeds::choose(&store, phone.wall(), &self.plan, last, &mut chance)
    }

    fn act(&mut self, number: usize) {
        let Some(deed) = self.choose(number) else {
            return;
        };
        let what = deed.to_string();
        let wall = self.phones[number].wall();
        if self.strikes(self.plan.power_fails) {
            self.note(number, &format!("loses power: {what}"));
            self.act_and_fail(number, deed, wall);
            return;
        }
        let failing = self.strikes(self.plan.storage_fails);
        let before = failing.then(|| {
            let phone = &self.phones[number];
            (phone.fingerprint(), phone.outbox().len())
        });
        if failing {
            let steps = i64::try_from(self.draw(2_000)).unwrap_or(1) + 1;
            self.phones[number].fail_at(steps);
        }
        let done = {
            let mut store = self.phones[number].store.borrow_mut();
            deeds::perform(&mut store, deed, wall)
        };
        self.phones[number].mend();
        match done {
            Ok(done) => {
                self.note(number, &format!("{what}{done}"));
                self.did(number, &done);
            }
            Err(why) => {
                self.note(number, &format!("cannot: {what}: {why}"));
                if let Some(before) = before {
                    self.left_nothing_or_all(number, &before);
                }
            }
        }
    }

    /// After a disk failed, a deed is undone whole; or done whole, where only the last word of
    /// that was lost. The app is started again then: it does not know which.
    fn left_nothing_or_all(&mut self, number: usize, (before, outbox): &(String, usize)) {
        let phone = &mut self.phones[number];
        if *before == phone.fingerprint() {
            return;
        }
        let grew = phone.outbox().len().abs_diff(*outbox);
        phone.restart();
        if grew != 1 {
            self.shared
                .judge(Err("what failed left something behind".to_owned()));
        }
        // A save that was taken back is in nobody's hands.
        let held: BTreeSet<_> = self.phones[number]
            .outbox()
            .into_iter()
            .map(|one| one.0.id)
            .collect();
        if let Some(last) = self.last[number].filter(|last| !held.contains(last)) {
            let mut ledger = self.shared.ledger.borrow_mut();
            if !ledger.is_taken(last) {
                ledger.excuse(last, "it was taken back");
            }
        }
    }

    fn did(&mut self, number: usize, done: &Done) {
        let mut ledger = self.shared.ledger.borrow_mut();
        match done {
            Done::Saved(id) => {
                self.last[number] = Some(*id);
                let outbox = self.phones[number].outbox();
                match outbox.into_iter().find(|(one, _, _)| one.id == *id) {
                    Some((transaction, _, _)) => ledger.keep(number, transaction),
                    None => self
                        .shared
                        .judge(Err(format!("{id} was saved, and is nowhere"))),
                }
            }
            Done::Undone(id) => {
                self.last[number] = None;
                ledger.excuse(*id, "it was taken back");
            }
            Done::Resent(id) => ledger.excuse(*id, "it was sent under another id"),
            Done::Nothing => {}
        }
    }

    fn act_and_fail(&mut self, number: usize, deed: Deed, wall: UnixMillis) {
        let before = self.phones[number].fingerprint();
        let mut after = String::new();
        let mut done = None;
        let mut chance = self.shared.chance.borrow_mut();
        self.phones[number].fail_while(true, &mut chance, |phone| {
            done = Some(deeds::perform(&mut phone.store.borrow_mut(), deed, wall));
            after = phone.fingerprint();
        });
        drop(chance);
        let now = self.phones[number].fingerprint();
        if now == after {
            // Nobody was told, but it is there to stay.
            if let Some(Ok(done)) = done {
                self.did(number, &done);
            }
        } else if now != before {
            self.shared.judge(Err("half of a save is left".to_owned()));
        }
    }

    /// Something sent long ago reaches the hub.
    fn bring_late(&self) {
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
    fn look(&self, number: usize) {
        let mut ledger = self.shared.ledger.borrow_mut();
        let phone = &self.phones[number];
        self.shared
            .judge(check::at_any_time(number, phone, &mut ledger));
        let name = format!("{} {number}", phone.person.login);
        let lives = check::lives(number, &name, phone, &mut ledger);
        self.shared.judge(lives);
    }

    /// Everybody is online and nothing fails: soon all must be quiet.
    fn make_peace(&mut self) -> Result<(), String> {
        self.shared.note(None, "peace");
        self.shared.weather.set(Weather::default());
        while !self.shared.late.borrow().is_empty() {
            self.bring_late();
        }
        let mut quiet = 0;
        for _ in 0..PEACE {
            self.shared.time.pass(UnixMillis::MINUTE);
            let before = self.shared.hub.borrow().scopes();
            let mut all_good = true;
            for number in 0..self.phones.len() {
                all_good &= self.run_out(number)?;
            }
            let still = self.shared.hub.borrow().scopes() == before;
            quiet = if all_good && still { quiet + 1 } else { 0 };
            if quiet == 2 {
                if !self.resend_what_waited_for_others() {
                    return Ok(());
                }
                quiet = 0;
            }
        }
        Err("it is never quiet".to_owned())
    }

    /// After the hub went back to a backup, a step may come before what it is about: it is
    /// refused, and its author sends it again. Whether somebody did.
    fn resend_what_waited_for_others(&mut self) -> bool {
        if !self.shared.ledger.borrow().restored {
            return false;
        }
        let unknown = RefusalCode::UnknownSubject;
        let mut some = false;
        for number in 0..self.phones.len() {
            for (transaction, _, code) in self.phones[number].outbox() {
                let transaction = transaction.id;
                // One that was late on its way may have been taken since.
                let taken = self.shared.ledger.borrow().is_taken(transaction);
                if code.as_deref() == Some(unknown.as_str()) && !taken {
                    let deed = Deed::Command(Command::Resend { transaction });
                    self.note(number, &deed.to_string());
                    let wall = self.phones[number].wall();
                    let done = {
                        let mut store = self.phones[number].store.borrow_mut();
                        deeds::perform(&mut store, deed, wall)
                    };
                    match done {
                        Ok(done) => self.did(number, &done),
                        Err(why) => self.shared.judge(Err(why)),
                    }
                    some = true;
                }
            }
        }
        some
    }

    /// Synchronises to the end; whether it got there.
    fn run_out(&mut self, number: usize) -> Result<bool, String> {
        if self.phones[number].store.borrow().standing() == Standing::Revoked {
            self.note(number, "enrols again");
            self.enrol(number);
        }
        if !self.phones[number].is_running() {
            self.phones[number].begin(true);
        }
        let mut done = None;
        for _ in 0..10_000 {
            done = self.phones[number].go_on();
            if done.is_some() {
                break;
            }
        }
        let good = matches!(done, Some(Ok(())));
        self.ended(number, done, false);
        self.look(number);
        self.verdict()?;
        Ok(good)
    }

    fn last_look(&self) -> Result<(), String> {
        let hub = self.shared.hub.borrow();
        let mut ledger = self.shared.ledger.borrow_mut();
        check::every_save_is_delivered(&self.phones, &ledger)?;
        check::records_are_what_the_logs_tell(&ledger, &hub)?;
        for (number, phone) in self.phones.iter().enumerate() {
            let name = &format!("{} {number}", phone.person.login);
            let scopes = if self.shared.is_granted(phone.person) {
                phone.person.scopes()
            } else {
                BTreeSet::new()
            };
            check::is_equal(name, phone, &scopes, &hub)?;
            check::lives(number, name, phone, &mut ledger)?;
        }
        Ok(())
    }
}
