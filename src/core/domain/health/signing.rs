use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::{AccountId, Fields, FieldsBuilder, ResidentId, SigningId};
use crate::merge::{FieldName, Record, Value};

/// A resident's contract with a family doctor (家庭医生签约).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Which.
    pub id: SigningId,
    /// Whose.
    pub resident: ResidentId,
    /// The doctor or the team.
    pub doctor: String,
    /// Since which day.
    pub on: Date,
    /// The last day it holds, not before `on`.
    pub until: Date,
    /// Who wrote it down.
    pub by: AccountId,
    /// Why it no longer holds, if somebody ended it.
    pub withdrawn: Option<String>,
}

impl Signing {
    /// Why it no longer holds: the reason.
    pub const WITHDRAWN: &'static str = "withdrawn";
    /// How many days before it lapses somebody is reminded.
    pub const SOON: i32 = 30;

    /// Reads a signing; none without resident, doctor and days.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            resident: fields.parse("resident")?,
            doctor: fields.text("doctor")?.to_owned(),
            on: fields.date("on")?,
            until: fields.date("until")?,
            by: fields.parse("by")?,
            withdrawn: fields.text(Self::WITHDRAWN).map(str::to_owned),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("resident", self.resident)
            .set("doctor", self.doctor.as_str())
            .set("on", self.on.to_string())
            .set("until", self.until.to_string())
            .set("by", self.by)
            .maybe(Self::WITHDRAWN, self.withdrawn.as_deref())
            .build()
    }

    /// The last day of one that was signed on `day`, unless somebody says otherwise: a contract is
    /// for a year (《关于推进家庭医生签约服务高质量发展的指导意见》, 2022).
    #[must_use]
    pub fn year_from(day: Date) -> Date {
        let next = day.checked_add(1.year()).unwrap_or(day);
        next.yesterday().unwrap_or(day).max(day)
    }

    /// Whether it holds on `day`.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.withdrawn.is_none() && self.on <= day && day <= self.until
    }

    /// Whether it holds on `today` and lapses within [`Self::SOON`] days.
    #[must_use]
    pub fn lapses_soon(&self, today: Date) -> bool {
        let last = today.checked_add(Self::SOON.days()).unwrap_or(today);
        self.holds(today) && self.until <= last
    }
}
