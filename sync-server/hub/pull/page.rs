use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::Cursor;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::store::{ClockedRecord, LogRow, StoreError};

/// [`chuanmen_core::protocol::Page`] on its way out: what the store keeps as JSON is passed on as
/// it is, not read and written again.
#[derive(Debug, Serialize)]
pub(crate) struct RawPage {
    pub(crate) cursor: Cursor,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) anew: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) log: Vec<Box<RawValue>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) records: Vec<Box<RawValue>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) events: Vec<Box<RawValue>>,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) remaining: u64,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl RawPage {
    pub(super) const fn at(cursor: Cursor) -> Self {
        Self {
            cursor,
            anew: false,
            log: Vec::new(),
            records: Vec::new(),
            events: Vec::new(),
            remaining: 0,
        }
    }
}

/// A [`chuanmen_core::protocol::LogEntry`]: the transaction's own JSON with its place in front.
pub(super) fn log_entry(row: &LogRow<'_>) -> Result<Box<RawValue>, StoreError> {
    let inner = row.body.strip_prefix('{').unwrap_or(row.body);
    let (seq, at) = (row.seq, row.at.0);
    RawValue::from_string(format!(r#"{{"seq":{seq},"at":{at},{inner}"#))
        .map_err(|why| StoreError::unreadable("log.body", why))
}

/// Whether a transaction takes records out of its scope, or may seem to.
pub(super) fn may_leave(row: &LogRow<'_>) -> bool {
    row.body.contains(r#""left":["#)
}

/// The first patch of a transaction that has several, as if it were all.
#[cfg(feature = "simulation")]
pub(super) fn half_of(row: &LogRow<'_>) -> Option<Box<RawValue>> {
    let mut whole: chuanmen_core::protocol::Transaction = serde_json::from_str(row.body).ok()?;
    if whole.patches.len() < 2 {
        return None;
    }
    whole.patches.truncate(1);
    whole.events.clear();
    let body = serde_json::to_string(&whole).ok()?;
    log_entry(&LogRow {
        body: &body,
        ..*row
    })
    .ok()
}

/// A [`chuanmen_core::merge::Record`].
pub(super) fn record(row: &ClockedRecord<'_>) -> Result<Box<RawValue>, StoreError> {
    #[derive(Serialize)]
    struct Raw<'a> {
        kind: &'a str,
        id: RecordId,
        fields: &'a RawValue,
        clocks: &'a RawValue,
    }
    let raw = |column, text| {
        serde_json::from_str(text).map_err(|why| StoreError::unreadable(column, why))
    };
    json(&Raw {
        kind: row.kind,
        id: row.id,
        fields: raw("record.fields", row.fields)?,
        clocks: raw("record.clocks", row.clocks)?,
    })
}

pub(super) fn json(value: &impl Serialize) -> Result<Box<RawValue>, StoreError> {
    to_raw_value(value).map_err(|why| StoreError::Engine(why.into()))
}
