//! What a person typed, put right where that is safe and refused where it is not. Nothing is
//! cleared on refusal: the form keeps it.

use chuanmen_core::domain::{CitizenId, CitizenIdError, Satisfaction, cleaned};
use chuanmen_core::protocol::limits;
use jiff::civil::Date;

use crate::api::ReplicaError;

/// The longest name of a person, in characters; long enough for every name in use.
pub(super) const NAME_CHARS: usize = 100;
/// Nobody is older, in years.
const OLDEST: i16 = 130;
/// A telephone's fewest digits (a short number such as 12345).
const PHONE_MIN: usize = 5;
/// A telephone's most digits (with country and extension).
const PHONE_MAX: usize = 20;

/// Where in a form something cannot be taken, and why, in a stable word.
pub(super) fn invalid(field: impl Into<String>, problem: &str) -> ReplicaError {
    ReplicaError::Invalid {
        field: field.into(),
        problem: problem.to_owned(),
    }
}

/// Free text: what nobody sees and no database of ours takes is dropped, and blanks around it.
///
/// # Errors
/// `too_long` past what the hub takes; 10,000 characters fit.
pub(super) fn text(field: &str, typed: &str) -> Result<String, ReplicaError> {
    let text = cleaned::text(typed);
    if text.len() > limits::TEXT_BYTES {
        return Err(invalid(field, "too_long"));
    }
    Ok(text)
}

/// Free text that must say something.
///
/// # Errors
/// `empty`, or as [`text`].
pub(super) fn required(field: &str, typed: &str) -> Result<String, ReplicaError> {
    let text = text(field, typed)?;
    if text.is_empty() {
        return Err(invalid(field, "empty"));
    }
    Ok(text)
}

/// One line of a few words, however it was pasted; it may be empty.
///
/// # Errors
/// `too_long`.
pub(super) fn line(field: &str, typed: &str) -> Result<String, ReplicaError> {
    let line = cleaned::line(typed);
    if line.chars().count() > NAME_CHARS {
        return Err(invalid(field, "too_long"));
    }
    Ok(line)
}

/// A person's name.
///
/// # Errors
/// `empty` or `too_long`.
pub(super) fn name(field: &str, typed: &str) -> Result<String, ReplicaError> {
    let name = line(field, typed)?;
    if name.is_empty() {
        return Err(invalid(field, "empty"));
    }
    Ok(name)
}

/// A telephone as digits: full-width digits, blanks, dashes and brackets are put right. Empty
/// stays empty: no telephone.
///
/// # Errors
/// `form` when anything else stands in it, or it has fewer than 5 or more than 20 digits.
pub(super) fn phone(field: &str, typed: &str) -> Result<String, ReplicaError> {
    let mut digits = String::new();
    for c in typed.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '０'..='９' => digits.extend(char::from_u32(u32::from(c) - 0xFEE0)),
            '-' | '－' | '‐' | '–' | '—' | '(' | ')' | '（' | '）' | '+' | '＋' | '\0' => {
            }
            c if c.is_whitespace() || cleaned::is_unseen(c) => {}
            _ => return Err(invalid(field, "form")),
        }
    }
    if !digits.is_empty() && !(PHONE_MIN..=PHONE_MAX).contains(&digits.len()) {
        return Err(invalid(field, "form"));
    }
    Ok(digits)
}

/// A citizen ID number.
///
/// # Errors
/// `form`, `birth_date` or `check_digit`.
pub(super) fn citizen_id(field: &str, typed: &str) -> Result<CitizenId, ReplicaError> {
    let typed: String = typed.chars().filter(|c| !cleaned::is_unseen(*c)).collect();
    CitizenId::parse(&typed).map_err(|error| {
        invalid(
            field,
            match error {
                CitizenIdError::Form => "form",
                CitizenIdError::BirthDate => "birth_date",
                CitizenIdError::Check => "check_digit",
            },
        )
    })
}

/// A birth date.
///
/// # Errors
/// `future`, or `form` for a day that nobody alive was born on.
pub(super) fn born(field: &str, day: Date, today: Date) -> Result<Date, ReplicaError> {
    if day > today {
        return Err(invalid(field, "future"));
    }
    if today.year() - day.year() > OLDEST {
        return Err(invalid(field, "form"));
    }
    Ok(day)
}

/// How content a resident is.
///
/// # Errors
/// `empty`, or `form` outside 1 to 5.
pub(super) fn satisfaction(given: Option<Satisfaction>) -> Result<Satisfaction, ReplicaError> {
    match given {
        Some(grade @ 1..=5) => Ok(grade),
        Some(_) => Err(invalid("satisfaction", "form")),
        None => Err(invalid("satisfaction", "empty")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem<T: std::fmt::Debug>(result: Result<T, ReplicaError>) -> String {
        match result.unwrap_err() {
            ReplicaError::Invalid { problem, .. } => problem,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_note_of_ten_thousand_characters_fits_and_a_longer_one_is_named() {
        assert_eq!(text("note", &"楼".repeat(10_000)).unwrap().len(), 30_000);
        assert_eq!(problem(text("note", &"楼".repeat(30_000))), "too_long");
    }

    #[test]
    fn nul_and_blanks_around_are_dropped_and_then_nothing_may_be_left() {
        assert_eq!(text("note", " 灯\0不亮\n").unwrap(), "灯不亮");
        assert_eq!(problem(required("text", "\u{3000}\0 ")), "empty");
    }

    #[test]
    fn a_telephone_is_digits_however_it_was_typed() {
        assert_eq!(phone("phone", "１３８ 0069-2907").unwrap(), "13800692907");
        assert_eq!(phone("phone", "（0691）212-3456").unwrap(), "06912123456");
        assert_eq!(phone("phone", "  ").unwrap(), "");
        for bad in ["1380", "十三八", "123456789012345678901"] {
            assert_eq!(problem(phone("phone", bad)), "form", "{bad}");
        }
    }

    #[test]
    fn each_mistake_in_a_citizen_id_has_its_word() {
        assert_eq!(problem(citizen_id("citizen_id", "110105")), "form");
        assert_eq!(
            problem(citizen_id("citizen_id", "110105194913310025")),
            "birth_date"
        );
        assert_eq!(
            problem(citizen_id("citizen_id", "110105194912310021")),
            "check_digit"
        );
    }
}
