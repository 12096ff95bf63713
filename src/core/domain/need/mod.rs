//! What a household or an organisation asks for (诉求), and what becomes of it.

mod life;
mod party;
mod state;
mod step;
#[cfg(test)]
mod tests;

pub use life::{NeedLife, fold_need};
pub use party::Party;
pub use state::NeedState;
pub use step::NeedStep;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{AccountId, AreaId, Fields, FieldsBuilder, Host, HouseholdId, NeedId, OrganisationId};
use crate::UnixMillis;
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// How pressing a need is.
    pub enum Urgency {
        /// 一般
        Normal => "normal",
        /// 紧急
        Urgent => "urgent",
    }
}

/// What a household or an organisation asks for (诉求).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Which.
    pub id: NeedId,
    /// Whose, if a household's.
    pub household: Option<HouseholdId>,
    /// Whose, if an organisation's.
    pub organisation: Option<OrganisationId>,
    /// The building whose commons it is about, if it is nobody's own.
    pub area: Option<AreaId>,
    /// Code of its category.
    pub category: String,
    /// What is asked for.
    pub text: String,
    /// How pressing.
    pub urgency: Urgency,
    /// By when it should be resolved.
    pub due_on: Option<Date>,
    /// Who recorded it.
    pub raised_by: Option<AccountId>,
    /// When.
    pub raised_at: UnixMillis,
    /// It waits for a resource, and so stands in the list of needs (需求清单) while it is open.
    pub awaits_resource: bool,
}

impl Need {
    /// The field that says that it waits for a resource.
    pub const AWAITS_RESOURCE: &'static str = "awaits_resource";

    /// The field of the day by when it should be resolved: as its category says at first, later as
    /// a joint meeting resolved.
    pub const DUE_ON: &'static str = "due_on";

    /// The field that says how pressing it is.
    pub const URGENCY: &'static str = "urgency";

    /// Whose it is; none of an older version's need that names nobody.
    #[must_use]
    pub fn host(&self) -> Option<Host> {
        let household = self.household.map(Host::Household);
        household.or(self.organisation.map(Host::Organisation))
    }

    /// Reads a need; none without a text.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            household: fields.parse("household"),
            organisation: fields.parse("organisation"),
            area: fields.parse("area"),
            category: fields.string("category"),
            text: fields.text("text")?.to_owned(),
            urgency: fields.word(Self::URGENCY).unwrap_or(Urgency::Normal),
            due_on: fields.date(Self::DUE_ON),
            raised_by: fields.parse("raised_by"),
            raised_at: fields
                .millis("raised_at")
                .unwrap_or_else(|| record.clocks.at.wall()),
            awaits_resource: fields.flag(Self::AWAITS_RESOURCE),
        })
    }

    /// What a need that is kept takes over of one that is merged into it: the earlier due day, the
    /// higher urgency. Nothing of what it has already.
    #[must_use]
    pub fn taken_over(
        kept: (Option<Date>, &Urgency),
        merged: (Option<Date>, &Urgency),
    ) -> (Option<Date>, Option<Urgency>) {
        let earlier = merged.0.filter(|day| kept.0.is_none_or(|own| *day < own));
        let urgent = *merged.1 == Urgency::Urgent && *kept.1 != Urgency::Urgent;
        (earlier, urgent.then_some(Urgency::Urgent))
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .maybe("household", self.household)
            .maybe("organisation", self.organisation)
            .maybe("area", self.area)
            .set("category", self.category.as_str())
            .set("text", self.text.as_str())
            .set(Self::URGENCY, self.urgency.as_str())
            .maybe(Self::DUE_ON, self.due_on.map(|day| day.to_string()))
            .maybe("raised_by", self.raised_by)
            .set("raised_at", self.raised_at.0)
            .maybe(Self::AWAITS_RESOURCE, self.awaits_resource.then_some(true))
            .build()
    }
}
