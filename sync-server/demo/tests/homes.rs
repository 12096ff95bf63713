//! Areas, the households in them, and who lives there.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    Area, AreaId, AreaLevel, CareTag, CitizenId, Household, Kind, Resident, Scope,
};

use super::super::generate;
use super::{Taken, big, spec};

#[test]
fn there_are_exactly_as_many_households_as_asked_for_in_ten_grids() {
    for households in [0, 1, 37, 300] {
        let taken = Taken::new(generate(&spec(households)));
        let found = taken.subjects(&Kind::Household).count();
        assert_eq!(u32::try_from(found), Ok(households));
    }
    let mut grids = BTreeMap::<Scope, u32>::new();
    for (scope, _) in big().all(&Kind::Household, Household::read) {
        *grids.entry(scope).or_default() += 1;
    }
    assert_eq!(grids.len(), 10);
    assert!(grids.values().all(|households| *households == 300));
    let residents = big().subjects(&Kind::Resident).count();
    assert!((7600..8600).contains(&residents), "{residents}");
}

#[test]
fn areas_lie_in_one_another_and_households_in_the_grid_of_their_building() {
    let areas: BTreeMap<AreaId, Area> = big()
        .all(&Kind::Area, Area::read)
        .into_iter()
        .map(|(_, area)| (area.id, area))
        .collect();
    let parent = |id: AreaId| areas.get(&id).and_then(|area| area.parent);
    let mut odd = Vec::new();
    for (scope, household) in big().all(&Kind::Household, Household::read) {
        let building = household.place.building;
        assert_eq!(areas[&building].level, AreaLevel::Building);
        let grid = parent(building).and_then(parent).unwrap();
        assert_eq!(scope, Scope::Grid(grid));
        assert_eq!(parent(grid), Some(big().demo.community));
        let place = household.place;
        match place.room.parse::<i64>() {
            Ok(room) => assert_eq!(room / 100, place.floor),
            Err(_) => odd.push((place.floor, place.room)),
        }
    }
    // Shops, villas without floors, cellars.
    for (floor, begins) in [(1, "商铺"), (0, "1号"), (-1, "B1-")] {
        assert!(
            odd.iter()
                .any(|(on, room)| *on == floor && room.starts_with(begins)),
            "{begins}"
        );
    }
    let compounds = areas
        .values()
        .filter(|area| area.level == AreaLevel::Compound);
    assert_eq!(compounds.count(), 28);
}

#[test]
fn everybody_has_a_valid_number_of_their_own_and_a_telephone_of_nobodys() {
    let mut numbers = BTreeSet::new();
    for (_, who) in big().all(&Kind::Resident, Resident::read) {
        let number = who.citizen_id.unwrap();
        assert_eq!(CitizenId::parse(number.as_str()).as_ref(), Ok(&number));
        assert!(number.as_str().starts_with("532899"));
        assert_eq!(Some(number.born()), who.born);
        assert_eq!(Some(number.sex()), who.sex);
        assert!(numbers.insert(number.as_str().to_owned()));
        assert!(!who.name.is_empty());
        let unassigned = who.phone.len() == 11 && who.phone.starts_with("154");
        assert!(who.phone.is_empty() || unassigned);
    }
}

#[test]
fn care_households_have_a_plausible_share_and_every_tag_occurs() {
    let mut tagged = BTreeSet::new();
    let mut tags = BTreeSet::new();
    for (_, who) in big().all(&Kind::Resident, Resident::read) {
        if !who.care_tags.is_empty() {
            tagged.insert(who.household);
            tags.extend(who.care_tags);
        }
    }
    let share = tagged.len() * 100 / 3000;
    assert!((12..=25).contains(&share), "{share} of a hundred");
    for (_, tag) in big().all(&Kind::CareTag, CareTag::read) {
        assert!(tags.contains(&tag.code), "nobody is {}", tag.name);
    }
}
