use chuanmen_replica::api::{Command, NeedView};
use dioxus::prelude::*;

use crate::ui::components::{Card, Failure, Go, Icon, IconName, IconSize, OnOff, Section};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::text::t;

/// Whether a need waits for a resource, and the projects that answer it.
#[component]
pub(super) fn AwaitsResource(need: NeedView) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let id = need.row.id;
    if !need.may_await && need.projects.is_empty() {
        return rsx! {};
    }
    rsx! {
        Section { title: t!("need-resource"),
            if let Some(error) = sender.error() {
                Failure { error }
            }
            Card {
                for project in need.projects {
                    Go { key: "{project.id}", class: "set", to: Route::Project { id: project.id },
                        Icon { name: IconName::Swap }
                        span { class: "grow", {project.name} }
                        Icon { name: IconName::Chevron, size: IconSize::Small }
                    }
                }
                if need.may_await {
                    div { class: "set",
                        div { class: "grow",
                            OnOff {
                                label: t!("need-awaits-resource"),
                                on: need.awaits_resource,
                                onchange: move |awaits| {
                                    sender.send(Command::AwaitResource { need: id, awaits }, move |outcome| {
                                        snack.saved(t!("saved"), &outcome);
                                    });
                                },
                            }
                        }
                    }
                }
            }
        }
    }
}
