//! Reports laid out anew, put into others' forms, and written into a folder.

use std::fs;
use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Reader, Xlsx};
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{FieldsBuilder, Household, HouseholdId, Housing, Kind, Place};
use chuanmen_core::merge::Patch;
use chuanmen_core::protocol::{Deed, FormsResponse};
use chuanmen_core::report::{ReportName, Table};
use http_body_util::BodyExt;
use jiff::civil::{Time, date};
use tempfile::TempDir;

use super::town::{COMMUNITY, Phone, SISTER, STRANGER, Town, accepted, area, grid, id, new, visit};
use crate::reports::{Forms, is_behind, write_all, write_night};

/// A town with two needs, and a folder of forms.
async fn with_needs() -> (Town, TempDir, Phone) {
    let place = tempfile::tempdir().unwrap();
    let forms = Forms::in_folder(place.path().join("forms")).unwrap();
    let town = Town::with(|state| state.with_forms(forms));
    let mut alice = town.phone("member");
    for (low, text) in [(1, "三栋路灯不亮"), (2, "一楼漏水")] {
        let need = new(Kind::Need, low, &[("text", text)]);
        let saved = alice.saves(grid(1), vec![need]);
        accepted(&town.sync(&alice, vec![saved]).await.answers[0]);
    }
    let supervisor = town.phone("supervisor");
    (town, place, supervisor)
}

/// An address with what may not stand in one.
pub(super) fn address(path: &str, shape: &str) -> String {
    let escaped = shape.bytes().map(|byte| format!("%{byte:02X}"));
    format!("{path}?shape={}", escaped.collect::<String>())
}

