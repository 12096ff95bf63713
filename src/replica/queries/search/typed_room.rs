//! Rooms as people type them: `3-2-501`, `3栋2单元501`, `501`.

/// What a search text says about a door, upper case, widths put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedRoom {
    parts: Vec<String>,
}

impl TypedRoom {
    /// Reads a search text; none if it names no room (it has no digit, or words of other sorts).
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts: Vec<String> = Vec::new();
        let mut open = false;
        for c in text.trim().chars().map(narrow) {
            if c.is_ascii_alphanumeric() {
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
        let named = parts
            .iter()
            .any(|part| part.bytes().any(|b| b.is_ascii_digit()));
        (named && parts.len() <= 3).then_some(Self { parts })
    }

    /// How well a door fits: 0 exactly, 1 by its beginning, none if not. `building` is its number.
    pub(super) fn fit(&self, building: &str, unit: &str, room: &str) -> Option<u8> {
        let (unit, room) = (unit.to_ascii_uppercase(), room.to_ascii_uppercase());
        let begins = |typed: &String| {
            room.starts_with(typed.as_str())
                .then(|| u8::from(room != *typed))
        };
        match self.parts.as_slice() {
            [typed] => begins(typed),
            [first, second] if first == building => {
                let in_unit = (unit == *second).then_some(1);
                begins(second).into_iter().chain(in_unit).min()
            }
            [first, second, typed] if first == building && *second == unit => begins(typed),
            _ => None,
        }
    }
}

/// A full-width letter or digit as its usual form.
pub(in crate::queries) fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        c => c,
    }
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
        for text in ["赵秀兰", "", "abc", "1-2-3-4"] {
            assert_eq!(TypedRoom::parse(text), None, "{text}");
        }
    }
}
