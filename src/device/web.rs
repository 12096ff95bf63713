//! A browser.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::protocol::limits;
use chuanmen_replica::api::FileBytes;
use dioxus::html::FileData;
use futures_util::future::pending;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use tokio::sync::Notify;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Document, File, HtmlAnchorElement, Url, Window};

use super::{FileNotSaved, HubAddress, NoPicture, PictureBytes, Room};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// Names the window.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Colours, text size and language, as attributes of `<html>` that the styles answer to.
pub(crate) fn set_looks(theme: Option<&str>, text: &str, language: &str) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    // These attributes cannot fail to be set; if they did, the looks would stay as they were.
    drop(match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    });
    drop(root.set_attribute("data-text", text));
    drop(root.set_attribute("lang", language));
}

/// What the owner may call this device: `Android 手机`.
pub(crate) fn device_name() -> String {
    let agent = window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default();
    super::agent::device_name(&agent)
}

/// The hub serves the page.
pub(crate) fn hub_address() -> HubAddress {
    match window().and_then(|window| window.location().origin().ok()) {
        Some(origin) => HubAddress::Known(origin),
        None => HubAddress::Ask,
    }
}

/// What stood behind the `#` of the address that the page was opened with. It is taken out of
/// there, so that neither the history nor a bookmark keeps it.
pub(crate) fn fragment() -> Option<String> {
    thread_local! {
        static FRAGMENT: std::cell::OnceCell<Option<String>> = const { std::cell::OnceCell::new() };
    }
    FRAGMENT.with(|kept| kept.get_or_init(take_fragment).clone())
}

fn take_fragment() -> Option<String> {
    let window = window()?;
    let location = window.location();
    let fragment = location.hash().ok().filter(|hash| !hash.is_empty())?;
    let bare = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
    if let Ok(history) = window.history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        // If it cannot be taken out it stays; a code is worth nothing once it was used.
        drop(history.replace_state_with_url(&state, "", Some(&bare)));
    }
    Some(fragment)
}

/// Hands a file over as a download. → where it went, if that can be told.
pub(crate) fn save_file(file: &FileBytes) -> Result<Option<String>, FileNotSaved> {
    let bytes = BASE64_STANDARD
        .decode(&file.base64)
        .map_err(|error| FileNotSaved(error.to_string()))?;
    download(file, &bytes).map_err(|error| FileNotSaved(format!("{error:?}")))?;
    Ok(None)
}

fn download(file: &FileBytes, bytes: &[u8]) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(&file.media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = document().ok_or("no document")?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(&file.name);
    link.click();
    Url::revoke_object_url(&address)
}

/// How much the browser says may still be kept; none if it does not say.
pub(crate) async fn room() -> Option<Room> {
    let storage = Reflect::get(&window()?.navigator(), &"storage".into()).ok()?;
    let estimate = Reflect::get(&storage, &"estimate".into()).ok()?;
    let estimate: Promise = estimate
        .dyn_into::<Function>()
        .ok()?
        .call0(&storage)
        .ok()?
        .dyn_into()
        .ok()?;
    let said = JsFuture::from(estimate).await.ok()?;
    let number = |name: &str| Reflect::get(&said, &name.into()).ok()?.as_f64();
    let free = number("quota")? - number("usage")?;
    // Whole bytes up to 2⁵³ are exact; a browser that says less than nothing has nothing.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded beside it"
    )]
    let free = free.clamp(0.0, 9e15) as u64;
    Some(Room::of(free))
}

/// A browser draws what it shows into a file.
pub(crate) const DRAWS_PNG: bool = true;

#[wasm_bindgen(module = "/src/device/plot.js")]
extern "C" {
    #[wasm_bindgen(js_name = pngOf, catch)]
    async fn painted(svg: &str, width: u32, height: u32) -> Result<JsValue, JsValue>;
}

/// A PNG of an SVG of ours, in base64.
pub(crate) async fn png_of(svg: &str, (width, height): (u32, u32)) -> Result<String, FileNotSaved> {
    let painted = painted(svg, width, height).await;
    let painted = painted.map_err(|error| FileNotSaved(format!("{error:?}")))?;
    let base64 = painted.as_string();
    base64.ok_or_else(|| FileNotSaved("no picture came".to_owned()))
}

#[wasm_bindgen(module = "/src/device/picture.js")]
extern "C" {
    #[wasm_bindgen(js_name = pictureOf, catch)]
    async fn drawn(file: &File, photo: usize, thumb: usize) -> Result<JsValue, JsValue>;
}

/// Makes a photo that travels of a camera's file, which stays where it is: the browser reads it.
pub(crate) async fn picture_of(file: &FileData) -> Result<PictureBytes, NoPicture> {
    let file = file.inner().downcast_ref::<File>();
    let file = file.ok_or(NoPicture::Broken)?;
    let made = drawn(file, limits::BLOB_BYTES, limits::THUMB_BYTES).await;
    let made = made.map_err(|why| NoPicture::of(&why.as_string().unwrap_or_default()))?;
    let text = |at: u32| {
        let part = Reflect::get_u32(&made, at).ok();
        part.and_then(|part| part.as_string())
            .ok_or(NoPicture::Broken)
    };
    Ok(PictureBytes {
        photo: text(0)?,
        thumb: text(1)?,
    })
}

/// Opens the browser's print dialogue.
pub(crate) fn print() {
    if let Some(window) = window() {
        // A browser that does not print shows nothing; neither do we.
        drop(window.print());
    }
}

/// Resolves when a newer app is downloaded and waits.
pub(crate) async fn update_offered() {
    let waiting = |window: &Window| {
        Reflect::get(window, &"chuanmenUpdateWaiting".into()).is_ok_and(|value| value.is_truthy())
    };
    let Some(window) = window() else {
        return pending().await;
    };
    if !waiting(&window) {
        let offered = std::rc::Rc::new(Notify::new());
        let offer = offered.clone();
        listen(&window, "chuanmen:update", move || offer.notify_one());
        offered.notified().await;
    }
}

/// Resolves when the page was hidden and is shown again.
pub(crate) async fn shown() {
    thread_local! {
        static SHOWN: std::cell::OnceCell<std::rc::Rc<Notify>> = const { std::cell::OnceCell::new() };
    }
    let Some(document) = document() else {
        return pending().await;
    };
    let shown = SHOWN.with(|cell| {
        let listened = cell.get_or_init(|| {
            let shown = std::rc::Rc::new(Notify::new());
            let tell = shown.clone();
            let page = document.clone();
            listen(&document, "visibilitychange", move || {
                if !page.hidden() {
                    tell.notify_one();
                }
            });
            shown
        });
        listened.clone()
    });
    shown.notified().await;
}

/// Switches to the newer app and loads it.
pub(crate) fn activate_update() {
    let activate = window()
        .and_then(|window| Reflect::get(&window, &"chuanmenActivateUpdate".into()).ok())
        .and_then(|value| value.dyn_into::<Function>().ok());
    if let Some(activate) = activate {
        // It reloads the page; if it threw, the notice stays and can be tapped again.
        drop(activate.call0(&JsValue::NULL));
    }
}

/// Dials a number. → whether there is something that could.
pub(crate) fn call(phone: &str) -> bool {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    window().is_some_and(|window| window.location().set_href(&format!("tel:{digits}")).is_ok())
}

/// Listens for as long as the page lives.
fn listen(target: &web_sys::EventTarget, event: &str, heard: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn()>::new(heard);
    // An event without a listener is one we do without: the next start looks again.
    drop(target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref()));
    heard.forget();
}
