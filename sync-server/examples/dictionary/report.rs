use std::collections::BTreeMap;
use std::error::Error;
use std::time::{Duration, Instant};

use zstd::bulk::Compressor;

use super::stage::Sample;

const LEVELS: [i32; 7] = [1, 3, 6, 9, 12, 15, 19];

/// Prints what a body of each sort takes at each level, in bytes, and how fast that is.
pub(crate) fn print(samples: &[Sample], dictionary: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut sorts: BTreeMap<&str, Vec<&Sample>> = BTreeMap::new();
    for sample in samples {
        sorts.entry(sample.what).or_default().push(sample);
    }
    println!("bytes a body on average; JSON, then at zstd's levels {LEVELS:?}");
    for (what, samples) in &sorts {
        let bodies: usize = samples.iter().map(|sample| sample.body.len()).sum();
        let records: usize = samples.iter().map(|sample| sample.records).sum();
        print!(
            "{what:>22} {:>6} × {:>6}",
            samples.len(),
            bodies / samples.len()
        );
        for level in LEVELS {
            let (bytes, _) = packed(samples, dictionary, level)?;
            print!(" {:>6}", bytes / samples.len());
        }
        println!("  {} records", records);
    }
    let all: Vec<_> = samples.iter().collect();
    let bodies: usize = all.iter().map(|sample| sample.body.len()).sum();
    for level in LEVELS {
        let (bytes, took) = packed(&all, dictionary, level)?;
        let rate = bodies as f64 / 1e6 / took.as_secs_f64();
        println!("level {level}: {bytes} of {bodies} bytes, {rate:.0} MB/s");
    }
    Ok(())
}

fn packed(
    samples: &[&Sample],
    dictionary: &[u8],
    level: i32,
) -> Result<(usize, Duration), Box<dyn Error>> {
    let prepared = zstd::dict::EncoderDictionary::copy(dictionary, level);
    let mut compressor = Compressor::with_prepared_dictionary(&prepared)?;
    let started = Instant::now();
    let mut bytes = 0;
    for sample in samples {
        bytes += compressor.compress(&sample.body)?.len() + 4;
    }
    Ok((bytes, started.elapsed()))
}
