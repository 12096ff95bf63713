use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, AccountId, Scope};
use chuanmen_core::merge::{FieldName, Record, ReplicaId, Stamp, TransactionId};
use chuanmen_core::protocol::{
    Answer, Cursor, GrantedScope, LogEntry, Moves, Page, Position, RefusalCode, ScopeNumber,
    SyncResponse, Transaction,
};
use uuid::Uuid;

use super::phone::{NOON, Phone, accepted, edit, id, name_of, resident, response, step};

fn refused() -> Answer {
    Answer::Refused {
        code: RefusalCode::NotGranted,
        detail: "grid".to_owned(),
    }
}

fn page(log: Vec<LogEntry>, seq: u64) -> Page {
    Page {
        anew: false,
        cursor: Cursor {
            scope: ScopeNumber(1),
            position: Position::Log { seq },
        },
        log,
        records: Vec::new(),
        events: Vec::new(),
        remaining: 0,
    }
}

/// What somebody else's phone wrote.
fn from_elsewhere(scope: Scope, seq: u64, at: UnixMillis, record: &Record, name: &str) -> LogEntry {
    LogEntry {
        seq,
        at,
        transaction: Transaction {
            id: TransactionId(Uuid::from_u128(0xe000 + u128::from(seq))),
            scope,
            author: AccountId(Uuid::from_u128(0xb)),
            stamp: Stamp::new(at, 0, ReplicaId(99)),
            patches: vec![edit(record, "name", name)],
            events: Vec::new(),
        },
        moves: Moves::default(),
    }
}

#[test]
fn an_accepted_save_becomes_a_receipt() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    let applied = phone.deliver(vec![accepted(1)]);
    assert_eq!(applied.answered, 1);
    let view = phone.store.sync_view(phone.wall).unwrap();
    assert_eq!((view.delivered, view.waiting, view.refused), (1, 0, 0));
    assert_eq!(view.complete_at, Some(phone.wall));
    assert_eq!((phone.pending(id(1)), phone.mirrors(id(1))), (0, 0));
}

#[test]
fn a_refused_save_is_kept_and_what_shows_goes_back() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    phone.deliver(vec![accepted(1)]);
    let before = phone.shown(id(1)).unwrap();
    let wrong = phone.rename(id(1), "岩温");
    let right = phone.rename(id(1), "岩叫");
    phone.deliver(vec![refused(), accepted(2)]);
    let view = phone.store.sync_view(phone.wall).unwrap();
    assert_eq!((view.delivered, view.waiting, view.refused), (2, 0, 1));
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩叫");
    assert_eq!(phone.mirrors(id(1)), 0);
    assert_ne!(wrong, right);
    assert_ne!(phone.shown(id(1)).unwrap(), before);
}

#[test]
fn a_refused_new_record_goes_and_comes_back_when_sent_again() {
    let mut phone = Phone::new();
    let save = phone
        .try_save(vec![resident(1, "岩罕")], vec![step(2, id(1), "verify")])
        .unwrap();
    phone.deliver(vec![refused()]);
    assert!(phone.shown(id(1)).is_none());
    assert!(phone.store.events(id(1)).unwrap().is_empty());

    assert!(phone.store.resend(save, phone.wall).unwrap());
    assert!(!phone.store.resend(save, phone.wall).unwrap(), "only once");
    assert_eq!(phone.store.events(id(1)).unwrap().len(), 1);
    let sent = phone.outgoing();
    assert_ne!(
        sent[0].transaction.id, save,
        "the hub remembers its answer to the old id"
    );
    let view = phone.store.sync_view(phone.wall).unwrap();
    assert_eq!((view.waiting, view.refused), (1, 0));
}

