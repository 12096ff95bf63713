use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, OrganisationId, Site, Trade};
use serde::{Deserialize, Serialize};

use super::{CategoryChoice, ConflictRow, NeedRow, VisitRow};
use crate::api::{CallDraft, OrganisationForm};

/// An organisation in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationRow {
    /// Which.
    pub id: OrganisationId,
    /// As on its sign.
    pub name: String,
    /// What it is.
    pub trade: Trade,
    /// `花卉园小区`; empty for one that stands in no building.
    pub compound: String,
    /// `3 栋 底商 5 号`
    pub place: String,
    /// Needs that are open.
    pub open_needs: u32,
    /// When somebody was last met there.
    pub met_at: Option<UnixMillis>,
    /// Out of business.
    pub closed: bool,
}

/// One organisation. The contact's telephone is masked: the full one stays in the database until
/// [`crate::api::Command::RevealContact`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationView {
    /// Which.
    pub id: OrganisationId,
    /// As on its sign.
    pub name: String,
    /// What it is.
    pub trade: Trade,
    /// `花卉园小区 3 栋 底商 5 号`
    pub address: String,
    /// The same in its parts, for whoever changes it.
    pub site: Site,
    /// Its own telephone, in full.
    pub phone: String,
    /// Whom to ask for.
    pub contact: String,
    /// First three and last four digits of their telephone.
    pub contact_phone: Option<(String, String)>,
    /// Whether it has a party organisation.
    pub party_organisation: bool,
    /// How many work there, if known.
    pub employees: Option<i64>,
    /// What a visitor should know.
    pub note: String,
    /// Out of business.
    pub closed: bool,
    /// When somebody was last met there.
    pub met_at: Option<UnixMillis>,
    /// Needs not finished.
    pub needs: Vec<NeedRow>,
    /// The last ten visits, newest first.
    pub visits: Vec<VisitRow>,
    /// Visits in all.
    pub visit_count: u32,
    /// Disagreements about it and what it asks for.
    pub conflicts: Vec<ConflictRow>,
    /// Categories for a need.
    pub categories: Vec<CategoryChoice>,
}

/// What an organisation's form is filled in with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationFormView {
    /// The organisation as it is known; none for a new one.
    pub known: Option<OrganisationView>,
    /// The form as it was left, if it was.
    pub left: Option<OrganisationForm>,
    /// The buildings that this person answers for, by compound, in the order of lists.
    pub compounds: Vec<BuildingChoices>,
    /// The grids that this person answers for: id and name.
    pub grids: Vec<(AreaId, String)>,
}

/// The buildings of a compound to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildingChoices {
    /// `花卉园小区`
    pub compound: String,
    /// Id and name: `3 栋`.
    pub buildings: Vec<(AreaId, String)>,
}

/// The form of a call at an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallFormView {
    /// Where.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// The form as it was left, if it was.
    pub draft: Option<CallDraft>,
    /// Categories for a need.
    pub categories: Vec<CategoryChoice>,
}
