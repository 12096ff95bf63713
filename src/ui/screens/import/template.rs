use chuanmen_replica::api::{Command, ImportStep, Outcome};
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::{Button, HowTo, Icon, IconName, Topic};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::text::{error_words, t};

/// An empty list to fill in.
#[component]
pub(super) fn Template(kind: String) -> Element {
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
            HowTo { topic: Topic::Import }
        }
    }
}
