use std::fmt;

use serde::{Deserialize, Serialize};

use super::ImportKind;

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 网格
    Grid,
    /// 小区
    Compound,
    /// 楼栋
    Building,
    /// 单元
    Unit,
    /// 楼层
    Floor,
    /// 房号
    Room,
    /// 房屋性质
    Housing,
    /// 姓名
    Name,
    /// 性别
    Sex,
    /// 出生日期
    Born,
    /// 身份证号
    CitizenId,
    /// 电话
    Phone,
    /// 与户主关系
    Relation,
    /// 民族
    Ethnicity,
    /// 是否党员
    PartyMember,
    /// 家庭医生
    FamilyDoctor,
    /// 关爱类别
    Care,
    /// 备注
    Note,
}

/// Field, its word, and its headings: the first is what a template says.
const FIELDS: [(Field, &str, &[&str]); 18] = [
    (
        Field::Grid,
        "grid",
        &["网格", "所属网格", "网格名称", "网格号"],
    ),
    (
        Field::Compound,
        "compound",
        &["小区", "小区名称", "所属小区", "院落", "居住小区"],
    ),
    (
        Field::Building,
        "building",
        &[
            "楼栋",
            "栋",
            "栋号",
            "楼栋号",
            "楼号",
            "幢",
            "幢号",
            "楼幢",
            "楼栋名称",
        ],
    ),
    (Field::Unit, "unit", &["单元", "单元号"]),
    (Field::Floor, "floor", &["楼层", "层", "所在楼层"]),
    (
        Field::Room,
        "room",
        &[
            "房号",
            "室",
            "室号",
            "房间号",
            "门牌号",
            "房屋号",
            "户号",
            "房间",
        ],
    ),
    (
        Field::Housing,
        "housing",
        &[
            "房屋性质",
            "居住性质",
            "住房性质",
            "房屋类型",
            "居住类型",
            "房屋状态",
        ],
    ),
    (
        Field::Name,
        "name",
        &["姓名", "居民姓名", "名字", "人员姓名"],
    ),
    (Field::Sex, "sex", &["性别"]),
    (
        Field::Born,
        "born",
        &["出生日期", "出生年月日", "生日", "出生"],
    ),
    (
        Field::CitizenId,
        "citizen_id",
        &[
            "身份证号",
            "身份证",
            "身份证号码",
            "公民身份号码",
            "证件号码",
            "证件号",
            "居民身份证号",
        ],
    ),
    (
        Field::Phone,
        "phone",
        &[
            "电话",
            "手机号",
            "手机",
            "联系电话",
            "电话号码",
            "手机号码",
            "联系方式",
        ],
    ),
    (
        Field::Relation,
        "relation",
        &["与户主关系", "关系", "户主关系", "与户主的关系", "家庭关系"],
    ),
    (Field::Ethnicity, "ethnicity", &["民族"]),
    (
        Field::PartyMember,
        "party_member",
        &["是否党员", "党员", "政治面貌", "中共党员"],
    ),
    (
        Field::FamilyDoctor,
        "family_doctor",
        &[
            "家庭医生",
            "签约家庭医生",
            "家庭医生签约",
            "是否签约家庭医生",
        ],
    ),
    (
        Field::Care,
        "care",
        &[
            "关爱类别",
            "人员类别",
            "关爱对象",
            "关爱对象类别",
            "重点人员类别",
            "特殊人群",
            "关爱标签",
        ],
    ),
    (Field::Note, "note", &["备注", "说明"]),
];

impl Field {
    /// Every field, in the order of a template.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.into_iter().map(|(field, _, _)| field)
    }

    /// The fields that a list of this kind is read for, in the order of a template.
    pub fn of(kind: ImportKind) -> impl Iterator<Item = Self> {
        Self::all().filter(move |field| match kind {
            ImportKind::Residents => true,
            ImportKind::Areas => matches!(field, Self::Grid | Self::Compound | Self::Building),
        })
    }

    /// Whether a list of this kind is nothing without it.
    #[must_use]
    pub const fn is_needed(self, kind: ImportKind) -> bool {
        match kind {
            ImportKind::Residents => matches!(self, Self::Building | Self::Room | Self::Name),
            ImportKind::Areas => matches!(self, Self::Grid),
        }
    }

    /// The word in a matching and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.known().map_or("", |(_, word, _)| word)
    }

    /// The heading that a template gives it.
    #[must_use]
    pub fn heading(self) -> &'static str {
        let headings = self.known().map(|(_, _, headings)| headings);
        headings
            .and_then(|headings| headings.first())
            .unwrap_or(&"")
    }

    /// The field of a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let mut known = FIELDS.into_iter();
        known
            .find(|(_, name, _)| *name == word)
            .map(|(field, ..)| field)
    }

    /// The field that a heading usually stands for.
    #[must_use]
    pub fn usual(heading: &str) -> Option<Self> {
        let plain = plain_heading(heading);
        let mut known = FIELDS.into_iter();
        known
            .find(|(_, _, headings)| headings.contains(&plain.as_str()))
            .map(|(field, ..)| field)
    }

    fn known(self) -> Option<(Self, &'static str, &'static [&'static str])> {
        FIELDS.into_iter().find(|(field, ..)| *field == self)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A heading without blanks, marks of what must be filled in, and what stands in brackets.
fn plain_heading(heading: &str) -> String {
    let narrow = heading.chars().map(chuanmen_core::domain::narrow);
    let until = narrow.take_while(|c| *c != '(' && *c != '【');
    until
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '★'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_set() {
        for (heading, field) in [
            ("姓名", Field::Name),
            ("* 姓 名（必填）", Field::Name),
            ("手机号：", Field::Phone),
            ("楼栋(号)", Field::Building),
            ("公民身份号码", Field::CitizenId),
            ("人员类别", Field::Care),
        ] {
            assert_eq!(Field::usual(heading), Some(field), "{heading}");
        }
        assert_eq!(Field::usual("车牌号"), None);
    }

    #[test]
    fn no_two_fields_share_a_word_or_a_heading() {
        for field in Field::all() {
            assert_eq!(Field::named(field.as_str()), Some(field));
            assert_eq!(Field::usual(field.heading()), Some(field));
            let word = serde_json::to_string(&field).unwrap();
            assert_eq!(word, format!("\"{field}\""));
        }
        let headings: Vec<_> = FIELDS
            .iter()
            .flat_map(|(_, _, headings)| *headings)
            .collect();
        let different: std::collections::BTreeSet<_> = headings.iter().collect();
        assert_eq!(headings.len(), different.len());
    }
}
