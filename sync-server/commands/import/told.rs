use serde::Serialize;

use crate::commands::table::aligned;
use crate::import::{Field, Matching, Plan, Problem, Severity, column_letters};

/// Problems that a table shows; JSON has all of them.
const SHOWN: usize = 200;

/// A plan for people: a line of numbers, then the problems.
pub(super) fn told(plan: &Plan) -> String {
    let counts = plan.counts();
    let count = |severity| counts.get(&severity).copied().unwrap_or_default();
    let summary = format!(
        "共 {} 行，可导入 {} 行（{} 条记录）；错误 {}，重复 {}，提醒 {}。",
        plan.rows,
        plan.good,
        plan.records(),
        count(Severity::Error) + count(Severity::Stop),
        count(Severity::Duplicate),
        count(Severity::Notice),
    );
    if plan.problems.is_empty() {
        return summary;
    }
    let head = ["位置", "列", "", "说明", "代码"]
        .map(str::to_owned)
        .to_vec();
    let shown = plan.problems.iter().take(SHOWN).map(line);
    let rows: Vec<_> = std::iter::once(head).chain(shown).collect();
    let mut told = format!("{summary}\n\n{}", aligned(&rows));
    let more = plan.problems.len().saturating_sub(SHOWN);
    if more > 0 {
        told += &format!("\n……还有 {more} 个，用 --json 看全部。");
    }
    told
}

fn line(problem: &Problem) -> Vec<String> {
    // What stands in a file is kept from moving the cursor.
    let plain = |text: &str| text.replace(char::is_control, " ");
    let heading: String = plain(&problem.heading).chars().take(12).collect();
    vec![
        problem.place(),
        heading,
        problem.code.severity().word().to_owned(),
        problem.code.sentence().to_owned(),
        problem.code.as_str().to_owned(),
    ]
}

/// The same for programs.
pub(super) fn json(matching: &Matching, plan: &Plan) -> Result<String, serde_json::Error> {
    #[derive(Serialize)]
    struct Column {
        column: String,
        heading: String,
        field: Field,
    }
    #[derive(Serialize)]
    struct Told<'p> {
        columns: Vec<Column>,
        rows: usize,
        good: usize,
        records: usize,
        problems: &'p [Problem],
    }
    let columns = matching.columns.iter().map(|(field, column)| Column {
        column: column_letters(*column),
        heading: matching.headings.get(column).cloned().unwrap_or_default(),
        field: *field,
    });
    serde_json::to_string_pretty(&Told {
        columns: columns.collect(),
        rows: plan.rows,
        good: plan.good,
        records: plan.records(),
        problems: &plan.problems,
    })
}
