use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::VisibilityState;

/// Calls `wake` when the page comes to the front and when the network returns: a worker hears
/// nothing of the first, and its timers may have been asleep.
pub(super) fn on_return(wake: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let Some(document) = window.document() else {
        return;
    };
    let shown = Closure::<dyn FnMut()>::new({
        let (document, wake) = (document.clone(), wake.clone());
        move || {
            if document.visibility_state() == VisibilityState::Visible {
                wake();
            }
        }
    });
    let online = Closure::<dyn FnMut()>::new(wake);
    // These fail only for options that are not given here.
    let _ = document
        .add_event_listener_with_callback("visibilitychange", shown.as_ref().unchecked_ref());
    let _ = window.add_event_listener_with_callback("online", online.as_ref().unchecked_ref());
    shown.forget();
    online.forget();
}
