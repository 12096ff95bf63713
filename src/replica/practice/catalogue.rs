use chuanmen_core::domain::{
    CareTag, ChecklistItem, Deadline, Interval, Kind, NeedCategory, VisitRule,
};

use super::making::Making;

/// Code, name and weight; each is visited monthly.
const CARE_TAGS: [(&str, &str, i64); 4] = [
    ("living_alone", "独居老人", 6),
    ("empty_nest", "空巢老人", 4),
    ("disabled_care", "失能", 8),
    ("left_behind_child", "留守儿童", 6),
];

/// Code, name and days until a need should be resolved.
const CATEGORIES: [(&str, &str, i64); 4] = [
    ("public_facility", "公共设施", 10),
    ("sanitation", "环境卫生", 7),
    ("neighbours", "邻里纠纷", 15),
    ("elderly_disabled", "养老助残", 10),
];

/// Code, name, usual answer and other answer.
const CHECKLIST: [(&str, &str, &str, &str); 4] = [
    ("health", "身体和用药", "平稳", "有变化"),
    ("power_gas", "用电用气", "安全", "有隐患"),
    ("cohabitants", "同住的人", "没变", "有变化"),
    ("fraud", "防诈提醒", "讲过", "没讲"),
];

/// What a community decides on: care tags with how often to visit, categories of needs, what to
/// look at.
pub(super) fn lay(making: &mut Making) {
    let mut rows = Vec::new();
    for (order, (code, name, weight)) in (1..).zip(CARE_TAGS) {
        let tag = CareTag {
            code: code.to_owned(),
            name: name.to_owned(),
            weight,
            order,
            ..CareTag::default()
        };
        let rule = VisitRule {
            tag: Some(code.to_owned()),
            every: Interval::Months(1),
        };
        rows.push((Kind::CareTag, tag.fields()));
        rows.push((Kind::VisitRule, rule.fields()));
    }
    for (order, (code, name, days)) in (1..).zip(CATEGORIES) {
        let category = NeedCategory {
            code: code.to_owned(),
            name: name.to_owned(),
            within: Deadline::Days(days),
            order,
            ..NeedCategory::default()
        };
        rows.push((Kind::NeedCategory, category.fields()));
    }
    for (order, (code, name, normal, attention)) in (1..).zip(CHECKLIST) {
        let item = ChecklistItem {
            order,
            ..ChecklistItem::words(code, name, normal, attention)
        };
        rows.push((Kind::ChecklistItem, item.fields()));
    }
    for (kind, fields) in rows {
        let id = making.id();
        let record = making.record(kind, id, fields);
        making.community.push(record);
    }
}
