use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::mutate::{Luck, mutated};

/// Inputs of an ordinary test run.
const TRIES: u64 = 3_000;
/// How long one input may take before it counts as a hang. Generous: reached only by failures.
const PATIENCE: Duration = Duration::from_secs(60);
/// Inputs that are kept to be mutated further.
const KEPT: usize = 4_000;

/// Tries a target with its corpus and mutations of it. The target says what came of an input, in
/// few words.
pub(crate) fn fuzz(name: &'static str, target: impl FnMut(&[u8]) -> String) {
    fuzz_from(name, corpus(name), target);
}

/// The same, from other beginnings.
pub(crate) fn fuzz_from(
    name: &'static str,
    mut pool: Vec<Vec<u8>>,
    mut target: impl FnMut(&[u8]) -> String,
) {
    assert!(!pool.is_empty(), "no corpus of {name}");
    let watch = Watch::over(name);
    let mut outcomes = HashSet::new();
    let mut attempt = |input: &[u8]| {
        watch.begins(input);
        let outcome = catch_unwind(AssertUnwindSafe(|| target(input)));
        let outcome = outcome.unwrap_or_else(|panic| {
            eprintln!("{name}: fails with {}", keep(name, input).display());
            resume_unwind(panic)
        });
        outcomes.insert(outcome)
    };
    for whole in pool.clone() {
        attempt(&whole);
    }
    let (seed, until) = (seed(), until());
    let (mut luck, mut tries) = (Luck::of(seed), 0);
    while until.map_or(tries < TRIES, |until| Instant::now() < until) {
        let input = mutated(&mut luck, &pool);
        if attempt(&input) && pool.len() < KEPT {
            pool.push(input);
        }
        tries += 1;
    }
    println!(
        "{name}: {tries} inputs, {} outcomes, seed {seed}",
        outcomes.len()
    );
    if until.is_some() {
        let mut outcomes: Vec<_> = outcomes.into_iter().collect();
        outcomes.sort();
        println!("{name}: {}", outcomes.join(&format!("\n{name}: ")));
    }
}

/// The inputs that are kept in the repository.
pub(crate) fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let files = fs::read_dir(folder.join(name)).expect("a corpus");
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    files
        .iter()
        .map(|file| fs::read(file).expect("a file"))
        .collect()
}

/// When to stop: `CHUANMEN_FUZZ_SECONDS` from now, if that is set.
fn until() -> Option<Instant> {
    let seconds = std::env::var("CHUANMEN_FUZZ_SECONDS").ok()?;
    let seconds = seconds.parse().expect("CHUANMEN_FUZZ_SECONDS is a number");
    Some(Instant::now() + Duration::from_secs(seconds))
}

/// `CHUANMEN_FUZZ_SEED`, or the same each time.
fn seed() -> u64 {
    let seed = std::env::var("CHUANMEN_FUZZ_SEED");
    seed.map_or(1, |seed| {
        seed.parse().expect("CHUANMEN_FUZZ_SEED is a number")
    })
}

/// Writes an input down, to be looked at.
fn keep(name: &str, input: &[u8]) -> PathBuf {
    let mut hash = DefaultHasher::new();
    input.hash(&mut hash);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fuzz");
    fs::create_dir_all(&folder).expect("a folder for what fails");
    let file = folder.join(format!("{name}-{:016x}", hash.finish()));
    fs::write(&file, input).expect("a file for what fails");
    file
}

/// Ends the process when an input takes too long: nothing else could.
struct Watch(Arc<Mutex<(Instant, Vec<u8>)>>);

impl Watch {
    fn over(name: &'static str) -> Self {
        let now = Arc::new(Mutex::new((Instant::now(), Vec::new())));
        let watched = Arc::downgrade(&now);
        std::thread::spawn(move || {
            while let Some(now) = watched.upgrade() {
                let (began, input) = now.lock().expect("the watch").clone();
                if began.elapsed() > PATIENCE {
                    eprintln!("{name}: hangs with {}", keep(name, &input).display());
                    std::process::abort();
                }
                drop(now);
                std::thread::sleep(Duration::from_secs(1));
            }
        });
        Self(now)
    }

    fn begins(&self, input: &[u8]) {
        *self.0.lock().expect("the watch") = (Instant::now(), input.to_vec());
    }
}
