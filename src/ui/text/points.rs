//! Words about volunteers' points.

use chuanmen_core::domain::{EarnedBy, PointsStep};
use chuanmen_replica::api::{LedgerRow, RewardRow};

use super::{served, t};

/// `兑换`
pub(crate) fn points_step(step: &PointsStep) -> String {
    match step {
        PointsStep::Serve => t!("points-served"),
        PointsStep::Wish => t!("points-wish"),
        PointsStep::Give => t!("points-give"),
        PointsStep::Correct => t!("points-correct"),
        PointsStep::Redeem => t!("points-redeem"),
        PointsStep::Other(word) => word.to_string(),
    }
}

/// `志愿岗位，每小时`
pub(crate) fn earned_by(by: &EarnedBy) -> String {
    match by {
        EarnedBy::Service => t!("points-by-service"),
        EarnedBy::Activity => t!("points-by-activity"),
        EarnedBy::Wish => t!("points-by-wish"),
        EarnedBy::Desk => t!("points-by-desk"),
        EarnedBy::Other(word) => word.to_string(),
    }
}

/// A number with its sign: `+15`, `−30`.
pub(crate) fn signed(points: i64) -> String {
    match points {
        0.. => format!("+{points}"),
        _ => format!("−{}", points.unsigned_abs()),
    }
}

/// What an entry is about: `服务 · 义务理发 · 2 小时`.
pub(crate) fn entry_about(row: &LedgerRow) -> String {
    let name = match row.step {
        _ if row.name.is_empty() => None,
        PointsStep::Wish => Some(t!("points-wish-number", number = row.name.as_str())),
        _ => Some(row.name.clone()),
    };
    let time = (row.minutes > 0).then(|| served(row.minutes));
    let note = Some(row.note.clone()).filter(|note| !note.is_empty());
    let parts = [Some(points_step(&row.step)), name, time, note];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What a reward costs and how many are left: `30 分 · 还有 5 件`.
pub(crate) fn reward_about(row: &RewardRow) -> String {
    let price = t!("points-count", points = row.price);
    match row.left {
        Some(left) => format!("{price} · {}", t!("reward-left", count = left)),
        None => price,
    }
}
