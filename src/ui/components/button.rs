use dioxus::prelude::*;

use super::{Icon, IconName};

/// How much a button asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ButtonLook {
    /// The one action of a screen; filled.
    Primary,
    /// Suggested; tinted.
    Soft,
    /// Possible; outlined.
    #[default]
    Plain,
    /// In passing; no outline.
    Bare,
}

/// A button.
#[component]
pub(crate) fn Button(
    #[props(default)] look: ButtonLook,
    /// In a dock: higher, and as wide as there is room.
    #[props(default)]
    big: bool,
    #[props(default)] icon: Option<IconName>,
    /// It says why in its words.
    #[props(default)]
    disabled: bool,
    /// What it says to a screen reader, where its words alone do not say what of.
    #[props(default)]
    label: Option<String>,
    /// For a button that opens something: whether it is open.
    #[props(default)]
    expanded: Option<bool>,
    /// For a button that stays down: whether it is.
    #[props(default)]
    pressed: Option<bool>,
    #[props(default)] onclick: EventHandler<MouseEvent>,
    children: Element,
) -> Element {
    let look = match look {
        ButtonLook::Primary => " pri",
        ButtonLook::Soft => " soft",
        ButtonLook::Plain => "",
        ButtonLook::Bare => " bare",
    };
    let big = if big { " big" } else { "" };
    rsx! {
        button {
            r#type: "button",
            class: "btn{look}{big}",
            disabled,
            "aria-label": label,
            "aria-expanded": expanded.map(|open| open.to_string()),
            "aria-pressed": pressed.map(|down| down.to_string()),
            onclick: move |event| onclick.call(event),
            if let Some(name) = icon {
                Icon { name }
            }
            {children}
        }
    }
}
