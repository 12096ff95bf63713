//! The other communities of the subdistrict, each made up for itself and smaller than the one that is
//! tried out, so that the subdistrict has something to look over.

use chuanmen_core::domain::AreaId;

use super::territory::Site;
use super::{Demo, DemoSpec, generate_at};

/// What they are called; a subdistrict has some fifteen communities.
const NAMES: [&str; 14] = [
    "孔雀湖社区",
    "白塔社区",
    "凤凰社区",
    "菩提社区",
    "江北社区",
    "雨林社区",
    "茶马社区",
    "金湾社区",
    "滨江社区",
    "星光社区",
    "榕树社区",
    "木棉社区",
    "竹楼社区",
    "椰风社区",
];
/// How much smaller each is.
const SHARE: u32 = 10;
/// The fewest households of one.
const FEWEST: u32 = 40;

/// The first so many communities beside the one that [`super::generate`] makes of `spec`, which lies
/// in `subdistrict`. Nobody signs in there.
pub fn neighbours(spec: DemoSpec, subdistrict: AreaId, count: usize) -> impl Iterator<Item = Demo> {
    let named = (2_u32..).zip(NAMES).take(count);
    named.map(move |(number, name)| {
        let of = DemoSpec {
            households: (spec.households / SHARE).max(FEWEST),
            // Changes bits everywhere: what is made beside each other changes only some of a seed's.
            seed: spec
                .seed
                .wrapping_add(u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            ..spec
        };
        let site = Site {
            subdistrict: Some(subdistrict),
            name,
            number: number.into(),
        };
        Demo {
            accounts: Vec::new(),
            ..generate_at(&of, &site)
        }
    })
}
