use futures_channel::oneshot;
use wasm_bindgen_futures::spawn_local;

use super::answering::Answering;
use super::device_key::DeviceSafe;
use super::files::Files;
use crate::actor::{Keeper, SystemClock};
use crate::api::ReplicaError;
use crate::client::{Replica, Request, Requests};
use crate::sync::HttpTransport;
use crate::wire::Call;

/// The engine at work in a task of this worker, over files that are ours.
pub(super) struct Running {
    answering: Answering,
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
        let answering = Answering::by(replica);
        Ok(Self { answering, files })
    }

    /// Has the engine answer a call.
    pub(super) fn pass_on(&self, id: u64, call: Call) {
        self.answering.pass_on(id, call);
    }

    /// Stops the engine and lets go of the files. A write is never interrupted; a command that
    /// waits for the network is, and answered [`ReplicaError::HeldElsewhere`].
    pub(super) async fn stop(self) {
        let (closed, wait) = oneshot::channel();
        self.answering.request(Request::Close(closed));
        // Dropped without an answer: it has ended already.
        let _ = wait.await;
        self.files.close();
    }
}

async fn run(keeper: Keeper<DeviceSafe, HttpTransport, SystemClock>, requests: Requests) {
    // The database is closed before its files are let go.
    let closing = keeper.serve(requests).await;
    if let Some(closed) = closing {
        let _ = closed.send(());
    }
}
