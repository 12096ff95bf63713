//! The bars: which places there are, and who has which.

use chuanmen_core::domain::Role;

/// The places of the bars at the bottom and at the side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// 今日
    Today,
    /// 走访
    Places,
    /// 诉求
    Needs,
    /// 心愿
    Wishes,
    /// 心愿, of the whole community
    Postings,
    /// 志愿, posts and activities
    Posts,
    /// 任务, of a party
    Tasks,
    /// 我的
    Me,
    /// 冲突
    Conflicts,
    /// 总览
    Overview,
    /// 街道
    Subdistrict,
    /// 调度
    Dispatch,
    /// 报表
    Reports,
    /// 管理
    Manage,
    /// 三清单
    Lists,
}

impl Place {
    /// The bar of somebody with this role: what they have, and nothing that would be empty.
    pub(crate) const fn bar(role: &Role) -> &'static [Self] {
        match role {
            Role::Volunteer => &[Self::Postings, Self::Posts, Self::Me],
            Role::BuildingChief => &[Self::Needs, Self::Postings, Self::Posts, Self::Me],
            Role::Party => &[Self::Tasks, Self::Me],
            Role::SubdistrictSupervisor => &[
                Self::Subdistrict,
                Self::Overview,
                Self::Needs,
                Self::Reports,
                Self::Me,
            ],
            Role::CommunitySupervisor => &[
                Self::Overview,
                Self::Needs,
                Self::Wishes,
                Self::Reports,
                Self::Me,
            ],
            _ => &[
                Self::Today,
                Self::Places,
                Self::Needs,
                Self::Wishes,
                Self::Me,
            ],
        }
    }
}
