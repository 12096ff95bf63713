use uuid::Uuid;

use super::*;
use crate::domain::{Event, EventOrder, Kind};
use crate::merge::{EventId, RecordId, ReplicaId, Stamp};

const ALICE: AccountId = AccountId(Uuid::from_u128(0xA));
const BOB: AccountId = AccountId(Uuid::from_u128(0xB));

fn day(number: i64) -> UnixMillis {
    UnixMillis(number * UnixMillis::DAY)
}

/// Somebody takes a step; the hub takes it on that day, as its `seq`-th.
fn event(seq: u64, on: i64, author: AccountId, step: &WishStep) -> StoredEvent {
    StoredEvent {
        event: Event {
            id: EventId(Uuid::from_u128(u128::from(seq))),
            kind: Kind::Wish,
            subject: RecordId(Uuid::nil()),
            step: step.as_str().into(),
            fields: BTreeMap::new(),
        },
        author,
        stamp: Stamp::new(day(on), 0, ReplicaId(1)),
        order: EventOrder::Hub {
            seq,
            index: 0,
            at: day(on),
        },
    }
}

fn published() -> Vec<StoredEvent> {
    vec![
        event(1, 0, BOB, &WishStep::Verify),
        event(2, 0, BOB, &WishStep::Publish),
    ]
}

#[test]
fn a_late_claim_never_displaces_an_accepted_one() {
    let mut events = published();
    events.push(event(3, 1, ALICE, &WishStep::Claim));
    events.push(event(4, 1, BOB, &WishStep::Claim));
    let life = fold_wish(events, day(2));
    assert_eq!(life.claim.map(|claim| claim.by), Some(ALICE));
    assert_eq!(
        life.timeline[3].effect,
        Effect::Without(WithoutEffect::AlreadyClaimed { by: ALICE })
    );
}

#[test]
fn a_claim_expires_after_seven_days_and_somebody_else_may_claim() {
    let mut events = published();
    events.push(event(3, 1, ALICE, &WishStep::Claim));
    assert_eq!(fold_wish(events.clone(), day(7)).state, WishState::Claimed);
    let expired = fold_wish(events.clone(), day(8));
    assert_eq!((expired.state, expired.claim), (WishState::Published, None));

    events.push(event(4, 9, BOB, &WishStep::Claim));
    assert_eq!(
        fold_wish(events, day(9)).claim.map(|claim| claim.by),
        Some(BOB)
    );
}

#[test]
fn a_claim_given_back_is_open_to_others() {
    let mut events = published();
    events.push(event(3, 1, ALICE, &WishStep::Claim));
    events.push(event(4, 2, ALICE, &WishStep::GiveBack));
    events.push(event(5, 2, BOB, &WishStep::Claim));
    assert_eq!(
        fold_wish(events, day(3)).claim.map(|claim| claim.by),
        Some(BOB)
    );
}

#[test]
fn what_falls_short_goes_on_under_the_same_claim() {
    let mut events = published();
    events.push(event(3, 1, ALICE, &WishStep::Claim));
    events.push(event(4, 7, ALICE, &WishStep::Fulfil));
    events.push(event(5, 7, BOB, &WishStep::FallShort));
    let life = fold_wish(events, day(9));
    assert_eq!(life.state, WishState::Claimed);
    assert_eq!(
        life.claim,
        Some(Claim {
            by: ALICE,
            expires_at: day(14)
        })
    );
}

#[test]
fn a_fulfilled_wish_does_not_expire() {
    let mut events = published();
    events.push(event(3, 1, ALICE, &WishStep::Claim));
    events.push(event(4, 2, ALICE, &WishStep::Fulfil));
    assert_eq!(fold_wish(events, day(100)).state, WishState::Fulfilled);
}

#[test]
fn volunteers_claim_but_do_not_confirm() {
    assert_eq!(
        WishState::Published.next_steps(&Role::Volunteer),
        [WishStep::Claim]
    );
    assert!(WishState::Fulfilled.next_steps(&Role::Volunteer).is_empty());
}

/// A step that was asked for on the board.
fn asked(seq: u64, on: i64, author: AccountId, step: &WishStep) -> StoredEvent {
    let mut asked = event(seq, on, author, step);
    let board = crate::merge::FieldName::known(WishStep::BOARD);
    asked.event.fields.insert(board, true.into());
    asked
}

fn states(life: &WishLife) -> Vec<&ClaimState> {
    life.claims.iter().map(|claim| &claim.state).collect()
}

#[test]
fn on_the_board_one_gives_back_and_fulfils_only_what_is_ones_own() {
    let mut events = published();
    events.push(asked(3, 1, ALICE, &WishStep::Claim));
    for (seq, step) in [(4, WishStep::GiveBack), (5, WishStep::Fulfil)] {
        events.push(asked(seq, 2, BOB, &step));
    }
    let life = fold_wish(events.clone(), day(3));
    assert_eq!(life.state, WishState::Claimed);
    assert_eq!(
        life.timeline[4].effect,
        Effect::Without(WithoutEffect::DoesNotFollow)
    );
    events.push(asked(6, 3, ALICE, &WishStep::Fulfil));
    assert_eq!(fold_wish(events, day(3)).state, WishState::Fulfilled);
}

#[test]
fn each_claim_tells_what_became_of_it() {
    let mut events = published();
    events.push(event(3, 1, ALICE, &WishStep::Claim));
    events.push(event(4, 2, BOB, &WishStep::Claim));
    events.push(event(5, 9, BOB, &WishStep::Claim));
    events.push(event(6, 10, BOB, &WishStep::GiveBack));
    events.push(event(7, 11, ALICE, &WishStep::Claim));
    use ClaimState::{Confirmed, Expired, Fulfilled, GivenBack, Late, Live};
    let life = fold_wish(events.clone(), day(12));
    assert_eq!(states(&life), [&Expired, &Late, &GivenBack, &Live]);
    assert_eq!(life.claims[1].rival, Some(ALICE));
    assert_eq!(life.claims[3].expires_at, Some(day(18)));

    events.push(event(8, 12, ALICE, &WishStep::Fulfil));
    let life = fold_wish(events.clone(), day(30));
    assert_eq!(states(&life)[3], &Fulfilled);
    assert_eq!(life.claims[3].expires_at, None);
    events.push(event(9, 13, BOB, &WishStep::Confirm));
    assert_eq!(states(&fold_wish(events, day(30)))[3], &Confirmed);
}

#[test]
fn it_is_published_in_the_words_that_its_verifier_chose() {
    let mut wish = Wish {
        id: WishId(Uuid::from_u128(1)),
        resident: None,
        household: HouseholdId(Uuid::from_u128(2)),
        kind: WishKind::Goods,
        text: "张三丰要一副老花镜".into(),
        needed_by: None,
        raised_by: None,
        raised_at: day(0),
    };
    assert_eq!(fold_wish(published(), day(1)).public_text(&wish), wish.text);
    let mut events = published();
    let text = crate::merge::FieldName::known("text");
    events[1].event.fields.insert(text, "一副老花镜".into());
    let life = fold_wish(events, day(1));
    assert_eq!(life.public_text(&wish), "一副老花镜");
    assert_eq!(life.published_at, Some(day(0)));
    wish.text = "王五也要".into();
    assert_eq!(life.public_text(&wish), "一副老花镜");
}
