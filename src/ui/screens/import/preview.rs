use chuanmen_core::protocol::ImportPreview;
use chuanmen_replica::api::{Command, ImportColumns, ImportStep, Outcome};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use super::Subject;
use super::columns::Columns;
use super::problems::Problems;
use crate::ui::components::{Button, ButtonLook, Failure, IconName, Notice, NoticeTone};
use crate::ui::hooks::{use_live, use_send};
use crate::ui::text::t;

/// What would be written, what would not and why; and the word that lets it be written.
#[component]
pub(super) fn Preview(
    preview: ImportPreview,
    onchange: EventHandler<ImportPreview>,
    onrun: EventHandler<ImportPreview>,
    onleave: EventHandler<()>,
) -> Element {
    let (live, sender) = (use_live(), use_send());
    let mut said = use_signal(ImportColumns::new);
    // What the counts shown are of.
    let mut shown = use_signal(ImportColumns::new);
    let file = preview.id;
    let check = use_callback(move |()| {
        if sender.busy() {
            return;
        }
        spawn(async move {
            // What was said meanwhile is asked in its turn.
            while *said.peek() != *shown.peek() {
                let columns = said.peek().clone();
                let step = ImportStep::Check {
                    file,
                    columns: columns.clone(),
                };
                match sender.run(Command::Import(step)).await {
                    Ok(Outcome::ImportPreview(preview)) => {
                        shown.set(columns);
                        onchange.call(*preview);
                    }
                    Ok(_) | Err(_) => return,
                }
            }
        });
    });
    let choose = move |(column, field): (String, Option<String>)| {
        said.write().insert(column, field);
        check.call(());
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
    let leave = move |_| {
        // The hub forgets it by itself if this does not arrive.
        let live = live.clone();
        spawn_forever(async move {
            drop(
                live.door
                    .send(Command::Import(ImportStep::Cancel { file }))
                    .await,
            );
        });
        onleave.call(());
    };
    let differs = *said.read() != *shown.read();
    let nothing = preview.stopped || preview.records == 0 || differs;
    let all = preview.errors + preview.duplicates + preview.notices;
    rsx! {
        Subject { file: preview.file.clone(), kind: preview.kind.clone() }
        Counts { preview: preview.clone() }
        if let Some(error) = sender.error() {
            if differs {
                Failure { error, retry: move |()| check.call(()) }
            } else {
                Failure { error }
            }
        }
        div { class: "import-acts",
            Button {
                look: ButtonLook::Primary,
                disabled: sender.busy() || nothing,
                onclick: run,
                {t!("import-run", count = preview.good)}
            }
            Button { onclick: leave, {t!("import-another")} }
        }
        if !preview.problems.is_empty() {
            Problems { problems: preview.problems.clone(), all }
        }
        Columns { columns: preview.columns.clone(), fields: preview.fields.clone(), said: said(), onchoose: choose }
    }
}

#[component]
fn Counts(preview: ImportPreview) -> Element {
    let line = t!(
        "import-counts",
        rows = preview.rows,
        good = preview.good,
        skipped = preview.rows.saturating_sub(preview.good)
    );
    let adds = t!("import-adds", records = preview.records);
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
            div { role: "status",
                if preview.stopped {
                    p { {t!("import-stopped")} }
                } else {
                    p { b { {line} } }
                    p { {adds} }
                    p { {wrong} }
                }
            }
            p { class: "sub", {t!("import-nothing-yet")} }
        }
    }
}
