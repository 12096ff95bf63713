//! 导入: a list of residents or of areas, looked at before anything is written, and taken back as
//! a whole. All of it is done by the hub; without signal there is nothing to do here.

mod columns;
mod past;
mod pick;
mod preview;
mod problems;
mod template;
mod writing;

use chuanmen_core::domain::Role;
use chuanmen_core::protocol::ImportPreview;
use dioxus::prelude::*;

use crate::ui::components::{Chip, Chips};
use crate::ui::hooks::use_me;
use crate::ui::screens::NotFound;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use past::Past;
use pick::Pick;
use preview::Preview;
use writing::Writing;

/// What lists are of, as the hub says it.
const KINDS: [&str; 2] = ["residents", "areas"];

/// How far the person is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    /// There is no file yet.
    Pick,
    /// It was read; nothing is written.
    Look(ImportPreview),
    /// It was confirmed.
    Write(ImportPreview),
}

/// The screen.
#[component]
pub(crate) fn Import() -> Element {
    let Some(me) = use_me() else { return rsx! {} };
    if me.role != Role::CommunitySupervisor {
        return rsx! { NotFound { segments: Vec::new() } };
    }
    rsx! {
        Screen { title: t!("import-title"), head: rsx! { Bar { title: t!("import-title") } }, Steps {} }
    }
}

#[component]
fn Steps() -> Element {
    let mut step = use_signal(|| Step::Pick);
    let mut kind = use_signal(|| 0_usize);
    let word = KINDS.get(kind()).copied().unwrap_or_default();
    let chips = KINDS.iter().enumerate().map(|(index, kind_of)| Chip {
        text: kind_title(kind_of),
        chosen: index == kind(),
    });
    match step() {
        Step::Pick => rsx! {
            Chips {
                label: t!("import-kind"),
                chips: chips.collect::<Vec<_>>(),
                onchoose: move |index| kind.set(index),
            }
            p { class: "sub", {kind_hint(word)} }
            Pick { kind: word, onread: move |preview| step.set(Step::Look(preview)) }
            Past {}
        },
        Step::Look(preview) => rsx! {
            Preview {
                preview,
                onchange: move |preview| step.set(Step::Look(preview)),
                onrun: move |preview| step.set(Step::Write(preview)),
                onleave: move |()| step.set(Step::Pick),
            }
        },
        Step::Write(preview) => rsx! {
            Writing { preview, onleave: move |()| step.set(Step::Pick) }
        },
    }
}

/// 居民, 网格和楼栋
fn kind_title(kind: &str) -> String {
    match kind {
        "areas" => t!("import-areas"),
        _ => t!("import-residents"),
    }
}

/// What a list of the kind holds.
fn kind_hint(kind: &str) -> String {
    match kind {
        "areas" => t!("import-areas-hint"),
        _ => t!("import-residents-hint"),
    }
}

/// Which file it is about. It takes the focus: what the person pressed before is gone.
#[component]
fn Subject(#[props(into)] file: String, #[props(into)] kind: String) -> Element {
    rsx! {
        div { class: "sec",
            h2 {
                tabindex: "-1",
                onmounted: move |event| async move {
                    // Where a shell cannot move the focus, reading starts at the top anyway.
                    drop(event.set_focus(true).await);
                },
                {file}
            }
            span { class: "sub", {kind_title(&kind)} }
        }
    }
}
