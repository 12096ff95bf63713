//! A plot as a picture of its own: SVG with its title and date, in the colours of paper, that
//! needs no style sheet and no font of ours.

use std::ops::Range;

use super::bands::{self, Band};
use super::bars::{BarRow, Shade};
use super::lines::{Limit, Line, at_least, figure, step};
use crate::ui::text::t;

/// What a panel shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Plot {
    /// Bars on a common scale.
    Bars {
        /// One each.
        rows: Vec<BarRow>,
        /// What the shades mean.
        key_words: Vec<(Shade, String)>,
        /// Whether each piece says its count.
        figures: bool,
    },
    /// Lines over time.
    Lines {
        /// The times.
        labels: Vec<String>,
        /// One or two.
        lines: Vec<Line>,
        /// Levels that they are read against.
        limits: Vec<Limit>,
        /// Whether the last time is not over: what leads to it is dotted.
        running: bool,
    },
    /// A table that is its own plot.
    Cells {
        /// Over the columns.
        columns: Vec<String>,
        /// A name and cells, each with its fill.
        rows: Vec<(String, Vec<(String, &'static str)>)>,
    },
    /// A community's grids with their compounds and buildings.
    Areas(Vec<Band>),
}

/// A picture and its size.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawing {
    /// The SVG.
    pub(crate) svg: String,
    /// Width and height.
    pub(crate) size: (u32, u32),
}

const WIDTH: u32 = 720;
/// Where names end and plots begin.
const LEFT: f64 = 170.0;
/// Under the title.
pub(super) const TOP: f64 = 84.0;
pub(super) const INK: &str = "#1C2422";
pub(super) const GREY: &str = "#5A6360";
pub(super) const GRID: &str = "#E5E0D3";

/// Draws a plot, with what it is and of when above it.
pub(crate) fn drawing(title: &str, when: &str, plot: &Plot) -> Drawing {
    let mut pen = Pen::default();
    pen.text((24.0, 36.0), 20, "start", INK, title);
    pen.text((24.0, 58.0), 13, "start", GREY, when);
    let bottom = match plot {
        Plot::Bars {
            rows, key_words, ..
        } => pen.bars(rows, key_words),
        Plot::Lines {
            labels,
            lines,
            limits,
            running,
        } => pen.lines(labels, lines, limits, *running),
        Plot::Cells { columns, rows } => pen.cells(columns, rows),
        Plot::Areas(bands) => bands::draw(&mut pen, bands),
    };
    pen.finish(bottom)
}

const fn fill(shade: Shade) -> &'static str {
    match shade {
        Shade::One => "#A8D3CC",
        Shade::Two => "#4E9D97",
        Shade::Three => "#00605C",
        Shade::Late => "#A12A17",
    }
}

#[derive(Default)]
pub(super) struct Pen(String);

