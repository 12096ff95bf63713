//! A community drawn as a tree: a band for each grid, a row for each compound, a box for each
//! building.

use super::drawing::{GREY, GRID, INK, Pen, TOP};

/// A grid.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Band {
    /// `第 3 网格`
    pub(crate) title: String,
    /// What stands in it, and who answers for it.
    pub(crate) note: String,
    /// Nobody answers for it.
    pub(crate) gap: bool,
    /// Its compounds with their buildings.
    pub(crate) rows: Vec<(String, Vec<House>)>,
}

/// A building.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct House {
    /// `3 栋`
    pub(crate) words: String,
    /// Nobody answers for it.
    pub(crate) gap: bool,
}

/// Where the community's line runs down.
const TRUNK: f64 = 30.0;
/// Where a grid's line runs down.
const BRANCH: f64 = 54.0;
/// Where buildings begin.
const BOXES: f64 = 230.0;
/// A building's width and height, with what is between two.
const STEP: (f64, f64) = (66.0, 32.0);
/// Buildings beside each other.
const BESIDE: usize = 7;
/// The most characters that fit in a building's box, and beside a compound's line.
const FITS: (usize, usize) = (5, 10);
/// The line around what nobody answers for.
const MISSING: &str = "#A12A17";

/// Draws them below each other and returns where they end.
pub(super) fn draw(pen: &mut Pen, bands: &[Band]) -> f64 {
    let mut y = TOP;
    let mut last = y;
    for band in bands {
        pen.line(
            &format!("{TRUNK},{:.1} {BRANCH},{:.1}", y + 6.0, y + 6.0),
            GRID,
            "",
        );
        last = y + 6.0;
        let ink = if band.gap { MISSING } else { INK };
        pen.text((BRANCH + 6.0, y + 11.0), 15, "start", ink, &band.title);
        pen.text((BOXES, y + 11.0), 13, "start", GREY, &band.note);
        y += 24.0;
        let top = y - 6.0;
        let mut branch = top;
        for (name, boxes) in &band.rows {
            let middle = y + 12.0;
            branch = middle;
            pen.line(
                &format!("{BRANCH},{middle:.1} {:.1},{middle:.1}", BRANCH + 18.0),
                GRID,
                "",
            );
            let name = cut(name, FITS.1);
            pen.text((BRANCH + 24.0, y + 16.5), 13, "start", INK, &name);
            for (index, one) in boxes.iter().enumerate() {
                let column = u32::try_from(index % BESIDE).unwrap_or_default();
                let line = u32::try_from(index / BESIDE).unwrap_or_default();
                let x = BOXES + STEP.0 * f64::from(column);
                let y = y + STEP.1 * f64::from(line);
                pen.framed(
                    (x, y),
                    (STEP.0 - 6.0, STEP.1 - 8.0),
                    one.gap.then_some(MISSING),
                );
                let words = cut(&one.words, FITS.0);
                pen.text(
                    (x + (STEP.0 - 6.0) / 2.0, y + 16.5),
                    12,
                    "middle",
                    INK,
                    &words,
                );
            }
            let lines = boxes.len().div_ceil(BESIDE).max(1);
            y += STEP.1 * f64::from(u32::try_from(lines).unwrap_or(1));
        }
        if branch > top {
            pen.line(&format!("{BRANCH},{top:.1} {BRANCH},{branch:.1}"), GRID, "");
        }
        y += 14.0;
    }
    if !bands.is_empty() {
        pen.line(
            &format!("{TRUNK},{:.1} {TRUNK},{last:.1}", TOP - 16.0),
            GRID,
            "",
        );
    }
    y
}

/// So much of a name as fits.
fn cut(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let start = name.chars().take(most.saturating_sub(1));
    start.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::charts::{Plot, drawing};

    #[test]
    fn every_building_is_in_the_picture_and_what_nobody_answers_for_is_framed() {
        let boxes = (1..=9).map(|number| House {
            words: format!("{number} 栋"),
            gap: number > 7,
        });
        let band = Band {
            title: "第 1 网格<".into(),
            note: "12 户".into(),
            gap: false,
            rows: vec![("一个名字很长很长的小区".into(), boxes.collect())],
        };
        let made = drawing("花卉园社区", "2026-11-23", &Plot::Areas(vec![band]));
        for number in 1..=9 {
            assert!(made.svg.contains(&format!(">{number} 栋<")), "{number}");
        }
        assert_eq!(made.svg.matches(MISSING).count(), 2);
        assert!(made.svg.contains("第 1 网格&lt;"));
        assert!(made.svg.contains("一个名字很长很长的…"));
    }
}
