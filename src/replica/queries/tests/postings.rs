use chuanmen_core::domain::{ClaimState, Role, WishState, WishStep};

use super::town::{RADIO, Town, YAN};
use crate::api::{
    Command, Outcome, PostingQuery, PostingStand, PostingView, PostingsQuery, ReceiptQuery,
    ReplicaError,
};

fn take(town: &mut Town, step: WishStep) -> Result<Outcome, ReplicaError> {
    town.attempt(Command::TakePostingStep {
        posting: RADIO,
        step,
        note: String::new(),
    })
}

fn radio(town: &Town) -> PostingView {
    town.ask(PostingQuery { posting: RADIO })
}

#[test]
fn a_claim_counts_only_when_the_hub_says_so_and_can_be_taken_back_before() {
    let mut town = Town::square(Role::Volunteer);
    assert_eq!(radio(&town).next, [WishStep::Claim]);
    let Outcome::Saved { transaction } = take(&mut town, WishStep::Claim).unwrap() else {
        panic!("saved");
    };
    let asked = radio(&town);
    assert_eq!(asked.row.stand, PostingStand::Asked);
    assert_eq!((asked.undo, &asked.whereabouts), (Some(transaction), &None));
    assert!(asked.row.pending && asked.next.is_empty());
    let receipt = town.ask(ReceiptQuery {});
    assert_eq!(receipt.waiting[0].summary.subject, "一台收音机");
    let done = town.attempt(Command::Undo { transaction });
    assert_eq!(done, Ok(Outcome::Done));
    assert_eq!(radio(&town).row.stand, PostingStand::Open);
}

#[test]
fn name_and_address_show_while_the_claim_lives_and_not_after() {
    let mut town = Town::square(Role::Volunteer);
    take(&mut town, WishStep::Claim).unwrap();
    town.deliver();
    let expires_at = Some(town.wall.plus(7 * chuanmen_core::UnixMillis::DAY));
    town.board_shows(WishState::Claimed, expires_at);
    town.claim_is(ClaimState::Live, None);
    let mine = radio(&town);
    assert!(matches!(mine.row.stand, PostingStand::Mine { .. }));
    let there = mine.whereabouts.unwrap();
    assert_eq!(
        (&*there.resident, &*there.address, &*there.room),
        ("李国华", "花卉园小区 3 栋 2 单元", "502")
    );
    assert_eq!(mine.next, [WishStep::Fulfil, WishStep::GiveBack]);
    // Offline when it runs out: the phone knows without being told.
    town.days_later(7);
    let over = radio(&town);
    assert_eq!(
        (over.row.stand, over.whereabouts),
        (PostingStand::Open, None)
    );
}

#[test]
fn who_came_second_is_told_who_was_first_until_it_is_open_again() {
    let mut town = Town::square(Role::BuildingChief);
    take(&mut town, WishStep::Claim).unwrap();
    town.deliver();
    town.board_shows(WishState::Claimed, Some(town.wall.plus(1)));
    town.claim_is(ClaimState::Late, Some(YAN));
    let by = "岩温罕".to_owned();
    town.wall = town.wall.plus(-1);
    assert_eq!(radio(&town).row.stand, PostingStand::Late { by });
    town.days_later(1);
    assert_eq!(radio(&town).row.stand, PostingStand::Open);
}

#[test]
fn what_others_have_is_only_taken() {
    let mut town = Town::square(Role::Volunteer);
    town.board_shows(WishState::Fulfilled, None);
    assert_eq!(radio(&town).row.stand, PostingStand::Taken);
    assert!(take(&mut town, WishStep::Fulfil).is_err());
    assert_eq!(town.ask(PostingsQuery {}).len(), 1);
}

#[test]
fn whoever_only_looks_claims_nothing() {
    let mut town = Town::square(Role::SubdistrictSupervisor);
    assert!(radio(&town).next.is_empty());
    let refused = take(&mut town, WishStep::Claim);
    assert_eq!(refused, Err(ReplicaError::StepNotPossible));
}

#[test]
fn done_and_given_back_show_before_the_hub_has_heard() {
    for (step, stand) in [
        (WishStep::Fulfil, PostingStand::Fulfilled),
        (WishStep::GiveBack, PostingStand::Open),
    ] {
        let mut town = Town::square(Role::Volunteer);
        town.board_shows(WishState::Claimed, None);
        town.claim_is(ClaimState::Live, None);
        take(&mut town, step).unwrap();
        assert_eq!(radio(&town).row.stand, stand);
        assert!(radio(&town).row.pending);
    }
}
