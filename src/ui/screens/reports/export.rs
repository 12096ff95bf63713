use chuanmen_replica::api::{Command, Outcome, ReportRequest};
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::{Icon, IconName, IconSize};
use crate::ui::hooks::{Sender, use_send, use_snack};
use crate::ui::text::{error_words, t};

/// The two buttons that make a file of a report.
#[component]
pub(in crate::ui::screens) fn Export(request: ReportRequest) -> Element {
    let sender = use_send();
    rsx! {
        ExportButton { sender, command: Command::ExportXlsx(request.clone()), words: t!("export-xlsx"), leads: true }
        ExportButton { sender, command: Command::ExportCsv(request), words: t!("export-csv") }
    }
}

/// Has the hub make a file, and keeps it.
#[component]
pub(in crate::ui::screens) fn ExportButton(
    sender: Sender,
    /// Answers [`Outcome::File`].
    command: Command,
    words: String,
    /// With the sign of taking away: the first of several.
    #[props(default)]
    leads: bool,
) -> Element {
    let snack = use_snack();
    let export = move |command: Command| {
        spawn(async move {
            match sender.run(command).await {
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
        button { class: "btn noprint", r#type: "button", disabled: sender.busy(),
            onclick: move |_| export(command.clone()),
            if leads {
                Icon { name: IconName::Export, size: IconSize::Small }
            }
            {words}
        }
    }
}
