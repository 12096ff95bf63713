//! 诉求: every need on this device, by state, most pressing first.

mod group;

use chuanmen_core::domain::Role;
use chuanmen_replica::api::{NeedRow, NeedsQuery};
use dioxus::prelude::*;

use crate::ui::address::Asking;
use crate::ui::components::{
    Card, Chip, Chips, Empty, Failure, Field, FieldKind, Go, Icon, IconName, LongList, NeedLine,
    Section, Skeleton, SyncChip,
};
use crate::ui::hooks::{Shown, supervises, use_ask, use_me, use_sync};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use group::Group;

/// The screen.
#[component]
pub(crate) fn Needs() -> Element {
    let sync = use_sync();
    let needs = use_ask(NeedsQuery {});
    let dock = is_chief().then(|| {
        rsx! {
            Go { class: "btn pri big", to: Route::RaiseCommon {},
                Icon { name: IconName::Plus }
                {t!("common-raise")}
            }
        }
    });
    rsx! {
        Screen { title: t!("needs-title"), keep: "needs", dock,
            head: rsx! { Bar { root: true, title: t!("needs-title"), ToDesk {} SyncChip { sync: sync.clone() } } },
            match needs.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(rows) => rsx! { Body { rows } },
            }
        }
    }
}

/// The way to the dispatch desk, where no rail leads there.
#[component]
fn ToDesk() -> Element {
    if !use_me().is_some_and(|me| supervises(&me.role)) {
        return rsx! {};
    }
    rsx! {
        Go { class: "btn todesk", to: Route::Dispatch { asking: Asking::default() },
            Icon { name: IconName::Columns }
            {t!("tab-dispatch")}
        }
    }
}

#[component]
fn Body(rows: Vec<NeedRow>) -> Element {
    let mut chosen = use_signal(|| None::<Group>);
    let mut wanted = use_signal(String::new);
    let count = |group: Option<Group>| rows.iter().filter(|row| Group::holds(group, row)).count();
    let shown = |group: Group| -> Vec<NeedRow> {
        let of_group = rows.iter().filter(|row| Group::of(row) == group);
        of_group
            .filter(|row| found(row, &wanted()))
            .cloned()
            .collect()
    };
    let chip = |group: Option<Group>| Chip {
        text: format!("{} {}", Group::title(group), count(group)),
        chosen: chosen() == group,
    };
    let chips: Vec<_> = (0..=Group::ALL.len())
        .map(|index| chip(filters(index)))
        .collect();
    if rows.is_empty() && is_chief() {
        return rsx! {
            Empty { so: t!("needs-empty"), advice: t!("common-what") }
        };
    }
    if rows.is_empty() {
        return rsx! {
            Empty { so: t!("needs-empty"), advice: t!("needs-empty-next"),
                Go { class: "btn", to: Route::Places {}, {t!("choose-door")} }
            }
        };
    }
    let groups = Group::ALL
        .into_iter()
        .filter(|group| chosen().is_none_or(|one| one == *group));
    let groups: Vec<_> = groups.map(|group| (group, shown(group))).collect();
    let nothing = groups.iter().all(|(_, rows)| rows.is_empty());
    rsx! {
        Chips { label: t!("only-show"), chips, onchoose: move |index| chosen.set(filters(index)) }
        Field { id: "find", label: t!("needs-find"), hide_label: true, kind: FieldKind::Search,
            placeholder: t!("needs-find"), value: wanted(), oninput: move |typed| wanted.set(typed) }
        if nothing {
            div { role: "status", Empty { so: t!("nothing-found") } }
        }
        for (group, rows) in groups.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            Section { title: Group::title(Some(group)), aside: t!("needs-count", count = rows.len()),
                Card { label: Group::title(Some(group)),
                    LongList { keep: format!("needs/{}", Group::title(Some(group))), count: rows.len(),
                        row: move |index: usize| rsx! { NeedLine { need: rows[index].clone() } },
                    }
                }
            }
        }
    }
}

/// Whether this person raises needs of their building, and visits nobody.
fn is_chief() -> bool {
    use_me().is_some_and(|me| me.role == Role::BuildingChief)
}

/// The filter at a place in the row of chips: all, then each group.
fn filters(index: usize) -> Option<Group> {
    Group::ALL.get(index.checked_sub(1)?).copied()
}

/// Whether a need is meant by what was typed: its text, its category or its door.
fn found(row: &NeedRow, typed: &str) -> bool {
    typed.split_whitespace().all(|word| {
        [&row.text, &row.category, &row.place]
            .iter()
            .any(|text| text.contains(word))
    })
}
