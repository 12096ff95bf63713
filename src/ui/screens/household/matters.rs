use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{HouseholdId, Outcome};
use chuanmen_replica::api::{NeedRow, VisitRow, WishRow};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Go, NeedLine, Section, Shape, StateShape, Timeline, TimelineItem, WishLine,
};
use crate::ui::route::Route;
use crate::ui::screens::picture::Photo;
use crate::ui::text::{call_outcome, moment, retry, t, visit_title};

/// Needs and wishes that are not finished.
#[component]
pub(super) fn OpenMatters(needs: Vec<NeedRow>, wishes: Vec<WishRow>) -> Element {
    let mut counts = Vec::new();
    if !needs.is_empty() {
        counts.push(t!("matters-needs", count = needs.len()));
    }
    if !wishes.is_empty() {
        counts.push(t!("matters-wishes", count = wishes.len()));
    }
    if counts.is_empty() {
        return rsx! {};
    }
    rsx! {
        Section { title: t!("matters"), aside: counts.join(" · "),
            Card {
                for need in needs {
                    NeedLine { key: "{need.id}", need, at_home: true }
                }
                for wish in wishes {
                    WishLine { key: "{wish.id}", wish, at_home: true }
                }
            }
        }
    }
}

/// The last visits, newest first.
#[component]
pub(in crate::ui::screens) fn RecentVisits(
    /// Whose they are; none for an organisation, whose visits are not put right.
    #[props(default)]
    household: Option<HouseholdId>,
    visits: Vec<VisitRow>,
    count: u32,
    now: UnixMillis,
) -> Element {
    rsx! {
        Section { title: t!("visits"), aside: if count > 0 { t!("visits-count", count = count) } else { String::new() },
            if visits.is_empty() {
                p { class: "sub", {t!("visits-empty")} }
            } else {
                Card {
                    Timeline {
                        for visit in visits {
                            Visited { key: "{visit.id}", household, visit, now }
                        }
                    }
                }
            }
        }
    }
}

/// What was photographed and signed: small, each leads to the large one.
#[component]
fn Pictures(household: HouseholdId, visit: VisitRow) -> Element {
    let pictures = visit.photos.iter().map(|photo| (photo, t!("photo")));
    let signed = visit
        .signature
        .iter()
        .map(|signed| (signed, t!("signature")));
    let pictures: Vec<_> = pictures.chain(signed).collect();
    if pictures.is_empty() {
        return rsx! {};
    }
    rsx! {
        div { class: "pictures",
            for (picture , label) in pictures {
                Go { key: "{picture.hash}", class: "thumb",
                    to: Route::Picture { id: household, visit: visit.id, hash: picture.hash },
                    Photo { hash: picture.thumb.unwrap_or(picture.hash), visit: visit.id, small: true, label }
                }
            }
        }
    }
}

#[component]
fn Visited(household: Option<HouseholdId>, visit: VisitRow, now: UnixMillis) -> Element {
    let shape = match visit.outcome {
        Outcome::Met => Shape::Done,
        Outcome::NobodyHome => Shape::Nobody,
        _ => Shape::Vacant,
    };
    let note = std::iter::once(visit.by.clone())
        .chain(visit.retry.map(retry))
        .chain([visit.note.clone()])
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let title = match household {
        Some(_) => visit_title(&visit),
        None => call_outcome(&visit.outcome),
    };
    rsx! {
        TimelineItem {
            mark: rsx! { StateShape { shape } },
            achieved: visit.outcome == Outcome::Met,
            title,
            time: moment(visit.at, now),
            note,
            pending: visit.pending,
            if let Some(id) = household {
                Pictures { household: id, visit: visit.clone() }
            }
            if let Some(id) = household.filter(|_| visit.own) {
                Go { to: Route::Correct { id, visit: visit.id }, class: "btn bare small", {t!("correct")} }
            }
        }
    }
}
