use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AreaId, CampaignId, Fields, FieldsBuilder};
use crate::merge::{FieldName, Record, Value};

/// A named round over chosen buildings, with things to look at beside the usual (专项行动).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Which.
    pub id: CampaignId,
    /// `消防安全大排查`.
    pub name: String,
    /// What it is about, and what to say at the door.
    pub text: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Where.
    pub buildings: BTreeSet<AreaId>,
    /// Codes of checklist items that are asked beside the usual.
    pub items: BTreeSet<String>,
    /// Only households where somebody has one of these care tags; all if empty.
    pub tags: BTreeSet<String>,
    /// Ended before its last day.
    pub ended: bool,
}

/// How a campaign stands on a day. In this order in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    /// Doors are called at.
    Running,
    /// It has not begun.
    Planned,
    /// It is over.
    Over,
}

impl Campaign {
    /// The set of buildings: each is a field `building/<id>`, the id without dashes.
    pub const BUILDING: &'static str = "building";
    /// The set of checklist items: each is a field `item/<code>`.
    pub const ITEM: &'static str = "item";
    /// The set of care tags it is limited to: each is a field `tag/<code>`.
    pub const TAG: &'static str = "tag";

    /// Reads a campaign; none without a name and a period.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let own = |set| fields.members(set).map(str::to_owned).collect();
        let buildings = fields.members(Self::BUILDING);
        Some(Self {
            id: record.id.into(),
            name: fields.text("name")?.to_owned(),
            text: fields.string("text"),
            from: fields.date("from")?,
            to: fields.date("to")?,
            buildings: buildings.filter_map(|id| id.parse().ok()).collect(),
            items: own(Self::ITEM),
            tags: own(Self::TAG),
            ended: fields.flag("ended"),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let buildings: Vec<_> = self.buildings.iter().map(|id| Self::member(*id)).collect();
        FieldsBuilder::new()
            .set("name", self.name.as_str())
            .text("text", &self.text)
            .set("from", self.from.to_string())
            .set("to", self.to.to_string())
            .members(Self::BUILDING, buildings.iter().map(String::as_str))
            .members(Self::ITEM, self.items.iter().map(String::as_str))
            .members(Self::TAG, self.tags.iter().map(String::as_str))
            .maybe("ended", self.ended.then_some(true))
            .build()
    }

    /// A building as a member of [`Self::BUILDING`]: names of fields have no dashes.
    #[must_use]
    pub fn member(building: AreaId) -> String {
        building.0.simple().to_string()
    }

    /// How it stands on `today`.
    #[must_use]
    pub fn state(&self, today: Date) -> CampaignState {
        if self.ended || today > self.to {
            CampaignState::Over
        } else if today < self.from {
            CampaignState::Planned
        } else {
            CampaignState::Running
        }
    }

    /// Whether it is about a household of a building, where these care tags are. A flat where nobody
    /// lives has no household to call at: leave it out before.
    #[must_use]
    pub fn is_about<'t>(&self, building: AreaId, tags: impl IntoIterator<Item = &'t str>) -> bool {
        let limited = || tags.into_iter().any(|tag| self.tags.contains(tag));
        self.buildings.contains(&building) && (self.tags.is_empty() || limited())
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

    const HERE: AreaId = AreaId(Uuid::from_u128(0x0192_f0c1_7b1a_7000_8000_0000_0000_0003));

    fn campaign() -> Campaign {
        Campaign {
            id: CampaignId(Uuid::from_u128(1)),
            name: "消防安全大排查".into(),
            text: "看灭火器，看楼道".into(),
            from: date(2026, 11, 10),
            to: date(2026, 11, 30),
            buildings: BTreeSet::from([HERE]),
            items: BTreeSet::from(["fire_exit".into()]),
            tags: BTreeSet::from(["living_alone".into()]),
            ended: false,
        }
    }

    fn record(fields: BTreeMap<FieldName, Value>) -> Record {
        let stamp = Stamp::new(UnixMillis(1_795_406_400_000), 0, ReplicaId::HUB);
        let id = RecordId(Uuid::from_u128(1));
        Record::from_patch(&Patch::create(Kind::Campaign, id, fields), stamp)
    }

    #[test]
    fn a_campaign_is_read_as_it_was_written_and_without_a_period_it_is_none() {
        let campaign = campaign();
        assert_eq!(
            Campaign::read(&record(campaign.fields())),
            Some(campaign.clone())
        );
        let mut endless = campaign.fields();
        endless.remove("to");
        assert_eq!(Campaign::read(&record(endless)), None);
    }

    #[test]
    fn it_runs_from_its_first_day_to_its_last_unless_it_is_ended() {
        let campaign = campaign();
        for (day, state) in [
            (date(2026, 11, 9), CampaignState::Planned),
            (date(2026, 11, 10), CampaignState::Running),
            (date(2026, 11, 30), CampaignState::Running),
            (date(2026, 12, 1), CampaignState::Over),
        ] {
            assert_eq!(campaign.state(day), state, "{day}");
        }
        let ended = Campaign {
            ended: true,
            ..campaign
        };
        assert_eq!(ended.state(date(2026, 11, 20)), CampaignState::Over);
    }

    #[test]
    fn it_is_about_homes_of_its_buildings_with_one_of_its_tags() {
        let campaign = campaign();
        let about = |building, tags: &[&str]| campaign.is_about(building, tags.iter().copied());
        assert!(about(HERE, &["disabled", "living_alone"]));
        assert!(!about(HERE, &["disabled"]));
        assert!(!about(AreaId(Uuid::nil()), &["living_alone"]));
        let all = Campaign {
            tags: BTreeSet::new(),
            ..campaign.clone()
        };
        assert!(all.is_about(HERE, []));
    }
}
