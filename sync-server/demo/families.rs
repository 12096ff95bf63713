use std::collections::BTreeSet;

use chuanmen_core::domain::{
    Household, HouseholdId, Housing, Kind, Place, Relation, Resident, ResidentId, Sex,
};
use chuanmen_core::merge::Patch;

use super::calendar::Calendar;
use super::care;
use super::chance::Chance;
use super::identity::Registry;
use super::ledger::made;
use super::names::{PEOPLES, People};
use super::territory::Door;
use super::texts;

/// Who lives together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    YoungCouple,
    OneChild,
    TwoChildren,
    ThreeGenerations,
    GrownChild,
    ElderlyCouple,
    ElderlyAlone,
    Single,
    SingleParent,
    /// Grandparents with a grandchild whose parents work elsewhere.
    SkippedGeneration,
    Tenants,
    Vacant,
}

/// How often each is met, of a thousand.
const SHAPES: [(u32, Shape); 12] = [
    (80, Shape::YoungCouple),
    (220, Shape::OneChild),
    (140, Shape::TwoChildren),
    (120, Shape::ThreeGenerations),
    (40, Shape::GrownChild),
    (110, Shape::ElderlyCouple),
    (40, Shape::ElderlyAlone),
    (80, Shape::Single),
    (30, Shape::SingleParent),
    (20, Shape::SkippedGeneration),
    (60, Shape::Tenants),
    (60, Shape::Vacant),
];

/// A household with those who live there.
#[derive(Debug)]
pub(super) struct Home {
    pub(super) household: Household,
    /// Where its building stands among its compound's.
    pub(super) building_number: i64,
    pub(super) residents: Vec<Resident>,
}

/// Somebody before they have a name.
struct Member {
    relation: Relation,
    sex: Sex,
    age: i64,
    people: People,
    surname: &'static str,
}

impl Home {
    pub(super) fn is_vacant(&self) -> bool {
        self.household.housing == Housing::Vacant
    }

    /// The care tags of those who live there.
    pub(super) fn tags(&self) -> BTreeSet<&str> {
        let tags = self.residents.iter().flat_map(|who| &who.care_tags);
        tags.map(String::as_str).collect()
    }

    /// The household's record and its residents'.
    pub(super) fn patches(&self) -> Vec<Patch> {
        let household = &self.household;
        let residents = self.residents.iter();
        let residents = residents.map(|who| {
            let mut fields = who.fields();
            fields.extend(care::grounds(who));
            made(Kind::Resident, who.id, fields)
        });
        [made(Kind::Household, household.id, household.fields())]
            .into_iter()
            .chain(residents)
            .collect()
    }
}

/// Peoples a door with a household.
pub(super) fn settle(
    door: &Door,
    registry: &mut Registry,
    calendar: &Calendar,
    chance: &mut Chance,
) -> Home {
    let shape = chance.weighted(&SHAPES, Shape::OneChild);
    let at = calendar.load_moment();
    let id = HouseholdId(chance.id(at));
    let members = members(shape, chance);
    let mut residents: Vec<_> = members
        .into_iter()
        .map(|member| {
            resident(
                ResidentId(chance.id(at)),
                id,
                member,
                registry,
                calendar,
                chance,
            )
        })
        .collect();
    care::tag(shape, &mut residents, calendar.today, chance);
    let note = match shape {
        Shape::Vacant => texts::VACANT_NOTES,
        _ => texts::HOUSEHOLD_NOTES,
    };
    let noted = chance.percent(if shape == Shape::Vacant { 40 } else { 12 });
    Home {
        household: Household {
            id,
            place: Place {
                building: door.building,
                unit: door.unit.clone(),
                floor: door.floor,
                room: door.room.clone(),
            },
            housing: housing(shape, chance),
            note: if noted {
                chance.line(note).to_owned()
            } else {
                String::new()
            },
        },
        building_number: door.number,
        residents,
    }
}

fn housing(shape: Shape, chance: &mut Chance) -> Housing {
    let rented = match shape {
        Shape::Vacant => return Housing::Vacant,
        Shape::Tenants => return Housing::Shared,
        Shape::YoungCouple | Shape::Single => 45,
        Shape::ElderlyCouple | Shape::ElderlyAlone => 4,
        _ => 16,
    };
    if chance.percent(rented) {
        Housing::Rent
    } else {
        Housing::Own
    }
}

