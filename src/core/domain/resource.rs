use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Fields, FieldsBuilder, OrganisationId, ResourceId};
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// What sort of thing a resource is.
    pub enum ResourceKind {
        /// 场地
        Space => "space",
        /// 资金
        Money => "money",
        /// 人才与技能
        Skills => "skills",
        /// 物资
        Goods => "goods",
        /// 医疗
        Medical => "medical",
        /// 其他
        Misc => "misc",
    }
}

/// What a unit or a person can give to the community (资源清单).
///
/// A supervisor's lies in the community's scope, and is listed by that. A grid's people offer one
/// in their grid's scope; it stands there until a supervisor lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Which.
    pub id: ResourceId,
    /// `一楼大会议室`
    pub name: String,
    /// What sort of thing.
    pub kind: ResourceKind,
    /// Whose, in words: `景洪市第四小学`.
    pub owner: String,
    /// Whose, if it is an organisation that is recorded.
    pub organisation: Option<OrganisationId>,
    /// How much: `60 座`.
    pub amount: String,
    /// When it can be had: `周末全天`.
    pub hours: String,
    /// Whom to ask, and their telephone.
    pub contact: String,
    /// The last day it can be had; without end if none.
    pub until: Option<Date>,
    /// What else to know.
    pub note: String,
    /// A supervisor took up what a grid's people offered.
    pub listed: bool,
    /// It cannot be had any more; kept, not offered.
    pub retired: bool,
}

impl Resource {
    /// The field by which a supervisor takes up what was offered.
    pub const LISTED: &'static str = "listed";

    /// Reads a resource; none without a name.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            name: fields.text("name")?.to_owned(),
            kind: fields.word("kind").unwrap_or(ResourceKind::Misc),
            owner: fields.string("owner"),
            organisation: fields.parse("organisation"),
            amount: fields.string("amount"),
            hours: fields.string("hours"),
            contact: fields.string("contact"),
            until: fields.date("until"),
            note: fields.string("note"),
            listed: fields.flag(Self::LISTED),
            retired: fields.flag("retired"),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("name", self.name.as_str())
            .set("kind", self.kind.as_str())
            .text("owner", &self.owner)
            .maybe("organisation", self.organisation)
            .text("amount", &self.amount)
            .text("hours", &self.hours)
            .text("contact", &self.contact)
            .maybe("until", self.until.map(|day| day.to_string()))
            .text("note", &self.note)
            .maybe(Self::LISTED, self.listed.then_some(true))
            .maybe("retired", self.retired.then_some(true))
            .build()
    }

    /// Whether it can be had on `today`.
    #[must_use]
    pub fn is_available(&self, today: Date) -> bool {
        !self.retired && self.until.is_none_or(|until| today <= until)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::UnixMillis;
    use crate::domain::Kind;
    use crate::merge::{Patch, RecordId, ReplicaId, Stamp};

    fn room() -> Resource {
        Resource {
            id: ResourceId(Uuid::from_u128(1)),
            name: "一楼大会议室".into(),
            kind: ResourceKind::Space,
            owner: "景洪市第四小学".into(),
            organisation: Some(OrganisationId(Uuid::from_u128(2))),
            amount: "60 座".into(),
            hours: "周末全天".into(),
            contact: "门卫室".into(),
            until: Some(date(2026, 12, 31)),
            note: String::new(),
            listed: true,
            retired: false,
        }
    }

    #[test]
    fn a_resource_is_read_as_it_was_written_and_without_a_name_it_is_none() {
        let stamp = Stamp::new(UnixMillis(1_795_406_400_000), 0, ReplicaId::HUB);
        let record = |fields| {
            let id = RecordId(Uuid::from_u128(1));
            Record::from_patch(&Patch::create(Kind::Resource, id, fields), stamp)
        };
        assert_eq!(Resource::read(&record(room().fields())), Some(room()));
        let mut nameless = room().fields();
        nameless.remove("name");
        assert_eq!(Resource::read(&record(nameless)), None);
    }

    #[test]
    fn it_can_be_had_until_its_last_day_and_no_more_once_it_is_retired() {
        assert!(room().is_available(date(2026, 12, 31)));
        assert!(!room().is_available(date(2027, 1, 1)));
        let retired = Resource {
            retired: true,
            until: None,
            ..room()
        };
        assert!(!retired.is_available(date(2026, 12, 1)));
    }
}
