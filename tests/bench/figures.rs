use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

/// Prints one figure.
pub(crate) fn print(name: &str, value: impl Into<Value>, unit: &str) {
    let line = json!({ "name": name, "value": value.into(), "unit": unit, "machine": machine() });
    println!("{line}");
}

/// Prints the median and the largest of some times.
pub(crate) fn print_times(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let largest = times.last().copied().unwrap_or_default();
    print(&format!("{name}_median"), millis(median), "ms");
    print(&format!("{name}_max"), millis(largest), "ms");
}

/// Prints the middle and the slow end of many times.
pub(crate) fn print_percentiles(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    for percent in [50, 95] {
        let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        let time = times.get(place).copied().unwrap_or_default();
        print(&format!("{name}_p{percent}"), millis(time), "ms");
    }
}

/// Milliseconds, to the hundredth.
pub(crate) fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

/// `2 × Intel(R) Xeon(R) …`
fn machine() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == "model name").then(|| value.trim().to_owned())
    });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} × {}", model.unwrap_or_default())
}

/// Resident memory of a process, in kibibytes.
pub(crate) fn resident(pid: u32) -> u64 {
    status(pid, "VmRSS:")
}

/// The most memory that a process had resident, in kibibytes.
pub(crate) fn peak(pid: u32) -> u64 {
    status(pid, "VmHWM:")
}

fn status(pid: u32, what: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or_default()
}

/// Processor seconds that a process has used (in Linux's usual hundredths).
pub(crate) fn processor_seconds(pid: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: Vec<f64> = fields
        .split_whitespace()
        .filter_map(|it| it.parse().ok())
        .collect();
    // After the state: field 14 and 15 of the whole line, user and system time.
    (ticks.get(10).unwrap_or(&0.0) + ticks.get(11).unwrap_or(&0.0)) / 100.0
}
