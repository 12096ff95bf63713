use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    FieldsBuilder, HouseholdId, Kind, NeedId, NeedStep, Party, Role, Rung, Urgency,
};

use super::town::{GRID, NOON, THREE, Town};
use crate::api::{
    Command, DispatchCard, DispatchFilter, DispatchQuery, DispatchView, Lane, NeedDraft, NeedQuery,
    NeedsQuery, TakeNeedStep,
};

fn supervisor() -> (Town, HouseholdId) {
    let mut town = Town::of(Role::CommunitySupervisor);
    let household = town.household(THREE, "2", 5, "502");
    (town, household)
}

fn raise(town: &mut Town, household: HouseholdId, text: &str, urgency: Urgency) -> NeedId {
    let need = NeedDraft {
        category: "public_facility".into(),
        text: text.into(),
        urgency,
    };
    town.act(Command::RaiseNeed { household, need });
    let rows = town.ask(NeedsQuery {}).into_iter();
    let alike: Vec<_> = rows.filter(|row| row.text == text).collect();
    let [row] = alike.as_slice() else {
        panic!("each need of a test has a text of its own: {text}");
    };
    row.id
}

fn step(need: NeedId, step: NeedStep) -> TakeNeedStep {
    TakeNeedStep {
        need,
        step,
        note: "好".into(),
        party: None,
        satisfaction: Some(4),
        into: None,
        contact: false,
        department: String::new(),
    }
}

fn take(town: &mut Town, need: NeedId, of: NeedStep) {
    town.act(Command::TakeNeedStep(step(need, of)));
}

fn dispatch(town: &mut Town, need: NeedId, party: Party) {
    town.act(Command::TakeNeedStep(TakeNeedStep {
        party: Some(party),
        ..step(need, NeedStep::Dispatch)
    }));
}

fn desk(town: &Town, filter: DispatchFilter) -> DispatchView {
    town.ask(DispatchQuery { filter })
}

/// The texts of a lane's cards.
fn texts(view: &DispatchView, lane: &Lane) -> Vec<String> {
    let cards = view.lanes.iter().filter(|one| one.lane == *lane);
    let cards = cards.flat_map(|one| &one.cards);
    cards.map(|card| card.row.text.clone()).collect()
}

fn card(view: &DispatchView, need: NeedId) -> DispatchCard {
    let mut cards = view.lanes.iter().flat_map(|lane| &lane.cards);
    cards.find(|card| card.row.id == need).unwrap().clone()
}

#[test]
fn a_need_lies_with_whoever_has_it_and_nowhere_once_it_is_finished() {
    let (mut town, household) = supervisor();
    let mut needs = ["新", "受理", "派", "办", "退", "结", "确", "撤"]
        .map(|text| raise(&mut town, household, text, Urgency::Normal))
        .into_iter();
    let mut next = || needs.next().unwrap();
    let [_, accepted, sent, begun, back, done, sure, gone] = std::array::from_fn(|_| next());
    take(&mut town, accepted, NeedStep::Accept);
    for need in [sent, begun, back] {
        dispatch(&mut town, need, Party::PropertyCompany);
    }
    take(&mut town, begun, NeedStep::Start);
    take(&mut town, back, NeedStep::Return);
    take(&mut town, done, NeedStep::Resolve);
    take(&mut town, sure, NeedStep::Resolve);
    take(&mut town, sure, NeedStep::Confirm);
    take(&mut town, gone, NeedStep::Withdraw);
    let view = desk(&town, DispatchFilter::default());
    let lanes: Vec<_> = view.lanes.iter().map(|lane| lane.lane.clone()).collect();
    assert_eq!(lanes, Lane::ALL);
    let sorted = |lane| {
        let mut texts = texts(&view, &lane);
        texts.sort();
        texts
    };
    assert_eq!(sorted(Lane::Inbox), ["受理", "新", "退"]);
    assert_eq!(sorted(Lane::With(Party::PropertyCompany)), ["办", "派"]);
    assert_eq!(sorted(Lane::Confirm), ["结"]);
    assert_eq!((view.all, view.overdue), (6, 0));
    take(&mut town, done, NeedStep::Reopen);
    let view = desk(&town, DispatchFilter::default());
    assert!(texts(&view, &Lane::Confirm).is_empty());
    assert_eq!(texts(&view, &Lane::Inbox).len(), 4);
}

