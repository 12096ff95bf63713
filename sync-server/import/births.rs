use std::collections::HashMap;

use chuanmen_core::domain::{CitizenId, Resident};
use jiff::civil::Date;

/// People by name and birth date, each with their citizen ID number if that is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Births(HashMap<(String, Date), Vec<Option<CitizenId>>>);

impl Births {
    /// Adds somebody; nobody of whom the birth date is not known.
    pub(super) fn add(&mut self, resident: &Resident) {
        if let Some(born) = resident.born {
            let same = self.0.entry((resident.name.clone(), born)).or_default();
            same.push(resident.citizen_id.clone());
        }
    }

    /// Whether somebody of these may be this one: two numbers are two people.
    pub(super) fn may_have(&self, resident: &Resident) -> bool {
        let born = resident.born.map(|born| (resident.name.clone(), born));
        let same = born.and_then(|key| self.0.get(&key));
        let mut same = same.into_iter().flatten();
        same.any(|number| number.is_none() || resident.citizen_id.is_none())
    }
}
