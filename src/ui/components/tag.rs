use dioxus::prelude::*;

use super::{Icon, IconName, Shape, StateShape};

/// What a tag says beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TagTone {
    /// Who somebody is, or nothing to do yet.
    #[default]
    Plain,
    /// Overdue or refused, nothing else.
    Urgent,
    /// Waits for somebody, or due soon.
    Pending,
    /// Done.
    Done,
}

/// A few words about a state or a person. A state has a shape; there is one a row, at its right.
#[component]
pub(crate) fn Tag(
    #[props(default)] tone: TagTone,
    #[props(default)] shape: Option<Shape>,
    #[props(default)] icon: Option<IconName>,
    #[props(into)] text: String,
) -> Element {
    let class = match tone {
        TagTone::Plain => "tag",
        TagTone::Urgent => "tag urg",
        TagTone::Pending => "tag pend",
        TagTone::Done => "tag ok",
    };
    rsx! {
        span { class,
            if let Some(shape) = shape {
                StateShape { shape }
            }
            if let Some(name) = icon {
                Icon { name }
            }
            {text}
        }
    }
}
