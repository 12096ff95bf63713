use chuanmen_core::china_date;
use chuanmen_replica::api::{NeedRow, WishRow};
use dioxus::prelude::*;

use super::{Icon, IconName, Row, Seal, SealLook, Shape, Tag, TagTone};
use crate::ui::hooks::use_now;
use crate::ui::route::Route;
use crate::ui::text::{day, days_left_tag, need_status, party_name, party_seal, t, wish_status};

/// A need in a list.
#[component]
pub(crate) fn NeedLine(
    need: NeedRow,
    /// Beside other matters of one household: an icon instead of a seal, and no address.
    #[props(default)]
    at_home: bool,
) -> Element {
    let lead = match need.holder.as_ref().filter(|_| !at_home) {
        Some(party) => rsx! {
            Seal {
                text: party_seal(party),
                label: party_name(party),
                look: if need.days_left.is_some() { SealLook::On } else { SealLook::Outline },
            }
        },
        None => rsx! { Icon { name: IconName::Need } },
    };
    let mut second = need_status(&need);
    if !at_home && !need.place.is_empty() {
        second = format!("{second} · {}", need.place);
    }
    if let Some(by) = need.due_on.filter(|_| at_home && need.days_left.is_some()) {
        second = format!(
            "{second} · {}",
            t!("need-latest", day = day(by, china_date(use_now())))
        );
    }
    let trail = if need.pending {
        Some(
            rsx! { Tag { tone: TagTone::Pending, icon: IconName::CloudWaiting, text: t!("waiting") } },
        )
    } else {
        need.days_left.map(|days| rsx! { DaysLeft { days } })
    };
    rsx! {
        Row { to: Route::Need { id: need.id }, lead, title: need.text.clone(), strong: !at_home, second, trail }
    }
}

/// How many days are left until a need is due; a triangle where there are none.
#[component]
pub(crate) fn DaysLeft(days: i64) -> Element {
    let (tone, text) = days_left_tag(days);
    if days < 0 {
        rsx! { Tag { tone, shape: Shape::Late, text } }
    } else {
        rsx! { Tag { tone, icon: IconName::Clock, text } }
    }
}

/// A wish in a list.
#[component]
pub(crate) fn WishLine(wish: WishRow, #[props(default)] at_home: bool) -> Element {
    let lead = rsx! {
        Icon { name: if at_home { IconName::Heart } else { IconName::Gift } }
    };
    let mut second = wish_status(&wish);
    if let Some(number) = wish.number.filter(|_| at_home) {
        second = format!(
            "{second} · {}",
            t!("wish-number", number = format!("{number:03}"))
        );
    } else if !at_home && !wish.resident_name.is_empty() {
        second = format!(
            "{second} · {}",
            t!("wish-ask", name = wish.resident_name.clone())
        );
    }
    let trail = wish.pending.then(|| {
        rsx! { Tag { tone: TagTone::Pending, icon: IconName::CloudWaiting, text: t!("waiting") } }
    });
    rsx! {
        Row { to: Route::Wish { id: wish.id }, lead, title: wish.text.clone(), strong: !at_home, second, trail }
    }
}
