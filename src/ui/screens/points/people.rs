use chuanmen_replica::api::{PointsPerson, PointsQuery};
use dioxus::prelude::*;

use crate::ui::components::{Card, Empty, Failure, Go, Icon, IconName, Section, Skeleton};
use crate::ui::hooks::{Shown, supervises, use_ask, use_me};
use crate::ui::route::Route;
use crate::ui::screens::NotFound;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{role, t};

/// Everybody who has points or can have some, by name.
#[component]
pub(crate) fn Points() -> Element {
    let asked = use_ask(PointsQuery {});
    let Some(me) = use_me() else { return rsx! {} };
    if !supervises(&me.role) {
        return rsx! { NotFound { segments: Vec::new() } };
    }
    let title = t!("points");
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar { title } }, keep: "points",
            match asked.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) if view.people.is_empty() => rsx! {
                    Empty { so: t!("points-empty"), advice: t!("points-empty-next") }
                },
                Shown::Here(view) => rsx! {
                    Section { title: t!("points-people", count = view.people.len()),
                        Card { label: t!("points"),
                            for person in view.people {
                                Line { key: "{person.account}", person }
                            }
                        }
                    }
                },
            }
        }
    }
}

#[component]
fn Line(person: PointsPerson) -> Element {
    rsx! {
        Go { to: Route::PersonPoints { id: person.account }, class: "row",
            span { class: "grow",
                span { class: "l1", {person.name.clone()} }
                if let Some(of) = &person.role {
                    span { class: "l2", {role(of)} }
                }
            }
            b { {t!("points-count", points = person.balance)} }
            span { class: "go", Icon { name: IconName::Chevron } }
        }
    }
}
