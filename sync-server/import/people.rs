//! A row's cells as a door and somebody who lives behind it.

use std::collections::BTreeSet;

use chuanmen_core::domain::{
    AreaId, CitizenId, CitizenIdError, HouseholdId, Housing, Place, Resident, ResidentId, floor_of,
    tidy_door,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::row::RowReader;
use super::{Field, ProblemCode, Standing, typed, words};

/// The lowest and the highest floor.
const FLOORS: std::ops::RangeInclusive<i64> = -10..=200;
/// What a row says of somebody, beside their name.
const OF_SOMEBODY: [Field; 9] = [
    Field::Sex,
    Field::Born,
    Field::CitizenId,
    Field::Phone,
    Field::Relation,
    Field::Ethnicity,
    Field::PartyMember,
    Field::FamilyDoctor,
    Field::Care,
];

impl RowReader<'_> {
    pub(super) fn housing(&mut self) -> Option<Housing> {
        self.known(Field::Housing, words::housing, ProblemCode::HousingUnknown)
    }

    /// Where the row says that they live, and the grid of it.
    pub(super) fn place(&mut self, standing: &Standing) -> Option<(Place, AreaId)> {
        let grid = self.line(Field::Grid);
        let compound = self.line(Field::Compound);
        let building = self.line(Field::Building);
        let unit = self.line(Field::Unit).unwrap_or_default();
        let room = self.line(Field::Room);
        let floor = self.floor();
        let missing = [
            (
                Field::Building,
                building.is_none(),
                ProblemCode::BuildingMissing,
            ),
            (Field::Room, room.is_none(), ProblemCode::RoomMissing),
        ];
        for (field, _, code) in missing.into_iter().filter(|(_, missing, _)| *missing) {
            if !self.is_noted(field) {
                self.note(field, code);
            }
        }
        let (building, room) = (building?, room?);
        // Without what a cell could not say, another building would be found than the one meant.
        if [Field::Grid, Field::Compound].map(|field| self.is_noted(field)) != [false; 2] {
            return None;
        }
        let places = &standing.places;
        match places.building(grid.as_deref(), compound.as_deref(), &building) {
            Ok((area, grid)) => {
                let (unit, room) = tidy_door(&area.number.to_string(), &unit, &room);
                let place = Place {
                    building: area.id,
                    unit,
                    floor: floor.unwrap_or_else(|| floor_of(&room)),
                    room,
                };
                Some((place, grid))
            }
            Err((field, code)) => {
                self.note(field, code);
                None
            }
        }
    }

    fn floor(&mut self) -> Option<i64> {
        let read = |typed: &str| {
            let word = typed::word(typed);
            let word = word.trim_end_matches(['层', '楼', 'F', 'f']);
            let floor = word.parse().ok()?;
            FLOORS.contains(&floor).then_some(floor)
        };
        self.known(Field::Floor, read, ProblemCode::FloorForm)
    }

    /// Whether the row says anything of somebody; that something is not so says nothing.
    pub(super) fn tells_of_somebody(&mut self) -> bool {
        let mut told = OF_SOMEBODY.into_iter().filter_map(|field| self.line(field));
        told.any(|line| !words::several(&line).is_empty())
    }

    /// Somebody who lives there; their ids are drawn when they are written.
    pub(super) fn resident(&mut self, name: String, standing: &Standing, today: Date) -> Resident {
        let citizen_id = self.citizen_id();
        let sex = self.known(Field::Sex, words::sex, ProblemCode::SexForm);
        let born = self.born(today);
        if let Some(number) = &citizen_id {
            if sex.as_ref().is_some_and(|sex| *sex != number.sex()) {
                self.note(Field::Sex, ProblemCode::SexDiffers);
            }
            if born.is_some_and(|born| born != number.born()) {
                self.note(Field::Born, ProblemCode::BornDiffers);
            }
        }
        let phone = self.line(Field::Phone).and_then(|typed| {
            let phone = typed::phone(&typed);
            phone.map_err(|code| self.note(Field::Phone, code)).ok()
        });
        let relation = self.known(
            Field::Relation,
            words::relation,
            ProblemCode::RelationUnknown,
        );
        Resident {
            id: ResidentId(Uuid::nil()),
            household: HouseholdId(Uuid::nil()),
            name,
            sex: sex.or_else(|| citizen_id.as_ref().map(CitizenId::sex)),
            born: born.or_else(|| citizen_id.as_ref().map(CitizenId::born)),
            citizen_id,
            phone: phone.unwrap_or_default(),
            relation,
            ethnicity: self.line(Field::Ethnicity).unwrap_or_default(),
            party_member: self.yes(Field::PartyMember),
            family_doctor: self.yes(Field::FamilyDoctor),
            care_tags: self.care(standing),
            note: self.text(Field::Note),
        }
    }

    fn yes(&mut self, field: Field) -> bool {
        self.known(field, words::yes, ProblemCode::YesNoForm)
            .unwrap_or_default()
    }

    fn citizen_id(&mut self) -> Option<CitizenId> {
        let typed = typed::word(&self.line(Field::CitizenId)?);
        let code = match CitizenId::parse(&typed) {
            Ok(id) => return Some(id),
            // What a spreadsheet wrote into a CSV file after it took the number for one.
            Err(_) if typed.contains("E+") || typed.contains("e+") => ProblemCode::CitizenIdNumber,
            Err(CitizenIdError::Form) => ProblemCode::CitizenIdForm,
            Err(CitizenIdError::BirthDate) => ProblemCode::CitizenIdBirthDate,
            Err(CitizenIdError::Check) => ProblemCode::CitizenIdCheck,
        };
        self.note(Field::CitizenId, code);
        None
    }

    fn born(&mut self, today: Date) -> Option<Date> {
        let day = self.known(Field::Born, typed::day, ProblemCode::BornForm)?;
        let born = typed::born(day, today);
        born.map_err(|code| self.note(Field::Born, code)).ok()
    }

    /// Care tags by code or by name, several in one cell.
    fn care(&mut self, standing: &Standing) -> BTreeSet<String> {
        let (mut codes, mut wrong) = (BTreeSet::new(), BTreeSet::new());
        for part in words::several(&self.line(Field::Care).unwrap_or_default()) {
            match standing.care(&part) {
                Ok(code) => codes.insert(code.to_owned()),
                Err(code) => wrong.insert(code),
            };
        }
        for code in wrong {
            self.note(Field::Care, code);
        }
        codes
    }
}
