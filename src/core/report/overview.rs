use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::UnixMillis;
use crate::domain::{AreaId, Party, WishState};

/// A community, or one of its grids, at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The community's name.
    pub community: String,
    /// Which it is. An older hub does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaId>,
    /// What its parts are.
    #[serde(skip)]
    pub parts: Parts,
    /// Every grid of the community, by number; or what its parts are instead.
    pub grids: Vec<GridName>,
    /// The grid that this is narrowed to, if it is.
    pub grid: Option<AreaId>,
    /// First day of the month it is about.
    pub month: Date,
    /// The day it was computed for: today, or the last day of a past month.
    pub today: Date,
    /// When the hub computed it.
    pub at: UnixMillis,
    /// The sentence on top.
    pub totals: Totals,
    /// Open needs by category and age.
    pub categories: Vec<CategoryRow>,
    /// Open needs by whose hands they are in.
    pub parties: Vec<PartyRow>,
    /// Open needs by grid; those of no grid last, if there are any.
    #[serde(default)]
    pub by_grid: Vec<GridRow>,
    /// Care households not visited in time.
    pub care: CareTable,
    /// Wishes by state.
    pub wishes: Vec<WishRow>,
    /// Live claims that expire within two days.
    pub claims_expiring: u32,
    /// The last twelve weeks, oldest first.
    pub weeks: Vec<WeekRow>,
}

impl Overview {
    /// What it is called: `花卉园社区第 3 网格总览（2026年11月）`.
    #[must_use]
    pub fn title(&self) -> String {
        let mut grids = self.grids.iter();
        let grid = grids.find(|grid| Some(grid.id) == self.grid);
        let grid = grid.map_or("", |grid| grid.name.as_str());
        let (year, month) = (self.month.year(), self.month.month());
        format!("{}{grid}总览（{year}年{month}月）", self.community)
    }
}

/// What an overview is made up of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Parts {
    /// A community's grids.
    #[default]
    Grids,
    /// A subdistrict's communities, each in the place of a grid.
    Communities,
}

/// A grid's number and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridName {
    /// Which.
    pub id: AreaId,
    /// `第 3 网格`.
    pub name: String,
}

/// The figures that matter most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Needs not resolved, confirmed, merged or withdrawn.
    pub open_needs: u32,
    /// Of these, past their due day.
    pub overdue_needs: u32,
    /// Of the overdue, those that the community follows up itself, and the subdistrict is not told
    /// of yet.
    #[serde(default)]
    pub for_community: u32,
    /// Of the overdue, those that the subdistrict is told of.
    #[serde(default)]
    pub for_subdistrict: u32,
    /// Care households due this month, or late, and not met yet; each counted once.
    pub care_unseen: u32,
    /// Wishes that anybody may claim.
    pub wishes_to_claim: u32,
}

/// Open needs of one category by how long they have waited. The four counts do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryRow {
    /// The category's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Within three days.
    pub to_3_days: u32,
    /// Four to seven days.
    pub to_7_days: u32,
    /// Eight days or more, not overdue.
    pub from_8_days: u32,
    /// Past the due day, however long.
    pub overdue: u32,
}

/// Open needs in the hands of one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRow {
    /// Whose; none while nobody has been given them (待派单).
    pub party: Option<Party>,
    /// Before their due day.
    pub in_time: u32,
    /// Past it.
    pub overdue: u32,
}

/// Open needs of one grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridRow {
    /// Which; none for those that lie in no grid.
    pub grid: Option<AreaId>,
    /// Before their due day.
    pub in_time: u32,
    /// Past it.
    pub overdue: u32,
}

/// Care households by grid and care tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareTable {
    /// The columns.
    pub tags: Vec<TagName>,
    /// A row per grid, by number.
    pub rows: Vec<CareRow>,
    /// The whole community, or the one grid.
    pub total: CareRow,
}

/// A care tag's code and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagName {
    /// `living_alone`
    pub code: String,
    /// `独居老人`
    pub name: String,
}

/// One grid's care households.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareRow {
    /// The grid; none for the total.
    pub grid: Option<AreaId>,
    /// In the order of [`CareTable::tags`]; a household counts under each of its tags.
    pub cells: Vec<Coverage>,
    /// Each household once.
    pub total: Coverage,
}

/// How many should have been met this month, and how many were not yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Not met yet.
    pub unseen: u32,
    /// Should be met.
    pub due: u32,
}

/// Wishes in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishRow {
    /// Which state. Confirmed ones count only if confirmed in the month.
    pub state: WishState,
    /// How many.
    pub count: u32,
}

/// A week's needs and care households.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekRow {
    /// Its Monday.
    pub monday: Date,
    /// Recorded in it.
    pub raised: u32,
    /// Resolved in it.
    pub resolved: u32,
    /// Days from recording to resolving, of the needs resolved in it: half took no longer. Of two
    /// in the middle the longer one.
    #[serde(default)]
    pub median_days: Option<u32>,
    /// Needs whose result was graded in it.
    #[serde(default)]
    pub rated: u32,
    /// The sum of those grades, each from 1 to 5.
    #[serde(default)]
    pub grades: u32,
    /// Care households that should be met in it, as a month counts them.
    #[serde(default)]
    pub coverage: Coverage,
}
