use serde::{Deserialize, Serialize};

use super::{Fields, FieldsBuilder, HouseholdId, OrganisationId};
use crate::merge::RecordId;

/// Whom a visit is paid to, or whose a need is: a household or an organisation, never both and
/// never neither. In a record it is one of the fields `household` and `organisation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Host {
    /// Those behind a door.
    Household(HouseholdId),
    /// A shop, company or school.
    Organisation(OrganisationId),
}

impl Host {
    /// Reads whom a record names. One that names both is a household's: only an older version,
    /// which knows no other, can have written that.
    #[must_use]
    pub fn read(fields: &Fields<'_>) -> Option<Self> {
        let household = || fields.parse("household").map(Self::Household);
        household().or_else(|| fields.parse("organisation").map(Self::Organisation))
    }

    /// The household, if it is one.
    #[must_use]
    pub const fn household(self) -> Option<HouseholdId> {
        match self {
            Self::Household(id) => Some(id),
            Self::Organisation(_) => None,
        }
    }

    /// The organisation, if it is one.
    #[must_use]
    pub const fn organisation(self) -> Option<OrganisationId> {
        match self {
            Self::Household(_) => None,
            Self::Organisation(id) => Some(id),
        }
    }

    /// Names it in a record.
    pub(super) fn set(self, fields: FieldsBuilder) -> FieldsBuilder {
        match self {
            Self::Household(id) => fields.set("household", id),
            Self::Organisation(id) => fields.set("organisation", id),
        }
    }
}

impl From<HouseholdId> for Host {
    fn from(id: HouseholdId) -> Self {
        Self::Household(id)
    }
}

impl From<OrganisationId> for Host {
    fn from(id: OrganisationId) -> Self {
        Self::Organisation(id)
    }
}

impl From<Host> for RecordId {
    fn from(host: Host) -> Self {
        match host {
            Host::Household(id) => id.into(),
            Host::Organisation(id) => id.into(),
        }
    }
}
