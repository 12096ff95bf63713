use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::window::VisitLine;
use crate::domain::{AccountId, AreaId, Household, Outcome, Purpose, Relation, Resident, VisitId};
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
    /// How many live there.
    pub(super) people: u32,
    /// The names of those who have a care tag.
    pub(super) cared_for: Vec<String>,
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
    /// What a list says of it, if it is to be listed.
    pub(super) listed: Option<Box<Listed>>,
}

/// Of a visit what a list says beside its line; there may be a hundred thousand of these.
#[derive(Debug)]
pub(super) struct Listed {
    /// Who called.
    pub(super) visitor: AccountId,
    /// Why.
    pub(super) purpose: Purpose,
    /// Whether all answers are as last time.
    pub(super) unchanged: bool,
    /// Checklist answers with their codes.
    pub(super) answers: Box<[(Arc<str>, Arc<str>)]>,
    /// Anything else.
    pub(super) note: Box<str>,
}

impl Listed {
    /// The answer to an item of the checklist.
    pub(super) fn answer(&self, item: &str) -> Option<&str> {
        let found = self.answers.iter().find(|(code, _)| **code == *item)?;
        Some(&found.1)
    }
}

impl Call {
    pub(super) fn new(line: VisitLine, listed: Option<Listed>) -> Self {
        Self {
            day: china_date(line.at),
            listed: listed.map(Box::new),
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
            people: 0,
            cared_for: Vec::new(),
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
        self.people += 1;
        if !resident.care_tags.is_empty() {
            self.cared_for.push(resident.name.clone());
        }
        self.tags.extend(resident.care_tags.iter().cloned());
    }
}
