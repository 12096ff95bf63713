//! Every report as it leaves the house: each file is opened again and holds what the hub computed.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chuanmen_core::china_date;
use chuanmen_core::domain::Urgency;
use chuanmen_core::report::{Cell, ReportName, Table};
use chuanmen_replica::api::{Command, NeedDraft};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor, now,
};

/// What a spreadsheet must not take for a formula.
const HOSTILE: &str = "=HYPERLINK(\"http://192.0.2.1\",\"楼道灯不亮\")";

#[tokio::test]
async fn every_report_is_exported_and_reads_back_as_the_hub_computed_it() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    raise_hostile_need(&server).await;
    let supervisor = Device::supervisor(&server).await;
    let desk = Profile::new(Shape::Desk);
    let browser = open(&desk, &server).await;
    let month = china_date(now()).first_of_month();
    for name in ReportName::KNOWN {
        let table = supervisor.report(name.clone(), month).await;
        let address = format!("{}/reports?name={name}", server.url());
        browser.goto(&address).await;
        browser.sees(&table.title).await;

        browser.press("导出 XLSX").await;
        let file = browser.downloaded(".xlsx").await;
        assert_eq!(spreadsheet(file), texts(&table), "{name}: the spreadsheet");

        browser.press("导出 CSV").await;
        let file = browser.downloaded(".csv").await;
        assert_eq!(comma_separated(&file), harmless(&table), "{name}: the CSV");
    }
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn a_printed_report_holds_its_rows_and_who_printed_it_and_nothing_of_the_screen() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    raise_hostile_need(&server).await;
    let desk = Profile::new(Shape::Desk);
    let browser = open(&desk, &server).await;
    browser
        .goto(&format!("{}/reports?name=needs", server.url()))
        .await;
    browser.sees("楼道灯不亮").await;
    let paper = browser.print().await;
    assert!(paper.pages >= 1);
    for there in ["诉求台账", "楼道灯不亮", "打印：刘敏"] {
        assert!(paper.words.contains(there), "{there} is on {}", paper.words);
    }
    for screen in ["导出XLSX", "总览", "我的"] {
        assert!(!paper.words.contains(screen), "{screen} is on paper");
    }
    browser.close().await;
}

#[tokio::test]
async fn a_report_is_built_counted_and_exported_as_it_shows_and_its_address_keeps_it() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let desk = Profile::new(Shape::Desk);
    let browser = open(&desk, &server).await;
    let supervisor = Device::supervisor(&server).await;
    let month = china_date(now()).first_of_month();
    let needs = supervisor.report(ReportName::Needs, month).await;
    let address = format!("{}/reports?name=needs", server.url());
    browser.goto(&address).await;
    browser.sees(&needs.title).await;

    // Columns and rows of one's own choice need no signal: the report is there.
    server.stop();
    browser.press("自选").await;
    for column in ["网格", "状态"] {
        let chip = format!("return click('要哪些栏', '{column}')");
        browser
            .until("a column is chosen", async || {
                browser.try_run(&format!("{CLICK}{chip}"), Vec::new()).await == Some(true.into())
            })
            .await;
    }
    let columns = "return document.querySelectorAll('table.data thead th').length === 2 ? 2 : null";
    assert_eq!(browser.number(columns).await, 2.0);
    browser.reload().await;
    assert_eq!(browser.number(columns).await, 2.0);

    let chip = "return click('按什么计数', '状态')";
    browser
        .until("it is counted", async || {
            browser.try_run(&format!("{CLICK}{chip}"), Vec::new()).await == Some(true.into())
        })
        .await;
    browser.sees("按状态计数").await;
    server.serve().await;
    browser.press("导出 XLSX").await;
    let rows = spreadsheet(browser.downloaded(".xlsx").await);
    assert_eq!(rows[0], ["状态", "条数"]);
    let counted = rows[1..].iter().map(|row| row[1].parse::<usize>().unwrap());
    assert_eq!(counted.sum::<usize>(), needs.rows.len());
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

/// Presses a chip of the group that speaks this name.
const CLICK: &str = "
const click = (group, words) => {
    const chips = document.querySelectorAll(`[role=group][aria-label='${group}'] button`);
    const chip = [...chips].find((one) => one.textContent.trim() === words);
    chip?.click();
    return chip !== undefined;
};
";

async fn raise_hostile_need(server: &TestServer) {
    let alice = Device::alice(server).await;
    let household = alice.door().await.household;
    let need = NeedDraft {
        category: "public_facility".to_owned(),
        text: HOSTILE.to_owned(),
        urgency: Urgency::Normal,
    };
    alice.send(Command::RaiseNeed { household, need }).await;
    alice.sync().await;
}

async fn open(desk: &Profile, server: &TestServer) -> Browser {
    let browser = desk.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("社区")).await;
    browser.go("总览").await;
    browser.sees("件诉求没办结").await;
    browser
}

/// The titles and the rows, each cell as text.
fn texts(table: &Table) -> Vec<Vec<String>> {
    let titles = table.columns.iter().map(|column| column.title.clone());
    let rows = table.rows.iter().map(|row| {
        row.iter()
            .map(|cell| match cell {
                Cell::Text(text) => text.clone(),
                Cell::Number(number) => number.to_string(),
            })
            .collect()
    });
    std::iter::once(titles.collect()).chain(rows).collect()
}

/// The same with an apostrophe before what would be a formula.
fn harmless(table: &Table) -> Vec<Vec<String>> {
    let mut texts = texts(table);
    for cell in texts.iter_mut().flatten() {
        // A number below nothing is no formula.
        let formula = cell.starts_with(['=', '+', '-', '@']);
        if formula && cell.parse::<i64>().is_err() {
            cell.insert(0, '\'');
        }
    }
    texts
}

fn spreadsheet(file: Vec<u8>) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).unwrap();
    let sheet = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&sheet).unwrap();
    assert!(formulas.is_empty(), "a formula in {sheet}");
    let cells = book.worksheet_range(&sheet).unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    cells
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

/// The lines of a CSV file, without the one at its end that says who took it away.
fn comma_separated(file: &[u8]) -> Vec<Vec<String>> {
    let text = file.strip_prefix("\u{feff}".as_bytes());
    let text = text.expect("it begins with a byte order mark");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    let mut lines: Vec<Vec<String>> = reader
        .records()
        .map(|line| line.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let mark = lines.pop().unwrap();
    assert!(mark[0].starts_with("导出：刘敏，"), "{mark:?}");
    lines
}
