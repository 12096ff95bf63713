//! A call at an organisation: how it went, what was heard, what to remember.

use chuanmen_core::domain::{OrganisationId, Outcome};
use chuanmen_replica::api::{CallDraft, CallFormQuery, CallFormView, Command, NeedDraft};
use dioxus::prelude::*;

use super::entries::{NeedEntry, SaveDock, new_need};
use super::visit::Outcomes;
use crate::ui::components::{Button, ButtonLook, Failure, IconName, Skeleton, TextArea};
use crate::ui::hooks::{Sender, Shown, use_ask, use_keeping, use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// The screen.
#[component]
pub(crate) fn Call(id: OrganisationId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: OrganisationId) -> Element {
    let asked = use_ask(CallFormQuery { organisation: id });
    match asked.shown() {
        // One read before may hold an older draft.
        Shown::Here(view) if asked.fresh() => rsx! { Form { view } },
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title: t!("visit"), head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: t!("visit"), head: rsx! { Bar { task: true, title: t!("visit") } },
                Failure { error }
            }
        },
    }
}

#[component]
fn Form(view: CallFormView) -> Element {
    let organisation = view.organisation;
    let sender = use_send();
    let mut draft = use_signal(|| view.draft.clone().unwrap_or_default());
    let keeping = use_keeping(draft, move |now: &CallDraft| Command::KeepCall {
        organisation,
        call: (*now != CallDraft::default()).then(|| now.clone()),
    });
    let snack = use_snack();
    use_drop(move || snack.form_closed());
    let leave = use_leave_to(Route::Organisation { id: organisation });
    let form = draft.cloned();
    let ready = form.outcome.is_some();
    let met = form.outcome == Some(Outcome::Met);
    let label = if ready {
        t!("visit-save")
    } else {
        t!("visit-choose-first")
    };
    let dock = rsx! {
        SaveDock {
            sender,
            ready,
            label,
            onsave: move |()| {
                let call = to_save(&draft.peek());
                keeping.now();
                sender.send(Command::CallAt { organisation, call }, move |outcome| {
                    keeping.saved();
                    snack.saved(t!("saved"), &outcome);
                    leave.call(());
                });
            },
        }
    };
    rsx! {
        Screen {
            title: t!("visit"),
            head: rsx! { Bar { title: view.name.clone(), task: true, back_label: t!("visit-leave") } },
            dock,
            last: true,
            Outcomes {
                chosen: form.outcome.clone(),
                organisation: true,
                onchoose: move |outcome| draft.write().outcome = Some(outcome),
            }
            if met {
                Heard { draft, view: view.clone(), sender }
            }
            if ready {
                TextArea {
                    id: "note",
                    label: t!("visit-note"),
                    placeholder: t!("call-note-example"),
                    value: form.note.clone(),
                    rows: 2,
                    problem: sender.problem("note"),
                    oninput: move |text| draft.write().note = text,
                }
            }
        }
    }
}

/// Needs heard.
#[component]
fn Heard(mut draft: Signal<CallDraft>, view: CallFormView, sender: Sender) -> Element {
    let needs = draft.read().needs.clone();
    let paths = paths(&needs);
    let categories = view.categories.clone();
    rsx! {
        for (number , (need , path)) in needs.into_iter().zip(paths).enumerate() {
            NeedEntry {
                key: "{number}",
                number,
                need,
                sender,
                path,
                categories: view.categories.clone(),
                onchange: move |changed| {
                    if let Some(slot) = draft.write().needs.get_mut(number) {
                        *slot = changed;
                    }
                },
                onremove: move |()| {
                    let mut form = draft.write();
                    if number < form.needs.len() {
                        form.needs.remove(number);
                    }
                },
            }
        }
        div { class: "add-one",
            Button {
                look: ButtonLook::Soft,
                icon: IconName::Plus,
                onclick: move |_| draft.write().needs.push(new_need(&categories)),
                {t!("need-add")}
            }
        }
    }
}

fn says(need: &NeedDraft) -> bool {
    !need.text.trim().is_empty()
}

/// What is saved: without needs that say nothing.
fn to_save(form: &CallDraft) -> CallDraft {
    let mut call = form.clone();
    call.needs.retain(says);
    call
}

/// What stands before the names of the fields of each need in an error about what [`to_save`]
/// gave: those that say nothing are not counted there.
fn paths(needs: &[NeedDraft]) -> Vec<String> {
    let mut said = 0;
    let path = |need: &NeedDraft| {
        let path = format!("needs/{said}/");
        said += usize::from(says(need));
        path
    };
    needs.iter().map(path).collect()
}
