//! What people write down: records by ids that a test can name.

use chuanmen_core::domain::Kind;
use chuanmen_core::merge::{FieldName, Patch, RecordId, Value};

use super::id;

/// A new record with text fields.
pub(crate) fn new(kind: Kind, low: u128, set: &[(&'static str, &str)]) -> Patch {
    Patch::create(kind, RecordId(id(low)), fields(set))
}

pub(crate) fn fields(set: &[(&'static str, &str)]) -> std::collections::BTreeMap<FieldName, Value> {
    set.iter()
        .map(|(name, value)| (FieldName::known(name), Value::from(*value)))
        .collect()
}

pub(crate) fn visit(low: u128) -> Patch {
    new(
        Kind::Visit,
        low,
        &[("outcome", "met"), ("note", "插座松，冒过火花")],
    )
}
