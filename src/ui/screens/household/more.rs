use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{Command, HouseholdView, VisitFormQuery, VisitFormView};
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Card, Failure, Icon, IconName, Row, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::{NeedEntry, WishEntry, new_need, new_wish};
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

/// What one may do beside a visit: change somebody's data, record a need or a wish.
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
                    EditList { view }
                },
                Panel::Edit => rsx! { EditList { view } },
                Panel::Need => rsx! { NewNeed { id, ondone: move |()| onopen.call(None) } },
                Panel::Wish => rsx! { NewWish { id, ondone: move |()| onopen.call(None) } },
            }
        }
    }
}

#[component]
fn EditList(view: HouseholdView) -> Element {
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
    }
}

/// A need outside a visit.
#[component]
fn NewNeed(id: HouseholdId, ondone: EventHandler<()>) -> Element {
    match use_ask(VisitFormQuery { household: id }).shown() {
        Shown::Waiting => rsx! { Skeleton { rows: 3 } },
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(form) => rsx! { NeedForm { id, form, ondone } },
    }
}

#[component]
fn NeedForm(id: HouseholdId, form: VisitFormView, ondone: EventHandler<()>) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let categories = form.categories.clone();
    let mut need = use_signal(|| new_need(&categories));
    let empty = need.read().text.trim().is_empty();
    rsx! {
        NeedEntry {
            number: 0,
            need: need.cloned(),
            categories: form.categories,
            problem: sender.problem("text"),
            onchange: move |next| need.set(next),
            onremove: move |()| ondone.call(()),
        }
        if let Some(error) = sender.error() {
            Failure { error }
        }
        Button {
            look: ButtonLook::Soft,
            icon: IconName::Check,
            disabled: empty || sender.busy(),
            onclick: move |_| {
                let command = Command::RaiseNeed { household: id, need: need.cloned() };
                sender.send(command, move |outcome| {
                    snack.saved(t!("saved"), &outcome);
                    ondone.call(());
                });
            },
            if empty { {t!("need-fill")} } else { {t!("need-save")} }
        }
    }
}

/// A wish outside a visit.
#[component]
fn NewWish(id: HouseholdId, ondone: EventHandler<()>) -> Element {
    match use_ask(VisitFormQuery { household: id }).shown() {
        Shown::Waiting => rsx! { Skeleton { rows: 3 } },
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(form) => rsx! { WishForm { id, form, ondone } },
    }
}

#[component]
fn WishForm(id: HouseholdId, form: VisitFormView, ondone: EventHandler<()>) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let mut wish = use_signal(new_wish);
    let empty = wish.read().text.trim().is_empty();
    rsx! {
        WishEntry {
            number: 0,
            wish: wish.cloned(),
            residents: form.residents,
            problem: sender.problem("text"),
            onchange: move |next| wish.set(next),
            onremove: move |()| ondone.call(()),
        }
        if let Some(error) = sender.error() {
            Failure { error }
        }
        Button {
            look: ButtonLook::Soft,
            icon: IconName::Check,
            disabled: empty || sender.busy(),
            onclick: move |_| {
                let command = Command::RaiseWish { household: id, wish: wish.cloned() };
                sender.send(command, move |outcome| {
                    snack.saved(t!("saved"), &outcome);
                    ondone.call(());
                });
            },
            if empty { {t!("wish-fill")} } else { {t!("wish-save")} }
        }
    }
}
