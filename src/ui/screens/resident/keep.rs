use chuanmen_core::domain::{HouseholdId, ResidentId};
use chuanmen_replica::api::{Command, ResidentForm, ResidentFormQuery};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use super::typed::Typed;
use crate::device;
use crate::ui::hooks::{Shown, use_ask, use_live};

/// After the last change, so many milliseconds pass before the form is kept.
const PAUSE_MS: u32 = 300;

/// The form as it was left when it was closed unsaved; none until that is known.
pub(super) fn use_left(
    household: HouseholdId,
    resident: Option<ResidentId>,
) -> Option<Option<ResidentForm>> {
    let asked = use_ask(ResidentFormQuery {
        household,
        resident,
    });
    match asked.shown() {
        // One read before may be older than what was typed.
        Shown::Here(left) if asked.fresh() => Some(left),
        // Without what was left one can still type.
        Shown::Failed(_) => Some(None),
        Shown::Here(_) | Shown::Waiting => None,
    }
}

/// Keeps a form on the device.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    kept: CopyValue<Typed>,
    typed: Signal<Typed>,
    keep: Callback<Typed>,
}

impl Keeping {
    /// The form is saved: what was kept went with it.
    pub(super) fn saved(mut self) {
        self.kept.set(self.typed.peek().clone());
    }

    fn now(mut self) {
        let now = self.typed.peek().clone();
        if now != *self.kept.peek() {
            self.kept.set(now.clone());
            self.keep.call(now);
        }
    }
}

/// Keeps the form a moment after each change, and when it is left; forgets it when it is as
/// `first` again.
pub(super) fn use_keeping(
    household: HouseholdId,
    resident: Option<ResidentId>,
    typed: Signal<Typed>,
    first: Typed,
) -> Keeping {
    let live = use_live();
    let keep = use_callback(move |now: Typed| {
        let kept = live.door.send(Command::KeepResidentForm {
            household,
            resident,
            form: now.form(&first, resident),
        });
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
