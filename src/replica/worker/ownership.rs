//! One worker at a time owns the replica's files. A second one, of another tab, stands by until
//! its person says "use it here".

use futures_channel::mpsc;
use wasm_bindgen::prelude::*;

use super::browser::thrown;
use crate::api::ReplicaError;

/// What the lock is called, for every tab of this origin.
const NAME: &str = "replica";
/// How long to wait for a lock that a page left or reloaded a moment ago may still hold.
const RELOAD_MS: u32 = 1_500;
/// How long an owner in another tab has to close its files when asked.
const YIELD_MS: u32 = 3_000;

#[wasm_bindgen(module = "/worker/ownership.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn acquire(
        name: &str,
        patience_ms: u32,
        asked: &Closure<dyn FnMut(bool)>,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = takeOver, catch)]
    async fn take_over(
        name: &str,
        patience_ms: u32,
        asked: &Closure<dyn FnMut(bool)>,
    ) -> Result<JsValue, JsValue>;
    fn release(name: &str);
}

/// Another tab wants the files, or has taken the lock by force.
pub(super) struct Asked;

/// This worker's side of the lock.
pub(super) struct Ownership {
    asked: Closure<dyn FnMut(bool)>,
}

impl Ownership {
    /// Does nothing yet. What comes out of the channel is to be answered by closing the files and
    /// [`Ownership::release`].
    pub(super) fn new() -> (Self, mpsc::UnboundedReceiver<Asked>) {
        let (send, receive) = mpsc::unbounded();
        // Whether by request or by force, what is left to do is the same: close, quickly.
        let asked = Closure::new(move |_stolen: bool| {
            // Fails only when the worker is ending anyway.
            let _ = send.unbounded_send(Asked);
        });
        (Self { asked }, receive)
    }

    /// Whether the files are ours now.
    ///
    /// # Errors
    /// When the browser has no locks.
    pub(super) async fn acquire(&self) -> Result<bool, ReplicaError> {
        let got = acquire(NAME, RELOAD_MS, &self.asked).await;
        Self::answer(got)
    }

    /// Asks the present owner to let go, and takes the lock by force if it does not.
    ///
    /// # Errors
    /// When the browser has no locks.
    pub(super) async fn take_over(&self) -> Result<bool, ReplicaError> {
        let got = take_over(NAME, YIELD_MS, &self.asked).await;
        Self::answer(got)
    }

    /// Gives the lock back; call it after the files are closed.
    pub(super) fn release(&self) {
        release(NAME);
    }

    fn answer(got: Result<JsValue, JsValue>) -> Result<bool, ReplicaError> {
        got.map(|ours| ours.is_truthy())
            .map_err(|why| thrown("the lock", &why))
    }
}
