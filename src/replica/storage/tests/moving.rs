use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, AccountId, AreaId, EventOrder, Scope, StoredEvent};
use chuanmen_core::merge::{Record, RecordId, ReplicaId, Stamp, TransactionId};
use chuanmen_core::protocol::{
    Answer, Cursor, GrantedScope, LogEntry, MovedEvent, Moves, Page, Position, RefusalCode,
    ScopeNumber, SnapshotKey, SyncResponse, Transaction,
};
use uuid::Uuid;

use super::phone::{NOON, Phone, accepted, id, name_of, resident, response, step};

const HOUR: i64 = 60 * UnixMillis::MINUTE;
const COLLEAGUE: AccountId = AccountId(Uuid::from_u128(0xb));

fn at(position: Position) -> Page {
    Page {
        anew: false,
        cursor: Cursor {
            scope: ScopeNumber(1),
            position,
        },
        log: Vec::new(),
        records: Vec::new(),
        events: Vec::new(),
        remaining: 0,
    }
}

fn pull(phone: &mut Phone, page: Page) {
    let pulled = SyncResponse {
        pages: vec![page],
        ..response(phone.wall)
    };
    phone.store.apply(&[], &pulled, phone.wall).unwrap();
}

/// What the hub says of what moved.
fn tell(phone: &mut Phone, seq: u64, moves: Moves) {
    tell_in(phone, ScopeNumber(1), seq, moves);
}

/// What the hub says of what moved, in the log of one scope.
fn tell_in(phone: &mut Phone, scope: ScopeNumber, seq: u64, moves: Moves) {
    let entry = LogEntry {
        seq,
        at: phone.wall,
        transaction: Transaction {
            id: TransactionId(Uuid::from_u128(0xe000 + u128::from(seq))),
            scope: phone.grid,
            author: COLLEAGUE,
            stamp: Stamp::new(phone.wall, 0, ReplicaId::HUB),
            patches: Vec::new(),
            events: Vec::new(),
        },
        moves,
    };
    let position = Position::Log { seq };
    let page = Page {
        cursor: Cursor { scope, position },
        log: vec![entry],
        ..at(position)
    };
    pull(phone, page);
}

fn left(ids: &[u128]) -> Moves {
    Moves {
        left: ids.iter().map(|number| id(*number)).collect(),
        ..Moves::default()
    }
}

fn elsewhere(seq: u64) -> Answer {
    Answer::Accepted {
        seq,
        at: None,
        restamped: None,
        duplicate: false,
        elsewhere: true,
    }
}

fn stored(number: u128, name: &str) -> Record {
    Record::from_patch(&resident(number, name), Stamp::new(NOON, 0, ReplicaId(99)))
}

/// A phone that has two residents from the hub, the first with a step.
fn settled() -> Phone {
    let mut phone = Phone::new();
    phone
        .try_save(
            vec![resident(1, "岩罕"), resident(2, "玉光")],
            vec![step(9, id(1), "verify")],
        )
        .unwrap();
    phone.deliver(vec![accepted(1)]);
    phone
}

fn steps(phone: &Phone, subject: RecordId) -> usize {
    phone.store.events(subject).unwrap().len()
}

#[test]
fn what_left_its_scope_is_forgotten_with_its_steps_and_nothing_else_is() {
    let mut phone = settled();
    tell(&mut phone, 2, left(&[1]));
    assert!(phone.shown(id(1)).is_none());
    assert_eq!(steps(&phone, id(1)), 0);
    assert!(phone.shown(id(2)).is_some());
}

#[test]
fn what_goes_to_and_fro_keeps_its_steps_in_whatever_order_its_scopes_tell_it() {
    let mut phone = settled();
    let east = ScopeNumber(2);
    let granted = SyncResponse {
        granted: vec![GrantedScope {
            number: east,
            scope: Some(Scope::Grid(AreaId(Uuid::from_u128(0x902)))),
            access: Access::Write,
        }],
        ..response(phone.wall)
    };
    phone.store.apply(&[], &granted, phone.wall).unwrap();
    let moved_step = MovedEvent {
        event: step(9, id(1), "verify"),
        author: COLLEAGUE,
        stamp: Stamp::new(NOON, 0, ReplicaId(99)),
        at: NOON,
    };
    let came = Moves {
        came: vec![stored(1, "岩罕")],
        came_events: vec![moved_step],
        ..Moves::default()
    };
    // It went east and came back; the east tells late that it had come and gone.
    tell(&mut phone, 2, left(&[1]));
    tell(&mut phone, 3, came.clone());
    tell_in(&mut phone, east, 1, came);
    assert_eq!(steps(&phone, id(1)), 1);
    tell_in(&mut phone, east, 2, left(&[1]));
    assert!(phone.shown(id(1)).is_some());
    assert_eq!(steps(&phone, id(1)), 1);
}

