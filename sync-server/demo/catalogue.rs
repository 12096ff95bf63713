use chuanmen_core::domain::{
    AreaId, CareTag, ChecklistItem, Deadline, Interval, Kind, NeedCategory, Party, VisitRule,
    VisitRules,
};
use chuanmen_core::merge::{Patch, RecordId};

use super::calendar::Calendar;
use super::chance::Chance;
use super::checklist;
use super::ledger::made;

/// Code, name, weight, and whether such households are visited each month.
const CARE_TAGS: [(&str, &str, i64, bool); 15] = [
    ("living_alone", "独居老人", 6, true),
    ("empty_nest", "空巢老人", 4, true),
    ("no_kin", "孤寡老人", 8, true),
    ("disabled_care", "失能", 8, true),
    ("disabled", "残疾人", 4, false),
    ("left_behind_child", "留守儿童", 6, true),
    ("low_income", "低保", 3, false),
    ("single_parent", "单亲家庭", 2, false),
    ("hardship", "困难户", 3, false),
    ("laid_off", "下岗职工", 1, false),
    ("retired", "退休职工", 1, false),
    ("party_hardship", "生活困难党员", 2, false),
    ("serious_illness", "重病", 5, true),
    ("pregnant", "孕产妇", 5, true),
    ("veteran", "退役军人", 1, false),
];

/// Whose needs of a category usually are, where that is plain.
const PARTIES: [(&str, Party); 4] = [
    ("neighbours", Party::Community),
    ("property_service", Party::PropertyCompany),
    ("parking_charging", Party::PropertyCompany),
    ("papers_policy", Party::Community),
];

/// Code, name and days until a need should be resolved.
pub(super) const CATEGORIES: [(&str, &str, i64); 7] = [
    ("public_facility", "公共设施", 10),
    ("sanitation", "环境卫生", 7),
    ("neighbours", "邻里纠纷", 15),
    ("elderly_disabled", "养老助残", 10),
    ("property_service", "物业服务", 10),
    ("parking_charging", "停车充电", 15),
    ("papers_policy", "证照政策", 7),
];

/// The seed of the ids of the questions that two words do not answer.
const NEW_ITEMS: u64 = 0x1157;

fn care_tags() -> impl Iterator<Item = CareTag> {
    (1..)
        .zip(CARE_TAGS)
        .map(|(order, (code, name, weight, _))| CareTag {
            code: code.to_owned(),
            name: name.to_owned(),
            weight,
            order,
            ..CareTag::default()
        })
}

fn visit_rules() -> impl Iterator<Item = VisitRule> {
    let monthly = CARE_TAGS.iter().filter(|(_, _, _, monthly)| *monthly);
    let monthly = monthly.map(|(code, _, _, _)| VisitRule {
        tag: Some((*code).to_owned()),
        every: Interval::Months(1),
    });
    let everybody = VisitRule {
        tag: None,
        every: VisitRules::QUARTERLY,
    };
    monthly.chain([everybody])
}

/// The rules by which households are due.
pub(super) fn rules() -> VisitRules {
    VisitRules::new(visit_rules(), care_tags())
}

/// The catalogue's records.
pub(super) fn patches(community: AreaId, calendar: &Calendar, chance: &mut Chance) -> Vec<Patch> {
    let categories = (1..)
        .zip(CATEGORIES)
        .map(|(order, (code, name, days))| NeedCategory {
            code: code.to_owned(),
            name: name.to_owned(),
            within: Deadline::Days(days),
            party: PARTIES
                .iter()
                .find(|(of, _)| *of == code)
                .map(|(_, party)| party.clone()),
            order,
            ..NeedCategory::default()
        });
    let (old, new) = checklist::items();
    let item = |item: ChecklistItem| (Kind::ChecklistItem, item.fields());
    let fields = care_tags()
        .map(|tag| (Kind::CareTag, tag.fields()))
        .chain(visit_rules().map(|rule| (Kind::VisitRule, rule.fields())))
        .chain(categories.map(|category| (Kind::NeedCategory, category.fields())))
        .chain(old.into_iter().map(item));
    let at = calendar.load_moment();
    let patch = |(kind, fields), chance: &mut Chance| made(kind, RecordId(chance.id(at)), fields);
    let mut patches: Vec<_> = fields.map(|one| patch(one, chance)).collect();
    // Ids by lots of their own: what else the story tells stays as it was before these came.
    let mut lots = Chance::new(NEW_ITEMS ^ community.0.as_u64_pair().1);
    patches.extend(new.into_iter().map(item).map(|one| patch(one, &mut lots)));
    patches
}
