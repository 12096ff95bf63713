use chuanmen_core::UnixMillis;
use chuanmen_replica::api::{Command, DraftForm, DraftRow};
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, Go, Icon, IconName, IconSize};
use crate::ui::hooks::{use_live, use_now, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::text::{error_words, moment, t};

/// Forms left unfinished, each to go on with or to put away.
#[component]
pub(super) fn Drafts(drafts: Vec<DraftRow>) -> Element {
    let now = use_now();
    rsx! {
        if !drafts.is_empty() {
            section { class: "card", "aria-label": t!("drafts"),
                for row in drafts {
                    Draft { key: "{row.form:?}", row, now }
                }
            }
        }
    }
}

#[component]
fn Draft(row: DraftRow, now: UnixMillis) -> Element {
    let (live, sender, snack) = (use_live(), use_send(), use_snack());
    let form = row.form;
    let title = title(&row);
    let label = t!("draft-drop-which", draft = title.clone());
    let restore = use_callback(move |()| {
        let back = live.door.send(Command::RestoreDraft { form });
        // The row it was asked from is gone by then.
        dioxus::core::spawn_forever(async move {
            if let Err(error) = back.await {
                snack.say(error_words(&error).what);
            }
        });
    });
    rsx! {
        div { class: "set",
            Go { class: "draft", to: address(form),
                Icon { name: IconName::Note }
                span { class: "grow",
                    span { class: "block", {title} }
                    span { class: "cap block", {t!("draft-kept-at", time = moment(row.kept_at, now))} }
                }
                Icon { name: IconName::Chevron, size: IconSize::Small }
            }
            Button { look: ButtonLook::Bare, disabled: sender.busy(), label,
                onclick: move |_| {
                    sender.send(Command::DiscardDraft { form }, move |_| {
                        snack.changed(t!("draft-dropped"), restore);
                    });
                },
                {t!("draft-drop")}
            }
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}

/// `3-2-502 走访`, `3-2-502 张三的资料`.
fn title(row: &DraftRow) -> String {
    let place = row.place.clone();
    match row.form {
        DraftForm::Visit { .. } => t!("draft-of", place = place),
        DraftForm::Correction { .. } => t!("draft-correction", place = place),
        DraftForm::Newcomer { .. } => t!("draft-newcomer", place = place),
        DraftForm::Resident { .. } => t!("draft-resident", place = place, who = row.who.clone()),
        DraftForm::Measurement { .. } => {
            t!("draft-measurement", place = place, who = row.who.clone())
        }
        DraftForm::NewOrganisation => t!("draft-new-organisation", name = place),
        DraftForm::Organisation { .. } => t!("draft-organisation", name = place),
        DraftForm::Call { .. } => t!("draft-call", name = place),
    }
}

/// Where the form is.
pub(super) fn address(form: DraftForm) -> Route {
    match form {
        DraftForm::Visit { household } => Route::Visit { id: household },
        DraftForm::Correction { household, visit } => Route::Correct {
            id: household,
            visit,
        },
        DraftForm::Newcomer { household } => Route::AddResident { id: household },
        DraftForm::Resident {
            household,
            resident,
        } => Route::EditResident {
            id: household,
            resident,
        },
        DraftForm::Measurement { resident, .. } => Route::Measure { id: resident },
        DraftForm::NewOrganisation => Route::AddOrganisation {},
        DraftForm::Organisation { organisation } => Route::EditOrganisation { id: organisation },
        DraftForm::Call { organisation } => Route::Call { id: organisation },
    }
}
