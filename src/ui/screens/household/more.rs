use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{Command, HouseholdView, VisitFormQuery, VisitFormView};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Card, Failure, Icon, IconName, Row, Skeleton, Topic,
};
use crate::ui::hooks::{Shown, use_ask, use_send};
use crate::ui::route::Route;
use crate::ui::screens::entries::{NeedEntry, SaveEntry, WishEntry, new_need, new_wish};
use crate::ui::text::t;

/// What is open above the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
    /// What else one may do.
    Choose,
    /// Whose data to change.
    Edit,
    /// A need's form.
    Need,
    /// A wish's form.
    Wish,
}

/// What one may do beside a visit: record a need or a wish, look something up in the handbook,
/// change somebody's data.
#[component]
pub(super) fn More(
    open: Panel,
    view: HouseholdView,
    onopen: EventHandler<Option<Panel>>,
) -> Element {
    let id = view.id;
    rsx! {
        section { class: "more", "aria-label": t!("more"),
            match open {
                Panel::Choose => rsx! {
                    div { class: "add",
                        Button {
                            look: ButtonLook::Soft,
                            icon: IconName::Plus,
                            onclick: move |_| onopen.call(Some(Panel::Need)),
                            {t!("need-add")}
                        }
                        Button { icon: IconName::Plus, onclick: move |_| onopen.call(Some(Panel::Wish)),
                            {t!("wish-add")}
                        }
                    }
                    Card {
                        Row {
                            to: Route::Guides {},
                            lead: rsx! { Icon { name: IconName::Note } },
                            title: t!("guides"),
                        }
                        Row {
                            to: Route::HelpPage { topic: Topic::Visit.name().to_owned() },
                            lead: rsx! { Icon { name: IconName::Info } },
                            title: t!("how-to"),
                        }
                    }
                    EditList { view }
                },
                Panel::Edit => rsx! { EditList { view } },
                Panel::Need | Panel::Wish => rsx! {
                    NewEntry { id, wish: open == Panel::Wish, ondone: move |()| onopen.call(None) }
                },
            }
        }
    }
}

#[component]
fn EditList(view: HouseholdView) -> Element {
    let home = view.clone();
    rsx! {
        Card { label: t!("household-edit"),
            for resident in view.residents {
                Row {
                    key: "{resident.id}",
                    to: Route::EditResident { id: view.id, resident: resident.id },
                    lead: rsx! { Icon { name: IconName::Pencil } },
                    title: t!("edit-whose", name = resident.name),
                }
            }
        }
        HomeList { view: home }
    }
}

/// What may become of the household itself.
#[component]
fn HomeList(view: HouseholdView) -> Element {
    let id = view.id;
    rsx! {
        Card { label: t!("home-changes"),
            HomeRow { to: Route::AboutHome { id }, icon: IconName::Door, title: t!("home-about") }
            HomeRow { to: Route::MoveHome { id }, icon: IconName::Truck, title: t!("home-move") }
            if view.residents.len() > 1 {
                HomeRow { to: Route::SplitHome { id }, icon: IconName::Fork, title: t!("home-split") }
            }
            HomeRow { to: Route::MergeHomes { id }, icon: IconName::Swap, title: t!("home-merge") }
            HomeRow {
                to: Route::History { id, of: String::new() },
                icon: IconName::Clock,
                title: t!("history"),
            }
        }
    }
}

#[component]
fn HomeRow(to: Route, icon: IconName, title: String) -> Element {
    rsx! {
        Row { to, lead: rsx! { Icon { name: icon } }, title }
    }
}

/// A need or a wish outside a visit.
#[component]
fn NewEntry(id: HouseholdId, wish: bool, ondone: EventHandler<()>) -> Element {
    match use_ask(VisitFormQuery { household: id }).shown() {
        Shown::Waiting => rsx! { Skeleton { rows: 3 } },
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(form) if wish => rsx! { WishForm { id, form, ondone } },
        Shown::Here(form) => rsx! { NeedForm { id, form, ondone } },
    }
}

#[component]
fn NeedForm(id: HouseholdId, form: VisitFormView, ondone: EventHandler<()>) -> Element {
    let sender = use_send();
    let categories = form.categories.clone();
    let mut need = use_signal(|| new_need(&categories));
    let empty = need.read().text.trim().is_empty();
    rsx! {
        NeedEntry {
            number: 0,
            need: need.cloned(),
            categories: form.categories,
            sender,
            onchange: move |next| need.set(next),
            onremove: move |()| ondone.call(()),
        }
        SaveEntry {
            sender,
            empty,
            label: if empty { t!("need-fill") } else { t!("need-save") },
            command: Command::RaiseNeed { household: id, need: need.cloned() },
            ondone,
        }
    }
}

#[component]
fn WishForm(id: HouseholdId, form: VisitFormView, ondone: EventHandler<()>) -> Element {
    let sender = use_send();
    let mut wish = use_signal(new_wish);
    let empty = wish.read().text.trim().is_empty();
    rsx! {
        WishEntry {
            number: 0,
            wish: wish.cloned(),
            residents: form.residents,
            sender,
            onchange: move |next| wish.set(next),
            onremove: move |()| ondone.call(()),
        }
        SaveEntry {
            sender,
            empty,
            label: if empty { t!("wish-fill") } else { t!("wish-save") },
            command: Command::RaiseWish { household: id, wish: wish.cloned() },
            ondone,
        }
    }
}
