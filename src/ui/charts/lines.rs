use std::ops::Range;

use dioxus::prelude::*;

use crate::ui::text::t;

/// One line. The first is solid with discs, the second dashed with squares.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// What it counts.
    pub(crate) name: String,
    /// Its values, as many as there are labels; none where there is nothing to say.
    pub(crate) values: Vec<Option<f64>>,
}

impl Line {
    /// A line of counts.
    pub(crate) fn counts(name: String, counts: impl Iterator<Item = u32>) -> Self {
        let values = counts.map(|count| Some(f64::from(count))).collect();
        Self { name, values }
    }

    /// The last value that there is.
    pub(super) fn last(&self) -> Option<f64> {
        self.end().map(|(_, value)| value)
    }

    /// Its values of times that are over: all, or all but the last while that is running.
    pub(super) fn over(&self, running: bool) -> Range<usize> {
        0..self.values.len().saturating_sub(usize::from(running))
    }

    /// From the last value of a time that is over to that of the running one.
    pub(super) fn running(&self) -> Range<usize> {
        let over = self.over(true);
        let known = self.values.get(over.clone());
        let known = known.and_then(|values| values.iter().rposition(Option::is_some));
        known.unwrap_or(over.end)..self.values.len()
    }

    /// Where it ends, and its value there.
    fn end(&self) -> Option<(usize, f64)> {
        let mut values = self.values.iter().enumerate().rev();
        values.find_map(|(index, value)| Some((index, (*value)?)))
    }
}

/// A level that lines are read against.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Limit {
    /// Where it lies.
    pub(crate) value: f64,
    /// What it is: `≥ 140 偏高`.
    pub(crate) name: String,
}

const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 280.0;
const LEFT: f64 = 30.0;
const RIGHT: f64 = 82.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 28.0;

/// Lines over time, with their names at their ends. While the last time is `running`, what leads to it is
/// dotted: it will be more.
#[component]
pub(crate) fn Lines(
    label: String,
    labels: Vec<String>,
    lines: Vec<Line>,
    #[props(default)] limits: Vec<Limit>,
    #[props(default)] running: bool,
) -> Element {
    let highest = lines
        .iter()
        .flat_map(|line| &line.values)
        .flatten()
        .chain(limits.iter().map(|limit| &limit.value))
        .fold(0, |highest, value| at_least(*value).max(highest));
    let step = step(highest);
    let top = highest.div_ceil(step).max(1) * step;
    let x = |index: usize| {
        let last = labels.len().saturating_sub(1).max(1);
        LEFT + (WIDTH - LEFT - RIGHT) * as_f64(index) / as_f64(last)
    };
    let y = |value: f64| TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - value / f64::from(top));
    let ends = spread(
        lines
            .iter()
            .map(|line| y(line.last().unwrap_or(0.0)))
            .collect(),
    );
    rsx! {
        svg { class: "ch", view_box: "0 0 {WIDTH} {HEIGHT}", role: "img", "aria-label": label,
            for value in (0..=top).step_by(usize::try_from(step).unwrap_or(1)) {
                line { class: "gr", x1: "{LEFT}", x2: "{WIDTH - RIGHT}", y1: "{y(value.into()):.1}", y2: "{y(value.into()):.1}" }
                text { class: "ax", x: "{LEFT - 8.0}", y: "{y(value.into()) + 4.5:.1}", text_anchor: "end", "{value}" }
            }
            for limit in limits.iter() {
                line { class: "lim", x1: "{LEFT}", x2: "{WIDTH - RIGHT}", y1: "{y(limit.value):.1}", y2: "{y(limit.value):.1}" }
            }
            for (index, text) in labels.iter().enumerate().filter(|(index, _)| index % 2 == 0) {
                text { class: "ax", x: "{x(index):.1}", y: "{HEIGHT - 6.0}", text_anchor: "middle", {text.clone()} }
            }
            if running {
                text { class: "ax", x: "{x(labels.len().saturating_sub(1)) - 6.0:.1}", y: "{HEIGHT - 6.0}", {t!("week-running")} }
            }
            for (number, line) in lines.iter().enumerate() {
                polyline { class: "ln l{number}", points: points(&line.values, line.over(running), &x, &y) }
                if running {
                    polyline { class: "ln l{number} run", points: points(&line.values, line.running(), &x, &y) }
                }
                for (index, value) in line.values.iter().enumerate().filter_map(|(index, value)| Some((index, (*value)?))) {
                    if number == 0 {
                        circle { class: "pt l0", cx: "{x(index):.1}", cy: "{y(value):.1}", r: "4" }
                    } else {
                        rect { class: "pt l1", x: "{x(index) - 3.5:.1}", y: "{y(value) - 3.5:.1}", width: "7", height: "7" }
                    }
                }
                text { class: "end l{number}", x: "{line.end().map_or(WIDTH - RIGHT, |(index, _)| x(index)) + 12.0:.1}",
                    y: "{ends.get(number).copied().unwrap_or(TOP) + 5.0:.1}",
                    "{line.name} {figure(line.last())}"
                }
            }
            // Above the lines, which may go through it.
            for limit in limits.iter() {
                text { class: "ax over", x: "{LEFT + 4.0}", y: "{y(limit.value) - 4.0:.1}", {limit.name.clone()} }
            }
        }
    }
}

