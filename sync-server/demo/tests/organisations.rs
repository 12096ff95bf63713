//! Organisations of each grid.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    Area, AreaId, Kind, Need, Organisation, OrganisationId, Scope, Trade, Visit,
};

use super::big;

#[test]
fn every_grid_has_organisations_of_its_own_that_are_called_at_and_ask_for_things() {
    let areas = big().all(&Kind::Area, Area::read);
    let parents: BTreeMap<_, _> = areas
        .iter()
        .map(|(_, area)| (area.id, area.parent))
        .collect();
    let up = |id: AreaId| parents.get(&id).copied().flatten();
    let mut grids = BTreeMap::<Scope, BTreeSet<OrganisationId>>::new();
    let mut names = BTreeSet::new();
    for (scope, one) in big().all(&Kind::Organisation, Organisation::read) {
        assert!(names.insert(one.name.clone()), "{} twice", one.name);
        assert!(Trade::KNOWN.contains(&one.trade));
        if let Some(building) = one.site.building {
            assert_eq!(up(building).and_then(up).map(Scope::Grid), Some(scope));
        }
        grids.entry(scope).or_default().insert(one.id);
    }
    assert_eq!(grids.len(), 10);
    let counts: Vec<_> = grids.values().map(BTreeSet::len).collect();
    assert!(
        counts.iter().all(|count| (12..=20).contains(count)),
        "{counts:?}"
    );
    let visits = big().all(&Kind::Visit, Visit::read);
    let called = visits.iter().filter_map(|(scope, visit)| {
        let one = visit.host.organisation()?;
        Some(grids[scope].contains(&one))
    });
    let called: Vec<_> = called.collect();
    assert!(called.len() > 100 && called.iter().all(|own| *own));
    let needs = big().all(&Kind::Need, Need::read);
    let asked = needs.iter().filter(|(_, need)| need.organisation.is_some());
    assert!((3..=30).contains(&asked.count()));
}
