use std::cmp::Reverse;

use super::{Heading, Sorted, in_order};
use crate::china_date;
use crate::domain::{AreaId, WishState};
use crate::report::facts::Facts;
use crate::report::item::WishThen;
use crate::report::only::Only;
use crate::report::period::Period;
use crate::report::table::{Cell, ColumnKind, Row};
use crate::report::words;

pub(super) const HEADINGS: &[Heading] = &[
    ("number", "编号", ColumnKind::Number),
    ("kind", "类型", ColumnKind::Text),
    ("text", "心愿", ColumnKind::Text),
    ("resident", "许愿人", ColumnKind::Text),
    ("place", "位置", ColumnKind::Text),
    ("grid", "网格", ColumnKind::Text),
    ("state", "状态", ColumnKind::Text),
    ("claimed_by", "认领人", ColumnKind::Text),
    ("claim_until", "认领到期", ColumnKind::Date),
    ("needed_by", "需要日", ColumnKind::Date),
    ("raised_on", "记录日", ColumnKind::Date),
    ("ended_on", "了结日", ColumnKind::Date),
    ("satisfaction", "满意度", ColumnKind::Number),
];

impl Facts {
    /// Wishes that are not at their end, and those that came to it in the month: by state as a
    /// wish goes through them, the newest on top.
    pub(super) fn wish_rows(&self, grid: Option<AreaId>, only: &Only, period: &Period) -> Vec<Row> {
        let of_month = |wish: &WishThen<'_>| wish.ended_on().is_none_or(|day| period.contains(day));
        let wishes = self.wishes_then(grid, period).into_iter();
        let wishes = wishes.filter(|wish| of_month(wish) && wish.is_in(only, period));
        let rows = wishes.map(|wish| Sorted {
            key: (
                wish.life.state.clone(),
                Reverse(wish.raised_on),
                wish.wish.id,
            ),
            row: Row::of(wish.wish.id, self.wish_cells(&wish)),
        });
        in_order(rows.collect())
    }

    fn wish_cells(&self, then: &WishThen<'_>) -> Vec<Cell> {
        let (wish, life) = (then.wish, &then.life);
        let resident = match wish.resident {
            Some(resident) => self.residents.get(&resident).map(|who| &who.name),
            None => self.homes.get(&wish.household).map(|home| &home.head),
        };
        // A claim's day matters while it runs; its name stays.
        let until = life.claim.filter(|_| life.state == WishState::Claimed);
        let claimed_by = life.claim.map_or("", |claim| self.account_name(claim.by));
        vec![
            life.number.into(),
            words::wish_kind(&wish.kind).into(),
            wish.text.as_str().into(),
            resident.map_or("", String::as_str).into(),
            self.place(Some(wish.household)).into(),
            self.grid_name(then.grid).into(),
            words::wish_state(&life.state).into(),
            claimed_by.into(),
            until.map(|claim| china_date(claim.expires_at)).into(),
            wish.needed_by.into(),
            then.raised_on.into(),
            then.ended_on().into(),
            life.satisfaction.into(),
        ]
    }
}
