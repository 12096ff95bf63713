//! 志愿和活动: what one can sign up for, and what one has served. Nobody sees another's hours, and
//! nothing is put in order by them.

use chuanmen_core::china_date;
use chuanmen_core::domain::Role;
use chuanmen_replica::api::{PostRow, PostsQuery, PostsView, SignUpStand};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Empty, Failure, Go, Icon, IconName, Rich, Section, SetLine, Shape, Skeleton, Tag, TagTone,
};
use crate::ui::hooks::{Shown, use_ask, use_me, use_now};
use crate::ui::route::{Place, Route};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{post_seats, post_sort, post_when, served, t};

/// The screen.
#[component]
pub(crate) fn Posts() -> Element {
    let role = use_me().map(|me| me.role);
    let makes = role == Some(Role::CommunitySupervisor);
    let root = role.is_some_and(|role| Place::bar(&role).contains(&Place::Posts));
    let dock = makes.then(|| {
        rsx! {
            Go { to: Route::AddPost {}, class: "btn pri big",
                Icon { name: IconName::Plus }
                {t!("post-add")}
            }
        }
    });
    rsx! {
        Screen { title: t!("posts"), head: rsx! { Bar { root, title: t!("posts") } }, dock, keep: "posts",
            match use_ask(PostsQuery {}).shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 4 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) if view.rows.is_empty() && view.points.is_none() => rsx! {
                    Empty {
                        so: t!("posts-empty"),
                        advice: if makes { t!("posts-empty-make") } else { t!("posts-empty-wait") },
                    }
                },
                Shown::Here(view) => rsx! { Groups { view } },
            }
        }
    }
}

#[component]
fn Groups(view: PostsView) -> Element {
    let (ahead, over) = view.rows.split_at(view.ahead.min(view.rows.len()));
    let groups = [
        (t!("posts-ahead"), ahead.to_vec()),
        (t!("posts-over"), over.to_vec()),
    ];
    rsx! {
        if view.minutes > 0 {
            Card { label: t!("posts-served"),
                div { class: "due",
                    span { class: "grow", {t!("posts-served")} }
                    b { class: "big", Rich { text: served(view.minutes) } }
                }
            }
        }
        if let Some(points) = view.points {
            Card { label: t!("points-mine"),
                SetLine { to: Route::OwnPoints {}, icon: IconName::Table, words: t!("points-mine"), about: t!("points-count", points = points) }
            }
        }
        for (title , rows) in groups.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            Section { key: "{title}", title,
                Card {
                    for row in rows {
                        Line { key: "{row.id}", row }
                    }
                }
            }
        }
    }
}

#[component]
fn Line(row: PostRow) -> Element {
    let today = china_date(use_now());
    let ahead = !row.cancelled && row.on >= today;
    let place = Some(row.place.clone()).filter(|place| !place.is_empty());
    let seats = ahead.then(|| post_seats(&row));
    let about: Vec<_> = [Some(post_when(&row, today)), place, seats]
        .into_iter()
        .flatten()
        .collect();
    rsx! {
        Go { to: Route::Post { id: row.id }, class: "row",
            span { class: "grow",
                span { class: "l1",
                    b { {row.title.clone()} }
                    " "
                    span { class: "sub", {post_sort(&row.sort)} }
                }
                span { class: "l2 flow", Rich { text: about.join(" · ") } }
            }
            Stands { row: row.clone() }
            span { class: "go", Icon { name: IconName::Chevron } }
        }
    }
}

/// How this person stands to it, in a word.
#[component]
pub(super) fn Stands(row: PostRow) -> Element {
    let (tone, shape, text) = match &row.mine {
        _ if row.cancelled => (TagTone::Plain, Shape::Vacant, t!("post-cancelled")),
        None if row.pending => (TagTone::Pending, Shape::Due, t!("not-sent-yet")),
        None => return rsx! {},
        Some(SignUpStand::Asked) => (TagTone::Pending, Shape::Due, t!("post-asked")),
        Some(SignUpStand::Held) => (TagTone::Done, Shape::Done, t!("rota-held")),
        Some(SignUpStand::Waiting { .. }) => (TagTone::Pending, Shape::Due, t!("rota-waiting")),
        Some(SignUpStand::Served { minutes }) => (TagTone::Done, Shape::Done, served(*minutes)),
        Some(SignUpStand::Missed) => (TagTone::Plain, Shape::Nobody, t!("rota-missed")),
    };
    rsx! {
        Tag { tone, shape, text }
    }
}
