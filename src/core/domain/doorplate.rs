//! Doors as people write them: `501`, `５０１室`, `3-2-501`, `2单元501`.

/// The unit and the room that somebody means who writes `room` (and perhaps `unit`) of a building
/// with this number: widths put right, blanks and the words around the number dropped, and what
/// only repeats building and unit taken off the room.
#[must_use]
pub fn tidy_door(building: &str, unit: &str, room: &str) -> (String, String) {
    let unit = tidy(unit, &["单元", "號", "号"]);
    let room = tidy(room, &["室", "号房", "号", "房", "户"]);
    let parts: Vec<&str> = room
        .split(is_between)
        .filter(|part| !part.is_empty())
        .collect();
    match parts[..] {
        [first, second, third] if first == building && (unit.is_empty() || unit == second) => {
            (second.to_owned(), third.to_owned())
        }
        [first, second] if !unit.is_empty() && first == unit => (unit, second.to_owned()),
        [first, second] if unit.is_empty() && first == building => (unit, second.to_owned()),
        // `2单元501`: the word says what the first part is.
        [first, second] if unit.is_empty() && room.contains("单元") => {
            (first.to_owned(), second.to_owned())
        }
        _ => (unit, room),
    }
}

/// Whether two rooms, tidied, are the same door's: `501a`, `501A` and `501-A`.
#[must_use]
pub fn same_door(a: &str, b: &str) -> bool {
    let plain = |room: &str| {
        let known = room.chars().filter(|c| c.is_alphanumeric());
        known.flat_map(char::to_uppercase).collect::<String>()
    };
    plain(a) == plain(b)
}

/// The floor that a room's number tells: 5 of `502`, 12 of `1203`; 0 where it tells none.
#[must_use]
pub fn floor_of(room: &str) -> i64 {
    let digits: String = room.chars().take_while(char::is_ascii_digit).collect();
    match digits.len() {
        3 | 4 => digits.parse::<i64>().unwrap_or_default() / 100,
        _ => 0,
    }
}

/// A full-width form as its usual one.
#[must_use]
pub fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

fn tidy(typed: &str, endings: &[&str]) -> String {
    let text: String = typed
        .chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace())
        .collect();
    let shorter = endings.iter().find_map(|ending| text.strip_suffix(ending));
    // A shop may be called 门房: an ending is only dropped behind a number.
    let numbered = |rest: &&str| rest.ends_with(|c: char| c.is_ascii_alphanumeric());
    shorter.filter(numbered).unwrap_or(&text).to_owned()
}

/// What stands between the parts of a door.
const fn is_between(c: char) -> bool {
    matches!(
        c,
        '-' | '–' | '—' | '/' | '.' | '#' | '栋' | '幢' | '号' | '楼' | '单' | '元'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_door_is_one_however_it_is_written() {
        for (unit, room) in [
            ("2", "501"),
            ("2单元", "501室"),
            (" ２ ", "５０１ 室"),
            ("", "3-2-501"),
            ("", "3栋2单元501"),
            ("", "3 号楼 2 单元 501 房"),
            ("", "2单元501"),
            ("2", "2-501"),
            ("2", "３—２—５０１"),
        ] {
            let door = tidy_door("3", unit, room);
            assert_eq!(door, ("2".into(), "501".into()), "{unit} {room}");
        }
    }

    #[test]
    fn what_is_part_of_a_door_stays() {
        for (building, unit, room, as_unit, as_room) in [
            ("3", "2", "501-A", "2", "501-A"),
            ("3", "", "501", "", "501"),
            ("3", "", "3-501", "", "501"),
            ("3", "", "12-1", "", "12-1"),
            ("3", "", "门房", "", "门房"),
            ("3", "", "底商1号", "", "底商1"),
            ("3", "1", "2-501", "1", "2-501"),
        ] {
            let door = tidy_door(building, unit, room);
            assert_eq!(door, (as_unit.into(), as_room.into()), "{room}");
        }
    }

    #[test]
    fn letters_and_dashes_do_not_make_another_door() {
        assert!(same_door("501-a", "501A"));
        assert!(!same_door("501", "501A"));
    }

    #[test]
    fn a_room_tells_its_floor_or_none() {
        let floors = ["502", "1203", "501-A", "12", "门房", "12345"].map(floor_of);
        assert_eq!(floors, [5, 12, 5, 0, 0, 0]);
    }
}
