//! One file a shell: starts the replica, opens the window or takes the page, draws the app.

#[cfg(all(feature = "desktop", not(target_family = "wasm")))]
pub(crate) mod desktop;
#[cfg(all(feature = "web", target_family = "wasm"))]
pub(crate) mod web;

use std::rc::Rc;

use chuanmen::ui::{App, Broken, Door, PracticeDoor};
use chuanmen_replica::Replica;
use chuanmen_replica::api::ReplicaError;
use dioxus::prelude::*;

thread_local! {
    static DOOR: std::cell::RefCell<Option<Rc<dyn Door>>> = const { std::cell::RefCell::new(None) };
}

/// Keeps the door for [`root`]. A replica that did not start is a door that says why: the window
/// opens and tells the person, instead of not opening at all.
fn put_door(replica: Result<Replica, ReplicaError>) {
    let door: Rc<dyn Door> = match replica {
        Ok(replica) => Rc::new(replica),
        Err(error) => Rc::new(Broken(error)),
    };
    DOOR.set(Some(door));
}

thread_local! {
    static PRACTICE: std::cell::RefCell<Option<PracticeDoor>> = const { std::cell::RefCell::new(None) };
}

/// Keeps for [`root`] how this shell opens a practice.
fn put_practice(open: impl Fn() -> Result<Replica, ReplicaError> + 'static) {
    let door = move || open().map(|replica| Rc::new(replica) as Rc<dyn Door>);
    PRACTICE.set(Some(PracticeDoor(Rc::new(door))));
}

/// The root component: the app behind its door.
fn root() -> Element {
    use_hook(|| PRACTICE.take().map(provide_context));
    use_context_provider(|| {
        DOOR.take().unwrap_or_else(|| {
            Rc::new(Broken(ReplicaError::Gone {
                detail: "no replica was started".to_owned(),
            }))
        })
    });
    rsx! { App {} }
}
