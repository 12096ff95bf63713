use chuanmen_core::domain::{
    FieldsBuilder, Glucose, Kind, Measurement, MeasurementId, MeasuringSite, Pressure, Reading,
    ResidentId, Sampled, cleaned,
};
use chuanmen_core::merge::Patch;

use super::{save, whose};
use crate::api::{MeasurementForm, Outcome, ReplicaError};
use crate::commands::desk::Desk;
use crate::commands::typed::{self, invalid};
use crate::storage::DraftKey;

/// Saves what was measured, and drops its form with it.
///
/// # Errors
/// [`ReplicaError::Invalid`]: `range` for what cannot be, `unusual` for what can, until somebody
/// says that it is right.
pub(in crate::commands) fn measure(
    desk: &mut Desk<'_>,
    resident: ResidentId,
    form: &MeasurementForm,
) -> Result<Outcome, ReplicaError> {
    let (scope, who) = whose(desk, resident)?;
    let reading = reading(form)?;
    if reading.is_unusual() && !form.sure {
        let field = if form.glucose { "glucose" } else { "systolic" };
        return Err(invalid(field, "unusual"));
    }
    let measurement = Measurement {
        id: MeasurementId(desk.fresh_id()),
        resident,
        by: desk.account()?,
        at: desk.now(),
        site: form.site.clone().unwrap_or(MeasuringSite::Station),
        reading,
        note: typed::text("note", &form.note)?,
        withdrawn: None,
    };
    let id = measurement.id.into();
    let patch = Patch::create(Kind::Measurement, id, measurement.fields());
    save(
        desk,
        (scope, &who),
        patch,
        Some(DraftKey::Measurement(resident)),
    )
}

/// Keeps a form as it stands, or forgets it.
pub(in crate::commands) fn keep_form(
    desk: &mut Desk<'_>,
    resident: ResidentId,
    form: Option<&MeasurementForm>,
) -> Result<Outcome, ReplicaError> {
    whose(desk, resident)?;
    let key = DraftKey::Measurement(resident);
    match form {
        Some(form) => desk.store.keep_draft(key, form, desk.wall)?,
        None => desk.store.drop_draft(key)?,
    }
    Ok(Outcome::Done)
}

/// Says that a measurement does not count.
pub(in crate::commands) fn withdraw(
    desk: &mut Desk<'_>,
    id: MeasurementId,
    reason: &str,
) -> Result<Outcome, ReplicaError> {
    let (_, record) = desk.find(&Kind::Measurement, id.into())?;
    let measured = Measurement::read(&record).ok_or(ReplicaError::NotFound)?;
    if measured.withdrawn.is_some() {
        return Err(ReplicaError::StepNotPossible);
    }
    let (scope, who) = whose(desk, measured.resident)?;
    let reason = typed::name("reason", reason)?;
    let set = FieldsBuilder::new().set(Measurement::WITHDRAWN, reason);
    save(desk, (scope, &who), Patch::edit(&record, set.build()), None)
}

fn reading(form: &MeasurementForm) -> Result<Reading, ReplicaError> {
    let reading = if form.glucose {
        Reading::Glucose(Glucose {
            tenths: tenths("glucose", &form.level)?,
            sampled: form.sampled.clone().unwrap_or(Sampled::Random),
        })
    } else {
        let pulse = cleaned::line(&form.pulse);
        Reading::Pressure(Pressure {
            systolic: whole("systolic", &form.systolic)?,
            diastolic: whole("diastolic", &form.diastolic)?,
            pulse: match pulse.is_empty() {
                true => None,
                false => Some(whole("pulse", &pulse)?),
            },
        })
    };
    match reading.fault() {
        Some(field) => Err(invalid(field, "range")),
        None => Ok(reading),
    }
}

/// A whole number as typed, full-width digits too.
fn whole(field: &str, typed: &str) -> Result<i64, ReplicaError> {
    let digits = narrowed(typed);
    if digits.is_empty() {
        return Err(invalid(field, "empty"));
    }
    let number = digits.parse().ok().filter(|number| *number >= 0);
    number.ok_or_else(|| invalid(field, "form"))
}

/// A number with at most one decimal as typed, in tenths.
fn tenths(field: &str, typed: &str) -> Result<i64, ReplicaError> {
    let typed = narrowed(typed);
    let (whole, rest) = typed.split_once('.').unwrap_or((&typed, "0"));
    if whole.is_empty() {
        return Err(invalid(field, "empty"));
    }
    let digits = |text: &str| text.bytes().all(|it| it.is_ascii_digit());
    let fits = whole.len() <= 3 && rest.len() == 1 && digits(whole) && digits(rest);
    let tenths = format!("{whole}{rest}").parse().ok();
    tenths
        .filter(|_| fits)
        .ok_or_else(|| invalid(field, "form"))
}

fn narrowed(typed: &str) -> String {
    let line = cleaned::line(typed);
    let narrow = |c| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '．' | '。' | ',' | '，' => '.',
        c => c,
    };
    line.chars().map(narrow).collect()
}
