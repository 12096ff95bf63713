//! A page's side of the replica: the same [`Replica`] handle as everywhere, with a dedicated
//! worker at its other end.

mod port;
mod waiting;
mod waking;

use wasm_bindgen_futures::spawn_local;

use crate::api::{Command, ReplicaError};
use crate::client::{Replica, Request, Requests};
use crate::wire::{self, Call};

use port::Port;
use waiting::Waiting;

impl Replica {
    /// Starts this page's replica in a dedicated worker whose script is at `url`. Call it once.
    ///
    /// The worker opens the database by itself. While another tab has it, everything is answered
    /// [`ReplicaError::HeldElsewhere`] but [`Command::TakeOver`]. Should the worker break or not
    /// load, everything is answered [`ReplicaError::Gone`], and the notices end: what was saved
    /// is safe, and the page can be loaded again.
    ///
    /// # Errors
    /// [`ReplicaError::Gone`] when the browser will not start a worker.
    pub fn start_worker(url: &str) -> Result<Self, ReplicaError> {
        let port = Port::open(url, wire::REPLICA)?;
        let (replica, requests) = Self::channel();
        spawn_local(pass_on(requests, port.clone()));
        waking::on_return(move || port.call(Call::Command(Command::Wake.into()), Waiting::None));
        Ok(replica)
    }

    /// Starts a replica of invented people to practise on, in another worker of the same script.
    /// It is in memory, reaches no hub, and ends with its last handle.
    ///
    /// # Errors
    /// [`ReplicaError::Gone`] when the browser will not start a worker.
    pub fn start_practice_worker(url: &str) -> Result<Self, ReplicaError> {
        let port = Port::open(url, wire::PRACTICE)?;
        let (replica, requests) = Self::channel();
        spawn_local(pass_on(requests, port));
        Ok(replica)
    }
}

/// Passes on what is asked, until a handle asks to close or the last one is dropped.
async fn pass_on(mut requests: Requests, port: Port) {
    while let Ok(request) = requests.recv().await {
        match request {
            Request::Command(command, to) => {
                port.call(Call::Command(command), Waiting::Outcome(to));
            }
            Request::Query(query, to) => port.call(Call::Query(query), Waiting::Answer(to)),
            Request::Listen(listener) => port.notify(listener),
            Request::Close(closed) => {
                port.close();
                let _ = closed.send(());
                return;
            }
        }
    }
    port.close();
}
