//! Somebody's phone: a real replica, which can be switched off at any write.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::{Context, Poll, Waker};

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::{EnrolResponse, Transaction};
use chuanmen_replica::actor::Clock;
use chuanmen_replica::storage::Store;
use chuanmen_replica::sync::{Pace, Run, SyncError};
use fastrand::Rng;
use rusqlite::Connection;

use super::clock::PhoneClock;
use super::disk::Image;
use super::line::Line;
use super::town::{Person, key};

type Task = Pin<Box<dyn Future<Output = Result<(), SyncError>>>>;

pub(super) struct Phone {
    pub(super) person: Person,
    folder: PathBuf,
    path: PathBuf,
    generation: u32,
    /// After how many pages of log SQLite folds it back.
    fold_at: u32,
    pub(super) store: Rc<RefCell<Store>>,
    pub(super) clock: PhoneClock,
    pace: Rc<RefCell<Pace>>,
    line: Rc<Line>,
    run: Option<Task>,
    /// Steps of SQLite until its disk fails once; 0: never.
    disk: Arc<AtomicI64>,
    pub(super) backup: Option<Backup>,
}

/// What was copied off a phone, and which saves it knew then.
pub(super) struct Backup {
    image: Image,
}

fn open(path: &Path, disk: &Arc<AtomicI64>, fold_at: u32) -> Store {
    let mut connection = Connection::open(path).expect("a file");
    let left = Arc::clone(disk);
    let fails =
        move || left.load(Ordering::Relaxed) > 0 && left.fetch_sub(1, Ordering::Relaxed) == 1;
    connection
        .progress_handler(1, Some(fails))
        .expect("a handler");
    let store = Store::open(connection, &key()).expect("the phone opens its database");
    let fold = format!("PRAGMA wal_autocheckpoint = {fold_at}");
    let told = store.connection().query_row(&fold, [], |_| Ok(()));
    told.expect("a setting");
    store
}

impl Phone {
    pub(super) fn new(
        folder: &Path,
        empty: &Image,
        person: Person,
        (clock, line): (PhoneClock, Rc<Line>),
        fold_at: u32,
    ) -> Self {
        let folder = folder.join(format!("phone-{}", line.phone));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("0.db");
        empty.write(&path);
        let disk = Arc::new(AtomicI64::new(0));
        Self {
            person,
            store: Rc::new(RefCell::new(open(&path, &disk, fold_at))),
            folder,
            path,
            generation: 0,
            fold_at,
            clock,
            pace: Rc::default(),
            line,
            run: None,
            disk,
            backup: None,
        }
    }

    pub(super) fn wall(&self) -> UnixMillis {
        self.clock.wall()
    }

    pub(super) fn enrol(&self, enrolled: &EnrolResponse) {
        let mut store = self.store.borrow_mut();
        store
            .set_session(enrolled, "https://hub.example", self.clock.wall())
            .expect("enrolled");
    }

    pub(super) const fn is_running(&self) -> bool {
        self.run.is_some()
    }

    /// Begins to synchronise.
    pub(super) fn begin(&mut self, all: bool) {
        let (store, clock) = (Rc::clone(&self.store), self.clock.clone());
        let (pace, line) = (Rc::clone(&self.pace), Rc::clone(&self.line));
        self.run = Some(Box::pin(async move {
            let run = Run {
                store: &store,
                transport: &*line,
                clock: &clock,
                pace: &pace,
                all,
            };
            run.to_the_end(|_| ()).await
        }));
    }

