use chuanmen_core::domain::MeetingState;
use chuanmen_replica::api::MeetingView;
use dioxus::prelude::*;

use super::item::{Item, use_drag};
use super::offer::Offer;
use crate::ui::components::{Empty, Failure, Section};
use crate::ui::hooks::use_send;
use crate::ui::text::t;

/// The needs of a meeting, in order, each with what is resolved about it.
#[component]
pub(super) fn Agenda(
    view: MeetingView,
    /// Whether the order may be changed.
    changes: bool,
) -> Element {
    let (sender, drag) = (use_send(), use_drag());
    let id = view.row.id;
    let order: Vec<_> = view.agenda.iter().map(|item| item.need).collect();
    let resolves = view.may_change && view.row.state != MeetingState::Planned;
    rsx! {
        Section { title: t!("meeting-agenda"), aside: t!("meeting-items", count = order.len()),
            if let Some(error) = sender.error() {
                Failure { error }
            }
            if view.agenda.is_empty() {
                Empty { so: t!("meeting-agenda-empty"), advice: t!("meeting-agenda-empty-next") }
            }
            for (index , item) in view.agenda.into_iter().enumerate() {
                Item { key: "{item.need}", id, index, item, order: order.clone(), changes, resolves, drag, sender }
            }
            if changes {
                Offer { id, offered: view.offered, order, sender }
            }
        }
    }
}
