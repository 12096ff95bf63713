use chuanmen_core::domain::{
    FieldsBuilder, Kind, NeedState, NeedStep, Party, Relation, Role, Urgency, WishKind, WishState,
    WishStep, WithoutEffect,
};

use super::town::{THREE, Town};
use crate::api::{
    Command, HouseholdQuery, NeedDraft, NeedQuery, NeedsQuery, TakeNeedStep, TakeWishStep,
    WishDraft, WishQuery, WishesQuery,
};

fn need(text: &str, urgency: Urgency) -> NeedDraft {
    NeedDraft {
        category: "public_facility".into(),
        text: text.into(),
        urgency,
    }
}

#[test]
fn a_need_tells_its_life_newest_first_and_its_recording_last() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    town.resident(household, "李国华", Relation::Head, &[]);
    town.act(Command::RaiseNeed {
        household,
        need: need("灯不亮", Urgency::Normal),
    });
    let id = town.ask(NeedsQuery {})[0].id;
    assert_eq!(
        town.ask(NeedQuery { need: id }).timeline[0].delivered_at,
        None
    );
    town.deliver();
    let party = FieldsBuilder::new()
        .set("party", Party::PropertyCompany.as_str())
        .build();
    town.colleague_steps(Kind::Need, id.into(), "dispatch", party);
    town.act(Command::TakeNeedStep(TakeNeedStep {
        need: id,
        step: NeedStep::Progress,
        note: "换好 2 盏".into(),
        party: None,
        satisfaction: None,
        into: None,
        contact: false,
        department: String::new(),
    }));
    let view = town.ask(NeedQuery { need: id });
    let said: Vec<_> = view
        .timeline
        .iter()
        .map(|row| {
            (
                row.step.as_str(),
                row.by.as_str(),
                row.delivered_at.is_some(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("progress", "周丽萍", false),
            ("dispatch", "岩温罕", true),
            ("record", "周丽萍", true),
        ]
    );
    assert_eq!(view.timeline[1].role, Some(Role::CommunitySupervisor));
    assert_eq!(
        (&view.row.state, &view.row.holder),
        (&NeedState::Dispatched, &Some(Party::PropertyCompany))
    );
    assert!(view.row.pending);
    assert_eq!(
        (view.row.place.as_str(), view.address.as_str()),
        ("3-2-502", "花卉园小区 3 栋 2 单元")
    );
    assert_eq!(
        (view.household_name.as_str(), view.raised_by.as_str()),
        ("李国华", "周丽萍")
    );
    assert_eq!(view.row.category, "公共设施");
    assert!(view.next.contains(&NeedStep::Resolve) && !view.next.contains(&NeedStep::Accept));
}

#[test]
fn the_most_pressing_need_is_first_and_finished_ones_are_last() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    for (text, urgency) in [("早", Urgency::Normal), ("完", Urgency::Urgent)] {
        town.act(Command::RaiseNeed {
            household,
            need: need(text, urgency),
        });
    }
    let done = town
        .ask(NeedsQuery {})
        .into_iter()
        .find(|row| row.text == "完")
        .unwrap()
        .id;
    town.colleague_steps(Kind::Need, done.into(), "withdraw", Default::default());
    town.days_later(2);
    for (text, urgency) in [("晚", Urgency::Normal), ("急", Urgency::Urgent)] {
        town.act(Command::RaiseNeed {
            household,
            need: need(text, urgency),
        });
    }
    let texts = |town: &Town| -> Vec<String> {
        town.ask(NeedsQuery {})
            .into_iter()
            .map(|row| row.text)
            .collect()
    };
    assert_eq!(texts(&town), ["急", "早", "晚", "完"]);
    town.days_later(4);
    assert_eq!(texts(&town), ["早", "急", "晚", "完"]);
    let open = town.ask(HouseholdQuery { household }).needs;
    assert_eq!(open.len(), 3);
}

fn glasses(town: &mut Town) -> chuanmen_core::domain::WishId {
    let household = town.household(THREE, "2", 6, "602");
    let resident = town.resident(household, "赵秀兰", Relation::Head, &["living_alone"]);
    let wish = WishDraft {
        resident: Some(resident),
        kind: WishKind::Goods,
        text: "一副老花镜".into(),
        needed_by: None,
    };
    town.act(Command::RaiseWish { household, wish });
    town.deliver();
    let id = town.ask(WishesQuery {})[0].id;
    let number = FieldsBuilder::new().set("number", 21).build();
    town.colleague_steps(Kind::Wish, id.into(), "verify", number);
    town.colleague_steps(Kind::Wish, id.into(), "publish", Default::default());
    id
}

#[test]
fn the_second_claim_is_struck_out_with_the_name_of_the_first() {
    let mut town = Town::new();
    let wish = glasses(&mut town);
    let claim = TakeWishStep {
        wish,
        step: WishStep::Claim,
        note: String::new(),
        satisfaction: None,
        number: None,
        text: String::new(),
    };
    town.act(Command::TakeWishStep(claim));
    let mine = town.ask(WishQuery { wish });
    assert!(mine.row.claim.as_ref().unwrap().mine && mine.row.pending);
    // The hub had taken a colleague's claim before.
    town.colleague_steps(Kind::Wish, wish.into(), "claim", Default::default());
    town.deliver();
    let view = town.ask(WishQuery { wish });
    let claim = view.row.claim.unwrap();
    assert_eq!((claim.by.as_str(), claim.mine), ("岩温罕", false));
    assert!(matches!(
        view.timeline[0].without_effect,
        Some(WithoutEffect::AlreadyClaimed { .. })
    ));
    assert_eq!(view.timeline[0].rival, "岩温罕");
    assert_eq!(
        (view.row.number, view.row.resident_name.as_str()),
        (Some(21), "赵秀兰")
    );
}

#[test]
fn a_claim_counts_down_and_goes_back_by_itself() {
    let mut town = Town::new();
    let wish = glasses(&mut town);
    town.colleague_steps(Kind::Wish, wish.into(), "claim", Default::default());
    let left = |town: &Town| {
        town.ask(WishesQuery {})[0]
            .claim
            .clone()
            .map(|claim| claim.left)
    };
    assert_eq!(left(&town), Some(7 * chuanmen_core::UnixMillis::DAY));
    town.days_later(7);
    assert_eq!(left(&town), None);
    assert_eq!(town.ask(WishesQuery {})[0].state, WishState::Published);
}
