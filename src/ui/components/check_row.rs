use dioxus::prelude::*;

use super::{Icon, IconName, IconSize, Rich};

/// Whether a line of a choice of several is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checked {
    /// It is.
    Yes,
    /// A part of it is.
    Partly,
    /// It is not.
    No,
}

impl Checked {
    /// Of how many parts there are, and how many of them are chosen.
    pub(crate) const fn of(parts: usize, chosen: usize) -> Self {
        match chosen {
            0 => Self::No,
            chosen if chosen < parts => Self::Partly,
            _ => Self::Yes,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Yes => "true",
            Self::Partly => "mixed",
            Self::No => "false",
        }
    }
}

/// A line of a choice of several, with its box at the left.
#[component]
pub(crate) fn CheckRow(
    #[props(into)] title: String,
    /// The second line; a sentence for [`Rich`].
    #[props(default, into)]
    second: String,
    checked: Checked,
    #[props(default)] trail: Option<Element>,
    ontoggle: EventHandler<()>,
) -> Element {
    rsx! {
        button {
            r#type: "button",
            class: "row wide",
            role: "checkbox",
            "aria-checked": checked.word(),
            onclick: move |_| ontoggle.call(()),
            span { class: if checked == Checked::No { "box" } else { "box on" },
                match checked {
                    Checked::Yes => rsx! { Icon { name: IconName::Check, size: IconSize::Small } },
                    Checked::Partly => rsx! { i {} },
                    Checked::No => rsx! {},
                }
            }
            span { class: "grow",
                b { class: "l1", {title} }
                if !second.is_empty() {
                    span { class: "l2", Rich { text: second } }
                }
            }
            {trail}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_parts_are_neither_all_nor_none() {
        assert_eq!(Checked::of(3, 0), Checked::No);
        assert_eq!(Checked::of(3, 2), Checked::Partly);
        assert_eq!(Checked::of(3, 3), Checked::Yes);
    }
}
