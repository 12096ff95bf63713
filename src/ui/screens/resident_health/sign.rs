use chuanmen_core::china_date;
use chuanmen_core::domain::{ResidentId, Signing};
use chuanmen_replica::api::{Command, SigningForm};
use dioxus::prelude::*;

use crate::ui::components::{Field, FieldKind};
use crate::ui::hooks::{use_leave_to, use_now, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A contract with a family doctor, to be filled in: for a year from today unless said otherwise.
#[component]
pub(crate) fn SignDoctor(id: ResidentId) -> Element {
    let today = china_date(use_now());
    let (sender, snack) = (use_send(), use_snack());
    let leave = use_leave_to(Route::ResidentHealth { id });
    let mut doctor = use_signal(String::new);
    let mut on = use_signal(|| today.to_string());
    let mut until = use_signal(|| Signing::year_from(today).to_string());
    let ready = !doctor.read().trim().is_empty();
    let label = if ready {
        t!("measure-save")
    } else {
        t!("signing-fill")
    };
    let dock = rsx! {
        SaveDock {
            sender,
            ready,
            label,
            onsave: move |()| {
                let form = SigningForm {
                    doctor: doctor.cloned(),
                    on: on.peek().parse().ok(),
                    until: until.peek().parse().ok(),
                };
                sender.send(Command::SignFamilyDoctor { resident: id, form }, move |_| {
                    snack.say(t!("saved"));
                    leave.call(());
                });
            },
        }
    };
    let title = t!("signing-add");
    rsx! {
        Screen {
            title: title.clone(),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Field {
                id: "doctor",
                label: t!("signing-doctor"),
                value: doctor(),
                problem: sender.problem("doctor"),
                oninput: move |text| {
                    sender.clear();
                    doctor.set(text);
                },
            }
            Field {
                id: "on",
                label: t!("signing-on"),
                kind: FieldKind::Date,
                value: on(),
                problem: sender.problem("on"),
                oninput: move |text: String| {
                    sender.clear();
                    if let Ok(day) = text.parse() {
                        until.set(Signing::year_from(day).to_string());
                    }
                    on.set(text);
                },
            }
            Field {
                id: "until",
                label: t!("signing-last"),
                kind: FieldKind::Date,
                value: until(),
                problem: sender.problem("until"),
                oninput: move |text| {
                    sender.clear();
                    until.set(text);
                },
            }
        }
    }
}
