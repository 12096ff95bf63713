//! The hub as its clients meet it: the real router over a real database.

mod backup;
mod bad_input;
mod blobs;
mod bundles;
mod bytes;
mod conflicts;
mod delivery;
mod enrol;
mod faults;
mod feedback;
mod guides;
mod hostile;
mod late;
mod moves;
mod organisations;
mod packed;
mod pages;
mod reports;
mod restamp;
mod routes;
mod rules;
mod slow;
mod town;
mod unlock;
mod upgrade;
mod web;
