//! The way between a phone and the hub, where messages are lost, cut, repeated, delayed and
//! overtake each other.

use std::io::Write;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use chuanmen_core::protocol::{
    Answer, EnrolRequest, EnrolResponse, ErrorBody, SyncRequest, SyncResponse,
};
use chuanmen_replica::sync::{Exchange, Hub, ReportSubject, Transport, TransportError};
use chuanmen_wire::{Codec, Effort};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::hub::{Form, Letter, Reply};
use super::world::Shared;

/// Smaller bodies travel as they are.
const WORTH_COMPRESSING: usize = 400;

/// A phone's line.
pub(super) struct Line {
    pub(super) shared: Rc<Shared>,
    /// Whose, for the ledger.
    pub(super) phone: usize,
    /// Whether the app is of a version that does not pack yet.
    pub(super) old: bool,
}

/// What happens to one exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Arrives,
    RequestLost,
    /// The hub sees that the body ends early.
    RequestBroken,
    /// The body ends early, and the hub cannot tell.
    RequestCut,
    /// The hub gets it, and the answer is lost.
    AnswerLost,
    /// The answer ends early, and nobody says so.
    AnswerCut,
    /// Something on the way sends it twice.
    Repeated,
    /// The phone gives up; the request reaches the hub later.
    Late,
    /// The hub's power goes while it works on it.
    HubFails,
    /// The hub's disk fails at some write.
    DiskFails,
}

/// Lets others go first, so many times.
struct Rest(u32);

impl Future for Rest {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        Poll::Pending
    }
}

fn lost() -> TransportError {
    TransportError::Offline("lost".to_owned())
}

impl Line {
    fn fate(&self) -> Fate {
        let weather = self.shared.weather.get();
        let mut chance = self.shared.chance.borrow_mut();
        if chance.u32(..1000) < weather.hub_fails {
            return Fate::HubFails;
        }
        if chance.u32(..1000) < weather.disk_fails {
            return Fate::DiskFails;
        }
        if chance.u32(..1000) >= weather.bad {
            return Fate::Arrives;
        }
        let fates = [
            Fate::RequestLost,
            Fate::RequestBroken,
            Fate::RequestCut,
            Fate::AnswerLost,
            Fate::AnswerLost,
            Fate::AnswerCut,
            Fate::Repeated,
            Fate::Late,
        ];
        fates[chance.usize(..fates.len())]
    }

    async fn travel(&self) {
        let weather = self.shared.weather.get();
        let (pause, millis) = {
            let mut chance = self.shared.chance.borrow_mut();
            (chance.u32(..=weather.slow), chance.i64(1..=1 + weather.lag))
        };
        Rest(pause).await;
        self.shared.time.pass(millis);
    }

    fn note(&self, what: &str) {
        self.shared.note(Some(self.phone), what);
    }

    /// Brings a letter to the hub and says what came back, having looked at it.
    fn bring(&self, letter: &Letter, request: &SyncRequest) -> Reply {
        let reply = self.shared.hub.borrow().deliver(letter);
        self.shared.hub_wrote();
        if reply.status == 200 {
            let json = reply.json().unwrap_or_default();
            match serde_json::from_slice(&json) {
                Ok(response) => {
                    self.note_answers(request, &response);
                    self.shared.answered(self.phone, request, &response);
                }
                Err(why) => self.shared.judge(Err(format!("the hub's answer: {why}"))),
            }
        } else if reply.status == 500 {
            self.shared.judge(Err("the hub failed inside".to_owned()));
        }
        reply
    }

    fn note_answers(&self, request: &SyncRequest, response: &SyncResponse) {
        for (sent, answer) in request.push.iter().zip(&response.answers) {
            let id = sent.id;
            match answer {
                Answer::Refused { code, detail } => {
                    self.note(&format!("{id} is refused: {code}: {detail}"));
                }
                Answer::Accepted {
                    seq,
                    elsewhere,
                    restamped,
                    ..
                } => {
                    let far = if *elsewhere { " elsewhere" } else { "" };
                    let late = if restamped.is_some() {
                        ", restamped"
                    } else {
                        ""
                    };
                    self.note(&format!("{id} is accepted{far}: {seq}{late}"));
                }
            }
        }
    }