#[test]
fn a_party_of_a_newer_version_has_a_lane_of_its_own_and_loses_no_need() {
    let (mut town, household) = supervisor();
    let need = raise(&mut town, household, "新", Urgency::Normal);
    town.deliver();
    let police = FieldsBuilder::new().set("party", "police_station").build();
    town.colleague_steps(Kind::Need, need.into(), "dispatch", police);
    let view = desk(&town, DispatchFilter::default());
    assert_eq!(view.lanes.len(), Lane::ALL.len() + 1);
    let lane = Lane::With(Party::Other("police_station".into()));
    assert_eq!(texts(&view, &lane), ["新"]);
    assert_eq!(view.lanes.last().unwrap().lane, Lane::Confirm);
}

#[test]
fn the_most_pressing_is_first_with_its_days_and_what_it_calls_for() {
    let (mut town, household) = supervisor();
    let early = raise(&mut town, household, "早", Urgency::Normal);
    town.days_later(2);
    raise(&mut town, household, "晚", Urgency::Normal);
    raise(&mut town, household, "急", Urgency::Urgent);
    let view = desk(&town, DispatchFilter::default());
    assert_eq!(texts(&view, &Lane::Inbox), ["急", "早", "晚"]);
    // Wednesday; due on Saturday.
    let one = card(&view, early);
    assert_eq!(
        (one.row.days_left, one.working_days_left),
        (Some(3), Some(2))
    );
    assert_eq!((one.rung, one.raised_by.as_str()), (None, "周丽萍"));
    // Sunday, the Friday after, and the Tuesday after that: one day late, five working days, seven.
    for (days, rung) in [
        (4, Rung::Remind),
        (5, Rung::Community),
        (4, Rung::Subdistrict),
    ] {
        town.days_later(days);
        let view = desk(&town, DispatchFilter::default());
        let one = card(&view, early);
        assert_eq!(one.rung, Some(rung), "{:?}", one.row.days_left);
    }
}

#[test]
fn reminders_are_counted_for_whoever_has_it_now() {
    let (mut town, household) = supervisor();
    let need = raise(&mut town, household, "灯", Urgency::Normal);
    dispatch(&mut town, need, Party::PropertyCompany);
    take(&mut town, need, NeedStep::Remind);
    town.wall = town.wall.plus(UnixMillis::MINUTE);
    take(&mut town, need, NeedStep::Remind);
    let one = card(&desk(&town, DispatchFilter::default()), need);
    assert_eq!(one.reminded, 2);
    assert_eq!(one.reminded_at, Some(NOON.plus(UnixMillis::MINUTE)));
    dispatch(&mut town, need, Party::OwnersCommittee);
    let one = card(&desk(&town, DispatchFilter::default()), need);
    assert_eq!((one.reminded, one.reminded_at), (0, None));
}

#[test]
fn the_desk_is_narrowed_by_grid_category_and_what_is_overdue() {
    let (mut town, household) = supervisor();
    let (grid, far) = town.second_grid();
    town.need_category("sanitation", "环境卫生");
    raise(&mut town, household, "近", Urgency::Normal);
    town.days_later(6);
    raise(&mut town, far, "远", Urgency::Normal);
    let inbox = |filter: DispatchFilter| texts(&desk(&town, filter), &Lane::Inbox);
    let of_grid = |grid| DispatchFilter {
        grid: Some(grid),
        ..DispatchFilter::default()
    };
    assert_eq!(inbox(of_grid(grid)), ["远"]);
    assert_eq!(inbox(of_grid(GRID)), ["近"]);
    let category = |code: &str| DispatchFilter {
        category: Some(code.into()),
        ..DispatchFilter::default()
    };
    assert_eq!(inbox(category("public_facility")).len(), 2);
    assert!(inbox(category("sanitation")).is_empty());
    let late = DispatchFilter {
        overdue: true,
        ..DispatchFilter::default()
    };
    assert_eq!(inbox(late.clone()), ["近"]);
    let view = desk(&town, late);
    assert_eq!((view.all, view.overdue), (2, 1));
    assert_eq!(view.grids.len(), 2);
    assert_eq!(view.categories[0].name, "公共设施");
}

