//! 记得不一样: two people wrote different things into one field. Both are kept; one tap settles it.

use chuanmen_core::domain::Kind;
use chuanmen_replica::api::{Choice, Command, ConflictRow, ConflictSide, ConflictsQuery};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Empty, Failure, Field, Go, HowTo, IconName, Notice, RadioRow, RadioRows,
    Section, Skeleton, Topic,
};
use crate::ui::hooks::{Shown, use_ask, use_now, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{field_name, field_value, moment, t};

/// The screen.
#[component]
pub(crate) fn Conflicts() -> Element {
    let conflicts = use_ask(ConflictsQuery {});
    rsx! {
        Screen { title: t!("conflicts-title"), head: rsx! { Bar { title: t!("conflicts-title") } },
            match conflicts.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 4 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(rows) if rows.is_empty() => rsx! {
                    Empty { so: t!("conflicts-empty"), advice: t!("conflicts-empty-next"),
                        HowTo { topic: Topic::Disagree }
                    }
                },
                Shown::Here(rows) => rsx! {
                    Notice { icon: IconName::Fork, {t!("conflicts-what")} }
                    for row in rows {
                        Disagreement { key: "{row.id}{row.field}", row }
                    }
                    HowTo { topic: Topic::Disagree }
                },
            }
        }
    }
}

/// One field, its values, and a third that can be typed.
#[component]
fn Disagreement(row: ConflictRow) -> Element {
    let now = use_now();
    let sender = use_send();
    let snack = use_snack();
    let mut chosen = use_signal(|| None::<usize>);
    let mut typed = use_signal(String::new);
    let sides: Vec<_> = [row.shown.clone()]
        .into_iter()
        .chain(row.others.clone())
        .collect();
    let third = sides.len();
    let mut lines: Vec<_> = sides
        .iter()
        .enumerate()
        .map(|(index, side)| {
            let value = field_value(&row.kind, row.field.as_str(), &side.value);
            line(side, value, index == 0, moment(side.at, now))
        })
        .collect();
    if can_type(row.field.as_str()) {
        lines.push(RadioRow {
            text: t!("conflict-third"),
            second: String::new(),
        });
    }
    let choice = match chosen() {
        None => None,
        Some(0) => Some(Choice::Keep),
        Some(index) if index == third => {
            (!typed.read().trim().is_empty()).then(|| Choice::Type(typed()))
        }
        Some(index) => sides.get(index).map(|side| Choice::Take(side.stamp)),
    };
    let title = t!(
        "conflict-about",
        place = row.place.clone(),
        who = row.subject.clone(),
        field = field_name(&row.kind, row.field.as_str())
    );
    let (kind, id, field) = (row.kind.clone(), row.id, row.field.clone());
    rsx! {
        Section { title,
            RadioRows { label: field_name(&row.kind, row.field.as_str()), rows: lines, chosen: chosen(),
                onchoose: move |index| chosen.set(Some(index)) }
            if chosen() == Some(third) {
                Field { id: "third", label: t!("conflict-third"), hide_label: true, value: typed(),
                    problem: sender.problem(row.field.as_str()),
                    oninput: move |text| typed.set(text) }
            }
            if let Some(error) = sender.error() { Failure { error } }
            div { class: "two",
                Button { look: ButtonLook::Primary, disabled: choice.is_none() || sender.busy(),
                    onclick: move |_| {
                        let Some(choice) = choice.clone() else { return };
                        let command = Command::SettleConflict { kind: kind.clone(), id, field: field.clone(), choice };
                        sender.send(command, move |outcome| snack.saved(t!("conflict-settled"), &outcome));
                    },
                    if chosen().is_none() { {t!("conflict-choose")} } else { {t!("conflict-settle")} }
                }
                if row.kind == Kind::Organisation {
                    Go { class: "btn", to: Route::Organisation { id: row.id.into() }, {t!("open-organisation")} }
                } else if let Some(household) = row.household {
                    Go { class: "btn", to: Route::Household { id: household }, {t!("open-household")} }
                }
            }
        }
    }
}

/// Whether a third value can be typed: a word of a vocabulary, a place and a flag have to be
/// chosen.
fn can_type(field: &str) -> bool {
    matches!(
        field,
        "name" | "phone" | "note" | "text" | "ethnicity" | "due_on" | "needed_by"
    )
}

/// `138 •••• 2907`, who wrote it and when; which of them shows and which is one's own.
fn line(side: &ConflictSide, value: String, shown: bool, at: String) -> RadioRow {
    let by = if side.mine {
        t!("conflict-mine")
    } else {
        side.by.clone()
    };
    let value = if value.is_empty() {
        t!("conflict-nothing")
    } else {
        value
    };
    let text = if shown {
        t!("conflict-shown", value = value)
    } else {
        value
    };
    RadioRow {
        text,
        second: format!("{by} · {at}"),
    }
}
