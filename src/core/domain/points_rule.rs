use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{Fields, FieldsBuilder, PointsRuleId, PostSort, RewardId};
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// What a rule gives points for.
    pub enum EarnedBy {
        /// 志愿岗位: for each hour served.
        Service => "service",
        /// 文化活动: for each hour served.
        Activity => "activity",
        /// 微心愿: for each one that was claimed, fulfilled, and confirmed.
        Wish => "wish",
        /// 其他: given at the desk.
        Desk => "desk",
    }
}

impl EarnedBy {
    /// What hours of a post earn by; nothing for what this version does not know.
    #[must_use]
    pub const fn hours(sort: &PostSort) -> Option<Self> {
        match sort {
            PostSort::Service => Some(Self::Service),
            PostSort::Activity => Some(Self::Activity),
            PostSort::Other(_) => None,
        }
    }
}

/// Catalogue: how many points a volunteer is credited with, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsRule {
    /// Which.
    pub id: PointsRuleId,
    /// `岗位服务`
    pub name: String,
    /// For what.
    pub by: EarnedBy,
    /// For an hour, a wish, or each time: within [`Self::POINTS`].
    pub points: i64,
    /// Its place in lists.
    pub order: i64,
    /// Whether nothing is credited by it any more; kept, because entries name it.
    pub retired: bool,
}

impl PointsRule {
    /// The points that a rule can give.
    pub const POINTS: RangeInclusive<i64> = 1..=1000;

    /// Reads a rule; none without a name and what it is for.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            name: fields.text("name")?.to_owned(),
            by: fields.word("by")?,
            points: within(fields.int("points"), &Self::POINTS),
            order: fields.int("order").unwrap_or_default(),
            retired: fields.flag("retired"),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("name", self.name.as_str())
            .set("by", self.by.as_str())
            .set("points", self.points)
            .set("order", self.order)
            .maybe("retired", self.retired.then_some(true))
            .build()
    }

    /// The rule that holds: of several the first in the order of lists, as two desks may each have
    /// made one.
    #[must_use]
    pub fn in_force<'r>(
        rules: impl IntoIterator<Item = &'r Self>,
        by: &EarnedBy,
    ) -> Option<&'r Self> {
        let holds = rules
            .into_iter()
            .filter(|rule| rule.by == *by && !rule.retired);
        holds.min_by_key(|rule| (rule.order, rule.id))
    }
}

/// Catalogue: what points are redeemed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reward {
    /// Which.
    pub id: RewardId,
    /// `洗衣液`
    pub name: String,
    /// In points: within [`Self::PRICE`].
    pub price: i64,
    /// How many there are to redeem in all, within [`Self::STOCK`]; any number if none.
    pub stock: Option<i64>,
    /// How many were redeemed. The hub alone counts.
    pub taken: i64,
    /// Its place in lists.
    pub order: i64,
    /// Whether it is redeemed no more; kept, because entries name it.
    pub retired: bool,
}

impl Reward {
    /// What a reward can cost, in points.
    pub const PRICE: RangeInclusive<i64> = 1..=100_000;
    /// How many there can be of one.
    pub const STOCK: RangeInclusive<i64> = 0..=100_000;
    /// The field that only the hub writes.
    pub const TAKEN: &'static str = "taken";

    /// Reads a reward; none without a name and a price.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            name: fields.text("name")?.to_owned(),
            price: within(Some(fields.int("price")?), &Self::PRICE),
            stock: fields
                .int("stock")
                .map(|stock| within(Some(stock), &Self::STOCK)),
            taken: fields.int(Self::TAKEN).unwrap_or(0).max(0),
            order: fields.int("order").unwrap_or_default(),
            retired: fields.flag("retired"),
        })
    }

    /// Its fields, without what the hub counts.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("name", self.name.as_str())
            .set("price", self.price)
            .maybe("stock", self.stock)
            .set("order", self.order)
            .maybe("retired", self.retired.then_some(true))
            .build()
    }

    /// How many are left, never less than none; any number if nothing is said.
    #[must_use]
    pub fn left(&self) -> Option<i64> {
        Some((self.stock? - self.taken).max(0))
    }
}

fn within(number: Option<i64>, range: &RangeInclusive<i64>) -> i64 {
    let least = *range.start();
    number.unwrap_or(least).clamp(least, *range.end())
}
