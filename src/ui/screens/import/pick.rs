use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::protocol::ImportPreview;
use chuanmen_replica::api::{Command, ImportStep, Outcome};
use dioxus::html::FileData;
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::{Button, Failure, Icon, IconName, Notice, NoticeTone, Section};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::text::{error_words, t};

/// Megabytes of a file that the hub takes; more is not even read.
const MEGABYTES: u64 = 32;

/// Chooses a file, or takes one that is dropped, and has the hub read it.
#[component]
pub(super) fn Pick(kind: String, onread: EventHandler<ImportPreview>) -> Element {
    let sender = use_send();
    let mut refused = use_signal(|| None::<String>);
    let mut over = use_signal(|| false);
    let of = kind.clone();
    let take = use_callback(move |files: Vec<FileData>| {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        let kind = of.clone();
        spawn(async move {
            refused.set(None);
            let step = match read(kind, &file).await {
                Ok(step) => step,
                Err(why) => return refused.set(Some(why)),
            };
            match sender.run(Command::Import(step)).await {
                Ok(Outcome::ImportPreview(preview)) => onread.call(*preview),
                Ok(Outcome::ImportRefused { message }) => refused.set(Some(sentence(&message))),
                // What else went wrong shows below.
                Ok(_) | Err(_) => {}
            }
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
            p { class: "sub", {t!("import-drop-hint", limit = MEGABYTES)} }
            label { class: "btn pri file",
                if sender.busy() { {t!("import-reading")} } else { {t!("import-choose")} }
                input {
                    r#type: "file",
                    accept: ".xlsx,.csv,.txt",
                    "aria-label": t!("import-choose"),
                    disabled: sender.busy(),
                    onchange: move |event| take.call(event.files()),
                }
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

/// An empty list to fill in.
#[component]
fn Template(kind: String) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let give = move |_| {
        let kind = kind.clone();
        spawn(async move {
            let step = ImportStep::Template { kind };
            match sender.run(Command::Import(step)).await {
                Ok(Outcome::File(file)) => match device::save_file(&file) {
                    Ok(Some(place)) => snack.say(t!("export-kept", place = place)),
                    // A browser says itself where it put the file.
                    Ok(None) => {}
                    Err(_) => snack.say(t!("export-failed")),
                },
                Ok(_) => {}
                Err(error) => snack.say(error_words(&error).what),
            }
        });
    };
    rsx! {
        section { class: "card", "aria-label": t!("import-template"),
            div { class: "set",
                Icon { name: IconName::Lists }
                span { class: "grow block", {t!("import-template")}
                    span { class: "sub block", {t!("import-template-hint")} }
                }
                Button { disabled: sender.busy(), onclick: give, {t!("import-template-do")} }
            }
        }
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

/// What people read of `file.empty: 表格是空的。`
fn sentence(message: &str) -> String {
    let (_, sentence) = message.split_once(": ").unwrap_or(("", message));
    sentence.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_file_is_said_without_its_code() {
        assert_eq!(sentence("file.empty: 表格是空的。"), "表格是空的。");
        assert_eq!(sentence("表格是空的。"), "表格是空的。");
    }
}
