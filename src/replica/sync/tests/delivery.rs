use std::cell::RefCell;
use std::rc::Rc;

use chuanmen_core::protocol::{EnrolResponse, ErrorCode};

use super::hub::{REFUSED, TestHub};
use super::line::Fate::{Good, Lost, Unanswered};
use super::phone::Phone;
use crate::api::{ReplicaError, Standing};
use crate::storage::{NOON, enrolled, id, name_of, resident};

fn hub() -> Rc<RefCell<TestHub>> {
    Rc::new(RefCell::new(TestHub::new(NOON)))
}

/// A phone that holds its scopes already.
fn phone(hub: &Rc<RefCell<TestHub>>, replica: u64) -> Phone {
    let phone = Phone::new(hub, replica);
    phone.sync().unwrap();
    phone
}

#[test]
fn what_one_phone_saves_the_other_shows() {
    let hub = hub();
    let (alice, bob) = (phone(&hub, 1), phone(&hub, 2));
    let grid = hub.borrow().scopes[0];
    alice.save(grid, vec![resident(1, "岩罕")], vec![]);
    alice.sync().unwrap();
    bob.sync().unwrap();
    assert_eq!(name_of(&bob.shown(id(1)).unwrap()), "岩罕");
    assert_eq!(alice.shown(id(1)), bob.shown(id(1)));
    assert!(alice.complete_at().is_some());
}

#[test]
fn the_first_contact_brings_everything_page_by_page() {
    let hub = hub();
    let alice = phone(&hub, 1);
    let grid = hub.borrow().scopes[1];
    for number in 1..=20 {
        alice.save(grid, vec![resident(number, "岩罕")], vec![]);
    }
    alice.sync().unwrap();
    let bob = Phone::new(&hub, 2);
    assert!(!bob.store.borrow().sync_view(NOON).unwrap().bootstrapped);
    bob.sync().unwrap();
    assert!((1..=20).all(|number| bob.shown(id(number)).is_some()));
    assert!(bob.store.borrow().sync_view(NOON).unwrap().bootstrapped);
}

#[test]
fn whichever_message_is_lost_everything_arrives_once() {
    // Two runs of two round trips each: lose each message once, at each step.
    for at in 0..6 {
        for fate in [Lost, Unanswered] {
            let hub = hub();
            let alice = phone(&hub, 1);
            let grid = hub.borrow().scopes[0];
            let mut fates = vec![Good; at];
            fates.push(fate);
            alice.line.will(&fates);
            let mut saved = Vec::new();
            for number in 1..=3 {
                saved.push(alice.save(grid, vec![resident(number, "岩罕")], vec![]));
                saved.push(alice.rename(id(number), "岩温"));
                // Fails or not: what is not delivered now will be.
                let _ = alice.sync();
            }
            alice.line.fates.borrow_mut().clear();
            alice.sync().unwrap();
            assert_eq!(alice.waiting(), 0);
            let mut delivered = hub.borrow().transactions();
            delivered.sort();
            saved.sort();
            assert_eq!(delivered, saved, "lost {fate:?} at {at}");
            for number in 1..=3 {
                assert_eq!(
                    alice.shown(id(number)).as_ref(),
                    hub.borrow().record(id(number))
                );
            }
        }
    }
}

#[test]
fn a_sync_is_complete_only_when_everything_is_answered() {
    let hub = hub();
    let alice = phone(&hub, 1);
    let before = alice.complete_at();
    let grid = hub.borrow().scopes[0];
    alice.save(grid, vec![resident(1, "岩罕")], vec![]);
    // Held back: it could still be undone.
    alice.run(false).unwrap();
    assert_eq!((alice.waiting(), alice.complete_at()), (1, before));
    alice.line.will(&[Unanswered]);
    assert!(alice.sync().is_err());
    assert_eq!((alice.waiting(), alice.complete_at()), (1, before));
    alice.sync().unwrap();
    assert!(alice.complete_at() > before);
}

#[test]
fn one_refused_save_does_not_hold_up_those_behind_it() {
    let hub = hub();
    let alice = phone(&hub, 1);
    let grid = hub.borrow().scopes[0];
    alice.save(grid, vec![resident(1, "岩罕")], vec![]);
    alice.rename(id(1), REFUSED);
    alice.save(grid, vec![resident(2, "岩温")], vec![]);
    alice.sync().unwrap();
    let view = alice.store.borrow().sync_view(NOON).unwrap();
    assert_eq!((view.delivered, view.waiting, view.refused), (2, 0, 1));
    assert_eq!(name_of(&alice.shown(id(1)).unwrap()), "岩罕");
}

