//! Rows of lists and what becomes of them.

mod areas;

use chuanmen_core::domain::{
    Area, AreaId, AreaLevel, CareTag, Household, HouseholdId, Housing, Kind, Place, Relation,
    Resident, ResidentId, Scope, Sex,
};
use chuanmen_core::merge::{HybridClock, Patch, Record, RecordId, ReplicaId, Stamp};
use jiff::civil::Date;
use uuid::Uuid;

use super::*;

const TODAY: Date = Date::constant(2026, 11, 23);
/// The example of GB 11643-1999: a woman, born on 1949-12-31.
const NUMBER: &str = "11010519491231002X";

fn id(low: u128) -> Uuid {
    Uuid::from_u128(low)
}

fn area(low: u128, level: AreaLevel, name: &str, parent: u128, number: i64) -> (Scope, Record) {
    let area = Area {
        id: AreaId(id(low)),
        level,
        name: name.into(),
        parent: Some(AreaId(id(parent))),
        number,
    };
    let scope = Scope::Community(AreaId(id(1)));
    (scope, record(Kind::Area, low, area.fields()))
}

fn record(
    kind: Kind,
    low: u128,
    fields: std::collections::BTreeMap<
        chuanmen_core::merge::FieldName,
        chuanmen_core::merge::Value,
    >,
) -> Record {
    let patch = Patch::create(kind, RecordId(id(low)), fields);
    let stamp = Stamp::new(HybridClock::EARLIEST, 0, ReplicaId::HUB);
    Record::from_patch(&patch, stamp)
}

/// Two grids with a compound each, in both of which is a building 3; in the first one, behind 101,
/// lives Yan Wen.
fn standing() -> Standing {
    standing_with(Vec::new())
}

/// The same with more beside.
fn standing_with(more: Vec<(Scope, Record)>) -> Standing {
    let tag = CareTag {
        code: "living_alone".into(),
        name: "独居老人".into(),
        weight: 6,
        order: 1,
        ..CareTag::default()
    };
    let home = Household {
        id: HouseholdId(id(50)),
        place: Place {
            building: AreaId(id(30)),
            unit: "1".into(),
            floor: 1,
            room: "101".into(),
        },
        housing: Housing::Own,
        note: String::new(),
    };
    let grid = Scope::Grid(AreaId(id(10)));
    let mut records = vec![
        area(10, AreaLevel::Grid, "第 1 网格", 1, 1),
        area(11, AreaLevel::Grid, "第 2 网格", 1, 2),
        area(20, AreaLevel::Compound, "花卉园小区", 10, 1),
        area(21, AreaLevel::Compound, "江岸小区", 11, 1),
        area(30, AreaLevel::Building, "3 栋", 20, 3),
        area(31, AreaLevel::Building, "4 栋", 20, 4),
        area(32, AreaLevel::Building, "3 栋", 21, 3),
        (grid, record(Kind::CareTag, 40, tag.fields())),
        (grid, record(Kind::Household, 50, home.fields())),
        (
            grid,
            record(
                Kind::Resident,
                51,
                resident("岩温", Some(Date::constant(1950, 3, 8))).fields(),
            ),
        ),
    ];
    records.extend(more);
    Standing::gather(AreaId(id(1)), &records)
}

fn resident(name: &str, born: Option<Date>) -> Resident {
    Resident {
        id: ResidentId(id(51)),
        household: HouseholdId(id(50)),
        name: name.into(),
        sex: None,
        citizen_id: None,
        born,
        phone: String::new(),
        relation: None,
        ethnicity: String::new(),
        party_member: false,
        family_doctor: false,
        care_tags: Default::default(),
        note: String::new(),
    }
}

fn judged(kind: ImportKind, csv: &str) -> Plan {
    judged_by(&standing(), kind, csv)
}

