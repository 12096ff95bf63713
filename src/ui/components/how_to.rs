use dioxus::prelude::*;

use super::{Go, Icon, IconName, IconSize};
use crate::ui::route::Route;
use crate::ui::text::t;

/// The help pages that screens lead to, by the names of their files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// A visit.
    Visit,
    /// What the sync chip says.
    Cloud,
    /// Disagreements.
    Disagree,
    /// The PIN.
    Pin,
    /// Files of unsent work.
    Bundle,
    /// Micro-wishes.
    Wishes,
    /// Who sees what.
    Privacy,
    /// On the home screen.
    Install,
    /// The health station.
    Health,
    /// Lists that are imported.
    Import,
}

impl Topic {
    /// Every one.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 10] = [
        Self::Visit,
        Self::Cloud,
        Self::Disagree,
        Self::Pin,
        Self::Bundle,
        Self::Wishes,
        Self::Privacy,
        Self::Install,
        Self::Health,
        Self::Import,
    ];

    /// The name of its page.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Cloud => "cloud",
            Self::Disagree => "disagree",
            Self::Pin => "pin",
            Self::Bundle => "bundle",
            Self::Wishes => "wishes",
            Self::Privacy => "privacy",
            Self::Install => "install",
            Self::Health => "health",
            Self::Import => "import",
        }
    }
}

/// 怎么用: leads to the page that explains what is around it.
#[component]
pub(crate) fn HowTo(
    topic: Topic,
    /// What it explains, where more than one is near.
    #[props(default)]
    words: Option<String>,
) -> Element {
    rsx! {
        Go { class: "btn bare howto",
            to: Route::HelpPage { topic: topic.name().to_owned() },
            Icon { name: IconName::Info, size: IconSize::Small }
            {words.unwrap_or_else(|| t!("how-to"))}
        }
    }
}
