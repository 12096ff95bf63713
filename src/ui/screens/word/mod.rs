//! 居民说一句: the phone in the resident's hand. Large letters, five faces, nothing that leads into
//! the rest of the app; however it is left, the app locks if it has a PIN.

mod faces;
mod given;

use chuanmen_core::domain::{NeedId, Satisfaction, WishId};
use chuanmen_replica::api::{NeedQuery, WishQuery};
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, Heading, IconName, Skeleton, TextArea};
use crate::ui::hooks::{Shown, use_ask, use_live, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::t;

use faces::Faces;
use given::{About, Given};

/// The resident's word about a need.
#[component]
pub(crate) fn ConfirmNeed(id: NeedId) -> Element {
    rsx! {
        Need { key: "{id}", id }
    }
}

/// The resident's word about a wish.
#[component]
pub(crate) fn ConfirmWish(id: WishId) -> Element {
    rsx! {
        Wish { key: "{id}", id }
    }
}

#[component]
fn Need(id: NeedId) -> Element {
    match use_ask(NeedQuery { need: id }).shown() {
        Shown::Waiting => rsx! { Screen { title: t!("word-title"), Skeleton { rows: 4 } } },
        Shown::Failed(error) => rsx! { Screen { title: t!("word-title"), Failure { error } } },
        Shown::Here(need) => rsx! { Handed { about: About::Need(id), text: need.row.text } },
    }
}

#[component]
fn Wish(id: WishId) -> Element {
    match use_ask(WishQuery { wish: id }).shown() {
        Shown::Waiting => rsx! { Screen { title: t!("word-title"), Skeleton { rows: 4 } } },
        Shown::Failed(error) => rsx! { Screen { title: t!("word-title"), Failure { error } } },
        Shown::Here(wish) => rsx! { Handed { about: About::Wish(id), text: wish.row.text } },
    }
}

/// In the resident's hand: the question, then thanks.
#[component]
fn Handed(about: About, text: String) -> Element {
    let given = use_signal(Given::default);
    let said = use_signal(|| false);
    use_lock_when_left();
    let question = match about {
        About::Need(_) => t!("word-need"),
        About::Wish(_) => t!("word-wish"),
    };
    if said() {
        return rsx! {
            Screen { title: t!("word-title"), last: true, dock: rsx! { HandBack { about, big: true } },
                div { class: "word", Heading { {t!("word-thanks")} } p { {t!("word-thanks-next")} } }
            }
        };
    }
    rsx! {
        Screen { title: t!("word-title"), last: true, dock: rsx! { Say { about, given, said } },
            div { class: "word",
                Heading { {question} }
                p { class: "what", {text} }
                Asked { about, given }
                HandBack { about, big: false }
            }
        }
    }
}

#[component]
fn Asked(about: About, given: Signal<Given>) -> Element {
    let mut given = given;
    let grade = given.read().grade;
    let unhappy = given.read().is_unhappy();
    let go_on = given.read().go_on;
    rsx! {
        Faces { chosen: grade, onchoose: move |grade: Satisfaction| given.write().grade = Some(grade) }
        if unhappy {
            div { class: "goon", role: "group", "aria-label": t!("word-go-on"),
                Button { look: look(go_on), big: true, pressed: Some(go_on),
                    onclick: move |_| given.write().go_on = true, {about.go_on()}
                }
                Button { look: look(!go_on), big: true, pressed: Some(!go_on),
                    onclick: move |_| given.write().go_on = false, {t!("word-enough")}
                }
            }
        }
        TextArea { id: "word-note", rows: 2, label: t!("word-note"), value: given.read().words.clone(),
            oninput: move |typed| given.write().words = typed }
    }
}

const fn look(chosen: bool) -> ButtonLook {
    if chosen {
        ButtonLook::Soft
    } else {
        ButtonLook::Plain
    }
}

/// 说好了; says what is missing until a face is chosen.
#[component]
fn Say(about: About, given: Signal<Given>, said: Signal<bool>) -> Element {
    let mut said = said;
    let sender = use_send();
    let snack = use_snack();
    let chosen = given.read().grade.is_some();
    let say = move |_| {
        let Some(command) = about.command(&given.read()) else {
            return;
        };
        sender.send(command, move |outcome| {
            snack.saved(t!("word-saved"), &outcome);
            said.set(true);
        });
    };
    rsx! {
        if let Some(error) = sender.error() { Failure { error } }
        Button { look: ButtonLook::Primary, big: true, icon: IconName::Check,
            disabled: !chosen || sender.busy(), onclick: say,
            if chosen { {t!("word-done")} } else { {t!("word-choose")} }
        }
    }
}

/// Back to whoever answers for the phone.
#[component]
fn HandBack(about: About, big: bool) -> Element {
    let navigator = use_navigator();
    let to = match about {
        About::Need(id) => Route::Need { id },
        About::Wish(id) => Route::Wish { id },
    };
    rsx! {
        Button { look: if big { ButtonLook::Primary } else { ButtonLook::Bare }, big,
            onclick: move |_| {
                navigator.replace(to.clone());
            },
            {t!("word-hand-back")}
        }
    }
}

/// However the screen is left: whoever holds the phone then types the PIN, if there is one.
fn use_lock_when_left() {
    let live = use_live();
    use_drop(move || {
        let lock = live.door.send(chuanmen_replica::api::Command::Lock);
        dioxus::core::spawn_forever(async move {
            // Without a PIN nothing locks, and a database that does not answer shows nothing.
            drop(lock.await);
        });
    });
}
