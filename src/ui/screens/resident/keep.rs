use chuanmen_core::domain::{HouseholdId, ResidentId};
use chuanmen_replica::api::{Command, ResidentForm, ResidentFormQuery};
use dioxus::prelude::*;

use super::typed::Typed;
use crate::ui::hooks::{self, Keeping, Shown, use_ask};

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

/// Keeps the form; forgets it when it is as `first` again.
pub(super) fn use_keeping(
    household: HouseholdId,
    resident: Option<ResidentId>,
    typed: Signal<Typed>,
    first: Typed,
) -> Keeping<Typed> {
    hooks::use_keeping(typed, move |now: &Typed| Command::KeepResidentForm {
        household,
        resident,
        form: now.form(&first, resident),
    })
}
