//! How large the subdistrict is, and who asks.

use chuanmen_core::domain::AreaId;
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_server::{Clock, SystemClock};
use jiff::ToSpan;
use uuid::Uuid;

/// The communities of the subdistrict.
pub(crate) const COMMUNITIES: u32 = 15;
/// The grids of each.
pub(crate) const GRIDS: u32 = 10;
/// Months over which visits and needs are spread.
pub(crate) const MONTHS: u32 = 24;
/// Over how many days that is.
pub(crate) const DAYS: i64 = 730;
/// The supervisor of the first community, by login.
pub(crate) const SUPERVISOR: &str = "supervisor";
/// The supervisor of the whole subdistrict.
pub(crate) const ABOVE: &str = "above";
/// The supervisor of one more community, which has made all its visits this month.
pub(crate) const BULK: &str = "bulk";

/// How much there is of each in one community.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) name: &'static str,
    pub(crate) households: u32,
    pub(crate) residents: u32,
    pub(crate) visits: u32,
    pub(crate) needs: u32,
    /// Visits of the one more community.
    pub(crate) bulk: u32,
}

pub(crate) const TENTH: Size = Size {
    name: "tenth",
    households: 267,
    residents: 667,
    visits: 6_667,
    needs: 1_334,
    bulk: 10_000,
};
pub(crate) const WHOLE: Size = Size {
    name: "whole",
    households: 2_667,
    residents: 6_667,
    visits: 66_667,
    needs: 13_334,
    bulk: 100_000,
};

/// A community's id, and the beginning of the ids of what lies in it.
pub(crate) const fn base(community: u32) -> u128 {
    (community as u128) << 64
}

/// A grid of a community.
pub(crate) fn grid(community: u32, number: u32) -> AreaId {
    AreaId(Uuid::from_u128(
        base(community) | (0x100 + u128::from(number % GRIDS)),
    ))
}

/// Now.
pub(crate) fn now() -> UnixMillis {
    SystemClock.now()
}

/// An address with its grid, last month, and a week of two months ago.
pub(crate) fn filled(path: &str) -> String {
    let today = china_date(now());
    let month = today.first_of_month().saturating_sub(1.day());
    let week = today.saturating_sub(60.days());
    path.replace("{grid}", &grid(0, 3).to_string())
        .replace("{month}", &month.strftime("%Y-%m").to_string())
        .replace("{week}", &week.to_string())
}

/// A building of a grid.
pub(crate) fn building(community: u32, of: u32, number: u32) -> AreaId {
    let low = 0x2000 + u128::from(of * 0x100 + number % 10);
    AreaId(Uuid::from_u128(base(community) | low))
}
