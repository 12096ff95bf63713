use chuanmen_core::domain::{PostingId, WishStep};
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::{ClaimView, Command, PostingRow, PostingStand};
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, Go, Icon, IconName, IconSize, Rich};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::steps::satisfaction_words;
use crate::ui::screens::wishes::ClaimDays;
use crate::ui::text::{day_by, t, wish_kind};

/// A published wish with what can be done about it at once.
#[component]
pub(super) fn Offer(posting: PostingRow, now: UnixMillis) -> Element {
    let icon = if posting.kind.as_str() == "goods" {
        IconName::Gift
    } else {
        IconName::Hand
    };
    let number = posting.number.map(|number| format!("{number:03}"));
    let open = posting.stand == PostingStand::Open;
    rsx! {
        div { class: "wish",
            Go { to: Route::Posting { id: posting.id }, class: "head",
                span { class: "kind", Icon { name: icon } {wish_kind(&posting.kind)} }
                span { class: "grow",
                    span { class: "h",
                        b { class: "l1", {posting.text.clone()} }
                        span { class: "no",
                            if posting.pending {
                                span { class: "pending", role: "img", "aria-label": t!("not-sent-yet"),
                                    Icon { name: IconName::CloudWaiting, size: IconSize::Small }
                                }
                            }
                            {number.unwrap_or_default()}
                        }
                    }
                    span { class: "l2 flow", Rich { text: about(&posting, now) } }
                }
            }
            Stand { stand: posting.stand.clone(), now }
            if open {
                div { class: "one", ClaimButton { id: posting.id, big: false } }
            }
        }
    }
}

/// Where a wish stands to this person, where it is more than a heading says.
#[component]
pub(in crate::ui::screens) fn Stand(stand: PostingStand, now: UnixMillis) -> Element {
    let said = match stand {
        PostingStand::Open | PostingStand::Taken => return rsx! {},
        PostingStand::Mine { expires_at, left } => {
            let by = String::new();
            let claim = ClaimView {
                by,
                mine: true,
                expires_at,
                left,
            };
            return rsx! { ClaimDays { claim, now } };
        }
        PostingStand::Asked => t!("posting-asked"),
        PostingStand::Fulfilled => t!("posting-fulfilled"),
        PostingStand::Withdrawn => t!("posting-withdrawn"),
        PostingStand::Late { by } if by.is_empty() => t!("posting-gone"),
        PostingStand::Late { by } => t!("posting-late", by = by),
        PostingStand::Confirmed { satisfaction } => {
            let words = satisfaction_words().into_iter();
            let mut words = words.filter(|(grade, _)| Some(*grade) == satisfaction);
            let word = words.next().map(|(_, word)| word);
            match word {
                Some(word) => t!("posting-confirmed", grade = word),
                None => t!("posting-thanks"),
            }
        }
    };
    rsx! {
        p { class: "standing", role: "status", {said} }
    }
}

/// 认领: one tap, to be taken back while it is not sent.
#[component]
pub(in crate::ui::screens) fn ClaimButton(id: PostingId, big: bool) -> Element {
    let sender = use_send();
    let snack = use_snack();
    let claim = move |_| {
        let command = Command::TakePostingStep {
            posting: id,
            step: WishStep::Claim,
            note: String::new(),
        };
        sender.send(command, move |outcome| {
            snack.saved(t!("posting-asked"), &outcome);
        });
    };
    rsx! {
        Button {
            look: if big { ButtonLook::Primary } else { ButtonLook::Soft },
            big,
            icon: IconName::Heart,
            disabled: sender.busy(),
            onclick: claim,
            {t!("wish-step-claim")}
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}

/// `第 3 网格 · 11月30日前要`
pub(in crate::ui::screens) fn about(posting: &PostingRow, now: UnixMillis) -> String {
    let grid = posting.grid.map(|grid| t!("posting-grid", grid = grid));
    let needed = posting.needed_by.map(|day| {
        let day = day_by(day, china_date(now));
        t!("needed", day = day)
    });
    let parts: Vec<_> = grid.into_iter().chain(needed).collect();
    parts.join(" · ")
}