#[tokio::test]
async fn a_report_comes_in_the_columns_and_rows_asked_for_or_counted() {
    let (town, _place, supervisor) = with_needs().await;
    let shape = r#"{"columns": ["text"], "where": [{"column": "text", "is": ["一楼漏水"]}]}"#;
    let path = address("/v1/reports/needs", shape);
    let (_, table): (_, Table) = town.json(supervisor.get(&path)).await;
    assert_eq!(table.rows, [["一楼漏水".into()]]);

    let path = address("/v1/reports/needs", r#"{"find": "一楼 已记录"}"#);
    let export = town
        .call(supervisor.get(&format!("{path}&format=csv")))
        .await;
    let bytes = export.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8_lossy(&bytes);
    assert!(
        text.contains("一楼漏水") && !text.contains("三栋路灯不亮"),
        "{text}"
    );

    let path = address("/v1/reports/needs", r#"{"by": ["state"]}"#);
    let (_, table): (_, Table) = town.json(supervisor.get(&path)).await;
    assert_eq!(table.rows, [["已记录".into(), 2.into()]]);
}

#[tokio::test]
async fn a_shape_that_is_none_is_refused() {
    let (town, _place, supervisor) = with_needs().await;
    for shape in ["{", "7", r#"{"column": ["text"]}"#, r#"{"by": "grid"}"#] {
        let refused = town.refused(supervisor.get(&address("/v1/reports/needs", shape)));
        assert_eq!(refused.await, (400, "bad_request".into()), "{shape}");
    }
}

#[tokio::test]
async fn nothing_is_counted_by_who_did_the_work_whatever_a_form_calls_them() {
    let (town, place, supervisor) = with_needs().await;
    call_at_a_household(&town).await;
    let file = place.path().join("forms/走访.toml");
    let form = "report = \"visits\"\n[[column]]\ntitle = \"走访人\"\nfrom = \"visitor\"";
    fs::write(&file, form).unwrap();
    let path = address("/v1/reports/%E8%B5%B0%E8%AE%BF", r#"{"by": ["走访人"]}"#);
    let (_, table): (_, Table) = town.json(supervisor.get(&path)).await;
    assert_eq!(table.rows, [["member 的名字".into()]]);
    assert!(!table.columns[0].counts());

    // A form of one worker's rows would count them for whoever asks for it.
    let of_one = format!("{form}\n[[where]]\ncolumn = \"visitor\"\nis = [\"member 的名字\"]");
    fs::write(&file, of_one).unwrap();
    let refused = town.refused(supervisor.get("/v1/reports/%E8%B5%B0%E8%AE%BF"));
    assert_eq!(refused.await, (400, "bad_request".into()));
}

#[tokio::test]
async fn one_workers_rows_are_not_counted() {
    let (town, _place, supervisor) = with_needs().await;
    call_at_a_household(&town).await;
    let of_one =
        r#"{"where": [{"column": "visitor", "is": ["member 的名字"]}], "by": ["outcome"]}"#;
    let refused = town.refused(supervisor.get(&address("/v1/reports/visits", of_one)));
    assert_eq!(refused.await, (400, "bad_request".into()));
    let listed = r#"{"where": [{"column": "visitor", "is": ["member 的名字"]}]}"#;
    let path = address("/v1/reports/visits", listed);
    let (_, table): (_, Table) = town.json(supervisor.get(&path)).await;
    assert_eq!(table.rows.len(), 1);
}

/// A household, and a visit to it.
async fn call_at_a_household(town: &Town) {
    let mut alice = town.phone("member");
    let mut called = visit(4);
    let fields = FieldsBuilder::new()
        .set("household", id(3).to_string())
        .set("visitor", alice.account)
        .set("ended_at", town.hub.now().0);
    called.set.extend(fields.build());
    let home = Household {
        id: HouseholdId(id(3)),
        place: Place {
            building: area(COMMUNITY + 1),
            unit: "2".into(),
            floor: 5,
            room: "502".into(),
        },
        housing: Housing::Own,
        note: String::new(),
    };
    let home = Patch::create(Kind::Household, home.id.into(), home.fields());
    let saved = alice.saves(grid(1), vec![home, called]);
    accepted(&town.sync(&alice, vec![saved]).await.answers[0]);
}

#[tokio::test]
async fn a_form_is_filled_as_its_file_says_at_that_moment() {
    let (town, place, supervisor) = with_needs().await;
    let (_, names): (_, FormsResponse) = town.json(supervisor.get("/v1/report-forms")).await;
    let names: Vec<_> = names.forms.into_iter().map(|form| form.name).collect();
    assert_eq!(names, ["12345工单", "综治9+X事件"]);
    let path = "/v1/reports/12345%E5%B7%A5%E5%8D%95";
    let (_, table): (_, Table) = town.json(supervisor.get(path)).await;
    assert_eq!(table.columns[1].title, "诉求来源");
    assert_eq!(table.rows[0][1], "社区网格走访".into());

    let file = place.path().join("forms/12345工单.toml");
    let changed = "report = \"needs\"\n[[column]]\ntitle = \"说了什么\"\nfrom = \"text\"";
    fs::write(&file, changed).unwrap();
    let (_, table): (_, Table) = town.json(supervisor.get(path)).await;
    assert_eq!(table.columns.len(), 1);
    let export = town.call(supervisor.get(&format!("{path}?format=xlsx")));
    assert_eq!(export.await.status(), StatusCode::OK);

    for broken in [
        "report = 1",
        "report = \"needs\"\n[[column]]\ntitle = \"甲\"\nfrom = \"x\"",
    ] {
        fs::write(&file, broken).unwrap();
        let refused = town.refused(supervisor.get(path)).await;
        assert_eq!(refused, (400, "bad_request".into()), "{broken}");
    }
    fs::remove_file(&file).unwrap();
    let gone = town.refused(supervisor.get(path)).await;
    assert_eq!(gone, (404, "not_found".into()));
}

#[tokio::test]
async fn every_report_and_form_is_written_into_the_folder_and_noted() {
    let (town, place, supervisor) = with_needs().await;
    let forms = Forms::in_folder(place.path().join("forms")).unwrap();
    let folder = place.path().join("out");
    let month = date(2026, 11, 1);
    let write = || {
        let kept = write_all(&town.hub, &forms, &folder, month).unwrap();
        assert!(kept.failed.is_empty(), "{:?}", kept.failed);
        kept.written
    };
    let first = write();
    assert_eq!(write(), first);

    // The town's communities share a name: the id tells them apart.
    let own = folder.join(format!("花卉园社区 {}/2026-11", area(COMMUNITY)));
    let mut names = fs::read_dir(&own).unwrap();
    assert!(names.all(|file| file.unwrap().path().extension().unwrap() == "xlsx"));
    for (name, words) in [("诉求台账", "一楼漏水"), ("12345工单", "社区网格走访")] {
        let bytes = fs::read(own.join(format!("{name}.xlsx"))).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let sheet = book.sheet_names()[0].clone();
        let range = book.worksheet_range(&sheet).unwrap();
        let mut cells = range.rows().flatten().map(ToString::to_string);
        assert!(cells.any(|cell| cell == words), "{name}");
    }
    // A form that somebody broke costs only itself, in each community.
    let broken = [
        ("12345工单", "report = 1"),
        (
            "综治9+X事件",
            "report = \"needs\"\n[[column]]\ntitle = \"甲\"\nfrom = \"x\"",
        ),
    ];
    for (name, text) in broken {
        fs::write(place.path().join(format!("forms/{name}.toml")), text).unwrap();
    }
    let communities = town.hub.communities_by_name().unwrap().len();
    assert_eq!(write(), first - 2 * communities);

    let path = format!("/v1/audit?deed={}", Deed::ReportExported);
    let (_, audit): (_, chuanmen_core::protocol::AuditResponse) =
        town.json(supervisor.get(&path)).await;
    assert!(!audit.entries.is_empty());
}

#[tokio::test]
async fn a_report_that_cannot_be_written_costs_only_itself() {
    let (town, place, _supervisor) = with_needs().await;
    let folder = place.path().join("out");
    let own = |community| folder.join(format!("花卉园社区 {}", area(community)));
    // A file stands where a community's folder would be, and a folder where a report's file would.
    fs::create_dir_all(&folder).unwrap();
    fs::write(own(COMMUNITY), "").unwrap();
    let month = own(SISTER).join("2026-11");
    fs::create_dir_all(month.join("诉求台账.xlsx")).unwrap();
    let kept = write_all(&town.hub, &Forms::default(), &folder, date(2026, 11, 1)).unwrap();
    assert!(month.join("走访台账.xlsx").is_file());
    assert!(own(STRANGER).join("2026-11/诉求台账.xlsx").is_file());
    let failed = kept.failed.iter().map(ToString::to_string);
    let failed: Vec<_> = failed.collect();
    assert_eq!(failed.len(), 2, "{failed:?}");
    for place in [own(COMMUNITY).join("2026-11"), month.join("诉求台账.xlsx")] {
        let said = format!("{}: ", place.display());
        assert!(
            failed.iter().any(|error| error.starts_with(&said)),
            "{failed:?}"
        );
    }
    assert_eq!(kept.written, 2 * ReportName::KNOWN.len() - 1);
}

#[tokio::test]
async fn a_night_that_was_written_is_not_missing_when_the_hub_starts_again() {
    let (town, place, _supervisor) = with_needs().await;
    let (folder, two) = (place.path().join("out"), Time::constant(2, 0, 0, 0));
    assert!(is_behind(&folder, two, town.hub.now()));
    let kept = write_night(&town.hub, &Forms::default(), &folder).unwrap();
    assert!(kept.failed.is_empty() && kept.written > 0);
    assert!(!is_behind(&folder, two, town.hub.now()));
    town.clock.pass(UnixMillis::DAY);
    assert!(is_behind(&folder, two, town.hub.now()));
}
