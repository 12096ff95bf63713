use chuanmen_replica::api::{Ask, Query, ReplicaError};
use dioxus::dioxus_core::Task;
use dioxus::prelude::*;

use super::use_live;
use crate::device;
use crate::ui::live::Live;

/// While pages of a sync arrive, changes come many a second: this many milliseconds between asks.
const BREATH_MS: u32 = 40;

/// The answer to a question, kept fresh. While it is asked again the old answer stays, so that
/// nothing jumps.
pub(crate) struct Asked<V: 'static> {
    view: Signal<Option<V>>,
    error: Signal<Option<ReplicaError>>,
    fresh: Signal<bool>,
}

impl<V> Clone for Asked<V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<V> Copy for Asked<V> {}

/// What a screen draws of an answer.
pub(crate) enum Shown<V> {
    /// Not answered yet: draw a skeleton, which shows itself only after 150 ms.
    Waiting,
    /// The answer, the newest there is.
    Here(V),
    /// No answer, and why.
    Failed(ReplicaError),
}

impl<V: Clone + PartialEq> Asked<V> {
    /// What to draw.
    pub(crate) fn shown(self) -> Shown<V> {
        match (self.view.cloned(), self.error.cloned()) {
            (Some(view), _) => Shown::Here(view),
            (None, Some(error)) => Shown::Failed(error),
            (None, None) => Shown::Waiting,
        }
    }

    /// The answer, if there is one.
    pub(crate) fn view(self) -> Option<V> {
        self.view.cloned()
    }

    /// Whether the answer came since this screen is there, and is not one kept from before.
    pub(crate) fn fresh(self) -> bool {
        (self.fresh)()
    }

    fn show(mut self, view: V) {
        if self.view.peek().as_ref() != Some(&view) {
            self.view.set(Some(view));
        }
        if self.error.peek().is_some() {
            self.error.set(None);
        }
        if !*self.fresh.peek() {
            self.fresh.set(true);
        }
    }

    fn fail(mut self, error: ReplicaError) {
        if self.error.peek().as_ref() != Some(&error) {
            self.error.set(Some(error));
        }
    }
}

/// Asks now and whenever something changed. A screen about one thing carries that thing's id as
/// its `key`; where the question changes under a living screen (search as one types), the old
/// answer stays until the new one is there.
pub(crate) fn use_ask<Q>(query: Q) -> Asked<Q::View>
where
    Q: Ask + Clone + PartialEq,
    Q::View: Clone + PartialEq + 'static,
{
    let live = use_live();
    let asked = use_hook(|| Asked {
        view: Signal::new(
            live.kept(&query.clone().into_query())
                .and_then(Q::from_answer),
        ),
        error: Signal::new(None),
        fresh: Signal::new(false),
    });
    let mut running = use_hook(|| CopyValue::new(None::<(Q, Task)>));
    let same = matches!(&*running.peek(), Some((asked_for, _)) if *asked_for == query);
    if !same {
        if let Some((_, old)) = running.write().take() {
            old.cancel();
        }
        let task = spawn(keep_asking::<Q>(live, query.clone().into_query(), asked));
        running.set(Some((query, task)));
    }
    asked
}

async fn keep_asking<Q>(live: Live, query: Query, asked: Asked<Q::View>)
where
    Q: Ask,
    Q::View: Clone + PartialEq,
{
    let mut changes = live.changes();
    loop {
        changes.borrow_and_update();
        match live.door.ask(query.clone()).await {
            Ok(answer) => {
                live.keep(&query, &answer);
                match Q::from_answer(answer) {
                    Some(view) => asked.show(view),
                    None => asked.fail(ReplicaError::Gone {
                        detail: "the answer to another question".to_owned(),
                    }),
                }
            }
            Err(error) => {
                live.met(&error);
                asked.fail(error);
            }
        }
        if changes.changed().await.is_err() {
            return;
        }
        device::sleep(BREATH_MS).await;
    }
}
