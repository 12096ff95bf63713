use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::ToSpan;
use jiff::civil::Date;

use serde::{Deserialize, Serialize};

use super::{Deadline, Fields, FieldsBuilder, Party};
use crate::merge::{FieldName, Record, Value};

/// A reason for care (关爱对象); a community can add its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CareTag {
    /// `living_alone`; names the field `care_tag/living_alone` of a resident.
    pub code: String,
    /// `独居老人`.
    pub name: String,
    /// How much a day overdue counts, 1 to 10: Today orders by overdue days × weight.
    pub weight: i64,
    /// Its place in lists.
    pub order: i64,
    /// A control tag (管控): shown to supervisors and grid members only.
    pub restricted: bool,
    /// Whether nobody is given it any more; kept, because residents have it. Its visit rule rests.
    pub retired: bool,
}

impl CareTag {
    /// The weights that there are.
    pub const WEIGHTS: RangeInclusive<i64> = 1..=10;

    /// Reads a tag; none without a code.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            code: fields.text("code")?.to_owned(),
            name: fields.string("name"),
            weight: fields
                .int("weight")
                .unwrap_or(1)
                .clamp(*Self::WEIGHTS.start(), *Self::WEIGHTS.end()),
            order: fields.int("order").unwrap_or_default(),
            restricted: fields.flag("restricted"),
            retired: fields.flag("retired"),
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
            .maybe("restricted", self.restricted.then_some(true))
            .maybe("retired", self.retired.then_some(true))
            .build()
    }
}

/// What needs are about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeedCategory {
    /// `public_facility`.
    pub code: String,
    /// `公共设施`.
    pub name: String,
    /// By when a need of this category should be resolved.
    pub within: Deadline,
    /// Whose such needs usually are: suggested when one is dispatched.
    pub party: Option<Party>,
    /// Its place in lists.
    pub order: i64,
    /// Whether no need is given it any more; kept, because needs have it.
    pub retired: bool,
}

impl NeedCategory {
    /// Reads a category; none without a code. One that does not say that its days are working days
    /// counts days of the calendar.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            code: fields.text("code")?.to_owned(),
            name: fields.string("name"),
            within: fields.int("days").map_or_else(Deadline::default, |days| {
                Deadline::of(days, fields.flag("working"))
            }),
            party: fields.word("party"),
            order: fields.int("order").unwrap_or_default(),
            retired: fields.flag("retired"),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("code", self.code.as_str())
            .set("name", self.name.as_str())
            .set("days", self.within.days())
            .maybe("working", self.within.is_working().then_some(true))
            .maybe("party", self.party.as_ref().map(Party::as_str))
            .set("order", self.order)
            .maybe("retired", self.retired.then_some(true))
            .build()
    }
}

/// How long after an effective visit the next is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// The same day of a later month, or its last day: 31 January + 1 = 28 February.
    Months(i64),
    /// A number of days.
    Days(i64),
}

impl Interval {
    /// The longest that is set, in months.
    pub const MONTHS: i64 = 24;
    /// The longest that is set, in days.
    pub const DAYS: i64 = 730;

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

    /// What makes a rule that is there say `every`: nothing, and it is none any more.
    #[must_use]
    pub fn saying(every: Option<Interval>) -> BTreeMap<FieldName, Value> {
        let (months, days) = match every {
            Some(Interval::Months(months)) => (Some(months), None),
            Some(Interval::Days(days)) => (None, Some(days)),
            None => (None, None),
        };
        FieldsBuilder::new()
            .or_null("months", months)
            .or_null("days", days)
            .build()
    }
}
