//! Reading columns that come out of records leniently, as the entities do: what is missing or of
//! another type reads as absent.

use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::ValueRef;

use crate::storage::StorageError;

/// Text, as it lies in the row.
pub(super) fn str<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, StorageError> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    })
}

/// Text, or the empty one.
pub(super) fn text(row: &Row<'_>, column: usize) -> Result<String, StorageError> {
    Ok(str(row, column)?.unwrap_or_default().to_owned())
}

/// A whole number.
pub(super) fn int(row: &Row<'_>, column: usize) -> Result<Option<i64>, StorageError> {
    Ok(match row.get_ref(column)? {
        ValueRef::Integer(number) => Some(number),
        _ => None,
    })
}

/// Text that parses: an id, a date.
pub(super) fn id<T: FromStr>(row: &Row<'_>, column: usize) -> Result<Option<T>, StorageError> {
    Ok(str(row, column)?.and_then(|text| text.parse().ok()))
}

/// A word of a vocabulary.
pub(super) fn word<T: for<'w> From<&'w str>>(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<T>, StorageError> {
    Ok(str(row, column)?
        .filter(|word| !word.is_empty())
        .map(T::from))
}
