use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::Credential;
use chuanmen_replica::api::{Command, ReplicaError, Tries};
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::{
    Button, ButtonLook, Failure, Field, FieldKind, Keypad, Segment, SegmentRole,
};
use crate::ui::hooks::{use_live, use_seconds, use_send};
use crate::ui::text::t;

/// The device is locked. The address stays, so that the PIN leads back to the same screen.
#[component]
pub(super) fn Locked(tries: Tries) -> Element {
    let mut online = use_signal(|| false);
    use_effect(|| device::set_title(&t!("window-title", screen = t!("locked"))));
    rsx! {
        div { class: "app",
            main { class: "main locked",
                h1 { {t!("locked")} }
                p { class: "sub", {t!("locked-kept")} }
                if tries.left == 0 || online() {
                    Online { only: tries.left == 0, onback: move |()| online.set(false) }
                } else {
                    ByPin { tries, onforgot: move |()| online.set(true) }
                }
            }
        }
    }
}

#[component]
fn ByPin(tries: Tries, onforgot: EventHandler<()>) -> Element {
    let live = use_live();
    let sender = use_send();
    let now = use_seconds(tries.wait_until);
    let wait = tries.wait_until.map_or(0, |until| seconds(until, now));
    let said = match sender.error() {
        _ if wait > 0 => t!("pin-wait", minutes = wait / 60, seconds = wait % 60),
        Some(ReplicaError::PinWrong { .. } | ReplicaError::Locked { .. }) => {
            t!("pin-wrong", count = tries.left)
        }
        _ if sender.busy() => t!("pin-busy"),
        _ => t!("pin-type"),
    };
    let other = sender.error().filter(|error| {
        !matches!(
            error,
            ReplicaError::PinWrong { .. } | ReplicaError::Locked { .. }
        )
    });
    rsx! {
        p { class: "said", role: if wait > 0 { "timer" } else { "status" }, {said} }
        Keypad {
            label: t!("pin-type"),
            disabled: wait > 0 || sender.busy(),
            onpin: move |pin| {
                let live = live.clone();
                spawn(async move {
                    // Why it did not open is said above the keys.
                    drop(sender.run(Command::Unlock { pin }).await);
                    live.changed();
                });
            },
        }
        if let Some(error) = other {
            Failure { error }
        }
        Button { look: ButtonLook::Bare, onclick: move |_| onforgot.call(()), {t!("pin-forgot")} }
    }
}

/// By a code or a login, at the hub.
#[component]
fn Online(only: bool, onback: EventHandler<()>) -> Element {
    let live = use_live();
    let sender = use_send();
    let mut by_code = use_signal(|| false);
    let mut login = use_signal(String::new);
    let mut password = use_signal(String::new);
    let mut code = use_signal(String::new);
    let complete = if by_code() {
        !code.read().trim().is_empty()
    } else {
        !login.read().trim().is_empty() && !password.read().is_empty()
    };
    let open = use_callback(move |()| {
        let credential = if by_code() {
            Credential::Code(code.read().split_whitespace().collect())
        } else {
            Credential::Password {
                login: login(),
                password: password(),
            }
        };
        let live = live.clone();
        sender.send(Command::UnlockOnline { credential }, move |_| {
            live.changed();
        });
    });
    rsx! {
        p { class: "said", {if only { t!("pin-online-only") } else { t!("pin-online") }} }
        form { onsubmit: move |event| event.prevent_default(),
            Segment {
                label: t!("pin-online-how"),
                choices: vec![t!("enrol-by-password"), t!("enrol-by-code")],
                chosen: usize::from(by_code()),
                role: SegmentRole::Radio,
                onchoose: move |index| {
                    sender.clear();
                    by_code.set(index == 1);
                },
            }
            if by_code() {
                Field {
                    id: "code",
                    label: t!("enrol-code"),
                    kind: FieldKind::Code,
                    value: code(),
                    problem: sender.problem("code"),
                    oninput: move |text| code.set(text),
                    onenter: move |()| open.call(()),
                }
            } else {
                Field {
                    id: "login",
                    label: t!("enrol-login"),
                    kind: FieldKind::Login,
                    value: login(),
                    problem: sender.problem("login"),
                    oninput: move |text| login.set(text),
                    onenter: move |()| open.call(()),
                }
                Field {
                    id: "password",
                    label: t!("enrol-password"),
                    kind: FieldKind::Password,
                    value: password(),
                    problem: sender.problem("password"),
                    oninput: move |text| password.set(text),
                    onenter: move |()| open.call(()),
                }
            }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            disabled: sender.busy() || !complete,
            onclick: move |_| open.call(()),
            {if sender.busy() { t!("pin-online-busy") } else { t!("pin-online-do") }}
        }
        if let Some(error) = sender.error() {
            Failure { error }
        }
        if !only {
            Button { look: ButtonLook::Bare, onclick: move |_| onback.call(()), {t!("pin-back")} }
        }
    }
}

/// Whole seconds to wait, never less than there are.
fn seconds(until: UnixMillis, now: UnixMillis) -> i64 {
    (until.0 - now.0 + 999).max(0) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_whole_seconds_and_ends() {
        let until = UnixMillis(60_000);
        assert_eq!(seconds(until, UnixMillis(0)), 60);
        assert_eq!(seconds(until, UnixMillis(59_999)), 1);
        assert_eq!(seconds(until, UnixMillis(60_000)), 0);
        assert_eq!(seconds(until, UnixMillis(90_000)), 0);
    }
}
