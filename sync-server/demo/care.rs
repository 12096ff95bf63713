use std::collections::BTreeMap;

use chuanmen_core::domain::{CareGround, Relation, Resident, Sex};
use chuanmen_core::merge::{FieldName, Value};
use jiff::ToSpan;
use jiff::civil::Date;

use super::chance::Chance;
use super::families::Shape;
use super::texts;

/// Gives care tags to those who live together, in shares such as a community's list shows, and a
/// note about some of them.
pub(super) fn tag(shape: Shape, residents: &mut [Resident], today: Date, chance: &mut Chance) {
    let both_old = residents.iter().all(|who| age(who, today) >= 68);
    match shape {
        Shape::ElderlyAlone => {
            let code = if chance.percent(14) {
                "no_kin"
            } else {
                "living_alone"
            };
            give(residents, code, chance);
        }
        Shape::ElderlyCouple if both_old && chance.percent(40) => {
            for who in residents.iter_mut() {
                who.care_tags.insert("empty_nest".to_owned());
            }
        }
        Shape::SkippedGeneration => {
            for who in residents.iter_mut() {
                if who.relation == Some(Relation::Grandchild) {
                    who.care_tags.insert("left_behind_child".to_owned());
                    who.note = chance.line(texts::LEFT_BEHIND_NOTES).to_owned();
                }
            }
        }
        Shape::SingleParent if chance.percent(75) => give(residents, "single_parent", chance),
        _ => {}
    }
    for (code, cases) in [("low_income", 22), ("hardship", 9)] {
        if chance.in_thousand(cases) {
            give(residents, code, chance);
        }
    }
    for who in residents {
        for (code, cases) in odds(who, shape, today) {
            if chance.in_thousand(cases) {
                who.care_tags.insert(code.to_owned());
                if let Some(notes) = texts::care_notes(code) {
                    who.note = chance.line(notes).to_owned();
                }
            }
        }
    }
}

/// Since when somebody has their care tags, and why, of two in three: drawn from who they are, not
/// from the chance that makes everybody, so that everybody else stays as they were.
pub(super) fn grounds(who: &Resident) -> BTreeMap<FieldName, Value> {
    const FIRST: Date = Date::constant(2021, 3, 1);
    const DAYS: u128 = 1_600;
    let drawn = who.id.0.as_u128();
    let mut fields = BTreeMap::new();
    for code in who.care_tags.iter().filter(|_| !drawn.is_multiple_of(3)) {
        let days = i64::try_from(drawn % DAYS).unwrap_or_default();
        let since = FIRST
            .saturating_add(days.days())
            .max(who.born.unwrap_or(FIRST));
        let reason = texts::care_reason(code);
        let of = |set| FieldName::member(set, code).ok();
        fields.extend(of(CareGround::SINCE).map(|name| (name, since.to_string().into())));
        let reason = reason.map(Value::from);
        fields.extend(of(CareGround::REASON).zip(reason));
    }
    fields
}

/// To the head of the household, who stands first.
fn give(residents: &mut [Resident], code: &str, chance: &mut Chance) {
    if let Some(head) = residents.first_mut() {
        head.care_tags.insert(code.to_owned());
        if let Some(notes) = texts::care_notes(code)
            && chance.percent(50)
        {
            head.note = chance.line(notes).to_owned();
        }
    }
}

/// In how many of a thousand cases somebody has a tag.
fn odds(who: &Resident, shape: Shape, today: Date) -> Vec<(&'static str, u32)> {
    let age = age(who, today);
    let man = who.sex == Some(Sex::Male);
    let mut odds = vec![("disabled", 7)];
    match age {
        80.. => odds.push(("disabled_care", 150)),
        70..80 => odds.push(("disabled_care", 32)),
        _ => {}
    }
    if age >= 45 {
        odds.push(("serious_illness", 7));
    }
    if (35..58).contains(&age) {
        odds.push(("laid_off", 5));
    }
    if age >= 60 {
        odds.push(("retired", 10));
        if who.party_member {
            odds.push(("party_hardship", 60));
        }
    }
    if man && age >= 25 {
        odds.push(("veteran", 6));
    }
    let couple = matches!(shape, Shape::YoungCouple | Shape::OneChild);
    if couple && !man && (22..38).contains(&age) {
        odds.push(("pregnant", 50));
    }
    odds
}

fn age(who: &Resident, today: Date) -> i16 {
    who.age(today).unwrap_or_default()
}
