use std::collections::BTreeMap;

use super::village::*;
use crate::domain::{
    Asks, ChecklistItem, FieldsBuilder, Kind, NeedStep, Numbers, Outcome, Party, Project,
    ProjectId, ProjectState, Relation, Resource, ResourceId, ResourceKind, Scope, Span,
};
use crate::merge::RecordId;
use crate::report::{About, Cell, ColumnKind, ReportName, Table};

/// A row's cells by column key.
fn row(table: &Table, index: usize) -> BTreeMap<&str, String> {
    let show = |cell: &Cell| match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
    };
    let keys = table.columns.iter().map(|column| column.key.as_str());
    keys.zip(table.rows[index].iter().map(show)).collect()
}

fn column(table: &Table, key: &str) -> Vec<String> {
    let rows = 0..table.rows.len();
    rows.map(|index| row(table, index)[key].clone()).collect()
}

/// Every cell is what its column says, so that a spreadsheet can trust it.
fn assert_typed(table: &Table) {
    for cells in &table.rows {
        assert_eq!(cells.len(), table.columns.len());
        for (cell, column) in cells.iter().zip(&table.columns) {
            let fits = match (&column.kind, cell) {
                (_, Cell::Text(text)) if text.is_empty() => true,
                (ColumnKind::Number, Cell::Number(_)) | (ColumnKind::Text, Cell::Text(_)) => true,
                (ColumnKind::Number, Cell::Text(text)) => text.parse::<f64>().is_ok(),
                (ColumnKind::Date, Cell::Text(text)) => text.parse::<jiff::civil::Date>().is_ok(),
                _ => false,
            };
            assert!(fits, "{} in {}", column.key, table.name);
        }
    }
}

#[test]
fn the_needs_table_says_where_each_need_stands() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "李国华", &[]);
    let need = village.need(GRID_1, "public_facility", "2026-11-14");
    village.dispatch(need, "2026-11-15", &Party::PropertyCompany);

    let table = village.table(&ReportName::Needs);
    assert_typed(&table);
    assert_eq!(table.title, "花卉园社区诉求台账（2026年11月）");
    let row = row(&table, 0);
    assert!(row["number"].starts_with("2611-"));
    assert_eq!(row["category"], "公共设施");
    assert_eq!(row["text"], "楼道灯不亮");
    assert_eq!(row["place"], "榕树小区 3-2-501");
    assert_eq!(row["grid"], "第 1 网格");
    assert_eq!(row["state"], "已派单");
    assert_eq!(row["holder"], "物业");
    assert_eq!(row["raised_on"], "2026-11-14");
    assert_eq!(row["due_on"], "2026-11-21");
    assert_eq!(row["days_waited"], "9");
    // Late since a Saturday: on Monday the first working day of it has come.
    assert_eq!(row["days_late"], "2");
    assert_eq!(row["rung"], "提醒");
    assert_eq!(row["satisfaction"], "");
}

#[test]
fn the_needs_table_names_the_department_that_has_a_need() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "李国华", &[]);
    let need = village.need(GRID_1, "public_facility", "2026-11-14");
    let to = FieldsBuilder::new()
        .set(NeedStep::PARTY, Party::Department.as_str())
        .set(NeedStep::DEPARTMENT, "城管局");
    village.step_with(need, "2026-11-15", "dispatch", to);
    let table = village.table(&ReportName::Needs);
    assert_eq!(row(&table, 0)["holder"], "外部部门");
    assert_eq!(row(&table, 0)["department"], "城管局");
}

#[test]
fn an_organisations_need_names_it_and_its_visit_is_no_households() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "李国华", &[]);
    let shop = village.organisation(GRID_1, "玉香傣味园");
    village.need_with(GRID_1, "public_facility", "2026-11-14", |need| {
        (need.household, need.organisation) = (None, Some(shop));
    });
    village.visit_with(GRID_1, 1, "2026-11-20", |visit| visit.host = shop.into());

    let needs = village.table(&ReportName::Needs);
    assert_eq!(column(&needs, "place"), ["玉香傣味园"]);
    assert_eq!(column(&needs, "grid"), ["第 1 网格"]);
    assert_eq!(village.november().totals.open_needs, 1);
    assert!(village.table(&ReportName::Visits).rows.is_empty());
}

