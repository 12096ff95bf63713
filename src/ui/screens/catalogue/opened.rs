use chuanmen_replica::api::{PointsQuery, PointsView, ReplicaError};
use dioxus::prelude::*;

use crate::ui::components::{Failure, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::shell::{Bar, Screen};

/// The form of a rule for points or of a reward, once what there is has been read, for whoever may
/// change it.
#[component]
pub(super) fn OpenedTerms(title: String, form: Callback<PointsView, Option<Element>>) -> Element {
    let failed = |error: ReplicaError| {
        rsx! {
            Screen {
                title: title.clone(),
                head: rsx! { Bar { task: true, title: title.clone() } },
                Failure { error }
            }
        }
    };
    match use_ask(PointsQuery {}).shown() {
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
