use futures_channel::oneshot;

use crate::api::{Answer, Outcome, ReplicaError};
use crate::wire::Reply;

/// Who waits for what comes of a call. A screen that was left waits no more: what is sent to it
/// then is dropped.
pub(super) enum Waiting {
    Outcome(oneshot::Sender<Result<Outcome, ReplicaError>>),
    Answer(oneshot::Sender<Result<Answer, ReplicaError>>),
    /// Nobody.
    None,
}

impl Waiting {
    /// Whether it is a query whose screen was left.
    pub(super) fn is_over(&self) -> bool {
        matches!(self, Self::Answer(to) if to.is_canceled())
    }

    /// Hands over what came of the call.
    pub(super) fn resolve(self, result: Result<Reply, ReplicaError>) {
        match self {
            Self::Outcome(to) => {
                let _ = to.send(result.and_then(|reply| match reply {
                    Reply::Outcome(outcome) => Ok(outcome),
                    Reply::Answer(_) => Err(mixed_up()),
                }));
            }
            Self::Answer(to) => {
                let _ = to.send(result.and_then(|reply| match reply {
                    Reply::Answer(answer) => Ok(answer),
                    Reply::Outcome(_) => Err(mixed_up()),
                }));
            }
            Self::None => {}
        }
    }
}

fn mixed_up() -> ReplicaError {
    ReplicaError::Gone {
        detail: "a command was answered as a query, or the other way round".to_owned(),
    }
}
