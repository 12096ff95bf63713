use dioxus::prelude::*;
use qrcode::{Color, EcLevel, QrCode as Modules};

/// Light modules around a code, without which readers do not find it.
const QUIET: usize = 4;

/// A text as a QR code: black on white in every look, for cameras.
#[component]
pub(crate) fn QrCode(#[props(into)] text: String, #[props(into)] label: String) -> Element {
    // A text too long for any code is none of ours; it is shown in letters beside it anyway.
    let Some((width, path)) = drawn(&text) else {
        return rsx! {};
    };
    rsx! {
        svg {
            class: "qr",
            role: "img",
            "aria-label": label,
            view_box: "0 0 {width} {width}",
            "shape-rendering": "crispEdges",
            rect { width: "{width}", height: "{width}", fill: "#fff" }
            path { d: path, fill: "#000" }
        }
    }
}

/// How wide it is in modules, and its dark ones: a rectangle for each run in a row.
fn drawn(text: &str) -> Option<(usize, String)> {
    let code = Modules::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (left, top, length) = (x + QUIET, y + QUIET, run.len());
                path.push_str(&format!("M{left} {top}h{length}v1h-{length}z"));
            }
            x += run.len();
        }
    }
    Some((width + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path as an independent reader sees it, several points a module.
    fn read(text: &str) -> String {
        const POINTS: usize = 4;
        let (width, path) = drawn(text).unwrap();
        let mut dark = vec![false; width * width];
        for run in path.split('z').filter(|run| !run.is_empty()) {
            let (corner, rest) = run[1..].split_once('h').unwrap();
            let (x, y) = corner.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split('v').next().unwrap().parse().unwrap();
            dark[y * width + x..][..length].fill(true);
        }
        let side = width * POINTS;
        let grey = |x: usize, y: usize| {
            if dark[y / POINTS * width + x / POINTS] {
                0
            } else {
                255
            }
        };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, grey);
        let grids = image.detect_grids();
        grids[0].decode().unwrap().1
    }

    #[test]
    fn what_is_drawn_is_read_again_by_a_camera() {
        for text in [
            "https://hub.example/enrol#code=7KQ4-M2XV-9P",
            "http://127.0.0.1:8080/enrol#code=0000-0000-00",
            "https://a-rather-long-name.street.city.example.org:8443/enrol#code=ZZZZ-ZZZZ-ZZ",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn a_text_too_long_for_any_code_is_not_drawn() {
        assert_eq!(drawn(&"x".repeat(4_000)), None);
    }
}
