use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use chuanmen_core::UnixMillis;
use chuanmen_core::report::{Cell, Column, ColumnKind, ReportName, Table};

use super::Mark;

fn mark() -> Mark {
    Mark {
        by: "刘敏".into(),
        at: UnixMillis(1_795_414_860_000),
    }
}

fn column(key: &str, title: &str, kind: ColumnKind) -> Column {
    Column::new(key, title, kind)
}

/// A small report with one row of these texts in its first column.
fn table(texts: &[&str]) -> Table {
    let row = |text: &&str| {
        vec![
            Cell::from(*text),
            Cell::from("2026-11-25"),
            Cell::Number(-2),
            Cell::EMPTY,
        ]
    };
    Table {
        only: Default::default(),
        name: ReportName::Needs,
        title: "花卉园社区诉求台账 & 其他（2026年11月）".into(),
        at: UnixMillis(1_795_414_800_000),
        columns: vec![
            column("text", "内容", ColumnKind::Text),
            column("due_on", "最迟", ColumnKind::Date),
            column("days_late", "超期天数", ColumnKind::Number),
            column("satisfaction", "满意度", ColumnKind::Number),
        ],
        rows: texts.iter().map(row).collect(),
        about: None,
    }
}

fn xlsx(table: &Table) -> Vec<u8> {
    super::xlsx(table, table.rows.clone(), &mark()).unwrap()
}

fn csv(table: &Table) -> Vec<u8> {
    super::csv(table, table.rows.clone(), &mark()).unwrap()
}

fn read_back(table: &Table) -> (Range<Data>, Range<String>) {
    let bytes = xlsx(table);
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["诉求台账"]);
    let cells = book.worksheet_range("诉求台账").unwrap();
    (cells, book.worksheet_formula("诉求台账").unwrap())
}

#[test]
fn a_spreadsheet_reads_back_as_the_table_it_was() {
    let (cells, _) = read_back(&table(&["4 楼楼道灯不亮", "玉罕😀家漏水"]));
    let row = |index: usize| cells.rows().nth(index).unwrap();
    let titles: Vec<_> = row(0).iter().map(ToString::to_string).collect();
    assert_eq!(titles, ["内容", "最迟", "超期天数", "满意度"]);
    assert_eq!(row(2)[0], Data::String("玉罕😀家漏水".into()));
    assert_eq!(row(1)[2], Data::Float(-2.0));
    assert_eq!(row(1)[3], Data::Empty);
    let Data::DateTime(day) = &row(1)[1] else {
        panic!("not a day: {:?}", row(1)[1]);
    };
    assert_eq!(day.to_ymd_hms_milli(), (2026, 11, 25, 0, 0, 0, 0));
    assert_eq!(cells.height(), 3);
}

#[test]
fn what_looks_like_a_formula_is_a_plain_text_in_a_spreadsheet() {
    let tricks = ["=1+1", "+86", "-2", "@SUM(A1)", "=HYPERLINK(\"http://x\")"];
    let (cells, formulas) = read_back(&table(&tricks));
    assert!(formulas.is_empty());
    for (trick, row) in tricks.iter().zip(cells.rows().skip(1)) {
        assert_eq!(row[0], Data::String((*trick).into()));
    }
}

#[test]
fn an_empty_report_is_a_sheet_with_titles() {
    let (cells, _) = read_back(&table(&[]));
    assert_eq!(cells.height(), 1);
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_says_so() {
    let long = "😀".repeat(20_000);
    let (cells, _) = read_back(&table(&[&long]));
    let text = cells.rows().nth(1).unwrap()[0].to_string();
    assert!(text.ends_with('…') && text.encode_utf16().count() <= 32_767);
}

#[test]
fn a_day_that_is_none_and_a_number_too_large_to_be_exact_stay_texts() {
    let mut table = table(&["a"]);
    table.rows[0][1] = Cell::from("1600-01-01");
    table.rows[0][2] = Cell::Number(i64::MAX);
    let (cells, _) = read_back(&table);
    let row = cells.rows().nth(1).unwrap();
    assert_eq!(row[1], Data::String("1600-01-01".into()));
    assert_eq!(row[2], Data::String(i64::MAX.to_string()));
}

#[test]
fn control_characters_do_not_break_the_file() {
    let (cells, _) = read_back(&table(&["a\u{1}b\r\nc", "<&>\"'"]));
    assert_eq!(
        cells.rows().nth(2).unwrap()[0],
        Data::String("<&>\"'".into())
    );
}

#[test]
fn the_same_table_makes_the_same_file() {
    let table = table(&["一"]);
    assert_eq!(xlsx(&table), xlsx(&table));
}

fn csv_text(texts: &[&str]) -> String {
    String::from_utf8(csv(&table(texts))).unwrap()
}

#[test]
fn csv_begins_with_the_mark_that_excel_needs() {
    let text = csv_text(&["楼道灯"]);
    let expected = "\u{feff}内容,最迟,超期天数,满意度\r\n楼道灯,2026-11-25,-2,\r\n\
        导出：刘敏，2026-11-23 14:21（花卉园社区诉求台账 & 其他（2026年11月））,,,\r\n";
    assert_eq!(text, expected);
}

#[test]
fn csv_quotes_what_would_break_a_row() {
    let text = csv_text(&["他说“好”，\"行\"", "一\n二,三"]);
    let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let firsts: Vec<_> = reader
        .records()
        .map(|record| record.unwrap()[0].to_owned())
        .collect();
    assert_eq!(firsts[..2], ["他说“好”，\"行\"", "一\n二,三"]);
}

#[test]
fn csv_takes_the_sting_out_of_formulas_but_leaves_numbers() {
    for trick in ["=1+1", "+86", "-2", "@x", "\t=1", " =1", "＝1+1"] {
        let text = csv_text(&[trick]);
        assert!(text.contains(&format!("'{trick}")), "{text}");
        assert!(text.contains(",-2,"), "{text}");
    }
}

#[test]
fn a_spreadsheet_says_who_took_it_away_in_its_properties_and_on_paper() {
    let bytes = xlsx(&table(&["a"]));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let file = archive.by_name(name).unwrap();
        std::io::read_to_string(file).unwrap()
    };
    let words = "导出：刘敏，2026-11-23 14:21";
    assert!(part("docProps/core.xml").contains(words));
    assert!(part("xl/worksheets/sheet1.xml").contains(words));
}
