use dioxus::prelude::*;

/// How a seal is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SealLook {
    /// Took part.
    #[default]
    Outline,
    /// Has it now.
    On,
    /// Not involved.
    #[allow(dead_code, reason = "the set of DESIGN.md")]
    Off,
    /// Gave it back.
    #[allow(dead_code, reason = "the set of DESIGN.md")]
    Back,
    /// A mark in a corner: 关 for a care household.
    Mark,
}

/// One character for a party or a mark, like a name chop.
#[component]
pub(crate) fn Seal(
    #[props(into)] text: String,
    /// What the character stands for.
    #[props(into)]
    label: String,
    #[props(default)] look: SealLook,
) -> Element {
    let class = match look {
        SealLook::Outline => "seal",
        SealLook::On => "seal on",
        SealLook::Off => "seal off",
        SealLook::Back => "seal back",
        SealLook::Mark => "seal xs",
    };
    rsx! {
        span { class, role: "img", "aria-label": label, {text} }
    }
}
