use chuanmen_core::protocol::{ImportColumn, ImportField};
use chuanmen_replica::api::ImportColumns;
use dioxus::prelude::*;

use crate::ui::components::{Section, Select};
use crate::ui::text::t;

/// What each column is taken for, to be changed. The hub remembers it for the next list.
#[component]
pub(super) fn Columns(
    columns: Vec<ImportColumn>,
    fields: Vec<ImportField>,
    /// What the person said so far.
    said: ImportColumns,
    /// What the column is called, and what it is; none to leave it out.
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
        t!("import-columns-hint")
    } else {
        t!("import-missing", columns = missing.join("、"))
    };
    rsx! {
        Section { title: t!("import-columns"), aside }
        fieldset { class: "card matching", "aria-label": t!("import-columns"),
            for (called , column) in called(columns) {
                Select {
                    key: "{column.column}",
                    id: "column-{column.column}",
                    label: t!("import-column-which", column = column.column.clone(), heading = column.heading.clone()),
                    value: said.get(&called).unwrap_or(&column.field).clone().unwrap_or_default(),
                    none: t!("import-left-out"),
                    groups: groups.clone(),
                    onchoose: move |field: String| {
                        let field = (!field.is_empty()).then_some(field);
                        onchoose.call((called.clone(), field));
                    },
                }
            }
        }
    }
}

/// Columns by what the hub knows them: the heading, which the next list has as well; the letters
/// where two have the same.
fn called(columns: Vec<ImportColumn>) -> Vec<(String, ImportColumn)> {
    let headings: Vec<_> = columns.iter().map(|one| one.heading.clone()).collect();
    let twice = |heading: &String| headings.iter().filter(|one| *one == heading).count() > 1;
    let called = columns.into_iter().map(|column| {
        let called = if twice(&column.heading) {
            column.column.clone()
        } else {
            column.heading.clone()
        };
        (called, column)
    });
    called.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_called_by_its_heading_unless_another_has_the_same() {
        let columns = [("A", "姓名"), ("B", "电话"), ("C", "电话")];
        let columns = columns.map(|(column, heading)| ImportColumn {
            column: column.to_owned(),
            heading: heading.to_owned(),
            field: None,
        });
        let called = called(columns.to_vec())
            .into_iter()
            .map(|(called, _)| called);
        assert_eq!(called.collect::<Vec<_>>(), ["姓名", "B", "C"]);
    }
}
