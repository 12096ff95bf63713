//! 管理: what a community sets up rather than works with from day to day.

use chuanmen_core::domain::Role;
use chuanmen_core::report::ReportName;
use dioxus::prelude::*;

use crate::ui::address::Asking;
use crate::ui::components::{Card, Heading, IconName, Section, SetLine};
use crate::ui::hooks::{supervises, use_me};
use crate::ui::route::Route;
use crate::ui::screens::NotFound;
use crate::ui::shell::Screen;
use crate::ui::text::t;

/// The screen.
#[component]
pub(crate) fn Manage() -> Element {
    let Some(me) = use_me() else { return rsx! {} };
    if !supervises(&me.role) {
        return rsx! { NotFound { segments: Vec::new() } };
    }
    let [duties, hours, ledger] =
        [ReportName::Duties, ReportName::Hours, ReportName::Points].map(|name| Route::Reports {
            asking: Asking {
                name: Some(name),
                ..Asking::default()
            },
        });
    let head = rsx! {
        header { class: "head",
            div { class: "top",
                Heading { {t!("tab-manage")} }
                span { class: "sub", {me.community.name} }
            }
        }
    };
    rsx! {
        Screen { title: t!("tab-manage"), head,
            Section { title: t!("manage-people"),
                Card {
                    SetLine { to: Route::People {}, icon: IconName::People, words: t!("people-title"), about: t!("manage-people-about") }
                    SetLine { to: Route::Areas { at: String::new() }, icon: IconName::Area, words: t!("areas"), about: t!("manage-areas-about") }
                    SetLine { to: duties, icon: IconName::Person, words: t!("report-duties"), about: t!("manage-duties-about") }
                    SetLine { to: Route::Quarantine {}, icon: IconName::CloudWaiting, words: t!("leavings-title"), about: t!("manage-leavings-about") }
                    if me.role == Role::CommunitySupervisor {
                        SetLine { to: Route::Import {}, icon: IconName::Table, words: t!("import-title"), about: t!("manage-import-about") }
                        SetLine { to: Route::Audit {}, icon: IconName::Eye, words: t!("audit-title"), about: t!("audit-about") }
                        SetLine { to: Route::Tokens {}, icon: IconName::Lock, words: t!("tokens-title"), about: t!("manage-tokens-about") }
                    }
                }
            }
            Section { title: t!("manage-volunteers"),
                Card {
                    SetLine { to: Route::Posts {}, icon: IconName::Hand, words: t!("posts"), about: t!("manage-posts-about") }
                    SetLine { to: Route::Points {}, icon: IconName::Table, words: t!("points"), about: t!("manage-points-about") }
                    SetLine { to: Route::PointsRules {}, icon: IconName::Pencil, words: t!("points-rules"), about: t!("manage-points-rules-about") }
                    if me.role == Role::CommunitySupervisor {
                        SetLine { to: hours, icon: IconName::Report, words: t!("report-hours"), about: t!("manage-hours-about") }
                        SetLine { to: ledger, icon: IconName::Report, words: t!("report-points"), about: t!("manage-ledger-about") }
                    }
                }
            }
            Section { title: t!("health"),
                Card {
                    SetLine { to: Route::HealthStation {}, icon: IconName::Doctor, words: t!("health-station"), about: t!("manage-health-about") }
                }
            }
            Section { title: t!("manage-work"),
                Card {
                    SetLine { to: Route::Checklist {}, icon: IconName::Lists, words: t!("checklist-title"), about: t!("manage-checklist-about") }
                    SetLine { to: Route::CareTags {}, icon: IconName::Heart, words: t!("care-tags"), about: t!("manage-care-tags-about") }
                    SetLine { to: Route::NeedCategories {}, icon: IconName::Need, words: t!("need-categories"), about: t!("manage-need-categories-about") }
                    SetLine { to: Route::Campaigns {}, icon: IconName::Flag, words: t!("campaigns"), about: t!("manage-campaigns-about") }
                    SetLine { to: Route::Handbook {}, icon: IconName::Pencil, words: t!("handbook-manage"), about: t!("manage-handbook-about") }
                }
            }
        }
    }
}
