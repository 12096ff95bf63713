use std::collections::BTreeSet;

use jiff::civil::Date;

use super::window::VisitLine;
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

/// A visit, with the day that reports believe.
#[derive(Debug)]
pub(super) struct Call {
    /// What is known of every visit.
    pub(super) line: VisitLine,
    /// The day in China.
    day: Date,
    /// The visit as recorded, if it is to be listed.
    pub(super) visit: Option<Box<Visit>>,
}

impl Call {
    pub(super) fn new(line: VisitLine, visit: Option<Visit>) -> Self {
        Self {
            day: china_date(line.at),
            visit: visit.map(Box::new),
            line,
        }
    }

    /// The day in China.
    pub(super) const fn day(&self) -> Date {
        self.day
    }

    /// Whether somebody was met: only that counts as a visit.
    pub(super) fn met(&self) -> bool {
        self.line.outcome == Outcome::Met
    }

    /// What reports order visits by.
    pub(super) const fn order(&self) -> (UnixMillis, VisitId) {
        (self.line.at, self.line.id)
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
