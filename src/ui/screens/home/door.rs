use chuanmen_core::domain::{AreaId, HouseholdId, floor_of, narrow, tidy_door};
use chuanmen_replica::api::{DoorForm, DoorTwin, DoorTwinsQuery, HouseholdView};
use dioxus::prelude::*;

use super::building::BuildingPicker;
use crate::ui::components::{Field, FieldKind, Go, IconName, Notice, NoticeTone};
use crate::ui::hooks::{Sender, use_ask};
use crate::ui::route::Route;
use crate::ui::text::t;

/// A hyphen between word joiners: a door's number stays on one line.
const UNBROKEN_HYPHEN: &str = "\u{2060}-\u{2060}";
/// A floor that no building has: what was typed is not one.
const NO_FLOOR: i64 = i64::MAX;

/// A door as it stands in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) building: AreaId,
    pub(super) unit: String,
    pub(super) room: String,
    /// Empty: as the room's number tells it.
    pub(super) floor: String,
}

impl Typed {
    /// Nothing but the building, and perhaps the unit.
    pub(super) fn at(building: AreaId, unit: String) -> Self {
        Self {
            building,
            unit,
            room: String::new(),
            floor: String::new(),
        }
    }

    /// Where a household lives now.
    pub(super) fn of(view: &HouseholdView) -> Self {
        let told = floor_of(&view.room) == view.floor;
        Self {
            building: view.building,
            unit: view.unit.clone(),
            room: view.room.clone(),
            floor: if told {
                String::new()
            } else {
                view.floor.to_string()
            },
        }
    }

    /// Whether a room is named.
    pub(super) fn is_named(&self) -> bool {
        !self.room.trim().is_empty()
    }

    /// As it is saved.
    pub(super) fn form(&self) -> DoorForm {
        let floor: String = self.floor.trim().chars().map(narrow).collect();
        DoorForm {
            building: self.building,
            unit: self.unit.clone(),
            floor: (!floor.is_empty()).then(|| floor.parse().unwrap_or(NO_FLOOR)),
            room: self.room.clone(),
        }
    }
}

/// Building, unit, room and floor; who may be behind that door already is said while it is typed.
#[component]
pub(super) fn Door(
    mut door: Signal<Typed>,
    /// Whose form it is, if the household is known already.
    #[props(default)]
    household: Option<HouseholdId>,
    /// Whether another building may be chosen.
    #[props(default)]
    anywhere: bool,
    sender: Sender,
) -> Element {
    let now = door.cloned();
    let (_, room) = tidy_door("", &now.unit, &now.room);
    let told = match floor_of(&room) {
        0 => t!("door-floor-none"),
        floor => t!("door-floor-told", floor = floor),
    };
    rsx! {
        if anywhere {
            BuildingPicker {
                chosen: now.building,
                problem: sender.problem("building"),
                onchoose: move |building| {
                    sender.clear();
                    door.write().building = building;
                },
            }
        }
        Field {
            id: "unit",
            label: t!("door-unit"),
            value: now.unit.clone(),
            hint: t!("door-unit-hint"),
            problem: sender.problem("unit"),
            oninput: move |text| {
                sender.clear();
                door.write().unit = text;
            },
        }
        Field {
            id: "room",
            label: t!("door-room"),
            value: now.room.clone(),
            problem: sender.problem("room"),
            oninput: move |text| {
                sender.clear();
                door.write().room = text;
            },
        }
        Field {
            id: "floor",
            label: t!("door-floor"),
            kind: FieldKind::Text,
            value: now.floor.clone(),
            hint: told,
            problem: sender.problem("floor"),
            oninput: move |text| {
                sender.clear();
                door.write().floor = text;
            },
        }
        SameDoor { door: now.form(), household }
    }
}

/// Who may be behind that door already.
#[component]
fn SameDoor(door: DoorForm, household: Option<HouseholdId>) -> Element {
    let twins = use_ask(DoorTwinsQuery { door, household });
    rsx! {
        div { role: "status", "aria-live": "polite",
            for twin in twins.view().unwrap_or_default() {
                Notice { key: "{twin.household}", tone: NoticeTone::Pending, icon: IconName::Door,
                    p { {words(&twin)} }
                    Go { to: Route::Household { id: twin.household }, class: "btn", {t!("open-household")} }
                }
            }
        }
    }
}

/// `3-2-501 已经有了：李国华、玉罕。`
fn words(twin: &DoorTwin) -> String {
    let place = twin.title.replace('-', UNBROKEN_HYPHEN);
    match twin.names.is_empty() {
        true => t!("door-twin-empty", place = place),
        false => t!(
            "door-twin",
            place = place,
            names = twin.names.join(&t!("list-separator"))
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(floor: &str) -> Option<i64> {
        let door = Typed {
            floor: floor.into(),
            ..Typed::at(AreaId(Default::default()), "2".into())
        };
        door.form().floor
    }

    #[test]
    fn a_floor_is_what_was_typed_or_left_to_the_room() {
        assert_eq!(typed(" "), None);
        assert_eq!(typed("１２"), Some(12));
        assert_eq!(typed("-1"), Some(-1));
        assert_eq!(typed("五楼"), Some(NO_FLOOR), "refused where it is saved");
    }
}
