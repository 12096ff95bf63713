use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{Command, DoorTwin, DoorTwinsQuery, HouseholdView};
use dioxus::prelude::*;

use super::OfHome;
use super::door::Typed;
use super::picker::HomePicker;
use crate::ui::components::{IconName, Notice, RadioRow};
use crate::ui::hooks::{use_ask, use_leave, use_send, use_snack};
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// Makes one of a household that was entered twice.
#[component]
pub(crate) fn MergeHomes(id: HouseholdId) -> Element {
    rsx! {
        OfHome { key: "{id}", id, title: t!("home-merge"), task: |view| rsx! { Which { view } } }
    }
}

#[component]
fn Which(view: HouseholdView) -> Element {
    let household = view.id;
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave(household));
    let mut twin = use_signal(|| None::<HouseholdId>);
    let door = Typed::of(&view).form();
    let same = use_ask(DoorTwinsQuery {
        door,
        household: Some(household),
    });
    let offered: Vec<_> = same.view().unwrap_or_default();
    let label = if twin().is_some() {
        t!("merge-homes-save")
    } else {
        t!("merge-homes-choose")
    };
    let save = move |()| {
        let Some(twin) = *twin.peek() else {
            return;
        };
        let merge = Command::MergeHouseholds { household, twin };
        sender.send(merge, move |outcome| {
            snack.saved(t!("merge-homes-done"), &outcome);
            leave.call(());
        });
    };
    rsx! {
        Screen {
            title: t!("home-merge"),
            head: rsx! {
                Bar { task: true, title: t!("home-merge-which", title = view.title),
                    back_label: t!("edit-leave") }
            },
            dock: rsx! { SaveDock { sender, label, ready: twin().is_some(), onsave: save } },
            last: true,
            Notice { icon: IconName::Info, p { {t!("merge-homes-what")} } }
            HomePicker {
                not: household,
                offered: offered.into_iter().map(line).collect::<Vec<_>>(),
                chosen: twin(),
                onchoose: move |id| {
                    sender.clear();
                    twin.set(Some(id));
                },
            }
        }
    }
}

fn line(twin: DoorTwin) -> (HouseholdId, RadioRow) {
    let row = RadioRow {
        text: twin.title,
        second: twin.names.join(&t!("list-separator")),
    };
    (twin.household, row)
}
