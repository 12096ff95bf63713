use chuanmen_core::china_date;
use chuanmen_core::protocol::{AuditEntry, AuditResponse};
use chuanmen_core::report::{Cell, Column, ColumnKind};
use dioxus::prelude::*;

use super::words::deed_name;
use crate::ui::charts::DataTable;
use crate::ui::components::Empty;
use crate::ui::text::{clock_time, t};

/// A page of entries, and the ways to the others.
#[component]
pub(super) fn Found(
    response: AuditResponse,
    /// Whether this is the newest page.
    first: bool,
    onpage: EventHandler<Option<u64>>,
) -> Element {
    let next = response.next;
    let rows: Vec<_> = response.entries.iter().map(row).collect();
    rsx! {
        if rows.is_empty() {
            Empty { so: t!("audit-empty"), advice: t!("audit-empty-next") }
        } else {
            DataTable { caption: t!("audit-title"), columns: columns(), rows }
        }
        div { class: "btns",
            if !first {
                button { class: "btn", r#type: "button", onclick: move |_| onpage.call(None), {t!("audit-newest")} }
            }
            if next.is_some() {
                button { class: "btn", r#type: "button", onclick: move |_| onpage.call(next), {t!("audit-older")} }
            }
        }
    }
}

fn columns() -> Vec<Column> {
    let columns = [
        ("at", t!("audit-at")),
        ("who", t!("audit-person")),
        ("deed", t!("audit-deed")),
        ("about", t!("audit-subject")),
        ("device", t!("audit-device")),
    ];
    let columns = columns
        .into_iter()
        .map(|(key, title)| Column::new(key, title, ColumnKind::Text));
    columns.collect()
}

fn row(entry: &AuditEntry) -> Vec<Cell> {
    let who = match entry.account {
        Some(_) => entry.name.clone(),
        None => t!("audit-operator"),
    };
    vec![
        format!("{} {}", china_date(entry.at), clock_time(entry.at)).into(),
        who.into(),
        deed_name(&entry.deed).into(),
        about(entry).into(),
        entry.device.clone().into(),
    ]
}

/// What it was about, and whom; a record that is gone goes by nothing.
fn about(entry: &AuditEntry) -> String {
    let known = entry.about.contains(entry.subject_name.as_str());
    let parts = [entry.subject_name.as_str(), entry.about.as_str()];
    let parts = parts.iter().skip(usize::from(known));
    let parts: Vec<_> = parts.copied().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
