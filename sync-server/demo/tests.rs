use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chuanmen_core::domain::{
    Area, AreaId, AreaLevel, Campaign, CampaignState, CareTag, CitizenId, Due, Effect, EventOrder,
    Household, HouseholdId, Meeting, MeetingState, Need, NeedState, NeedStep, Organisation,
    OrganisationId, Outcome, Project, Resident, Resource, StoredEvent, TimelineEntry, Trade,
    VisitRule, VisitRules, WishState, WishStep, due_date, fold_meeting, fold_need, fold_wish,
    resolutions,
};
use chuanmen_core::merge::{Record, RecordId};
use chuanmen_core::protocol::validate;
use chuanmen_core::report::Facts;
use chuanmen_core::{UnixMillis, china_date};
use jiff::civil::Weekday;

use super::*;

/// 2026-11-23 14:20 in China, a Monday.
const NOW: UnixMillis = UnixMillis(1_795_414_800_000);
const HOUR: i64 = 60 * UnixMillis::MINUTE;

fn spec(households: u32) -> DemoSpec {
    DemoSpec {
        households,
        seed: 7,
        now: NOW,
    }
}

/// A demo as the hub has it once it has taken everything in.
struct Taken {
    demo: Demo,
    records: Vec<(Scope, Record)>,
    events: BTreeMap<RecordId, Vec<StoredEvent>>,
}

impl Taken {
    fn new(demo: Demo) -> Self {
        let (mut records, mut events) = (Vec::new(), BTreeMap::<_, Vec<_>>::new());
        let mut heads = BTreeMap::<Scope, u64>::new();
        for (at, transaction) in &demo.transactions {
            let seq = heads.entry(transaction.scope).or_default();
            *seq += 1;
            for patch in &transaction.patches {
                let record = Record::from_patch(patch, transaction.stamp);
                records.push((transaction.scope, record));
            }
            for (index, event) in (0..).zip(&transaction.events) {
                let event = StoredEvent {
                    event: event.clone(),
                    author: transaction.author,
                    stamp: transaction.stamp,
                    order: EventOrder::Hub {
                        seq: *seq,
                        index,
                        at: *at,
                    },
                };
                events.entry(event.event.subject).or_default().push(event);
            }
        }
        Self {
            demo,
            records,
            events,
        }
    }

    fn all<T>(&self, kind: &Kind, read: impl Fn(&Record) -> Option<T>) -> Vec<(Scope, T)> {
        let of_kind = self
            .records
            .iter()
            .filter(|(_, record)| record.kind == *kind);
        of_kind
            .map(|(scope, record)| (*scope, read(record).expect("it reads")))
            .collect()
    }

    fn events_of(&self, id: RecordId) -> Vec<StoredEvent> {
        self.events.get(&id).cloned().unwrap_or_default()
    }

    fn subjects(&self, kind: &Kind) -> impl Iterator<Item = RecordId> {
        let of_kind = self
            .records
            .iter()
            .filter(|(_, record)| record.kind == *kind);
        of_kind.map(|(_, record)| record.id)
    }

    /// Each need's and each wish's state, and every line of every timeline.
    fn lives(&self) -> (BTreeSet<NeedState>, BTreeSet<WishState>, Vec<TimelineEntry>) {
        let (mut needs, mut wishes, mut lines) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for id in self.subjects(&Kind::Need) {
            let life = fold_need(self.events_of(id));
            needs.insert(life.state);
            lines.extend(life.timeline);
        }
        for id in self.subjects(&Kind::Wish) {
            let life = fold_wish(self.events_of(id), NOW);
            wishes.insert(life.state);
            lines.extend(life.timeline);
        }
        (needs, wishes, lines)
    }
}

/// The demo that `make run` shows; made once for all tests.
fn big() -> &'static Taken {
    static BIG: OnceLock<Taken> = OnceLock::new();
    BIG.get_or_init(|| Taken::new(generate(&spec(3000))))
}

#[test]
fn the_same_seed_makes_the_same_bytes_and_another_seed_others() {
    let bytes = |seed| {
        let demo = generate(&DemoSpec { seed, ..spec(60) });
        serde_json::to_vec(&demo.transactions).unwrap()
    };
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7), bytes(8));
}

#[test]
fn every_transaction_is_valid_and_of_a_decent_size() {
    for (_, transaction) in &big().demo.transactions {
        assert_eq!(validate(transaction), Ok(()));
        assert!(transaction.patches.len() + transaction.events.len() <= 200);
    }
}

