use chuanmen_replica::api::Command;
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use super::use_live;
use crate::device;

/// After the last change, so many milliseconds pass before the form is kept.
const PAUSE_MS: u32 = 300;

/// Keeps a form on the device.
pub(crate) struct Keeping<T: 'static> {
    kept: CopyValue<T>,
    typed: Signal<T>,
    keep: Callback<T>,
}

impl<T> Clone for Keeping<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Keeping<T> {}

impl<T: Clone + PartialEq> Keeping<T> {
    /// The form is saved: what was kept went with it.
    pub(crate) fn saved(mut self) {
        self.kept.set(self.typed.peek().clone());
    }

    /// Keeps the form as it stands, before it is saved: an undo then brings back what was typed
    /// last, and nothing is kept after the save that the save was to take along.
    pub(crate) fn now(mut self) {
        let now = self.typed.peek().clone();
        if now != *self.kept.peek() {
            self.kept.set(now.clone());
            self.keep.call(now);
        }
    }
}

/// Keeps the form with `command` a moment after each change, and when it is left.
pub(crate) fn use_keeping<T: Clone + PartialEq>(
    typed: Signal<T>,
    command: impl Fn(&T) -> Command + 'static,
) -> Keeping<T> {
    let live = use_live();
    let keep = use_callback(move |now: T| {
        let kept = live.door.send(command(&now));
        // Saving the form will say why it cannot be kept.
        spawn_forever(async move { drop(kept.await) });
    });
    let keeping = use_hook(|| Keeping {
        kept: CopyValue::new(typed.peek().clone()),
        typed,
        keep,
    });
    let mut latest = use_hook(|| CopyValue::new(0_u64));
    use_effect(move || {
        // Read, so that each change comes here.
        let _ = typed.read();
        let change = *latest.peek() + 1;
        latest.set(change);
        spawn(async move {
            device::sleep(PAUSE_MS).await;
            if *latest.peek() == change {
                keeping.now();
            }
        });
    });
    use_drop(move || keeping.now());
    keeping
}
