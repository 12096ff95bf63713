use std::collections::BTreeMap;

use super::{Glucose, Pressure, Reading};
use crate::UnixMillis;
use crate::domain::{AccountId, Fields, FieldsBuilder, MeasurementId, ResidentId};
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// Where somebody was measured.
    pub enum Site {
        /// 健康加油站
        Station => "station",
        /// 家里
        Home => "home",
    }
}

/// A resident's blood pressure or glucose, once. What was measured never changes: a wrong one is
/// withdrawn with a reason, and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// Which.
    pub id: MeasurementId,
    /// Of whom.
    pub resident: ResidentId,
    /// Who measured.
    pub by: AccountId,
    /// When.
    pub at: UnixMillis,
    /// Where.
    pub site: Site,
    /// What.
    pub reading: Reading,
    /// Anything else.
    pub note: String,
    /// Why it does not count.
    pub withdrawn: Option<String>,
}

impl Measurement {
    /// Why it does not count: the reason.
    pub const WITHDRAWN: &'static str = "withdrawn";

    /// Reads a measurement; none without resident and a reading that can be.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let reading = Self::reading(fields)?;
        let whole = reading.fault().is_none();
        whole.then_some(Self {
            id: record.id.into(),
            resident: fields.parse("resident")?,
            by: fields.parse("by")?,
            at: fields.millis("at")?,
            site: fields.word("site").unwrap_or(Site::Station),
            reading,
            note: fields.string("note"),
            withdrawn: fields.text(Self::WITHDRAWN).map(str::to_owned),
        })
    }

    fn reading(fields: Fields<'_>) -> Option<Reading> {
        if let Some(tenths) = fields.int("glucose") {
            let sampled = fields.word("sampled")?;
            return Some(Reading::Glucose(Glucose { tenths, sampled }));
        }
        Some(Reading::Pressure(Pressure {
            systolic: fields.int("systolic")?,
            diastolic: fields.int("diastolic")?,
            pulse: fields.int("pulse"),
        }))
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let fields = FieldsBuilder::new()
            .set("resident", self.resident)
            .set("by", self.by)
            .set("at", self.at.0)
            .set("site", self.site.as_str())
            .text("note", &self.note)
            .maybe(Self::WITHDRAWN, self.withdrawn.as_deref());
        let fields = match &self.reading {
            Reading::Pressure(it) => fields
                .set("systolic", it.systolic)
                .set("diastolic", it.diastolic)
                .maybe("pulse", it.pulse),
            Reading::Glucose(it) => fields
                .set("glucose", it.tenths)
                .set("sampled", it.sampled.as_str()),
        };
        fields.build()
    }
}