#[test]
fn transactions_stand_in_the_order_of_time_and_none_is_later_than_now() {
    let transactions = &big().demo.transactions;
    assert!(transactions.is_sorted_by_key(|(at, _)| *at));
    assert!(transactions.is_sorted_by(|(_, a), (_, b)| a.stamp < b.stamp));
    assert!(transactions.iter().all(|(at, _)| *at <= NOW));
    assert!(transactions.iter().all(|(at, t)| t.stamp.wall() == *at));
}

#[test]
fn there_are_exactly_as_many_households_as_asked_for_in_ten_grids() {
    for households in [0, 1, 37, 300] {
        let taken = Taken::new(generate(&spec(households)));
        let found = taken.subjects(&Kind::Household).count();
        assert_eq!(u32::try_from(found), Ok(households));
    }
    let mut grids = BTreeMap::<Scope, u32>::new();
    for (scope, _) in big().all(&Kind::Household, Household::read) {
        *grids.entry(scope).or_default() += 1;
    }
    assert_eq!(grids.len(), 10);
    assert!(grids.values().all(|households| *households == 300));
    let residents = big().subjects(&Kind::Resident).count();
    assert!((7600..8600).contains(&residents), "{residents}");
}

#[test]
fn every_record_is_made_once_and_in_the_scope_of_its_kind() {
    let mut seen = BTreeSet::new();
    let community = big().demo.community;
    for (scope, record) in &big().records {
        assert!(seen.insert(record.id), "{} twice", record.id);
        let personal = matches!(
            record.kind,
            Kind::Household
                | Kind::Resident
                | Kind::Visit
                | Kind::Need
                | Kind::Wish
                | Kind::Organisation
        );
        let health = record.kind.is_of_health();
        assert_eq!(personal, matches!(scope, Scope::Grid(_)));
        assert_eq!(health, matches!(scope, Scope::Health(_)));
        assert!(personal || health || *scope == Scope::Community(community));
    }
}

#[test]
fn areas_lie_in_one_another_and_households_in_the_grid_of_their_building() {
    let areas: BTreeMap<AreaId, Area> = big()
        .all(&Kind::Area, Area::read)
        .into_iter()
        .map(|(_, area)| (area.id, area))
        .collect();
    let parent = |id: AreaId| areas.get(&id).and_then(|area| area.parent);
    let mut odd = Vec::new();
    for (scope, household) in big().all(&Kind::Household, Household::read) {
        let building = household.place.building;
        assert_eq!(areas[&building].level, AreaLevel::Building);
        let grid = parent(building).and_then(parent).unwrap();
        assert_eq!(scope, Scope::Grid(grid));
        assert_eq!(parent(grid), Some(big().demo.community));
        let place = household.place;
        match place.room.parse::<i64>() {
            Ok(room) => assert_eq!(room / 100, place.floor),
            Err(_) => odd.push((place.floor, place.room)),
        }
    }
    // Shops, villas without floors, cellars.
    for (floor, begins) in [(1, "商铺"), (0, "1号"), (-1, "B1-")] {
        assert!(
            odd.iter()
                .any(|(on, room)| *on == floor && room.starts_with(begins)),
            "{begins}"
        );
    }
    let compounds = areas
        .values()
        .filter(|area| area.level == AreaLevel::Compound);
    assert_eq!(compounds.count(), 28);
}

#[test]
fn everybody_has_a_valid_number_of_their_own_and_a_telephone_of_nobodys() {
    let mut numbers = BTreeSet::new();
    for (_, who) in big().all(&Kind::Resident, Resident::read) {
        let number = who.citizen_id.unwrap();
        assert_eq!(CitizenId::parse(number.as_str()).as_ref(), Ok(&number));
        assert!(number.as_str().starts_with("532899"));
        assert_eq!(Some(number.born()), who.born);
        assert_eq!(Some(number.sex()), who.sex);
        assert!(numbers.insert(number.as_str().to_owned()));
        assert!(!who.name.is_empty());
        let unassigned = who.phone.len() == 11 && who.phone.starts_with("154");
        assert!(who.phone.is_empty() || unassigned);
    }
}

#[test]
fn every_state_occurs_and_every_step_had_its_effect() {
    let (needs, wishes, lines) = big().lives();
    assert!(NeedState::KNOWN.iter().all(|state| needs.contains(state)));
    assert!(WishState::KNOWN.iter().all(|state| wishes.contains(state)));
    for line in lines {
        assert_eq!(line.effect, Effect::Applied, "{:?}", line.event);
    }
}

