//! What the hub knows of a list as its supervisors are told.

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{
    ImportColumn, ImportField, ImportMatching, ImportPreview, ImportProblem, ImportedList,
    ImportsResponse, UndoneImport, VERSION,
};
use uuid::Uuid;

use super::{LeftBecause, Undone};
use crate::hub::HubError;
use crate::import::{Field, Matching, Meanings, Plan, Severity, column_letters};
use crate::store::{AccountRow, ImportRow};

/// Problems that are told at once: more than anybody reads before they mend the file.
const TOLD: usize = 500;

/// Columns that somebody may speak of: no list has more.
const COLUMNS: usize = 128;

/// What somebody says of columns.
pub(super) fn meanings(matching: ImportMatching) -> Result<Meanings, HubError> {
    if matching.v != VERSION {
        return Err(HubError::UnsupportedVersion(matching.v.into()));
    }
    if matching.columns.len() > COLUMNS {
        return Err(HubError::TooLarge("columns"));
    }
    let columns = matching.columns.into_iter();
    let columns = columns.map(|(heading, field)| match field {
        None => Ok((heading, None)),
        Some(word) => match Field::named(&word) {
            Some(field) => Ok((heading, Some(field))),
            None => Err(HubError::Invalid("there is no such field".into())),
        },
    });
    columns.collect()
}

pub(super) fn preview(
    (id, expires_at): (Uuid, UnixMillis),
    file: &str,
    matching: &Matching,
    plan: &Plan,
) -> ImportPreview {
    let counts = plan.counts();
    let count = |severity| counts.get(&severity).copied().unwrap_or_default();
    let taken: BTreeMap<_, _> = matching.columns.iter().map(|(f, c)| (*c, *f)).collect();
    let columns = matching
        .headings
        .iter()
        .map(|(column, heading)| ImportColumn {
            column: column_letters(*column),
            heading: heading.clone(),
            field: taken.get(column).map(ToString::to_string),
        });
    let fields = Field::of(matching.kind).map(|field| ImportField {
        field: field.to_string(),
        heading: field.heading().to_owned(),
        needed: field.is_needed(matching.kind),
    });
    let problems = plan
        .problems
        .iter()
        .take(TOLD)
        .map(|problem| ImportProblem {
            place: problem.place(),
            heading: problem.heading.clone(),
            code: problem.code.as_str().to_owned(),
            severity: problem.code.severity().as_str().to_owned(),
            message: problem.code.sentence().to_owned(),
        });
    ImportPreview {
        id,
        expires_at,
        kind: matching.kind.to_string(),
        file: file.to_owned(),
        columns: columns.collect(),
        fields: fields.collect(),
        rows: plan.rows,
        good: plan.good,
        records: plan.records(),
        stopped: plan.is_stopped(),
        errors: count(Severity::Stop) + count(Severity::Error),
        duplicates: count(Severity::Duplicate),
        notices: count(Severity::Notice),
        problems: problems.collect(),
    }
}

pub(super) fn listed(rows: Vec<ImportRow>, accounts: &[AccountRow]) -> ImportsResponse {
    let names: BTreeMap<_, _> = accounts.iter().map(|row| (row.id, &row.name)).collect();
    let imports = rows.into_iter().map(|row| ImportedList {
        id: row.id.0,
        kind: row.kind.to_string(),
        file: row.file,
        author: row
            .author
            .and_then(|author| names.get(&author).map(|name| (*name).clone())),
        at: row.at,
        rows: row.rows,
        added: row.added,
        state: row.state.as_str().to_owned(),
    });
    ImportsResponse {
        imports: imports.collect(),
    }
}

pub(super) fn undone(undone: &Undone) -> UndoneImport {
    let left = |because| {
        let left = undone.left.iter();
        left.filter(|left| left.because == because).count()
    };
    UndoneImport {
        removed: undone.removed,
        gone: undone.gone,
        changed: left(LeftBecause::Changed),
        in_use: left(LeftBecause::InUse),
    }
}
