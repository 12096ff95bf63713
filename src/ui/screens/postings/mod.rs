//! 心愿榜: the community's published wishes, for those who fulfil them: what one has promised, what
//! is open, what others have.

mod group;
mod offer;

use chuanmen_replica::api::{PostingRow, PostingsQuery};
use dioxus::prelude::*;

use crate::ui::components::{Card, Empty, Failure, Section, Skeleton, SyncChip};
use crate::ui::hooks::{Shown, use_ask, use_now, use_sync};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use group::Group;
use offer::Offer;
pub(super) use offer::{ClaimButton, Stand, about};

/// The screen.
#[component]
pub(crate) fn Postings() -> Element {
    let sync = use_sync();
    let postings = use_ask(PostingsQuery {});
    rsx! {
        Screen { title: t!("postings-title"), keep: "postings",
            head: rsx! { Bar { root: true, title: t!("postings-title"), SyncChip { sync: sync.clone() } } },
            match postings.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(rows) => rsx! { Body { rows } },
            }
        }
    }
}

#[component]
fn Body(rows: Vec<PostingRow>) -> Element {
    let now = use_now();
    if rows.is_empty() {
        return rsx! {
            Empty { so: t!("postings-empty"), advice: t!("postings-empty-next") }
        };
    }
    let of = |group: Group| -> Vec<PostingRow> {
        let rows = rows.iter().filter(|row| Group::of(row) == group);
        rows.cloned().collect()
    };
    let groups = Group::ALL.map(|group| (group, of(group)));
    rsx! {
        for (group, rows) in groups.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            Section { title: group.title(), aside: t!("wishes-count", count = rows.len()),
                Card { label: group.title(),
                    for posting in rows {
                        Offer { key: "{posting.id}", posting, now }
                    }
                }
            }
        }
    }
}