#[test]
fn a_door_says_its_compound_where_several_grids_are_held_and_is_short_where_one_is() {
    let (mut town, household) = supervisor();
    let near = raise(&mut town, household, "灯", Urgency::Normal);
    let place = |town: &Town, need| card(&desk(town, DispatchFilter::default()), need).row.place;
    assert_eq!(place(&town, near), "3-2-502");
    let (_, far) = town.second_grid();
    let far = raise(&mut town, far, "远灯", Urgency::Normal);
    assert_eq!(place(&town, near), "花卉园小区 3-2-502");
    assert_eq!(place(&town, far), "江北小区 4-1-101");
}

#[test]
fn what_is_of_the_same_door_is_offered_first_to_merge_into_however_many_are_alike() {
    let (mut town, household) = supervisor();
    let other = town.household(THREE, "2", 6, "602");
    let need = raise(&mut town, household, "灯", Urgency::Normal);
    for number in 0..25 {
        raise(
            &mut town,
            other,
            &format!("楼上的灯 {number}"),
            Urgency::Urgent,
        );
    }
    let twin = raise(&mut town, household, "还是灯", Urgency::Normal);
    let twins = town.ask(NeedQuery { need }).twins;
    assert_eq!((twins.len(), twins[0].id), (20, twin));
}

#[test]
fn each_card_offers_what_this_person_may_do_and_merging_only_where_there_is_another() {
    let (mut town, household) = supervisor();
    let need = raise(&mut town, household, "灯", Urgency::Normal);
    let next = |town: &Town| card(&desk(town, DispatchFilter::default()), need).next;
    assert!(next(&town).contains(&NeedStep::Dispatch));
    assert!(!next(&town).contains(&NeedStep::Merge));
    let (_, far) = town.second_grid();
    raise(&mut town, far, "远灯", Urgency::Normal);
    assert!(!next(&town).contains(&NeedStep::Merge), "another grid's");
    let twin = raise(&mut town, household, "还是灯", Urgency::Normal);
    assert!(next(&town).contains(&NeedStep::Merge));
    assert_eq!(town.ask(NeedQuery { need }).twins[0].id, twin);
    // Who only looks on does nothing, and a grid member does not dispatch.
    let mut town = Town::of(Role::SubdistrictSupervisor);
    let household = town.household(THREE, "2", 5, "502");
    let need = raise(&mut town, household, "灯", Urgency::Normal);
    assert!(
        card(&desk(&town, DispatchFilter::default()), need)
            .next
            .is_empty()
    );
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let need = raise(&mut town, household, "灯", Urgency::Normal);
    let next = card(&desk(&town, DispatchFilter::default()), need).next;
    assert!(!next.contains(&NeedStep::Dispatch) && next.contains(&NeedStep::Resolve));
}

#[test]
fn a_grid_or_a_category_that_is_not_here_narrows_nothing() {
    let (mut town, household) = supervisor();
    raise(&mut town, household, "路灯不亮", Urgency::Normal);
    let nowhere = DispatchFilter {
        grid: Some(chuanmen_core::domain::AreaId(uuid::Uuid::from_u128(1))),
        ..DispatchFilter::default()
    };
    let nothing = DispatchFilter {
        category: Some("no_such_thing".into()),
        ..DispatchFilter::default()
    };
    for filter in [nowhere, nothing] {
        assert_eq!(desk(&town, filter).all, 1);
    }
}
