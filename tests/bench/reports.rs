//! What a supervisor's browser waits for at the hub, in a subdistrict of full size and of a tenth.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, header};
use chuanmen_core::UnixMillis;
use chuanmen_core::report::{Cell, Column, ColumnKind, ReportName, Table};
use chuanmen_server::{AppState, reports, router};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::figures::{millis, peak, print, print_times};
use crate::town::{SUPERVISOR, Size, TENTH, WHOLE, hub};

/// The first argument of a bench that is to write one spreadsheet, so that its memory is its own.
pub(crate) const SHEET: &str = "write-a-sheet";
const ROWS: i64 = 100_000;
const TIMES: usize = 7;

/// What is asked for, and how it is called here.
const ASKED: [(&str, &str); 8] = [
    ("overview", "overview"),
    (
        "overview_of_a_grid",
        "overview?grid=00000000-0000-0000-0000-000000000100",
    ),
    ("overview_last_month", "overview?month=2026-10"),
    ("needs", "needs"),
    ("needs_overdue", "needs?pick=overdue&category=category_1"),
    ("care", "care"),
    ("visits", "visits"),
    ("visits_xlsx", "visits?format=xlsx"),
];

pub(crate) async fn measure() {
    for size in [TENTH, WHOLE] {
        of(size).await;
    }
    sheet();
}

async fn of(size: Size) {
    let hub = hub(size);
    let bytes = hub.store().size().expect("a size");
    print(&format!("town_{}_bytes", size.name), bytes, "B");
    let code = hub
        .enrolment_code(SUPERVISOR, UnixMillis::DAY)
        .expect("a code");
    let device = hub
        .enrol_by_code(&code.to_string(), "量一量")
        .expect("a device");
    let app = router(AppState::new(hub).expect("a state"));
    for (name, path) in ASKED {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..TIMES {
            let request = Request::get(format!("/v1/reports/{path}"))
                .header(header::AUTHORIZATION, format!("Bearer {}", device.token))
                .body(Body::empty())
                .expect("a request");
            let start = Instant::now();
            let response = app.clone().oneshot(request).await.expect("an answer");
            assert!(
                response.status().is_success(),
                "{path}: {}",
                response.status()
            );
            response.into_body().collect().await.expect("a body");
            times.push(start.elapsed());
        }
        print_times(&format!("report_{name}_{}", size.name), times);
    }
}

/// A spreadsheet of many rows, in a process of its own.
fn sheet() {
    let me = std::env::current_exe().expect("this program");
    let ran = std::process::Command::new(me)
        .arg(SHEET)
        .output()
        .expect("a sheet");
    let said: Value = serde_json::from_slice(&ran.stdout).expect("figures");
    print("xlsx_100000_rows", said["ms"].clone(), "ms");
    print("xlsx_100000_rows_peak", said["peak_KiB"].clone(), "KiB");
    print("xlsx_100000_rows_bytes", said["bytes"].clone(), "B");
}

/// Writes a report of many rows, and says how long that took and what it needed, the rows
/// themselves included.
pub(crate) fn write_a_sheet() {
    let start = Instant::now();
    let column = |key: &str, kind| Column {
        key: key.into(),
        title: key.into(),
        kind,
    };
    let texts = [
        "grid",
        "place",
        "head",
        "visitor",
        "purpose",
        "outcome",
        "attention",
        "note",
    ];
    let mut columns = vec![
        column("day", ColumnKind::Date),
        column("number", ColumnKind::Number),
    ];
    columns.extend(texts.map(|key| column(key, ColumnKind::Text)));
    let row = |number: i64| {
        let mut cells = vec![Cell::from("2026-11-23"), Cell::Number(number)];
        let note = format!("第 {number} 次：老人在家，血压偏高，按时服药");
        let texts = [
            "第 3 网格",
            "榕树小区 3-2-502",
            "玉罕",
            "周丽萍",
            "关爱",
            "见到人",
            "",
            &note,
        ];
        cells.extend(texts.map(Cell::from));
        cells
    };
    let table = Table {
        name: ReportName::Visits,
        title: "花卉园社区走访台账（2026年11月）".into(),
        only: Default::default(),
        at: UnixMillis(1_795_414_800_000),
        columns,
        rows: (0..ROWS).map(row).collect(),
    };
    let bytes = reports::xlsx(&table).expect("a spreadsheet").len();
    let took = millis(start.elapsed());
    let peak = peak(std::process::id());
    println!(
        "{}",
        json!({ "ms": took, "peak_KiB": peak, "bytes": bytes })
    );
}
