use std::collections::{HashMap, HashSet};

use chuanmen_core::domain::{AreaId, HouseholdId, Housing, Place, Resident, Scope};
use jiff::civil::Date;

use crate::import::births::Births;
use crate::import::door::{Behind, Doors};
use crate::import::row::RowReader;
use crate::import::{Door, Field, Home, Matching, Plan, ProblemCode, Sheet, Standing};

pub(super) fn judge(sheet: &Sheet, matching: &Matching, standing: &Standing, today: Date) -> Plan {
    let mut list = List {
        standing,
        today,
        plan: Plan {
            problems: matching.problems.clone(),
            ..Plan::default()
        },
        doors: Doors::default(),
        there: HashMap::new(),
        housing: Vec::new(),
        numbers: HashSet::new(),
        births: Births::default(),
    };
    for row in matching.rows(sheet) {
        let mut reader = RowReader::new(matching, row);
        if reader.is_blank() {
            continue;
        }
        list.take(&mut reader);
        list.plan.rows += 1;
        list.plan.good += usize::from(reader.is_good());
        list.plan.problems.append(&mut reader.problems);
    }
    list.plan
}

/// What was read so far.
struct List<'s> {
    standing: &'s Standing,
    today: Date,
    plan: Plan,
    /// New doors, by their place in the plan.
    doors: Doors<usize>,
    /// Doors that are there, by the same.
    there: HashMap<HouseholdId, usize>,
    /// What rows said of whose each door's flat is.
    housing: Vec<Option<Housing>>,
    numbers: HashSet<String>,
    births: Births,
}

