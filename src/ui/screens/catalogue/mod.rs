//! 社区设置: what the community sets beside its checklist, brought to phones by sync.

mod categories;
mod category;
mod changes;
mod dock;
mod document;
mod every;
mod guide;
mod handbook;
mod line;
mod opened;
mod points;
mod points_rule;
mod reward;
mod tag;
mod tags;
mod words;

use chuanmen_replica::api::{CatalogueQuery, CatalogueView, ReplicaError};
use dioxus::prelude::*;

use crate::ui::components::{Failure, Go, Icon, IconName, Notice, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

pub(crate) use categories::NeedCategories;
pub(crate) use category::{EditNeedCategory, NewNeedCategory};
pub(in crate::ui::screens) use changes::Changes;
pub(crate) use document::GuidesOfDocument;
pub(crate) use guide::{EditGuide, NewGuide};
pub(crate) use handbook::Handbook;
pub(crate) use points::PointsRules;
pub(crate) use points_rule::{EditPointsRule, NewPointsRule};
pub(crate) use reward::{EditReward, NewReward};
pub(crate) use tag::{EditCareTag, NewCareTag};
pub(crate) use tags::{CareTags, EveryHousehold};

/// A list of the catalogue, and the way to add to it.
#[component]
fn List(title: String, add: String, to: Route, shown: Callback<CatalogueView, Element>) -> Element {
    let asked = use_ask(CatalogueQuery {});
    let may_change = asked.view().is_some_and(|view| view.may_change);
    let dock = rsx! {
        Go { to, class: "btn pri big",
            Icon { name: IconName::Plus }
            {add}
        }
    };
    rsx! {
        Screen {
            title: title.clone(),
            head: rsx! { Bar { title } },
            dock: may_change.then_some(dock),
            match asked.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) => rsx! {
                    Notice {
                        if view.may_change {
                            {t!("catalogue-what")}
                        } else {
                            {t!("catalogue-read-only")}
                        }
                    }
                    {shown.call(view)}
                },
            }
        }
    }
}

/// The form of an entry, once what there is has been read, for whoever may change it.
#[component]
fn Opened(title: String, form: Callback<CatalogueView, Option<Element>>) -> Element {
    let failed = |error: ReplicaError| {
        rsx! {
            Screen {
                title: title.clone(),
                head: rsx! { Bar { task: true, title: title.clone() } },
                Failure { error }
            }
        }
    };
    match use_ask(CatalogueQuery {}).shown() {
        Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => failed(error),
        Shown::Here(view) if !view.may_change => failed(ReplicaError::StepNotPossible),
        Shown::Here(view) => match form.call(view) {
            Some(form) => form,
            None => failed(ReplicaError::NotFound),
        },
    }
}
