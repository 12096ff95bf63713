//! 心愿: every micro-wish on this device, what waits for this person first.

mod claim_days;
mod group;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{WishId, WishStep};
use chuanmen_replica::api::{Command, TakeWishStep, WishRow, WishesQuery};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Card, Chip, Chips, Empty, Failure, Go, HowTo, Icon, IconName, IconSize,
    LongList, Rich, Section, Skeleton, SyncChip, Topic,
};
use crate::ui::hooks::{Shown, use_ask, use_now, use_send, use_snack, use_sync};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day_by, t, wish_kind, wish_status};

pub(super) use claim_days::ClaimDays;
use group::Group;

/// The screen.
#[component]
pub(crate) fn Wishes() -> Element {
    let sync = use_sync();
    let wishes = use_ask(WishesQuery {});
    rsx! {
        Screen { title: t!("wishes-title"), keep: "wishes",
            head: rsx! { Bar { root: true, title: t!("wishes-title"), SyncChip { sync: sync.clone() } } },
            match wishes.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(rows) => rsx! { Body { rows } },
            }
        }
    }
}

#[component]
fn Body(rows: Vec<WishRow>) -> Element {
    let now = use_now();
    let mut chosen = use_signal(|| None::<Group>);
    if rows.is_empty() {
        return rsx! {
            Empty { so: t!("wishes-empty"), advice: t!("wishes-empty-next"),
                Go { class: "btn", to: Route::Places {}, {t!("choose-door")} }
                HowTo { topic: Topic::Wishes }
            }
        };
    }
    let of = |group: Group| -> Vec<WishRow> {
        rows.iter()
            .filter(|row| Group::of(row) == group)
            .cloned()
            .collect()
    };
    let all = Chip {
        text: format!("{} {}", t!("group-all"), rows.len()),
        chosen: chosen().is_none(),
    };
    let chip = |group: Group| Chip {
        text: format!("{} {}", group.title(), of(group).len()),
        chosen: chosen() == Some(group),
    };
    let chips: Vec<_> = [all].into_iter().chain(Group::ALL.map(chip)).collect();
    let groups = Group::ALL
        .into_iter()
        .filter(|group| chosen().is_none_or(|one| one == *group));
    let groups: Vec<_> = groups
        .map(|group| (group, of(group)))
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    rsx! {
        Chips { label: t!("only-show"), chips, onchoose: move |index: usize| {
            chosen.set(index.checked_sub(1).and_then(|index| Group::ALL.get(index).copied()));
        } }
        if groups.is_empty() {
            div { role: "status", Empty { so: t!("nothing-found") } }
        }
        for (group, rows) in groups {
            Section { title: group.title(), aside: group.aside(rows.len()),
                Card { label: group.title(),
                    LongList { keep: format!("wishes/{}", group.title()), count: rows.len(),
                        row: move |index: usize| {
                            let wish = rows[index].clone();
                            rsx! { Line { key: "{wish.id}", wish, now } }
                        },
                    }
                }
            }
        }
    }
}

/// A wish with what can be done about it at once.
#[component]
fn Line(wish: WishRow, now: UnixMillis) -> Element {
    let group = Group::of(&wish);
    let icon = if wish.kind.as_str() == "goods" {
        IconName::Gift
    } else {
        IconName::Hand
    };
    let number = wish
        .number
        .map(|number| format!("{number:03}"))
        .unwrap_or_default();
    rsx! {
        div { class: "wish",
            Go { to: Route::Wish { id: wish.id }, class: "head",
                span { class: "kind", Icon { name: icon } {wish_kind(&wish.kind)} }
                span { class: "grow",
                    span { class: "h",
                        b { class: "l1", {wish.text.clone()} }
                        span { class: "no",
                            if wish.pending {
                                span { class: "pending", role: "img", "aria-label": t!("not-sent-yet"),
                                    Icon { name: IconName::CloudWaiting, size: IconSize::Small }
                                }
                            }
                            {number}
                        }
                    }
                    span { class: "l2 flow", Rich { text: second(&wish, now) } }
                }
            }
            if let Some(claim) = wish.claim.clone().filter(|_| group == Group::Claimed) {
                ClaimDays { claim, now }
            }
            if group == Group::Confirm {
                Confirm { wish: wish.id }
            }
        }
    }
}

fn second(wish: &WishRow, now: UnixMillis) -> String {
    let who = format!("{} {}", wish.place, wish.resident_name);
    let rest = match (Group::of(wish), wish.needed_by) {
        (Group::Open | Group::Verify, Some(day)) => {
            t!("needed", day = day_by(day, chuanmen_core::china_date(now)))
        }
        _ => wish_status(wish),
    };
    format!("{} · {rest}", who.trim())
}

/// Asks the resident's word: 合意 or 还差一点.
#[component]
fn Confirm(wish: WishId) -> Element {
    let sender = use_send();
    let snack = use_snack();
    let take = move |step: WishStep, satisfaction: Option<i64>, said: String| {
        let step = TakeWishStep {
            wish,
            step,
            note: String::new(),
            satisfaction,
            number: None,
            text: String::new(),
        };
        sender.send(Command::TakeWishStep(step), move |outcome| {
            snack.saved(said, &outcome)
        });
    };
    rsx! {
        div { class: "two",
            Button { look: ButtonLook::Soft, icon: IconName::Check, disabled: sender.busy(),
                onclick: move |_| take(WishStep::Confirm, Some(5), t!("wish-confirmed-said")),
                {t!("wish-step-confirm")}
            }
            Button { disabled: sender.busy(),
                onclick: move |_| take(WishStep::FallShort, None, t!("wish-short-said")),
                {t!("wish-step-fall-short")}
            }
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}
