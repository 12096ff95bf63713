//! What points are given for, and what they are redeemed for.

use chuanmen_core::domain::{EarnedBy, Kind, PointsRule, PointsRuleId, Reward, RewardId};
use chuanmen_core::merge::RecordId;

use super::{after, entry, find, load, typed, write};
use crate::api::{Outcome, PointsRuleForm, ReplicaError, RewardForm};
use crate::commands::desk::Desk;
use crate::commands::typed::invalid;

/// Adds a rule for points, or changes one. What was credited stays as it was.
pub(in crate::commands) fn save_rule(
    desk: &mut Desk<'_>,
    id: Option<PointsRuleId>,
    form: &PointsRuleForm,
) -> Result<Outcome, ReplicaError> {
    let all = load(desk, &Kind::PointsRule)?;
    let known = id.map(|id| find(&all, id.into())).transpose()?;
    let before = known.and_then(PointsRule::read);
    let others = all
        .iter()
        .filter(|one| Some(one.id) != id.map(RecordId::from));
    let others: Vec<_> = others.filter_map(PointsRule::read).collect();
    if !EarnedBy::KNOWN.contains(&form.by) {
        return Err(invalid("by", "form"));
    }
    let held = PointsRule::in_force(&others, &form.by).is_some();
    let retired = before.as_ref().is_some_and(|before| before.retired);
    // One rule for each thing that the hub credits by itself, or nobody could tell which holds.
    if form.by != EarnedBy::Desk && held && !retired {
        return Err(invalid("by", "twice"));
    }
    let rule = PointsRule {
        id: id.unwrap_or_else(|| PointsRuleId(desk.fresh_id())),
        name: typed::name(&form.name, others.iter().map(|one| one.name.as_str()))?,
        by: form.by.clone(),
        points: typed::whole("points", &form.points, &PointsRule::POINTS)?,
        order: match &before {
            Some(before) => before.order,
            None => after(others.iter().map(|one| one.order)),
        },
        retired,
    };
    let patch = entry(desk, &Kind::PointsRule, known, rule.fields(), &[]);
    write(desk, rule.name, vec![patch])
}

/// Adds a reward, or changes one. What was redeemed stays as it was.
pub(in crate::commands) fn save_reward(
    desk: &mut Desk<'_>,
    id: Option<RewardId>,
    form: &RewardForm,
) -> Result<Outcome, ReplicaError> {
    let all = load(desk, &Kind::Reward)?;
    let known = id.map(|id| find(&all, id.into())).transpose()?;
    let before = known.and_then(Reward::read);
    let others = all
        .iter()
        .filter(|one| Some(one.id) != id.map(RecordId::from));
    let others: Vec<_> = others.filter_map(Reward::read).collect();
    let stock = match form.stock.trim() {
        "" => None,
        stock => Some(typed::whole("stock", stock, &Reward::STOCK)?),
    };
    let reward = Reward {
        id: id.unwrap_or_else(|| RewardId(desk.fresh_id())),
        name: typed::name(&form.name, others.iter().map(|one| one.name.as_str()))?,
        price: typed::whole("price", &form.price, &Reward::PRICE)?,
        stock,
        taken: 0,
        order: match &before {
            Some(before) => before.order,
            None => after(others.iter().map(|one| one.order)),
        },
        retired: before.as_ref().is_some_and(|before| before.retired),
    };
    let patch = entry(desk, &Kind::Reward, known, reward.fields(), &["stock"]);
    write(desk, reward.name, vec![patch])
}
