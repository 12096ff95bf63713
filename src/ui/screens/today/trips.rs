use chuanmen_replica::api::Trip;
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{Card, Climb, Go, Icon, IconName, IconSize, Shape, Tag, TagTone};
use crate::ui::route::Route;
use crate::ui::text::{building_unit, t};

/// The climbs: the most pressing is drawn floor by floor, the others wait as lines.
#[component]
pub(super) fn Trips(trips: Vec<Trip>, today: Date) -> Element {
    let several = trips.iter().any(|trip| {
        trips
            .first()
            .is_some_and(|first| first.compound != trip.compound)
    });
    let mut rest = trips.into_iter();
    let Some(first) = rest.next() else {
        return rsx! {};
    };
    let rest: Vec<Trip> = rest.collect();
    rsx! {
        Card { label: title(&first, several),
            TripLine { trip: first.clone(), several, whole: true }
            Climb { floors: first.floors, today, next: true }
        }
        if !rest.is_empty() {
            Card { label: t!("other-climbs"),
                for trip in rest {
                    TripLine { key: "{trip.building}-{trip.unit}", trip, several }
                }
            }
        }
    }
}

fn title(trip: &Trip, several: bool) -> String {
    let name = building_unit(&trip.name, &trip.unit);
    if several {
        format!("{} {name}", trip.compound)
    } else {
        name
    }
}

#[component]
fn TripLine(trip: Trip, several: bool, #[props(default)] whole: bool) -> Element {
    let title = title(&trip, several);
    rsx! {
        Go {
            to: Route::Building { id: trip.building, unit: trip.unit },
            class: "trip",
            Icon { name: IconName::Stairs }
            span { class: "meta",
                b { {title} }
                span { class: "sub",
                    if whole {
                        {t!("climb-whole", doors = trip.doors)}
                    } else {
                        if trip.late > 0 {
                            Tag { tone: TagTone::Urgent, shape: Shape::Late, text: t!("doors-late", count = trip.late) }
                        }
                        {t!("doors", count = trip.doors)}
                    }
                }
            }
            Icon { name: IconName::Chevron, size: IconSize::Small }
        }
    }
}
