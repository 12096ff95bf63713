//! `make soak`: plays the simulator for as long as one likes.
//!
//! SEEDS (default 2000) and FROM (default 1) say which, MINUTES how long at most; SEED plays one
//! and prints all of it (FAULT: with that one planted); FAULTS=1 plants each and says when it was
//! caught.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use chuanmen_core::simulation::Fault;
use chuanmen_tests::simulation::{Stage, run};

/// Seeds within which each planted fault must be caught.
const CAUGHT_WITHIN: u64 = 500;

fn main() -> ExitCode {
    let good = match number("SEED") {
        Some(seed) => replay(seed),
        None if number("FAULTS").is_some() => faults(),
        None => soak(),
    };
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn replay(seed: u64) -> bool {
    let fault = std::env::var("FAULT").ok();
    let fault = fault.map(|word| Fault::from(word.as_str()));
    let played = Stage::new().play(seed, fault.as_ref());
    let (trace, what) = match &played {
        Ok(outcome) => (&outcome.trace, "every promise was kept"),
        Err(failure) => (&failure.trace, failure.what.as_str()),
    };
    for line in trace {
        println!("{line}");
    }
    println!("seed {seed}: {what}");
    played.is_ok()
}

fn soak() -> bool {
    let began = Instant::now();
    let from = number("FROM").unwrap_or(1);
    let minutes = number("MINUTES");
    let endless = if minutes.is_some() {
        u64::MAX - from
    } else {
        2_000
    };
    let seeds = number("SEEDS").unwrap_or(endless);
    let time = minutes.map(|minutes| Duration::from_secs(60 * minutes));
    let report = run(from..from + seeds, None, time);
    let (played, taken, took) = (report.played, report.taken, began.elapsed().as_secs());
    match &report.broken {
        Some(broken) => println!("{broken}"),
        None => println!("{played} seeds, {taken} transactions, {took} s: every promise was kept"),
    }
    report.broken.is_none()
}

fn faults() -> bool {
    let mut all = true;
    for fault in Fault::KNOWN {
        match run(1..CAUGHT_WITHIN + 1, Some(fault), None).broken {
            Some(broken) => println!("{fault}: seed {}: {}", broken.seed, broken.failure.what),
            None => {
                println!("{fault}: not caught in {CAUGHT_WITHIN} seeds");
                all = false;
            }
        }
    }
    all
}
