use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{ImportedList, ImportsResponse, UndoneImport};
use chuanmen_replica::api::{Command, ImportStep, Outcome, ReplicaError};
use dioxus::prelude::*;

use super::kind_title;
use crate::ui::components::{
    Button, ButtonLook, Card, Empty, Failure, Icon, IconName, Section, Shape, Skeleton, Tag,
    TagTone,
};
use crate::ui::hooks::{use_live, use_now, use_send, use_snack};
use crate::ui::live::Live;
use crate::ui::text::{moment, t};

/// The lists that were imported, newest first.
#[component]
pub(super) fn Past() -> Element {
    let live = use_live();
    let now = use_now();
    let mut pulled = use_resource(move || {
        let live = live.clone();
        async move { lists(&live).await }
    });
    let shown = pulled.read().clone();
    rsx! {
        Section { title: t!("import-past") }
        match shown {
            None => rsx! { Skeleton { rows: 3 } },
            Some(Err(error)) => rsx! { Failure { error, retry: move |()| pulled.restart() } },
            Some(Ok(lists)) if lists.imports.is_empty() => rsx! {
                Empty { so: t!("import-past-none"), advice: t!("import-past-none-next") }
            },
            Some(Ok(lists)) => rsx! {
                Card { label: t!("import-past"),
                    for list in lists.imports {
                        Line { key: "{list.id}", list, now, onundone: move |()| pulled.restart() }
                    }
                }
            },
        }
    }
}

async fn lists(live: &Live) -> Result<ImportsResponse, ReplicaError> {
    match live.door.send(Command::Import(ImportStep::List)).await? {
        Outcome::Imports(lists) => Ok(*lists),
        _ => Err(ReplicaError::Gone {
            detail: "another outcome".to_owned(),
        }),
    }
}

#[component]
fn Line(list: ImportedList, now: UnixMillis, onundone: EventHandler<()>) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let mut asked = use_signal(|| false);
    let import = list.id;
    let undo = move |_| {
        let step = ImportStep::Undo { import };
        sender.send(Command::Import(step), move |outcome| {
            if let Outcome::ImportUndone(undone) = outcome {
                snack.say(told(&undone));
                asked.set(false);
                onundone.call(());
            }
        });
    };
    let what = t!(
        "import-line",
        kind = kind_title(&list.kind),
        added = list.added,
        rows = list.rows
    );
    let when = match &list.author {
        Some(author) => t!(
            "import-by",
            name = author.clone(),
            time = moment(list.at, now)
        ),
        None => moment(list.at, now),
    };
    rsx! {
        div { class: "row",
            Icon { name: IconName::Lists }
            span { class: "grow",
                b { class: "l1", {list.file.clone()} }
                span { class: "l2", {what} }
                span { class: "l2", {when} }
            }
            if list.state == "undone" {
                Tag { shape: Shape::Vacant, text: t!("import-undone") }
            } else {
                if list.state == "running" {
                    Tag { tone: TagTone::Pending, text: t!("import-unfinished") }
                }
                Button { disabled: asked(), onclick: move |_| asked.set(true),
                    span { class: "vh", {list.file.clone()} }
                    {t!("import-undo")}
                }
            }
        }
        if asked() {
            div { class: "set",
                span { class: "grow block", {t!("import-undo-sure", count = list.added)}
                    span { class: "sub block", {t!("import-undo-hint")} }
                }
                Button { look: ButtonLook::Primary, disabled: sender.busy(), onclick: undo,
                    if sender.busy() { {t!("import-undo-busy")} } else { {t!("import-undo-do")} }
                }
                Button { disabled: sender.busy(), onclick: move |_| asked.set(false), {t!("import-undo-not")} }
            }
        }
        if let Some(error) = sender.error() {
            Failure { error }
        }
    }
}

/// What became of what was added.
fn told(undone: &UndoneImport) -> String {
    let left = undone.changed + undone.in_use;
    if left == 0 {
        t!("import-undone-all", count = undone.removed)
    } else {
        t!("import-undone-some", count = undone.removed, left = left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_of_an_import_is_said() {
        let mut undone = UndoneImport {
            removed: 5,
            gone: 0,
            changed: 0,
            in_use: 0,
        };
        assert!(!told(&undone).contains("留"));
        undone.changed = 2;
        undone.in_use = 1;
        assert!(told(&undone).contains('3'));
    }
}
