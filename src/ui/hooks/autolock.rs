use std::cell::Cell;
use std::rc::Rc;

use chuanmen_core::UnixMillis;
use chuanmen_replica::api::Command;
use dioxus::prelude::*;
use futures_util::future::{Either, select};

use crate::device;
use crate::ui::live::Live;

/// How long a device may lie untouched before it locks itself, in milliseconds.
const PATIENCE: i64 = 5 * 60_000;
/// How often that is looked at, in milliseconds.
const LOOK_EVERY: u32 = 5_000;

/// When somebody last touched the screen or a key.
#[derive(Clone)]
pub(crate) struct Touched(Rc<Cell<UnixMillis>>);

impl Touched {
    fn new() -> Self {
        Self(Rc::new(Cell::new(device::now())))
    }

    /// Now, if the device was not left already: then the touch comes too late.
    pub(crate) fn touch(&self) {
        if !self.is_left() {
            self.0.set(device::now());
        }
    }

    /// Whether nobody has touched it for so long that it locks. A clock that was set back begins
    /// anew.
    fn is_left(&self) -> bool {
        let now = device::now();
        if now < self.0.get() {
            self.0.set(now);
        }
        now.0 - self.0.get().0 >= PATIENCE
    }
}

/// Locks the device when it was left, whether it shows or not; a page that slept looks as soon as
/// it is shown again.
pub(crate) fn use_autolock(live: &Live) -> Touched {
    let touched = use_hook(Touched::new);
    let (live, watched) = (live.clone(), touched.clone());
    use_hook(|| {
        spawn(async move {
            loop {
                let shown = std::pin::pin!(device::shown());
                let pause = std::pin::pin!(device::sleep(LOOK_EVERY));
                match select(shown, pause).await {
                    Either::Left(_) | Either::Right(_) => {}
                }
                let view = *live.lock.peek();
                if !watched.is_left() {
                    continue;
                }
                if view.pin && view.locked.is_none() {
                    // A replica that does not answer has nothing to show either.
                    drop(live.door.send(Command::Lock).await);
                    live.changed();
                }
                watched.0.set(device::now());
            }
        })
    });
    touched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_left_after_five_minutes_without_a_touch() {
        device::stop_clock(UnixMillis(1_000_000));
        let touched = Touched::new();
        device::stop_clock(UnixMillis(1_000_000 + PATIENCE - 1));
        assert!(!touched.is_left());
        touched.touch();
        device::stop_clock(UnixMillis(1_000_000 + PATIENCE));
        assert!(!touched.is_left());
        device::stop_clock(UnixMillis(1_000_000 + 2 * PATIENCE));
        assert!(touched.is_left());
        touched.touch();
        assert!(touched.is_left(), "too late");
        device::stop_clock(UnixMillis(0));
        assert!(!touched.is_left(), "a clock set back begins anew");
    }
}
