//! One organisation: what it is, whom to ask for, what it asks for, who called last; and its form.

mod contact;
mod edit;
mod form;
mod needs;
mod typed;

use chuanmen_core::domain::OrganisationId;
use chuanmen_replica::api::{OrganisationQuery, OrganisationView};
use dioxus::prelude::*;

use super::household::RecentVisits;
use crate::ui::components::{
    Failure, Go, Heading, Icon, IconName, Notice, NoticeTone, Rich, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{t, trade};

use contact::Contact;
pub(crate) use edit::{AddOrganisation, EditOrganisation};
use needs::Needs;

/// The screen.
#[component]
pub(crate) fn Organisation(id: OrganisationId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: OrganisationId) -> Element {
    match use_ask(OrganisationQuery { organisation: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title: t!("organisation"), head: rsx! { Bar {} }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: t!("organisation"), head: rsx! { Bar { title: t!("organisation") } },
                Failure { error }
            }
        },
        Shown::Here(view) => rsx! { One { view } },
    }
}

#[component]
fn One(view: OrganisationView) -> Element {
    let now = use_now();
    let head = rsx! {
        Bar { sub: view.address.clone(),
            Go { to: Route::EditOrganisation { id: view.id }, class: "ib", label: t!("organisation-edit"),
                Icon { name: IconName::Pencil }
            }
        }
    };
    let dock = (!view.closed).then(|| {
        rsx! {
            Go { to: Route::Call { id: view.id }, class: "btn pri big",
                Icon { name: IconName::Shop }
                {t!("visit-start")}
            }
        }
    });
    rsx! {
        Screen { title: t!("organisation"), head, dock,
            Heading { class: "subject", {view.name.clone()} }
            p { class: "sub under", Rich { text: about(&view) } }
            if view.closed {
                Notice { icon: IconName::Info, p { {t!("organisation-closed-about")} } }
            }
            if !view.note.is_empty() {
                p { class: "remark", {view.note.clone()} }
            }
            if !view.conflicts.is_empty() {
                Notice { tone: NoticeTone::Pending, icon: IconName::Fork,
                    p { {t!("household-conflicts")} }
                    Go { to: Route::Conflicts {}, class: "btn", {t!("household-settle")} }
                }
            }
            Contact { view: view.clone() }
            Needs { view: view.clone() }
            RecentVisits { visits: view.visits, count: view.visit_count, now }
        }
    }
}

/// `餐饮 · 6 人 · 有党组织`
fn about(view: &OrganisationView) -> String {
    let mut parts = vec![trade(&view.trade)];
    parts.extend(view.employees.map(|count| t!("people", count = count)));
    if view.party_organisation {
        parts.push(t!("party-organisation"));
    }
    parts.join(" · ")
}
