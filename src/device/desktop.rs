//! A window of its own: a web view that runs what it is told.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::protocol::limits;
use chuanmen_replica::api::FileBytes;
use dioxus::html::FileData;
use dioxus::prelude::*;
use futures_util::future::pending;

use super::{FileNotSaved, HubAddress, NoPicture, PictureBytes, Room};

/// Names the window.
pub(crate) fn set_title(title: &str) {
    dioxus::desktop::window().set_title(title);
}

/// Colours, text size and language, as attributes of `<html>` that the styles answer to.
pub(crate) fn set_looks(theme: Option<&str>, text: &str, language: &str) {
    let theme = match theme {
        Some(theme) => format!("root.dataset.theme = {theme:?};"),
        None => "delete root.dataset.theme;".to_owned(),
    };
    document::eval(&format!(
        "const root = document.documentElement; {theme} \
         root.dataset.text = {text:?}; root.lang = {language:?};"
    ));
}

/// What the owner may call this device: the computer's name.
pub(crate) fn device_name() -> String {
    let name = fs::read_to_string("/etc/hostname").unwrap_or_default();
    match name.trim() {
        "" => "Linux".to_owned(),
        name => format!("Linux {name}"),
    }
}

/// A window comes from no hub: the person types its address.
pub(crate) fn hub_address() -> HubAddress {
    HubAddress::Ask
}

/// A window has no address.
pub(crate) fn fragment() -> Option<String> {
    None
}

/// Writes a file into the person's downloads, beside older ones of its name. → its path.
pub(crate) fn save_file(file: &FileBytes) -> Result<Option<String>, FileNotSaved> {
    let bytes = BASE64_STANDARD
        .decode(&file.base64)
        .map_err(|error| FileNotSaved(error.to_string()))?;
    let folder = directories::UserDirs::new()
        .and_then(|dirs| dirs.download_dir().map(Path::to_owned))
        .or_else(|| std::env::current_dir().ok())
        .ok_or_else(|| FileNotSaved("no folder for downloads".to_owned()))?;
    let failed = |error: std::io::Error| FileNotSaved(error.to_string());
    fs::create_dir_all(&folder).map_err(failed)?;
    let path = free_name(&folder, &file.name);
    fs::write(&path, bytes).map_err(failed)?;
    Ok(Some(path.display().to_string()))
}

/// `诉求台账.xlsx`, `诉求台账 (2).xlsx`, …
fn free_name(folder: &Path, name: &str) -> PathBuf {
    // A name from a hub must not lead out of the folder.
    let name = Path::new(name).file_name().unwrap_or_default();
    let plain = folder.join(name);
    let stem = plain
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let ending = plain
        .extension()
        .map(|e| format!(".{}", e.to_string_lossy()))
        .unwrap_or_default();
    std::iter::once(plain.clone())
        .chain((2..1000).map(|number| folder.join(format!("{stem} ({number}){ending}"))))
        .find(|path| !path.exists())
        .unwrap_or(plain)
}

/// A desk's disk is for the desk to watch: a full one is said when it refuses.
pub(crate) async fn room() -> Option<Room> {
    None
}

/// A file is read here and drawn smaller by the web view.
const PICTURE: &str = include_str!("picture.js");
/// As in `picture.js`; there is no need to carry more over.
const LARGEST: u64 = 40 * 1024 * 1024;

/// A window of ours draws no PNG: it keeps the SVG.
pub(crate) const DRAWS_PNG: bool = false;

pub(crate) async fn png_of(_svg: &str, _size: (u32, u32)) -> Result<String, FileNotSaved> {
    Err(FileNotSaved("nothing here draws".to_owned()))
}

/// Makes a photo that travels of a camera's file.
pub(crate) async fn picture_of(file: &FileData) -> Result<PictureBytes, NoPicture> {
    if file.size() > LARGEST {
        return Err(NoPicture::TooLarge);
    }
    let bytes = file.read_bytes().await.map_err(|_| NoPicture::Broken)?;
    let mut drawing = document::eval(&format!(
        "{} const text = atob(await dioxus.recv());
         const file = new Blob([Uint8Array.from(text, (c) => c.charCodeAt(0))]);
         let made;
         try {{ made = await pictureOf(file, {}, {}); }} catch (why) {{ made = [String(why)]; }}
         dioxus.send(made);",
        PICTURE.replace("export ", ""),
        limits::BLOB_BYTES,
        limits::THUMB_BYTES
    ));
    let sent = drawing.send(BASE64_STANDARD.encode(bytes));
    sent.map_err(|_| NoPicture::Broken)?;
    let made: Vec<String> = drawing.recv().await.map_err(|_| NoPicture::Broken)?;
    match <[String; 2]>::try_from(made) {
        Ok([photo, thumb]) => Ok(PictureBytes { photo, thumb }),
        Err(why) => Err(NoPicture::of(why.first().map_or("", String::as_str))),
    }
}

/// Opens the print dialogue.
pub(crate) fn print() {
    dioxus::desktop::window().print();
}

/// A window is updated by whoever installed it.
pub(crate) async fn update_offered() {
    pending().await
}

/// A window does not sleep while it is hidden.
pub(crate) async fn shown() {
    pending().await
}

/// See [`update_offered`].
pub(crate) fn activate_update() {}

/// A desk has no telephone of its own: the number is shown instead.
pub(crate) fn call(_phone: &str) -> bool {
    false
}