fn judged_by(standing: &Standing, kind: ImportKind, csv: &str) -> Plan {
    let sheet = read(csv.as_bytes(), &Limits::default()).unwrap();
    let matching = Matching::find(&sheet, kind, &Meanings::new());
    judge(&sheet, &matching, standing, TODAY)
}

fn residents(rows: &str) -> Plan {
    residents_by(&standing(), rows)
}

fn residents_by(standing: &Standing, rows: &str) -> Plan {
    let headings =
        "小区,栋,单元,房号,姓名,性别,出生日期,身份证号,电话,与户主关系,房屋性质,关爱类别\n";
    judged_by(
        standing,
        ImportKind::Residents,
        &format!("{headings}{rows}"),
    )
}

fn codes(plan: &Plan) -> Vec<String> {
    let problems = plan.problems.iter();
    problems
        .map(|problem| format!("{} {}", problem.place(), problem.code.as_str()))
        .collect()
}

#[test]
fn a_family_is_one_door_whose_people_are_read_as_the_app_would_take_them() {
    let plan = residents(&format!(
        "花卉园,3号楼,２单元,５０１室,玉 罕,,,{NUMBER},138 0069-2907,户主,出租房,独居老人\n\
         花卉园,3,2,3-2-501,岩 三,男,1950年3月8日,,,之夫,,无\n"
    ));
    assert_eq!(codes(&plan), [""; 0]);
    assert_eq!((plan.rows, plan.good, plan.records()), (2, 2, 3));
    let [door] = &plan.doors[..] else {
        panic!("{plan:?}")
    };
    assert_eq!(door.scope, Scope::Grid(AreaId(id(10))));
    let Home::New { place, housing, .. } = &door.home else {
        panic!("{plan:?}")
    };
    assert_eq!(
        (place.unit.as_str(), place.room.as_str(), place.floor),
        ("2", "501", 5)
    );
    assert_eq!((place.building, housing), (AreaId(id(30)), &Housing::Rent));
    let [yu, yan] = &door.residents[..] else {
        panic!("{plan:?}")
    };
    assert_eq!(
        (yu.name.as_str(), yu.phone.as_str()),
        ("玉罕", "13800692907")
    );
    assert_eq!(yu.sex, Some(Sex::Female));
    assert_eq!(yu.born, Some(Date::constant(1949, 12, 31)));
    assert!(yu.care_tags.contains("living_alone"));
    assert_eq!(
        (yan.relation.clone(), yan.born),
        (Some(Relation::Spouse), Some(Date::constant(1950, 3, 8)))
    );
}

#[test]
fn each_mistake_is_said_at_its_cell_and_its_row_is_not_written() {
    for (row, problem) in [
        ("花卉园,3,1,501,,,,,,,,\n", "E2 name.missing"),
        ("花卉园,,1,501,玉罕,,,,,,,\n", "B2 building.missing"),
        ("花卉园,3,1,,玉罕,,,,,,,\n", "D2 room.missing"),
        (",3,1,501,玉罕,,,,,,,\n", "B2 building.ambiguous"),
        ("花卉园,9,1,501,玉罕,,,,,,,\n", "B2 building.unknown"),
        ("曼听,3,1,501,玉罕,,,,,,,\n", "A2 compound.unknown"),
        ("花卉园,3,1,501,玉罕,不详,,,,,,\n", "F2 sex.form"),
        ("花卉园,3,1,501,玉罕,,1950-02-30,,,,,\n", "G2 born.form"),
        ("花卉园,3,1,501,玉罕,,2030-01-01,,,,,\n", "G2 born.future"),
        (
            "花卉园,3,1,501,玉罕,,1850-01-01,,,,,\n",
            "G2 born.too_early",
        ),
        (
            "花卉园,3,1,501,玉罕,,,110105194912310021,,,,\n",
            "H2 citizen_id.check",
        ),
        (
            "花卉园,3,1,501,玉罕,,,1101051949,,,,\n",
            "H2 citizen_id.form",
        ),
        (
            "花卉园,3,1,501,玉罕,,,110105194913310025,,,,\n",
            "H2 citizen_id.birth_date",
        ),
        (
            "花卉园,3,1,501,玉罕,,,1.10105E+17,,,,\n",
            "H2 citizen_id.number",
        ),
        (
            "花卉园,3,1,501,玉罕,男,,11010519491231002X,,,,\n",
            "F2 sex.differs",
        ),
        (
            "花卉园,3,1,501,玉罕,,1950-01-01,11010519491231002X,,,,\n",
            "G2 born.differs",
        ),
        ("花卉园,3,1,501,玉罕,,,,12,,,\n", "I2 phone.form"),
        ("花卉园,3,1,501,玉罕,,,,,邻居,,\n", "J2 relation.unknown"),
        ("花卉园,3,1,501,玉罕,,,,,,公寓,\n", "K2 housing.unknown"),
        ("花卉园,3,1,501,玉罕,,,,,,,外星人\n", "L2 care.unknown"),
        ("花卉园,3,1,501,=1+1,,,,,,,\n", "E2 cell.formula"),
    ] {
        let plan = residents(row);
        assert_eq!(codes(&plan), [problem], "{row}");
        assert_eq!((plan.rows, plan.good, plan.records()), (1, 0, 0), "{row}");
    }
}

