use std::collections::BTreeMap;

use super::{Refusal, RefusalCode};
use crate::UnixMillis;
use crate::domain::{Booking, Kind, Measurement, Signing};
use crate::merge::{FieldName, Patch, Record, ReplicaId, Stamp, Value};

/// Checks a patch of what is of a resident's health against what stands there; anything else
/// passes. What was measured never changes, what is new is whole and can be so.
///
/// # Errors
/// [`RefusalCode::Immutable`] or [`RefusalCode::BadValue`].
pub fn check_health(before: Option<&Record>, patch: &Patch) -> Result<(), Refusal> {
    let stays = match patch.kind {
        Kind::Booking => ["session", "by", "at", Record::DELETED].as_slice(),
        Kind::Measurement => &[
            "by",
            "at",
            "site",
            "systolic",
            "diastolic",
            "pulse",
            "glucose",
            "sampled",
            "note",
            Record::DELETED,
        ],
        Kind::Signing => &["doctor", "on", "until", "by", Record::DELETED],
        _ => return Ok(()),
    };
    let Some(before) = before else {
        let stamp = Stamp::new(UnixMillis(0), 0, ReplicaId::HUB);
        let record = Record::from_patch(patch, stamp);
        let whole = match patch.kind {
            Kind::Booking => Booking::read(&record).is_some(),
            Kind::Measurement => Measurement::read(&record).is_some(),
            _ => Signing::read(&record).is_some_and(|it| it.on <= it.until),
        };
        let refused = || Refusal::new(RefusalCode::BadValue, patch.kind.as_str());
        return whole.then_some(()).ok_or_else(refused);
    };
    match changed(&patch.set, before, stays) {
        Some(field) => Err(Refusal::new(RefusalCode::Immutable, field)),
        None => Ok(()),
    }
}

/// The first of some fields that would read otherwise.
fn changed(
    set: &BTreeMap<FieldName, Value>,
    before: &Record,
    stays: &[&'static str],
) -> Option<&'static str> {
    let differs = |field: &&&'static str| {
        let (new, old) = (set.get(**field), before.fields.get(**field));
        new.is_some() && new != old
    };
    stays.iter().find(differs).copied()
}
