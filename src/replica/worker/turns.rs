use std::collections::VecDeque;

use futures_channel::mpsc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

use crate::wire::{Call, ToWorker};

/// The page's calls and their turns. Commands go on at once. Queries go one at a time, each after
/// everything that the page said while the one before was being answered was heard: so one whose
/// screen was left meanwhile, as with every letter of a search that was followed by another, is
/// never begun.
pub(super) struct Turns {
    send: mpsc::UnboundedSender<ToWorker>,
    waiting: VecDeque<ToWorker>,
    /// The query that is being answered.
    answering: Option<u64>,
    /// Where a message is said to come back from behind those that wait already.
    echo: MessagePort,
}

impl Turns {
    /// Sends calls on to `send`; `next` is called to have [`Turns::go_on`] called.
    ///
    /// # Errors
    /// The browser's, if it has no channels.
    pub(super) fn new(
        send: mpsc::UnboundedSender<ToWorker>,
        next: impl FnMut() + 'static,
    ) -> Result<Self, JsValue> {
        let channel = MessageChannel::new()?;
        let next = Closure::<dyn FnMut()>::new(next);
        let heard = channel.port2();
        heard.set_onmessage(Some(next.as_ref().unchecked_ref()));
        next.forget();
        Ok(Self {
            send,
            waiting: VecDeque::new(),
            answering: None,
            echo: channel.port1(),
        })
    }

    /// Hears a call.
    pub(super) fn hear(&mut self, call: ToWorker) {
        match call.call {
            Call::Command(_) => self.pass(call),
            Call::Query(_) => {
                let idle = self.answering.is_none() && self.waiting.is_empty();
                self.waiting.push_back(call);
                if idle {
                    self.call_back();
                }
            }
            Call::Forget => self.waiting.retain(|waiting| waiting.id != call.id),
        }
    }

    /// Call `id` was answered.
    pub(super) fn answered(&mut self, id: u64) {
        if self.answering == Some(id) {
            self.answering = None;
            self.call_back();
        }
    }

    /// Lets the next query go.
    pub(super) fn go_on(&mut self) {
        if self.answering.is_none()
            && let Some(call) = self.waiting.pop_front()
        {
            self.answering = Some(call.id);
            self.pass(call);
        }
    }

    fn call_back(&self) {
        // Fails only for what cannot be copied.
        let _ = self.echo.post_message(&JsValue::NULL);
    }

    fn pass(&self, call: ToWorker) {
        // Fails only when nobody serves any more: the page was told so.
        let _ = self.send.unbounded_send(call);
    }
}
