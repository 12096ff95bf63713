//! Who may have a need in their hands.

use crate::text_enum::text_enum;

text_enum! {
    /// The five parties, and departments outside the community.
    pub enum Party {
        /// 党支部
        PartyBranch => "party_branch",
        /// 物业
        PropertyCompany => "property_company",
        /// 业委会
        OwnersCommittee => "owners_committee",
        /// 网格单位
        GridUnit => "grid_unit",
        /// 社区
        Community => "community",
        /// 外部部门
        Department => "department",
    }
}

impl Party {
    /// The five that meet (五方联席会议), in the order in which minutes name them.
    pub const FIVE: [Self; 5] = [
        Self::PartyBranch,
        Self::PropertyCompany,
        Self::OwnersCommittee,
        Self::GridUnit,
        Self::Community,
    ];
}
