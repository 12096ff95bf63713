use std::cell::RefCell;
use std::rc::Rc;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Event, Scope};
use chuanmen_core::merge::{Patch, Record, RecordId, TransactionId};

use super::hub::TestHub;
use super::line::{Line, TestClock};
use crate::api::Summary;
use crate::storage::{NOON, Save, Store, edit, enrolled};
use crate::sync::{Pace, Run, SyncError};

/// Somebody's phone, joined to a hub by a line that can be cut.
pub(crate) struct Phone {
    pub(crate) store: Rc<RefCell<Store>>,
    pub(crate) line: Line,
    pub(crate) clock: TestClock,
    pace: RefCell<Pace>,
}

impl Phone {
    pub(crate) fn new(hub: &Rc<RefCell<TestHub>>, replica: u64) -> Self {
        let mut store = Store::in_memory().unwrap();
        let account = 0xa000 + u128::from(replica);
        store
            .set_session(&enrolled(account, replica), "https://hub.example", NOON)
            .unwrap();
        Self {
            store: Rc::new(RefCell::new(store)),
            line: Line::new(hub),
            clock: TestClock::new(NOON),
            pace: RefCell::default(),
        }
    }

    /// Synchronises everything, fresh saves too.
    pub(crate) fn sync(&self) -> Result<(), SyncError> {
        self.run(true)
    }

    pub(crate) fn run(&self, all: bool) -> Result<(), SyncError> {
        let run = Run {
            store: &self.store,
            transport: &self.line,
            clock: &self.clock,
            pace: &self.pace,
            all,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(run.to_the_end(|_| ()))
    }

    pub(crate) fn save(
        &self,
        scope: Scope,
        patches: Vec<Patch>,
        events: Vec<Event>,
    ) -> TransactionId {
        self.clock.advance(10);
        let save = Save {
            scope,
            patches,
            events,
            summary: Summary::default(),
            draft: None,
        };
        self.store
            .borrow_mut()
            .save(save, self.clock.wall.get())
            .unwrap()
    }

    pub(crate) fn rename(&self, id: RecordId, name: &str) -> TransactionId {
        let (scope, record) = self.store.borrow().find(id).unwrap().unwrap();
        self.save(scope, vec![edit(&record, "name", name)], Vec::new())
    }

    pub(crate) fn shown(&self, id: RecordId) -> Option<Record> {
        self.store
            .borrow()
            .find(id)
            .unwrap()
            .map(|(_, record)| record)
    }

    pub(crate) fn waiting(&self) -> u32 {
        self.store.borrow().unsent().unwrap()
    }

    pub(crate) fn complete_at(&self) -> Option<UnixMillis> {
        self.store
            .borrow()
            .sync_view(self.clock.wall.get())
            .unwrap()
            .complete_at
    }
}
