//! One post or activity: what it is, how one stands to it, and for the desk its rota.

mod edit;
mod form;
mod rota;
mod typed;

use chuanmen_core::china_date;
use chuanmen_core::domain::{PostId, PostStep, Role};
use chuanmen_core::merge::TransactionId;
use chuanmen_replica::api::{Command, Outcome, PostQuery, PostRow, PostView, SignUpStand};
use dioxus::prelude::*;

use super::posts::Stands;
use crate::ui::components::{
    Button, ButtonLook, Card, Failure, Go, Heading, Icon, IconName, Notice, Rich, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_me, use_now, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{post_seats, post_sort, post_step, post_when, served, t};

pub(crate) use edit::{AddPost, EditPost};
use rota::Rota;

/// The screen.
#[component]
pub(crate) fn Post(id: PostId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: PostId) -> Element {
    let title = t!("posts");
    match use_ask(PostQuery { post: id }).shown() {
        Shown::Waiting => rsx! { Screen { title, head: rsx! { Bar {} }, Skeleton { rows: 5 } } },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { title } }, Failure { error } }
        },
        Shown::Here(view) => rsx! { One { view } },
    }
}

#[component]
fn One(view: PostView) -> Element {
    let today = china_date(use_now());
    let makes = use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    let row = view.row.clone();
    let head = rsx! {
        Bar { sub: post_sort(&row.sort),
            if makes {
                Go { to: Route::EditPost { id: row.id }, class: "ib", label: t!("post-edit"),
                    Icon { name: IconName::Pencil }
                }
            }
        }
    };
    let dock = match (view.next.first().cloned(), view.undo) {
        (_, Some(undo)) if row.mine == Some(SignUpStand::Asked) => Some(rsx! { TakeBack { undo } }),
        (Some(step), _) => Some(rsx! { StepButton { id: row.id, step } }),
        _ => None,
    };
    rsx! {
        Screen { title: row.title.clone(), head, dock,
            Heading { class: "subject", {row.title.clone()} }
            p { class: "sub under", Rich { text: post_when(&row, today) } }
            Card { label: t!("post-about"),
                if !row.place.is_empty() || !view.text.is_empty() {
                    div { class: "there",
                        b { class: "l1", {row.place.clone()} }
                        p { {view.text.clone()} }
                    }
                }
                div { class: "due",
                    span { class: "grow", Rich { text: post_seats(&row) } }
                    Stands { row: row.clone() }
                }
            }
            Standing { row: row.clone() }
            if let Some(rows) = view.rota {
                Rota { post: row, rows, others: view.others, begun: view.begun }
            }
        }
    }
}

/// What follows for this person, in a sentence.
#[component]
fn Standing(row: PostRow) -> Element {
    let said = match row.mine {
        _ if row.cancelled => t!("post-is-cancelled"),
        Some(SignUpStand::Asked) => t!("post-asked-about"),
        Some(SignUpStand::Held) => t!("post-held-about"),
        Some(SignUpStand::Waiting { ahead }) => t!("post-waiting-about", count = ahead),
        Some(SignUpStand::Served { minutes }) => t!("post-served-about", time = served(minutes)),
        Some(SignUpStand::Missed) => t!("post-missed-about"),
        None => return rsx! {},
    };
    rsx! {
        Notice { span { role: "status", {said} } }
    }
}

#[component]
fn StepButton(id: PostId, step: PostStep) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let signs_up = step == PostStep::SignUp;
    let words = post_step(&step);
    let take = move |_| {
        let step = step.clone();
        sender.send(Command::TakePostStep { post: id, step }, move |outcome| {
            snack.saved(t!("saved"), &outcome);
        });
    };
    rsx! {
        Button {
            look: if signs_up { ButtonLook::Primary } else { ButtonLook::Plain },
            big: true,
            icon: if signs_up { IconName::Hand } else { IconName::Undo },
            disabled: sender.busy(),
            onclick: take,
            {words}
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}

/// Takes back a step that is not sent yet.
#[component]
fn TakeBack(undo: TransactionId) -> Element {
    let (sender, snack) = (use_send(), use_snack());
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
            onclick: take_back, {t!("post-withdraw")}
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}