impl List<'_> {
    fn take(&mut self, reader: &mut RowReader<'_>) {
        let place = reader.place(self.standing);
        let housing = reader.housing();
        let resident = match reader.line(Field::Name) {
            Some(name) => Some(reader.resident(name, self.standing, self.today)),
            None if housing.is_some() && !reader.tells_of_somebody() => None,
            None => {
                if reader.is_good() {
                    reader.note(Field::Name, ProblemCode::NameMissing);
                }
                return;
            }
        };
        let Some((place, grid)) = place.filter(|_| reader.is_good()) else {
            return;
        };
        match resident {
            Some(resident) => self.take_resident(reader, place, grid, housing, resident),
            None => self.take_home(reader, place, grid, housing),
        }
    }

    fn take_resident(
        &mut self,
        reader: &mut RowReader<'_>,
        place: Place,
        grid: AreaId,
        housing: Option<Housing>,
        resident: Resident,
    ) {
        let number = resident
            .citizen_id
            .as_ref()
            .map(|id| id.as_str().to_owned());
        if let Some(number) = &number {
            if self.standing.numbers.contains(number) {
                return reader.note(Field::CitizenId, ProblemCode::SameKnown);
            }
            if self.numbers.contains(number) {
                return reader.note(Field::CitizenId, ProblemCode::SameInFile);
            }
        }
        let known = match self.find(&place) {
            Behind::Several => return reader.note(Field::Unit, ProblemCode::UnitMissing),
            Behind::This(known) => Some(known),
            Behind::Nothing => None,
        };
        let same = self.same_person(known, &resident);
        if let Some(code) = same.or_else(|| self.same_elsewhere(&resident)) {
            reader.note(Field::Name, code);
            if !reader.is_good() {
                return;
            }
        }
        let index = self.door(known, place, grid, String::new());
        self.note_housing(reader, index, housing);
        self.numbers.extend(number);
        self.births.add(&resident);
        if let Some(door) = self.plan.doors.get_mut(index) {
            door.residents.push(resident);
        }
    }

    /// A household of which nobody is named.
    fn take_home(
        &mut self,
        reader: &mut RowReader<'_>,
        place: Place,
        grid: AreaId,
        housing: Option<Housing>,
    ) {
        let note = reader.text(Field::Note);
        match self.find(&place) {
            Behind::Several => reader.note(Field::Unit, ProblemCode::UnitMissing),
            Behind::This(Known::There(..)) => {
                reader.note(Field::Room, ProblemCode::SameHomeKnown);
            }
            Behind::This(Known::New(_)) => reader.note(Field::Room, ProblemCode::SameHomeInFile),
            Behind::Nothing if reader.is_good() => {
                let index = self.door(None, place, grid, note);
                self.note_housing(reader, index, housing);
            }
            Behind::Nothing => {}
        }
    }

    /// The household behind a door: one that is there, or one of a row above.
    fn find(&self, place: &Place) -> Behind<Known> {
        match self.standing.doors.find(place) {
            Behind::This((home, scope)) => Behind::This(Known::There(home, scope)),
            Behind::Several => Behind::Several,
            Behind::Nothing => match self.doors.find(place) {
                Behind::This(index) => Behind::This(Known::New(index)),
                Behind::Several => Behind::Several,
                Behind::Nothing => Behind::Nothing,
            },
        }
    }

    /// Whether somebody of this household is the same, or may be.
    fn same_person(&self, known: Option<Known>, resident: &Resident) -> Option<ProblemCode> {
        let (home, index) = match known? {
            Known::There(home, _) => (Some(home), self.there.get(&home).copied()),
            Known::New(index) => (None, Some(index)),
        };
        let there = home.and_then(|home| self.standing.people.get(&home));
        let there = there.into_iter().flatten();
        let there = there.map(|(name, born)| (name, *born, ProblemCode::SamePersonKnown));
        let above = index.and_then(|index| self.plan.doors.get(index));
        let above = above.into_iter().flat_map(|door| &door.residents);
        let above = above.map(|who| (&who.name, who.born, ProblemCode::SamePersonInFile));
        let codes = there.chain(above).filter_map(|(name, born, same)| {
            if *name != resident.name {
                None
            } else if born == resident.born {
                Some(same)
            } else if born.is_none() || resident.born.is_none() {
                Some(ProblemCode::MaybeSame)
            } else {
                None
            }
        });
        codes.min_by_key(|code| code.severity())
    }

    /// Whether somebody behind another door may be the same.
    fn same_elsewhere(&self, resident: &Resident) -> Option<ProblemCode> {
        if self.standing.births.may_have(resident) {
            Some(ProblemCode::SameElsewhereKnown)
        } else if self.births.may_have(resident) {
            Some(ProblemCode::SameElsewhereInFile)
        } else {
            None
        }
    }

    /// The door's place in the plan, where it is put if this is the first of it.
    fn door(&mut self, known: Option<Known>, place: Place, grid: AreaId, note: String) -> usize {
        let next = self.plan.doors.len();
        let (scope, home) = match known {
            Some(Known::New(index)) => return index,
            Some(Known::There(home, scope)) => {
                let index = *self.there.entry(home).or_insert(next);
                if index != next {
                    return index;
                }
                (scope, Home::There(home))
            }
            None => {
                self.doors.add(&place, next);
                let home = Home::New {
                    place,
                    housing: Housing::Own,
                    note,
                };
                (Scope::Grid(grid), home)
            }
        };
        self.plan.doors.push(Door {
            scope,
            home,
            residents: Vec::new(),
        });
        self.housing.push(None);
        next
    }

    /// Takes what the first row says of whose the flat is.
    fn note_housing(&mut self, reader: &mut RowReader<'_>, index: usize, said: Option<Housing>) {
        let door = self.plan.doors.get_mut(index).map(|door| &mut door.home);
        let (Some(said), Some(Home::New { housing, .. }), Some(before)) =
            (said, door, self.housing.get_mut(index))
        else {
            return;
        };
        match before {
            None => {
                *housing = said.clone();
                *before = Some(said);
            }
            Some(before) if *before != said => {
                reader.note(Field::Housing, ProblemCode::HousingDiffers);
            }
            Some(_) => {}
        }
    }
}

/// A household that is known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    There(HouseholdId, Scope),
    New(usize),
}
