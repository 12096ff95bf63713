use chuanmen_core::china_date;
use chuanmen_core::domain::{MeetingId, NeedId, Party};
use chuanmen_replica::api::{AgendaItem, Command, ReplicaError, ResolutionForm, ResolutionRow};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{
    Button, ButtonLook, Chip, Chips, Failure, Field, FieldKind, IconName, Tag, TextArea,
};
use crate::ui::hooks::{use_now, use_send, use_snack};
use crate::ui::text::{day, held_by, party_name, t};

/// What was resolved about a need, and a form for what is.
#[component]
pub(super) fn Resolutions(id: MeetingId, item: AgendaItem, resolves: bool) -> Element {
    let mut writing = use_signal(|| false);
    rsx! {
        for (index , row) in item.resolutions.into_iter().enumerate() {
            Resolved { key: "{index}", row }
        }
        if resolves && item.open {
            div { class: "step-form",
                if writing() {
                    Writing { id, need: item.need, ondone: move |()| writing.set(false) }
                } else {
                    Button {
                        icon: IconName::Pencil,
                        onclick: move |_| writing.set(true),
                        {t!("resolution-write")}
                    }
                }
            }
        }
    }
}

/// `换灯 物业承办，12月5日前办结`
#[component]
fn Resolved(row: ResolutionRow) -> Element {
    rsx! {
        div { class: "set resolved",
            span { class: "grow block",
                b { class: "block", {row.text.clone()} }
                span { class: "sub block", {about(&row, china_date(use_now()))} }
            }
            if row.amends {
                Tag { text: t!("resolution-amends") }
            }
        }
    }
}

/// `物业承办，12月5日前办结`; who wrote it down where nobody takes it on.
pub(super) fn about(row: &ResolutionRow, today: Date) -> String {
    let party = row.party.as_ref();
    let party = party.map(|party| held_by(party, &row.department));
    let party = party.map(|party| t!("resolution-party", party = party));
    let until = row.until;
    let until = until.map(|until| t!("resolution-until", day = day(until, today)));
    let said: Vec<_> = [party, until].into_iter().flatten().collect();
    match said.is_empty() {
        true => t!("resolution-by", name = row.by.as_str()),
        false => said.join("，"),
    }
}

#[component]
fn Writing(id: MeetingId, need: NeedId, ondone: EventHandler<()>) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let mut text = use_signal(String::new);
    let mut party = use_signal(|| None::<Party>);
    let mut department = use_signal(String::new);
    let mut until = use_signal(String::new);
    let parties = Party::KNOWN.iter();
    let parties = parties.map(|one| Chip {
        text: party_name(one),
        chosen: party.read().as_ref() == Some(one),
    });
    let nobody = [Chip {
        text: t!("resolution-nobody"),
        chosen: party.read().is_none(),
    }];
    let empty = text.read().trim().is_empty();
    let known = matches!(sender.error(), Some(ReplicaError::Invalid { .. }));
    rsx! {
        TextArea {
            id: "resolution-{need}",
            label: t!("resolution"),
            value: text(),
            rows: 2,
            problem: sender.problem("resolution"),
            oninput: move |typed| {
                sender.clear();
                text.set(typed);
            },
        }
        Chips {
            label: t!("resolution-takes"),
            wrap: true,
            chips: nobody.into_iter().chain(parties).collect::<Vec<_>>(),
            onchoose: move |index: usize| {
                party.set(index.checked_sub(1).and_then(|at| Party::KNOWN.get(at).cloned()));
            },
        }
        if party() == Some(Party::Department) {
            Field {
                id: "department-{need}",
                label: t!("which-department"),
                placeholder: t!("which-department-example"),
                value: department(),
                problem: sender.problem("department"),
                oninput: move |typed| {
                    sender.clear();
                    department.set(typed);
                },
            }
        }
        Field {
            id: "until-{need}",
            label: t!("resolution-by-day"),
            hint: t!("resolution-by-day-hint"),
            kind: FieldKind::Date,
            value: until(),
            problem: sender.problem("until"),
            oninput: move |typed| {
                sender.clear();
                until.set(typed);
            },
        }
        if let Some(error) = sender.error().filter(|_| !known) {
            Failure { error }
        }
        div { class: "two-buttons",
            Button {
                look: ButtonLook::Soft,
                icon: IconName::Check,
                disabled: empty || sender.busy(),
                onclick: move |_| {
                    let form = ResolutionForm {
                        need,
                        text: text.cloned(),
                        party: party.cloned(),
                        department: department.cloned(),
                        until: until.peek().parse().ok(),
                    };
                    sender.send(Command::PassResolution { meeting: id, form }, move |outcome| {
                        snack.saved(t!("saved"), &outcome);
                        ondone.call(());
                    });
                },
                if empty { {t!("resolution-first")} } else { {t!("resolution-pass")} }
            }
            Button { onclick: move |_| ondone.call(()), {t!("resolution-leave")} }
        }
    }
}