#[test]
fn who_is_there_already_is_not_written_twice() {
    let plan = residents(&format!(
        "花卉园,3,1,101,岩温,男,1950/3/8,,,,,\n\
         花卉园,3,,101,岩温,,,,,,,\n\
         花卉园,3,1,501,玉罕,,,{NUMBER},,,,\n\
         花卉园,4,1,601,玉罕,,,{NUMBER},,,,\n\
         花卉园,4,1,602,李四,,,,,,,\n\
         花卉园,4,1,602,李四,,,,,,,\n"
    ));
    assert_eq!(
        codes(&plan),
        [
            "E2 same.person_known",
            "E3 same.maybe",
            "H5 same.in_file",
            "E7 same.person_in_file"
        ]
    );
    // Somebody else of a household that is there joins it.
    assert_eq!(plan.doors[0].home, Home::There(HouseholdId(id(50))));
    assert_eq!((plan.rows, plan.good, plan.records()), (6, 3, 5));
}

#[test]
fn a_vacant_flat_needs_no_name_and_a_door_of_several_units_needs_its_unit() {
    let plan = residents(
        "花卉园,4,1,501,,,,,,,空置,\n\
         花卉园,4,1,501,,,,,,,空置,\n\
         花卉园,4,2,501,李四,,,,,,自住,\n\
         花卉园,4,2,501,王五,,,,,,租住,\n\
         花卉园,4,,501,赵六,,,,,,,\n",
    );
    assert_eq!(
        codes(&plan),
        [
            "D3 same.home_in_file",
            "K5 housing.differs",
            "C6 unit.missing"
        ]
    );
    assert_eq!((plan.good, plan.records()), (3, 4));
}

#[test]
fn a_household_whose_people_nobody_named_is_made_alone() {
    let plan = residents(&format!(
        "花卉园,4,1,501,,,,,,,租住,\n\
         花卉园,4,1,502,,,,,,,自有住房,无\n\
         花卉园,4,1,503,,,,,,,,\n\
         花卉园,4,1,504,,,,,138 0069 2907,,租住,\n\
         花卉园,4,1,505,,,,{NUMBER},,,空置,\n\
         花卉园,4,1,501,李四,,,,,,,\n\
         花卉园,3,1,101,,,,,,,自住,\n"
    ));
    assert_eq!(
        codes(&plan),
        [
            "E4 name.missing",
            "E5 name.missing",
            "E6 name.missing",
            "D8 same.home_known",
        ]
    );
    let made: Vec<_> = plan
        .doors
        .iter()
        .map(|door| match &door.home {
            Home::New { place, housing, .. } => {
                (place.room.as_str(), housing.clone(), door.residents.len())
            }
            Home::There(_) => panic!("{door:?}"),
        })
        .collect();
    assert_eq!(made, [("501", Housing::Rent, 1), ("502", Housing::Own, 0)]);
    assert_eq!((plan.good, plan.records()), (3, 3));
}

