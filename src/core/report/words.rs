//! The Chinese words of vocabularies, for tables that are printed and sent around. A word of a
//! newer version is shown as it is.

use super::only::Pick;
use crate::domain::{
    Housing, NeedState, Outcome, Party, PointsStep, PostSort, ProjectState, Purpose, Relation,
    ResourceKind, Role, Rung, Sex, Trade, Urgency, WishKind, WishState,
};

pub(super) fn pick(pick: &Pick) -> &str {
    match pick {
        Pick::Open => "未办结",
        Pick::Overdue => "超期",
        Pick::ForCommunity => "社区督办",
        Pick::ForSubdistrict => "报街道",
        Pick::InTime => "未超期",
        Pick::To3Days => "3 天内",
        Pick::To7Days => "4—7 天",
        Pick::From8Days => "8 天以上",
        Pick::Raised => "新记录",
        Pick::Resolved => "已办结",
        Pick::Rated => "已评价",
        Pick::Due => "该走访的",
        Pick::Expiring => "认领快到期",
        Pick::Gap => "无人负责",
        Pick::Other(word) => word,
    }
}

pub(super) const fn rung(rung: Rung) -> &'static str {
    match rung {
        Rung::Remind => "提醒",
        Rung::Community => "社区督办",
        Rung::Subdistrict => "报街道",
    }
}

pub(super) fn need_state(state: &NeedState) -> &str {
    match state {
        NeedState::Recorded => "已记录",
        NeedState::Accepted => "已受理",
        NeedState::Dispatched => "已派单",
        NeedState::InProgress => "在办",
        NeedState::Returned => "退回",
        NeedState::Resolved => "已办结",
        NeedState::Confirmed => "已确认",
        NeedState::Reopened => "重办",
        NeedState::Merged => "已合并",
        NeedState::Withdrawn => "已撤回",
        NeedState::Other(word) => word,
    }
}

pub(super) fn holder(holder: Option<&Party>) -> &str {
    holder.map_or("待派单", party)
}

/// `物业`
#[must_use]
pub fn party(party: &Party) -> &str {
    match party {
        Party::PartyBranch => "党支部",
        Party::PropertyCompany => "物业",
        Party::OwnersCommittee => "业委会",
        Party::GridUnit => "网格单位",
        Party::Community => "社区",
        Party::Department => "外部部门",
        Party::Other(word) => word,
    }
}

pub(super) fn urgency(urgency: &Urgency) -> &str {
    match urgency {
        Urgency::Normal => "一般",
        Urgency::Urgent => "紧急",
        Urgency::Other(word) => word,
    }
}

pub(super) fn wish_state(state: &WishState) -> &str {
    match state {
        WishState::Collected => "待核实",
        WishState::Verified => "已核实",
        WishState::Published => "可认领",
        WishState::Claimed => "已认领",
        WishState::Fulfilled => "待确认",
        WishState::Confirmed => "已圆满",
        WishState::Rejected => "未通过",
        WishState::Withdrawn => "已撤回",
        WishState::Other(word) => word,
    }
}

pub(super) fn wish_kind(kind: &WishKind) -> &str {
    match kind {
        WishKind::Goods => "实物",
        WishKind::Service => "服务",
        WishKind::Other(word) => word,
    }
}

pub(super) fn outcome(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Met => "见到人",
        Outcome::NobodyHome => "无人在家",
        Outcome::Refused => "拒访",
        Outcome::MovedAway => "已搬离",
        Outcome::Other(word) => word,
    }
}

pub(super) fn housing(housing: &Housing) -> &str {
    match housing {
        Housing::Own => "自住",
        Housing::Rent => "租住",
        Housing::Shared => "合租",
        Housing::Vacant => "空置",
        Housing::Other(word) => word,
    }
}

pub(super) fn relation(relation: &Relation) -> &str {
    match relation {
        Relation::Head => "户主",
        Relation::Spouse => "配偶",
        Relation::Child => "子女",
        Relation::ChildInLaw => "儿媳女婿",
        Relation::Grandchild => "孙辈",
        Relation::Parent => "父母",
        Relation::Sibling => "兄弟姐妹",
        Relation::Tenant => "租客",
        Relation::Other(word) => word,
    }
}

pub(super) fn sex(sex: &Sex) -> &str {
    match sex {
        Sex::Male => "男",
        Sex::Female => "女",
        Sex::Other(word) => word,
    }
}

pub(super) fn trade(trade: &Trade) -> &str {
    match trade {
        Trade::Shop => "商铺",
        Trade::Restaurant => "餐饮",
        Trade::Lodging => "住宿",
        Trade::Company => "企业",
        Trade::School => "学校、幼儿园",
        Trade::Clinic => "医院、诊所、药店",
        Trade::Government => "机关单位",
        Trade::PropertyCompany => "物业公司",
        Trade::Unsorted => "其他",
        Trade::Other(word) => word,
    }
}

pub(super) fn purpose(purpose: &Purpose) -> &str {
    match purpose {
        Purpose::Routine => "日常走访",
        Purpose::Care => "关爱",
        Purpose::FollowUp => "回访",
        Purpose::Policy => "政策宣传",
        Purpose::Safety => "安全",
        Purpose::Health => "健康",
        Purpose::Other(word) => word,
    }
}

pub(super) fn resource_kind(kind: &ResourceKind) -> &str {
    match kind {
        ResourceKind::Space => "场地",
        ResourceKind::Money => "资金",
        ResourceKind::Skills => "人才技能",
        ResourceKind::Goods => "物资",
        ResourceKind::Medical => "医疗",
        ResourceKind::Misc => "其他",
        ResourceKind::Other(word) => word,
    }
}

pub(super) fn project_state(state: &ProjectState) -> &str {
    match state {
        ProjectState::UnderWay => "进行中",
        ProjectState::Planned => "计划中",
        ProjectState::Done => "已完成",
        ProjectState::GivenUp => "已停止",
        ProjectState::Other(word) => word,
    }
}

pub(super) fn post_sort(sort: &PostSort) -> &str {
    match sort {
        PostSort::Service => "志愿岗位",
        PostSort::Activity => "文化活动",
        PostSort::Other(word) => word,
    }
}

pub(super) fn points_step(step: &PointsStep) -> &str {
    match step {
        PointsStep::Serve => "服务",
        PointsStep::Wish => "微心愿",
        PointsStep::Give => "奖励",
        PointsStep::Correct => "更正",
        PointsStep::Redeem => "兑换",
        PointsStep::Other(word) => word,
    }
}

/// `网格员`
#[must_use]
pub fn role(role: &Role) -> &str {
    match role {
        Role::GridMember => "网格员",
        Role::Informant => "网格信息员",
        Role::BuildingChief => "楼栋长",
        Role::Volunteer => "志愿者",
        Role::Party => "共建方",
        Role::CommunitySupervisor => "社区",
        Role::SubdistrictSupervisor => "街道",
        Role::Other(word) => word,
    }
}
