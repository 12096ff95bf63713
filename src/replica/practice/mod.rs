//! Practising (练一练): the real screens and commands over invented people.
//!
//! A practice replica lives in memory and ends with its last handle, so there is nothing to clean
//! up and nothing to mistake for records. Its engine is built with [`NoLine`] and with nothing
//! else: there is no value by which it could send.

mod catalogue;
mod households;
mod lives;
mod making;
mod neighbourhood;
mod no_line;

#[cfg(test)]
#[cfg(feature = "native")]
mod tests;

use futures_channel::oneshot;

use crate::actor::{Clock, Engine};
use crate::api::ReplicaError;
use crate::client::Requests;
use crate::storage::Store;

use no_line::NoLine;

/// Somebody's practice, ready to be served.
pub(crate) struct Practice<C> {
    engine: Engine<NoLine, C>,
}

impl<C: Clock> Practice<C> {
    /// A fresh one: the same people each time, with days that fit today's.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn start(clock: C) -> Result<Self, ReplicaError> {
        let mut store = Store::in_memory()?;
        neighbourhood::fill(&mut store, clock.wall())?;
        let engine = Engine::new(store, NoLine, clock);
        Ok(Self { engine })
    }

    /// Answers requests until a handle asks to close (whom to tell is returned) or the last one is
    /// dropped.
    pub(crate) async fn serve(self, requests: Requests) -> Option<oneshot::Sender<()>> {
        self.engine.serve(requests).await
    }
}
