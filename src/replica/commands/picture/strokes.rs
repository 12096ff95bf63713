use std::fmt::Write;

use crate::api::Stroke;

/// The most points of a signature; nobody's finger draws more.
const POINTS: usize = 4_000;

/// What a finger drew as a small drawing, cut to its bounds. None if it drew nothing.
pub(super) fn svg(strokes: &[Stroke]) -> Option<String> {
    let points = || strokes.iter().flatten().take(POINTS);
    let left = points().map(|(x, _)| i32::from(*x)).min()? - 4;
    let right = points().map(|(x, _)| i32::from(*x)).max()? + 4;
    let top = points().map(|(_, y)| i32::from(*y)).min()? - 4;
    let bottom = points().map(|(_, y)| i32::from(*y)).max()? + 4;
    let mut path = String::new();
    let mut left_over = POINTS;
    for stroke in strokes {
        let mut at: Option<(i32, i32)> = None;
        for (x, y) in stroke.iter().take(left_over) {
            let (x, y) = (i32::from(*x) - left, i32::from(*y) - top);
            // Writing into a text does not fail.
            let _ = match at {
                None => write!(path, "M{x} {y}l0 0"),
                Some((from_x, from_y)) => write!(path, "l{} {}", x - from_x, y - from_y),
            };
            at = Some((x, y));
        }
        left_over = left_over.saturating_sub(stroke.len());
    }
    let (width, height) = (right - left, bottom - top);
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"#111\" stroke-width=\"3\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\"><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_cut_to_what_was_drawn() {
        let drawn = svg(&[vec![(100, 50), (110, 40)], vec![(104, 44)]]).unwrap();
        assert!(drawn.contains("viewBox=\"0 0 18 18\""), "{drawn}");
        assert!(drawn.contains("d=\"M4 14l0 0l10 -10M8 8l0 0\""), "{drawn}");
    }

    #[test]
    fn nothing_drawn_is_no_signature_and_scribbling_has_an_end() {
        assert_eq!(svg(&[]), None);
        assert_eq!(svg(&[Vec::new()]), None);
        let endless = vec![(i16::MIN, i16::MAX); 1_000_000];
        assert!(svg(&[endless]).unwrap().len() < 24 * 1024);
    }
}
