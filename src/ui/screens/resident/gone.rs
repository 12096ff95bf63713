use chuanmen_core::domain::{HouseholdId, ResidentId};
use chuanmen_replica::api::{Command, ResidentView};
use dioxus::prelude::*;

use crate::ui::components::{Button, Go, Icon, IconName, Section};
use crate::ui::hooks::{Sender, use_leave, use_snack};
use crate::ui::route::Route;
use crate::ui::text::t;

/// What ends an entry: its person moved away, or was entered twice.
#[component]
pub(super) fn Gone(
    household: HouseholdId,
    resident: ResidentId,
    name: String,
    /// Who else lives there.
    others: Vec<ResidentView>,
    /// Whether something typed waits to be saved first.
    busy: bool,
    sender: Sender,
) -> Element {
    let (snack, leave) = (use_snack(), use_leave(household));
    let end = move |command: Command, said: String| {
        sender.send(command, move |outcome| {
            snack.saved(said, &outcome);
            leave.call(());
        });
    };
    let off = busy || sender.busy();
    let gone = t!("moved-out", name = name.clone());
    rsx! {
        Section { title: t!("resident-gone"),
            aside: if busy { t!("resident-gone-save-first") } else { String::new() },
            div { class: "add",
                Button {
                    icon: IconName::Truck,
                    disabled: off,
                    onclick: move |_| end(Command::MoveOut { resident }, gone.clone()),
                    {t!("move-out")}
                }
                Go {
                    to: Route::MoveResident { id: household, resident },
                    class: "btn",
                    Icon { name: IconName::Door }
                    {t!("resident-move")}
                }
                for other in others {
                    Button {
                        key: "{other.id}",
                        icon: IconName::Swap,
                        disabled: off,
                        onclick: {
                            let said = t!("merged", name = name.clone());
                            let twin = other.id;
                            move |_| end(Command::MergeResidents { resident, twin }, said.clone())
                        },
                        {t!("merge-with", name = other.name.clone())}
                    }
                }
            }
        }
    }
}
