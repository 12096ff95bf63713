use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Fields, FieldsBuilder};
use crate::merge::{FieldName, Record, Value};

/// A reason for care (关爱对象); a community can add its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CareTag {
    /// `living_alone`; names the field `care_tag/living_alone` of a resident.
    pub code: String,
    /// `独居老人`.
    pub name: String,
    /// How much a day overdue counts, 1 to 10: Today orders by overdue days × weight.
    pub weight: i64,
    /// Its place in lists.
    pub order: i64,
}

impl CareTag {
    /// Reads a tag; none without a code.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            code: fields.text("code")?.to_owned(),
            name: fields.string("name"),
            weight: fields.int("weight").unwrap_or(1).clamp(1, 10),
            order: fields.int("order").unwrap_or_default(),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("code", self.code.as_str())
            .set("name", self.name.as_str())
            .set("weight", self.weight)
            .set("order", self.order)
            .build()
    }
}

/// What needs are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedCategory {
    /// `public_facility`.
    pub code: String,
    /// `公共设施`.
    pub name: String,
    /// Days until a need of this category should be resolved.
    pub days: i64,
    /// Its place in lists.
    pub order: i64,
}

impl NeedCategory {
    /// Reads a category; none without a code.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            code: fields.text("code")?.to_owned(),
            name: fields.string("name"),
            days: fields.int("days").unwrap_or(7).clamp(1, 365),
            order: fields.int("order").unwrap_or_default(),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("code", self.code.as_str())
            .set("name", self.name.as_str())
            .set("days", self.days)
            .set("order", self.order)
            .build()
    }
}

/// How long after an effective visit the next is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Interval {
    /// The same day of a later month, or its last day: 31 January + 1 = 28 February.
    Months(i64),
    /// A number of days.
    Days(i64),
}

impl Interval {
    /// The day this long after `day`; the last day there is, if it lies beyond.
    #[must_use]
    pub fn after(self, day: Date) -> Date {
        let span = match self {
            Self::Months(months) => months.clamp(1, 120).months(),
            Self::Days(days) => days.clamp(1, 3650).days(),
        };
        day.saturating_add(span)
    }
}

/// How often to visit people with a care tag, or everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRule {
    /// For residents with this tag; for every household if none.
    pub tag: Option<String>,
    /// How often.
    pub every: Interval,
}

impl VisitRule {
    /// Reads a rule; none without an interval.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let every = match (fields.int("months"), fields.int("days")) {
            (Some(months), _) => Interval::Months(months),
            (None, Some(days)) => Interval::Days(days),
            (None, None) => return None,
        };
        Some(Self {
            tag: fields.text("tag").map(str::to_owned),
            every,
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let fields = FieldsBuilder::new().maybe("tag", self.tag.as_deref());
        match self.every {
            Interval::Months(months) => fields.set("months", months),
            Interval::Days(days) => fields.set("days", days),
        }
        .build()
    }
}
