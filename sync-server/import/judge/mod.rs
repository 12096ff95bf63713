//! Each row becomes something to write, or problems at its cells.

mod areas;
mod residents;

use jiff::civil::Date;

use super::{ImportKind, Matching, Plan, Sheet, Standing};

/// Judges the rows of a sheet by what the community has. Nothing is written.
#[must_use]
pub fn judge(sheet: &Sheet, matching: &Matching, standing: &Standing, today: Date) -> Plan {
    if !matching.is_usable() {
        return Plan {
            problems: matching.problems.clone(),
            ..Plan::default()
        };
    }
    match matching.kind {
        ImportKind::Residents => residents::judge(sheet, matching, standing, today),
        ImportKind::Areas => areas::judge(sheet, matching, standing),
    }
}
