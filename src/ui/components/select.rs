use dioxus::prelude::*;

use super::{Icon, IconName, IconSize, Rich};

/// Choices under one heading: what each stands for, and its words.
pub(crate) type Choices = (String, Vec<(String, String)>);

/// One of many, chosen in the device's own list.
#[component]
pub(crate) fn Select(
    /// Unique in the screen.
    #[props(into)]
    id: String,
    #[props(into)] label: String,
    /// What the chosen one stands for; empty for none.
    #[props(into)]
    value: String,
    /// The words of choosing none; there is no such choice without.
    #[props(default, into)]
    none: String,
    groups: Vec<Choices>,
    #[props(default)] problem: Option<String>,
    onchoose: EventHandler<String>,
) -> Element {
    let described = problem.is_some().then(|| format!("{id}-about"));
    let invalid = problem.is_some().then_some("true");
    rsx! {
        div { class: "entry",
            label { r#for: "{id}", {label} }
            div { class: "select",
            select {
                id: "{id}",
                class: "field",
                autocomplete: "off",
                "aria-invalid": invalid,
                "aria-describedby": described,
                onchange: move |event| onchoose.call(event.value()),
                if !none.is_empty() {
                    option { value: "", selected: value.is_empty(), {none} }
                }
                for (heading , choices) in groups {
                    optgroup { key: "{heading}", label: heading,
                        for (one , words) in choices {
                            option { key: "{one}", value: "{one}", selected: one == value, {words} }
                        }
                    }
                }
            }
            Icon { name: IconName::Down, size: IconSize::Small }
            }
            if let Some(problem) = problem {
                p { id: "{id}-about", class: "problem", Rich { text: problem } }
            }
        }
    }
}
