use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::domain::{DeviceId, Outcome as VisitOutcome, Relation};
use chuanmen_core::protocol::{BundleContent, BundleHeader, Transaction, limits};
use chuanmen_seal::TokenDigest;
use chuanmen_wire::Codec;
use uuid::Uuid;

use super::problem;
use crate::api::{
    CarriedState, Command, Outcome, ReceiptQuery, ReplicaError, SyncQuery, VisitDraft,
};
use crate::queries::tests::town::{THREE, Town};

/// A town in which visits were saved and not sent.
fn town(visits: u32) -> Town {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    town.resident(household, "李国华", Relation::Head, &[]);
    for _ in 0..visits {
        let visit = VisitDraft {
            outcome: Some(VisitOutcome::Met),
            ..VisitDraft::default()
        };
        town.act(Command::RecordVisit { household, visit });
    }
    town
}

fn exported(town: &mut Town) -> (String, Vec<u8>, u32) {
    match town.act(Command::ExportBundle) {
        Outcome::Bundle {
            file,
            saves,
            left: 0,
        } => (
            file.name,
            BASE64_STANDARD.decode(file.base64).unwrap(),
            saves,
        ),
        other => panic!("a bundle, not {other:?}"),
    }
}

/// What the hub finds in a file.
fn opened(file: &[u8]) -> Vec<Transaction> {
    let (header, sealed) = BundleHeader::read(file).unwrap();
    let key = TokenDigest::of("token").key_for(BundleHeader::PURPOSE);
    let packed = key.open(sealed, &file[..BundleHeader::BYTES]).unwrap();
    let codec = Codec::numbered(header.codec).unwrap();
    let json = codec.unpack(&packed, limits::DECODED_BYTES).unwrap();
    serde_json::from_slice::<BundleContent>(&json).unwrap().push
}

fn take_in(file: &[u8]) -> Command {
    Command::TakeIn {
        name: "同事.cmb".to_owned(),
        base64: BASE64_STANDARD.encode(file),
    }
}

#[test]
fn an_export_holds_what_a_sync_would_send_and_nothing_readable() {
    let mut town = town(3);
    let (name, file, saves) = exported(&mut town);
    assert_eq!(name, "串门-未上传-周丽萍-2026-11-23.cmb");
    assert_eq!(saves, 3);
    let sent = town.store.outgoing((1 << 20, 100), true, town.wall);
    let sent: Vec<_> = sent
        .unwrap()
        .into_iter()
        .map(|one| one.transaction)
        .collect();
    assert_eq!(opened(&file), sent);
    let readable = file.windows(5).any(|window| window == b"visit");
    assert!(!readable);
    // All still wait for the hub's own answer.
    assert_eq!(town.ask(SyncQuery {}).waiting, 3);
}

#[test]
fn what_was_exported_can_no_longer_be_undone() {
    let mut town = town(1);
    exported(&mut town);
    let transaction = town.ask(ReceiptQuery {}).waiting[0].transaction;
    let undone = town.act(Command::Undo { transaction });
    assert_eq!(undone, Outcome::TooLateToUndo);
}

#[test]
fn there_is_no_bundle_of_nothing() {
    let mut town = town(0);
    let refused = problem(town.attempt(Command::ExportBundle));
    assert_eq!(refused, "bundle: nothing");
}

#[test]
fn ones_own_bundle_need_not_be_carried() {
    let mut town = town(1);
    let (_, file, _) = exported(&mut town);
    assert_eq!(problem(town.attempt(take_in(&file))), "bundle: own");
    assert!(town.ask(ReceiptQuery {}).carried.is_empty());
}

#[test]
fn a_colleagues_bundle_is_carried_once_until_it_is_removed() {
    let mut town = town(1);
    let (_, mut file, _) = exported(&mut town);
    file[28..44].copy_from_slice(DeviceId(Uuid::from_u128(9)).0.as_bytes());
    for _ in 0..2 {
        assert_eq!(town.act(take_in(&file)), Outcome::Done);
    }
    let carried = town.ask(ReceiptQuery {}).carried;
    assert_eq!(carried.len(), 1);
    assert_eq!(carried[0].name, "同事.cmb");
    assert_eq!(carried[0].state, CarriedState::Waiting);
    let id = carried[0].id;
    assert_eq!(town.store.carried_file(id).unwrap(), Some(file));
    town.act(Command::DropCarried { id });
    let again = town.attempt(Command::DropCarried { id });
    assert_eq!(again, Err(ReplicaError::NotFound));
}

#[test]
fn what_is_no_bundle_is_told_apart_and_not_kept() {
    let mut town = town(1);
    let (_, file, _) = exported(&mut town);
    let mut newer = file.clone();
    newer[9] = 9;
    let mut large = file.clone();
    large.resize(50_000_000, 0);
    for (bytes, why) in [
        (Vec::new(), "form"),
        ("今天走访了 502".into(), "form"),
        (file[..40].to_vec(), "cut"),
        (newer, "newer"),
        (large, "too_large"),
    ] {
        let refused = problem(town.attempt(take_in(&bytes)));
        assert_eq!(refused, format!("bundle: {why}"));
    }
    let garbled = Command::TakeIn {
        name: String::new(),
        base64: "不是".to_owned(),
    };
    assert_eq!(problem(town.attempt(garbled)), "bundle: form");
    assert!(town.ask(ReceiptQuery {}).carried.is_empty());
}
