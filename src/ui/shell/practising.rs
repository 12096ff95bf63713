use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Icon, IconName};
use crate::ui::hooks::{use_ground, use_live};
use crate::ui::route::Route;
use crate::ui::text::{error_words, t};

/// Above every screen of a practice: that nothing of it is kept, and the ways out.
#[component]
pub(super) fn Practising() -> Element {
    let (ground, live) = (use_ground(), use_live());
    let navigator = use_navigator();
    let (again, leaving) = (ground.clone(), ground);
    rsx! {
        section { class: "practising", "aria-label": t!("practice"),
            Icon { name: IconName::Flag }
            b { class: "grow", {t!("practice-banner")} }
            Button { look: ButtonLook::Bare,
                onclick: move |_| {
                    navigator.replace(Route::Today {});
                    if let Err(error) = again.practise(&live) {
                        live.snack.say(error_words(&error).what);
                    }
                },
                {t!("practice-again")}
            }
            Button {
                onclick: move |_| {
                    // Whoever belongs to nobody yet is led to enrolment from there.
                    navigator.replace(Route::Me {});
                    leaving.leave();
                },
                {t!("practice-leave")}
            }
        }
    }
}

/// Begins to practise; nothing where this shell has no practice, or one practises already.
#[component]
pub(crate) fn PracticeStart() -> Element {
    let (ground, live) = (use_ground(), use_live());
    let navigator = use_navigator();
    if live.practice || !ground.can_practise() {
        return rsx! {};
    }
    rsx! {
        Button { icon: IconName::Flag,
            onclick: move |_| match ground.practise(&live) {
                Ok(()) => {
                    navigator.replace(Route::Today {});
                }
                Err(error) => live.snack.say(error_words(&error).what),
            },
            {t!("practice-begin")}
        }
    }
}
