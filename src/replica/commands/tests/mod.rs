mod amend;
mod area;
mod bad_input;
mod bundle;
mod campaign;
mod catalogue;
mod checklist;
mod feedback;
mod floor;
mod health;
mod homes;
mod lists;
mod meeting;
mod organisation;
mod people;
mod picture;
mod points;
mod posts;
mod questions;
mod resident;
mod settle;
mod steps;
mod visit;

use crate::api::ReplicaError;

/// What was wrong, as `field: problem`.
fn problem<T: std::fmt::Debug>(result: Result<T, ReplicaError>) -> String {
    match result.unwrap_err() {
        ReplicaError::Invalid { field, problem } => format!("{field}: {problem}"),
        other => panic!("{other:?}"),
    }
}
