use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{EnrolRequest, EnrolResponse, SyncRequest};

use super::hub::TestHub;
use crate::actor::Clock;
use crate::storage::Store;
use crate::sync::{Exchange, Hub, ReportSubject, Transport, TransportError};

/// What happens to one exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It arrives and is answered.
    Good,
    /// The request is lost.
    Lost,
    /// The hub does what it says, and its answer is lost.
    Unanswered,
}

type Event = Box<dyn FnOnce(&mut Store)>;

/// A line to a hub in the same process, which loses what it is told to.
pub(crate) struct Line {
    pub(crate) hub: Rc<RefCell<TestHub>>,
    pub(crate) fates: RefCell<VecDeque<Fate>>,
    meanwhile: RefCell<Option<(Rc<RefCell<Store>>, Event)>>,
}

impl Line {
    pub(crate) fn new(hub: &Rc<RefCell<TestHub>>) -> Self {
        Self {
            hub: Rc::clone(hub),
            fates: RefCell::default(),
            meanwhile: RefCell::default(),
        }
    }

    /// Has something happen on the phone while the next request is on its way.
    pub(crate) fn meanwhile(
        &self,
        store: &Rc<RefCell<Store>>,
        event: impl FnOnce(&mut Store) + 'static,
    ) {
        self.meanwhile
            .replace(Some((Rc::clone(store), Box::new(event))));
    }

    pub(crate) fn will(&self, fates: &[Fate]) {
        self.fates.borrow_mut().extend(fates);
    }
}

impl Transport for Line {
    async fn sync(&self, _: &Hub, request: &SyncRequest) -> Result<Exchange, TransportError> {
        let lost = || Err(TransportError::Offline("lost".to_owned()));
        let fate = self.fates.borrow_mut().pop_front().unwrap_or(Fate::Good);
        if fate == Fate::Lost {
            return lost();
        }
        if let Some((store, event)) = self.meanwhile.take() {
            event(&mut store.borrow_mut());
        }
        // Through JSON, as on a real line.
        let json = serde_json::to_string(request).unwrap();
        let response = self
            .hub
            .borrow_mut()
            .sync(&serde_json::from_str(&json).unwrap())?;
        if fate == Fate::Unanswered {
            return lost();
        }
        let answer = serde_json::to_string(&response).unwrap();
        let response = serde_json::from_str(&answer).unwrap();
        Ok(Exchange {
            response,
            sent: (json.len(), json.len()),
        })
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        Ok(crate::storage::enrolled(0xa, 7))
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Offline("no reports here".to_owned()))
    }
}

/// A clock that goes only when it is told to.
#[derive(Clone)]
pub(crate) struct TestClock {
    pub(crate) wall: Rc<Cell<UnixMillis>>,
}

impl TestClock {
    pub(crate) fn new(wall: UnixMillis) -> Self {
        Self {
            wall: Rc::new(Cell::new(wall)),
        }
    }

    pub(crate) fn advance(&self, millis: i64) {
        self.wall.set(self.wall.get().plus(millis));
    }
}

impl Clock for TestClock {
    fn wall(&self) -> UnixMillis {
        self.wall.get()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.wall.get().0).unwrap_or_default())
    }

    async fn sleep(&self, pause: Duration) {
        // Not a nanosecond too early.
        let millis = pause.as_nanos().div_ceil(1_000_000);
        self.advance(i64::try_from(millis).unwrap());
    }
}
