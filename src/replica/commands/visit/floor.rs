//! The same call at other doors of the floor: one tap, a visit each.

use std::collections::BTreeMap;

use chuanmen_core::domain::{HouseholdId, Outcome, Visit, VisitId};

use super::answers::settle;
use crate::api::ReplicaError;
use crate::commands::desk::{Desk, Home};
use crate::commands::typed::invalid;
use crate::queries::doors::{self, Which};
use crate::queries::questions::{Start, prefilled};
use crate::queries::{Catalogue, visits};

/// The visit at another door, as `visit` at `home`: the same outcome, words and times. Where
/// somebody was met, everything there is as last time.
pub(super) fn beside(
    desk: &Desk<'_>,
    home: &Home,
    catalogue: &Catalogue,
    visit: &Visit,
    other: HouseholdId,
) -> Result<Visit, ReplicaError> {
    let field = || format!("also/{other}");
    let there = desk.home(other)?;
    let same = |a: &Home, b: &Home| {
        (a.scope, a.place.building, &a.place.unit, a.place.floor)
            == (b.scope, b.place.building, &b.place.unit, b.place.floor)
    };
    // Floor 0: floors are not told apart there.
    if other == home.id || home.place.floor == 0 || !same(home, &there) || visit.corrects.is_some()
    {
        return Err(invalid(field(), "form"));
    }
    let met = visit.outcome == Outcome::Met;
    let answers = if met {
        let connection = desk.store.connection();
        let tags = doors::tags(connection, &Which::one(other), catalogue)?.remove(&other);
        let last = visits::last_met(connection, other)?;
        let tags = tags.unwrap_or_default();
        let items = prefilled(catalogue, &tags, None, Start::Last(last.as_ref()));
        // The one thing that can be wrong: something must be answered there and never was.
        settle(&items, &BTreeMap::new(), true).map_err(|_| invalid(field(), "empty"))?
    } else {
        visit.answers.clone()
    };
    Ok(Visit {
        id: VisitId(desk.fresh_id()),
        host: other.into(),
        unchanged: met,
        answers,
        // What was photographed and who signed is of the one door.
        photos: Vec::new(),
        signature: None,
        ..visit.clone()
    })
}
