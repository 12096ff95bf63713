use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::Trip;
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{
    Card, Climb, Go, Icon, IconName, IconSize, LongList, Shape, Tag, TagTone,
};
use crate::ui::hooks::use_turn;
use crate::ui::route::Route;
use crate::ui::text::{building_unit, t};

/// How many climbs stand below the first one before one asks for the rest.
const FEW: usize = 11;

/// The climbs: the most pressing is drawn floor by floor, the others wait as lines.
#[component]
pub(super) fn Trips(trips: Vec<Trip>, today: Date, next: Option<HouseholdId>) -> Element {
    let mut rest = trips.into_iter();
    let Some(first) = rest.next() else {
        return rsx! {};
    };
    let rest: Vec<Trip> = rest.collect();
    rsx! {
        Card { label: title(&first),
            TripLine { trip: first.clone(), whole: true }
            Climb { floors: first.floors, today, next }
        }
        if !rest.is_empty() {
            Card { label: t!("other-climbs"),
                LongList { keep: "today/climbs", count: rest.len(), few: FEW,
                    row: move |index: usize| rsx! { TripLine { trip: rest[index].clone() } },
                }
            }
        }
    }
}

/// `花卉园小区 3 栋 2 单元`.
pub(in crate::ui::screens) fn title(trip: &Trip) -> String {
    let name = building_unit(&trip.name, &trip.unit);
    format!("{} {name}", trip.compound).trim().to_owned()
}

/// A staircase, and what is to do there. One that is drawn `whole` can be turned round.
#[component]
pub(in crate::ui::screens) fn TripLine(
    trip: Trip,
    #[props(default)] whole: bool,
    /// In the place of how many doors there are.
    #[props(default)]
    aside: Option<String>,
) -> Element {
    let turn = use_turn();
    let title = title(&trip);
    let (building, upward) = (trip.building, trip.upward);
    let turns = whole && trip.floors.len() > 1;
    rsx! {
        div { class: "beside",
            Go {
                to: Route::Building { id: trip.building, unit: trip.unit },
                class: "trip",
                Icon { name: IconName::Stairs }
                span { class: "meta",
                    b { {title} }
                    span { class: "sub",
                        if let Some(aside) = aside {
                            {aside}
                        } else if whole {
                            {t!("climb-whole", doors = trip.doors)}
                        } else {
                            if trip.late > 0 {
                                Tag { tone: TagTone::Urgent, shape: Shape::Late, text: t!("doors-late", count = trip.late) }
                            }
                            {t!("doors", count = trip.doors)}
                        }
                    }
                }
                if !turns {
                    Icon { name: IconName::Chevron, size: IconSize::Small }
                }
            }
            if turns {
                button {
                    r#type: "button",
                    class: "turn",
                    "aria-label": if upward { t!("climb-turn-down") } else { t!("climb-turn-up") },
                    onclick: move |_| turn.call((building, !upward)),
                    span { class: if upward { "up" }, Icon { name: IconName::Down } }
                    if upward { {t!("climb-upward")} } else { {t!("climb-downward")} }
                }
            }
        }
    }
}
