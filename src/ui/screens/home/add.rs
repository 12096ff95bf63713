use chuanmen_core::domain::{AreaId, Housing};
use chuanmen_replica::api::{BoardQuery, BoardView, Command, HouseholdForm, Outcome};
use dioxus::prelude::*;

use super::Housings;
use super::door::{Door, Typed};
use crate::ui::components::{Chip, Chips, Failure, Section, Skeleton, TextArea};
use crate::ui::hooks::{Shown, use_ask, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// How many rooms are offered.
const OFFERED: usize = 8;

/// A household that is not in the list yet.
#[component]
pub(crate) fn AddHome(id: AreaId, unit: String) -> Element {
    rsx! {
        Loaded { key: "{id}", id, unit }
    }
}

#[component]
fn Loaded(id: AreaId, unit: String) -> Element {
    let title = t!("home-add");
    match use_ask(BoardQuery { building: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 5 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        Shown::Here(board) => rsx! { New { board, unit } },
    }
}

#[component]
fn New(board: BoardView, unit: String) -> Element {
    let (sender, snack, navigator) = (use_send(), use_snack(), use_navigator());
    let building = board.building;
    let mut door = use_signal(|| Typed::at(building, unit));
    let mut housing = use_signal(|| Housing::Own);
    let mut note = use_signal(String::new);
    let named = door.read().is_named();
    let gaps = gaps(&board, &door.read().unit);
    let save = move |()| {
        let form = HouseholdForm {
            door: door.peek().form(),
            housing: housing.peek().clone(),
            note: note.peek().clone(),
        };
        let vacant = form.housing == Housing::Vacant;
        sender.send(Command::AddHousehold(form), move |outcome| {
            snack.saved(t!("saved"), &outcome);
            if let Outcome::NewHousehold { household, .. } = outcome {
                navigator.replace(Route::Household { id: household });
                if !vacant {
                    navigator.push(Route::AddResident { id: household });
                }
            }
        });
    };
    let label = match (named, housing() == Housing::Vacant) {
        (false, _) => t!("home-fill"),
        (true, true) => t!("home-save"),
        (true, false) => t!("home-save-next"),
    };
    rsx! {
        Screen {
            title: t!("home-add"),
            head: rsx! {
                Bar { task: true, title: t!("home-add"), sub: format!("{} {}", board.compound, board.name),
                    back_label: t!("home-leave") }
            },
            dock: rsx! { SaveDock { sender, label, ready: named, onsave: save } },
            last: true,
            if !gaps.is_empty() {
                Section { title: t!("home-gaps"),
                    Chips {
                        label: t!("home-gaps"),
                        wrap: true,
                        chips: gaps
                            .iter()
                            .map(|room| Chip { text: room.clone(), chosen: *room == door.read().room })
                            .collect::<Vec<_>>(),
                        onchoose: move |index: usize| {
                            if let Some(room) = gaps.get(index) {
                                sender.clear();
                                door.write().room = room.clone();
                            }
                        },
                    }
                }
            }
            Door { door, sender }
            Housings { chosen: housing(), onchoose: move |one| housing.set(one) }
            TextArea {
                id: "note",
                label: t!("edit-note"),
                value: note(),
                rows: 2,
                problem: sender.problem("note"),
                oninput: move |text| {
                    sender.clear();
                    note.set(text);
                },
            }
        }
    }
}

/// Rooms that a unit seems to lack: on each floor between its first and its last, and those that
/// other floors have.
fn gaps(board: &BoardView, unit: &str) -> Vec<String> {
    let Some(unit) = board.units.iter().find(|known| known.unit == unit.trim()) else {
        return Vec::new();
    };
    let room = |text: &str| text.parse::<i64>().ok().filter(|room| *room >= 100);
    let last = unit
        .floors
        .iter()
        .flat_map(|floor| &floor.cells)
        .filter_map(|cell| Some(room(&cell.room)? % 100))
        .max()
        .unwrap_or_default();
    let mut gaps = Vec::new();
    for floor in unit.floors.iter().rev().filter(|floor| floor.floor > 0) {
        let has = |number: i64| {
            let mut rooms = floor.cells.iter().filter_map(|cell| room(&cell.room));
            rooms.any(|room| room == number)
        };
        let numbers = (1..=last).map(|place| floor.floor * 100 + place);
        gaps.extend(
            numbers
                .filter(|number| !has(*number))
                .map(|n| n.to_string()),
        );
    }
    gaps.truncate(OFFERED);
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuanmen_core::domain::HouseholdId;
    use chuanmen_replica::api::{BoardCell, BoardFloor, DoorState, UnitBoard};

    fn board(floors: &[(i64, &[&str])]) -> BoardView {
        let cell = |room: &&str| BoardCell {
            household: HouseholdId(Default::default()),
            room: (*room).to_owned(),
            state: DoorState::Done,
            care: false,
            today: false,
        };
        let floor = |(floor, rooms): &(i64, &[&str])| BoardFloor {
            floor: *floor,
            cells: rooms.iter().map(cell).collect(),
        };
        BoardView {
            building: AreaId(Default::default()),
            name: "3 栋".into(),
            compound: String::new(),
            households: 0,
            units: vec![UnitBoard {
                unit: "2".into(),
                floors: floors.iter().map(floor).collect(),
            }],
        }
    }

    #[test]
    fn a_room_that_its_neighbours_have_is_offered() {
        let board = board(&[(2, &["201", "203"]), (1, &["101", "102", "103"])]);
        assert_eq!(gaps(&board, "2"), ["202"]);
        assert!(gaps(&board, "1").is_empty(), "another unit");
    }

    #[test]
    fn where_rooms_have_no_numbers_none_is_offered() {
        assert!(gaps(&board(&[(0, &["12", "门房"])]), "2").is_empty());
    }
}
