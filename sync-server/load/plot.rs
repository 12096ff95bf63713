use std::fmt::Write;
use std::time::Duration;

use super::tally::{Sample, millis, percentile};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 360.0;
const MARGIN: f64 = 56.0;

/// Draws the median and the 99th percentile of all times, second by second, as SVG.
pub(crate) fn draw(samples: &[Sample]) -> String {
    let seconds = by_second(samples);
    let top = seconds.iter().map(|(_, _, p99)| *p99).fold(1.0, f64::max);
    let end = seconds.last().map_or(1.0, |(second, _, _)| second + 1.0);
    let x = |second: f64| MARGIN + second / end * (WIDTH - 2.0 * MARGIN);
    let y = |ms: f64| HEIGHT - MARGIN - ms / top * (HEIGHT - 2.0 * MARGIN);
    let line = |value: fn(&(f64, f64, f64)) -> f64| {
        let points = seconds
            .iter()
            .map(|at| format!("{:.1},{:.1}", x(at.0), y(value(at))));
        points.collect::<Vec<_>>().join(" ")
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"white\"/>\n"
    );
    for quarter in 0..=4 {
        let part = f64::from(quarter) / 4.0;
        let (height, left) = (y(part * top), x(part * end));
        // Writing to a String cannot fail.
        let _ = writeln!(
            svg,
            "<path d=\"M{MARGIN} {height:.1}H{:.1}\" stroke=\"#ddd\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{:.0} ms</text>\
             <text x=\"{left:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{:.0} s</text>",
            WIDTH - MARGIN,
            MARGIN - 6.0,
            height + 4.0,
            part * top,
            HEIGHT - MARGIN + 18.0,
            part * end,
        );
    }
    let lines = [
        ("#c33", "p99", line(|at| at.2), 24.0),
        ("#36c", "p50", line(|at| at.1), 40.0),
    ];
    for (colour, name, points, height) in lines {
        let _ = writeln!(
            svg,
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>\
             <text x=\"{:.1}\" y=\"{height:.1}\" fill=\"{colour}\">{name}</text>",
            WIDTH - MARGIN - 30.0,
        );
    }
    svg + "</svg>\n"
}

/// Second, median and 99th percentile in milliseconds, of what was due in it.
fn by_second(samples: &[Sample]) -> Vec<(f64, f64, f64)> {
    let last = samples.iter().map(|sample| sample.due.as_secs()).max();
    let mut seconds = Vec::new();
    for (second, label) in (0..=last.unwrap_or_default()).zip(0_u32..) {
        let due = samples
            .iter()
            .filter(|sample| sample.due.as_secs() == second);
        let mut took: Vec<Duration> = due.map(|sample| sample.took).collect();
        took.sort_unstable();
        if !took.is_empty() {
            let (p50, p99) = (percentile(&took, 50), percentile(&took, 99));
            seconds.push((f64::from(label), millis(p50), millis(p99)));
        }
    }
    seconds
}

#[cfg(test)]
mod tests {
    use super::super::tally::Sort;
    use super::*;

    #[test]
    fn each_second_with_times_has_a_point_on_both_lines() {
        let at = |due: u64, took: u64| Sample {
            sort: Sort::Noop,
            due: Duration::from_secs(due),
            took: Duration::from_millis(took),
        };
        let samples = [at(0, 5), at(0, 7), at(2, 9)];
        assert_eq!(by_second(&samples), [(0.0, 5.0, 7.0), (2.0, 9.0, 9.0)]);
        let svg = draw(&samples);
        assert_eq!(svg.matches("<polyline").count(), 2);
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
        assert!(draw(&[]).ends_with("</svg>\n"), "nothing is no trouble");
    }
}
