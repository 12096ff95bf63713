use dioxus::prelude::*;

use super::Rich;

/// What keyboard a field asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// Words.
    #[default]
    Text,
    /// A telephone number.
    Phone,
    /// A code that is typed once.
    Code,
    /// A login.
    Login,
    /// A password.
    Password,
    /// An address on the network.
    Address,
    /// A search, as one types.
    Search,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// How many.
    Count,
    /// A number with a decimal.
    Figure,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Code | Self::Login | Self::Count | Self::Figure => "text",
            Self::Phone => "tel",
            Self::Password => "password",
            Self::Address => "url",
            Self::Search => "search",
            Self::Date => "date",
            Self::Time => "time",
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Code => "one-time-code",
            Self::Login => "username",
            Self::Password => "current-password",
            Self::Address => "url",
            Self::Text
            | Self::Phone
            | Self::Search
            | Self::Date
            | Self::Time
            | Self::Count
            | Self::Figure => "off",
        }
    }

    /// The keyboard, where the type does not say it.
    const fn inputmode(self) -> Option<&'static str> {
        match self {
            Self::Count => Some("numeric"),
            Self::Figure => Some("decimal"),
            _ => None,
        }
    }
}

/// One line to fill in, with its label above and what is wrong with it below.
#[component]
pub(crate) fn Field(
    /// Unique in the screen.
    #[props(into)]
    id: String,
    #[props(into)] label: String,
    #[props(default)] kind: FieldKind,
    #[props(into)] value: String,
    #[props(default, into)] hint: String,
    #[props(default)] problem: Option<String>,
    #[props(default)] hide_label: bool,
    #[props(default)] placeholder: Option<String>,
    oninput: EventHandler<String>,
    #[props(default)] onenter: EventHandler<()>,
    /// The arrow down: to what was found below.
    #[props(default)]
    ondown: EventHandler<()>,
) -> Element {
    let described = (problem.is_some() || !hint.is_empty()).then(|| format!("{id}-about"));
    let invalid = problem.is_some().then_some("true");
    rsx! {
        div { class: "entry",
            label { r#for: "{id}", class: if hide_label { "vh" }, {label} }
            input {
                id: "{id}",
                class: "field",
                r#type: kind.input_type(),
                inputmode: kind.inputmode(),
                autocomplete: kind.autocomplete(),
                autocapitalize: "off",
                spellcheck: "false",
                placeholder,
                value,
                "aria-invalid": invalid,
                "aria-describedby": described,
                oninput: move |event| oninput.call(event.value()),
                onkeydown: move |event| {
                    // Keys of an input method choose among its characters.
                    match event.key() {
                        Key::Enter if !event.is_composing() => onenter.call(()),
                        Key::ArrowDown if !event.is_composing() => ondown.call(()),
                        _ => {}
                    }
                },
            }
            About { id: id.clone(), hint, problem }
        }
    }
}

/// Several lines to fill in; grows with what is typed.
#[component]
pub(crate) fn TextArea(
    /// Unique in the screen.
    #[props(into)]
    id: String,
    #[props(into)] label: String,
    #[props(into)] value: String,
    #[props(default, into)] hint: String,
    #[props(default)] problem: Option<String>,
    #[props(default)] hide_label: bool,
    #[props(default)] placeholder: Option<String>,
    #[props(default = 1)] rows: u8,
    oninput: EventHandler<String>,
) -> Element {
    let described = (problem.is_some() || !hint.is_empty()).then(|| format!("{id}-about"));
    let invalid = problem.is_some().then_some("true");
    rsx! {
        div { class: "entry",
            label { r#for: "{id}", class: if hide_label { "vh" }, {label} }
            textarea {
                id: "{id}",
                class: "field",
                // Browsers keep what is typed for a restored session, readable on the disk.
                autocomplete: "off",
                rows: "{rows}",
                placeholder,
                value,
                "aria-invalid": invalid,
                "aria-describedby": described,
                oninput: move |event| oninput.call(event.value()),
            }
            About { id: id.clone(), hint, problem }
        }
    }
}

#[component]
fn About(id: String, hint: String, problem: Option<String>) -> Element {
    let (class, words) = match problem {
        Some(problem) => ("problem", problem),
        None => ("cap", hint),
    };
    rsx! {
        if !words.is_empty() {
            p { id: "{id}-about", class, Rich { text: words } }
        }
    }
}
