use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::protocol::ImportPreview;
use chuanmen_replica::api::{Command, ImportStep, Outcome};
use dioxus::html::{FileData, HasFileData};
use dioxus::prelude::*;

use super::template::Template;
use crate::ui::components::{Failure, IconName, Notice, NoticeTone, Section};
use crate::ui::hooks::use_send;
use crate::ui::text::{file_fault, t};

/// Megabytes of a file that the hub takes; more is not even read.
const MEGABYTES: u64 = 32;

/// Chooses a file, or takes one that is dropped, and has the hub read it.
#[component]
pub(super) fn Pick(kind: String, onread: EventHandler<ImportPreview>) -> Element {
    let sender = use_send();
    let mut refused = use_signal(|| None::<String>);
    let mut over = use_signal(|| false);
    // What is happening to the file; nothing while there is none.
    let mut doing = use_signal(|| None::<String>);
    let of = kind.clone();
    let take = use_callback(move |files: Vec<FileData>| {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        if doing.peek().is_some() {
            return;
        }
        let kind = of.clone();
        doing.set(Some(t!("import-reading", name = file.name())));
        spawn(async move {
            refused.set(None);
            sender.clear();
            match read(kind, &file).await {
                Ok(step) => {
                    doing.set(Some(t!("import-sending", name = file.name())));
                    match sender.run(Command::Import(step)).await {
                        Ok(Outcome::ImportPreview(preview)) => return onread.call(*preview),
                        Ok(Outcome::ImportRefused { message }) => {
                            refused.set(Some(file_fault(&message).to_owned()));
                        }
                        // What else went wrong shows below.
                        Ok(_) | Err(_) => {}
                    }
                }
                Err(why) => refused.set(Some(why)),
            }
            doing.set(None);
        });
    });
    rsx! {
        Section { title: t!("import-file") }
        div {
            class: if over() { "card drop over" } else { "card drop" },
            ondragover: move |event| {
                event.prevent_default();
                over.set(true);
            },
            ondragleave: move |_| over.set(false),
            ondrop: move |event| {
                event.prevent_default();
                over.set(false);
                take.call(event.files());
            },
            p { {t!("import-drop")} }
            label { class: "btn pri file",
                {t!("import-choose")}
                input {
                    r#type: "file",
                    accept: ".xlsx,.csv,.txt",
                    "aria-label": t!("import-choose"),
                    disabled: doing.read().is_some(),
                    onchange: move |event| take.call(event.files()),
                }
            }
            p { class: "sub", {t!("import-drop-hint", limit = MEGABYTES)} }
            p { role: "status", {doing().unwrap_or_default()} }
            if let Some(doing) = doing() {
                // Whoever sends a body cannot tell how much of it has arrived.
                progress { class: "going", "aria-label": doing }
            }
        }
        if let Some(why) = refused() {
            Notice { tone: NoticeTone::Urgent, icon: IconName::Return,
                p { {why} }
                p { class: "sub", {t!("import-nothing-written")} }
            }
        } else if let Some(error) = sender.error() {
            Failure { error }
        }
        Template { kind }
    }
}

/// What the hub is told of a file. One that is too large is not even read.
async fn read(kind: String, file: &FileData) -> Result<ImportStep, String> {
    if file.size() > MEGABYTES * 1024 * 1024 {
        return Err(t!("import-too-large", limit = MEGABYTES));
    }
    let bytes = file.read_bytes().await;
    let bytes = bytes.map_err(|_| t!("import-unreadable"))?;
    Ok(ImportStep::Keep {
        kind,
        name: file.name(),
        base64: BASE64_STANDARD.encode(bytes),
    })
}
