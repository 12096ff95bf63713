mod offered;

use chuanmen_core::protocol::Credential;
use chuanmen_replica::api::{Command, Farewell, SessionView};
use dioxus::prelude::*;

use crate::device::{self, HubAddress};
use crate::ui::components::{
    Button, ButtonLook, Failure, Field, FieldKind, Go, Heading, IconName, Notice, Segment,
    SegmentRole, Topic,
};
use crate::ui::hooks::{use_live, use_send, use_session};
use crate::ui::route::Route;
use crate::ui::shell::{PracticeStart, Screen};
use crate::ui::text::t;

use offered::code_in;

/// What was typed; kept whatever the hub says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    by_password: bool,
    code: String,
    login: String,
    password: String,
    device_name: String,
    hub: String,
}

impl Typed {
    fn credential(&self) -> Credential {
        if self.by_password {
            Credential::Password {
                login: self.login.trim().to_owned(),
                password: self.password.clone(),
            }
        } else {
            // Codes are read out and typed: blanks between groups are no part of them.
            Credential::Code(self.code.split_whitespace().collect())
        }
    }

    fn complete(&self) -> bool {
        let proof = if self.by_password {
            !self.login.trim().is_empty() && !self.password.is_empty()
        } else {
            !self.code.trim().is_empty()
        };
        proof && !self.hub.trim().is_empty() && !self.device_name.trim().is_empty()
    }
}

/// What became of the records of whoever had this device, if the hub revoked it.
#[component]
fn Parting() -> Element {
    let Some(SessionView::NotEnrolled {
        farewell: Some(Farewell { name, saves }),
    }) = use_session()
    else {
        return rsx! {};
    };
    let left = match saves {
        0 => t!("farewell-none"),
        saves => t!("farewell-saves", count = saves),
    };
    rsx! {
        Notice { icon: IconName::Return,
            p { b { {t!("farewell-title", name = name)} } }
            p { {left} }
            p { {t!("farewell-next")} }
        }
    }
}

/// Makes this device one of an account's: by a code, or by login and password.
#[component]
pub(crate) fn Enrol() -> Element {
    let live = use_live();
    let sender = use_send();
    let hub = use_hook(device::hub_address);
    let asks_hub = hub == HubAddress::Ask;
    let offered = use_hook(|| device::fragment().and_then(|it| code_in(&it)));
    let filled = offered.clone();
    let mut typed = use_signal(|| Typed {
        device_name: device::device_name(),
        hub: match hub {
            HubAddress::Known(address) => address,
            HubAddress::Ask => String::new(),
        },
        code: filled.unwrap_or_default(),
        ..Typed::default()
    });
    let enrol = use_callback(move |()| {
        let now = typed.cloned();
        if !now.complete() {
            return;
        }
        let live = live.clone();
        let command = Command::Enrol {
            hub: now.hub.trim().trim_end_matches('/').to_owned(),
            credential: now.credential(),
            device_name: now.device_name.trim().to_owned(),
        };
        // The shell leads on as soon as the replica says who this is.
        sender.send(command, move |_| live.changed());
    });
    let now = typed.read();
    let untouched = offered.as_ref() == Some(&now.code);
    let dock = rsx! {
        Button {
            look: ButtonLook::Primary,
            big: true,
            disabled: sender.busy() || !now.complete(),
            onclick: move |_| enrol.call(()),
            {
                match () {
                    () if sender.busy() => t!("enrol-busy"),
                    () if now.complete() => t!("enrol-do"),
                    () if now.by_password => t!("enrol-fill-login"),
                    () => t!("enrol-fill-code"),
                }
            }
        }
    };
    rsx! {
        Screen { title: t!("enrol-title"), dock, last: true,
            div { class: "hello",
                span { class: "logo", "aria-hidden": "true", {t!("mark")} }
                Heading { {t!("enrol-title")} }
                p { class: "sub", {t!("enrol-about")} }
            }
            Parting {}
            // A form, so that password stores know what they see; Enter is each field's own.
            form { onsubmit: move |event| event.prevent_default(),
                Segment {
                    label: t!("enrol-how"),
                    choices: vec![t!("enrol-by-code"), t!("enrol-by-password")],
                    chosen: usize::from(now.by_password),
                    role: SegmentRole::Radio,
                    onchoose: move |index| {
                        sender.clear();
                        typed.write().by_password = index == 1;
                    },
                }
                if now.by_password {
                    Field {
                        id: "login",
                        label: t!("enrol-login"),
                        kind: FieldKind::Login,
                        value: now.login.clone(),
                        problem: sender.problem("login"),
                        oninput: move |text| typed.write().login = text,
                        onenter: move |()| enrol.call(()),
                    }
                    Field {
                        id: "password",
                        label: t!("enrol-password"),
                        kind: FieldKind::Password,
                        value: now.password.clone(),
                        problem: sender.problem("password"),
                        oninput: move |text| typed.write().password = text,
                        onenter: move |()| enrol.call(()),
                    }
                } else {
                    Field {
                        id: "code",
                        label: t!("enrol-code"),
                        kind: FieldKind::Code,
                        value: now.code.clone(),
                        hint: if untouched { t!("enrol-code-filled") } else { t!("enrol-code-hint") },
                        problem: sender.problem("code"),
                        oninput: move |text| typed.write().code = text,
                        onenter: move |()| enrol.call(()),
                    }
                }
                Field {
                    id: "device-name",
                    label: t!("enrol-device"),
                    value: now.device_name.clone(),
                    hint: t!("enrol-device-hint"),
                    problem: sender.problem("device_name"),
                    oninput: move |text| typed.write().device_name = text,
                    onenter: move |()| enrol.call(()),
                }
                if asks_hub {
                    Field {
                        id: "hub",
                        label: t!("enrol-hub"),
                        kind: FieldKind::Address,
                        value: now.hub.clone(),
                        hint: t!("enrol-hub-hint"),
                        problem: sender.problem("hub"),
                        oninput: move |text| typed.write().hub = text,
                        onenter: move |()| enrol.call(()),
                    }
                }
            }
            if let Some(error) = sender.error() {
                Failure { error }
            }
            nav { class: "newcomers", "aria-label": t!("help"),
                PracticeStart {}
                Go { to: Route::Help {}, class: "btn bare", {t!("help")} }
                Go { to: Route::HelpPage { topic: Topic::Install.name().to_owned() }, class: "btn bare",
                    {t!("how-to-install")}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_sent_without_the_blanks_it_was_typed_with() {
        let typed = Typed {
            code: " KQ7M 2XWP ".into(),
            ..Typed::default()
        };
        assert_eq!(typed.credential(), Credential::Code("KQ7M2XWP".into()));
    }

    #[test]
    fn a_password_is_sent_as_it_is() {
        let typed = Typed {
            by_password: true,
            login: " zhou ".into(),
            password: " a b ".into(),
            ..Typed::default()
        };
        assert_eq!(
            typed.credential(),
            Credential::Password {
                login: "zhou".into(),
                password: " a b ".into()
            }
        );
    }

    #[test]
    fn nothing_is_sent_before_all_is_filled_in() {
        let mut typed = Typed {
            code: "K".into(),
            hub: "https://hub".into(),
            ..Typed::default()
        };
        assert!(!typed.complete());
        typed.device_name = "手机".into();
        assert!(typed.complete());
        typed.by_password = true;
        assert!(!typed.complete());
    }
}
