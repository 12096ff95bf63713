use chuanmen_core::domain::Feedback;

use super::Reading;
use crate::api::FeedbackRow;
use crate::storage::{StorageError, record_of};

/// What this person said about the app, the last first. Nobody else's reaches this device.
pub(super) fn answer(reading: Reading<'_>) -> Result<Vec<FeedbackRow>, StorageError> {
    let mut statement = reading.connection().prepare_cached(
        "SELECT id, kind, fields, clocks, pending FROM record
         WHERE kind = 'feedback' AND NOT deleted",
    )?;
    let mut rows = statement.query([])?;
    let mut said = Vec::new();
    while let Some(row) = rows.next()? {
        let pending: i64 = row.get(4)?;
        let feedback = Feedback::read(&record_of(row)?);
        said.extend(feedback.map(|feedback| FeedbackRow {
            id: feedback.id,
            sort: feedback.sort,
            text: feedback.text,
            written_at: feedback.written_at,
            delivered: pending == 0,
            answer: feedback.answer,
            answered_at: feedback.answered_at,
        }));
    }
    said.sort_by_key(|row| std::cmp::Reverse((row.written_at, row.id)));
    Ok(said)
}