#[test]
fn nobody_takes_a_step_that_is_not_theirs() {
    let accounts = big().demo.accounts.iter();
    let roles: BTreeMap<_, _> = accounts
        .map(|account| (account.id, &account.role))
        .collect();
    for event in big().events.values().flatten() {
        let role = roles[&event.author];
        let step = &*event.event.step;
        let allowed = match event.event.kind {
            Kind::Need => NeedStep::from(step).is_allowed_to(role),
            _ => WishStep::from(step).is_allowed_to(role),
        };
        assert!(allowed, "{step} by {role}");
    }
}

#[test]
fn care_households_have_a_plausible_share_and_every_tag_occurs() {
    let mut tagged = BTreeSet::new();
    let mut tags = BTreeSet::new();
    for (_, who) in big().all(&Kind::Resident, Resident::read) {
        if !who.care_tags.is_empty() {
            tagged.insert(who.household);
            tags.extend(who.care_tags);
        }
    }
    let share = tagged.len() * 100 / 3000;
    assert!((12..=25).contains(&share), "{share} of a hundred");
    for (_, tag) in big().all(&Kind::CareTag, CareTag::read) {
        assert!(tags.contains(&tag.code), "nobody is {}", tag.name);
    }
}

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
fn the_overview_has_something_to_show() {
    let events = big().events.values().flatten();
    let scoped = events.map(|event| (Scope::Community(big().demo.community), event.clone()));
    let facts = Facts::new(big().records.iter().cloned(), scoped);
    let overview = facts.overview(None, china_date(NOW), NOW);
    assert_eq!(overview.community, "花卉园社区");
    assert_eq!(overview.grids.len(), 10);
    assert!((40..=90).contains(&overview.totals.open_needs));
    assert!((1..=30).contains(&overview.totals.overdue_needs));
    assert!(overview.claims_expiring >= 1);
    assert!(overview.totals.care_unseen < overview.care.total.total.due / 2);
    assert!(overview.weeks.iter().all(|week| week.raised > 0));
}

#[test]
fn each_number_of_the_overview_is_that_of_the_rows_it_leads_to() {
    let events = big().events.values().flatten();
    let scoped = events.map(|event| (Scope::Community(big().demo.community), event.clone()));
    let facts = Facts::new(big().records.iter().cloned(), scoped);
    let month = china_date(NOW);
    let grid = facts.overview(None, month, NOW).grids[2].id;
    for asked in [None, Some(grid)] {
        for counted in facts.overview(asked, month, NOW).counts() {
            let table = facts.table_of(&counted.report, counted.grid, &counted.only, month, NOW);
            let rows = u32::try_from(table.unwrap().rows.len()).unwrap();
            assert_eq!(rows, counted.count, "{counted:?}");
        }
    }
}

