use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, Outcome, Site, Trade};

use super::NeedDraft;

/// An organisation's form: only what was changed, because the rest may be changed by others before
/// it is saved. What is absent stays as it is; of a new one it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationForm {
    /// As on its sign; required of a new one.
    pub name: Option<String>,
    /// What it is.
    pub trade: Option<Trade>,
    /// Where it is.
    pub site: Option<Site>,
    /// The grid of a new one that stands in no building; needed by who answers for several.
    pub grid: Option<AreaId>,
    /// Its own telephone, as typed.
    pub phone: Option<String>,
    /// Whom to ask for; emptied, nobody is known any more, nor their number.
    pub contact_name: Option<String>,
    /// Their telephone, as typed.
    pub contact_phone: Option<String>,
    /// Whether it has a party organisation.
    pub party_organisation: Option<bool>,
    /// How many work there, as typed; empty for not known.
    pub employees: Option<String>,
    /// What a visitor should know.
    pub note: Option<String>,
    /// Whether it is out of business.
    pub closed: Option<bool>,
}

/// The form of a call at an organisation, as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallDraft {
    /// When the form was opened; set by the replica if absent.
    pub started_at: Option<UnixMillis>,
    /// How the call went; it cannot be saved without.
    pub outcome: Option<Outcome>,
    /// What was seen and said.
    pub note: String,
    /// Needs heard.
    pub needs: Vec<NeedDraft>,
}
