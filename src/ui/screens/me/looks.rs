use chuanmen_replica::api::{Command, Language, Preference, TextSize, Theme};
use dioxus::prelude::*;

use crate::ui::components::{Failure, Icon, IconName, Segment};
use crate::ui::hooks::{use_live, use_send};
use crate::ui::text::{spoken, t};

const THEMES: [Option<Theme>; 4] = [
    None,
    Some(Theme::Light),
    Some(Theme::Dark),
    Some(Theme::Sunlight),
];
const SIZES: [TextSize; 3] = [TextSize::Std, TextSize::Big, TextSize::Huge];
const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// Text size, colours and language of this device.
#[component]
pub(super) fn Looks() -> Element {
    let mut preference = use_live().preference;
    let sender = use_send();
    let now = preference();
    let prefer = move |wanted: Preference| {
        sender.send(Command::Prefer(wanted), move |_| preference.set(wanted));
    };
    rsx! {
        section { class: "card", "aria-label": t!("looks"),
            div { class: "set",
                Icon { name: IconName::TextSize }
                span { class: "grow", {t!("text-size")} }
                Segment { label: t!("text-size"), class: "sizes",
                    choices: vec![t!("text-std"), t!("text-big"), t!("text-huge")],
                    chosen: SIZES.iter().position(|size| *size == now.text),
                    onchoose: move |index: usize| if let Some(text) = SIZES.get(index) {
                        prefer(Preference { text: *text, ..now });
                    }
                }
            }
            div { class: "set",
                Icon { name: IconName::Sun }
                span { class: "grow",
                    span { {t!("theme")} }
                    span { class: "cap block", {t!("theme-sunlight-what")} }
                }
                Segment { label: t!("theme"), class: "four",
                    choices: vec![t!("theme-system"), t!("theme-light"), t!("theme-dark"), t!("theme-sunlight")],
                    chosen: THEMES.iter().position(|theme| *theme == now.theme),
                    onchoose: move |index: usize| if let Some(theme) = THEMES.get(index) {
                        prefer(Preference { theme: *theme, ..now });
                    }
                }
            }
            div { class: "set",
                Icon { name: IconName::Globe }
                span { class: "grow", {t!("language")} }
                Segment { label: t!("language"),
                    choices: vec!["简体中文".to_owned(), "English".to_owned()],
                    chosen: LANGUAGES.iter().position(|language| *language == spoken()),
                    onchoose: move |index: usize| if let Some(language) = LANGUAGES.get(index) {
                        prefer(Preference { language: Some(*language), ..now });
                    }
                }
            }
            super::PhotoSwitch {}
            if let Some(error) = sender.error() { Failure { error } }
        }
    }
}
