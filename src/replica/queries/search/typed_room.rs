//! Rooms as people type them: `3-2-501`, `3栋2单元501`, `501`.

use chuanmen_core::domain::narrow;

/// What a search text says about a door, upper case, widths put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedRoom {
    parts: Vec<String>,
}

impl TypedRoom {
    /// Reads a search text; none if it names no room (it has no digit, or words of other sorts).
    pub(super) fn parse(text: &str) -> Option<Self> {
        let parts = parts(text)?;
        let named = parts
            .iter()
            .any(|part| part.bytes().any(|b| b.is_ascii_digit()));
        (named && parts.len() <= MOST).then_some(Self { parts })
    }

    /// How well a door fits: 0 exactly, 1 by its beginning, none if not. `building` is its number.
    pub(super) fn fit(&self, building: &str, unit: &str, room: &str) -> Option<u8> {
        let room: Vec<String> = parts(room).unwrap_or_else(|| vec![room.to_uppercase()]);
        let unit = unit.to_ascii_uppercase();
        let typed = self.parts.as_slice();
        let in_building = typed.split_first().filter(|(first, _)| *first == building);
        let in_building = in_building
            .map(|(_, rest)| rest)
            .filter(|rest| !rest.is_empty());
        let in_unit = in_building
            .and_then(|rest| rest.split_first())
            .filter(|(first, _)| **first == unit)
            .map(|(_, rest)| {
                if rest.is_empty() {
                    Some(1)
                } else {
                    begins(rest, &room)
                }
            });
        let fits = [
            begins(typed, &room),
            in_building.and_then(|rest| begins(rest, &room)),
            in_unit.flatten(),
        ];
        fits.into_iter().flatten().min()
    }
}

/// A building, a unit, and a room of two parts: `3-1-B1-03`.
const MOST: usize = 4;

/// The parts of what is written of a room, upper case; none if it is of another sort.
fn parts(text: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.trim().chars().map(narrow) {
        if c.is_ascii_alphanumeric() || is_of_a_sign(c) {
            match parts.last_mut() {
                Some(part) if open => part.push(c.to_ascii_uppercase()),
                _ => parts.push(c.to_ascii_uppercase().to_string()),
            }
            open = true;
        } else if is_between_parts(c) {
            open = false;
        } else {
            return None;
        }
    }
    Some(parts)
}

/// How well what was typed fits the parts of a room: 0 if it is they, 1 if they begin so.
fn begins(typed: &[String], room: &[String]) -> Option<u8> {
    if typed == room {
        return Some(0);
    }
    let (last, whole) = typed.split_last()?;
    let rest = room.strip_prefix(whole)?;
    rest.first()?.starts_with(last.as_str()).then_some(1)
}

/// What shops, garages and cellars have on their doors beside a number: 商铺3, 门面, 车库, 地下室.
const fn is_of_a_sign(c: char) -> bool {
    matches!(
        c,
        '商' | '铺' | '店' | '门' | '面' | '车' | '库' | '地' | '下' | '附'
    )
}

/// What stands between the parts of a room: dashes, blanks, and the words 栋, 幢, 号楼, 单元, 室.
fn is_between_parts(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '/'
                | '.'
                | '#'
                | '–'
                | '—'
                | '栋'
                | '幢'
                | '号'
                | '楼'
                | '单'
                | '元'
                | '室'
                | '房'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(text: &str) -> Option<u8> {
        TypedRoom::parse(text)?.fit("3", "2", "501")
    }

    #[test]
    fn a_room_is_found_by_each_of_its_forms() {
        for text in [
            "3-2-501",
            "3栋2单元501",
            "３栋２单元501室",
            "3 2 501",
            "3-501",
            "501",
            "3#2-501",
            "３＃２－５０１",
            "3号楼2单元501室",
            "3幢2单元501号",
            "3/2/501",
        ] {
            assert_eq!(fits(text), Some(0), "{text}");
        }
    }

    #[test]
    fn its_beginning_fits_less_well_than_the_whole() {
        for text in ["3-2-5", "50", "3-2", "3栋2单元"] {
            assert_eq!(fits(text), Some(1), "{text}");
        }
    }

    #[test]
    fn another_door_does_not_fit() {
        for text in ["3-1-501", "2-501", "502", "13-2-501"] {
            assert_eq!(fits(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_is_no_room() {
        for text in ["赵秀兰", "", "abc", "1-2-3-4-5", "商铺"] {
            assert_eq!(TypedRoom::parse(text), None, "{text}");
        }
    }
}
