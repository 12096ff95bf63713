//! What people and places are called in a report.

use super::Facts;
use crate::domain::{AccountId, AreaId, Host, HouseholdId, Need};

impl Facts {
    /// `第 3 网格`; empty where it is not known.
    pub(in crate::report) fn grid_name(&self, grid: Option<AreaId>) -> &str {
        let area = grid.and_then(|grid| self.areas.get(&grid));
        area.map_or("", |area| area.name.as_str())
    }

    /// `花卉园小区 3-2-502`; empty where the household is not known.
    pub(in crate::report) fn place(&self, household: Option<HouseholdId>) -> String {
        let Some(home) = household.and_then(|id| self.homes.get(&id)) else {
            return String::new();
        };
        let place = &home.household.place;
        let building = self.areas.get(&place.building);
        let compound = building
            .and_then(|building| self.areas.get(&building.parent?))
            .map_or("", |compound| compound.name.as_str());
        let number = building.map_or_else(String::new, |building| match building.number {
            0 => building.name.clone(),
            number => number.to_string(),
        });
        let door: Vec<_> = [number.as_str(), &place.unit, &place.room]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        format!("{compound} {}", door.join("-")).trim().to_owned()
    }

    /// The building or area that shares a need, or else its household's place or its
    /// organisation's name; empty where that is not known.
    pub(in crate::report) fn where_of(&self, need: &Need) -> String {
        if let Some(area) = need.area {
            let known = self.areas.get(&area);
            return known.map_or_else(String::new, |area| area.name.clone());
        }
        match need.host() {
            Some(Host::Organisation(id)) => {
                let known = self.organisations.get(&id);
                known.map_or_else(String::new, |(_, known)| known.name.clone())
            }
            Some(Host::Household(id)) => self.place(Some(id)),
            None => String::new(),
        }
    }

    /// A colleague's name; empty where it is not known.
    pub(in crate::report) fn account_name(&self, account: AccountId) -> &str {
        self.accounts
            .get(&account)
            .map_or("", |who| who.name.as_str())
    }
}
