use chuanmen_core::UnixMillis;
use dioxus::prelude::*;

use crate::device;

/// The time, drawn anew each second until `until`.
pub(crate) fn use_seconds(until: Option<UnixMillis>) -> UnixMillis {
    let mut now = use_signal(device::now);
    use_effect(use_reactive((&until,), move |(until,)| {
        spawn(async move {
            while until.is_some_and(|until| device::now() < until) {
                now.set(device::now());
                device::sleep(1000).await;
            }
            now.set(device::now());
        });
    }));
    now()
}
