use std::collections::BTreeSet;

use chuanmen_core::domain::{HouseholdId, ResidentId};
use chuanmen_replica::api::{
    Command, HouseholdQuery, HouseholdView, ReplicaError, ResidentForm, ResidentView, TwinRow,
};
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, Go, Icon, IconName, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_leave, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use super::form::{About, Form};
use super::gone::Gone;
use super::keep::{use_keeping, use_left};
use super::twins::Twins;
use super::typed::Typed;

/// What is known of a resident, to be changed. Numbers stay masked: they are typed anew or left.
#[component]
pub(crate) fn EditResident(id: HouseholdId, resident: ResidentId) -> Element {
    rsx! {
        Loaded { key: "{resident}", id, resident }
    }
}

#[component]
fn Loaded(id: HouseholdId, resident: ResidentId) -> Element {
    let left = use_left(id, Some(resident));
    match use_ask(HouseholdQuery { household: id }).shown() {
        _ if left.is_none() => rsx! {
            Screen { title: t!("edit"), head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
        Shown::Waiting => rsx! {
            Screen { title: t!("edit"), head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! { Missing { error } },
        Shown::Here(view) => match view
            .residents
            .iter()
            .find(|one| one.id == resident)
            .cloned()
        {
            Some(known) => rsx! { Known { id, known, view, left: left.flatten() } },
            None => rsx! { Missing { error: ReplicaError::NotFound } },
        },
    }
}

#[component]
fn Missing(error: ReplicaError) -> Element {
    rsx! {
        Screen { title: t!("edit"), head: rsx! { Bar { task: true, title: t!("edit") } },
            Failure { error }
        }
    }
}

#[component]
fn Known(
    id: HouseholdId,
    known: ResidentView,
    view: HouseholdView,
    left: Option<ResidentForm>,
) -> Element {
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave(id));
    let first = use_hook(|| Typed::of(&known));
    let typed = use_signal(|| match left {
        Some(left) => Typed::left(left, &first),
        None => first.clone(),
    });
    let keeping = use_keeping(id, Some(known.id), typed, first.clone());
    let changed = *typed.read() != first;
    let as_known = first.clone();
    let title = t!("edit-whose", name = known.name.clone());
    let resident = known.id;
    let about = About {
        care_tags: tags(&view.care_tags, &known),
        phone: masked(known.phone.as_ref()),
        citizen_id: masked(known.citizen_id.as_ref()),
        identified: known.citizen_id.is_some(),
    };
    let others: Vec<_> = view
        .residents
        .into_iter()
        .filter(|one| one.id != resident)
        .collect();
    let merge = use_callback(move |twin: TwinRow| {
        let twins = Command::MergeResidents {
            resident,
            twin: twin.resident,
        };
        sender.send(twins, move |outcome| {
            snack.saved(t!("merged", name = twin.name), &outcome);
            leave.call(());
        });
    });
    let dock = rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            icon: if changed { Some(IconName::Check) } else { None },
            disabled: !changed || sender.busy(),
            onclick: move |_| {
                let edit = typed.peek().changes_from(&first, resident);
                keeping.now();
                sender.send(Command::EditResident(edit), move |outcome| {
                    keeping.saved();
                    snack.saved(t!("saved"), &outcome);
                    leave.call(());
                });
            },
            if changed { {t!("edit-save")} } else { {t!("edit-nothing")} }
        }
    };
    rsx! {
        Screen {
            title: t!("edit"),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Twins {
                household: id,
                resident,
                typed,
                onmerge: (!changed).then_some(merge),
            }
            Form { typed, first: as_known, about, sender }
            Gone { household: id, resident, name: known.name, others, busy: changed, sender }
            Go {
                to: Route::History { id, of: resident.to_string() },
                class: "btn add-one",
                Icon { name: IconName::Clock }
                {t!("history")}
            }
        }
    }
}

/// Those of the community, and those of another version or community that somebody has.
fn tags(community: &[(String, String)], known: &ResidentView) -> Vec<(String, String)> {
    let codes: BTreeSet<&str> = community.iter().map(|(code, _)| code.as_str()).collect();
    let strangers = known
        .tags
        .iter()
        .filter(|(code, _)| !codes.contains(code.as_str()));
    community.iter().chain(strangers).cloned().collect()
}

/// What a number is now, masked, and that leaving the field empty keeps it.
fn masked(number: Option<&(String, String)>) -> String {
    match number {
        Some((head, tail)) => t!("edit-now", head = head.as_str(), tail = tail.as_str()),
        None => t!("edit-none-yet"),
    }
}
