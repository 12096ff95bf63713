//! What is looked at on a visit: five questions that a choice of two words answers, and others for
//! those with some care tags.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AnswerOption, Asks, ChecklistItem, Numbers, Options, ShownIf};

use super::chance::Chance;
use super::families::Home;

/// Code, name, usual answer, other answer, and the tag it is only for.
pub(super) const CHECKLIST: [(&str, &str, &str, &str, Option<&str>); 5] = [
    ("health", "身体和用药", "平稳", "有变化", None),
    ("power_gas", "用电用气", "安全", "有隐患", None),
    ("cohabitants", "同住的人", "没变", "有变化", None),
    (
        "school",
        "孩子上学",
        "正常",
        "有情况",
        Some("left_behind_child"),
    ),
    ("fraud", "防诈提醒", "讲过", "没讲", None),
];

/// Whom the questions about gas are for.
const ALONE: [&str; 2] = ["living_alone", "no_kin"];
/// Whom the questions about blood pressure are for.
const ILL: [&str; 2] = ["disabled_care", "serious_illness"];
/// Whom the question about aids is for.
const DISABLED: [&str; 2] = ["disabled", "disabled_care"];

/// The checklist in the order of the form: those of two words, then the others.
pub(super) fn items() -> (Vec<ChecklistItem>, Vec<ChecklistItem>) {
    let words = CHECKLIST.map(|(code, name, normal, attention, tag)| ChecklistItem {
        tags: tag.into_iter().map(str::to_owned).collect(),
        ..ChecklistItem::words(code, name, normal, attention)
    });
    let gas = [
        ("piped", "管道气", false),
        ("bottle", "煤气瓶", false),
        ("electric", "只用电", false),
    ];
    let aids = [
        ("cane", "拐杖", true),
        ("wheelchair", "轮椅", true),
        ("hearing", "助听器", true),
        ("rail", "扶手", true),
        ("none", "都不缺", false),
    ];
    let further = [
        question("gas", "家里烧什么", choice(&gas).map(Asks::One), &ALONE),
        after_bottle("gas_bottles", "有几瓶气", numbers("瓶", (0, 10), (0, 2))),
        after_bottle("gas_hose", "软管哪天换的", Some(Asks::Date)),
        question(
            "systolic",
            "血压高压",
            numbers("mmHg", (60, 260), (90, 150)),
            &ILL,
        ),
        question(
            "diastolic",
            "血压低压",
            numbers("mmHg", (30, 160), (60, 95)),
            &ILL,
        ),
        question("medicine", "常吃什么药", Some(Asks::Text), &ILL),
        question(
            "aids",
            "缺什么辅具",
            choice(&aids).map(Asks::Several),
            &DISABLED,
        ),
    ];
    let place = |(order, item)| ChecklistItem { order, ..item };
    (
        (1..).zip(words).map(place).collect(),
        (6..)
            .zip(further.into_iter().flatten())
            .map(place)
            .collect(),
    )
}

fn question(code: &str, name: &str, asks: Option<Asks>, tags: &[&str]) -> Option<ChecklistItem> {
    Some(ChecklistItem {
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..ChecklistItem::asking(code, name, asks?)
    })
}

/// For those who cook with bottled gas.
fn after_bottle(code: &str, name: &str, asks: Option<Asks>) -> Option<ChecklistItem> {
    Some(ChecklistItem {
        shown_if: Some(ShownIf {
            item: "gas".to_owned(),
            answers: BTreeSet::from(["bottle".to_owned()]),
        }),
        ..question(code, name, asks, &ALONE)?
    })
}

fn choice(options: &[(&str, &str, bool)]) -> Option<Options> {
    let option = |(code, label, attention): &(&str, &str, bool)| AnswerOption {
        code: (*code).to_owned(),
        label: (*label).to_owned(),
        attention: *attention,
    };
    Options::new(options.iter().map(option).collect()).ok()
}

fn numbers(unit: &str, range: (i64, i64), usual: (i64, i64)) -> Option<Asks> {
    Some(Asks::Number(Numbers {
        unit: unit.to_owned(),
        range: range.try_into().ok()?,
        usual: usual.try_into().ok()?,
    }))
}

/// What a home answers to the questions beside the five, at a meeting that ended then. Drawn by
/// lots of their own: what else the story tells stays as it is.
pub(super) fn further_answers(home: &Home, ended_at: UnixMillis) -> BTreeMap<String, String> {
    let tags = home.tags();
    let is = |of: &[&str]| tags.iter().any(|tag| of.contains(tag));
    let seed = u64::try_from(home.household.id.0.as_u128() & u128::from(u64::MAX)).unwrap_or(0);
    let mut of_home = Chance::new(seed);
    let mut of_day = Chance::new(seed ^ ended_at.0.unsigned_abs());
    let mut answers = BTreeMap::new();
    let mut add = |code: &str, answer: String| answers.insert(code.to_owned(), answer);
    if is(&ALONE) {
        let gas = of_home.weighted(&[(45, "piped"), (35, "bottle"), (20, "electric")], "piped");
        add("gas", gas.to_owned());
        if gas == "bottle" {
            add("gas_bottles", of_home.between(1, 3).to_string());
            add("gas_hose", format!("2025-{:02}-08", of_home.between(1, 12)));
        }
    }
    if is(&ILL) {
        let high = of_day.percent(18);
        let (from, to) = if high { (152, 176) } else { (112, 148) };
        add("systolic", of_day.between(from, to).to_string());
        add(
            "diastolic",
            of_day.between(66, if high { 102 } else { 92 }).to_string(),
        );
        add(
            "medicine",
            of_home
                .line("氨氯地平\n二甲双胍\n阿司匹林\n缬沙坦")
                .to_owned(),
        );
    }
    if is(&DISABLED) {
        let lacks = [
            (70, "none"),
            (12, "rail"),
            (10, "hearing"),
            (8, "cane rail"),
        ];
        add("aids", of_home.weighted(&lacks, "none").to_owned());
    }
    answers
}
