use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::Trip;
use dioxus::prelude::*;
use jiff::civil::Date;

use super::trips::{TripLine, title};
use crate::ui::components::{Card, Climb, LongList, Section};
use crate::ui::text::t;

/// How many climbs show before one asks for the rest.
const FEW: usize = 4;

/// Where nobody was home and it is worth trying again today, by building.
#[component]
pub(super) fn Again(
    trips: Vec<Trip>,
    today: Date,
    evening: bool,
    next: Option<HouseholdId>,
) -> Element {
    let doors: u32 = trips.iter().map(|trip| trip.doors).sum();
    if doors == 0 {
        return rsx! {};
    }
    let heading = if evening {
        t!("again-evening")
    } else {
        t!("again-later")
    };
    rsx! {
        Section { title: heading.clone(), aside: t!("doors", count = doors),
            LongList { keep: "today/again", count: trips.len(), few: FEW, row: move |index: usize| {
                let trip = trips[index].clone();
                rsx! {
                    Card { label: format!("{heading} {}", title(&trip)),
                        TripLine { trip: trip.clone(), aside: t!("doors", count = trip.doors) }
                        Climb { floors: trip.floors, today, next }
                    }
                }
            } }
        }
    }
}
