use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, CampaignId, CampaignState, HouseholdId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::BuildingChoices;
use crate::api::RetryAt;

/// A campaign in a list, with how far it is among the households on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignRow {
    /// Which.
    pub id: CampaignId,
    /// `消防安全大排查`
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// How it stands today.
    pub state: CampaignState,
    /// Households where somebody was met for it.
    pub done: u32,
    /// Households in all.
    pub total: u32,
}

/// One campaign. Counted by building, never by person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignView {
    /// As in a list.
    pub row: CampaignRow,
    /// What it is about.
    pub text: String,
    /// Names of what is asked beside the usual.
    pub items: Vec<String>,
    /// Names of the care tags it is limited to.
    pub tags: Vec<String>,
    /// In the order of lists.
    pub buildings: Vec<CampaignBuilding>,
    /// The doors left, a staircase each; none for somebody who does not call at doors.
    pub climbs: Vec<CampaignClimb>,
}

/// How far a campaign is in a building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignBuilding {
    /// Which.
    pub building: AreaId,
    /// `花卉园小区`
    pub compound: String,
    /// `3 栋`
    pub name: String,
    /// Households where somebody was met.
    pub done: u32,
    /// Households in all.
    pub total: u32,
}

/// The doors left on a staircase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignClimb {
    /// `花卉园小区 3 栋 2 单元`
    pub address: String,
    /// Top floor first.
    pub doors: Vec<CampaignDoor>,
}

/// A door left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignDoor {
    /// Whose.
    pub household: HouseholdId,
    /// `602`
    pub room: String,
    /// The head of the household.
    pub name: String,
    /// Names of care tags.
    pub tags: Vec<String>,
    /// The last try since the campaign began, if nobody was home.
    pub tried_at: Option<UnixMillis>,
    /// When to try again, if somebody said.
    pub retry: Option<RetryAt>,
}

/// What a campaign's form is filled in with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignFormView {
    /// The campaign as it is known; none for a new one.
    pub known: Option<KnownCampaign>,
    /// Every building of the community, by compound.
    pub compounds: Vec<BuildingChoices>,
    /// Checklist items: code and name.
    pub items: Vec<(String, String)>,
    /// Care tags: code and name.
    pub tags: Vec<(String, String)>,
}

/// What is known of a campaign, for whoever changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields of the campaign itself")]
pub struct KnownCampaign {
    pub name: String,
    pub text: String,
    pub from: Date,
    pub to: Date,
    pub buildings: BTreeSet<AreaId>,
    pub items: BTreeSet<String>,
    pub tags: BTreeSet<String>,
    pub ended: bool,
}