#[test]
fn an_edit_that_still_waits_keeps_what_left_until_it_is_answered() {
    let mut phone = settled();
    phone.rename(id(1), "岩温");
    tell(&mut phone, 2, left(&[1]));
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩温");
    phone.deliver(vec![elsewhere(7)]);
    assert!(phone.shown(id(1)).is_none());
    assert_eq!(steps(&phone, id(1)), 0);
    let view = phone.store.sync_view(phone.wall).unwrap();
    assert_eq!((view.delivered, view.waiting), (2, 0));
}

#[test]
fn an_edit_that_is_refused_after_the_move_leaves_nothing_behind_but_itself() {
    let mut phone = settled();
    phone.rename(id(1), "岩温");
    tell(&mut phone, 2, left(&[1]));
    phone.deliver(vec![Answer::Refused {
        code: RefusalCode::Moved,
        detail: String::new(),
    }]);
    assert!(phone.shown(id(1)).is_none());
    assert_eq!(phone.store.sync_view(phone.wall).unwrap().refused, 1);
}

#[test]
fn what_was_saved_into_another_scope_does_not_stay_here() {
    let mut phone = settled();
    // A record that the hub had never seen here, and so will never say that it left.
    phone.save(vec![resident(3, "新来的")]);
    phone.deliver(vec![elsewhere(7)]);
    assert!(phone.shown(id(3)).is_none());
}

#[test]
fn what_comes_back_stays() {
    let mut phone = settled();
    phone.rename(id(1), "岩温");
    tell(&mut phone, 2, left(&[1]));
    let back = Moves {
        came: vec![stored(1, "岩罕")],
        ..Moves::default()
    };
    tell(&mut phone, 3, back);
    phone.deliver(vec![accepted(4)]);
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩温");
}

#[test]
fn steps_that_come_along_keep_their_order_and_their_time() {
    let mut phone = settled();
    let came = |number, step_word: &str, hours| MovedEvent {
        event: step(number, id(5), step_word),
        author: COLLEAGUE,
        stamp: Stamp::new(NOON, 0, ReplicaId(99)),
        at: NOON.plus(hours * HOUR),
    };
    let moves = Moves {
        came: vec![stored(5, "岩叫")],
        came_events: vec![came(21, "verify", -3), came(20, "publish", -2)],
        ..Moves::default()
    };
    tell(&mut phone, 8, moves);
    let events = phone.store.events(id(5)).unwrap();
    let told: Vec<_> = events
        .iter()
        .map(|one| (&*one.event.step, one.order))
        .collect();
    let order = |index, hours: i64| EventOrder::Hub {
        seq: 8,
        index,
        at: NOON.plus(hours * HOUR),
    };
    assert_eq!(told, [("verify", order(0, -3)), ("publish", order(1, -2))]);
}

#[test]
fn a_bootstrap_page_by_page_takes_away_what_it_does_not_bring() {
    let mut phone = Phone::new();
    let all = (1..=6).map(|number| resident(number, "旧")).collect();
    let steps_of_two = vec![step(30, id(2), "verify"), step(31, id(6), "verify")];
    phone.try_save(all, steps_of_two).unwrap();
    phone.deliver(vec![accepted(1)]);
    phone.rename(id(5), "还没传");

    let first = Page {
        anew: true,
        records: vec![stored(2, "旧")],
        ..at(Position::Snapshot {
            head: 40,
            after: SnapshotKey::Record(id(3)),
        })
    };
    pull(&mut phone, first);
    let here = |phone: &Phone| {
        (1..=6)
            .filter(|n| phone.shown(id(*n)).is_some())
            .collect::<Vec<_>>()
    };
    assert_eq!(here(&phone), [2, 4, 5, 6], "only what this page tells of");
    let kept = StoredEvent {
        event: step(30, id(2), "verify"),
        author: COLLEAGUE,
        stamp: Stamp::new(NOON, 0, ReplicaId(99)),
        order: EventOrder::Hub {
            seq: 33,
            index: 0,
            at: NOON,
        },
    };
    let last = Page {
        records: vec![stored(6, "旧")],
        events: vec![kept],
        ..at(Position::Log { seq: 40 })
    };
    pull(&mut phone, last);
    assert_eq!(here(&phone), [2, 5, 6], "what waits is not taken away");
    assert_eq!((steps(&phone, id(2)), steps(&phone, id(6))), (1, 0));
    phone.deliver(vec![accepted(41)]);
    let only = phone.shown(id(5)).unwrap();
    assert_eq!((name_of(&only), only.fields.len()), ("还没传", 1));
}

