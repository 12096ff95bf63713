use chuanmen_replica::api::VisitFormView;
use dioxus::prelude::*;

use super::draft::Draft;
use crate::ui::components::{Button, ButtonLook, IconName};
use crate::ui::screens::entries::{NeedEntry, WishEntry, new_need, new_wish};
use crate::ui::text::t;

/// Needs and wishes heard at the door.
#[component]
pub(super) fn Extras(draft: Draft, view: VisitFormView) -> Element {
    let form = draft.form();
    let categories = view.categories.clone();
    rsx! {
        for (number , need) in form.needs.into_iter().enumerate() {
            NeedEntry {
                key: "need-{number}",
                number,
                need,
                categories: view.categories.clone(),
                onchange: move |changed| {
                    let mut next = draft.form();
                    if let Some(slot) = next.needs.get_mut(number) {
                        *slot = changed;
                    }
                    draft.set(next);
                },
                onremove: move |()| {
                    let mut next = draft.form();
                    if number < next.needs.len() {
                        next.needs.remove(number);
                    }
                    draft.set(next);
                },
            }
        }
        for (number , wish) in form.wishes.into_iter().enumerate() {
            WishEntry {
                key: "wish-{number}",
                number,
                wish,
                residents: view.residents.clone(),
                onchange: move |changed| {
                    let mut next = draft.form();
                    if let Some(slot) = next.wishes.get_mut(number) {
                        *slot = changed;
                    }
                    draft.set(next);
                },
                onremove: move |()| {
                    let mut next = draft.form();
                    if number < next.wishes.len() {
                        next.wishes.remove(number);
                    }
                    draft.set(next);
                },
            }
        }
        div { class: "add",
            Button {
                look: ButtonLook::Soft,
                icon: IconName::Plus,
                onclick: move |_| {
                    let mut next = draft.form();
                    next.needs.push(new_need(&categories));
                    draft.set(next);
                },
                {t!("need-add")}
            }
            Button {
                icon: IconName::Plus,
                onclick: move |_| {
                    let mut next = draft.form();
                    next.wishes.push(new_wish());
                    draft.set(next);
                },
                {t!("wish-add")}
            }
        }
    }
}
