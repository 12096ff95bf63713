//! One published wish, for whoever would fulfil it.

use chuanmen_core::domain::{PostingId, WishStep};
use chuanmen_core::merge::TransactionId;
use chuanmen_replica::api::{
    Command, Outcome, PostingQuery, PostingStand, PostingView, WhereaboutsView,
};
use dioxus::prelude::*;

use super::postings::{ClaimButton, Stand, about};
use super::steps::{Ask, Sheet, StepButtons, StepForm, Taken};
use crate::ui::components::{
    Button, ButtonLook, Card, Failure, Heading, IconName, Notice, NoticeTone, Rich, Section,
    Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_now, use_send, use_snack};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{t, wish_kind, wish_step};

/// The screen.
#[component]
pub(crate) fn Posting(id: PostingId) -> Element {
    rsx! {
        One { key: "{id}", id }
    }
}

#[component]
fn One(id: PostingId) -> Element {
    let posting = use_ask(PostingQuery { posting: id });
    let head = rsx! { Bar { title: t!("wish-title") } };
    match posting.shown() {
        Shown::Waiting => rsx! { Screen { title: t!("wish-title"), head, Skeleton { rows: 6 } } },
        Shown::Failed(error) => {
            rsx! { Screen { title: t!("wish-title"), head, Failure { error } } }
        }
        Shown::Here(posting) => rsx! { Body { posting } },
    }
}

#[component]
fn Body(posting: PostingView) -> Element {
    let now = use_now();
    let open = use_signal(|| None);
    let row = &posting.row;
    let kind = wish_kind(&row.kind);
    let line = match row.number.map(|number| format!("{number:03}")) {
        Some(number) => t!("wish-line-number", number = number, kind = kind),
        None => t!("wish-line", kind = kind),
    };
    let dock = match (&*posting.next, posting.undo) {
        ([WishStep::Claim], _) => Some(rsx! { ClaimButton { id: row.id, big: true } }),
        ([], Some(undo)) if row.stand == PostingStand::Asked => Some(rsx! { TakeBack { undo } }),
        ([], _) => None,
        (next, _) => Some(rsx! { Steps { next: next.to_vec(), open } }),
    };
    rsx! {
        Screen { title: t!("wish-title"), head: rsx! { Bar { sub: line } }, dock,
            Heading { class: "subject", {row.text.clone()} }
            p { class: "sub under", Rich { text: about(row, now) } }
            Card { label: t!("wish-stand"),
                div { class: "due", b { class: "big", {stands(&row.stand)} } }
                div { class: "inset", Stand { stand: row.stand.clone(), now } }
            }
            if let Some(there) = posting.whereabouts.clone() {
                There { there }
            } else if row.stand == PostingStand::Open {
                Notice { {t!("posting-secret")} }
            }
            if row.pending && row.stand != PostingStand::Asked {
                Notice { tone: NoticeTone::Pending, icon: IconName::CloudWaiting, {t!("wish-waits")} }
            }
        }
        StepSheet { posting: posting.clone(), open }
    }
}

/// Where a wish stands to this person, in a word.
fn stands(stand: &PostingStand) -> String {
    match stand {
        PostingStand::Open => t!("wish-published"),
        PostingStand::Asked => t!("posting-stand-asked"),
        PostingStand::Mine { .. } => t!("posting-stand-mine"),
        PostingStand::Fulfilled => t!("wish-fulfilled"),
        PostingStand::Confirmed { .. } => t!("wish-confirmed"),
        PostingStand::Late { .. } => t!("postings-group-missed"),
        PostingStand::Taken => t!("postings-group-taken"),
        PostingStand::Withdrawn => t!("wish-withdrawn"),
    }
}

/// Whose it is and where they live; only its claimant sees this.
#[component]
fn There(there: WhereaboutsView) -> Element {
    rsx! {
        Section { title: t!("posting-there"),
            Card { label: t!("posting-there"),
                div { class: "there",
                    b { class: "l1", {there.resident} }
                    p { {there.address} " " b { {there.room} } }
                    p { class: "cap", {t!("posting-there-until")} }
                }
            }
        }
    }
}

/// Takes back a claim that is not sent yet.
#[component]
fn TakeBack(undo: TransactionId) -> Element {
    let sender = use_send();
    let snack = use_snack();
    let take_back = move |_| {
        sender.send(Command::Undo { transaction: undo }, move |outcome| {
            snack.say(match outcome {
                Outcome::TooLateToUndo => t!("undo-too-late"),
                _ => t!("undone"),
            });
        });
    };
    rsx! {
        Button { look: ButtonLook::Plain, big: true, icon: IconName::Undo, disabled: sender.busy(),
            onclick: take_back, {t!("posting-take-back")}
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}

#[component]
fn Steps(next: Vec<WishStep>, open: Signal<Option<WishStep>>) -> Element {
    let mut open = open;
    let words: Vec<_> = next.iter().map(wish_step).collect();
    rsx! {
        StepButtons { steps: words, onpick: move |index: usize| open.set(next.get(index).cloned()) }
    }
}

/// Asks for a word about the open step, and takes it.
#[component]
fn StepSheet(posting: PostingView, open: Signal<Option<WishStep>>) -> Element {
    let mut open = open;
    let Some(step) = open() else { return rsx! {} };
    let id = posting.row.id;
    rsx! {
        Sheet { title: wish_step(&step), onclose: move |()| open.set(None),
            StepForm {
                ask: Ask::default(),
                done: t!("step-saved", step = wish_step(&step)),
                command: move |taken: Taken| Command::TakePostingStep {
                    posting: id,
                    step: step.clone(),
                    note: taken.note,
                },
                onsaved: move |()| open.set(None),
            }
        }
    }
}
