//! Who lives there, and what the community's words for it are.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    CareTag, Household, Housing, Interval, Kind, NeedCategory, Place, Relation, Resident, VisitRule,
};
use chuanmen_core::merge::{Record, RecordId};

use crate::records::{Ids, household, record};
use crate::size::{self, DAYS, GRIDS, Size};

const TAGS: [&str; 4] = ["living_alone", "disabled", "low_income", "chronic"];

pub(crate) fn catalogue(ids: &mut Ids) -> Vec<Record> {
    let at = long_ago();
    let mut all = Vec::new();
    for (order, code) in (1..).zip(TAGS) {
        let tag = CareTag {
            code: code.into(),
            name: code.into(),
            weight: 3,
            order,
            ..CareTag::default()
        };
        let rule = VisitRule {
            tag: Some(code.into()),
            every: Interval::Months(1),
        };
        let category = NeedCategory {
            code: format!("category_{order}"),
            name: format!("类别 {order}"),
            order,
            ..NeedCategory::default()
        };
        all.push(record(Kind::CareTag, ids.fresh(at), tag.fields(), at));
        all.push(record(Kind::VisitRule, ids.fresh(at), rule.fields(), at));
        all.push(record(
            Kind::NeedCategory,
            ids.fresh(at),
            category.fields(),
            at,
        ));
    }
    all
}

/// A grid's households and residents: of four residents one has a care tag.
pub(crate) fn people(ids: &mut Ids, size: Size, community: u32, grid: u32) -> Vec<Record> {
    let at = long_ago();
    let homes = (community, grid, size.households);
    let of_grid = |count: u32| (0..count).filter(move |number| number % GRIDS == grid);
    let mut all = Vec::new();
    for number in of_grid(size.households / GRIDS * GRIDS) {
        let home = Household {
            id: household(homes, number),
            place: Place {
                building: size::building(community, grid, number / GRIDS),
                unit: "2".into(),
                floor: 5,
                room: format!("{number}"),
            },
            housing: Housing::Own,
            note: String::new(),
        };
        all.push(record(Kind::Household, home.id.0, home.fields(), at));
    }
    for number in of_grid(size.residents) {
        let id = ids.fresh(at);
        let cared = (number / GRIDS).is_multiple_of(4);
        let tag = TAGS[number as usize / 40 % 4];
        let resident = Resident {
            id: RecordId(id).into(),
            household: household(homes, number),
            name: "玉罕".into(),
            sex: None,
            citizen_id: None,
            born: Some(jiff::civil::date(1950, 3, 4)),
            phone: "10012345678".into(),
            relation: Some(Relation::Head),
            ethnicity: "傣族".into(),
            party_member: false,
            family_doctor: number.is_multiple_of(20),
            care_tags: cared.then(|| tag.to_owned()).into_iter().collect(),
            note: String::new(),
        };
        all.push(record(Kind::Resident, id, resident.fields(), at));
    }
    all
}

fn long_ago() -> UnixMillis {
    size::now().plus(-(DAYS + 1) * UnixMillis::DAY)
}
