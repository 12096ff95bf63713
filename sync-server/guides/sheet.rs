use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chuanmen_core::domain::Guide;
use chuanmen_core::protocol::limits;
use csv::{ReaderBuilder, StringRecord, Trim};

/// The columns by both their names; a file says one of each in any order. 事项 and 类别 must be
/// there.
const COLUMNS: [(&str, &str); 9] = [
    ("title", "事项"),
    ("category", "类别"),
    ("summary", "是什么"),
    ("eligibility", "谁能办"),
    ("papers", "材料"),
    ("place", "窗口"),
    ("hours", "时间"),
    ("phone", "电话"),
    ("retired", "停用"),
];
const TITLE: usize = 0;
const CATEGORY: usize = 1;
const PAPERS: usize = 4;
const PHONE: usize = 7;
const RETIRED: usize = 8;

/// The longest title or category, in characters: a line of a phone at the usual size, twice.
const NAME_CHARS: usize = 40;

/// What is wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, from 1; the columns' names are line 1.
    pub line: u64,
    /// The column, by its Chinese name; none if it is the whole line.
    pub column: Option<&'static str>,
    /// In words.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", {column}")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// The entries of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GuideSheet {
    /// In the order of the file, which is the order of lists.
    pub guides: Vec<Guide>,
    /// The fields that no column names: entries that are there already keep theirs.
    pub untold: BTreeSet<&'static str>,
}

/// Reads entries. Papers stand in one cell, a line each or with `；` between.
///
/// # Errors
/// Everything that is wrong, by line; then nothing of the file is taken.
pub fn read_csv(bytes: &[u8]) -> Result<GuideSheet, Vec<Fault>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .flexible(true)
        .from_reader(bytes);
    let columns = match reader.headers() {
        Ok(names) => columns(names)?,
        Err(error) => return Err(vec![broken(1, &error)]),
    };
    let (mut guides, mut faults) = (Vec::new(), Vec::new());
    let mut titles = BTreeSet::new();
    for (order, row) in (1..).zip(reader.records()) {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(order + 1, csv::Position::line);
                faults.push(broken(line, &error));
                continue;
            }
        };
        if row.iter().all(str::is_empty) {
            continue;
        }
        let line = row.position().map_or(order + 1, csv::Position::line);
        let before = faults.len();
        let guide = guide(&row, &columns, order, &mut |column: usize, what: &str| {
            let column = COLUMNS.get(column).map(|(_, name)| *name);
            faults.push(Fault {
                line,
                column,
                what: what.to_owned(),
            });
        });
        if !guide.title.is_empty() && !titles.insert(guide.title.clone()) {
            faults.push(Fault {
                line,
                column: Some(COLUMNS[TITLE].1),
                what: "the same title stands above".to_owned(),
            });
        }
        if faults.len() == before {
            guides.push(guide);
        }
    }
    if faults.is_empty() {
        let untold = COLUMNS.iter().enumerate();
        let untold = untold.filter(|(column, _)| !columns.contains_key(column));
        let untold = untold.map(|(_, (field, _))| *field).collect();
        Ok(GuideSheet { guides, untold })
    } else {
        Err(faults)
    }
}

/// Where each column stands.
fn columns(names: &StringRecord) -> Result<BTreeMap<usize, usize>, Vec<Fault>> {
    let at = |(_, (word, name)): &(usize, (&str, &str))| {
        names
            .iter()
            .position(|found| found == *word || found == *name)
    };
    let known = COLUMNS.into_iter().enumerate();
    let columns: BTreeMap<_, _> = known
        .filter_map(|known| Some((known.0, at(&known)?)))
        .collect();
    let missing = [TITLE, CATEGORY].into_iter();
    let missing = missing.filter(|column| !columns.contains_key(column));
    let mut faults: Vec<_> = missing
        .filter_map(|column| COLUMNS.get(column))
        .map(|(_, name)| Fault {
            line: 1,
            column: Some(name),
            what: "the column is missing".to_owned(),
        })
        .collect();
    // A misspelt column would be lost without a word.
    let is_known = |found: &str| {
        COLUMNS
            .iter()
            .any(|(word, name)| found == *word || found == *name)
    };
    for found in names
        .iter()
        .filter(|found| !found.is_empty() && !is_known(found))
    {
        faults.push(Fault {
            line: 1,
            column: None,
            what: format!("no column is called {found}"),
        });
    }
    if faults.is_empty() {
        Ok(columns)
    } else {
        Err(faults)
    }
}