#[test]
fn a_need_that_a_building_shares_says_which() {
    let mut village = Village::new();
    let shared = village.need_with(GRID_1, "public_facility", "2026-11-14", |need| {
        (need.household, need.area) = (None, Some(area(31)));
    });
    let needs = village.table(&ReportName::Needs);
    assert_eq!(column(&needs, "place"), ["3 栋"]);
    village.delete(shared);
    village.need_with(GRID_1, "public_facility", "2026-11-14", |need| {
        (need.household, need.area) = (None, Some(GRID_1));
    });
    let needs = village.table(&ReportName::Needs);
    assert_eq!(column(&needs, "place"), ["第 1 网格"]);
}

#[test]
fn the_needs_table_shows_no_grade_that_was_given_before_a_reopening() {
    let mut village = Village::new();
    let need = village.need(GRID_1, "public_facility", "2026-11-02");
    village.step(need, "2026-11-03", "resolve");
    let fields = FieldsBuilder::new().set("satisfaction", 2);
    village.step_with(need, "2026-11-04", "confirm", fields);
    village.step(need, "2026-11-10", "reopen");
    village.step(need, "2026-11-17", "resolve");
    let table = village.table(&ReportName::Needs);
    assert_eq!(column(&table, "state"), ["已办结"]);
    assert_eq!(column(&table, "satisfaction"), [""]);
}

#[test]
fn the_needs_table_has_open_ones_first_and_ended_ones_of_the_month() {
    let mut village = Village::new();
    let mut done = |raised: &str, resolved: &str| {
        let need = village.need(GRID_1, "public_facility", raised);
        village.step(need, resolved, "resolve");
        let content = FieldsBuilder::new().set("satisfaction", 5);
        village.step_with(need, resolved, "confirm", content);
    };
    done("2026-09-01", "2026-10-30");
    done("2026-10-20", "2026-11-02");
    village.need(GRID_1, "public_facility", "2026-11-20");
    village.need(GRID_1, "public_facility", "2026-08-01");

    let table = village.table(&ReportName::Needs);
    assert_typed(&table);
    let raised = column(&table, "raised_on");
    assert_eq!(raised, ["2026-08-01", "2026-11-20", "2026-10-20"]);
    assert_eq!(row(&table, 2)["days_waited"], "13");
    assert_eq!(row(&table, 2)["satisfaction"], "5");
    assert_eq!(row(&table, 2)["holder"], "");
}

#[test]
fn the_care_table_lists_exactly_the_unseen() {
    let mut village = Village::new();
    village.household(GRID_2, 1, "玉罕", &["low_income"]);
    village.household(GRID_1, 2, "赵秀兰", &["living_alone"]);
    village.resident(GRID_1, 2, "赵一", Relation::Child, &["low_income"]);
    village.household(GRID_1, 3, "张文忠", &["low_income"]);
    village.visit(GRID_1, 2, "2026-10-20", Outcome::Met);
    village.visit(GRID_1, 2, "2026-11-21", Outcome::NobodyHome);
    village.visit(GRID_1, 3, "2026-11-05", Outcome::Met);

    let table = village.table(&ReportName::Care);
    assert_typed(&table);
    assert_eq!(column(&table, "head"), ["赵秀兰", "玉罕"]);
    let first = row(&table, 0);
    assert_eq!(first["tags"], "独居老人、低保");
    assert_eq!(first["last_met"], "2026-10-20");
    assert_eq!(first["due_on"], "2026-11-20");
    assert_eq!(first["days_late"], "3");
    assert_eq!(first["last_try"], "2026-11-21");
    assert_eq!(first["last_outcome"], "无人在家");
    let never = row(&table, 1);
    assert_eq!(
        (never["last_met"].as_str(), never["last_try"].as_str()),
        ("", "")
    );
    let unseen = usize::try_from(village.november().totals.care_unseen);
    assert_eq!(table.rows.len(), unseen.unwrap());
}

#[test]
fn the_wishes_table_names_who_promised_and_until_when() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "赵秀兰", &[]);
    let girl = village.resident(GRID_1, 1, "李思雨", Relation::Grandchild, &[]);
    let claimed = village.wish(GRID_1, Some(girl));
    village.step_with(
        claimed,
        "2026-11-16",
        "verify",
        FieldsBuilder::new().set("number", 26),
    );
    village.step(claimed, "2026-11-17", "publish");
    village.step(claimed, "2026-11-18", "claim");
    village.wish(GRID_1, None);
    let old = village.wish(GRID_1, None);
    village.step(old, "2026-10-05", "withdraw");

    let table = village.table(&ReportName::Wishes);
    assert_typed(&table);
    assert_eq!(column(&table, "state"), ["待核实", "已认领"]);
    assert_eq!(column(&table, "resident"), ["赵秀兰", "李思雨"]);
    let row = row(&table, 1);
    assert_eq!(row["number"], "26");
    assert_eq!(row["kind"], "实物");
    assert_eq!(row["claimed_by"], "玉罕");
    assert_eq!(row["claim_until"], "2026-11-25");
}

