use chuanmen_core::protocol::{ImportPreview, ImportProgress, ImportStage};
use chuanmen_replica::api::{Command, ImportStep, Outcome, ReplicaError};
use dioxus::prelude::*;

use super::Subject;
use crate::device;
use crate::ui::components::{Button, ButtonLook, Empty, Failure, IconName, Notice, NoticeTone};
use crate::ui::hooks::{use_live, use_send};
use crate::ui::text::t;

/// How often the hub is asked how far it is, in ms.
const LOOK_EVERY: u32 = 500;

/// How far a list is, with the way to stop it. The hub goes on writing while nobody looks.
#[component]
pub(super) fn Writing(preview: ImportPreview, onleave: EventHandler<()>) -> Element {
    let (live, sender) = (use_live(), use_send());
    let mut at = use_signal(|| None::<ImportProgress>);
    let mut lost = use_signal(|| None::<ReplicaError>);
    let file = preview.id;
    use_future(move || {
        let live = live.clone();
        async move {
            loop {
                let step = ImportStep::Progress { file };
                match live.door.send(Command::Import(step)).await {
                    Ok(Outcome::ImportProgress(now)) => {
                        lost.set(None);
                        let over = now.stage != ImportStage::Running;
                        at.set(Some(now));
                        if over {
                            return;
                        }
                    }
                    Ok(_) => return,
                    Err(error) => {
                        let offline = error == ReplicaError::Offline;
                        lost.set(Some(error));
                        if !offline {
                            return;
                        }
                    }
                }
                device::sleep(LOOK_EVERY).await;
            }
        }
    });
    let cancel = move |_| {
        sender.send(Command::Import(ImportStep::Cancel { file }), |_| {});
    };
    let gone = lost
        .read()
        .as_ref()
        .is_some_and(|error| *error != ReplicaError::Offline);
    let running = at
        .read()
        .as_ref()
        .is_none_or(|at| at.stage == ImportStage::Running);
    rsx! {
        Subject { file: preview.file.clone(), kind: preview.kind.clone() }
        if let Some(error) = lost() {
            Failure { error }
        } else if let Some(error) = sender.error() {
            Failure { error }
        }
        if running && !gone {
            Running { at: at(), busy: sender.busy(), onstop: cancel }
        } else {
            if !running {
                Ended { at: at() }
            }
            div { class: "import-acts",
                Button { look: ButtonLook::Primary, onclick: move |_| onleave.call(()), {t!("import-back")} }
            }
        }
    }
}

#[component]
fn Running(at: Option<ImportProgress>, busy: bool, onstop: EventHandler<MouseEvent>) -> Element {
    let (done, of) = at.map_or((0, 0), |at| (at.done, at.of));
    let words = t!("import-progress", done = done, of = of);
    rsx! {
        p { {words.clone()} }
        progress {
            class: "import-going",
            "aria-label": words,
            // Until the hub has judged the list once more, nobody knows of how many.
            max: (of > 0).then(|| of.to_string()),
            value: (of > 0).then(|| done.to_string()),
        }
        p { class: "sub", {t!("import-cancel-hint")} }
        div { class: "import-acts",
            Button { disabled: busy, onclick: move |event| onstop.call(event), {t!("import-cancel")} }
        }
    }
}

#[component]
fn Ended(at: Option<ImportProgress>) -> Element {
    let Some(ImportProgress { stage, done, of }) = at else {
        return rsx! {};
    };
    match stage {
        ImportStage::Done => rsx! {
            div { role: "status",
                Empty { so: t!("import-done", count = done), advice: t!("import-done-next") }
                if done < of {
                    p { class: "sub", {t!("import-done-left", count = of.saturating_sub(done))} }
                }
            }
        },
        ImportStage::Cancelled => rsx! {
            div { role: "status",
                Empty { so: t!("import-cancelled"), advice: t!("import-cancelled-next") }
            }
        },
        _ => rsx! {
            Notice { tone: NoticeTone::Urgent, icon: IconName::Return,
                p { {t!("import-failed")} }
                p { class: "sub", {t!("import-failed-next")} }
            }
        },
    }
}
