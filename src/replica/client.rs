use futures_channel::{mpsc, oneshot};
use futures_core::Stream;

use crate::api::{Answer, Ask, Command, Notice, Outcome, Query, ReplicaError};

/// What a handle asks of whoever owns the database.
#[derive(Debug)]
pub(crate) enum Request {
    /// Do.
    Command(Box<Command>, oneshot::Sender<Result<Outcome, ReplicaError>>),
    /// Tell.
    Query(Query, oneshot::Sender<Result<Answer, ReplicaError>>),
    /// Tell of everything that happens from now on.
    Listen(mpsc::UnboundedSender<Notice>),
    /// Close the database; answered when it is closed.
    Close(oneshot::Sender<()>),
}

/// What is asked, for whoever answers it.
pub(crate) type Requests = mpsc::UnboundedReceiver<Request>;

/// A handle to this device's replica, whoever owns it: a thread of this process, or a worker of
/// the browser. Cheap to clone; the replica ends when the last one is dropped.
#[derive(Debug, Clone)]
pub struct Replica {
    requests: mpsc::UnboundedSender<Request>,
}

/// Handles are equal when they lead to the same replica.
impl PartialEq for Replica {
    fn eq(&self, other: &Self) -> bool {
        self.requests.same_receiver(&other.requests)
    }
}

impl Replica {
    /// A handle, and what comes out at its other end.
    pub(crate) fn channel() -> (Self, Requests) {
        let (requests, receiver) = mpsc::unbounded();
        (Self { requests }, receiver)
    }

    /// Has a command carried out; what it wrote is durable when this returns.
    ///
    /// # Errors
    /// Why nothing was done.
    pub async fn send(&self, command: Command) -> Result<Outcome, ReplicaError> {
        let (answer, answered) = oneshot::channel();
        self.pass(Request::Command(Box::new(command), answer))?;
        answered.await.map_err(gone)?
    }

    /// Asks a question.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn ask<Q: Ask>(&self, question: Q) -> Result<Q::View, ReplicaError> {
        let (answer, answered) = oneshot::channel();
        self.pass(Request::Query(question.into_query(), answer))?;
        let answer = answered.await.map_err(gone)??;
        Q::from_answer(answer).ok_or_else(|| ReplicaError::Gone {
            detail: "the answer is to another question".to_owned(),
        })
    }

    /// What happens from now on. Any number may listen; the stream ends with the replica.
    pub fn notices(&self) -> impl Stream<Item = Notice> + use<> {
        let (listener, notices) = mpsc::unbounded();
        // A replica that is gone drops the listener, which ends the stream.
        let _ = self.pass(Request::Listen(listener));
        notices
    }

    /// Closes the database and waits until it is closed: what a test does before it opens the
    /// same one again. Every handle is useless afterwards.
    pub async fn close(self) {
        let (closed, wait) = oneshot::channel();
        if self.pass(Request::Close(closed)).is_ok() {
            // Dropped without an answer: it was gone already.
            let _ = wait.await;
        }
    }

    /// Asks whoever is at the other end.
    pub(crate) fn pass(&self, request: Request) -> Result<(), ReplicaError> {
        self.requests.unbounded_send(request).map_err(|_| ended())
    }
}

fn gone(_: oneshot::Canceled) -> ReplicaError {
    ended()
}

fn ended() -> ReplicaError {
    ReplicaError::Gone {
        detail: "the replica has ended".to_owned(),
    }
}
