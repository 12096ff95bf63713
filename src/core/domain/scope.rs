use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{AccountId, AreaId};

/// The unit of partial replication: a device holds the scopes its account's grants give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A community's areas, catalogues, visit rules, names of colleagues.
    Community(AreaId),
    /// Published wishes of a community, without identity.
    Board(AreaId),
    /// A grid's households, residents, visits, needs and wishes.
    Grid(AreaId),
    /// One person's notices.
    Account(AccountId),
    /// What only a community's supervisors know: who signed up for what, what they
    /// served, and their points.
    Desk(AreaId),
    /// What was measured of a grid's residents, what they booked and whom they signed with: for its
    /// grid members and the community's supervisors alone.
    Health(AreaId),
}

/// What a device may do in a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Receive its records.
    Read,
    /// Receive and change them.
    Write,
}

/// A text that is not `community/…`, `board/…`, `grid/…`, `account/…`, `desk/…` or `health/…` with a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a scope: community/, board/, grid/, account/, desk/ or health/ and a UUID")]
pub struct ParseScopeError;

impl Scope {
    /// Where the health of those lies whose records lie here; none but for a grid.
    #[must_use]
    pub const fn health(&self) -> Option<Self> {
        match self {
            Self::Grid(grid) => Some(Self::Health(*grid)),
            _ => None,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Community(id) => write!(f, "community/{id}"),
            Self::Board(id) => write!(f, "board/{id}"),
            Self::Grid(id) => write!(f, "grid/{id}"),
            Self::Account(id) => write!(f, "account/{id}"),
            Self::Desk(id) => write!(f, "desk/{id}"),
            Self::Health(id) => write!(f, "health/{id}"),
        }
    }
}

impl FromStr for Scope {
    type Err = ParseScopeError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (sort, id) = text.split_once('/').ok_or(ParseScopeError)?;
        let id: uuid::Uuid = id.parse().map_err(|_| ParseScopeError)?;
        match sort {
            "community" => Ok(Self::Community(AreaId(id))),
            "board" => Ok(Self::Board(AreaId(id))),
            "grid" => Ok(Self::Grid(AreaId(id))),
            "account" => Ok(Self::Account(AccountId(id))),
            "desk" => Ok(Self::Desk(AreaId(id))),
            "health" => Ok(Self::Health(AreaId(id))),
            _ => Err(ParseScopeError),
        }
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