#[test]
fn what_arrives_meanwhile_goes_below_what_is_pending() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    phone.deliver(vec![accepted(1)]);
    let before = phone.shown(id(1)).unwrap();
    phone.rename(id(1), "岩温");
    // Written earlier than ours, unseen by us: ours shows, theirs is a conflict.
    let earlier = phone.wall.plus(-500);
    let theirs = from_elsewhere(phone.grid, 2, earlier, &before, "岩叫");
    let pulled = SyncResponse {
        pages: vec![page(vec![theirs], 2)],
        ..response(phone.wall)
    };
    phone.store.apply(&[], &pulled, phone.wall).unwrap();
    let shown = phone.shown(id(1)).unwrap();
    assert_eq!((name_of(&shown), shown.conflicts().count()), ("岩温", 1));

    // Ours refused: what is left is the hub's.
    phone.deliver(vec![refused()]);
    let shown = phone.shown(id(1)).unwrap();
    assert_eq!((name_of(&shown), shown.conflicts().count()), ("岩叫", 0));
}

#[test]
fn a_restamped_save_takes_the_hubs_stamp_and_later_ones_follow() {
    let mut phone = Phone::new();
    // The clock jumps three days ahead after the last contact.
    phone.wall = NOON.plus(3 * UnixMillis::DAY);
    phone.save(vec![resident(1, "岩罕")]);
    phone.rename(id(1), "岩温");
    phone.rename(id(1), "岩叫");
    let sent = phone.store.outgoing((1, 1), true, phone.wall).unwrap();
    let hub = Stamp::new(NOON.plus(60_000), 0, ReplicaId::HUB);
    let restamped = Answer::Accepted {
        seq: 1,
        at: None,
        restamped: Some(hub),
        duplicate: false,
        elsewhere: false,
    };
    let answered = SyncResponse {
        answers: vec![restamped],
        ..response(NOON.plus(60_000))
    };
    phone.store.apply(&sent, &answered, phone.wall).unwrap();

    let shown = phone.shown(id(1)).unwrap();
    assert_eq!((name_of(&shown), shown.conflicts().count()), ("岩叫", 0));
    let rest = phone.outgoing();
    assert_eq!(
        rest[0].transaction.patches[0].base[&FieldName::known("name")],
        [hub]
    );

    // Once nothing of the wrong time waits, new stamps are of the right one.
    let later = [61_000, 62_000].map(|at| Stamp::new(NOON.plus(at), 0, ReplicaId::HUB));
    let restamped = later.map(|stamp| Answer::Accepted {
        seq: 2,
        at: None,
        restamped: Some(stamp),
        duplicate: false,
        elsewhere: false,
    });
    let time = NOON.plus(63_000);
    let answered = SyncResponse {
        answers: restamped.to_vec(),
        ..response(time)
    };
    phone.store.apply(&rest, &answered, phone.wall).unwrap();
    let shown = phone.shown(id(1)).unwrap();
    assert_eq!((name_of(&shown), shown.conflicts().count()), ("岩叫", 0));
    assert_eq!(shown.latest(), later[1]);
    phone.rename(id(1), "岩光");
    let stamp = phone.outgoing()[0].transaction.stamp;
    assert!(stamp.wall() < time.plus(UnixMillis::MINUTE), "{stamp}");
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩光");
}

#[test]
fn a_lost_answer_is_learned_from_the_log() {
    let mut phone = Phone::new();
    phone
        .try_save(vec![resident(1, "岩罕")], vec![step(2, id(1), "verify")])
        .unwrap();
    let transaction = phone.outgoing()[0].transaction.clone();
    let entry = LogEntry {
        seq: 1,
        at: phone.wall,
        transaction,
        moves: Moves::default(),
    };
    let pulled = SyncResponse {
        pages: vec![page(vec![entry], 1)],
        ..response(phone.wall)
    };
    phone.store.apply(&[], &pulled, phone.wall).unwrap();
    let view = phone.store.sync_view(phone.wall).unwrap();
    assert_eq!((view.delivered, view.waiting), (1, 0));
    assert_eq!(phone.pending(id(1)), 0);
}

