use dioxus::prelude::*;

/// A sentence with `**bold**` parts, drawn ` · ` separators and drawn `••••` masks.
#[component]
pub(crate) fn Rich(#[props(into)] text: String) -> Element {
    rsx! {
        for part in parts(&text) {
            match part {
                Part::Plain(words) => rsx! { {words} },
                Part::Bold(words) => rsx! { b { {words} } },
                Part::Dot => rsx! { i { class: "d", "aria-hidden": "true" } },
                Part::Mask => rsx! { i { class: "m", "aria-hidden": "true" } },
            }
        }
    }
}

/// A number with its middle masked: `138 •••• 2907`.
#[component]
pub(crate) fn Masked(head: String, tail: String, #[props(default = 4)] dots: u8) -> Element {
    rsx! {
        span { class: "nowrap",
            {head}
            i { class: if dots > 4 { "m m6" } else { "m" }, "aria-hidden": "true" }
            {tail}
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Plain(String),
    Bold(String),
    Dot,
    Mask,
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (at, piece) in text.split(" · ").enumerate() {
        if at > 0 {
            parts.push(Part::Dot);
        }
        for (at, words) in piece.split("**").enumerate() {
            if words.is_empty() {
                continue;
            }
            if at % 2 == 1 {
                parts.push(Part::Bold(words.to_owned()));
                continue;
            }
            for (at, words) in words.split("••••").enumerate() {
                if at > 0 {
                    parts.push(Part::Mask);
                }
                if !words.is_empty() {
                    parts.push(Part::Plain(words.to_owned()));
                }
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_bold_and_dots_are_drawn() {
        assert_eq!(
            parts("**47** 已送达 · **2 待传**"),
            [
                Part::Bold("47".into()),
                Part::Plain(" 已送达".into()),
                Part::Dot,
                Part::Bold("2 待传".into()),
            ]
        );
    }

    #[test]
    fn masks_are_drawn() {
        assert_eq!(
            parts("138••••2907"),
            [
                Part::Plain("138".into()),
                Part::Mask,
                Part::Plain("2907".into())
            ]
        );
    }

    #[test]
    fn a_sentence_without_marks_stays_whole() {
        assert_eq!(
            parts("邻居说 18 点后在"),
            [Part::Plain("邻居说 18 点后在".into())]
        );
        assert!(parts("").is_empty());
    }
}
