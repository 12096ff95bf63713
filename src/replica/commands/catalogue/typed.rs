//! What was typed into the forms of the catalogue, or what is wrong with it and where.

use std::ops::RangeInclusive;

use chuanmen_core::domain::{Interval, Party};

use crate::api::{EveryForm, ReplicaError};
use crate::commands::typed::{self, invalid};

/// The longest name of a tag or category, in characters: it has to fit beside a door.
const NAME_CHARS: usize = 20;

/// A name that no other has.
pub(super) fn name<'o>(
    typed: &str,
    mut others: impl Iterator<Item = &'o str>,
) -> Result<String, ReplicaError> {
    let name = typed::name("name", typed)?;
    if name.chars().count() > NAME_CHARS {
        return Err(invalid("name", "too_long"));
    }
    if others.any(|other| other == name) {
        return Err(invalid("name", "twice"));
    }
    Ok(name)
}

/// A whole number in a range, in digits of either width.
pub(in crate::commands) fn whole(
    field: &str,
    typed: &str,
    range: &RangeInclusive<i64>,
) -> Result<i64, ReplicaError> {
    let digits = typed.trim().chars().map(|c| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    });
    let digits: String = digits.collect();
    if digits.is_empty() {
        return Err(invalid(field, "empty"));
    }
    let number: i64 = digits.parse().map_err(|_| invalid(field, "number"))?;
    if !range.contains(&number) {
        return Err(invalid(field, "range"));
    }
    Ok(number)
}

/// How often to visit; none for nothing.
pub(super) fn every(form: &EveryForm) -> Result<Option<Interval>, ReplicaError> {
    if form.count.trim().is_empty() {
        return Ok(None);
    }
    let most = if form.days {
        Interval::DAYS
    } else {
        Interval::MONTHS
    };
    let count = whole("every", &form.count, &(1..=most))?;
    Ok(Some(if form.days {
        Interval::Days(count)
    } else {
        Interval::Months(count)
    }))
}

/// A party that there is.
pub(super) fn party(chosen: Option<&Party>) -> Result<Option<Party>, ReplicaError> {
    match chosen {
        Some(party) if !Party::KNOWN.contains(party) => Err(invalid("party", "form")),
        chosen => Ok(chosen.cloned()),
    }
}