#[test]
fn somebody_of_the_same_name_and_birthday_behind_another_door_is_shown_and_imported() {
    // Somebody else's number, of a woman born on the same day.
    let other = "110105194912310046";
    let plan = residents(&format!(
        "花卉园,4,1,501,岩温,,1950-03-08,,,,,\n\
         花卉园,4,1,502,玉罕,,,{NUMBER},,,,\n\
         花卉园,4,1,503,玉罕,,1949-12-31,,,,,\n\
         花卉园,4,1,504,玉罕,,,,,,,\n\
         花卉园,4,1,505,玉波,,,{NUMBER},,,,\n\
         花卉园,4,1,506,岩三,,,{other},,,,\n\
         花卉园,4,1,507,岩温,,1950-03-09,,,,,\n\
         花卉园,3,1,101,岩温,,1950-03-08,,,,,\n"
    ));
    assert_eq!(
        codes(&plan),
        [
            "E2 same.elsewhere_known",
            "E4 same.elsewhere_in_file",
            "H6 same.in_file",
            "E9 same.person_known",
        ]
    );
    assert_eq!((plan.rows, plan.good), (8, 6));
    let two = format!(
        "花卉园,4,1,502,玉罕,,,{NUMBER},,,,\n\
         花卉园,4,1,503,玉罕,,,{other},,,,\n"
    );
    assert_eq!(codes(&residents(&two)), [""; 0], "two numbers, two people");
}

#[test]
fn a_care_tag_that_is_no_longer_used_is_an_error_unless_another_of_its_name_is() {
    let tag = |low, code: &str, name: &str, retired| {
        let tag = CareTag {
            code: code.into(),
            name: name.into(),
            retired,
            ..CareTag::default()
        };
        let scope = Scope::Community(AreaId(id(1)));
        (scope, record(Kind::CareTag, low, tag.fields()))
    };
    let mut tags = vec![
        tag(41, "poor", "低保", false),
        tag(42, "poor_before", "低保", true),
        tag(43, "veteran", "退役军人", true),
    ];
    for _ in 0..2 {
        let plan = residents_by(
            &standing_with(tags.clone()),
            "花卉园,3,1,501,玉罕,,,,,,,低保\n\
             花卉园,3,1,501,岩三,,,,,,,退役军人、低保\n\
             花卉园,3,1,501,岩九,,,,,,,veteran\n",
        );
        assert_eq!(codes(&plan), ["L3 care.retired", "L4 care.retired"]);
        let [yu] = &plan.doors[0].residents[..] else {
            panic!("{plan:?}")
        };
        assert_eq!(yu.care_tags, ["poor".to_owned()].into());
        tags.reverse();
    }
}

#[test]
fn a_template_is_an_empty_list_that_matches_and_its_example_is_good() {
    for kind in [ImportKind::Residents, ImportKind::Areas] {
        let sheet = read(&template(kind).unwrap(), &Limits::default()).unwrap();
        let matching = Matching::find(&sheet, kind, &Meanings::new());
        assert_eq!(matching.problems, []);
        assert_eq!(matching.columns.len(), Field::of(kind).count());
        assert_eq!(matching.rows(&sheet).count(), 0);
    }
    let quoted = |cells: Vec<&str>| format!("{}\n", cells.join(","));
    let headings = quoted(Field::all().map(Field::heading).collect());
    let example = quoted(Field::all().map(template::example).collect());
    let example = example.replace("、低保", "");
    let plan = judged(ImportKind::Residents, &format!("{headings}{example}"));
    assert_eq!((codes(&plan), plan.records()), (vec![], 2));
}
