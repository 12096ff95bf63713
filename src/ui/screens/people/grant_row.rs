use chuanmen_core::domain::AccountId;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::HeldArea;
use dioxus::prelude::*;

use crate::ui::components::{Go, Icon, IconName};
use crate::ui::route::Route;
use crate::ui::text::{party_name, role, t};

/// What somebody answers for, and the ways to change it and to take it back.
#[component]
pub(super) fn GrantRow(of: AccountId, held: HeldArea, may_manage: bool) -> Element {
    let grant = held.grant.filter(|_| may_manage);
    let words = duty_words(&held);
    rsx! {
        div { class: "row phone",
            Icon { name: IconName::Area }
            span { class: "grow",
                b { class: "l1", {where_it_is(&held)} }
                span { class: "l2", {as_what(&held)} }
            }
            if let Some(grant) = grant {
                Buttons { of, grant, words }
            }
        }
    }
}

#[component]
fn Buttons(of: AccountId, grant: RecordId, words: String) -> Element {
    rsx! {
        Go {
            to: Route::ChangeGrant { id: of, grant },
            class: "btn",
            label: t!("grant-change-which", what = words.clone()),
            {t!("grant-change")}
        }
        Go {
            to: Route::TakeGrant { id: of, grant },
            class: "btn",
            label: t!("grant-take-which", what = words),
            {t!("grant-take")}
        }
    }
}

/// `第 3 网格`; a place that the community does not know has no name.
pub(super) fn where_it_is(held: &HeldArea) -> String {
    if held.name.is_empty() {
        t!("grant-elsewhere")
    } else {
        held.name.clone()
    }
}

/// `网格员`, `共建方 · 物业`.
fn as_what(held: &HeldArea) -> String {
    let party = held.party.as_ref().map(party_name);
    let words: Vec<_> = [Some(role(&held.role)), party]
        .into_iter()
        .flatten()
        .collect();
    words.join(" · ")
}

/// `第 3 网格的网格员`.
pub(super) fn duty_words(held: &HeldArea) -> String {
    t!(
        "grant-of",
        area = where_it_is(held),
        role = role(&held.role)
    )
}
