//! Transactions and the records in them, each as the hub would take it.

use std::collections::BTreeSet;

use chuanmen_core::domain::{Kind, Role, Scope};
use chuanmen_core::protocol::validate;

use super::{NOW, big};

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
