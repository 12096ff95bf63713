use std::cell::{Cell, RefCell};
use std::time::Duration;

use chuanmen_core::protocol::{AddPersonRequest, ErrorCode, GrantsRequest, VERSION};
use futures_channel::mpsc;
use futures_util::lock::Mutex;

use super::Clock;
use super::answered::{Answered, Moment};
use super::bell::Bell;
use super::live::Watching;
use super::schedule::Schedule;
use crate::api::{Answer, Command, Notice, Outcome, Phase, Query, ReplicaError};
use crate::commands::{self, Handled};
use crate::queries;
use crate::storage::{Applied, Store};
use crate::sync::{Hub, Pace, Run, SyncError, Transport, TransportError};

/// The owner of this device's data: does what commands say, answers queries, keeps in step with
/// the hub. Single-threaded; its futures interleave, and none holds the store while it waits.
#[derive(Debug)]
pub struct Engine<T, C> {
    pub(super) store: RefCell<Store>,
    pub(super) transport: T,
    pub(super) clock: C,
    pub(super) schedule: RefCell<Schedule>,
    pub(super) bell: Bell,
    /// When to send photos, and what wakes whoever does.
    pub(super) errands: RefCell<Schedule>,
    pub(super) photo_bell: Bell,
    /// Whether a screen shows a report, and what wakes whoever listens for it.
    pub(super) watching: Watching,
    pub(super) report_bell: Bell,
    pace: RefCell<Pace>,
    /// One run of synchronisation at a time.
    pub(super) running: Mutex<()>,
    listeners: RefCell<Vec<mpsc::UnboundedSender<Notice>>>,
    /// When a run last told that something changed, and whether more has changed since.
    told: Cell<(Duration, bool)>,
    answered: Answered,
}

/// How often, at most, a run tells that something changed: screens ask again each time.
const TELL_EVERY: Duration = Duration::from_millis(500);

impl<T: Transport, C: Clock> Engine<T, C> {
    /// An engine over an open store. Nothing runs until it is served.
    #[must_use]
    pub fn new(store: Store, transport: T, clock: C) -> Self {
        let mut schedule = Schedule::default();
        if store.session().is_some() {
            schedule.woken(clock.elapsed());
        }
        Self {
            store: RefCell::new(store),
            transport,
            clock,
            schedule: RefCell::new(schedule),
            bell: Bell::default(),
            errands: RefCell::default(),
            photo_bell: Bell::default(),
            watching: Watching::default(),
            report_bell: Bell::default(),
            pace: RefCell::default(),
            running: Mutex::new(()),
            listeners: RefCell::default(),
            told: Cell::default(),
            answered: Answered::default(),
        }
    }