fn guide(
    row: &StringRecord,
    columns: &BTreeMap<usize, usize>,
    order: u64,
    fault: &mut dyn FnMut(usize, &str),
) -> Guide {
    let cell = |column: usize| {
        let at = columns.get(&column).copied();
        at.and_then(|at| row.get(at)).unwrap_or_default()
    };
    for column in [TITLE, CATEGORY] {
        match cell(column).chars().count() {
            0 => fault(column, "must not be empty"),
            1..=NAME_CHARS => {}
            _ => fault(column, "is longer than 40 characters"),
        }
    }
    for column in 0..COLUMNS.len() {
        if cell(column).len() > limits::TEXT_BYTES {
            fault(column, "is too long");
        }
        if cell(column).contains('\0') {
            fault(column, "holds a character that is none");
        }
    }
    let phone = cell(PHONE);
    let dials = |c: char| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+' | '(' | ')');
    if !phone.chars().all(dials) {
        fault(PHONE, "is no telephone: digits and dashes only");
    }
    let retired = match cell(RETIRED) {
        "" | "否" | "no" => false,
        "是" | "yes" => true,
        _ => {
            fault(RETIRED, "is neither 是 nor 否");
            false
        }
    };
    let papers = cell(PAPERS).split(['\n', '；', ';']).map(str::trim);
    Guide {
        title: cell(TITLE).to_owned(),
        category: cell(CATEGORY).to_owned(),
        summary: cell(2).to_owned(),
        eligibility: cell(3).to_owned(),
        papers: papers
            .filter(|paper| !paper.is_empty())
            .map(str::to_owned)
            .collect(),
        place: cell(5).to_owned(),
        hours: cell(6).to_owned(),
        phone: phone.to_owned(),
        order: i64::try_from(order).unwrap_or(i64::MAX),
        retired,
    }
}

fn broken(line: u64, error: &csv::Error) -> Fault {
    let what = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "is not UTF-8: save the file as “CSV UTF-8”".to_owned(),
        _ => error.to_string(),
    };
    Fault {
        line,
        column: None,
        what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let faults = read_csv(text.as_bytes()).unwrap_err();
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn entries_are_read_in_the_order_of_the_file_whatever_the_order_of_columns() {
        let text = "\u{feff}类别,事项,材料,电话,停用\r\n养老,高龄津贴,身份证；银行卡,0691-2120000,\r\n\
                    ,,,,\r\n户政,居住证,\"身份证\n照片\",,是\r\n";
        let GuideSheet { guides, untold } = read_csv(text.as_bytes()).unwrap();
        assert_eq!(
            untold.into_iter().collect::<Vec<_>>(),
            ["eligibility", "hours", "place", "summary"]
        );
        let read: Vec<_> = guides
            .iter()
            .map(|guide| (guide.title.as_str(), guide.papers.join("+"), guide.retired))
            .collect();
        assert_eq!(
            read,
            [
                ("高龄津贴", "身份证+银行卡".to_owned(), false),
                ("居住证", "身份证+照片".to_owned(), true),
            ]
        );
        assert!(guides[0].order < guides[1].order);
    }

    #[test]
    fn every_fault_is_named_by_its_line_and_column() {
        let text =
            "title,category,phone,retired\n高龄津贴,养老,ask,\n,养老,,maybe\n高龄津贴,养老,,\n";
        assert_eq!(
            faults(text),
            [
                "line 2, 电话: is no telephone: digits and dashes only",
                "line 3, 事项: must not be empty",
                "line 3, 停用: is neither 是 nor 否",
                "line 4, 事项: the same title stands above",
            ]
        );
    }

    #[test]
    fn a_missing_or_misspelt_column_is_a_fault_of_the_first_line() {
        assert_eq!(
            faults("事项,类型\n高龄津贴,养老\n"),
            [
                "line 1, 类别: the column is missing",
                "line 1: no column is called 类型"
            ]
        );
    }

    #[test]
    fn a_file_of_the_systems_old_encoding_is_told_apart() {
        let faults = read_csv(b"title,category\n\xb8\xdf,\xc1\xe4\n").unwrap_err();
        assert!(faults[0].what.contains("UTF-8"), "{faults:?}");
    }
}