#[test]
fn one_unreadable_save_is_set_aside_and_the_rest_goes() {
    let hub = hub();
    let alice = phone(&hub, 1);
    let grid = hub.borrow().scopes[0];
    let saved: Vec<_> = (1..=9)
        .map(|number| alice.save(grid, vec![resident(number, "岩罕")], vec![]))
        .collect();
    hub.borrow_mut().unreadable.insert(saved[4]);
    alice.sync().unwrap();
    let view = alice.store.borrow().sync_view(NOON).unwrap();
    assert_eq!((view.delivered, view.waiting, view.refused), (8, 0, 1));
    assert!(alice.shown(id(5)).is_none());
}

#[test]
fn a_hub_that_can_read_nothing_refuses_nothing() {
    let hub = hub();
    let alice = phone(&hub, 1);
    let grid = hub.borrow().scopes[0];
    alice.save(grid, vec![resident(1, "岩罕")], vec![]);
    hub.borrow_mut().failing = Some(ErrorCode::BadRequest);
    let error = ReplicaError::from(alice.sync().unwrap_err());
    assert_eq!(
        error,
        ReplicaError::Hub {
            code: ErrorCode::BadRequest
        }
    );
    assert_eq!(alice.waiting(), 1);
}

#[test]
fn a_revoked_device_keeps_what_it_has_not_sent() {
    let hub = hub();
    let alice = phone(&hub, 1);
    let grid = hub.borrow().scopes[0];
    alice.save(grid, vec![resident(1, "岩罕")], vec![]);
    hub.borrow_mut().failing = Some(ErrorCode::DeviceRevoked);
    assert!(alice.sync().is_err());
    assert_eq!(alice.store.borrow().standing(), Standing::Revoked);
    assert_eq!(alice.waiting(), 1);
    hub.borrow_mut().failing = None;
    alice.sync().unwrap();
    assert_eq!(alice.store.borrow().standing(), Standing::Good);
}

#[test]
fn a_hub_restored_from_a_backup_gets_back_what_it_lost() {
    let hub = hub();
    let (alice, bob) = (phone(&hub, 1), phone(&hub, 2));
    let grid = hub.borrow().scopes[0];
    alice.save(grid, vec![resident(1, "岩罕")], vec![]);
    alice.sync().unwrap();
    bob.sync().unwrap();
    bob.rename(id(1), "岩温");
    bob.sync().unwrap();
    hub.borrow_mut().restore_empty();
    for _ in 0..2 {
        bob.sync().unwrap();
        alice.sync().unwrap();
    }
    bob.sync().unwrap();
    assert_eq!(name_of(hub.borrow().record(id(1)).unwrap()), "岩温");
    assert_eq!(alice.shown(id(1)), bob.shown(id(1)));
    assert_eq!(alice.shown(id(1)).as_ref(), hub.borrow().record(id(1)));
}

#[test]
fn a_long_outbox_goes_in_runs() {
    let hub = hub();
    let alice = phone(&hub, 1);
    let grid = hub.borrow().scopes[0];
    hub.borrow_mut().runs.clear();
    let text = "字".repeat(1_000);
    for number in 1..=60 {
        alice.save(grid, vec![resident(number, &text)], vec![]);
    }
    alice.sync().unwrap();
    let runs = hub.borrow().runs.clone();
    assert!(runs.len() > 1 && runs[0] < 40, "{runs:?}");
    assert_eq!(runs.iter().sum::<usize>(), 60);
}

#[test]
fn an_answer_to_the_last_persons_session_is_not_the_next_ones() {
    let hub = hub();
    let alice = phone(&hub, 1);
    let grid = hub.borrow().scopes[0];
    alice.save(grid, vec![resident(1, "岩罕")], vec![]);
    alice.sync().unwrap();
    let bob = Phone::new(&hub, 2);
    // While the first request is on its way, somebody else enrols on the same device.
    bob.line.meanwhile(&bob.store, |store| {
        let other = EnrolResponse {
            token: "another".to_owned(),
            ..enrolled(0xb, 3)
        };
        store
            .set_session(&other, "https://hub.example", NOON)
            .unwrap();
    });
    assert!(bob.sync().is_err());
    assert!(bob.shown(id(1)).is_none());
    assert!(bob.store.borrow().scopes().unwrap().is_empty());
}
