use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Fields, Resident};
use crate::merge::{FieldName, Value};

/// Since when somebody has a care tag, and why. It stands beside the field `care_tag/<code>`, which
/// alone says whether they have it: two people who set different tags, or one a tag and one its
/// reason, never disagree.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareGround {
    /// The first day; none if nobody said.
    pub since: Option<Date>,
    /// In a few words; may be empty.
    pub reason: String,
}

impl CareGround {
    /// The set of first days: each is a field `care_since/<code>`.
    pub const SINCE: &'static str = "care_since";
    /// The set of reasons: each is a field `care_reason/<code>`.
    pub const REASON: &'static str = "care_reason";

    /// What is known of each care tag that somebody has; tags of which nothing is known are left
    /// out.
    #[must_use]
    pub fn all(fields: &BTreeMap<FieldName, Value>) -> BTreeMap<String, Self> {
        let named = Fields(fields);
        let tags = named.members(Resident::CARE_TAG);
        let known = tags.map(|code| (code.to_owned(), Self::of(fields, code)));
        known
            .filter(|(_, ground)| *ground != Self::default())
            .collect()
    }

    /// What a save writes about care tags, whether it sets the tag or not.
    #[must_use]
    pub fn written(set: &BTreeMap<FieldName, Value>) -> BTreeMap<String, Self> {
        let codes = set.keys().filter_map(|field| {
            let since = field.member_of(Self::SINCE);
            since.or_else(|| field.member_of(Self::REASON))
        });
        codes
            .map(|code| (code.to_owned(), Self::of(set, code)))
            .collect()
    }

    fn of(fields: &BTreeMap<FieldName, Value>, code: &str) -> Self {
        let fields = Fields(fields);
        Self {
            since: fields.date(&format!("{}/{code}", Self::SINCE)),
            reason: fields.string(&format!("{}/{code}", Self::REASON)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_tag_is_told_only_while_somebody_has_it() {
        let field = |name: &str| FieldName::try_from(name.to_owned()).unwrap();
        let mut fields: BTreeMap<FieldName, Value> = BTreeMap::from([
            (field("care_tag/living_alone"), true.into()),
            (field("care_since/living_alone"), "2026-03-01".into()),
            (field("care_reason/living_alone"), "老伴去世".into()),
            (field("care_tag/low_income"), true.into()),
            (field("care_since/disabled"), "2020-01-01".into()),
        ]);
        let ground = CareGround {
            since: Some(Date::constant(2026, 3, 1)),
            reason: "老伴去世".into(),
        };
        let all = CareGround::all(&fields);
        assert_eq!(all, BTreeMap::from([("living_alone".to_owned(), ground)]));
        fields.insert(field("care_tag/living_alone"), false.into());
        assert!(CareGround::all(&fields).is_empty());
    }
}
