use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    Household, HouseholdId, Housing, Kind, Outcome, Place, Purpose, Relation, Resident, ResidentId,
    Sex, Visit, VisitId,
};
use jiff::civil::date;
use uuid::Uuid;

use super::making::Making;
use super::neighbourhood::{BUILDINGS, COLLEAGUE};

/// Units, floors and rooms a floor of each building: 15 and 16 doors.
const SHAPES: [(i64, i64, i64); 2] = [(1, 5, 3), (2, 4, 2)];

const SURNAMES: [&str; 12] = [
    "李", "刀", "岩", "杨", "王", "玉", "陈", "罗", "赵", "马", "单", "何",
];
const ELDERS: [&str; 7] = ["秀英", "桂兰", "国强", "玉珍", "德福", "文华", "兰香"];
const ADULTS: [&str; 8] = ["建明", "丽", "志刚", "晓燕", "海波", "美玲", "永胜", "春梅"];
const CHILDREN: [&str; 5] = ["子涵", "小溪", "浩然", "依娜", "明月"];

/// The number of a door's household, counted over both buildings: what makes it what it is.
type Number = i64;

/// The id of a household.
pub(super) fn home(number: Number) -> HouseholdId {
    HouseholdId(Uuid::from_u128(0x2000 + u128::from(number.unsigned_abs())))
}

/// The id of who heads it.
pub(super) fn head(number: Number) -> ResidentId {
    ResidentId(Uuid::from_u128(0x3000 + u128::from(number.unsigned_abs())))
}

/// Thirty-one doors, who lives behind them, and when they were last called at.
pub(super) fn settle(making: &mut Making) {
    let mut number = 0;
    for (building, (units, floors, rooms)) in BUILDINGS.into_iter().zip(SHAPES) {
        for unit in 1..=units {
            for floor in 1..=floors {
                for room in 1..=rooms {
                    let place = Place {
                        building,
                        unit: unit.to_string(),
                        floor,
                        room: format!("{floor}{room:02}"),
                    };
                    door(making, number, place);
                    number += 1;
                }
            }
        }
    }
}

fn door(making: &mut Making, number: Number, place: Place) {
    let vacant = number % 13 == 12;
    let household = Household {
        id: home(number),
        place,
        housing: match number % 13 {
            12 => Housing::Vacant,
            4 | 9 => Housing::Rent,
            _ => Housing::Own,
        },
        note: if number % 8 == 2 {
            "敲门要重一点，耳朵背。".to_owned()
        } else {
            String::new()
        },
    };
    making.put(Kind::Household, household.id.0, household.fields());
    if !vacant {
        family(making, number);
        calls(making, number);
    }
}

/// Somebody who lives there.
struct Person {
    name: String,
    age: i16,
    sex: Sex,
    relation: Relation,
    tag: Option<&'static str>,
}

fn pick<'a>(names: &[&'a str], number: Number) -> &'a str {
    let index = usize::try_from(number).unwrap_or_default() % names.len();
    names.get(index).copied().unwrap_or_default()
}

fn family(making: &mut Making, number: Number) {
    let surname = pick(&SURNAMES, number * 5 + 2);
    let named = |given: &str| format!("{surname}{given}");
    let aged = i16::try_from(number % 9).unwrap_or_default();
    let sex = |even: bool| if even { Sex::Female } else { Sex::Male };
    let elder = Person {
        name: named(pick(&ELDERS, number)),
        age: 70 + aged,
        sex: sex(number % 2 == 0),
        relation: Relation::Head,
        tag: None,
    };
    let adult = Person {
        name: named(pick(&ADULTS, number)),
        age: 35 + aged,
        sex: sex(number % 2 == 1),
        relation: Relation::Head,
        tag: None,
    };
    let child = |relation, tag| Person {
        name: named(pick(&CHILDREN, number)),
        age: 7 + aged,
        sex: sex(number % 2 == 0),
        relation,
        tag,
    };
    let tagged = |person: Person, tag| Person {
        tag: Some(tag),
        ..person
    };
    let people = match number % 5 {
        0 => vec![tagged(elder, "living_alone")],
        1 => vec![
            elder,
            child(Relation::Grandchild, Some("left_behind_child")),
        ],
        2 => vec![tagged(elder, "empty_nest")],
        3 => vec![adult, child(Relation::Child, None)],
        _ => vec![adult],
    };
    for (index, person) in people.into_iter().enumerate() {
        let id = if index == 0 {
            head(number)
        } else {
            ResidentId(making.id())
        };
        resident(making, number, id, person);
    }
    if number == 3 {
        // A disagreement to settle: two telephones, written down without signal.
        resident_disputed(making, number);
    }
}

fn resident(making: &mut Making, number: Number, id: ResidentId, person: Person) {
    let year = making.today().year() - person.age;
    let month = i8::try_from(number % 12 + 1).unwrap_or(1);
    let fields = Resident {
        id,
        household: home(number),
        name: person.name,
        sex: Some(person.sex),
        citizen_id: None,
        born: Some(date(year, month, 12)),
        phone: if person.age < 16 {
            String::new()
        } else {
            phone(number)
        },
        relation: Some(person.relation),
        ethnicity: String::new(),
        party_member: number % 10 == 4,
        family_doctor: number % 3 == 0,
        care_tags: person
            .tag
            .into_iter()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>(),
        note: String::new(),
    }
    .fields();
    making.put(Kind::Resident, id.0, fields);
}

fn resident_disputed(making: &mut Making, number: Number) {
    let child = making.grid.pop();
    let theirs = format!("1380000{:04}", 4001 + number);
    making.disagree("phone", [(2, 3, &phone(number)), (1, 2, &theirs)]);
    making.grid.extend(child);
}

/// Nobody's: such numbers are not given out.
fn phone(number: Number) -> String {
    format!("1380000{:04}", 1001 + number * 37)
}

/// When the household was last called at, so that some are due, some late and some done.
fn calls(making: &mut Making, number: Number) {
    let met = match number % 6 {
        0 => 41,
        1 => 12,
        2 => 29,
        3 => 50,
        4 => 88,
        _ => 5,
    };
    call(making, number, Outcome::Met, met);
    if number % 10 == 0 {
        call(making, number, Outcome::NobodyHome, 1);
    }
}

fn call(making: &mut Making, number: Number, outcome: Outcome, days: i64) {
    let id = VisitId(making.id());
    let at = making.days_ago(days);
    let usual = ["health", "power_gas", "cohabitants", "fraud"];
    let met = outcome == Outcome::Met;
    let answers: BTreeMap<_, _> = if met {
        usual
            .map(|code| (code.to_owned(), "normal".to_owned()))
            .into()
    } else {
        BTreeMap::from([("retry".to_owned(), "evening".to_owned())])
    };
    let visit = Visit {
        id,
        host: home(number).into(),
        visitor: COLLEAGUE,
        started_at: at,
        ended_at: at,
        purpose: Purpose::Routine,
        outcome,
        unchanged: false,
        answers,
        note: String::new(),
        corrects: None,
        campaign: None,
        photos: Vec::new(),
        signature: None,
    };
    making.put(Kind::Visit, id.0, visit.fields());
}
