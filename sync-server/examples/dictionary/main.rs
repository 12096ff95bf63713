//! Trains a dictionary for the sync's bytes on made-up traffic: `make dictionary NUMBER=2`.
//!
//! Writes `src/wire/dictionaries/<number>.zdict`, the same bytes from the same code; a dictionary
//! that is there already is only compared, since what was published never changes. Then prints how
//! many bytes the newest traffic takes with it, at several levels.
#![allow(clippy::print_stdout, reason = "it is a command")]

mod phone;
mod report;
mod scramble;
mod stage;

use std::error::Error;
use std::path::{Path, PathBuf};

use stage::{Sample, play};

/// The largest dictionary: every phone's first load carries it.
const SIZE: usize = 64 * 1024;
/// Bytes of one sample that are trained on: further on, a body refers to itself.
const SAMPLE: usize = 4 * 1024;
/// Communities to train on, by seed, and one to measure with that was not trained on.
const TRAINING: std::ops::Range<u64> = 100..140;
const HELD_OUT: u64 = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let number: u32 = std::env::args().nth(1).ok_or("which number?")?.parse()?;
    let path = folder().join(format!("{number}.zdict"));
    let mut samples = Vec::new();
    for seed in TRAINING {
        samples.extend(play(seed)?);
    }
    let dictionary = trained(&samples, number)?;
    keep(&path, &dictionary)?;
    report::print(&play(HELD_OUT)?, &std::fs::read(&path)?)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/wire/dictionaries")
}

fn trained(samples: &[Sample], number: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let starts: Vec<_> = samples
        .iter()
        .map(|sample| &sample.body[..sample.body.len().min(SAMPLE)])
        .collect();
    let bytes: usize = starts.iter().map(|start| start.len()).sum();
    println!("{} samples, {} KiB", starts.len(), bytes / 1024);
    let mut dictionary = zstd::dict::from_samples(&starts, SIZE)?;
    // Magic, then the id: zstd would make one up.
    dictionary[4..8].copy_from_slice(&(32_768 + number).to_le_bytes());
    Ok(dictionary)
}

fn keep(path: &Path, dictionary: &[u8]) -> Result<(), Box<dyn Error>> {
    match std::fs::read(path) {
        Ok(published) if published == dictionary => println!("{}: the same", path.display()),
        Ok(_) => println!("{}: published from other traffic; kept", path.display()),
        Err(_) => std::fs::write(path, dictionary)?,
    }
    Ok(())
}
