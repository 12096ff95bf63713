use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{HouseholdId, OrganisationId, ResidentId, VisitId};
use serde::{Deserialize, Serialize};

/// A form that was left unsaved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// Which form.
    pub form: DraftForm,
    /// Where: `3-2-502`, or the name of an organisation; empty for a new one that has none yet.
    pub place: String,
    /// Whose, if it is a resident's and they are known.
    pub who: String,
    /// When it was last typed in.
    pub kept_at: UnixMillis,
}

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum DraftForm {
    /// A visit.
    Visit {
        /// At whose door.
        household: HouseholdId,
    },
    /// Another word on a saved visit.
    Correction {
        /// At whose door.
        household: HouseholdId,
        /// Which visit.
        visit: VisitId,
    },
    /// Somebody new.
    Newcomer {
        /// Where they live.
        household: HouseholdId,
    },
    /// What is known of a resident.
    Resident {
        /// Where they live.
        household: HouseholdId,
        /// Who.
        resident: ResidentId,
    },
    /// What is measured of a resident.
    Measurement {
        /// Where they live.
        household: HouseholdId,
        /// Of whom.
        resident: ResidentId,
    },
    /// A new organisation.
    NewOrganisation,
    /// What is known of an organisation.
    Organisation {
        /// Which.
        organisation: OrganisationId,
    },
    /// A call at an organisation.
    Call {
        /// At which.
        organisation: OrganisationId,
    },
}