    /// The way to the hub, for tests that break it.
    #[must_use]
    pub const fn transport(&self) -> &T {
        &self.transport
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// Why nothing was done.
    pub async fn handle(&self, command: Command) -> Result<Outcome, ReplicaError> {
        let shows = changes_what_shows(&command);
        let handled = {
            let mut store = self.store.borrow_mut();
            commands::handle(&mut store, command, self.clock.wall())?
        };
        let command = match handled {
            Handled::Here(outcome) => {
                if shows {
                    self.schedule.borrow_mut().saved(self.clock.elapsed());
                    self.bell.ring();
                    self.tell(&Notice::Changed);
                    self.tell_sync();
                }
                return Ok(outcome);
            }
            Handled::NotLocal(command) => *command,
        };
        match command {
            Command::Enrol {
                hub,
                credential,
                device_name,
            } => self.enrol(&hub, credential, device_name).await,
            Command::SyncNow => self.synchronise(true).await.map(|()| Outcome::Done),
            Command::Wake => {
                self.wake();
                Ok(Outcome::Done)
            }
            Command::WatchReports => {
                self.watch_reports();
                Ok(Outcome::Done)
            }
            Command::FetchPicture { visit, hash, small } => {
                self.fetch_picture(visit, hash, small).await
            }
            Command::SendPhotosAgain => self.send_photos_again(),
            Command::PullOverview {
                community,
                grid,
                month,
            } => self.pull_overview(community, grid, month).await,
            Command::PullSubdistrict { month } => self.pull_subdistrict(month).await,
            Command::PullForms => self.pull_forms().await,
            Command::PullTokens => self.pull_tokens().await,
            Command::MakeToken { name, days } => self.make_token(name, days).await,
            Command::RevokeToken { id } => self.revoke_token(id).await,
            Command::PullAudit(request) => self.pull_audit(request).await,
            Command::PullPeople => self.pull_people().await,
            Command::AddPerson {
                name,
                login,
                role,
                areas,
                party,
            } => {
                let asked = AddPersonRequest {
                    v: VERSION,
                    name,
                    login,
                    role,
                    areas,
                    party,
                };
                self.add_person(asked).await
            }
            Command::ChangeGrants {
                account,
                give,
                take,
            } => {
                let v = VERSION;
                self.change_grants(account, GrantsRequest { v, give, take })
                    .await
            }
            Command::OfferEnrolment { account } => self.offer_enrolment(account).await,
            Command::Import(step) => self.import(step).await,
            Command::RevokeDevice { device } => self.revoke_device(device).await,
            Command::PullLeavings => self.pull_leavings().await,
            Command::Decide {
                device,
                transactions,
                take,
            } => self.decide(device, transactions, take).await,
            Command::PullTable(request) => self.pull_table(request).await,
            Command::ExportXlsx(request) => self.export_xlsx(request).await,
            Command::ExportCsv(request) => self.export_csv(request).await,
            Command::ExportMinutes { meeting } => self.export_minutes(meeting).await,
            // Whoever is asked here has the database.
            Command::TakeOver | Command::Lock => Ok(Outcome::Done),
            // Not which: a command holds what somebody typed, and this is for the log.
            _ => Err(ReplicaError::Gone {
                detail: "a command that nobody carries out".to_owned(),
            }),
        }
    }

    /// Answers a query.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn answer(&self, query: Query) -> Result<Answer, ReplicaError> {
        let store = self.store.borrow();
        let wall = self.clock.wall();
        let moment = Moment::new(store.connection().total_changes(), store.now(wall));
        if let Some(answer) = self.answered.get(&query, moment) {
            return Ok(answer);
        }
        let answer = queries::answer(&store, query.clone(), wall)?;
        self.answered.keep(query, moment, &answer);
        Ok(answer)
    }

    /// Synchronises until nothing is left on either side; `all`: fresh saves too, which can then
    /// no longer be undone.
    ///
    /// # Errors
    /// Why it is not complete.
    pub async fn synchronise(&self, all: bool) -> Result<(), ReplicaError> {
        let _alone = self.running.lock().await;
        if self.store.borrow().session().is_none() {
            return Err(ReplicaError::NotEnrolled);
        }
        let run = Run {
            store: &self.store,
            transport: &self.transport,
            clock: &self.clock,
            pace: &self.pace,
            all,
        };
        let stood = self.store.borrow().standing();
        self.tell_sync();
        let mut done = run.to_the_end(|applied| self.tell_applied(applied)).await;
        if done.is_ok() {
            done = self.hand_over().await;
        }
        if done.is_ok() {
            done = self.tell_reveals().await;
        }
        if is_revoked(&done) {
            // The hub's word on this device is told as it is, whether or not it can be left now.
            let _ = self.leave().await;
        }
        self.settle(&done);
        if self.store.borrow().standing() != stood {
            // Screens say so at once, not when they are next opened.
            self.tell(&Notice::Changed);
        }
        done.map_err(ReplicaError::from)
    }

