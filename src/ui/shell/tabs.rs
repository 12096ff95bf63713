use chuanmen_core::domain::Role;
use chuanmen_replica::api::TodayQuery;
use dioxus::prelude::*;

use crate::ui::address::Asking;
use crate::ui::components::{Go, Icon, IconName};
use crate::ui::hooks::use_ask;
use crate::ui::route::{Place, Route};
use crate::ui::text::t;

struct Tab {
    place: Place,
    to: Route,
    icon: IconName,
    words: String,
}

fn tab(place: Place) -> Tab {
    let (to, icon, words) = match place {
        Place::Today => (Route::Today {}, IconName::Today, t!("tab-today")),
        Place::Places => (Route::Places {}, IconName::Door, t!("tab-places")),
        Place::Needs => (Route::Needs {}, IconName::Need, t!("tab-needs")),
        Place::Wishes => (Route::Wishes {}, IconName::Heart, t!("tab-wishes")),
        Place::Postings => (Route::Postings {}, IconName::Heart, t!("tab-wishes")),
        Place::Posts => (Route::Posts {}, IconName::Hand, t!("tab-posts")),
        Place::Tasks => (Route::Tasks {}, IconName::Need, t!("tab-tasks")),
        Place::Me => (Route::Me {}, IconName::Person, t!("tab-me")),
        Place::Conflicts => (Route::Conflicts {}, IconName::Fork, t!("tab-conflicts")),
        Place::Overview => (
            Route::Overview {
                asking: Asking::default(),
            },
            IconName::Chart,
            t!("tab-overview"),
        ),
        Place::Subdistrict => (
            Route::Subdistrict {
                asking: Asking::default(),
            },
            IconName::Building,
            t!("tab-subdistrict"),
        ),
        Place::Dispatch => (
            Route::Dispatch {
                asking: Asking::default(),
            },
            IconName::Columns,
            t!("tab-dispatch"),
        ),
        Place::Lists => (
            Route::Lists { tab: String::new() },
            IconName::Table,
            t!("tab-lists"),
        ),
        Place::Manage => (Route::Manage {}, IconName::Gear, t!("tab-manage")),
        Place::Reports => (
            Route::Reports {
                asking: Asking::default(),
            },
            IconName::Report,
            t!("tab-reports"),
        ),
    };
    Tab {
        place,
        to,
        icon,
        words,
    }
}

/// The bar under a phone's screen: what its owner has, five places at most.
#[component]
pub(crate) fn TabBar(here: Option<Place>, role: Role) -> Element {
    let places = Place::bar(&role);
    let visits = places.contains(&Place::Today);
    // The bar has five places; on a phone one comes to the dispatch desk from the needs.
    let here = match here {
        Some(Place::Dispatch) => Some(Place::Needs),
        Some(Place::Lists | Place::Manage | Place::Conflicts) => Some(Place::Me),
        Some(Place::Posts) if !places.contains(&Place::Posts) => Some(Place::Me),
        here => here,
    };
    rsx! {
        nav { class: "tabs", "aria-label": t!("main-navigation"),
            for Tab { place , to , icon , words } in places.iter().copied().map(tab) {
                Go { to, current: here == Some(place),
                    span { class: "p", Icon { name: icon } }
                    {words}
                    if place == Place::Needs && visits {
                        NeedsBadge {}
                    }
                }
            }
        }
    }
}

/// How many needs wait for a step of this person.
#[component]
fn NeedsBadge() -> Element {
    let count = use_ask(TodayQuery {})
        .view()
        .map_or(0, |today| today.needs.len());
    rsx! {
        if count > 0 {
            span { class: "n",
                span { "aria-hidden": "true", "{count}" }
                span { class: "vh", {t!("badge-count", count = count)} }
            }
        }
    }
}

/// The rail at the side of a supervisor's wide window.
#[component]
pub(crate) fn Rail(here: Option<Place>, role: Role) -> Element {
    let places = match role {
        // Above the communities one looks, and changes nothing.
        Role::SubdistrictSupervisor => [
            Place::Subdistrict,
            Place::Overview,
            Place::Places,
            Place::Needs,
            Place::Wishes,
            Place::Lists,
            Place::Reports,
            Place::Me,
        ]
        .as_slice(),
        _ => &[
            Place::Overview,
            Place::Dispatch,
            Place::Places,
            Place::Needs,
            Place::Wishes,
            Place::Lists,
            Place::Reports,
            Place::Conflicts,
            Place::Manage,
            Place::Me,
        ],
    };
    rsx! {
        nav { class: "rail", "aria-label": t!("main-navigation"),
            span { class: "logo", "aria-hidden": "true", {t!("mark")} }
            for Tab { place , to , icon , words } in places.iter().copied().map(tab) {
                Go { to, current: here == Some(place), class: if place == Place::Me { "foot" } else { "" },
                    span { class: "p", Icon { name: icon } }
                    {words}
                }
            }
        }
    }
}
