//! The page's end of the wire.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use futures_channel::mpsc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::api::{Notice, ReplicaError};
use crate::wire::{self, Call, FromWorker, Reply, ToWorker};

use super::waiting::Waiting;

/// A worker and what it still owes. One per page, for as long as the page lives.
#[derive(Clone)]
pub(super) struct Port {
    link: Rc<RefCell<Link>>,
}

struct Link {
    worker: Worker,
    state: State,
    next: u64,
    /// Calls not answered yet, by number.
    waiting: HashMap<u64, Waiting>,
    /// Where notices go.
    listeners: Vec<mpsc::UnboundedSender<Notice>>,
}

enum State {
    /// It may lose what is sent before it listens: kept here until then.
    Starting(Vec<String>),
    Listening,
    Gone(ReplicaError),
}

impl Port {
    /// Starts the worker whose script is at `url`; it learns what it is for by its `name`.
    ///
    /// # Errors
    /// When the browser refuses at once. A script that does not load is noticed later: then every
    /// call is answered [`ReplicaError::Gone`], and the notices end.
    pub(super) fn open(url: &str, name: &str) -> Result<Self, ReplicaError> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(name);
        let worker =
            Worker::new_with_options(url, &options).map_err(|why| gone(&format!("{why:?}")))?;
        let port = Self {
            link: Rc::new(RefCell::new(Link {
                worker,
                state: State::Starting(Vec::new()),
                next: 0,
                waiting: HashMap::new(),
                listeners: Vec::new(),
            })),
        };
        port.listen();
        Ok(port)
    }

    /// Sends `call`; whoever is `waiting` gets what comes of it, always.
    pub(super) fn call(&self, call: Call, waiting: Waiting) {
        self.link.borrow_mut().call(call, waiting);
    }

    /// Has `listener` told of what happens from now on, until the worker is gone.
    pub(super) fn notify(&self, listener: mpsc::UnboundedSender<Notice>) {
        let mut link = self.link.borrow_mut();
        if !matches!(link.state, State::Gone(_)) {
            link.listeners.push(listener);
        }
    }

    /// Ends the worker. What it has said is saved is saved.
    pub(super) fn close(&self) {
        self.link.borrow_mut().part(gone("the replica has ended"));
    }

    fn listen(&self) {
        let link = self.link.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            link.borrow_mut().hear(&text);
        });
        let link = self.link.clone();
        // A script that does not load, and whatever else ends a worker without a word.
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // An ErrorEvent has a message, the plain Event of a failed load has none.
            let message = js_sys::Reflect::get(&event, &"message".into()).ok();
            let message = message.and_then(|message| message.as_string());
            let detail = message.unwrap_or_else(|| "the worker did not load".to_owned());
            link.borrow_mut().part(gone(&detail));
        });
        let link = self.link.borrow();
        link.worker
            .set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        link.worker
            .set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_message.forget();
        on_error.forget();
    }
}

impl Link {
    fn call(&mut self, call: Call, waiting: Waiting) {
        self.forget_what_is_over();
        self.next += 1;
        let id = self.next;
        let sent = match &mut self.state {
            State::Gone(error) => Err(error.clone()),
            State::Starting(kept) => {
                wire::encode(&ToWorker { id, call }).map(|text| kept.push(text))
            }
            State::Listening => {
                wire::encode(&ToWorker { id, call }).and_then(|text| post(&self.worker, &text))
            }
        };
        match sent {
            Ok(()) => drop(self.waiting.insert(id, waiting)),
            Err(error) => waiting.resolve(Err(error)),
        }
    }

    /// Spares the worker the queries whose screens were left: what is asked next need not wait for
    /// them.
    fn forget_what_is_over(&mut self) {
        let waiting = self.waiting.iter();
        let over = waiting.filter(|(_, waiting)| waiting.is_over());
        let over: Vec<u64> = over.map(|(id, _)| *id).collect();
        for id in over {
            self.waiting.remove(&id);
            let forget = wire::encode(&ToWorker {
                id,
                call: Call::Forget,
            });
            // One that does not hear this answers what nobody waits for.
            let _ = forget.and_then(|text| match &mut self.state {
                State::Starting(kept) => {
                    kept.push(text);
                    Ok(())
                }
                State::Listening => post(&self.worker, &text),
                State::Gone(_) => Ok(()),
            });
        }
    }

    fn hear(&mut self, text: &str) {
        match wire::decode(text) {
            Ok(FromWorker::Ready) => self.ready(),
            Ok(FromWorker::Reply { id, result }) => self.answer(id, result),
            Ok(FromWorker::Notice(notice)) => {
                self.listeners
                    .retain(|listener| listener.unbounded_send(notice.clone()).is_ok());
            }
            Ok(FromWorker::Gone { detail }) => self.part(gone(&detail)),
            Err(bad) => match bad.id {
                Some(id) => self.answer(id, Err(bad.error)),
                None => web_sys::console::error_1(&bad.error.to_string().into()),
            },
        }
    }

    fn ready(&mut self) {
        if let State::Starting(kept) = std::mem::replace(&mut self.state, State::Listening) {
            for text in kept {
                if let Err(error) = post(&self.worker, &text) {
                    return self.part(error);
                }
            }
        }
    }

    fn answer(&mut self, id: u64, result: Result<Reply, ReplicaError>) {
        if let Some(waiting) = self.waiting.remove(&id) {
            waiting.resolve(result);
        }
    }

    /// The worker is no use any more: everybody who waits is told, and its lock and files are
    /// freed for another tab, or for this one once it is reloaded.
    fn part(&mut self, error: ReplicaError) {
        if matches!(self.state, State::Gone(_)) {
            return;
        }
        self.worker.terminate();
        // Ends their streams.
        self.listeners.clear();
        for (_, waiting) in self.waiting.drain() {
            waiting.resolve(Err(error.clone()));
        }
        self.state = State::Gone(error);
    }
}

fn post(worker: &Worker, text: &str) -> Result<(), ReplicaError> {
    let posted = worker.post_message(&JsValue::from_str(text));
    posted.map_err(|why| gone(&format!("{why:?}")))
}

fn gone(detail: &str) -> ReplicaError {
    ReplicaError::Gone {
        detail: detail.to_owned(),
    }
}
