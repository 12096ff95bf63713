use serde::{Deserialize, Serialize};

use super::ReceiptRow;
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, EarnedBy, PointsRuleId, PointsStep, RewardId, Role};
use chuanmen_core::merge::{EventId, RecordId};

/// Whose points the desk keeps, and what they go by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsView {
    /// Whoever can have points or has some, by name; nobody for all but the community's
    /// supervisors.
    pub people: Vec<PointsPerson>,
    /// What points are given for, the retired too, in the order of lists.
    pub rules: Vec<PointsRuleRow>,
    /// What they are redeemed for, the retired too, in the order of lists.
    pub rewards: Vec<RewardRow>,
    /// Whether this person may change both.
    pub may_change: bool,
}

/// Somebody with points. Never in the order of how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsPerson {
    /// Who.
    pub account: AccountId,
    /// Their name; empty if not known here.
    pub name: String,
    /// What they are, if known here.
    pub role: Option<Role>,
    /// How many points they have.
    pub balance: i64,
}

/// A rule for points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsRuleRow {
    /// Which.
    pub id: PointsRuleId,
    /// `岗位服务`
    pub name: String,
    /// For what.
    pub by: EarnedBy,
    /// For an hour, a wish, or each time.
    pub points: i64,
    /// Nothing is given by it any more.
    pub retired: bool,
    /// Not delivered yet.
    pub pending: bool,
}

/// Something that points are redeemed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewardRow {
    /// Which.
    pub id: RewardId,
    /// `洗衣液`
    pub name: String,
    /// In points.
    pub price: i64,
    /// How many there are in all; any number if none.
    pub stock: Option<i64>,
    /// How many are left, as far as the hub has said; any number if none.
    pub left: Option<i64>,
    /// It is redeemed no more.
    pub retired: bool,
    /// Not delivered yet.
    pub pending: bool,
}

/// Somebody's points, entry by entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerView {
    /// Whose.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// How many they have, whatever is shown.
    pub balance: i64,
    /// Those of the days that were asked for, the last first.
    pub rows: Vec<LedgerRow>,
    /// What was done about them on this device and the hub sent back, the last first.
    pub refused: Vec<ReceiptRow>,
    /// Whether they can be given some; the desk alone gives.
    pub can_earn: bool,
    /// Whether the desk's own steps are possible here.
    pub is_desk: bool,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// Which.
    pub id: EventId,
    /// Why.
    pub step: PointsStep,
    /// How many; less than none where some are taken away.
    pub points: i64,
    /// What it is about: a post's title, a wish's number, a rule or a reward.
    pub name: String,
    /// Which post, wish, rule or reward; none of a correction.
    pub about: Option<RecordId>,
    /// What the desk said of it.
    pub note: String,
    /// How long was served, in minutes.
    pub minutes: i64,
    /// Who marked, confirmed, gave or redeemed; empty where that is not told.
    pub by: String,
    /// When the hub took it, or when it was saved.
    pub at: UnixMillis,
    /// The hub has not heard of it, and may say no.
    pub pending: bool,
}