impl Pen {
    pub(super) fn text(
        &mut self,
        (x, y): (f64, f64),
        size: u32,
        anchor: &str,
        ink: &str,
        words: &str,
    ) {
        self.0.push_str(&format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{ink}\">{}</text>",
            plain(words)
        ));
    }

    fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), ink: &str) {
        self.0.push_str(&format!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"3\" fill=\"{ink}\"/>"
        ));
    }

    /// A rectangle of paper with a line around it, in `ink` if it is to stand out.
    pub(super) fn framed(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        ink: Option<&str>,
    ) {
        let (fill, edge) = match ink {
            Some(ink) => ("#FFFFFF", ink),
            None => ("#F4F1E8", GRID),
        };
        self.0.push_str(&format!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"3\" fill=\"{fill}\" stroke=\"{edge}\"/>"
        ));
    }

    pub(super) fn line(&mut self, points: &str, ink: &str, more: &str) {
        self.0.push_str(&format!(
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{ink}\" {more}/>"
        ));
    }

    fn bars(&mut self, rows: &[BarRow], key_words: &[(Shade, String)]) -> f64 {
        let mut at = LEFT;
        for (shade, word) in key_words {
            self.rect((at, TOP - 12.0), (14.0, 12.0), fill(*shade));
            self.text((at + 20.0, TOP - 1.5), 13, "start", GREY, word);
            at += 130.0;
        }
        let longest = rows.iter().map(BarRow::sum).max().unwrap_or(0).max(1);
        let mut y = TOP + 14.0;
        for row in rows {
            self.text((LEFT - 10.0, y + 16.0), 14, "end", INK, &row.label);
            let mut x = LEFT;
            for piece in row.pieces.iter().filter(|piece| piece.count > 0) {
                let width = 400.0 * f64::from(piece.count) / f64::from(longest);
                self.rect((x, y), ((width - 1.0).max(1.0), 22.0), fill(piece.shade));
                x += width;
            }
            let sum = format!("{} {}", row.sum(), row.note);
            self.text((x + 8.0, y + 16.0), 14, "start", INK, sum.trim());
            y += 32.0;
        }
        y
    }

    fn lines(&mut self, labels: &[String], lines: &[Line], limits: &[Limit], running: bool) -> f64 {
        let (height, right) = (260.0, 560.0);
        let values = lines.iter().flat_map(|line| &line.values).flatten();
        let values = values.chain(limits.iter().map(|limit| &limit.value));
        let highest = values.fold(0, |highest, value| at_least(*value).max(highest));
        let step = step(highest);
        let top = highest.div_ceil(step).max(1) * step;
        let last = u32::try_from(labels.len().saturating_sub(1))
            .unwrap_or(1)
            .max(1);
        let x = |index: u32| 64.0 + (right - 64.0) * f64::from(index) / f64::from(last);
        let y = |value: f64| TOP + height * (1.0 - value / f64::from(top));
        for value in (0..=top).step_by(usize::try_from(step).unwrap_or(1)) {
            let level = y(value.into());
            self.line(&format!("64,{level:.1} {right},{level:.1}"), GRID, "");
            self.text((54.0, level + 4.5), 13, "end", GREY, &value.to_string());
        }
        for limit in limits {
            let level = y(limit.value);
            let path = format!("64,{level:.1} {right},{level:.1}");
            self.line(&path, GREY, "stroke-dasharray=\"2 4\"");
            self.text((68.0, level - 4.0), 13, "start", GREY, &limit.name);
        }
        for (index, label) in (0..).zip(labels).step_by(2) {
            self.text((x(index), TOP + height + 22.0), 13, "middle", GREY, label);
        }
        if running {
            let under = (x(last) - 8.0, TOP + height + 22.0);
            self.text(under, 13, "start", GREY, &t!("week-running"));
        }
        let inks = [("#00605C", ""), ("#8F5A00", "stroke-dasharray=\"6 4\"")];
        for (line, ((ink, dashes), under)) in lines.iter().zip(inks.iter().zip([0.0, 20.0])) {
            let points = |of: Range<usize>| {
                let known = (0..).zip(&line.values).skip(of.start).take(of.len());
                let known = known.filter_map(|(index, value)| Some((x(index), y((*value)?))));
                known.collect::<Vec<_>>()
            };
            let path = |of: Range<usize>| {
                let points = points(of).into_iter();
                points
                    .map(|(x, y)| format!("{x:.1},{y:.1} "))
                    .collect::<String>()
            };
            let solid = format!("stroke-width=\"2.5\" {dashes}");
            self.line(path(line.over(running)).trim(), ink, &solid);
            if running {
                let dotted =
                    "stroke-width=\"2.5\" stroke-dasharray=\"1 5\" stroke-linecap=\"round\"";
                self.line(path(line.running()).trim(), ink, dotted);
            }
            for (x, y) in points(0..line.values.len()) {
                self.rect((x - 3.5, y - 3.5), (7.0, 7.0), ink);
            }
            let words = format!("{} {}", line.name, figure(line.last()));
            self.text((right + 14.0, TOP + 16.0 + under), 14, "start", ink, &words);
        }
        TOP + height + 34.0
    }

    fn cells(&mut self, columns: &[String], rows: &[(String, Vec<(String, &'static str)>)]) -> f64 {
        let count = u32::try_from(columns.len()).unwrap_or(1).max(1);
        let width = 530.0 / f64::from(count);
        let x = |index: u32| LEFT + width * f64::from(index);
        for (index, column) in (0..).zip(columns) {
            let middle = x(index) + width / 2.0;
            self.text((middle, TOP), 13, "middle", GREY, column);
        }
        let mut y = TOP + 12.0;
        for (name, cells) in rows {
            self.text((LEFT - 10.0, y + 20.0), 14, "end", INK, name);
            for (index, (words, ink)) in (0..).zip(cells) {
                self.rect((x(index) + 1.5, y), (width - 3.0, 28.0), ink);
                let ink = if *ink == DEEPEST { "#FFFFFF" } else { INK };
                let middle = x(index) + width / 2.0;
                self.text((middle, y + 19.0), 14, "middle", ink, words);
            }
            y += 32.0;
        }
        y
    }

    fn finish(self, bottom: f64) -> Drawing {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a height of rows that fit in a list"
        )]
        let height = bottom.clamp(0.0, 20_000.0) as u32 + 24;
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" font-family=\"'Noto Sans CJK SC','Noto Sans SC',\
             'PingFang SC','Microsoft YaHei',sans-serif\">\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#FFFFFF\"/>{}</svg>",
            self.0
        );
        Drawing {
            svg,
            size: (WIDTH, height),
        }
    }
}

