//! What can be done about a card. The parties come first: one more press, and it is dispatched.

use chuanmen_core::domain::{NeedStep, Party};
use chuanmen_replica::api::{Command, DispatchCard, TakeNeedStep};
use dioxus::prelude::*;

use super::hand::{Hand, step};
use super::merge::Merge;
use crate::device;
use crate::ui::components::{Button, Failure, Go, Icon, IconName, TextArea, use_roving};
use crate::ui::route::Route;
use crate::ui::screens::steps::{Ask, Sheet, StepForm, Taken};
use crate::ui::text::{need_step, party_name, party_seal, read_by, t};

/// In the order of the desk.
const PARTIES: [Party; 6] = [
    Party::PartyBranch,
    Party::PropertyCompany,
    Party::OwnersCommittee,
    Party::GridUnit,
    Party::Community,
    Party::Department,
];

/// The other steps that are taken at the desk; the rest are on the need's own screen.
const STEPS: [NeedStep; 4] = [
    NeedStep::Accept,
    NeedStep::Remind,
    NeedStep::Return,
    NeedStep::Merge,
];

/// After a sheet has taken the focus, so many milliseconds.
const SHEET_MS: u32 = 30;

/// The menu of a card.
#[component]
pub(super) fn Menu(card: DispatchCard) -> Element {
    let hand = use_context::<Hand>();
    let id = card.row.id;
    let mut asked = hand.asked;
    let note = use_signal(String::new);
    let done = use_callback(move |()| hand.close(hand.cards.heir(id)));
    rsx! {
        Sheet { title: card.row.text.clone(), onclose: move |()| hand.close(Some(id)),
            match asked() {
                // Which department, one may say.
                Some(NeedStep::Dispatch) => rsx! {
                    StepForm {
                        ask: Ask { party: true, suggested: Some(Party::Department), note: note(), ..Ask::default() },
                        done: t!("step-saved", step = need_step(&NeedStep::Dispatch)),
                        command: move |taken: Taken| Command::TakeNeedStep(TakeNeedStep {
                            note: taken.note,
                            party: taken.party,
                            contact: taken.contact,
                            department: taken.department,
                            ..step(id, NeedStep::Dispatch)
                        }),
                        onsaved: done,
                    }
                },
                Some(NeedStep::Merge) => rsx! { Merge { card: card.clone(), onsaved: done } },
                Some(of) => rsx! {
                    StepForm {
                        ask: Ask {
                            note_required: true,
                            note_hint: read_by(&card.row, &of),
                            note: note(),
                            ..Ask::default()
                        },
                        done: t!("step-saved", step = need_step(&of)),
                        command: move |taken: Taken| Command::TakeNeedStep(TakeNeedStep {
                            note: taken.note,
                            ..step(id, of.clone())
                        }),
                        onsaved: done,
                    }
                },
                None => rsx! { Choices { card: card.clone(), note, onask: move |of| asked.set(Some(of)), ondone: done } },
            }
        }
    }
}

/// The parties and the other steps.
#[component]
fn Choices(
    card: DispatchCard,
    mut note: Signal<String>,
    onask: EventHandler<NeedStep>,
    ondone: EventHandler<()>,
) -> Element {
    let hand = use_context::<Hand>();
    let id = card.row.id;
    let steps = STEPS.iter().filter(|step| card.next.contains(step));
    let steps: Vec<_> = steps.map(|step| (step.clone(), need_step(step))).collect();
    let take = move |of: NeedStep| match of {
        NeedStep::Return | NeedStep::Merge => onask.call(of),
        // It stays where it is: so does the focus.
        NeedStep::Remind | NeedStep::Accept => {
            hand.take(id, of, note.peek().clone(), move || hand.close(Some(id)));
        }
        _ => {}
    };
    rsx! {
        div { class: "stepform deskmenu",
            if card.next.contains(&NeedStep::Dispatch) {
                Parties { card: card.clone(), note, ondone, ondepartment: move |()| onask.call(NeedStep::Dispatch) }
            }
            if !card.next.is_empty() {
                TextArea { id: "dispatch-note", rows: 1, value: note(), label: t!("dispatch-note"),
                    oninput: move |typed| note.set(typed) }
            }
            if let Some(error) = hand.error() { Failure { error } }
            div { class: "others",
                for (of , words) in steps {
                    Button { key: "{words}", disabled: hand.busy(), onclick: move |_| take(of.clone()), {words} }
                }
                Go { class: "btn", to: Route::Need { id }, {t!("dispatch-open")} Icon { name: IconName::Chevron } }
            }
        }
    }
}

/// Whom a need can be dispatched to: everybody but whoever has it.
#[component]
fn Parties(
    card: DispatchCard,
    note: Signal<String>,
    ondone: EventHandler<()>,
    ondepartment: EventHandler<()>,
) -> Element {
    let hand = use_context::<Hand>();
    let roving = use_roving();
    let has_it = card.row.holder.clone();
    // Of departments there are several.
    let takes = |party: &&Party| **party == Party::Department || Some(*party) != has_it.as_ref();
    let parties = PARTIES.iter().filter(takes);
    let parties: Vec<Party> = parties.cloned().collect();
    let count = parties.len();
    rsx! {
        div { class: "parties", role: "group", "aria-label": t!("to-whom"),
            for (index , party) in parties.into_iter().enumerate() {
                button {
                    key: "{index}",
                    r#type: "button",
                    class: "btn",
                    disabled: hand.busy(),
                    onmounted: move |event| {
                        roving.mounted(index, event.data());
                        if index == 0 {
                            spawn(async move {
                                device::sleep(SHEET_MS).await;
                                roving.focus(0);
                            });
                        }
                    },
                    onkeydown: move |event| { roving.key(&event, index, count); },
                    onclick: {
                        let (card, party) = (card.clone(), party.clone());
                        move |_| {
                            if party == Party::Department {
                                ondepartment.call(());
                                return;
                            }
                            let said = note.peek().clone();
                            hand.dispatch(&card, party.clone(), said, move || ondone.call(()));
                        }
                    },
                    span { class: "seal", "aria-hidden": "true", {party_seal(&party)} }
                    {party_name(&party)}
                }
            }
        }
    }
}
