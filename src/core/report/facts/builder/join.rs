//! How what was taken in becomes facts: each thing joined to what it belongs to.

use std::collections::BTreeSet;

use super::FactsBuilder;
use crate::domain::{Area, AreaLevel, HouseholdId, Scope, VisitId, VisitRules};
use crate::report::facts::Facts;
use crate::report::home::{Call, Home};
use crate::report::item::Item;

impl FactsBuilder {
    /// Joins what was taken in.
    #[must_use]
    pub fn build(mut self) -> Facts {
        self.follow_merged();
        let mut lived_in = BTreeSet::new();
        for resident in self.residents.values() {
            if let Some(home) = self.households.get_mut(&resident.household) {
                home.admit(resident);
                lived_in.insert(resident.household);
            }
        }
        self.join_visits();
        // One that was taken away stands if somebody lives there or called whom whoever took it
        // away did not know of.
        let gone = |id: &HouseholdId, home: &Home| {
            let empty = home.visits.is_empty() && !lived_in.contains(id);
            self.merged.contains_key(id) || (self.taken_away.contains(id) && empty)
        };
        self.households.retain(|id, home| !gone(id, home));

        let mut grids: Vec<_> = self.of_level(&AreaLevel::Grid).cloned().collect();
        grids.sort_by_key(|grid| (grid.number, grid.id));
        let community = self.of_level(&AreaLevel::Community).next();
        let area = community.map(|area| area.id);
        let community = community.map(|area| area.name.clone()).unwrap_or_default();
        let rules = VisitRules::new(self.rules, self.tags.iter().cloned());
        let services = self.desk.services(&self.posts);

        Facts {
            community,
            area,
            grids,
            areas: self.areas,
            homes: self.households,
            organisations: self.organisations,
            residents: self.residents,
            accounts: self.accounts,
            duties: self.duties.into_values().collect(),
            needs: self.needs.into_values().map(Item::in_order).collect(),
            wishes: self.wishes.into_values().map(Item::in_order).collect(),
            projects: self.projects,
            services,
            ledgers: self.desk.ledgers(),
            resources: self.resources,
            tags: in_order(self.tags, |tag| (tag.order, tag.code.clone())),
            categories: in_order(self.categories, |row| (row.order, row.code.clone())),
            checklist: in_order(self.checklist, |row| (row.order, row.code.clone())),
            rules,
        }
    }

    /// What names a household that was entered twice and is gone is told of the one that stayed.
    fn follow_merged(&mut self) {
        let merged = &self.merged;
        if merged.is_empty() {
            return;
        }
        // Always into a smaller id: this ends.
        let kept = |mut id: HouseholdId| {
            while let Some(next) = merged.get(&id) {
                id = *next;
            }
            id
        };
        for resident in self.residents.values_mut() {
            resident.household = kept(resident.household);
        }
        for (_, call) in &mut self.visits {
            call.line.household = call.line.household.map(kept);
        }
        for need in self.needs.values_mut() {
            need.what.household = need.what.household.map(kept);
        }
        for wish in self.wishes.values_mut() {
            wish.what.household = kept(wish.what.household);
        }
    }

    fn join_visits(&mut self) {
        let corrected: BTreeSet<(Scope, VisitId)> = self
            .visits
            .iter()
            .filter_map(|(scope, call)| Some((*scope, call.line.corrects?)))
            .collect();
        for (scope, call) in std::mem::take(&mut self.visits) {
            let stands = !corrected.contains(&(scope, call.line.id));
            // Only a household's visit is counted: what is said of homes is said of people.
            if let Some(household) = call.line.household
                && let Some(home) = self.households.get_mut(&household)
                && stands
            {
                home.visits.push(call);
            }
        }
        for home in self.households.values_mut() {
            home.visits.sort_by_key(Call::order);
        }
    }

    fn of_level(&self, level: &AreaLevel) -> impl Iterator<Item = &Area> {
        self.areas.values().filter(move |area| area.level == *level)
    }
}

/// Sorts a catalogue; of two entries with one code the first in order holds.
fn in_order<T>(mut entries: Vec<T>, key: impl Fn(&T) -> (i64, String)) -> Vec<T> {
    entries.sort_by_key(&key);
    let mut seen = BTreeSet::new();
    entries.retain(|entry| seen.insert(key(entry).1));
    entries
}