/// Those of `of`, joined over what is missing in between.
fn points(
    values: &[Option<f64>],
    of: Range<usize>,
    x: &impl Fn(usize) -> f64,
    y: &impl Fn(f64) -> f64,
) -> String {
    let points = values.iter().enumerate();
    let points = points.filter(|(index, _)| of.contains(index));
    let known = points.filter_map(|(index, value)| Some((index, (*value)?)));
    known
        .map(|(index, value)| format!("{:.1},{:.1} ", x(index), y(value)))
        .collect()
}

/// A whole number without decimals, others with one; a dash for none.
pub(super) fn figure(value: Option<f64>) -> String {
    match value {
        None => "—".to_owned(),
        Some(value) if (value - value.round()).abs() < 0.05 => format!("{value:.0}"),
        Some(value) => format!("{value:.1}"),
    }
}

/// The smallest count that is no less than a value.
pub(super) fn at_least(value: f64) -> u32 {
    (0..10_000_000_u32)
        .find(|count| f64::from(*count) >= value)
        .unwrap_or(0)
}

/// The distance of two grid lines: 1, 2 or 5 times a power of ten, at most six lines.
pub(super) fn step(highest: u32) -> u32 {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if highest <= step * factor * 5 {
                return step * factor;
            }
        }
        step *= 10;
    }
}

/// Moves labels apart that would touch.
fn spread(mut ends: Vec<f64>) -> Vec<f64> {
    if let [a, b] = ends.as_mut_slice() {
        let gap = 20.0 - (*a - *b).abs();
        if gap > 0.0 {
            let (up, down) = if *a <= *b { (a, b) } else { (b, a) };
            *up -= gap / 2.0;
            *down += gap / 2.0;
        }
    }
    ends
}

fn as_f64(index: usize) -> f64 {
    f64::from(u32::try_from(index).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_lines_stand_at_round_numbers_and_are_few() {
        assert_eq!(
            [0, 4, 9, 21, 25, 60, 1200].map(step),
            [1, 1, 2, 5, 5, 20, 500]
        );
    }

    #[test]
    fn a_line_ends_at_the_last_value_that_there_is() {
        let line = |values: &[Option<f64>]| Line {
            name: String::new(),
            values: values.to_vec(),
        };
        assert_eq!(line(&[Some(3.0), Some(5.0), None]).end(), Some((1, 5.0)));
        assert_eq!(line(&[None, None]).end(), None);
    }

    #[test]
    fn what_leads_to_the_running_week_begins_at_the_last_value_of_a_week_that_is_over() {
        let line = |values: &[Option<f64>]| Line {
            name: String::new(),
            values: values.to_vec(),
        };
        let whole = line(&[Some(3.0), Some(5.0), Some(1.0)]);
        assert_eq!((whole.over(false), whole.over(true)), (0..3, 0..2));
        assert_eq!(whole.running(), 1..3);
        let gap = line(&[Some(3.0), None, Some(1.0)]);
        assert_eq!(gap.running(), 0..3);
        assert_eq!(line(&[None, None, Some(1.0)]).running(), 2..3);
        assert_eq!(line(&[]).running(), 0..0);
    }

    #[test]
    fn labels_that_would_touch_move_apart() {
        assert_eq!(spread(vec![100.0, 104.0]), [92.0, 112.0]);
        assert_eq!(spread(vec![100.0, 50.0]), [100.0, 50.0]);
    }
}
