use std::collections::{BTreeMap, HashMap, HashSet};

use chuanmen_core::domain::{
    Area, AreaId, AreaLevel, CareTag, Household, HouseholdId, Kind, Resident, Scope,
};
use chuanmen_core::merge::Record;
use jiff::civil::Date;

use super::ProblemCode;
use super::births::Births;
use super::door::Doors;
use super::place::Places;
use super::typed::word;

/// What a community has already, as far as a list must know it.
#[derive(Debug, Clone)]
pub struct Standing {
    pub(super) community: AreaId,
    pub(super) places: Places,
    pub(super) doors: Doors<(HouseholdId, Scope)>,
    /// Citizen ID numbers of everybody.
    pub(super) numbers: HashSet<String>,
    /// Who lives in each household, by name and birth date.
    pub(super) people: HashMap<HouseholdId, Vec<(String, Option<Date>)>>,
    /// Name and birth date of everybody, with their citizen ID numbers.
    pub(super) births: Births,
    /// Care tags by code and by name. Of two with one name that which is still used holds.
    tags: BTreeMap<String, CareTag>,
}

impl Standing {
    /// Gathers it from the records of a community's scopes.
    #[must_use]
    pub fn gather(community: AreaId, records: &[(Scope, Record)]) -> Self {
        let there = || records.iter().filter(|(_, record)| !record.is_deleted());
        let of = |kind: Kind| there().filter(move |(_, record)| record.kind == kind);
        // Levels above stay where they are.
        let areas = of(Kind::Area).filter_map(|(_, record)| Area::read(record));
        let areas = areas.filter(|area| {
            let above = [AreaLevel::Subdistrict, AreaLevel::Community];
            !above.contains(&area.level)
        });
        let mut standing = Self {
            community,
            places: Places::new(areas),
            doors: Doors::default(),
            numbers: HashSet::new(),
            people: HashMap::new(),
            births: Births::default(),
            tags: tags(of(Kind::CareTag).filter_map(|(_, record)| CareTag::read(record))),
        };
        for (scope, record) in of(Kind::Household) {
            if let Some(home) = Household::read(record) {
                standing.doors.add(&home.place, (home.id, *scope));
            }
        }
        for (_, record) in of(Kind::Resident) {
            if let Some(resident) = Resident::read(record) {
                standing.births.add(&resident);
                let number = resident.citizen_id.as_ref();
                standing
                    .numbers
                    .extend(number.map(|id| id.as_str().to_owned()));
                let home = standing.people.entry(resident.household).or_default();
                home.push((resident.name, resident.born));
            }
        }
        standing
    }

    /// The code of the care tag that somebody means.
    pub(super) fn care(&self, called: &str) -> Result<&str, ProblemCode> {
        let tag = self.tags.get(called).ok_or(ProblemCode::CareUnknown)?;
        if tag.retired {
            return Err(ProblemCode::CareRetired);
        }
        Ok(&tag.code)
    }
}

fn tags(all: impl Iterator<Item = CareTag>) -> BTreeMap<String, CareTag> {
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|tag| (tag.retired, tag.order, tag.code.clone()));
    let mut tags = BTreeMap::new();
    for tag in all {
        for called in [tag.code.clone(), word(&tag.name)] {
            tags.entry(called).or_insert_with(|| tag.clone());
        }
    }
    tags
}
