use futures_channel::{mpsc, oneshot};
use futures_util::StreamExt;
use wasm_bindgen_futures::spawn_local;

use super::device_key::DeviceSafe;
use super::files::Files;
use super::port;
use crate::actor::{Keeper, SystemClock};
use crate::api::ReplicaError;
use crate::client::{Replica, Request, Requests};
use crate::sync::HttpTransport;
use crate::wire::{Call, FromWorker, Reply};

/// The engine at work in a task of this worker, over files that are ours.
pub(super) struct Running {
    replica: Replica,
    files: Files,
}

impl Running {
    /// Starts the engine over the database in `files`, or what stands for it while it is locked.
    ///
    /// # Errors
    /// When the database does not open; the files are let go.
    pub(super) async fn start(files: Files) -> Result<Self, ReplicaError> {
        let keeper = match HttpTransport::new() {
            Ok(line) => Keeper::start(DeviceSafe, line, SystemClock::default()).await,
            Err(error) => Err(error.into()),
        };
        let keeper = match keeper {
            Ok(keeper) => keeper,
            Err(error) => {
                files.close();
                return Err(error);
            }
        };
        let (replica, requests) = Replica::channel();
        spawn_local(run(keeper, requests));
        let running = Self { replica, files };
        running.tell_the_page();
        Ok(running)
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
        }
    }

    /// Stops the engine and lets go of the files. A write is never interrupted; a command that
    /// waits for the network is, and answered [`ReplicaError::HeldElsewhere`].
    pub(super) async fn stop(self) {
        let (closed, wait) = oneshot::channel();
        self.request(Request::Close(closed));
        // Dropped without an answer: it has ended already.
        let _ = wait.await;
        self.files.close();
    }

    fn tell_the_page(&self) {
        let (listener, mut notices) = mpsc::unbounded();
        self.request(Request::Listen(listener));
        spawn_local(async move {
            while let Some(notice) = notices.next().await {
                port::say(&FromWorker::Notice(notice));
            }
        });
    }

    fn request(&self, request: Request) {
        // Fails only when the engine has ended; then whoever waits is told by the dropped sender.
        let _ = self.replica.pass(request);
    }
}

async fn run(keeper: Keeper<DeviceSafe, HttpTransport, SystemClock>, requests: Requests) {
    // The database is closed before its files are let go.
    let closing = keeper.serve(requests).await;
    if let Some(closed) = closing {
        let _ = closed.send(());
    }
}

/// An answer, or what a call is told that came just before the files went to another tab.
fn kept<A>(answer: Result<Result<A, ReplicaError>, oneshot::Canceled>) -> Result<A, ReplicaError> {
    answer.unwrap_or(Err(ReplicaError::HeldElsewhere))
}
