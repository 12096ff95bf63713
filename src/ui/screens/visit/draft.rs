use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{Command, VisitDraft};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use crate::device;
use crate::ui::hooks::use_live;
use crate::ui::live::Live;

/// After the last change, so many milliseconds pass before the form is kept.
const PAUSE_MS: u32 = 300;

/// The form as it stands, kept on the device a moment after each change.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    household: HouseholdId,
    live: CopyValue<Live>,
    form: Signal<VisitDraft>,
    kept: Signal<bool>,
    changes: CopyValue<u64>,
    dirty: CopyValue<bool>,
}

/// Two handles are equal when they are of one form.
impl PartialEq for Draft {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form
    }
}

/// The draft of this form; starts with what was left last time.
pub(super) fn use_draft(household: HouseholdId, left: Option<VisitDraft>) -> Draft {
    let live = use_live();
    let draft = use_hook(|| Draft {
        household,
        live: CopyValue::new(live.clone()),
        kept: Signal::new(left.is_some()),
        form: Signal::new(left.unwrap_or_default()),
        changes: CopyValue::new(0),
        dirty: CopyValue::new(false),
    });
    use_drop(move || {
        // Left within the pause: keep it now.
        if *draft.dirty.peek() {
            let kept = live.door.send(draft.command());
            spawn_forever(async move { drop(kept.await) });
        }
    });
    draft
}

impl Draft {
    /// The form as it stands.
    pub(super) fn form(self) -> VisitDraft {
        self.form.cloned()
    }

    /// Whether the form, as it stands, is on the disk.
    pub(super) fn kept(self) -> bool {
        (self.kept)()
    }

    /// Changes the form, and keeps it when the person pauses.
    pub(super) fn set(mut self, next: VisitDraft) {
        self.form.set(next);
        self.dirty.set(true);
        if *self.kept.peek() {
            self.kept.set(false);
        }
        let change = *self.changes.peek() + 1;
        self.changes.set(change);
        spawn(async move {
            device::sleep(PAUSE_MS).await;
            if *self.changes.peek() == change && *self.dirty.peek() {
                self.keep().await;
            }
        });
    }

    /// Changes the form at `field`, which is where it begins when it is opened again.
    pub(super) fn set_at(self, field: &str, next: VisitDraft) {
        self.set(VisitDraft {
            touched: Some(field.to_owned()),
            ..next
        });
    }

    /// The person leaves the form at `field` for a moment. One that says nothing yet is not kept.
    pub(super) fn left_at(self, field: &str) {
        let form = self.form();
        if form != VisitDraft::default() {
            self.set_at(field, form);
        }
    }

    /// Keeps the form before it is saved, so that an undo brings back what was filled in last.
    pub(super) fn keep_now(mut self) {
        if *self.dirty.peek() {
            self.dirty.set(false);
            let kept = self.live.peek().door.send(self.command());
            spawn_forever(async move { drop(kept.await) });
        }
    }

    /// The visit is saved: its draft is gone with it.
    pub(super) fn saved(mut self) {
        self.dirty.set(false);
    }

    async fn keep(mut self) {
        let door = self.live.peek().door.clone();
        self.dirty.set(false);
        if door.send(self.command()).await.is_ok() {
            // Changed again meanwhile: what is on the disk is not the form as it stands.
            if !*self.dirty.peek() {
                self.kept.set(true);
            }
        } else {
            // Saving the visit will say why; until then the next change tries again.
            self.dirty.set(true);
        }
    }

    fn command(self) -> Command {
        Command::SaveDraft {
            household: self.household,
            visit: self.form.peek().clone(),
        }
    }
}
