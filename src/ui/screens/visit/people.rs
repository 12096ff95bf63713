use chuanmen_core::domain::{HouseholdId, ResidentId};
use dioxus::prelude::*;

use super::anchors::Anchor;
use super::draft::Draft;
use crate::ui::components::{Button, Card, Icon, IconName};
use crate::ui::route::Route;
use crate::ui::text::t;

/// The name of this part of the form: where one comes back to.
const FIELD: &str = "residents";

/// Those who live there, to be changed without leaving the visit for good.
#[component]
pub(super) fn People(
    draft: Draft,
    household: HouseholdId,
    residents: Vec<(ResidentId, String)>,
) -> Element {
    let mut open = use_signal(|| draft.form().touched.as_deref() == Some(FIELD));
    rsx! {
        Anchor { field: FIELD,
            div { class: "add one",
                Button {
                    icon: IconName::People,
                    expanded: open(),
                    onclick: move |_| open.toggle(),
                    {t!("visit-people")}
                }
            }
            if open() {
                Card { label: t!("visit-people"),
                    for (resident , name) in residents {
                        Door { key: "{resident}", draft, to: Route::EditResident { id: household, resident },
                            icon: IconName::Pencil, words: t!("edit-whose", name = name) }
                    }
                    Door { draft, to: Route::AddResident { id: household }, icon: IconName::Plus,
                        words: t!("resident-add") }
                }
            }
        }
    }
}

/// Leads to a resident's form; the visit's is kept as it is and is come back to here.
#[component]
fn Door(draft: Draft, to: Route, icon: IconName, words: String) -> Element {
    let navigator = use_navigator();
    rsx! {
        button {
            r#type: "button",
            class: "row wide",
            onclick: move |_| {
                draft.left_at(FIELD);
                navigator.push(to.clone());
            },
            Icon { name: icon }
            span { class: "grow", span { class: "l1", {words} } }
            span { class: "go", Icon { name: IconName::Chevron } }
        }
    }
}
