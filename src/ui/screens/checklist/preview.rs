use chuanmen_core::domain::{AnswerOption, Asks, ChecklistItem, Numbers, Options, Span};
use chuanmen_replica::api::{OptionForm, QuestionForm, Sort};
use dioxus::prelude::*;

use crate::ui::components::{Card, Section};
use crate::ui::screens::question::Question;
use crate::ui::text::t;

/// The question as a phone asks it, to be tried at once.
#[component]
pub(super) fn Preview(form: QuestionForm) -> Element {
    let mut answer = use_signal(String::new);
    let item = item(&form);
    rsx! {
        Section { title: t!("question-preview"), aside: t!("question-preview-aside"),
            Card {
                if let Some(item) = item {
                    Question {
                        item: item.clone(),
                        answer: answer(),
                        problem: item.take(&answer()).err(),
                        onanswer: move |next| answer.set(next),
                    }
                } else {
                    p { class: "cap preview-empty", {t!("question-preview-empty")} }
                }
            }
        }
    }
}

/// The question as far as the form says it; none if a phone could not ask it yet.
fn item(form: &QuestionForm) -> Option<ChecklistItem> {
    let filled = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let name = filled(&form.name)?;
    let asks = match form.sort {
        Sort::Words => Asks::Words {
            normal: filled(&form.normal)?,
            attention: filled(&form.attention)?,
        },
        Sort::One => Asks::One(options(&form.options)?),
        Sort::Several => Asks::Several(options(&form.options)?),
        Sort::Number => {
            let number = |typed: &str| typed.trim().parse::<i64>().ok();
            let within = |span: Span, least: Option<i64>, most: Option<i64>| {
                let least = least.unwrap_or(span.least());
                Span::new(least, most.unwrap_or(span.most())).unwrap_or(span)
            };
            let range = within(Span::ALL, number(&form.min), number(&form.max));
            Asks::Number(Numbers {
                unit: form.unit.trim().to_owned(),
                range,
                usual: within(range, number(&form.low), number(&form.high)),
            })
        }
        Sort::Date => Asks::Date,
        Sort::Text | Sort::Unknown => Asks::Text,
    };
    Some(ChecklistItem {
        required: form.required,
        ..ChecklistItem::asking("preview", &name, asks)
    })
}

fn options(options: &[OptionForm]) -> Option<Options> {
    let labelled = options
        .iter()
        .filter(|option| !option.label.trim().is_empty());
    let option = |(index, option): (usize, &OptionForm)| AnswerOption {
        code: format!("o{index}"),
        label: option.label.trim().to_owned(),
        attention: option.attention,
    };
    Options::new(labelled.enumerate().map(option).collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> QuestionForm {
        QuestionForm {
            name: "几瓶气".into(),
            sort: Sort::Number,
            min: "0".into(),
            max: "10".into(),
            high: "2".into(),
            ..QuestionForm::default()
        }
    }

    #[test]
    fn a_question_is_previewed_as_soon_as_a_phone_could_ask_it() {
        let number = item(&form()).unwrap();
        assert!(number.take("11").is_err());
        assert!(number.wants_attention("3") && !number.wants_attention("0"));
        let one = QuestionForm {
            sort: Sort::One,
            ..form()
        };
        assert_eq!(item(&one), None, "a choice of nothing");
        let nameless = QuestionForm {
            name: " ".into(),
            ..form()
        };
        assert_eq!(item(&nameless), None);
    }
}