fn members(shape: Shape, chance: &mut Chance) -> Vec<Member> {
    let people = chance.weighted(&PEOPLES, People::Han);
    let surname = people.surname(chance);
    let mut family = Family {
        members: Vec::new(),
        people,
        surname,
    };
    match shape {
        Shape::Vacant => {}
        Shape::YoungCouple => family.couple(23, 36, chance),
        Shape::OneChild => {
            family.couple(27, 46, chance);
            family.children(1, chance);
        }
        Shape::TwoChildren => {
            family.couple(29, 46, chance);
            family.children(2, chance);
        }
        Shape::ThreeGenerations => {
            family.couple(30, 44, chance);
            let children = if chance.percent(25) { 2 } else { 1 };
            family.children(children, chance);
            family.own_parents(chance);
        }
        Shape::GrownChild => {
            family.couple(50, 62, chance);
            family.children(1, chance);
        }
        Shape::ElderlyCouple => family.couple(62, 86, chance),
        Shape::ElderlyAlone => {
            let sex = if chance.percent(64) {
                Sex::Female
            } else {
                Sex::Male
            };
            family.head(sex, chance.between(64, 90));
        }
        Shape::Single => {
            let sex = any_sex(chance);
            family.head(sex, chance.between(22, 58));
        }
        Shape::SingleParent => {
            let sex = if chance.percent(72) {
                Sex::Female
            } else {
                Sex::Male
            };
            family.head(sex, chance.between(30, 46));
            let children = if chance.percent(25) { 2 } else { 1 };
            family.children(children, chance);
        }
        Shape::SkippedGeneration => {
            if chance.percent(70) {
                family.couple(55, 72, chance);
            } else {
                family.head(Sex::Female, chance.between(55, 72));
            }
            let count = if chance.percent(25) { 2 } else { 1 };
            for _ in 0..count {
                let sex = any_sex(chance);
                family.push(Relation::Grandchild, sex, chance.between(4, 14));
            }
        }
        Shape::Tenants => family.tenants(chance),
    }
    family.members
}

struct Family {
    members: Vec<Member>,
    people: People,
    surname: &'static str,
}

impl Family {
    fn push(&mut self, relation: Relation, sex: Sex, age: i64) {
        self.members.push(Member {
            relation,
            sex,
            age,
            people: self.people,
            surname: self.surname,
        });
    }

    fn head(&mut self, sex: Sex, age: i64) {
        self.push(Relation::Head, sex, age);
    }

    /// A head between two ages with a spouse, who brings a surname and sometimes a people.
    fn couple(&mut self, from: i64, to: i64, chance: &mut Chance) {
        let age = chance.between(from, to);
        let (head, spouse) = if chance.percent(78) {
            (Sex::Male, Sex::Female)
        } else {
            (Sex::Female, Sex::Male)
        };
        self.head(head, age);
        let people = if chance.percent(24) {
            chance.weighted(&PEOPLES, People::Han)
        } else {
            self.people
        };
        self.members.push(Member {
            relation: Relation::Spouse,
            sex: spouse,
            age: (age + chance.between(-5, 3)).max(21),
            people,
            surname: people.surname(chance),
        });
    }

    /// Children as old as the youngest of the couple allows.
    fn children(&mut self, count: u32, chance: &mut Chance) {
        let youngest = self
            .members
            .iter()
            .map(|member| member.age)
            .min()
            .unwrap_or(30);
        for _ in 0..count {
            let oldest_possible = (youngest - 21).clamp(0, 30);
            let age = (oldest_possible - chance.between(0, 9)).max(0);
            self.push(Relation::Child, any_sex(chance), age);
        }
    }

    /// One or both parents of the head.
    fn own_parents(&mut self, chance: &mut Chance) {
        let head = self.members.first().map_or(40, |head| head.age);
        let mother = head + chance.between(21, 29);
        if chance.percent(55) {
            self.push(Relation::Parent, Sex::Male, mother + chance.between(0, 5));
        }
        let people = self.people;
        self.members.push(Member {
            relation: Relation::Parent,
            sex: Sex::Female,
            age: mother,
            people,
            surname: people.surname(chance),
        });
    }

    fn tenants(&mut self, chance: &mut Chance) {
        for index in 0..chance.between(2, 4) {
            let people = chance.weighted(&PEOPLES, People::Han);
            self.members.push(Member {
                relation: if index == 0 {
                    Relation::Head
                } else {
                    Relation::Tenant
                },
                sex: any_sex(chance),
                age: chance.between(19, 42),
                people,
                surname: people.surname(chance),
            });
        }
    }
}

fn any_sex(chance: &mut Chance) -> Sex {
    if chance.percent(50) {
        Sex::Male
    } else {
        Sex::Female
    }
}

fn resident(
    id: ResidentId,
    household: HouseholdId,
    member: Member,
    registry: &mut Registry,
    calendar: &Calendar,
    chance: &mut Chance,
) -> Resident {
    let Member {
        relation,
        sex,
        age,
        people,
        surname,
    } = member;
    let (born, citizen_id) = registry.register(age, &sex, calendar.today, chance);
    let reachable = match age {
        ..12 => 0,
        12..18 => 40,
        18..70 => 96,
        70.. => 78,
    };
    Resident {
        id,
        household,
        name: people.name(surname, &sex, born.year(), chance),
        citizen_id,
        born: Some(born),
        phone: if chance.percent(reachable) {
            registry.phone(chance)
        } else {
            String::new()
        },
        relation: Some(relation),
        ethnicity: people.ethnicity().to_owned(),
        party_member: age >= 20 && chance.percent(9),
        family_doctor: chance.percent(if age >= 60 { 68 } else { 34 }),
        care_tags: BTreeSet::new(),
        note: String::new(),
        sex: Some(sex),
    }
}
