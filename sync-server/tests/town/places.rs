//! The areas of the town, and what their ids and scopes are.

use chuanmen_core::domain::{Area, AreaId, AreaLevel, Scope};
use uuid::Uuid;

/// An id that a test can name: `id(7)`.
pub(crate) fn id(low: u128) -> Uuid {
    Uuid::from_u128(0x0192_f0c1_7b1a_7000_8000_0000_0000_0000 | low)
}

/// A community's areas: itself and grids 1 and 2, numbered from `base`.
pub(super) fn areas(base: u128, subdistrict: AreaId) -> Vec<Area> {
    let area = |offset, level, name: &str, parent| Area {
        id: AreaId(id(base + offset)),
        level,
        name: name.into(),
        parent,
        number: i64::try_from(offset).unwrap().max(1),
    };
    let community = AreaId(id(base));
    let subdistrict = Area {
        id: subdistrict,
        ..area(0, AreaLevel::Subdistrict, "允景洪街道", None)
    };
    vec![
        area(0, AreaLevel::Community, "花卉园社区", Some(subdistrict.id)),
        area(1, AreaLevel::Grid, "第 1 网格", Some(community)),
        area(2, AreaLevel::Grid, "第 2 网格", Some(community)),
        subdistrict,
    ]
}

pub(crate) const SUBDISTRICT: u128 = 0x9000;
pub(crate) const OTHER_SUBDISTRICT: u128 = 0x9001;
pub(crate) const COMMUNITY: u128 = 0x100;
pub(crate) const SISTER: u128 = 0x200;
pub(crate) const STRANGER: u128 = 0x300;

pub(crate) fn area(low: u128) -> AreaId {
    AreaId(id(low))
}

pub(crate) fn grid(number: u128) -> Scope {
    Scope::Grid(area(COMMUNITY + number))
}

pub(crate) fn community() -> Scope {
    Scope::Community(area(COMMUNITY))
}
