use chuanmen_replica::api::{Command, Outcome, ReportRequest};
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::{Icon, IconName, IconSize};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::text::{error_words, t};

/// The two buttons that make a file of a report.
#[component]
pub(in crate::ui::screens) fn Export(request: ReportRequest) -> Element {
    let sender = use_send();
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
    let (xlsx, csv) = (request.clone(), request);
    rsx! {
        button { class: "btn noprint", r#type: "button", disabled: sender.busy(),
            onclick: move |_| export(Command::ExportXlsx(xlsx.clone())),
            Icon { name: IconName::Export, size: IconSize::Small }
            {t!("export-xlsx")}
        }
        button { class: "btn noprint", r#type: "button", disabled: sender.busy(),
            onclick: move |_| export(Command::ExportCsv(csv.clone())),
            {t!("export-csv")}
        }
    }
}
