use chuanmen_core::domain::{AccountId, PostId, SignUpState};
use chuanmen_replica::api::{Command, PostRow, RotaRow};
use dioxus::prelude::*;

use super::typed::{hours, minutes};
use crate::ui::components::{
    Button, ButtonLook, Card, Failure, Field, Section, Select, Shape, Tag, TagTone,
};
use crate::ui::hooks::{Sender, use_send, use_snack};
use crate::ui::text::{served, sign_up_state, t};

/// Who signed up, in the order in which the hub heard of it; once the day has come, who served and
/// for how long is marked here.
#[component]
pub(super) fn Rota(
    post: PostRow,
    rows: Vec<RotaRow>,
    others: Vec<(AccountId, String)>,
    begun: bool,
) -> Element {
    let sender = use_send();
    let length = (i64::from(post.to.hour()) - i64::from(post.from.hour())) * 60
        + i64::from(post.to.minute())
        - i64::from(post.from.minute());
    let mut typed = use_signal(|| hours(length));
    rsx! {
        Section { title: t!("rota"), aside: t!("rota-count", count = rows.len()),
            if rows.is_empty() {
                p { class: "sub under", {t!("rota-empty")} }
            }
            if begun {
                Field {
                    id: "minutes",
                    label: t!("rota-hours"),
                    value: typed(),
                    hint: t!("rota-hours-hint"),
                    problem: sender.problem("minutes"),
                    oninput: move |text| {
                        sender.clear();
                        typed.set(text);
                    },
                }
            } else if !rows.is_empty() {
                p { class: "sub under", {t!("rota-not-yet")} }
            }
            if !rows.is_empty() {
                Card { label: t!("rota"),
                    for row in rows {
                        Place { key: "{row.account}", post: post.id, row, begun, sender, typed }
                    }
                }
            }
            if begun && !others.is_empty() {
                Other { post: post.id, others, sender, typed }
            }
            if let Some(error) = sender.error() { Failure { error } }
        }
    }
}

/// Somebody who came without having signed up.
#[component]
fn Other(
    post: PostId,
    others: Vec<(AccountId, String)>,
    sender: Sender,
    typed: ReadSignal<String>,
) -> Element {
    let snack = use_snack();
    let mut chosen = use_signal(|| None::<AccountId>);
    // Whoever was marked is on the rota now.
    let who = chosen().filter(|who| others.iter().any(|(account, _)| account == who));
    let named = |(account, name): (AccountId, String)| (account.to_string(), name);
    let choices = others.into_iter().map(named).collect();
    rsx! {
        Select {
            id: "rota-other",
            label: t!("rota-other"),
            value: who.map(|who| who.to_string()).unwrap_or_default(),
            none: t!("rota-other-none"),
            groups: vec![(t!("rota-other-all"), choices)],
            onchoose: move |word: String| chosen.set(word.parse().ok()),
        }
        // It stays where it is, so that the focus does.
        Button {
            look: ButtonLook::Soft,
            disabled: sender.busy() || who.is_none(),
            onclick: move |_| {
                if let Some(account) = who {
                    let minutes = Some(minutes(&typed.peek()).unwrap_or(0));
                    let command = Command::MarkRota { post, account, minutes };
                    sender.send(command, move |outcome| snack.saved(t!("saved"), &outcome));
                }
            },
            {t!("rota-other-came")}
        }
    }
}

#[component]
fn Place(
    post: PostId,
    row: RotaRow,
    begun: bool,
    sender: Sender,
    typed: ReadSignal<String>,
) -> Element {
    let snack = use_snack();
    let account = row.account;
    let mark = move |minutes: Option<i64>| {
        let command = Command::MarkRota {
            post,
            account,
            minutes,
        };
        sender.send(command, move |outcome| snack.saved(t!("saved"), &outcome));
    };
    let (tone, shape) = match row.state {
        SignUpState::Held => (TagTone::Plain, Shape::Due),
        SignUpState::Waiting => (TagTone::Pending, Shape::Due),
        SignUpState::Served => (TagTone::Done, Shape::Done),
        _ => (TagTone::Plain, Shape::Nobody),
    };
    let text = match row.state {
        SignUpState::Served => served(row.minutes),
        ref state => sign_up_state(state),
    };
    rsx! {
        div { class: "row rota",
            span { class: "grow", b { class: "l1", {row.name.clone()} } }
            Tag { tone, shape, text }
            if begun && row.state != SignUpState::Withdrawn {
                Button {
                    look: ButtonLook::Soft,
                    label: t!("rota-served-of", name = row.name.clone()),
                    disabled: sender.busy(),
                    // What is no time is sent as none that can be taken: the field says so.
                    onclick: move |_| mark(Some(minutes(&typed.peek()).unwrap_or(0))),
                    {t!("rota-served")}
                }
                Button {
                    label: t!("rota-missed-of", name = row.name.clone()),
                    disabled: sender.busy(),
                    onclick: move |_| mark(None),
                    {t!("rota-missed")}
                }
            }
        }
    }
}
