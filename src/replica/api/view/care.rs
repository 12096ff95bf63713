use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{Festival, HouseholdId};

/// A birthday of somebody who has a care tag or is old, in the coming days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birthday {
    /// When.
    pub day: Date,
    /// Where they live.
    pub household: HouseholdId,
    /// `3-2-502`
    pub place: String,
    /// Who.
    pub name: String,
    /// The years they complete that day.
    pub age: i16,
}

/// A festival of the old in the coming days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FestivalDay {
    /// When.
    pub day: Date,
    /// Which.
    pub festival: Festival,
    /// How many of seventy years and more live on this device's grids.
    pub elders: u32,
}

/// Households that somebody looks after, as a list by building.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CareList {
    /// Care households where nobody was met this month.
    #[default]
    Unseen,
    /// Where somebody of seventy years or more lives.
    Elders,
}

impl CareList {
    /// The list of a word; the first for any other.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        if word == Self::Elders.word() {
            Self::Elders
        } else {
            Self::Unseen
        }
    }

    /// The word of a list.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unseen => "unseen",
            Self::Elders => "elders",
        }
    }
}
