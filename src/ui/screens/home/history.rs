use chuanmen_core::china_date;
use chuanmen_core::domain::HouseholdId;
use chuanmen_core::merge::RecordId;
use chuanmen_replica::api::{ChangeFate, ChangeRow, HistoryQuery, HistoryView};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Chip, Chips, Empty, Failure, Icon, IconName, Skeleton, Timeline, TimelineItem,
};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, field_name, field_value, moment, t};

/// How many changes are drawn before one asks for more.
const DRAWN: usize = 60;

/// 改动记录: every change of a household and of those who live there, as far as this device saw it.
#[component]
pub(crate) fn History(id: HouseholdId, of: String) -> Element {
    rsx! {
        Loaded { key: "{id}", id, of }
    }
}

#[component]
fn Loaded(id: HouseholdId, of: String) -> Element {
    let asked = use_ask(HistoryQuery { household: id });
    let title = t!("history");
    match asked.shown() {
        Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar {} }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { title } }, Failure { error } }
        },
        Shown::Here(view) => rsx! { Changes { view, of } },
    }
}

#[component]
fn Changes(view: HistoryView, of: String) -> Element {
    let now = use_now();
    let subjects = subjects(&view);
    let asked = subjects
        .iter()
        .position(|(id, _)| id.to_string() == of)
        .map(|index| index + 1);
    let mut chosen = use_signal(|| asked.unwrap_or(0));
    let mut all = use_signal(|| false);
    let only = chosen()
        .checked_sub(1)
        .and_then(|index| subjects.get(index));
    let only = only.map(|(id, _)| *id);
    let mut rows: Vec<_> = view
        .changes
        .into_iter()
        .filter(|row| only.is_none_or(|id| row.id == id))
        .collect();
    let more = rows.len() > DRAWN && !all();
    if more {
        rows.truncate(DRAWN);
    }
    let names =
        std::iter::once(t!("history-all")).chain(subjects.into_iter().map(|(_, name)| name));
    let chips: Vec<_> = names
        .enumerate()
        .map(|(index, text)| Chip {
            text,
            chosen: index == chosen(),
        })
        .collect();
    rsx! {
        Screen {
            title: t!("history"),
            head: rsx! { Bar { title: t!("history"), sub: view.title } },
            Chips { label: t!("history-whose"), chips, onchoose: move |index| chosen.set(index) }
            if rows.is_empty() {
                Empty { so: t!("history-empty") }
            } else {
                Card { label: t!("history"),
                    Timeline {
                        for row in rows {
                            Change {
                                key: "{row.stamp}{row.id}{row.field:?}",
                                time: moment(row.at, now),
                                row,
                            }
                        }
                    }
                }
            }
            if more {
                button {
                    r#type: "button",
                    class: "btn add-one",
                    onclick: move |_| all.set(true),
                    {t!("history-more")}
                }
            }
            if view.cut {
                p { class: "sub history-cut", {t!("history-cut")} }
            }
        }
    }
}

/// One change: what, when, who.
#[component]
pub(in crate::ui::screens) fn Change(row: ChangeRow, time: String) -> Element {
    let icon = match (row.fate, &row.field) {
        (ChangeFate::Disputed, _) => IconName::Fork,
        (_, None) => IconName::Plus,
        _ => IconName::Pencil,
    };
    rsx! {
        TimelineItem {
            mark: rsx! { Icon { name: icon } },
            title: title(&row),
            time,
            note: what(&row, china_date(use_now())),
            pending: row.fate == ChangeFate::Waiting,
            struck: row.fate == ChangeFate::Lost,
            p { class: "cap", {who(&row)} }
        }
    }
}

/// The household, and each of those about whom something is told, by when that was last.
fn subjects(view: &HistoryView) -> Vec<(RecordId, String)> {
    let mut subjects: Vec<(RecordId, String)> = Vec::new();
    for row in &view.changes {
        if !subjects.iter().any(|(id, _)| *id == row.id) {
            let name = if row.subject.is_empty() {
                t!("history-home")
            } else {
                row.subject.clone()
            };
            subjects.push((row.id, name));
        }
    }
    let home = RecordId::from(view.household);
    subjects.sort_by_key(|(id, _)| *id != home);
    subjects
}

/// `李国华：电话`, `登记了李国华`.
fn title(row: &ChangeRow) -> String {
    let Some(field) = &row.field else {
        return match row.subject.as_str() {
            "" if row.kind.is_of_a_catalogue() => t!("history-entered-here"),
            "" => t!("history-entered-home"),
            name => t!("history-entered", name = name),
        };
    };
    let mut field = field_name(&row.kind, field.as_str());
    if !row.tag.is_empty() {
        field = t!("history-tag", field = field, tag = row.tag.as_str());
    }
    match row.subject.as_str() {
        "" => field,
        name => t!("history-whose-field", name = name, field = field),
    }
}

/// `138••••2907 改成 139••••5581`, and what became of it.
fn what(row: &ChangeRow, today: jiff::civil::Date) -> String {
    let Some(field) = &row.field else {
        return String::new();
    };
    let say = |said: &str| {
        let said = match said.parse::<jiff::civil::Date>() {
            Ok(date) => day(date, today),
            Err(_) => field_value(&row.kind, field.as_str(), said),
        };
        if said.is_empty() {
            t!("conflict-nothing")
        } else {
            said
        }
    };
    let after = say(&row.after);
    let change = match row.before.as_deref() {
        Some("") => t!("history-set", after = after),
        Some(before) => t!("history-from-to", before = say(before), after = after),
        None => t!("history-to", after = after),
    };
    let fate = match row.fate {
        ChangeFate::Taken => None,
        ChangeFate::Waiting => Some(t!("history-waiting")),
        ChangeFate::Disputed => Some(t!("history-disputed")),
        ChangeFate::Lost => Some(t!("history-lost")),
    };
    std::iter::once(change)
        .chain(fate)
        .collect::<Vec<_>>()
        .join(" · ")
}

/// `周丽萍，这台手机`.
fn who(row: &ChangeRow) -> String {
    let by = match row.by.as_str() {
        "" => t!("history-somebody"),
        name => name.to_owned(),
    };
    let phone = match (row.mine, row.phone.as_str()) {
        (true, _) => t!("history-this-phone"),
        (false, "") => t!("history-some-phone"),
        (false, phone) => phone.to_owned(),
    };
    t!("history-who", by = by, phone = phone)
}
