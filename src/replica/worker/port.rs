//! The worker's end of the wire.

use std::cell::{Cell, RefCell};

use futures_channel::mpsc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::turns::Turns;
use crate::api::ReplicaError;
use crate::wire::{self, FromWorker, Reply, ToWorker};

thread_local! {
    /// Whose turn it is; none until this worker listens.
    static TURNS: RefCell<Option<Turns>> = const { RefCell::new(None) };
}

fn turns(act: impl FnOnce(&mut Turns)) {
    TURNS.with_borrow_mut(|turns| turns.as_mut().map(act));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// What the page has named this worker.
pub(super) fn name() -> String {
    scope().name()
}

/// Says something to the page.
pub(super) fn say(message: &FromWorker) {
    let text = wire::encode(message).or_else(|error| {
        // Only an answer can fail to be put into words: say that instead.
        match message {
            FromWorker::Reply { id, .. } => wire::encode(&FromWorker::Reply {
                id: *id,
                result: Err(error),
            }),
            _ => Err(error),
        }
    });
    let posted = text.map(|text| scope().post_message(&JsValue::from_str(&text)));
    if !matches!(posted, Ok(Ok(()))) {
        web_sys::console::error_1(&"a message to the page was lost".into());
    }
}

/// Answers call `id`.
pub(super) fn reply(id: u64, result: Result<Reply, ReplicaError>) {
    say(&FromWorker::Reply { id, result });
    turns(|turns| turns.answered(id));
}

/// Starts listening: the page's calls, each when it is its turn. What does not parse is answered
/// here.
///
/// # Errors
/// The browser's, if it cannot put calls in their turns.
pub(super) fn listen() -> Result<mpsc::UnboundedReceiver<ToWorker>, JsValue> {
    let (send, receive) = mpsc::unbounded();
    let queue = Turns::new(send, || turns(Turns::go_on))?;
    TURNS.set(Some(queue));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        match wire::decode::<ToWorker>(&text) {
            Ok(call) => turns(|turns| turns.hear(call)),
            Err(bad) => match bad.id {
                Some(id) => reply(id, Err(bad.error)),
                None => web_sys::console::error_1(&bad.error.to_string().into()),
            },
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    Ok(receive)
}

/// From now on a panic, which ends this worker, is told to the page first.
pub(super) fn confess_panics() {
    thread_local! {
        static CONFESSED: Cell<bool> = const { Cell::new(false) };
    }
    std::panic::set_hook(Box::new(|panic| {
        // A panic while telling of a panic must not go round in circles.
        if CONFESSED.replace(true) {
            return;
        }
        let detail = panic.to_string();
        web_sys::console::error_1(&detail.as_str().into());
        say(&FromWorker::Gone { detail });
    }));
}
