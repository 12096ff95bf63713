//! What holds of every table.

use crate::domain::{Kind, Outcome};
use crate::merge::RecordId;
use crate::report::tests::village::*;
use crate::report::{About, Cell, ColumnKind, ReportName, Table};

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
