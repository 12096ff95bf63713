//! 报公共诉求: what a building shares and its chief wants seen to.

use chuanmen_core::domain::AreaId;
use chuanmen_replica::api::{Command, CommonFormQuery, CommonFormView};
use dioxus::prelude::*;

use super::entries::{NeedEntry, new_need};
use crate::ui::components::{
    Button, ButtonLook, Chip, Chips, Empty, Failure, IconName, Notice, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// The screen.
#[component]
pub(crate) fn RaiseCommon() -> Element {
    let head = rsx! { Bar { task: true, title: t!("common-title") } };
    match use_ask(CommonFormQuery {}).shown() {
        Shown::Waiting => rsx! { Screen { title: t!("common-title"), head, Skeleton { rows: 4 } } },
        Shown::Failed(error) => {
            rsx! { Screen { title: t!("common-title"), head, Failure { error } } }
        }
        Shown::Here(form) if form.buildings.is_empty() => rsx! {
            Screen { title: t!("common-title"), head,
                Empty { so: t!("common-nowhere"), advice: t!("common-nowhere-next") }
            }
        },
        Shown::Here(form) => rsx! { Form { form } },
    }
}

#[component]
fn Form(form: CommonFormView) -> Element {
    let sender = use_send();
    let snack = use_snack();
    let navigator = use_navigator();
    let categories = form.categories.clone();
    let mut need = use_signal(|| new_need(&categories));
    let mut chosen = use_signal(|| 0_usize);
    let buildings = form.buildings.clone();
    let area = buildings.get(chosen()).map(|building| building.id);
    let empty = need.read().text.trim().is_empty();
    let chips: Vec<_> = (0..)
        .zip(&buildings)
        .map(|(index, building)| Chip {
            text: building.name.clone(),
            chosen: index == chosen(),
        })
        .collect();
    let save = move |_| {
        let Some(area) = area else { return };
        let command = raise(area, &need.read());
        sender.send(command, move |outcome| {
            snack.saved(t!("saved"), &outcome);
            navigator.replace(Route::Needs {});
        });
    };
    rsx! {
        Screen { title: t!("common-title"), last: true,
            head: rsx! { Bar { task: true, title: t!("common-title") } },
            dock: rsx! {
                Button { look: ButtonLook::Primary, big: true, icon: IconName::Check,
                    disabled: empty || sender.busy(), onclick: save,
                    if empty { {t!("need-fill")} } else { {t!("need-save")} }
                }
            },
            Notice { {t!("common-what")} }
            Chips { label: t!("common-building"), chips, onchoose: move |index: usize| chosen.set(index) }
            NeedEntry {
                number: 0,
                need: need.cloned(),
                categories: form.categories,
                sender,
                onchange: move |next| need.set(next),
            }
            if let Some(error) = sender.error() { Failure { error } }
        }
    }
}

fn raise(area: AreaId, need: &chuanmen_replica::api::NeedDraft) -> Command {
    Command::RaiseCommonNeed {
        area,
        need: need.clone(),
    }
}
