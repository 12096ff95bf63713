use chuanmen_core::domain::{MeetingId, MeetingStep};
use chuanmen_replica::api::{Command, TimelineRow};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, Card, Failure, IconName, Seal, SealLook, Section, TextArea, Timeline, TimelineItem,
};
use crate::ui::hooks::{use_now, use_send, use_snack};
use crate::ui::text::{moment, t};

/// What is said of closed minutes: they do not change any more.
#[component]
pub(super) fn Amendments(id: MeetingId, rows: Vec<TimelineRow>, may: bool) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let now = use_now();
    let mut note = use_signal(String::new);
    let empty = note.read().trim().is_empty();
    rsx! {
        Section { title: t!("amendments"),
            if !rows.is_empty() {
                Timeline {
                    for row in rows {
                        TimelineItem {
                            mark: rsx! { Seal { text: t!("seal-community"), label: t!("seal-community"), look: SealLook::Outline } },
                            title: row.note,
                            time: moment(row.at, now),
                            note: row.by,
                            pending: row.delivered_at.is_none(),
                        }
                    }
                }
            }
            if may {
                Card {
                    div { class: "step-form",
                        TextArea {
                            id: "amendment",
                            label: t!("amendment"),
                            hint: t!("amendment-hint"),
                            value: note(),
                            rows: 2,
                            problem: sender.problem("note"),
                            oninput: move |typed| {
                                sender.clear();
                                note.set(typed);
                            },
                        }
                        if let Some(error) = sender.error() {
                            Failure { error }
                        }
                        Button {
                            icon: IconName::Plus,
                            disabled: empty || sender.busy(),
                            onclick: move |_| {
                                let amend = Command::TakeMeetingStep {
                                    meeting: id,
                                    step: MeetingStep::Amend,
                                    note: note.cloned(),
                                };
                                sender.send(amend, move |outcome| {
                                    note.set(String::new());
                                    snack.saved(t!("saved"), &outcome);
                                });
                            },
                            {t!("amendment-add")}
                        }
                    }
                }
            }
        }
    }
}
