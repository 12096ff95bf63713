//! A hub that keeps photos, on a line that does with each part what it is told.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};

use chuanmen_core::domain::{Access, BlobHash, Scope};
use chuanmen_core::protocol::{
    Answer as HubAnswer, BlobHeld, BlobPart, EnrolRequest, EnrolResponse, ErrorCode, GrantedScope,
    ScopeNumber, SyncRequest, SyncResponse,
};

use crate::actor::Clock;
use crate::queries::tests::town::{COMMUNITY, GRID};
use crate::storage::enrolled;
use crate::sync::{
    BlobBytes, Exchange, Hub, LineKind, ReportSubject, TestClock, Transport, TransportError,
};

/// What happens to one part of a photo.
#[derive(Clone)]
pub(super) enum Fate {
    /// It arrives and is answered.
    Good,
    /// It is lost on the way.
    Lost,
    /// It arrives, and its answer is lost.
    Unanswered,
    /// A bit flips on the way.
    Flipped,
    /// The hub says this.
    Says(ErrorCode),
}

/// A hub that takes every save, and photos in parts.
pub(super) struct Album {
    clock: TestClock,
    pub(super) fates: RefCell<VecDeque<Fate>>,
    parts: RefCell<BTreeMap<BlobHash, Vec<u8>>>,
    pub(super) whole: RefCell<BTreeMap<BlobHash, Vec<u8>>>,
    /// Bytes that came, repeated ones too.
    pub(super) came: Cell<usize>,
    pub(super) order: RefCell<Vec<BlobHash>>,
    pub(super) metered: Cell<bool>,
    pub(super) refuses_text: Cell<bool>,
    pub(super) epoch: Cell<u64>,
}

impl Album {
    pub(super) fn new(clock: &TestClock) -> Self {
        Self {
            clock: clock.clone(),
            fates: RefCell::default(),
            parts: RefCell::default(),
            whole: RefCell::default(),
            came: Cell::default(),
            order: RefCell::default(),
            metered: Cell::default(),
            refuses_text: Cell::default(),
            epoch: Cell::default(),
        }
    }
}

fn lost<T>() -> Result<T, TransportError> {
    Err(TransportError::Offline("lost".to_owned()))
}

fn says<T>(code: ErrorCode) -> Result<T, TransportError> {
    let message = String::new();
    Err(TransportError::Hub { code, message })
}

impl Transport for Album {
    async fn sync(&self, _: &Hub, request: &SyncRequest) -> Result<Exchange, TransportError> {
        let answer = |seq| {
            if self.refuses_text.get() {
                let code = chuanmen_core::protocol::RefusalCode::NotGranted;
                let detail = String::new();
                return HubAnswer::Refused { code, detail };
            }
            HubAnswer::Accepted {
                seq,
                at: None,
                restamped: None,
                duplicate: false,
                elsewhere: false,
            }
        };
        let epoch = 1 + self.epoch.get();
        let granted = |number, scope| GrantedScope {
            number: ScopeNumber(number),
            scope: Some(scope),
            access: Access::Write,
        };
        let anew = [
            granted(1, Scope::Community(COMMUNITY)),
            granted(2, Scope::Grid(GRID)),
        ];
        Ok(Exchange {
            response: SyncResponse {
                time: self.clock.wall(),
                epoch,
                answers: (100..).map(answer).take(request.push.len()).collect(),
                granted: if request.epoch == epoch {
                    Vec::new()
                } else {
                    anew.into()
                },
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
        lost()
    }

    async fn put_blob(
        &self,
        _: &Hub,
        hash: BlobHash,
        part: BlobPart,
        mut bytes: Vec<u8>,
    ) -> Result<BlobHeld, TransportError> {
        let fate = self.fates.borrow_mut().pop_front();
        match &fate {
            Some(Fate::Lost) => return lost(),
            Some(Fate::Says(code)) => return says(code.clone()),
            Some(Fate::Flipped) => bytes[0] ^= 1,
            Some(Fate::Good | Fate::Unanswered) | None => {}
        }
        self.came.set(self.came.get() + bytes.len());
        if let Some(whole) = self.whole.borrow().get(&hash) {
            return Ok(BlobHeld {
                held: whole.len(),
                complete: true,
            });
        }
        let mut parts = self.parts.borrow_mut();
        let held = parts.entry(hash).or_default();
        if held.len() == part.start() {
            held.extend(bytes);
        }
        let mut answer = BlobHeld {
            held: held.len(),
            complete: false,
        };
        if held.len() == part.total() {
            let whole = std::mem::take(held);
            if BlobHash::of(&whole) != hash {
                return says(ErrorCode::BlobBroken);
            }
            self.order.borrow_mut().push(hash);
            self.whole.borrow_mut().insert(hash, whole);
            answer.complete = true;
        }
        match fate {
            Some(Fate::Unanswered) => lost(),
            _ => Ok(answer),
        }
    }

    async fn blob(
        &self,
        _: &Hub,
        hash: BlobHash,
        start: usize,
        length: usize,
    ) -> Result<BlobBytes, TransportError> {
        let whole = self.whole.borrow();
        let Some(whole) = whole.get(&hash) else {
            return says(ErrorCode::BlobAwaited);
        };
        let part = BlobPart::of(start, length, whole.len()).unwrap();
        Ok(BlobBytes {
            bytes: part.cut(whole).unwrap().to_vec(),
            total: whole.len(),
        })
    }

    fn line(&self) -> LineKind {
        if self.metered.get() {
            LineKind::Metered
        } else {
            LineKind::Unknown
        }
    }
}
