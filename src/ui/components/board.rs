use chuanmen_replica::api::{BoardCell, BoardFloor, DoorState};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::{Go, Rich, Seal, SealLook, Shape, StateShape};
use crate::ui::route::Route;
use crate::ui::text::{cell_words, door_tag, floor_name, t};

/// A unit as it stands: floors by rooms, top floor first. At its left the climb of today.
#[component]
pub(crate) fn Board(
    floors: Vec<BoardFloor>,
    today: Date,
    /// Which cells the filter leaves in full; the others step back.
    shown: Callback<BoardCell, bool>,
) -> Element {
    let widest = floors
        .iter()
        .map(|floor| floor.cells.len())
        .max()
        .unwrap_or(1);
    let columns = widest.clamp(1, 4);
    let marks = rail(&floors);
    rsx! {
        div { class: "board", role: "group", "aria-label": t!("board-label"),
            for (index , (floor , mark)) in floors.into_iter().zip(marks).enumerate() {
                Storey { key: "{floor.floor}-{index}", floor, mark, columns, today, shown }
            }
        }
    }
}

/// One floor: its number, what is to do there, its doors.
#[component]
fn Storey(
    floor: BoardFloor,
    mark: Rail,
    columns: usize,
    today: Date,
    shown: Callback<BoardCell, bool>,
) -> Element {
    let told_apart = floor.floor != 0;
    let class = if told_apart { "fl" } else { "fl whole" };
    rsx! {
        div { class: "{class} {mark.class()}",
            div { class: "f",
                if told_apart {
                    span { Rich { text: floor_name(floor.floor) } }
                }
                if mark.first {
                    span { {t!("board-same-climb")} }
                } else if mark.stops > 0 {
                    span { {t!("board-stops", count = mark.stops)} }
                }
            }
            div { class: "cells cols-{columns}",
                for cell in floor.cells {
                    Cell { key: "{cell.household}", dim: !shown.call(cell.clone()), cell, today }
                }
            }
        }
    }
}

#[component]
fn Cell(cell: BoardCell, today: Date, dim: bool) -> Element {
    let (_, shape, _) = door_tag(cell.state, today);
    let class = match cell.state {
        _ if dim => "c-dim",
        DoorState::Late { .. } => "c-late",
        DoorState::DueToday | DoorState::DueBy { .. } => "c-due",
        DoorState::NobodyHome => "c-none",
        DoorState::Done => "c-done",
        DoorState::Vacant => "c-vacant",
    };
    rsx! {
        Go { to: Route::Household { id: cell.household }, class: "cell {class}",
            b { {cell.room} }
            span { class: "s",
                StateShape { shape }
                span { {cell_words(cell.state, today)} }
            }
            if cell.care {
                Seal { text: t!("seal-care"), label: t!("care-household"), look: SealLook::Mark }
            }
        }
    }
}

/// What the cells mean.
#[component]
pub(crate) fn Legend() -> Element {
    let lines = [
        ("l-done", Shape::Done, t!("state-done")),
        ("l-due", Shape::Due, t!("legend-due")),
        ("l-late", Shape::Late, t!("legend-late")),
        ("", Shape::Nobody, t!("state-nobody")),
        ("", Shape::Vacant, t!("state-vacant")),
    ];
    rsx! {
        div { class: "legend", role: "group", "aria-label": t!("legend"),
            for (class , shape , words) in lines {
                span { class,
                    StateShape { shape }
                    {words}
                }
            }
            span {
                span { class: "seal xs", "aria-hidden": "true", {t!("seal-care")} }
                {t!("care-household")}
            }
        }
    }
}

/// A floor's part of the rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rail {
    stops: usize,
    on: bool,
    first: bool,
    last: bool,
}

impl Rail {
    fn class(self) -> String {
        let mut class = Vec::new();
        for (on, name) in [
            (self.on, "on"),
            (self.stops > 0, "stop"),
            (self.first, "same first"),
            (self.last, "final"),
        ] {
            if on {
                class.push(name);
            }
        }
        class.join(" ")
    }
}

/// From the first floor with a door of today's climb to the last.
fn rail(floors: &[BoardFloor]) -> Vec<Rail> {
    let stops: Vec<usize> = floors
        .iter()
        .map(|floor| floor.cells.iter().filter(|cell| cell.today).count())
        .collect();
    let first = stops.iter().position(|count| *count > 0);
    let last = stops.iter().rposition(|count| *count > 0);
    stops
        .iter()
        .enumerate()
        .map(|(index, &stops)| Rail {
            stops,
            on: first.is_some_and(|first| first <= index) && last.is_some_and(|last| index <= last),
            first: first == Some(index),
            last: last == Some(index),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuanmen_core::domain::HouseholdId;

    fn floor(floor: i64, today: &[bool]) -> BoardFloor {
        let cell = |today: &bool| BoardCell {
            household: HouseholdId(Default::default()),
            room: String::new(),
            state: DoorState::Done,
            care: false,
            today: *today,
        };
        BoardFloor {
            floor,
            cells: today.iter().map(cell).collect(),
        }
    }

    #[test]
    fn the_rail_runs_from_the_first_stop_to_the_last() {
        let rail = rail(&[
            floor(5, &[false]),
            floor(4, &[true, true]),
            floor(3, &[false]),
            floor(2, &[true]),
            floor(1, &[false]),
        ]);
        let classes: Vec<String> = rail.into_iter().map(Rail::class).collect();
        assert_eq!(
            classes,
            ["", "on stop same first", "on", "on stop final", ""]
        );
    }

    #[test]
    fn without_a_stop_there_is_no_rail() {
        assert_eq!(rail(&[floor(1, &[false])]), [Rail::default()]);
    }
}
