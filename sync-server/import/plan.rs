use std::collections::BTreeMap;

use chuanmen_core::domain::{AreaId, AreaLevel, HouseholdId, Housing, Place, Resident, Scope};

use super::{Problem, Severity};

/// What a list becomes once it is confirmed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Rows below the headings.
    pub rows: usize,
    /// Rows that are written.
    pub good: usize,
    /// What is wrong, in the order of the rows.
    pub problems: Vec<Problem>,
    /// Doors with whom to add there.
    pub doors: Vec<Door>,
    /// Areas to add, each after what it lies in.
    pub areas: Vec<NewArea>,
}

impl Plan {
    /// How many records would be added.
    #[must_use]
    pub fn records(&self) -> usize {
        let doors = self.doors.iter().map(|door| {
            let new = matches!(door.home, Home::New { .. });
            usize::from(new) + door.residents.len()
        });
        doors.sum::<usize>() + self.areas.len()
    }

    /// Whether nothing can be written, whatever is confirmed.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.counts().contains_key(&Severity::Stop)
    }

    /// How many problems there are of each severity.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Severity, usize> {
        let mut counts = BTreeMap::new();
        for problem in &self.problems {
            *counts.entry(problem.code.severity()).or_default() += 1;
        }
        counts
    }
}

/// A door and whom to add behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Door {
    /// Where its records lie.
    pub scope: Scope,
    /// The household.
    pub home: Home,
    /// Who is added. Their ids and their household's are drawn when they are written.
    pub residents: Vec<Resident>,
}

/// The household behind a door.
#[derive(Debug, Clone, PartialEq)]
pub enum Home {
    /// It is there already, and stays as it is.
    There(HouseholdId),
    /// It is added.
    New {
        /// Where.
        place: Place,
        /// Whose the flat is.
        housing: Housing,
        /// What a visitor should know.
        note: String,
    },
}

/// An area to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArea {
    /// How large.
    pub level: AreaLevel,
    /// Its name.
    pub name: String,
    /// What it lies in.
    pub parent: Parent,
    /// Its number among its siblings.
    pub number: i64,
}

/// What a new area lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parent {
    /// An area that is there.
    There(AreaId),
    /// Another new one, by its place in [`Plan::areas`].
    New(usize),
}
