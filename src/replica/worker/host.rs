//! Who owns the files, and who answers a call: the engine, or this worker for it.

use futures_channel::mpsc;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use wasm_bindgen_futures::spawn_local;

use super::files::Files;
use super::ownership::{Asked, Ownership};
use super::port;
use super::practising::practise;
use super::running::Running;
use crate::api::{Command, Notice, Outcome, ReplicaError};
use crate::wire::{self, Call, FromWorker, Reply, ToWorker};

/// Where this worker stands.
enum Standing {
    /// The files are open and the engine runs.
    Open(Running),
    /// Another tab's worker has them.
    Elsewhere,
    /// They cannot be opened. Whatever is in them is left as it is.
    Failed(ReplicaError),
}

struct Host {
    ownership: Ownership,
    standing: Standing,
}

/// Starts the worker, as what the page has named it; returns at once.
pub fn start() {
    port::confess_panics();
    let calls = match port::listen() {
        Ok(calls) => calls,
        Err(why) => {
            let detail = format!("{why:?}");
            return port::say(&FromWorker::Gone { detail });
        }
    };
    port::say(&FromWorker::Ready);
    if port::name() == wire::PRACTICE {
        spawn_local(practise(calls));
    } else {
        spawn_local(serve(calls));
    }
}

/// Opens, then answers calls and gives way when asked, until the page is gone. Calls that come
/// while the files are being opened wait in their channel.
async fn serve(mut calls: mpsc::UnboundedReceiver<ToWorker>) {
    let (ownership, mut asked) = Ownership::new();
    let mut host = Host {
        ownership,
        standing: Standing::Elsewhere,
    };
    host.start_up().await;
    loop {
        match select(asked.next(), calls.next()).await {
            Either::Left((Some(Asked), _)) => host.hand_over().await,
            Either::Right((Some(call), _)) => host.answer(call).await,
            Either::Left((None, _)) | Either::Right((None, _)) => return,
        }
    }
}

impl Host {
    async fn start_up(&mut self) {
        self.standing = match self.ownership.acquire().await {
            Ok(true) => self.open().await,
            Ok(false) => Standing::Elsewhere,
            Err(error) => Standing::Failed(error),
        };
        if matches!(self.standing, Standing::Elsewhere) {
            port::say(&FromWorker::Notice(Notice::HeldElsewhere));
        }
    }

    /// Opens the files; the lock must be ours, and is given back if they do not open.
    async fn open(&self) -> Standing {
        let opened = Files::open().await;
        let started = match opened {
            Ok(files) => Running::start(files).await,
            Err(error) => Err(error),
        };
        match started {
            Ok(running) => Standing::Open(running),
            Err(error) => {
                self.ownership.release();
                match error {
                    ReplicaError::HeldElsewhere => Standing::Elsewhere,
                    error => Standing::Failed(error),
                }
            }
        }
    }

    async fn answer(&mut self, ToWorker { id, call }: ToWorker) {
        match (&self.standing, call) {
            (_, Call::Command(command)) if *command == Command::TakeOver => {
                let result = self.take_over().await;
                port::reply(id, result.map(Reply::Outcome));
            }
            (Standing::Open(running), call) => running.pass_on(id, call),
            (Standing::Elsewhere, _) => port::reply(id, Err(ReplicaError::HeldElsewhere)),
            (Standing::Failed(error), _) => port::reply(id, Err(error.clone())),
        }
    }

    /// "Use it here." Also what tries again after the files did not open.
    async fn take_over(&mut self) -> Result<Outcome, ReplicaError> {
        if matches!(self.standing, Standing::Open(_)) {
            return Ok(Outcome::Done);
        }
        if !self.ownership.take_over().await? {
            return Err(ReplicaError::HeldElsewhere);
        }
        self.standing = self.open().await;
        match &self.standing {
            Standing::Open(_) => {
                port::say(&FromWorker::Notice(Notice::Changed));
                Ok(Outcome::Done)
            }
            Standing::Elsewhere => Err(ReplicaError::HeldElsewhere),
            Standing::Failed(error) => Err(error.clone()),
        }
    }

    /// Another tab wants the files: what is being written is finished (nothing is interrupted
    /// within a write), what waits for the network is dropped and answered so.
    async fn hand_over(&mut self) {
        match std::mem::replace(&mut self.standing, Standing::Elsewhere) {
            Standing::Open(running) => {
                running.stop().await;
                self.ownership.release();
                port::say(&FromWorker::Notice(Notice::HandedOver));
            }
            // Asked twice, or too late.
            standing => self.standing = standing,
        }
    }
}
