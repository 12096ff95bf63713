use dioxus::html::geometry::ClientPoint;
use dioxus::prelude::*;

use super::{Button, ButtonLook, Icon, IconName};
use crate::ui::text::t;

/// How far a finger goes to turn a card, in CSS pixels.
const SWIPE: f64 = 48.0;
/// How many cards there are.
const CARDS: usize = 3;

/// The first-run tour: three cards, turned by buttons, arrows or a finger; never in the way of
/// what is below.
#[component]
pub(crate) fn ThreeCards(
    /// Seen to the end, or skipped.
    onend: EventHandler<()>,
) -> Element {
    let mut at = use_signal(|| 0_usize);
    let mut touched = use_signal(|| None::<ClientPoint>);
    let turn = use_callback(move |forward: bool| {
        let now = *at.peek();
        match (forward, now) {
            (true, now) if now + 1 < CARDS => at.set(now + 1),
            (false, 1..) => at.set(now - 1),
            _ => {}
        }
    });
    let here = at();
    let last = here + 1 == CARDS;
    let (icon, title, says) = card(here);
    rsx! {
        section { class: "card tour", "aria-label": t!("tour"),
            onkeydown: move |event| match event.key() {
                Key::ArrowRight => turn.call(true),
                Key::ArrowLeft => turn.call(false),
                Key::Escape => onend.call(()),
                _ => {}
            },
            onpointerdown: move |event| touched.set(Some(event.client_coordinates())),
            onpointerup: move |event| {
                if let Some(from) = touched.take() {
                    let to = event.client_coordinates();
                    let (along, across) = (to.x - from.x, to.y - from.y);
                    if along.abs() > SWIPE && along.abs() > 2.0 * across.abs() {
                        turn.call(along < 0.0);
                    }
                }
            },
            onpointercancel: move |_| touched.set(None),
            div { class: "told", "aria-live": "polite",
                p { class: "cap", {t!("tour-step", number = here + 1, all = CARDS)} }
                h2 { Icon { name: icon } {title} }
                p { {says} }
            }
            div { class: "turn",
                if last {
                    Button { look: ButtonLook::Bare, onclick: move |_| turn.call(false), {t!("tour-back")} }
                    Button { look: ButtonLook::Soft, icon: IconName::Check, onclick: move |_| onend.call(()),
                        {t!("tour-done")}
                    }
                } else {
                    Button { look: ButtonLook::Bare, onclick: move |_| onend.call(()), {t!("tour-skip")} }
                    Button { look: ButtonLook::Soft, onclick: move |_| turn.call(true), {t!("tour-next")} }
                }
            }
        }
    }
}

fn card(number: usize) -> (IconName, String, String) {
    match number {
        0 => (IconName::Today, t!("tour-today"), t!("tour-today-says")),
        1 => (
            IconName::CloudOffline,
            t!("tour-offline"),
            t!("tour-offline-says"),
        ),
        _ => (IconName::Search, t!("tour-find"), t!("tour-find-says")),
    }
}