#[test]
fn an_answer_given_twice_does_no_harm() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    let sent = phone.outgoing();
    for duplicate in [false, true] {
        let answer = Answer::Accepted {
            seq: 1,
            at: None,
            restamped: None,
            duplicate,
            elsewhere: false,
        };
        let answered = SyncResponse {
            answers: vec![answer],
            ..response(phone.wall)
        };
        phone.store.apply(&sent, &answered, phone.wall).unwrap();
    }
    assert_eq!(phone.store.sync_view(phone.wall).unwrap().delivered, 1);
}

#[test]
fn a_withdrawn_scope_goes_only_after_its_outbox_is_answered() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    let withdrawn = SyncResponse {
        withdrawn: vec![ScopeNumber(1)],
        ..response(phone.wall)
    };
    phone.store.apply(&[], &withdrawn, phone.wall).unwrap();
    assert!(phone.shown(id(1)).is_some());
    assert!(phone.store.cursors().unwrap().is_empty());
    assert!(phone.store.scopes().unwrap().is_empty());
    assert!(phone.try_save(vec![resident(2, "岩温")], vec![]).is_err());

    phone.deliver(vec![accepted(1)]);
    assert!(phone.shown(id(1)).is_none());
}

#[test]
fn a_hub_from_a_backup_is_offered_again_what_it_had_taken() {
    let mut phone = Phone::new();
    let first = phone.save(vec![resident(1, "岩罕")]);
    phone.deliver(vec![accepted(1)]);
    let second = phone.rename(id(1), "岩温");
    let granted = GrantedScope {
        number: ScopeNumber(4),
        scope: Some(phone.grid),
        access: Access::Write,
    };
    let restored = SyncResponse {
        epoch: 2,
        granted: vec![granted],
        ..response(phone.wall)
    };
    phone.store.apply(&[], &restored, phone.wall).unwrap();
    assert_eq!(phone.store.epoch(), 2);
    let cursor = Cursor {
        scope: ScopeNumber(4),
        position: Position::Log { seq: 0 },
    };
    assert_eq!(phone.store.cursors().unwrap(), [cursor]);
    let sent: Vec<_> = phone
        .outgoing()
        .iter()
        .map(|one| one.transaction.id)
        .collect();
    assert_eq!(sent, [first, second]);
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩温");

    let duplicate = Answer::Accepted {
        seq: 1,
        at: None,
        restamped: None,
        duplicate: true,
        elsewhere: false,
    };
    let sent = phone.outgoing();
    let answers = vec![duplicate, accepted(2)];
    let answered = SyncResponse {
        epoch: 2,
        answers,
        ..response(phone.wall)
    };
    phone.store.apply(&sent, &answered, phone.wall).unwrap();
    assert_eq!((phone.pending(id(1)), phone.mirrors(id(1))), (0, 0));
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩温");
}

#[test]
fn what_builds_on_a_refused_save_is_based_on_what_stood_before_it() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    phone.deliver(vec![accepted(1)]);
    let stood = phone.shown(id(1)).unwrap().latest();
    phone.rename(id(1), "岩温");
    let sent = phone.outgoing();
    phone.rename(id(1), "岩光");
    let refused = SyncResponse {
        answers: vec![refused()],
        ..response(phone.wall)
    };
    phone.store.apply(&sent, &refused, phone.wall).unwrap();
    let later = phone.outgoing().remove(0).transaction;
    let bases: Vec<_> = later.patches[0].base.values().flatten().collect();
    assert_eq!(bases, [&stood]);
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩光");
}

#[test]
fn a_phone_that_was_away_for_two_months_still_offers_what_it_had_delivered() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    phone.deliver(vec![accepted(1)]);
    phone.wall = phone.wall.plus(60 * UnixMillis::DAY);
    let granted = GrantedScope {
        number: ScopeNumber(4),
        scope: Some(phone.grid),
        access: Access::Write,
    };
    let restored = SyncResponse {
        epoch: 2,
        granted: vec![granted],
        ..response(phone.wall)
    };
    phone.store.apply(&[], &restored, phone.wall).unwrap();
    assert_eq!(phone.outgoing().len(), 1);
}
