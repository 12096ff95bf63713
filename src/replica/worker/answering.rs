use futures_channel::{mpsc, oneshot};
use futures_util::StreamExt;
use wasm_bindgen_futures::spawn_local;

use super::port;
use crate::api::ReplicaError;
use crate::client::{Replica, Request};
use crate::wire::{Call, FromWorker, Reply};

/// Has an engine answer the page.
pub(super) struct Answering(Replica);

impl Answering {
    /// Begins to tell the page what the engine behind `replica` tells.
    pub(super) fn by(replica: Replica) -> Self {
        let answering = Self(replica);
        let (listener, mut notices) = mpsc::unbounded();
        answering.request(Request::Listen(listener));
        spawn_local(async move {
            while let Some(notice) = notices.next().await {
                port::say(&FromWorker::Notice(notice));
            }
        });
        answering
    }

    /// Has the engine answer a call.
    pub(super) fn pass_on(&self, id: u64, call: Call) {
        match call {
            Call::Command(command) => {
                let (to, answer) = oneshot::channel();
                self.request(Request::Command(command, to));
                spawn_local(async move { port::reply(id, kept(answer.await).map(Reply::Outcome)) });
            }
            Call::Query(query) => {
                let (to, answer) = oneshot::channel();
                self.request(Request::Query(query, to));
                spawn_local(async move { port::reply(id, kept(answer.await).map(Reply::Answer)) });
            }
            // Heard where calls wait for their turns.
            Call::Forget => {}
        }
    }

    /// Asks the engine.
    pub(super) fn request(&self, request: Request) {
        // Fails only when the engine has ended; then whoever waits is told by the dropped sender.
        let _ = self.0.pass(request);
    }
}

/// An answer, or what a call is told that came just before the files went to another tab.
fn kept<A>(answer: Result<Result<A, ReplicaError>, oneshot::Canceled>) -> Result<A, ReplicaError> {
    answer.unwrap_or(Err(ReplicaError::HeldElsewhere))
}
