//! Visits, the doors to call at next, and campaigns.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    Campaign, CampaignState, CareTag, Due, Household, HouseholdId, Kind, Outcome, Resident, Scope,
    Visit, VisitRule, VisitRules, due_date,
};
use chuanmen_core::{UnixMillis, china_date};
use jiff::civil::Weekday;

use super::{NOW, big};

const HOUR: i64 = 60 * UnixMillis::MINUTE;

#[test]
fn visits_are_made_by_day_or_evening_but_not_on_sundays_and_mostly_meet_somebody() {
    let visits = big().all(&Kind::Visit, Visit::read);
    let met = visits
        .iter()
        .filter(|(_, visit)| visit.outcome == Outcome::Met);
    let share = met.count() * 100 / visits.len();
    assert!((70..=80).contains(&share), "{share} of a hundred met");
    for (_, visit) in visits {
        assert!(visit.started_at < visit.ended_at && visit.ended_at <= NOW);
        assert_ne!(china_date(visit.started_at).weekday(), Weekday::Sunday);
        let hour = (visit.started_at.0 + 8 * HOUR) % UnixMillis::DAY / HOUR;
        assert!((8..21).contains(&hour), "{hour} h");
    }
}

#[test]
fn each_grid_has_between_eight_and_twenty_doors_to_call_at_in_the_next_days() {
    let rules = big().all(&Kind::VisitRule, VisitRule::read);
    let tags = big().all(&Kind::CareTag, CareTag::read);
    let values = |list: Vec<(Scope, VisitRule)>| list.into_iter().map(|(_, rule)| rule);
    let rules = VisitRules::new(values(rules), tags.into_iter().map(|(_, tag)| tag));
    let mut tags = BTreeMap::<HouseholdId, BTreeSet<String>>::new();
    for (_, who) in big().all(&Kind::Resident, Resident::read) {
        tags.entry(who.household).or_default().extend(who.care_tags);
    }
    let mut met = BTreeMap::new();
    for (_, visit) in big().all(&Kind::Visit, Visit::read) {
        if visit.outcome == Outcome::Met {
            met.extend(
                visit
                    .host
                    .household()
                    .map(|home| (home, china_date(visit.ended_at))),
            );
        }
    }
    let today = china_date(NOW);
    let (mut doors, mut late) = (BTreeMap::<Scope, u32>::new(), 0);
    for (scope, home) in big().all(&Kind::Household, Household::read) {
        let tags = tags.remove(&home.id).unwrap_or_default();
        let tags = tags.iter().map(String::as_str);
        let last = met.get(&home.id).copied();
        if let Due::By(day) = due_date(&rules, &home.housing, tags, last, today) {
            let left = (day - today).get_days();
            *doors.entry(scope).or_default() += u32::from(left <= 3);
            late += u32::from(left < 0);
        }
    }
    assert_eq!(doors.len(), 10);
    assert!(
        doors.values().all(|doors| (8..=20).contains(doors)),
        "{doors:?}"
    );
    assert!(late >= 20, "{late} late");
}

#[test]
fn two_campaigns_run_and_are_begun_but_not_done() {
    let campaigns = big().all(&Kind::Campaign, Campaign::read);
    assert_eq!(campaigns.len(), 2);
    let visits = big().all(&Kind::Visit, Visit::read);
    for (_, campaign) in campaigns {
        assert_eq!(campaign.state(china_date(NOW)), CampaignState::Running);
        let homes = big().all(&Kind::Household, Household::read);
        let homes = homes
            .iter()
            .filter(|(_, home)| campaign.is_about(home.place.building, []));
        let seen: BTreeSet<_> = visits
            .iter()
            .filter(|(_, visit)| visit.campaign == Some(campaign.id))
            .map(|(_, visit)| visit.host)
            .collect();
        assert!(
            (20..homes.count()).contains(&seen.len()),
            "{} seen",
            seen.len()
        );
    }
}
