use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{EarnedBy, PointsStep};
use chuanmen_core::merge::RecordId;

/// The form of a rule for points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsRuleForm {
    /// `岗位服务`
    pub name: String,
    /// For what.
    pub by: EarnedBy,
    /// 1 to 1,000, as typed.
    pub points: String,
}

/// The form of a reward.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewardForm {
    /// `洗衣液`
    pub name: String,
    /// In points, 1 to 100,000, as typed.
    pub price: String,
    /// How many there are in all, as typed; any number if empty.
    pub stock: String,
}

/// What the desk does about somebody's points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsForm {
    /// To give, to correct or to redeem.
    pub step: PointsStep,
    /// By which rule it is given, or which reward is redeemed; none to correct.
    pub about: Option<RecordId>,
    /// By how many it is corrected, with a minus to take some away, as typed.
    pub points: String,
    /// Why; a correction cannot be without.
    pub note: String,
}
