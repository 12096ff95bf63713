use std::path::Path;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};

/// Pixels of a display, as a person sees them.
#[derive(Debug, Clone)]
pub struct Picture {
    width: usize,
    height: usize,
    /// Red, green, blue.
    pixels: Vec<[u8; 3]>,
    /// Left and top of the program's window.
    window: (f64, f64),
}

/// A rectangle of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Rect {
    /// The whole pixels that these coordinates touch.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels on a display"
    )]
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        let whole = |length: f64| length.max(0.0).round() as usize;
        Self {
            left: whole(x),
            top: whole(y),
            width: whole(width),
            height: whole(height),
        }
    }
}

impl Picture {
    /// What a display shows now.
    pub(super) fn of_display(name: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let (connection, number) = x11rb::connect(Some(name))?;
        let screen = &connection.setup().roots[number];
        let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
        let every_bit = u32::MAX;
        let image = connection
            .get_image(
                ImageFormat::Z_PIXMAP,
                screen.root,
                0,
                0,
                width,
                height,
                every_bit,
            )?
            .reply()?;
        // 24 bits in 32, blue first: what Xvfb is started with.
        let pixel = |bytes: &[u8]| [bytes[2], bytes[1], bytes[0]];
        let pixels = image.data.chunks_exact(4).map(pixel).collect();
        let mut largest = (0, (0.0, 0.0));
        for child in connection.query_tree(screen.root)?.reply()?.children {
            let place = connection.get_geometry(child)?.reply()?;
            let area = u32::from(place.width) * u32::from(place.height);
            if area > largest.0 {
                largest = (area, (f64::from(place.x), f64::from(place.y)));
            }
        }
        Ok(Self {
            width: width.into(),
            height: height.into(),
            pixels,
            window: largest.1,
        })
    }

    /// Left and top of the page in the picture: no window manager adds a frame.
    pub(super) const fn page_origin(&self) -> (f64, f64) {
        self.window
    }

    /// Which pixels of a rectangle differ from its ground, the colour that most of it has.
    #[must_use]
    pub fn ink(&self, at: Rect) -> Vec<bool> {
        let rows = at.top..(at.top + at.height).min(self.height);
        let pixels: Vec<[u8; 3]> = rows
            .flat_map(|row| {
                let from = row * self.width + at.left;
                let to = row * self.width + (at.left + at.width).min(self.width);
                self.pixels[from..to].iter().copied()
            })
            .collect();
        let ground = most_common(&pixels);
        pixels.iter().map(|pixel| differs(*pixel, ground)).collect()
    }

    /// Keeps it as a PNG file.
    ///
    /// # Panics
    /// If it cannot be written.
    pub fn save(&self, path: &Path) {
        let file = std::fs::File::create(path).expect("a file for the picture");
        let (width, height) = (u32::try_from(self.width), u32::try_from(self.height));
        let (width, height) = (width.expect("a width"), height.expect("a height"));
        let mut encoder = png::Encoder::new(file, width, height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().expect("a header");
        let bytes = self.pixels.as_flattened();
        writer.write_image_data(bytes).expect("the pixels");
    }
}

fn most_common(pixels: &[[u8; 3]]) -> [u8; 3] {
    let mut sorted = pixels.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a == b);
    let longest = runs.max_by_key(|run| run.len());
    longest.map_or([0; 3], |run| run[0])
}

fn differs(a: [u8; 3], b: [u8; 3]) -> bool {
    let distance: u32 = a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b))).sum();
    distance > 96
}