/// The fill of the most.
const DEEPEST: &str = "#8F5A00";

/// The fill of a cell by its class on the screen.
pub(crate) fn cell_fill(class: &str) -> &'static str {
    match class {
        "h1" => "#FBF0D6",
        "h2" => "#F3D89A",
        "h3" => "#DDA94A",
        "h4" => DEEPEST,
        _ => "#F4F1E8",
    }
}

/// Names come from people: nothing in them is markup, and what XML cannot hold is left out.
fn plain(words: &str) -> String {
    let mut plain = String::new();
    for c in words.chars() {
        match c {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::charts::Piece;

    #[test]
    fn a_drawing_holds_its_numbers_and_no_markup_of_anybodys() {
        let piece = |shade, count| Piece {
            shade,
            count,
            to: None,
        };
        let row = BarRow {
            label: "<script>&\u{1}".into(),
            pieces: vec![piece(Shade::Two, 4), piece(Shade::Late, 2)],
            to: None,
            note: "超期 2".into(),
        };
        let plot = Plot::Bars {
            rows: vec![row],
            key_words: vec![(Shade::Late, "已超期".into())],
            figures: false,
        };
        let Drawing { svg, size } = drawing("诉求", "2026-11-23", &plot);
        assert!(svg.contains("&lt;script&gt;&amp;<"), "{svg}");
        assert!(
            svg.contains(">6 超期 2<") && svg.contains("2026-11-23"),
            "{svg}"
        );
        assert!(svg.contains(&format!("height=\"{}\"", size.1)));
    }

    #[test]
    fn a_gap_in_a_line_is_no_point_of_it() {
        let plot = Plot::Lines {
            labels: ["9/7", "9/14", "9/21"].map(str::to_owned).into(),
            lines: vec![Line {
                name: "天".into(),
                values: vec![Some(3.0), None, Some(4.5)],
            }],
            limits: vec![Limit {
                value: 7.0,
                name: "≥ 7.0".into(),
            }],
            running: false,
        };
        let Drawing { svg, .. } = drawing("天数", "", &plot);
        assert_eq!(svg.matches("height=\"7.0\"").count(), 2);
        assert!(svg.contains(">天 4.5<"), "{svg}");
        assert!(svg.contains(">≥ 7.0<") && !svg.contains("NaN"));
    }

    #[test]
    fn a_week_that_is_not_over_is_dotted_and_says_so() {
        let plot = |running| Plot::Lines {
            labels: ["11/9", "11/16", "11/23"].map(str::to_owned).into(),
            lines: vec![Line::counts("新增".into(), [3, 5, 1].into_iter())],
            limits: Vec::new(),
            running,
        };
        let said = |running| drawing("每周", "", &plot(running)).svg;
        let word = t!("week-running");
        assert!(said(true).contains(&word) && said(true).contains("stroke-dasharray=\"1 5\""));
        assert!(!said(false).contains(&word) && !said(false).contains("dasharray"));
    }
}
