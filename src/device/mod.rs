//! What the device itself has: a clock, a title, files to hand over, the app's own update. Each
//! shell has its implementation; without a shell (and in tests, whatever is built beside them)
//! nothing is there to be done.

#[cfg_attr(
    not(feature = "web"),
    allow(dead_code, reason = "only a browser says what it is")
)]
mod agent;
mod clock;
#[cfg(all(feature = "desktop", not(test), not(target_family = "wasm")))]
mod desktop;
#[cfg(not(any(
    all(feature = "web", target_family = "wasm"),
    all(feature = "desktop", not(test), not(target_family = "wasm"))
)))]
mod none;
mod room;
#[cfg(all(feature = "web", target_family = "wasm"))]
mod web;

use std::cell::Cell;

#[cfg(doc)]
use chuanmen_core::protocol::limits;

#[cfg(test)]
pub(crate) use clock::stop_clock;
pub(crate) use clock::{now, sleep};
pub(crate) use room::Room;

#[cfg(all(feature = "desktop", not(test), not(target_family = "wasm")))]
use desktop as shell;
#[cfg(not(any(
    all(feature = "web", target_family = "wasm"),
    all(feature = "desktop", not(test), not(target_family = "wasm"))
)))]
use none as shell;
#[cfg(all(feature = "web", target_family = "wasm"))]
use web as shell;

pub(crate) use shell::{
    DRAWS_PNG, activate_update, call, device_name, fragment, hub_address, picture_of, png_of,
    print, room, save_file, set_looks, set_title, shown, update_offered,
};

/// A photo that travels, and its thumbnail: JPEG in base64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PictureBytes {
    /// At most [`limits::BLOB_BYTES`].
    pub(crate) photo: String,
    /// At most [`limits::THUMB_BYTES`].
    pub(crate) thumb: String,
}

/// Why a file did not become a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    any(test, not(any(feature = "web", feature = "desktop"))),
    allow(dead_code, reason = "only a shell has a camera")
)]
pub(crate) enum NoPicture {
    /// A film, or a mistake.
    TooLarge,
    /// No picture, or not one that this device reads.
    Broken,
    /// What room is left is kept for text.
    Full,
}

#[cfg_attr(
    any(test, not(any(feature = "web", feature = "desktop"))),
    allow(dead_code, reason = "only a shell has a camera")
)]
impl NoPicture {
    /// From the word that `picture.js` throws.
    fn of(word: &str) -> Self {
        match word {
            "too_large" => Self::TooLarge,
            "full" => Self::Full,
            _ => Self::Broken,
        }
    }
}

/// Why a file did not reach the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the file was not handed over: {0}")]
pub(crate) struct FileNotSaved(pub(crate) String);

/// Where the hub is, as far as this shell knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HubAddress {
    /// Where the page came from; there is nothing to ask.
    #[cfg_attr(
        not(feature = "web"),
        allow(dead_code, reason = "only a page comes from a hub")
    )]
    Known(String),
    /// The person types it.
    #[cfg_attr(
        feature = "web",
        allow(dead_code, reason = "a page knows where it came from")
    )]
    Ask,
}

thread_local! {
    static NAVIGATED: Cell<bool> = const { Cell::new(false) };
}

/// Whether the screen was reached from another one, and not by opening the app.
pub(crate) fn navigated() -> bool {
    NAVIGATED.get()
}

/// The person goes from screen to screen now.
pub(crate) fn set_navigated() {
    NAVIGATED.set(true);
}
