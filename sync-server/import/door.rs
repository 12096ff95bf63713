use std::collections::HashMap;

use chuanmen_core::domain::{AreaId, Place};

/// Doors, found however they are written: `501a`, `501-A`, with or without their unit, as the app
/// tells them apart.
#[derive(Debug, Clone)]
pub(super) struct Doors<T>(HashMap<(AreaId, String), Vec<(String, T)>>);

impl<T> Default for Doors<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

/// What is behind a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind<T> {
    Nothing,
    This(T),
    /// Doors of several units bear this number, and no unit was said.
    Several,
}

impl<T: Copy> Doors<T> {
    pub(super) fn add(&mut self, place: &Place, what: T) {
        let key = (place.building, plain(&place.room));
        let same = self.0.entry(key).or_default();
        same.push((plain(&place.unit), what));
    }

    pub(super) fn find(&self, place: &Place) -> Behind<T> {
        let key = (place.building, plain(&place.room));
        let Some(same) = self.0.get(&key) else {
            return Behind::Nothing;
        };
        let unit = plain(&place.unit);
        if let Some((_, what)) = same.iter().find(|(known, _)| *known == unit) {
            return Behind::This(*what);
        }
        let fits: Vec<_> = same
            .iter()
            .filter(|(known, _)| unit.is_empty() || known.is_empty())
            .collect();
        match fits[..] {
            [] => Behind::Nothing,
            [(_, what)] => Behind::This(*what),
            _ => Behind::Several,
        }
    }
}

/// As `same_door` compares them: letters and digits only.
fn plain(text: &str) -> String {
    let known = text.chars().filter(|c| c.is_alphanumeric());
    known.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuanmen_core::domain::same_door;

    fn place(unit: &str, room: &str) -> Place {
        Place {
            building: AreaId(uuid::Uuid::from_u128(1)),
            unit: unit.into(),
            floor: 5,
            room: room.into(),
        }
    }

    #[test]
    fn a_door_is_found_with_and_without_its_unit() {
        let mut doors = Doors::default();
        doors.add(&place("1", "501"), 1);
        doors.add(&place("2", "501"), 2);
        doors.add(&place("2", "502-a"), 3);
        assert_eq!(doors.find(&place("2", "501")), Behind::This(2));
        assert_eq!(doors.find(&place("", "501")), Behind::Several);
        assert_eq!(doors.find(&place("3", "501")), Behind::Nothing);
        assert_eq!(doors.find(&place("", "502A")), Behind::This(3));
    }

    #[test]
    fn doors_are_compared_as_the_app_compares_them() {
        for (a, b) in [("501-a", "501A"), ("501", "501A"), ("门房", "门 房")] {
            assert_eq!(plain(a) == plain(b), same_door(a, b), "{a} {b}");
        }
    }
}