#[test]
fn every_grid_has_organisations_of_its_own_that_are_called_at_and_ask_for_things() {
    let areas = big().all(&Kind::Area, Area::read);
    let parents: BTreeMap<_, _> = areas
        .iter()
        .map(|(_, area)| (area.id, area.parent))
        .collect();
    let up = |id: AreaId| parents.get(&id).copied().flatten();
    let mut grids = BTreeMap::<Scope, BTreeSet<OrganisationId>>::new();
    let mut names = BTreeSet::new();
    for (scope, one) in big().all(&Kind::Organisation, Organisation::read) {
        assert!(names.insert(one.name.clone()), "{} twice", one.name);
        assert!(Trade::KNOWN.contains(&one.trade));
        if let Some(building) = one.site.building {
            assert_eq!(up(building).and_then(up).map(Scope::Grid), Some(scope));
        }
        grids.entry(scope).or_default().insert(one.id);
    }
    assert_eq!(grids.len(), 10);
    let counts: Vec<_> = grids.values().map(BTreeSet::len).collect();
    assert!(
        counts.iter().all(|count| (12..=20).contains(count)),
        "{counts:?}"
    );
    let visits = big().all(&Kind::Visit, Visit::read);
    let called = visits.iter().filter_map(|(scope, visit)| {
        let one = visit.host.organisation()?;
        Some(grids[scope].contains(&one))
    });
    let called: Vec<_> = called.collect();
    assert!(called.len() > 100 && called.iter().all(|own| *own));
    let needs = big().all(&Kind::Need, Need::read);
    let asked = needs.iter().filter(|(_, need)| need.organisation.is_some());
    assert!((3..=30).contains(&asked.count()));
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

#[test]
fn needs_wait_resources_are_had_and_projects_bring_them_together() {
    let waiting = big().all(&Kind::Need, Need::read).into_iter();
    let waiting: BTreeSet<_> = waiting
        .filter(|(_, need)| need.awaits_resource)
        .map(|(_, need)| need.id)
        .collect();
    assert_eq!(waiting.len(), 8);
    for need in &waiting {
        assert!(fold_need(big().events_of((*need).into())).state.is_open());
    }
    let resources = big().all(&Kind::Resource, Resource::read).into_iter();
    let resources: BTreeSet<_> = resources.map(|(_, one)| one.id).collect();
    for (scope, project) in big().all(&Kind::Project, Project::read) {
        assert!(matches!(scope, Scope::Community(_)));
        assert!(project.needs.is_subset(&waiting) && !project.needs.is_empty());
        assert!(project.resources.is_subset(&resources) && !project.steps.is_empty());
    }
}

#[test]
fn one_meeting_was_held_about_open_needs_and_one_is_planned() {
    let meetings = big().all(&Kind::Meeting, Meeting::read);
    let mut states = Vec::new();
    for (scope, meeting) in &meetings {
        assert!(matches!(scope, Scope::Community(_)));
        let life = fold_meeting(big().events_of(meeting.id.into()));
        assert!(!meeting.agenda.is_empty());
        let mut resolved = 0;
        for need in &meeting.agenda {
            let events = big().events_of((*need).into());
            resolved += resolutions(meeting.id, life.closed_at, &events).len();
            assert!(fold_need(events).state.is_open());
        }
        states.push((life.state, resolved, meeting.attendance.len()));
    }
    states.sort();
    let held = (MeetingState::Held, 2, 5);
    assert_eq!(states, [held, (MeetingState::Planned, 0, 0)]);
}

#[test]
fn everybody_has_a_login_of_their_own() {
    let accounts = &big().demo.accounts;
    let logins: BTreeSet<_> = accounts
        .iter()
        .map(|account| account.login.as_str())
        .collect();
    assert_eq!(logins.len(), accounts.len());
    for login in [
        "shequ", "jiedao", "wangge3", "wangge10", "xinxi301", "zhiyuan",
    ] {
        assert!(logins.contains(login), "{login}");
    }
    let role = |role: &Role| {
        accounts
            .iter()
            .filter(|account| account.role == *role)
            .count()
    };
    assert_eq!(role(&Role::GridMember), 10);
    assert_eq!(role(&Role::Informant), 30);
}

#[test]
fn no_text_keeps_a_gap_to_fill() {
    for (_, record) in &big().records {
        for value in record.fields.values() {
            assert!(!value.as_text().unwrap_or_default().contains('{'));
        }
    }
}

#[test]
fn it_can_be_made_at_any_hour_of_any_day() {
    // In China: a Sunday at 3, 29 February at noon, New Year's Eve at midnight, 7 in the morning.
    for now in [
        1_795_287_600_000,
        1_835_409_600_000,
        1_798_732_800_000,
        1_780_009_200_000,
    ] {
        let now = UnixMillis(now);
        let taken = Taken::new(generate(&DemoSpec { now, ..spec(300) }));
        let transactions = &taken.demo.transactions;
        assert!(
            transactions
                .iter()
                .all(|(at, t)| *at <= now && validate(t).is_ok())
        );
        let mut states = BTreeSet::new();
        for id in taken.subjects(&Kind::Wish) {
            let life = fold_wish(taken.events_of(id), now);
            assert!(
                life.timeline
                    .iter()
                    .all(|line| line.effect == Effect::Applied)
            );
            states.insert(life.state);
        }
        assert_eq!(states.len(), WishState::KNOWN.len(), "{states:?}");
        let (needs, _, lines) = taken.lives();
        assert_eq!(needs.len(), NeedState::KNOWN.len(), "{needs:?}");
        assert!(lines.iter().all(|line| line.effect == Effect::Applied));
    }
}

#[test]
fn the_communities_of_a_subdistrict_share_it_and_nothing_else() {
    let first = generate(&spec(60));
    let others: Vec<_> = neighbours(spec(60), first.subdistrict, 14).collect();
    assert_eq!(others.len(), 14);
    let ids = |demo: &Demo| {
        let transactions = demo.transactions.iter();
        let patches = transactions.flat_map(|(_, one)| one.patches.iter().map(|patch| patch.id));
        patches.collect::<BTreeSet<_>>()
    };
    let mut seen = ids(&first);
    for demo in &others {
        let theirs = ids(demo);
        let both: Vec<_> = seen.intersection(&theirs).copied().collect();
        assert_eq!(both, [first.subdistrict.into()]);
        assert_eq!(demo.subdistrict, first.subdistrict);
        seen.extend(theirs);
    }
}
