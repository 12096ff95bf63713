//! Figures as lines of JSON.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

use serde_json::json;

use crate::Result;

/// What was measured in a subdistrict of one size.
pub(crate) struct Figures {
    size: &'static str,
    medians: BTreeMap<String, f64>,
}

impl Figures {
    /// None yet, of no size.
    pub(crate) const fn new() -> Self {
        Self::of("")
    }

    pub(crate) const fn of(size: &'static str) -> Self {
        Self {
            size,
            medians: BTreeMap::new(),
        }
    }

    /// One figure.
    pub(crate) fn put(&mut self, name: &str, value: f64, unit: &str) -> Result<()> {
        self.medians.insert(name.to_owned(), value);
        let name = format!("town_{}_{name}", self.size);
        let told = json!({ "name": name, "value": value, "unit": unit, "machine": machine() });
        say(&told)
    }

    /// The middle and the largest of some times, what each took of the processor in milliseconds, and
    /// how long the answer was.
    pub(crate) fn times(
        &mut self,
        name: &str,
        mut times: Vec<Duration>,
        processor: f64,
        bytes: usize,
    ) -> Result<()> {
        times.sort_unstable();
        let at = |place: usize| times.get(place).copied().map(millis).unwrap_or_default();
        let (median, largest) = (at(times.len() / 2), at(times.len().saturating_sub(1)));
        self.medians.insert(name.to_owned(), median);
        say(&json!({
            "name": format!("town_{}_{name}", self.size),
            "value": median,
            "max": largest,
            "processor": processor.round(),
            "unit": "ms",
            "answer_bytes": bytes,
            "machine": machine(),
        }))
    }
}

/// How many times as much each is in a subdistrict of ten times the size.
pub(crate) fn growth(tenth: &Figures, whole: &Figures) -> Result<()> {
    for (name, after) in &whole.medians {
        if let Some(before) = tenth.medians.get(name).filter(|before| **before > 0.0) {
            let times = (after / before * 10.0).round() / 10.0;
            say(
                &json!({ "name": format!("town_growth_{name}"), "value": times, "unit": "times" }),
            )?;
        }
    }
    Ok(())
}

/// Milliseconds, to the hundredth.
pub(crate) fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

fn say(line: &serde_json::Value) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

/// `2 × Intel(R) Xeon(R) …`
fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == "model name").then(|| value.trim().to_owned())
    });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} × {}", model.unwrap_or_default())
}
