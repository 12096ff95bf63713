use dioxus::prelude::*;

/// So many numbers or fewer are stepped through; more are typed.
const STEPPED: i64 = 20;

/// A whole number with its unit: a field that asks for digits, and steps where there are few.
#[component]
pub(crate) fn NumberField(
    /// Unique in the screen.
    #[props(into)]
    id: String,
    #[props(into)] label: String,
    /// As typed.
    #[props(into)]
    value: String,
    #[props(default, into)] unit: String,
    /// The least and the most that is taken.
    #[props(default)]
    range: Option<(i64, i64)>,
    /// Where the first step leads.
    #[props(default)]
    first: i64,
    /// The words for a step down and up, to a screen reader.
    #[props(default)]
    steps: (String, String),
    #[props(default)] invalid: bool,
    /// The id of what is said about it.
    #[props(default)]
    described: Option<String>,
    oninput: EventHandler<String>,
) -> Element {
    let stepped = range.filter(|(least, most)| most - least <= STEPPED);
    let now = value.trim().parse::<i64>().ok();
    let (less, more) = steps;
    let step = move |by: i64| {
        let Some((least, most)) = stepped else { return };
        let next = now.map_or(first, |now| now.saturating_add(by));
        oninput.call(next.clamp(least, most).to_string());
    };
    let at = |end: i64| now == Some(end);
    rsx! {
        div { class: "num",
            if let Some((least, _)) = stepped {
                button {
                    r#type: "button",
                    class: "ib line",
                    "aria-label": less,
                    disabled: at(least),
                    onclick: move |_| step(-1),
                    "−"
                }
            }
            input {
                id: "{id}",
                class: "field",
                r#type: "text",
                inputmode: "numeric",
                autocomplete: "off",
                "aria-label": label,
                "aria-invalid": invalid.then_some("true"),
                "aria-describedby": described,
                value,
                oninput: move |event| oninput.call(event.value()),
            }
            if !unit.is_empty() {
                span { class: "unit", {unit} }
            }
            if let Some((_, most)) = stepped {
                button {
                    r#type: "button",
                    class: "ib line",
                    "aria-label": more,
                    disabled: at(most),
                    onclick: move |_| step(1),
                    "+"
                }
            }
        }
    }
}
