//! The compounds of the invented community, and how each is built.

/// How a compound is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Stairs, five to seven floors, two or four doors on each.
    WalkUp,
    /// A lift, eight to eleven floors.
    MidRise,
    /// Eighteen floors.
    Tower,
    /// Houses that families built, three or four floors, no units.
    Lanes,
}

/// A compound of a grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compound {
    /// The number of its grid, from 1.
    pub(super) grid: usize,
    pub(super) name: &'static str,
    pub(super) style: Style,
}

const fn compound(grid: usize, name: &'static str, style: Style) -> Compound {
    Compound { grid, name, style }
}

pub(super) const COMPOUNDS: [Compound; 28] = [
    compound(1, "榕荫小区", Style::WalkUp),
    compound(1, "凤尾竹苑", Style::WalkUp),
    compound(1, "曼栗新村", Style::Lanes),
    compound(2, "孔雀羽花园", Style::MidRise),
    compound(2, "椰风里", Style::WalkUp),
    compound(2, "澜边宿舍", Style::WalkUp),
    compound(3, "花卉园小区", Style::WalkUp),
    compound(3, "木棉家园", Style::MidRise),
    compound(3, "曼岭寨", Style::Lanes),
    compound(4, "菩提苑", Style::WalkUp),
    compound(4, "胶厂宿舍", Style::WalkUp),
    compound(4, "金穗豪庭", Style::Tower),
    compound(5, "缅桂花园", Style::WalkUp),
    compound(5, "雨林印象", Style::Tower),
    compound(5, "曼栋新寨", Style::Lanes),
    compound(6, "云澜名邸", Style::Tower),
    compound(6, "茶厂宿舍", Style::WalkUp),
    compound(6, "三角梅小区", Style::WalkUp),
    compound(7, "贝叶书苑", Style::MidRise),
    compound(7, "粮站宿舍", Style::WalkUp),
    compound(8, "凤凰木公馆", Style::MidRise),
    compound(8, "望天树小区", Style::WalkUp),
    compound(8, "曼纳里", Style::Lanes),
    compound(9, "芭蕉林小区", Style::WalkUp),
    compound(9, "星光坊", Style::Tower),
    compound(10, "清水苑", Style::WalkUp),
    compound(10, "农垦新居", Style::WalkUp),
    compound(10, "曼旺新村", Style::Lanes),
];

impl Style {
    /// What part of its grid's households such a compound takes, beside the others.
    pub(super) const fn share(self) -> u32 {
        match self {
            Self::WalkUp => 11,
            Self::MidRise => 13,
            Self::Tower => 15,
            Self::Lanes => 6,
        }
    }
}
