//! From columns to values and back. What does not read as it should is an error that names the
//! column, never a default.

use std::fmt::Display;
use std::str::FromStr;

use rusqlite::{Error, ErrorCode, Row, RowIndex};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::store::StoreError;

/// Text that parses: a stamp, a scope.
pub(super) fn parsed<T>(row: &Row<'_>, column: impl RowIndex + Display) -> Result<T, StoreError>
where
    T: FromStr<Err: Display>,
{
    let text = row.get_ref(column)?.as_str();
    let text = text.map_err(|why| StoreError::unreadable(&column.to_string(), why))?;
    text.parse()
        .map_err(|why| StoreError::unreadable(&column.to_string(), why))
}

/// Text that parses, or NULL.
pub(super) fn parsed_maybe<T>(
    row: &Row<'_>,
    column: impl RowIndex + Display,
) -> Result<Option<T>, StoreError>
where
    T: FromStr<Err: Display>,
{
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => parsed(row, column).map(Some),
    }
}

/// JSON.
pub(super) fn json<T: DeserializeOwned>(
    row: &Row<'_>,
    column: impl RowIndex + Display,
) -> Result<T, StoreError> {
    let text = row.get_ref(column)?.as_str();
    let text = text.map_err(|why| StoreError::unreadable(&column.to_string(), why))?;
    serde_json::from_str(text).map_err(|why| StoreError::unreadable(&column.to_string(), why))
}

/// A value as JSON. Everything stored so has text for its keys, so this does not fail.
pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|why| StoreError::Engine(why.into()))
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error.sqlite_error_code() {
            Some(
                ErrorCode::DiskFull
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::CannotOpen
                | ErrorCode::SystemIoFailure
                | ErrorCode::OutOfMemory
                | ErrorCode::ReadOnly,
            ) => Self::Unavailable(error.into()),
            _ => Self::Engine(error.into()),
        }
    }
}
