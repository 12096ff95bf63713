//! Words about posts, activities and who signs up for them.

use chuanmen_core::domain::{Post, PostSort, PostStep, SignUpState};
use chuanmen_replica::api::PostRow;
use jiff::civil::Date;

use super::{day, t, weekday};

/// `志愿岗位`
pub(crate) fn post_sort(sort: &PostSort) -> String {
    match sort {
        PostSort::Activity => t!("post-activity"),
        PostSort::Service | PostSort::Other(_) => t!("post-service"),
    }
}

/// `报名`
pub(crate) fn post_step(step: &PostStep) -> String {
    match step {
        PostStep::SignUp => t!("post-sign-up"),
        PostStep::Withdraw => t!("post-withdraw"),
        PostStep::Serve => t!("rota-served"),
        PostStep::Miss => t!("rota-missed"),
        PostStep::Other(word) => word.to_string(),
    }
}

/// `候补`
pub(crate) fn sign_up_state(state: &SignUpState) -> String {
    match state {
        SignUpState::Held => t!("rota-held"),
        SignUpState::Waiting => t!("rota-waiting"),
        SignUpState::Withdrawn => t!("rota-withdrawn"),
        SignUpState::Served => t!("rota-served"),
        SignUpState::Missed => t!("rota-missed"),
        SignUpState::Other(word) => word.to_string(),
    }
}

/// Minutes as hours: `2 小时`, `1 小时 30 分`, `45 分钟`.
pub(crate) fn served(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => t!("served-minutes", minutes = rest),
        (hours, 0) => t!("served-hours", hours = hours),
        (hours, rest) => t!("served-both", hours = hours, minutes = rest),
    }
}

/// `12月5日 周六 09:00–11:00`
pub(crate) fn post_when(post: &PostRow, today: Date) -> String {
    t!(
        "post-when",
        day = day(post.on, today),
        weekday = weekday(post.on),
        from = Post::hour(post.from),
        to = Post::hour(post.to)
    )
}

/// How many may still sign up: `还有 3 个名额`, `满了，1 人候补`.
pub(crate) fn post_seats(post: &PostRow) -> String {
    match post.seats - post.taken {
        left if left > 0 => t!("post-left", count = left),
        0 => t!("post-full"),
        over => t!("post-full-waiting", count = over.saturating_neg()),
    }
}