#[test]
fn a_step_that_its_old_scope_tells_late_stays_where_its_wish_is() {
    let mut phone = settled();
    let other = ScopeNumber(2);
    let granted = GrantedScope {
        number: other,
        scope: Some(Scope::Grid(AreaId(Uuid::from_u128(0x10)))),
        access: Access::Write,
    };
    let moved = Moves {
        came: vec![stored(5, "岩叫")],
        came_events: vec![MovedEvent {
            event: step(20, id(5), "verify"),
            author: COLLEAGUE,
            stamp: Stamp::new(NOON, 0, ReplicaId(99)),
            at: NOON,
        }],
        ..Moves::default()
    };
    let grid = phone.grid;
    let told = |scope, seq, moves, patches, events| LogEntry {
        seq,
        at: NOON,
        transaction: Transaction {
            id: TransactionId(Uuid::from_u128(0xf000 + u128::from(seq))),
            scope,
            author: COLLEAGUE,
            stamp: Stamp::new(NOON, 0, ReplicaId(99)),
            patches,
            events,
        },
        moves,
    };
    let here = vec![
        told(
            grid,
            2,
            Moves::default(),
            vec![resident(5, "岩叫")],
            vec![step(20, id(5), "verify")],
        ),
        told(grid, 3, left(&[5]), Vec::new(), Vec::new()),
    ];
    let there = vec![told(grid, 1, moved, Vec::new(), Vec::new())];
    let page = |scope, seq, log| Page {
        log,
        cursor: Cursor {
            scope,
            position: Position::Log { seq },
        },
        ..at(Position::Log { seq })
    };
    let pulled = SyncResponse {
        granted: vec![granted],
        pages: vec![page(other, 1, there), page(ScopeNumber(1), 3, here)],
        ..response(phone.wall)
    };
    phone.store.apply(&[], &pulled, phone.wall).unwrap();
    assert_eq!(steps(&phone, id(5)), 1);
}

#[test]
fn a_bootstrap_takes_the_place_of_what_was_known_and_keeps_what_waits() {
    let mut phone = settled();
    phone.rename(id(2), "玉罕");
    let restored = Page {
        anew: true,
        records: vec![stored(1, "以前的"), stored(2, "以前的")],
        ..at(Position::Log { seq: 1 })
    };
    pull(&mut phone, restored);
    assert_eq!(phone.shown(id(1)).unwrap(), stored(1, "以前的"));
    assert_eq!(name_of(&phone.shown(id(2)).unwrap()), "玉罕");
}

#[test]
fn what_was_leaving_and_stands_in_a_bootstrap_stays() {
    let mut phone = settled();
    phone.rename(id(1), "岩温");
    tell(&mut phone, 2, left(&[1]));
    let anew = Page {
        anew: true,
        records: vec![stored(1, "岩罕"), stored(2, "玉光")],
        ..at(Position::Log { seq: 9 })
    };
    pull(&mut phone, anew);
    phone.deliver(vec![accepted(10)]);
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩温");
}

#[test]
fn a_refused_save_that_was_taken_after_all_is_delivered() {
    let mut phone = settled();
    phone.rename(id(1), "岩温");
    let sent = phone.outgoing().remove(0).transaction;
    phone.deliver(vec![Answer::Refused {
        code: RefusalCode::UnknownSubject,
        detail: String::new(),
    }]);
    let entry = LogEntry {
        seq: 2,
        at: phone.wall,
        transaction: sent,
        moves: Moves::default(),
    };
    let page = Page {
        log: vec![entry],
        ..at(Position::Log { seq: 2 })
    };
    pull(&mut phone, page);
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩温");
    let view = phone.store.sync_view(phone.wall).unwrap();
    assert_eq!((view.delivered, view.refused), (2, 0));
}