    /// Goes on to the next wait; how the run ended, if it did.
    pub(super) fn go_on(&mut self) -> Option<Result<(), SyncError>> {
        let task = self.run.as_mut()?;
        match task.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => {
                self.run = None;
                Some(done)
            }
            Poll::Pending => None,
        }
    }

    /// Does something, with the power going somewhere in the middle of what is written meanwhile.
    /// `one`: it writes one transaction at most.
    pub(super) fn fail_while(&mut self, one: bool, chance: &mut Rng, act: impl FnOnce(&mut Self)) {
        let before = Image::of(&self.path);
        act(self);
        let after = Image::of(&self.path);
        self.start_from(&Image::torn(&before, &after, one, chance));
    }

    /// Goes on from what an image holds.
    fn start_from(&mut self, image: &Image) {
        self.run = None;
        self.generation += 1;
        self.path = self.folder.join(format!("{}.db", self.generation));
        image.write(&self.path);
        *self.store.borrow_mut() = open(&self.path, &self.disk, self.fold_at);
        *self.pace.borrow_mut() = Pace::default();
    }

    /// The app is removed and installed again.
    pub(super) fn reinstall(&mut self, empty: &Image) {
        self.start_from(empty);
    }

    pub(super) fn back_up(&mut self) {
        let image = Image::of(&self.path);
        self.backup = Some(Backup { image });
    }

    /// Goes back to the last backup.
    pub(super) fn restore(&mut self) {
        if let Some(backup) = self.backup.take() {
            self.start_from(&backup.image);
        }
    }

    /// The disk fails once, after so many steps of SQLite; 0: not at all.
    pub(super) fn fail_at(&self, steps: i64) {
        self.disk.store(steps, Ordering::Relaxed);
    }

    /// The disk works again. What failed while SQLite took a transaction back leaves it open, as no
    /// real disk does: the app is started again.
    pub(super) fn mend(&mut self) {
        self.fail_at(0);
        let open = !self.store.borrow().connection().is_autocommit();
        if open {
            self.restart();
        }
    }

    /// The app is killed and started again.
    pub(super) fn restart(&mut self) {
        self.start_from(&Image::of(&self.path));
    }

    /// What waits, what was sent and what was refused, as it stands in the outbox.
    pub(super) fn outbox(&self) -> Vec<(Transaction, String, Option<String>)> {
        let store = self.store.borrow();
        let mut select = store
            .connection()
            .prepare_cached("SELECT body, state, code FROM outbox ORDER BY n")
            .expect("a statement");
        let rows = select.query_map([], |row| {
            let body: String = row.get(0)?;
            Ok((body, row.get(1)?, row.get(2)?))
        });
        rows.expect("rows")
            .map(|row| {
                let (body, state, code): (String, _, _) = row.expect("a row");
                (serde_json::from_str(&body).expect("a body"), state, code)
            })
            .collect()
    }

    /// What was delivered.
    pub(super) fn receipts(&self) -> Vec<TransactionId> {
        self.texts("SELECT id FROM receipt")
            .iter()
            .map(|id| id.parse().expect("an id"))
            .collect()
    }

    /// One column of texts.
    pub(super) fn texts(&self, sql: &str) -> Vec<String> {
        let store = self.store.borrow();
        let mut select = store.connection().prepare_cached(sql).expect("a statement");
        let rows = select.query_map([], |row| row.get(0)).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    }

    /// Everything that is stored, to see whether something changed.
    pub(super) fn fingerprint(&self) -> String {
        let columns = [
            "SELECT n || id || body || state || ifnull(code, '') FROM outbox ORDER BY n",
            "SELECT id || scope || fields || clocks || pending FROM record ORDER BY id, scope",
            "SELECT record || fields || clocks FROM mirror ORDER BY record",
            "SELECT id || ifnull(seq, '') || ifnull(n, '') || stamp FROM event ORDER BY id",
            "SELECT id || seq || ifnull(body, '') FROM receipt ORDER BY id",
            "SELECT household || body || ifnull(saved_by, '') FROM draft ORDER BY household",
            "SELECT name || ifnull(number, '') || ifnull(cursor, '') || withdrawn || complete
             FROM scope ORDER BY name",
            "SELECT name || value FROM meta ORDER BY name",
        ];
        let all = columns.iter().flat_map(|sql| self.texts(sql));
        all.collect::<Vec<_>>().join("\n")
    }
}
