use std::rc::Rc;

use dioxus::html::geometry::PixelsVector2D;
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::SnackHost;
use crate::ui::hooks::use_live;
use crate::ui::text::t;

/// One screen: what stays above, what scrolls, what is under the thumb.
#[component]
pub(crate) fn Screen(
    /// Of the window and its entry in the history: `3-2-502 户`. Browsers write histories to the
    /// disk as they are: no name, nothing that somebody typed.
    #[props(into)]
    title: String,
    /// A [`super::Bar`], usually.
    #[props(default)]
    head: Option<Element>,
    /// The one action, in a [`crate::ui::components::Button`] or link that is `big`.
    #[props(default)]
    dock: Option<Element>,
    /// Whether nothing is below the dock: a task without bars.
    #[props(default)]
    last: bool,
    /// A name under which a list remembers where it was scrolled to.
    #[props(default)]
    keep: Option<&'static str>,
    children: Element,
) -> Element {
    let live = use_live();
    use_effect(use_reactive((&title,), move |(title,)| {
        device::set_title(&t!("window-title", screen = title));
    }));
    let restored = live.clone();
    let footer = match (&dock, last) {
        (None, _) => "dock empty",
        (Some(_), true) => "dock last",
        (Some(_), false) => "dock",
    };
    rsx! {
        {head}
        main {
            class: "main",
            tabindex: "0",
            onmounted: move |event| {
                let top = keep.map_or(0.0, |place| restored.scrolled(place));
                restore(event.data(), top)
            },
            onscroll: move |event| {
                if let Some(place) = keep {
                    live.remember_scroll(place, event.scroll_top());
                }
            },
            {children}
        }
        footer { class: footer,
            SnackHost {}
            {dock}
        }
    }
}

async fn restore(main: Rc<MountedData>, top: f64) {
    if top > 0.0 {
        // A list that cannot be scrolled starts at its top, as any list does.
        drop(
            main.scroll(PixelsVector2D::new(0.0, top), ScrollBehavior::Instant)
                .await,
        );
    }
}
