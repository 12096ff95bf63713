use chuanmen_core::domain::{Kind, Post, PostId, PostSort};
use chuanmen_core::merge::Patch;
use jiff::ToSpan;
use jiff::civil::Time;

use super::calendar::Calendar;
use super::chance::Chance;
use super::ledger::made;

/// A chance of its own, so that the people of a seed stay who they are.
const OWN: u64 = 0x504f_5354;

/// What one can sign up for: title, place, what to know; sort, days from today, hours, seats.
type Line = ([&'static str; 3], PostSort, i64, (i8, i8), i64);

/// Two posts and an activity to come.
pub(super) fn patches(seed: u64, calendar: &Calendar) -> Vec<Patch> {
    let mut chance = Chance::new(seed ^ OWN);
    let lines: [Line; 3] = [
        (
            [
                "义务理发",
                "社区服务中心一楼",
                "带剪刀和围布；先到的老人先理。",
            ],
            PostSort::Service,
            2,
            (9, 11),
            4,
        ),
        (
            [
                "陪老人去医院",
                "小区东门集合",
                "挂号、取药，走得慢，多等一等。",
            ],
            PostSort::Service,
            4,
            (8, 12),
            2,
        ),
        (
            ["傣历新年象脚鼓排练", "文化活动室", "不会敲也来，有人教。"],
            PostSort::Activity,
            6,
            (19, 21),
            20,
        ),
    ];
    let at = calendar.load_moment();
    let posts = lines.map(|([title, place, text], sort, days, (from, to), seats)| {
        let post = Post {
            id: PostId(chance.id(at)),
            title: title.to_owned(),
            sort,
            place: place.to_owned(),
            on: calendar.today.saturating_add(days.days()),
            from: Time::constant(from, 0, 0, 0),
            to: Time::constant(to, 0, 0, 0),
            seats,
            text: text.to_owned(),
            cancelled: false,
            taken: 0,
        };
        made(Kind::Post, post.id, post.fields())
    });
    posts.into()
}
