//! What somebody likes on this device alone.

use serde::{Deserialize, Serialize};

use crate::api::{Language, PhotoLine, TextSize, Theme};

/// How this device looks; kept on the device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    /// Light, dark, sunlight, or as the system says if absent.
    pub theme: Option<Theme>,
    /// Text size.
    pub text: TextSize,
    /// Language; the system's if absent.
    pub language: Option<Language>,
    /// Whether the first-run tour was seen or skipped.
    #[serde(default)]
    pub toured: bool,
    /// Over which lines photos go.
    #[serde(default)]
    pub photos: PhotoLine,
}
