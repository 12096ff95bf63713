use std::cell::RefCell;
use std::collections::VecDeque;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::domain::DeviceId;
use chuanmen_core::protocol::{
    BundleHeader, BundleId, EnrolRequest, EnrolResponse, ErrorCode, SyncRequest, SyncResponse,
    TakenIn,
};
use uuid::Uuid;

use crate::actor::{Engine, SystemClock};
use crate::api::{Answer, CarriedState, Command, Query, ReceiptQuery, ReplicaError};
use crate::storage::{NOON, Store, enrolled};
use crate::sync::{Exchange, Hub, ReportSubject, Transport, TransportError};

/// A hub with nothing new, which says of files what it is told to.
#[derive(Default)]
struct Says {
    answers: RefCell<VecDeque<Result<TakenIn, TransportError>>>,
    files: RefCell<Vec<Vec<u8>>>,
}

impl Transport for Says {
    async fn sync(&self, _: &Hub, _: &SyncRequest) -> Result<Exchange, TransportError> {
        Ok(Exchange {
            response: SyncResponse {
                time: NOON,
                epoch: 1,
                answers: Vec::new(),
                granted: Vec::new(),
                withdrawn: Vec::new(),
                pages: Vec::new(),
                more: false,
            },
            sent: (0, 0),
        })
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        Ok(enrolled(0xa, 7))
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Offline("no reports".to_owned()))
    }

    async fn take_in(&self, _: &Hub, file: Vec<u8>) -> Result<TakenIn, TransportError> {
        self.files.borrow_mut().push(file);
        let answer = self.answers.borrow_mut().pop_front();
        answer.unwrap_or_else(|| Err(TransportError::Offline("no line".to_owned())))
    }
}

type Phone = Engine<Says, SystemClock>;

fn phone(answers: Vec<Result<TakenIn, TransportError>>) -> Phone {
    let mut store = Store::in_memory().unwrap();
    store
        .set_session(&enrolled(0xa, 7), "https://hub.example", NOON)
        .unwrap();
    let says = Says {
        answers: RefCell::new(answers.into()),
        files: RefCell::default(),
    };
    Engine::new(store, says, SystemClock::default())
}

fn file(id: u128) -> Vec<u8> {
    let header = BundleHeader {
        codec: 1,
        id: BundleId(Uuid::from_u128(id)),
        device: DeviceId(Uuid::from_u128(9)),
        made_at: NOON,
    };
    [&header.to_bytes()[..], b"sealed"].concat()
}

fn done() -> TakenIn {
    TakenIn {
        author: "岩罕".to_owned(),
        accepted: 2,
        already: 1,
        refused: 0,
    }
}

fn refused(code: ErrorCode) -> TransportError {
    TransportError::Hub {
        code,
        message: String::new(),
    }
}

fn take_in(file: &[u8]) -> Command {
    Command::TakeIn {
        name: "岩罕.cmb".to_owned(),
        base64: BASE64_STANDARD.encode(file),
    }
}

fn states(phone: &Phone) -> Vec<CarriedState> {
    match phone.answer(Query::ReceiptQuery(ReceiptQuery {})).unwrap() {
        Answer::ReceiptQuery(receipt) => receipt.carried.into_iter().map(|row| row.state).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_carried_file_goes_to_the_hub_as_it_is_and_once() {
    let phone = phone(vec![Ok(done())]);
    phone.handle(take_in(&file(1))).await.unwrap();
    phone.handle(take_in(&file(1))).await.unwrap();
    assert_eq!(states(&phone), [CarriedState::Waiting]);
    phone.synchronise(true).await.unwrap();
    assert_eq!(states(&phone), [CarriedState::Delivered(done())]);
    phone.handle(take_in(&file(1))).await.unwrap();
    phone.synchronise(true).await.unwrap();
    assert_eq!(*phone.transport().files.borrow(), [file(1)]);

    let id = BundleId(Uuid::from_u128(1));
    phone.handle(Command::DropCarried { id }).await.unwrap();
    assert_eq!(states(&phone), []);
    let again = phone.handle(Command::DropCarried { id }).await;
    assert_eq!(again, Err(ReplicaError::NotFound));
}

#[tokio::test]
async fn a_carried_file_waits_for_the_line_and_for_a_hub_that_knows_of_bundles() {
    let phone = phone(vec![
        Err(TransportError::Offline("no line".to_owned())),
        Err(refused(ErrorCode::Unavailable)),
        Err(refused(ErrorCode::NotFound)),
        Ok(done()),
    ]);
    phone.handle(take_in(&file(1))).await.unwrap();
    for well in [false, false, true] {
        assert_eq!(phone.synchronise(true).await.is_ok(), well);
        assert_eq!(states(&phone), [CarriedState::Waiting]);
    }
    phone.synchronise(true).await.unwrap();
    assert_eq!(states(&phone), [CarriedState::Delivered(done())]);
}

#[tokio::test]
async fn a_refused_file_says_why_and_a_better_copy_may_follow() {
    let code = ErrorCode::BundleBroken;
    let phone = phone(vec![Err(refused(code.clone())), Ok(done())]);
    let mut broken = file(1);
    broken.push(b'x');
    phone.handle(take_in(&broken)).await.unwrap();
    phone.synchronise(true).await.unwrap();
    assert_eq!(states(&phone), [CarriedState::Refused { code }]);
    phone.handle(take_in(&file(1))).await.unwrap();
    phone.synchronise(true).await.unwrap();
    assert_eq!(states(&phone), [CarriedState::Delivered(done())]);
    assert_eq!(*phone.transport().files.borrow(), [broken, file(1)]);
}
