use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{CitizenId, Fields, FieldsBuilder, HouseholdId, ResidentId, Sex};
use crate::merge::{FieldName, Record, Scalar, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// To the head of the household (GB/T 4761, in short).
    pub enum Relation {
        /// 户主
        Head => "head",
        /// 配偶
        Spouse => "spouse",
        /// 儿子、女儿
        Child => "child",
        /// 儿媳、女婿
        ChildInLaw => "child_in_law",
        /// 孙辈
        Grandchild => "grandchild",
        /// 父母
        Parent => "parent",
        /// 兄弟姐妹
        Sibling => "sibling",
        /// 租客
        Tenant => "tenant",
    }
}

/// A person who lives in a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// Which.
    pub id: ResidentId,
    /// Where they live.
    pub household: HouseholdId,
    /// Full name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Citizen ID number; merged as one with the birth date.
    pub citizen_id: Option<CitizenId>,
    /// Birth date.
    pub born: Option<Date>,
    /// Telephone, digits only.
    pub phone: String,
    /// To the head of the household.
    pub relation: Option<Relation>,
    /// `汉族`, `傣族`, …
    pub ethnicity: String,
    /// Member of the Party.
    pub party_member: bool,
    /// Signed with a family doctor.
    pub family_doctor: bool,
    /// Codes of care tags.
    pub care_tags: BTreeSet<String>,
    /// What a visitor should know.
    pub note: String,
}

impl Resident {
    /// The set of care tags: each is a field `care_tag/<code>` of its own.
    pub const CARE_TAG: &'static str = "care_tag";

    /// The field that says which resident this one, entered twice, became.
    pub const MERGED_INTO: &'static str = "merged_into";

    /// Reads a resident; none without a household.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let identity = |member| match fields.within("identity", member) {
            Some(Scalar::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        Some(Self {
            id: record.id.into(),
            household: fields.parse("household")?,
            name: fields.string("name"),
            sex: fields.word("sex"),
            citizen_id: identity("citizen_id").and_then(|text| CitizenId::parse(text).ok()),
            born: identity("born").and_then(|text| text.parse().ok()),
            phone: fields.string("phone"),
            relation: fields.word("relation"),
            ethnicity: fields.string("ethnicity"),
            party_member: fields.flag("party_member"),
            family_doctor: fields.flag("family_doctor"),
            care_tags: fields.members(Self::CARE_TAG).map(str::to_owned).collect(),
            note: fields.string("note"),
        })
    }

    /// Their fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("household", self.household)
            .set("name", self.name.as_str())
            .maybe("sex", self.sex.as_ref().map(Sex::as_str))
            .maybe(
                "identity",
                Self::identity(self.citizen_id.as_ref(), self.born),
            )
            .text("phone", &self.phone)
            .maybe("relation", self.relation.as_ref().map(Relation::as_str))
            .text("ethnicity", &self.ethnicity)
            .maybe("party_member", self.party_member.then_some(true))
            .maybe("family_doctor", self.family_doctor.then_some(true))
            .members(Self::CARE_TAG, self.care_tags.iter().map(String::as_str))
            .text("note", &self.note)
            .build()
    }

    /// The group value of field `identity`; none if neither is known.
    #[must_use]
    pub fn identity(citizen_id: Option<&CitizenId>, born: Option<Date>) -> Option<Value> {
        let number = citizen_id.map(|id| (FieldName::known("citizen_id"), id.as_str().into()));
        let born = born.map(|day| (FieldName::known("born"), day.to_string().into()));
        let members: BTreeMap<FieldName, Scalar> = number.into_iter().chain(born).collect();
        (!members.is_empty()).then_some(Value::Group(members))
    }

    /// Full years of age on `day`.
    #[must_use]
    pub fn age(&self, day: Date) -> Option<i16> {
        let born = self.born?;
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        Some((day.year() - born.year() - i16::from(!had_birthday)).max(0))
    }
}
