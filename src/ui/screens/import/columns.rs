use chuanmen_core::protocol::{ImportColumn, ImportField};
use dioxus::prelude::*;

use crate::ui::components::{Section, Select};
use crate::ui::text::t;

/// What each column is taken for, to be changed. The hub remembers it for the next list.
#[component]
pub(super) fn Columns(
    columns: Vec<ImportColumn>,
    fields: Vec<ImportField>,
    busy: bool,
    /// A column's letters, and what it is; none to leave it out.
    onchoose: EventHandler<(String, Option<String>)>,
) -> Element {
    let missing = fields.iter().filter(|field| {
        let taken = |column: &ImportColumn| column.field.as_ref() == Some(&field.field);
        field.needed && !columns.iter().any(taken)
    });
    let missing: Vec<_> = missing.map(|field| field.heading.clone()).collect();
    let choices = fields.into_iter();
    let choices: Vec<_> = choices.map(|field| (field.field, field.heading)).collect();
    let groups = vec![(t!("import-taken-for"), choices)];
    let aside = if missing.is_empty() {
        String::new()
    } else {
        t!("import-missing", columns = missing.join("、"))
    };
    rsx! {
        Section { title: t!("import-columns"), aside }
        fieldset { class: "card matching", disabled: busy, "aria-label": t!("import-columns"),
            for column in columns {
                Select {
                    key: "{column.column}",
                    id: "column-{column.column}",
                    label: t!("import-column-which", column = column.column.clone(), heading = column.heading.clone()),
                    value: column.field.clone().unwrap_or_default(),
                    none: t!("import-left-out"),
                    groups: groups.clone(),
                    onchoose: move |field: String| {
                        let field = (!field.is_empty()).then_some(field);
                        onchoose.call((column.column.clone(), field));
                    },
                }
            }
        }
    }
}
