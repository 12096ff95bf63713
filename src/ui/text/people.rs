//! Words about households, the people in them, and visits.

use chuanmen_core::domain::{Housing, Outcome, Relation, Role, Sex, Urgency};
use chuanmen_core::{UnixMillis, china_hour};
use chuanmen_replica::api::{RetryAt, VisitRow};

use super::t;

/// `自住`.
pub(crate) fn housing(housing: &Housing) -> String {
    match housing {
        Housing::Own => t!("housing-own"),
        Housing::Rent => t!("housing-rent"),
        Housing::Shared => t!("housing-shared"),
        Housing::Vacant => t!("housing-vacant"),
        Housing::Other(_) => t!("housing-other"),
    }
}

/// `户主`.
pub(crate) fn relation(relation: &Relation) -> String {
    match relation {
        Relation::Head => t!("relation-head"),
        Relation::Spouse => t!("relation-spouse"),
        Relation::Child => t!("relation-child"),
        Relation::ChildInLaw => t!("relation-child-in-law"),
        Relation::Grandchild => t!("relation-grandchild"),
        Relation::Parent => t!("relation-parent"),
        Relation::Sibling => t!("relation-sibling"),
        Relation::Tenant => t!("relation-tenant"),
        Relation::Other(_) => t!("relation-other"),
    }
}

/// `网格员`.
pub(crate) fn role(role: &Role) -> String {
    match role {
        Role::GridMember => t!("role-grid-member"),
        Role::Informant => t!("role-informant"),
        Role::BuildingChief => t!("role-building-chief"),
        Role::Volunteer => t!("role-volunteer"),
        Role::Party => t!("role-party"),
        Role::CommunitySupervisor => t!("role-community"),
        Role::SubdistrictSupervisor => t!("role-subdistrict"),
        Role::Other(_) => t!("role-other"),
    }
}

/// `男`.
pub(crate) fn sex(sex: &Sex) -> String {
    match sex {
        Sex::Male => t!("sex-male"),
        Sex::Female => t!("sex-female"),
        Sex::Other(_) => t!("sex-other"),
    }
}

/// `急`.
pub(crate) fn urgency(urgency: &Urgency) -> String {
    match urgency {
        Urgency::Normal => t!("urgency-normal"),
        Urgency::Urgent => t!("urgency-urgent"),
        Urgency::Other(_) => t!("urgency-other"),
    }
}

/// `男 71`, `9 岁` for a child, whatever of it is known.
pub(crate) fn sex_and_age(sex: Option<&Sex>, age: Option<i16>) -> Option<String> {
    let known = sex.filter(|sex| !matches!(sex, Sex::Other(_)));
    let word = known.map(self::sex);
    match (word, age) {
        (_, Some(age)) if age < 18 => Some(t!("age", age = i64::from(age))),
        (Some(word), Some(age)) => Some(t!("sex-age", sex = word, age = i64::from(age))),
        (Some(word), None) => Some(word),
        (None, Some(age)) => Some(t!("age", age = i64::from(age))),
        (None, None) => None,
    }
}

/// `见到人`.
pub(crate) fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Met => t!("outcome-met"),
        Outcome::NobodyHome => t!("outcome-nobody"),
        Outcome::Refused => t!("outcome-refused"),
        Outcome::MovedAway => t!("outcome-moved"),
        Outcome::Other(_) => t!("outcome-other"),
    }
}

/// `18 点后再去`.
pub(crate) fn retry(retry: RetryAt) -> String {
    match retry {
        RetryAt::Morning => t!("retry-morning"),
        RetryAt::Afternoon => t!("retry-afternoon"),
        RetryAt::Evening => t!("retry-evening"),
        RetryAt::Weekend => t!("retry-weekend"),
    }
}

/// `见到人，1 项有变化`: what a visit found, as a title.
pub(crate) fn visit_title(visit: &VisitRow) -> String {
    match &visit.outcome {
        Outcome::Met if visit.unchanged => t!("visit-met-unchanged"),
        Outcome::Met if visit.attention > 0 => {
            t!("visit-met-attention", count = visit.attention)
        }
        other => outcome(other),
    }
}

/// `上次下午没人，18 点后再去`: when nobody was home, and when to try again.
pub(crate) fn try_again(tried_at: UnixMillis, again: Option<RetryAt>) -> String {
    let tried = match china_hour(tried_at) {
        0..12 => t!("tried-morning"),
        12..18 => t!("tried-afternoon"),
        _ => t!("tried-evening"),
    };
    let again = again.map_or_else(|| t!("retry-other"), retry);
    t!("try-again-when", tried = tried, again = again)
}

/// `2 单元`; empty where a building has no units.
pub(crate) fn unit_name(unit: &str) -> String {
    if unit.is_empty() {
        String::new()
    } else {
        t!("unit", unit = unit)
    }
}

/// `3 栋 2 单元`.
pub(crate) fn building_unit(building: &str, unit: &str) -> String {
    if unit.is_empty() {
        building.to_owned()
    } else {
        format!("{building} {}", unit_name(unit))
    }
}

/// `**6** 楼`, `地下 **1** 层`; a sentence for [`crate::ui::components::Rich`].
pub(crate) fn floor_name(floor: i64) -> String {
    if floor < 0 {
        t!("floor-below", floor = floor.unsigned_abs())
    } else {
        t!("floor", floor = floor)
    }
}