#[test]
fn the_visits_table_has_the_months_visits_newest_first() {
    let mut village = Village::new();
    let item = ChecklistItem::words("power_gas", "用电用气", "安全", "有隐患");
    let numbers = Numbers {
        unit: "mmHg".into(),
        range: Span::new(60, 260).unwrap(),
        usual: Span::new(90, 150).unwrap(),
    };
    let mut systolic = ChecklistItem::asking("systolic", "收缩压", Asks::Number(numbers));
    systolic.order = 2;
    systolic.retired = true;
    let community = Scope::Community(area(1));
    village.add(community, Kind::ChecklistItem, item.fields());
    village.add(community, Kind::ChecklistItem, systolic.fields());
    village.household(GRID_1, 1, "李国华", &[]);
    village.visit(GRID_1, 1, "2026-10-30", Outcome::Met);
    village.visit_with(GRID_1, 1, "2026-11-03", |visit| {
        visit.note = "插座松".into();
        let danger = ChecklistItem::ATTENTION.to_owned();
        visit.answers.insert("power_gas".into(), danger);
        visit.answers.insert("systolic".into(), "182".into());
        visit.answers.insert("retry".into(), "evening".into());
    });
    village.visit_with(GRID_1, 1, "2026-11-20", |visit| visit.unchanged = true);

    let table = village.table(&ReportName::Visits);
    assert_typed(&table);
    assert_eq!(column(&table, "day"), ["2026-11-20", "2026-11-03"]);
    assert_eq!(
        column(&table, "attention"),
        ["无变化", "用电用气有隐患、收缩压：182 mmHg"]
    );
    let row = row(&table, 1);
    assert_eq!(row["time"], "10:00");
    assert_eq!(row["visitor"], "玉罕");
    assert_eq!(row["outcome"], "见到人");
    assert_eq!(row["note"], "插座松");
}

#[test]
fn no_column_counts_anything_by_worker() {
    let village = Village::new();
    for name in ReportName::KNOWN {
        let table = village.table(name);
        let numbers = table
            .columns
            .iter()
            .filter(|column| column.kind == ColumnKind::Number);
        let keys: Vec<_> = numbers.map(|column| column.key.as_str()).collect();
        let allowed = [
            "number",
            "days_waited",
            "days_late",
            "satisfaction",
            "budget",
            "people",
            "years",
            "employees",
            // Of volunteers and building chiefs: grid members are in neither.
            "hours",
            "year_hours",
            "points",
            "balance",
        ];
        assert!(keys.iter().all(|key| allowed.contains(key)), "{keys:?}");
    }
}

#[test]
fn each_row_leads_to_its_record_and_keeps_it_when_rows_are_left_out() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "李国华", &["living_alone"]);
    village.household(GRID_1, 2, "玉罕", &[]);
    village.visit(GRID_1, 2, "2026-11-03", Outcome::Met);
    let shop = village.organisation(GRID_1, "玉香傣味园");
    let wish = village.wish(GRID_1, None);
    let late = village.need(GRID_1, "public_facility", "2026-11-01");
    let need = village.need(GRID_1, "public_facility", "2026-11-20");
    let homes = [home(1), home(2)].map(RecordId::from);
    for (name, kind, ids) in [
        (ReportName::Needs, Kind::Need, vec![late, need]),
        (ReportName::Wishes, Kind::Wish, vec![wish]),
        (ReportName::Care, Kind::Household, vec![homes[0]]),
        (ReportName::Register, Kind::Household, vec![homes[0]]),
        (ReportName::Visits, Kind::Household, vec![homes[1]]),
        (ReportName::Households, Kind::Household, homes.to_vec()),
        (ReportName::Residents, Kind::Household, homes.to_vec()),
        (
            ReportName::Organisations,
            Kind::Organisation,
            vec![shop.into()],
        ),
    ] {
        let table = village.table(&name);
        assert_eq!(table.about, Some(About { kind, ids }), "{name}");
        let (bare, rows) = table.clone().apart();
        assert_eq!(bare.with(rows), table);
    }
    for name in [ReportName::Hours, ReportName::Points, ReportName::Duties] {
        assert_eq!(village.table(&name).about, None);
    }

    let table = village.table(&ReportName::Needs);
    let of_day = r#"{"where": [{"column": "raised_on", "from": "2026-11-20"}]}"#;
    let narrowed = table.clone().shaped(&of_day.parse().unwrap()).unwrap();
    assert_eq!(narrowed.about.unwrap().ids, [need]);
    for shape in [r#"{"columns": ["text"]}"#, r#"{"by": ["grid"]}"#] {
        let shaped = table.clone().shaped(&shape.parse().unwrap()).unwrap();
        assert_eq!(shaped.about, None);
    }
}

