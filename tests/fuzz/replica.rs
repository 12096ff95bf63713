use std::cell::{Cell, RefCell};
use std::time::Duration;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, DeviceId, Role};
use chuanmen_core::merge::ReplicaId;
use chuanmen_core::protocol::{EnrolRequest, EnrolResponse, SyncRequest, SyncResponse};
use chuanmen_replica::actor::{Clock, Engine};
use chuanmen_replica::api::{Command, Query, ReplicaError, SyncQuery, TodayQuery};
use chuanmen_replica::storage::Store;
use chuanmen_replica::sync::{Exchange, Hub, ReportSubject, Transport, TransportError};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// Half past eleven in Jinghong on 24 November 2025.
const NOON: UnixMillis = UnixMillis(1_764_000_000_000);
/// Inputs after which a phone is replaced: it should not be full of nonsense only.
const LIFE: u32 = 200;

/// A phone whose hub says what it is made to.
pub(crate) struct Phone {
    runtime: Runtime,
    engine: Engine<Mouth, Still>,
    heard: u32,
}

/// A hub that gives one answer, then none.
#[derive(Default)]
struct Mouth(RefCell<Option<SyncResponse>>);

impl Transport for Mouth {
    async fn sync(&self, _: &Hub, request: &SyncRequest) -> Result<Exchange, TransportError> {
        let response = self.0.borrow_mut().take();
        let mut response = response.ok_or_else(|| TransportError::Offline("away".to_owned()))?;
        // An answer of the wrong number is refused as a whole: mostly try what comes after.
        if response.answers.len() > request.push.len() {
            response.answers.truncate(request.push.len());
        }
        Ok(Exchange {
            response,
            sent: (0, 0),
        })
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        Err(TransportError::Offline("away".to_owned()))
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Offline("away".to_owned()))
    }
}

/// Time that passes when it is looked at.
#[derive(Default)]
struct Still(Cell<i64>);

impl Clock for Still {
    fn wall(&self) -> UnixMillis {
        self.0.set(self.0.get() + 1_000);
        NOON.plus(self.0.get())
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.get().unsigned_abs())
    }

    async fn sleep(&self, _: Duration) {}
}

impl Phone {
    pub(crate) fn new() -> Self {
        let phone = Self {
            runtime: Runtime::new().expect("a runtime"),
            engine: engine(),
            heard: 0,
        };
        phone.begin();
        phone
    }

    /// With what its hub says first, which is the corpus's first answer.
    fn begin(&self) {
        let first = super::run::corpus("answers").swap_remove(0);
        let first: SyncResponse = serde_json::from_slice(&first).expect("the first answer");
        *self.engine.transport().0.borrow_mut() = Some(first);
        let _ = self.runtime.block_on(self.engine.handle(Command::SyncNow));
    }

    /// Lives on, or is replaced.
    fn age(&mut self) {
        self.heard += 1;
        if self.heard.is_multiple_of(LIFE) {
            self.engine = engine();
            self.begin();
        }
    }

    /// A hub's answer to a sync.
    pub(crate) fn hears(&mut self, input: &[u8]) -> String {
        self.age();
        let Ok(response) = serde_json::from_slice::<SyncResponse>(input) else {
            return "unreadable".to_owned();
        };
        let shape = [
            response.answers.len(),
            response.granted.len(),
            response.withdrawn.len(),
            response.pages.len(),
        ]
        .map(|count| count.min(3));
        *self.engine.transport().0.borrow_mut() = Some(response);
        let done = self.runtime.block_on(self.engine.handle(Command::SyncNow));
        self.still_answers();
        format!(
            "{shape:?} {}",
            done.err()
                .map(|error| error.to_string())
                .unwrap_or_default()
        )
    }

    /// A command, or else a query.
    pub(crate) fn is_told(&mut self, input: &[u8]) -> String {
        self.age();
        if let Ok(query) = serde_json::from_slice::<Query>(input) {
            let answered = self.engine.answer(query).map(|_| ());
            return format!("query {answered:?}");
        }
        let Ok(command) = serde_json::from_slice::<Command>(input) else {
            return "unreadable".to_owned();
        };
        let done = self.runtime.block_on(self.engine.handle(command));
        self.still_answers();
        match done {
            Ok(outcome) => format!("{:?}", std::mem::discriminant(&outcome)),
            // The names of members differ with each input.
            Err(ReplicaError::Invalid { field, problem }) => {
                let set = field.split('/').next().unwrap_or_default();
                format!("{set}: {problem}")
            }
            Err(error) => error.to_string(),
        }
    }

    /// Whatever it was told, its person goes on working.
    fn still_answers(&self) {
        for query in [
            Query::SyncQuery(SyncQuery {}),
            Query::TodayQuery(TodayQuery {}),
        ] {
            let answered = self.engine.answer(query);
            assert!(answered.is_ok(), "{answered:?}");
        }
    }
}

fn engine() -> Engine<Mouth, Still> {
    let id = |low: u128| Uuid::from_u128(0x0192_f0c1_7b1a_7000_8000_0000_0000_0000 | low);
    let enrolled = EnrolResponse {
        token: "token".to_owned(),
        device: DeviceId(id(0xd)),
        replica: ReplicaId(7),
        account: AccountId(id(0xa)),
        name: "玉光".to_owned(),
        role: Role::GridMember,
        community: AreaId(id(0x100)),
        time: NOON,
        epoch: 1,
    };
    let mut store = Store::in_memory().expect("a store");
    let set = store.set_session(&enrolled, "http://hub.example", NOON);
    set.expect("a session");
    Engine::new(store, Mouth::default(), Still::default())
}
