//! The simulator, over CI's share of seeds; see `simulation` in the library.

use chuanmen_core::simulation::Fault;
use chuanmen_tests::simulation::{Stage, run};

/// CI's share.
const SEEDS: u64 = 2_000;
/// Seeds within which each planted fault must be caught.
const CAUGHT_WITHIN: u64 = 500;

#[test]
fn every_promise_is_kept_over_two_thousand_seeds() {
    let report = run(1..SEEDS + 1, None, None);
    if let Some(broken) = report.broken {
        panic!("\n{broken}");
    }
    assert_eq!(report.played, SEEDS);
}

#[test]
fn each_planted_fault_is_caught() {
    for fault in Fault::KNOWN {
        let report = run(1..CAUGHT_WITHIN + 1, Some(fault), None);
        assert!(report.broken.is_some(), "{fault} was not caught");
    }
}

#[test]
fn the_same_seed_gives_the_same_story() {
    let told = |seed| match Stage::new().play(seed, None) {
        Ok(outcome) => outcome.trace,
        Err(failure) => failure.trace,
    };
    for seed in 1..20 {
        assert_eq!(told(seed), told(seed), "seed {seed}");
    }
}
