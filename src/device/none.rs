//! No shell: the screens are drawn by a test.

use chuanmen_replica::api::FileBytes;
use dioxus::html::FileData;
use futures_util::future::pending;

use super::{FileNotSaved, HubAddress, NoPicture, PictureBytes, Room};

pub(crate) fn set_title(_title: &str) {}

pub(crate) fn set_looks(_theme: Option<&str>, _text: &str, _language: &str) {}

pub(crate) fn device_name() -> String {
    String::new()
}

pub(crate) fn hub_address() -> HubAddress {
    HubAddress::Ask
}

/// No page, no address.
pub(crate) fn fragment() -> Option<String> {
    None
}

pub(crate) fn save_file(_file: &FileBytes) -> Result<Option<String>, FileNotSaved> {
    Err(FileNotSaved("there is no shell".to_owned()))
}

/// A window of ours draws no PNG: it keeps the SVG.
pub(crate) const DRAWS_PNG: bool = false;

pub(crate) async fn png_of(_svg: &str, _size: (u32, u32)) -> Result<String, FileNotSaved> {
    Err(FileNotSaved("nothing here draws".to_owned()))
}

pub(crate) async fn picture_of(_file: &FileData) -> Result<PictureBytes, NoPicture> {
    Err(NoPicture::Broken)
}

pub(crate) fn print() {}

/// Nothing is kept, so nothing fills.
pub(crate) async fn room() -> Option<Room> {
    None
}

pub(crate) async fn update_offered() {
    pending().await
}

/// Never: nothing hides it.
pub(crate) async fn shown() {
    pending().await
}

pub(crate) fn activate_update() {}

pub(crate) fn call(_phone: &str) -> bool {
    false
}
