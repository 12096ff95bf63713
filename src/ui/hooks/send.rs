use chuanmen_replica::api::{Command, Outcome, ReplicaError};
use dioxus::prelude::*;

use super::use_live;
use crate::ui::live::Live;

/// Sends commands for one form: one at a time, and keeps the error for the form to show. What
/// was typed stays where it is, whatever happens.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Sender {
    live: CopyValue<Live>,
    busy: Signal<bool>,
    error: Signal<Option<ReplicaError>>,
}

impl Sender {
    /// Whether a command is under way: the button says so and takes no second tap.
    pub(crate) fn busy(self) -> bool {
        (self.busy)()
    }

    /// Why the last command did nothing; show it with `Failure` beside the button.
    pub(crate) fn error(self) -> Option<ReplicaError> {
        self.error.cloned()
    }

    /// What is wrong with the field `name`, if the last command was refused for it.
    pub(crate) fn problem(self, name: &str) -> Option<String> {
        match &*self.error.read() {
            Some(ReplicaError::Invalid { field, problem }) if field == name => {
                Some(crate::ui::text::field_problem(field, problem))
            }
            _ => None,
        }
    }

    /// Says of a field, before anything is sent, what the hub would say of it.
    pub(crate) fn refuse(mut self, field: &str, problem: &str) {
        self.error.set(Some(ReplicaError::Invalid {
            field: field.to_owned(),
            problem: problem.to_owned(),
        }));
    }

    /// Forgets the error.
    pub(crate) fn clear(mut self) {
        if self.error.peek().is_some() {
            self.error.set(None);
        }
    }

    /// Sends, and calls `then` with what it did. Does nothing while another is under way.
    pub(crate) fn send(self, command: Command, then: impl FnOnce(Outcome) + 'static) {
        if *self.busy.peek() {
            return;
        }
        spawn(async move {
            if let Ok(outcome) = self.run(command).await {
                then(outcome);
            }
        });
    }

    /// Sends and waits; the error is shown by the form as well as returned.
    pub(crate) async fn run(mut self, command: Command) -> Result<Outcome, ReplicaError> {
        self.busy.set(true);
        let live = self.live.cloned();
        let result = live.door.send(command).await;
        self.busy.set(false);
        match &result {
            Ok(_) => self.clear(),
            Err(error) => {
                live.met(error);
                self.error.set(Some(error.clone()));
            }
        }
        result
    }
}

/// A [`Sender`] for this component.
pub(crate) fn use_send() -> Sender {
    let live = use_live();
    use_hook(|| Sender {
        live: CopyValue::new(live),
        busy: Signal::new(false),
        error: Signal::new(None),
    })
}