    /// Plans the next run and says how this one ended.
    fn settle(&self, done: &Result<(), SyncError>) {
        let (now, luck) = (self.clock.elapsed(), luck());
        let phase = match done {
            Ok(()) => Phase::Idle,
            Err(SyncError::Transport(TransportError::Hub { code, .. })) => {
                Phase::Failing { code: code.clone() }
            }
            Err(SyncError::Transport(_)) => Phase::Offline,
            // The disk is full, say: not the hub's fault, and said where it hurts.
            Err(SyncError::Storage(_)) => Phase::Idle,
        };
        let (waiting, carrying) = {
            let mut store = self.store.borrow_mut();
            store.set_phase(phase);
            let carrying = store.carried_waiting().is_ok_and(|files| !files.is_empty());
            (store.unsent().unwrap_or_default() > 0, carrying)
        };
        let mut schedule = self.schedule.borrow_mut();
        match done {
            Ok(()) => {
                schedule.succeeded(now, luck);
                if waiting {
                    schedule.saved(now);
                }
            }
            Err(_) => schedule.failed(now, waiting || carrying, luck),
        }
        drop(schedule);
        self.bell.ring();
        if done.is_ok() {
            self.wake_photos();
        }
        if let (at, true) = self.told.get() {
            self.tell(&Notice::Changed);
            self.told.set((at, false));
        }
        self.tell_sync();
    }

    /// Synchronises soon.
    pub(super) fn wake(&self) {
        if self.store.borrow().session().is_some() {
            self.schedule.borrow_mut().woken(self.clock.elapsed());
            self.bell.ring();
            self.wake_photos();
        }
    }

    /// Where the hub is, and who asks.
    pub(super) fn hub(&self) -> Result<Hub, ReplicaError> {
        let store = self.store.borrow();
        let session = store.session().ok_or(ReplicaError::NotEnrolled)?;
        Ok(Hub::of(session))
    }

    pub(super) fn listen(&self, listener: mpsc::UnboundedSender<Notice>) {
        self.listeners.borrow_mut().push(listener);
    }

    pub(super) fn tell(&self, notice: &Notice) {
        let mut listeners = self.listeners.borrow_mut();
        listeners.retain(|listener| listener.unbounded_send(notice.clone()).is_ok());
    }

    pub(super) fn tell_sync(&self) {
        let view = self.store.borrow().sync_view(self.clock.wall());
        // A database that fails says so where something is asked of it.
        if let Ok(view) = view {
            self.tell(&Notice::Sync(view));
        }
    }

    fn tell_applied(&self, applied: &Applied) {
        if applied.progressed() {
            let (at, _) = self.told.get();
            let now = self.clock.elapsed();
            if now.saturating_sub(at) >= TELL_EVERY {
                self.tell(&Notice::Changed);
                self.told.set((now, false));
            } else {
                self.told.set((at, true));
            }
        }
        self.tell_sync();
    }
}

/// Whether the hub knows this device and will have nothing more of it: not that it does not know
/// it, as a hub does that was set up anew.
const fn is_revoked(done: &Result<(), SyncError>) -> bool {
    matches!(
        done,
        Err(SyncError::Transport(TransportError::Hub {
            code: ErrorCode::DeviceRevoked,
            ..
        }))
    )
}

/// Whether a local command changes what lists and boards show, or what waits to be sent. Keeping
/// a half-typed form does not: it happens at every pause of a thumb. Nor does opening a household, or
/// somebody's health.
const fn changes_what_shows(command: &Command) -> bool {
    !matches!(
        command,
        Command::SaveDraft { .. }
            | Command::DropDraft { .. }
            | Command::KeepPhoto { .. }
            | Command::KeepSignature { .. }
            | Command::Reveal { .. }
            | Command::LookAtHealth { .. }
            | Command::Opened { .. }
    )
}

/// From 0 to 1.
pub(super) fn luck() -> f64 {
    let mut byte = [0_u8];
    // Without random numbers every phone has the same luck, which is no worse than bad.
    let _ = getrandom::fill(&mut byte);
    f64::from(byte[0]) / 255.0
}
