use chuanmen_core::protocol::{ImportPreview, ImportProblem};
use chuanmen_replica::api::{Command, ImportColumns, ImportStep, Outcome};
use dioxus::prelude::*;

use super::columns::Columns;
use super::kind_title;
use crate::ui::components::{
    Button, ButtonLook, Failure, Heading, IconName, Notice, NoticeTone, Section,
};
use crate::ui::hooks::use_send;
use crate::ui::text::t;

/// What would be written, what would not and why; and the word that lets it be written.
#[component]
pub(super) fn Preview(
    preview: ImportPreview,
    onchange: EventHandler<ImportPreview>,
    onrun: EventHandler<ImportPreview>,
    onleave: EventHandler<()>,
) -> Element {
    let sender = use_send();
    let mut said = use_signal(ImportColumns::new);
    let file = preview.id;
    let check = move |(column, field): (String, Option<String>)| {
        said.write().insert(column, field);
        let columns = said.cloned();
        let step = ImportStep::Check { file, columns };
        sender.send(Command::Import(step), move |outcome| {
            if let Outcome::ImportPreview(preview) = outcome {
                onchange.call(*preview);
            }
        });
    };
    let confirmed = preview.clone();
    let run = move |_| {
        let columns = said.cloned();
        let step = ImportStep::Run { file, columns };
        let confirmed = confirmed.clone();
        sender.send(Command::Import(step), move |outcome| {
            if let Outcome::ImportProgress(_) = outcome {
                onrun.call(confirmed);
            }
        });
    };
    // The hub forgets it by itself if this does not arrive.
    let leave = move |_| {
        sender.send(Command::Import(ImportStep::Cancel { file }), |_| {});
        onleave.call(());
    };
    let nothing = preview.stopped || preview.records == 0;
    rsx! {
        Heading { class: "subject", {preview.file.clone()} }
        p { class: "sub", {kind_title(&preview.kind)} }
        Counts { preview: preview.clone() }
        Columns { columns: preview.columns.clone(), fields: preview.fields.clone(), busy: sender.busy(), onchoose: check }
        if let Some(error) = sender.error() {
            Failure { error }
        }
        div { class: "import-acts",
            Button {
                look: ButtonLook::Primary,
                disabled: sender.busy() || nothing,
                onclick: run,
                {t!("import-run", count = preview.good)}
            }
            Button { disabled: sender.busy(), onclick: leave, {t!("import-another")} }
        }
        if !preview.problems.is_empty() {
            Problems { problems: preview.problems.clone(), all: preview.errors + preview.duplicates + preview.notices }
        }
    }
}

#[component]
fn Counts(preview: ImportPreview) -> Element {
    let line = t!(
        "import-counts",
        rows = preview.rows,
        good = preview.good,
        records = preview.records
    );
    let wrong = t!(
        "import-wrong",
        errors = preview.errors,
        duplicates = preview.duplicates,
        notices = preview.notices
    );
    let (tone, icon) = if preview.stopped {
        (NoticeTone::Urgent, IconName::Return)
    } else {
        (NoticeTone::Plain, IconName::Info)
    };
    rsx! {
        Notice { tone, icon,
            if preview.stopped {
                p { {t!("import-stopped")} }
            } else {
                p { role: "status", {line} }
                p { {wrong} }
            }
            p { class: "sub", {t!("import-nothing-yet")} }
        }
    }
}

#[component]
fn Problems(problems: Vec<ImportProblem>, all: usize) -> Element {
    let shown = problems.len();
    let aside = if shown < all {
        t!("import-problems-some", shown = shown, all = all)
    } else {
        String::new()
    };
    rsx! {
        Section { title: t!("import-problems"), aside }
        div { class: "scroll", tabindex: "0", role: "region", "aria-label": t!("import-problems"),
            table { class: "data",
                caption { class: "vh", {t!("import-problems")} }
                thead {
                    tr {
                        th { scope: "col", {t!("import-cell")} }
                        th { scope: "col", {t!("import-column")} }
                        th { scope: "col", {t!("import-severity")} }
                        th { scope: "col", {t!("import-problem")} }
                    }
                }
                tbody {
                    for (index , problem) in problems.into_iter().enumerate() {
                        tr { key: "{index}",
                            td { class: "num", {problem.place} }
                            td { {problem.heading} }
                            td { {severity(&problem.severity)} }
                            td { {problem.message} }
                        }
                    }
                }
            }
        }
    }
}

fn severity(word: &str) -> String {
    match word {
        "stop" => t!("import-stop"),
        "duplicate" => t!("import-duplicate"),
        "notice" => t!("import-notice"),
        _ => t!("import-error"),
    }
}
