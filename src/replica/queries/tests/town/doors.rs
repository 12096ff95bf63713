use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AreaId, Household, HouseholdId, Housing, Kind, Outcome, Place, Purpose, Relation, Resident,
    ResidentId, Visit, VisitId,
};
use jiff::civil::Date;

use super::{Town, YAN};

/// Households, those who live there, and visits that the hub has.
impl Town {
    /// A household as the hub has it.
    pub(crate) fn household(
        &mut self,
        building: AreaId,
        unit: &str,
        floor: i64,
        room: &str,
    ) -> HouseholdId {
        self.household_of(building, unit, floor, room, Housing::Own)
    }

    /// A household of any housing.
    pub(crate) fn household_of(
        &mut self,
        building: AreaId,
        unit: &str,
        floor: i64,
        room: &str,
        housing: Housing,
    ) -> HouseholdId {
        let id = HouseholdId(self.fresh());
        let place = Place {
            building,
            unit: unit.into(),
            floor,
            room: room.into(),
        };
        let household = Household {
            id,
            place,
            housing,
            note: String::new(),
        };
        self.create(2, Kind::Household, id.0, household.fields());
        id
    }

    /// Somebody who lives there.
    pub(crate) fn resident(
        &mut self,
        household: HouseholdId,
        name: &str,
        relation: Relation,
        tags: &[&str],
    ) -> ResidentId {
        self.resident_at(household, name, "13800692907", relation, tags)
    }

    /// The same, with a telephone.
    pub(crate) fn resident_at(
        &mut self,
        household: HouseholdId,
        name: &str,
        phone: &str,
        relation: Relation,
        tags: &[&str],
    ) -> ResidentId {
        let born = None;
        self.somebody(household, name, phone, relation, born, tags)
    }

    /// Somebody's mother or child, with a birth date.
    pub(crate) fn born(
        &mut self,
        household: HouseholdId,
        name: &str,
        born: Date,
        tags: &[&str],
    ) -> ResidentId {
        let born = Some(born);
        self.somebody(household, name, "", Relation::Parent, born, tags)
    }

    fn somebody(
        &mut self,
        household: HouseholdId,
        name: &str,
        phone: &str,
        relation: Relation,
        born: Option<Date>,
        tags: &[&str],
    ) -> ResidentId {
        let id = ResidentId(self.fresh());
        let resident = Resident {
            id,
            household,
            name: name.into(),
            sex: None,
            citizen_id: None,
            born,
            phone: phone.into(),
            relation: Some(relation),
            ethnicity: String::new(),
            party_member: false,
            family_doctor: false,
            care_tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            note: String::new(),
        };
        self.create(2, Kind::Resident, id.0, resident.fields());
        id
    }

    /// A colleague's visit so many days ago.
    pub(crate) fn visited(
        &mut self,
        household: HouseholdId,
        outcome: Outcome,
        days_ago: i64,
    ) -> VisitId {
        self.visited_with(household, outcome, days_ago, None, &[])
    }

    /// The same, with what it corrects and its answers.
    pub(crate) fn visited_with(
        &mut self,
        household: HouseholdId,
        outcome: Outcome,
        days_ago: i64,
        corrects: Option<VisitId>,
        answers: &[(&str, &str)],
    ) -> VisitId {
        let id = VisitId(self.fresh());
        let at = self.wall.plus(-days_ago * UnixMillis::DAY);
        let own = |(item, answer): &(&str, &str)| ((*item).to_owned(), (*answer).to_owned());
        let visit = Visit {
            id,
            host: household.into(),
            visitor: YAN,
            started_at: at,
            ended_at: at,
            purpose: Purpose::Routine,
            outcome,
            unchanged: false,
            answers: answers.iter().map(own).collect(),
            note: String::new(),
            corrects,
            campaign: None,
            photos: Vec::new(),
            signature: None,
        };
        self.create(2, Kind::Visit, id.0, visit.fields());
        id
    }
}
