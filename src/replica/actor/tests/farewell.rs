use std::cell::{Cell, RefCell};

use chuanmen_core::domain::Outcome as VisitOutcome;
use chuanmen_core::protocol::{EnrolRequest, EnrolResponse, ErrorCode, LeftBehind, SyncRequest};

use crate::actor::Engine;
use crate::api::{Answer, Command, Query, SessionQuery, SessionView, SyncQuery, VisitDraft};
use crate::queries::tests::town::{THREE, Town};
use crate::storage::enrolled;
use crate::sync::{Exchange, Hub, ReportSubject, TestClock, Transport, TransportError};

/// A hub that has revoked the device, and takes its last delivery or not.
struct Revokes {
    says: ErrorCode,
    takes: Cell<bool>,
    left: RefCell<Vec<Vec<u8>>>,
}

fn refusal(code: ErrorCode) -> TransportError {
    TransportError::Hub {
        code,
        message: String::new(),
    }
}

impl Transport for Revokes {
    async fn sync(&self, _: &Hub, _: &SyncRequest) -> Result<Exchange, TransportError> {
        Err(refusal(self.says.clone()))
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        Ok(enrolled(0xa, 7))
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Offline("no reports".to_owned()))
    }

    async fn leave_behind(&self, _: &Hub, file: Vec<u8>) -> Result<LeftBehind, TransportError> {
        if !self.takes.get() {
            return Err(TransportError::Offline("no line".to_owned()));
        }
        self.left.borrow_mut().push(file);
        Ok(LeftBehind {
            kept: 1,
            already: 0,
        })
    }
}

type Phone = Engine<Revokes, TestClock>;

/// A phone with one save that nobody has.
async fn phone(says: ErrorCode, takes: bool) -> Phone {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let clock = TestClock::new(town.wall);
    let revokes = Revokes {
        says,
        takes: Cell::new(takes),
        left: RefCell::default(),
    };
    let phone = Engine::new(town.store, revokes, clock);
    let visit = VisitDraft {
        outcome: Some(VisitOutcome::Met),
        ..VisitDraft::default()
    };
    let save = Command::RecordVisit { household, visit };
    phone.handle(save).await.unwrap();
    phone
}

fn session(phone: &Phone) -> SessionView {
    match phone.answer(Query::SessionQuery(SessionQuery {})).unwrap() {
        Answer::SessionQuery(session) => *session,
        other => panic!("{other:?}"),
    }
}

fn waiting(phone: &Phone) -> u32 {
    match phone.answer(Query::SyncQuery(SyncQuery {})).unwrap() {
        Answer::SyncQuery(sync) => sync.waiting,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_revoked_phone_leaves_what_it_has_and_forgets_everything() {
    let phone = phone(ErrorCode::DeviceRevoked, true).await;
    assert!(phone.synchronise(true).await.is_err());
    assert_eq!(phone.transport().left.borrow().len(), 1);
    let SessionView::NotEnrolled {
        farewell: Some(farewell),
    } = session(&phone)
    else {
        panic!("it is somebody's still");
    };
    assert_eq!(farewell.saves, 1);
    assert!(!farewell.name.is_empty());
    assert_eq!(waiting(&phone), 0);
    let tables = [
        "record", "outbox", "receipt", "draft", "blob", "event", "scope", "history",
    ];
    for table in tables {
        let count = format!("SELECT count(*) FROM {table}");
        let store = phone.store.borrow();
        let rows: i64 = store
            .connection()
            .query_row(&count, [], |row| row.get(0))
            .unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}

#[tokio::test]
async fn what_cannot_be_left_yet_stays_and_is_left_the_next_time() {
    let phone = phone(ErrorCode::DeviceRevoked, false).await;
    assert!(phone.synchronise(true).await.is_err());
    assert!(matches!(session(&phone), SessionView::Enrolled(_)));
    assert_eq!(waiting(&phone), 1);
    phone.transport().takes.set(true);
    assert!(phone.synchronise(true).await.is_err());
    assert!(matches!(session(&phone), SessionView::NotEnrolled { .. }));
}

#[tokio::test]
async fn a_hub_that_does_not_know_the_phone_makes_it_forget_nothing() {
    let phone = phone(ErrorCode::Unauthorized, true).await;
    assert!(phone.synchronise(true).await.is_err());
    assert!(matches!(session(&phone), SessionView::Enrolled(_)));
    assert_eq!(waiting(&phone), 1);
    assert!(phone.transport().left.borrow().is_empty());
}
