use chuanmen_replica::api::VisitFormView;
use dioxus::prelude::*;

use super::anchors::Anchor;
use super::draft::Draft;
use super::form;
use crate::ui::components::{Button, ButtonLook, IconName};
use crate::ui::hooks::Sender;
use crate::ui::screens::entries::{NeedEntry, WishEntry, new_need, new_wish};
use crate::ui::text::t;

/// Needs and wishes heard at the door.
#[component]
pub(super) fn Extras(draft: Draft, view: VisitFormView, sender: Sender) -> Element {
    let form = draft.form();
    let paths = form::paths(&form);
    let categories = view.categories.clone();
    rsx! {
        Anchor { field: "needs",
        for (number , (need , path)) in form.needs.into_iter().zip(paths.needs).enumerate() {
            NeedEntry {
                key: "need-{number}",
                number,
                need,
                sender,
                path,
                categories: view.categories.clone(),
                onchange: move |changed| {
                    let mut next = draft.form();
                    if let Some(slot) = next.needs.get_mut(number) {
                        *slot = changed;
                    }
                    draft.set_at("needs", next);
                },
                onremove: move |()| {
                    let mut next = draft.form();
                    if number < next.needs.len() {
                        next.needs.remove(number);
                    }
                    draft.set_at("needs", next);
                },
            }
        }
        }
        Anchor { field: "wishes",
        for (number , (wish , path)) in form.wishes.into_iter().zip(paths.wishes).enumerate() {
            WishEntry {
                key: "wish-{number}",
                number,
                wish,
                sender,
                path,
                residents: view.residents.clone(),
                onchange: move |changed| {
                    let mut next = draft.form();
                    if let Some(slot) = next.wishes.get_mut(number) {
                        *slot = changed;
                    }
                    draft.set_at("wishes", next);
                },
                onremove: move |()| {
                    let mut next = draft.form();
                    if number < next.wishes.len() {
                        next.wishes.remove(number);
                    }
                    draft.set_at("wishes", next);
                },
            }
        }
        }
        div { class: "add",
            Button {
                look: ButtonLook::Soft,
                icon: IconName::Plus,
                onclick: move |_| {
                    let mut next = draft.form();
                    next.needs.push(new_need(&categories));
                    draft.set_at("needs", next);
                },
                {t!("need-add")}
            }
            Button {
                icon: IconName::Plus,
                onclick: move |_| {
                    let mut next = draft.form();
                    next.wishes.push(new_wish());
                    draft.set_at("wishes", next);
                },
                {t!("wish-add")}
            }
        }
    }
}
