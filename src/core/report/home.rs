use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::{AreaId, Household, Outcome, Relation, Resident, Visit, VisitId};
use crate::{UnixMillis, china_date};

/// A household with who lives there and who called.
#[derive(Debug)]
pub(super) struct Home {
    /// The household.
    pub(super) household: Household,
    /// The grid it lies in; none if it came from elsewhere.
    pub(super) grid: Option<AreaId>,
    /// The head's name; somebody else's where nobody is the head; may be empty.
    pub(super) head: String,
    /// Codes of the care tags of those who live there.
    pub(super) tags: BTreeSet<String>,
    /// Visits that stand (not corrected by another), oldest first.
    pub(super) visits: Vec<Call>,
}

/// A visit, with the moment that reports believe.
#[derive(Debug)]
pub(super) struct Call {
    /// The visit as recorded.
    pub(super) visit: Visit,
    /// When it ended.
    pub(super) at: UnixMillis,
}

impl Call {
    /// A phone whose clock runs ahead may say a visit ended tomorrow; the stamp of the record is
    /// one the hub has let through, so the visit is no later than that.
    pub(super) fn new(visit: Visit, stamped: UnixMillis) -> Self {
        let at = visit.ended_at.min(stamped);
        Self { visit, at }
    }

    /// The day in China.
    pub(super) fn day(&self) -> Date {
        china_date(self.at)
    }

    /// Whether somebody was met: only that counts as a visit.
    pub(super) fn met(&self) -> bool {
        self.visit.outcome == Outcome::Met
    }

    /// What reports order visits by.
    pub(super) fn order(&self) -> (UnixMillis, VisitId) {
        (self.at, self.visit.id)
    }
}

impl Home {
    pub(super) fn new(household: Household, grid: Option<AreaId>) -> Self {
        Self {
            household,
            grid,
            head: String::new(),
            tags: BTreeSet::new(),
            visits: Vec::new(),
        }
    }

    /// Takes in somebody who lives there; call it in the order of ids, so that the name shown
    /// does not depend on the order of loading.
    pub(super) fn admit(&mut self, resident: &Resident) {
        let is_head = resident.relation == Some(Relation::Head);
        if self.head.is_empty() || is_head {
            self.head.clone_from(&resident.name);
        }
        self.tags.extend(resident.care_tags.iter().cloned());
    }
}