#[test]
fn a_report_of_a_newer_version_is_not_made_up() {
    let name = ReportName::from("volunteers");
    let facts = Village::new().facts();
    assert_eq!(facts.table(&name, None, NOVEMBER, now()), None);
}

#[test]
fn a_table_kept_by_an_older_app_still_reads() {
    let old = r#"{"name":"needs","title":"","at":0,"columns":[{"key":"a","title":"A"}],"rows":[["x"],[3]]}"#;
    let table: Table = serde_json::from_str(old).unwrap();
    assert_eq!(table.about, None);
    assert_eq!(table.columns[0].kind, ColumnKind::Text);
    assert_eq!(table.rows[1][0], Cell::Number(3));
}

#[test]
fn the_three_lists_number_what_stands_today_and_name_each_other() {
    let mut village = Village::new();
    let community = Scope::Community(area(1));
    village.household(GRID_1, 1, "李国华", &[]);
    let waits = village.need_with(GRID_1, "public_facility", "2026-11-14", |need| {
        need.awaits_resource = true;
    });
    village.need(GRID_1, "public_facility", "2026-11-15");
    let done = village.need_with(GRID_1, "public_facility", "2026-11-10", |need| {
        need.awaits_resource = true;
    });
    village.dispatch(done, "2026-11-11", &Party::PropertyCompany);
    village.step(done, "2026-11-12", "resolve");
    let resource = |name: &str| Resource {
        id: ResourceId(uuid::Uuid::nil()),
        name: name.into(),
        kind: ResourceKind::Skills,
        owner: "玉香傣味园".into(),
        organisation: None,
        amount: "2 人".into(),
        hours: "周三".into(),
        contact: "岩温".into(),
        until: None,
        note: String::new(),
        listed: false,
        retired: false,
    };
    let welder = village.add(community, Kind::Resource, resource("电焊").fields());
    village.add(
        Scope::Grid(GRID_1),
        Kind::Resource,
        resource("没核实的").fields(),
    );
    let listed = Resource {
        listed: true,
        kind: ResourceKind::Space,
        ..resource("会议室")
    };
    village.add(Scope::Grid(GRID_2), Kind::Resource, listed.fields());
    let project = Project {
        id: ProjectId(uuid::Uuid::nil()),
        name: "加装扶手".into(),
        needs: [waits.into()].into(),
        resources: [welder.into()].into(),
        party: Some(Party::PropertyCompany),
        budget: Some(128_050),
        steps: Vec::new(),
        state: ProjectState::UnderWay,
        result: String::new(),
    };
    village.add(community, Kind::Project, project.fields());

    let needs = village.table(&ReportName::NeedsList);
    assert_typed(&needs);
    assert_eq!(needs.title, "花卉园社区需求清单（截至2026年11月23日）");
    assert_eq!(column(&needs, "number"), ["1"]);
    assert_eq!(column(&needs, "project"), ["加装扶手"]);
    let resources = village.table(&ReportName::ResourcesList);
    assert_typed(&resources);
    assert_eq!(column(&resources, "number"), ["1", "2"]);
    assert_eq!(column(&resources, "name"), ["会议室", "电焊"]);
    assert_eq!(column(&resources, "projects"), ["", "加装扶手"]);
    let projects = village.table(&ReportName::ProjectsList);
    assert_typed(&projects);
    let row = row(&projects, 0);
    assert_eq!(row["needs"], "楼道灯不亮");
    assert_eq!(row["resources"], "电焊");
    assert_eq!(
        (row["party"].as_str(), row["budget"].as_str()),
        ("物业", "1280.50")
    );
}
