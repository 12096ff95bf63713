use std::io::Cursor;

use axum::http::header;
use calamine::{Reader, Xlsx};
use chuanmen_core::domain::Kind;
use chuanmen_core::report::{Overview, Table};
use http_body_util::BodyExt;

use super::town::{Town, accepted, grid, new};

async fn with_a_need() -> Town {
    let town = Town::new();
    let mut alice = town.phone("member");
    let need = new(
        Kind::Need,
        1,
        &[("text", "三栋路灯不亮"), ("category", "public_facility")],
    );
    let saved = alice.saves(grid(1), vec![need]);
    accepted(&town.sync(&alice, vec![saved]).await.answers[0]);
    town
}

#[tokio::test]
async fn what_a_phone_recorded_stands_in_the_supervisors_overview() {
    let town = with_a_need().await;
    let supervisor = town.phone("supervisor");
    let (_, overview): (_, Overview) = town.json(supervisor.get("/v1/reports/overview")).await;
    assert_eq!(overview.totals.open_needs, 1);
    assert_eq!(overview.community, "花卉园社区");
    assert_eq!(overview.grids.len(), 2);
    let other = format!("/v1/reports/overview?grid={}", super::town::area(0x102));
    let (_, overview): (_, Overview) = town.json(supervisor.get(&other)).await;
    assert_eq!(overview.totals.open_needs, 0);
}

#[tokio::test]
async fn a_report_comes_as_json_spreadsheet_and_csv_with_the_same_rows() {
    let town = with_a_need().await;
    let supervisor = town.phone("supervisor");
    let path = "/v1/reports/needs?month=2026-11";
    let (_, table): (_, Table) = town.json(supervisor.get(path)).await;
    assert_eq!(table.rows.len(), 1);

    let response = town
        .call(supervisor.get(&format!("{path}&format=csv")))
        .await;
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    assert!(String::from_utf8_lossy(&bytes).contains("三栋路灯不亮"));

    let response = town
        .call(supervisor.get(&format!("{path}&format=xlsx")))
        .await;
    let disposition = &response.headers()[header::CONTENT_DISPOSITION];
    assert_eq!(disposition, "attachment; filename=\"needs-2026-11.xlsx\"");
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    let sheet = book.worksheet_range(&name).unwrap();
    let cells = sheet.rows().flatten().map(ToString::to_string);
    assert!(cells.into_iter().any(|cell| cell == "三栋路灯不亮"));
}

#[tokio::test]
async fn reports_are_kept_by_no_cache_on_the_way() {
    let town = with_a_need().await;
    let supervisor = town.phone("supervisor");
    for path in ["overview", "needs", "needs?format=csv", "needs?format=xlsx"] {
        let response = town
            .call(supervisor.get(&format!("/v1/reports/{path}")))
            .await;
        assert_eq!(
            response.headers()[header::CACHE_CONTROL],
            "no-store",
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_a_report_cannot_be_narrowed_to_is_refused_and_not_left_out() {
    let town = with_a_need().await;
    let supervisor = town.phone("supervisor");
    for asked in [
        "needs?pick=nonsense",
        "needs?pick=",
        "needs?pick=due",
        "needs?state=published",
        "wishes?state=nonsense",
        "care?week=2026-99-99",
        "care?week=2026-11-30",
        "needs?month=2026-12",
        "overview?month=2027-06",
    ] {
        let path = format!("/v1/reports/{asked}");
        let refused = town.refused(supervisor.get(&path)).await;
        assert_eq!(refused, (400, "bad_request".into()), "{asked}");
    }
    for asked in [
        "needs?pick=overdue&category=x&party=nobody",
        "needs?pick=raised&week=2026-11-25",
        "wishes?state=published",
        "needs?month=2026-10",
    ] {
        let path = format!("/v1/reports/{asked}");
        let (status, _): (_, Table) = town.json(supervisor.get(&path)).await;
        assert_eq!(status, 200, "{asked}");
    }
    let above = town.phone("subdistrict");
    let refused = town
        .refused(above.get("/v1/subdistrict?month=2026-12"))
        .await;
    assert_eq!(refused, (400, "bad_request".into()));
}

#[tokio::test]
async fn json_says_too_who_took_it_away_and_when() {
    let town = with_a_need().await;
    let supervisor = town.phone("supervisor");
    let (_, report): (_, serde_json::Value) = town.json(supervisor.get("/v1/reports/needs")).await;
    assert_eq!(report["by"], "supervisor 的名字");
    assert_eq!(report["at"], super::town::NOON.0);
    assert_eq!(report["rows"].as_array().unwrap().len(), 1);
}