    fn cut(&self, bytes: &[u8]) -> Vec<u8> {
        let end = self.shared.chance.borrow_mut().usize(..=bytes.len());
        bytes[..end].to_vec()
    }

    fn exchange(
        &self,
        letter: Letter,
        request: &SyncRequest,
        fate: Fate,
    ) -> Result<Reply, TransportError> {
        match fate {
            Fate::Arrives => Ok(self.bring(&letter, request)),
            Fate::RequestLost => Err(lost()),
            Fate::RequestBroken => {
                let body = self.cut(&letter.body);
                let broken = Letter {
                    body,
                    broken: true,
                    ..letter
                };
                self.bring(&broken, request);
                Err(lost())
            }
            Fate::RequestCut => {
                let body = self.cut(&letter.body);
                self.bring(&Letter { body, ..letter }, request);
                Err(lost())
            }
            Fate::AnswerLost => {
                self.bring(&letter, request);
                Err(lost())
            }
            Fate::AnswerCut => {
                let reply = self.bring(&letter, request);
                let body = self.cut(&reply.body);
                Ok(Reply { body, ..reply })
            }
            Fate::Repeated => {
                self.bring(&letter, request);
                Ok(self.bring(&letter, request))
            }
            Fate::Late => {
                self.shared.late.borrow_mut().push(letter);
                Err(lost())
            }
            Fate::HubFails => {
                let mut chance = self.shared.chance.borrow_mut();
                let mut hub = self.shared.hub.borrow_mut();
                hub.deliver_and_fail(&letter, &mut chance);
                drop((chance, hub));
                self.shared.hub_wrote();
                Err(lost())
            }
            Fate::DiskFails => {
                let n = self.shared.chance.borrow_mut().u32(1..12);
                self.shared.hub.borrow().fail_at(n);
                let answer = self.bring(&letter, request);
                self.shared.hub.borrow().fail_at(0);
                Ok(answer)
            }
        }
    }
}

impl Transport for Line {
    async fn sync(&self, hub: &Hub, request: &SyncRequest) -> Result<Exchange, TransportError> {
        let json = serde_json::to_vec(request).expect("a request is JSON");
        let length = json.len();
        let (form, body) = if !self.old {
            let effort = Effort::of(length, request.is_on_a_slow_line());
            (
                Form::Packed,
                Codec::newest().pack(&json, effort).expect("memory"),
            )
        } else if length >= WORTH_COMPRESSING {
            (Form::Gzip, compressed(&json))
        } else {
            (Form::Json, json)
        };
        let sent = (length, body.len());
        let letter = Letter {
            token: hub.token.clone(),
            body,
            form,
            broken: false,
        };
        let fate = self.fate();
        let pushed = request.push.len();
        self.note(&format!("sends {pushed}: {fate:?}"));
        self.travel().await;
        let reply = self.exchange(letter, request, fate)?;
        self.travel().await;
        let status = reply.status;
        let torn = || TransportError::NoHub("the answer is torn".to_owned());
        let body = reply.json().ok_or_else(torn)?;
        if status != 200 {
            let refused = serde_json::from_slice::<ErrorBody>(&body);
            self.note(&format!("is answered {status}"));
            return Err(match refused {
                Ok(ErrorBody { code, message }) => TransportError::Hub { code, message },
                Err(why) => TransportError::NoHub(why.to_string()),
            });
        }
        let response: SyncResponse =
            serde_json::from_slice(&body).map_err(|why| TransportError::NoHub(why.to_string()))?;
        Ok(Exchange { response, sent })
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        Err(lost())
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        Err(lost())
    }
}

fn compressed(json: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(json).expect("memory");
    encoder.finish().expect("memory")
}
