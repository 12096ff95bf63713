//! Anything, at everything that reads bytes from outside: no panic, no hang, no failure of the
//! hub's own, and what can be read reads the same again.
//!
//! Each target begins with the inputs in its folder of `corpus` and goes on with mutations of them;
//! an input with an outcome that none had before is mutated further. An ordinary test run makes
//! a few thousand from a fixed seed. `make fuzz MINUTES=10` goes on for that long from a fresh seed.
//! An input that fails is written to `target/fuzz`: mend the fault, and keep the input in the
//! corpus.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and tells what it tried"
)]

mod hub;
mod json;
mod messages;
mod mutate;
mod replica;
mod run;
mod texts;

use run::fuzz;

#[test]
fn texts_of_every_sort_are_read_or_refused() {
    fuzz("texts", texts::read);
}

#[test]
fn messages_of_either_side_and_of_the_worker_are_read_or_refused() {
    fuzz("messages", messages::read);
}

#[test]
fn the_hub_answers_any_body_of_a_sync() {
    let hub = hub::Hub::new();
    fuzz("sync", |input| hub.sync(input));
}

#[test]
fn the_hub_answers_any_packed_body_of_a_sync() {
    let hub = hub::Hub::new();
    let seeds = run::corpus("sync").into_iter();
    let seeds: Vec<_> = seeds.flat_map(|seed| hub.packed(&seed)).collect();
    run::fuzz_from("packed", seeds, |input| hub.sync_packed(input));
}

#[test]
fn the_hub_answers_any_enrolment() {
    let hub = hub::Hub::new();
    fuzz("enrol", |input| hub.enrol(input));
}

#[test]
fn the_hub_answers_any_bundle() {
    let hub = hub::Hub::new();
    let seeds = run::corpus("sync").into_iter();
    let seeds: Vec<_> = seeds.map(|seed| hub.sealed(&seed)).collect();
    run::fuzz_from("bundle", seeds, |input| hub.bundle(input));
}

#[test]
fn the_hub_answers_anything_that_is_sealed_in_a_bundle() {
    let hub = hub::Hub::new();
    let seeds = run::corpus("sync");
    run::fuzz_from("sealed", seeds, |input| hub.bundle(&hub.sealed(input)));
}

#[test]
fn the_hub_answers_any_address_query_and_token() {
    let hub = hub::Hub::new();
    fuzz("heads", |input| hub.get(input));
}

#[test]
fn a_replica_survives_any_answer_of_a_hub() {
    let mut phone = replica::Phone::new();
    fuzz("answers", |input| phone.hears(input));
}

#[test]
fn a_replica_survives_any_command_and_query() {
    let mut phone = replica::Phone::new();
    fuzz("commands", |input| phone.is_told(input));
}
