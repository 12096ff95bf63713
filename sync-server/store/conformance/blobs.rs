//! Blobs, the parts they arrive in, and the records that name them.

use chuanmen_core::domain::{AreaId, BlobHash, DeviceId, Kind, Picture, Scope};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Value};
use uuid::Uuid;

use super::{NOW, record, settle, stamp};
use crate::store::{CommunityKey, Gone, Store};

/// A visit that names photos, each with a thumbnail of its own.
fn photographed(low: u128, photos: &[&[u8]]) -> Record {
    let field = |photo: &&[u8]| {
        let name = FieldName::member(Picture::PHOTO, &BlobHash::of(photo).to_string());
        let thumb = (FieldName::known("thumb"), thumb(photo).to_string().into());
        (name.unwrap(), Value::Group([thumb].into()))
    };
    let set = photos.iter().map(field).collect();
    let patch = Patch::create(Kind::Visit, RecordId(Uuid::from_u128(low)), set);
    Record::from_patch(&patch, stamp(0))
}

fn thumb(photo: &[u8]) -> BlobHash {
    BlobHash::of(&[photo, b"small"].concat())
}

pub(super) fn blobs_are_named_by_the_records_that_stand(store: &dyn Store) {
    let (community, scope) = settle(store);
    let elsewhere = Scope::Grid(AreaId(Uuid::from_u128(102)));
    let mut txn = store.write().unwrap();
    txn.ensure_scopes(community, &[elsewhere].into()).unwrap();
    let scopes = txn.as_read().scopes(community).unwrap();
    let other = scopes.iter().find(|row| row.scope == elsewhere).unwrap();
    let other = other.number;
    let (a, b) = (
        photographed(1, &[b"a", b"both"]),
        photographed(2, &[b"both"]),
    );
    txn.put_records(community, scope, &[&a, &b, &record(3, "没有照片")])
        .unwrap();
    txn.commit().unwrap();

    let named = |hash| store.read().unwrap().blob_scopes(community, hash).unwrap();
    for photo in [&b"a"[..], b"both"] {
        assert_eq!(named(BlobHash::of(photo)), [scope].into());
        assert_eq!(named(thumb(photo)), [scope].into());
    }
    assert!(named(BlobHash::of(b"nobody's")).is_empty());

    let mut txn = store.write().unwrap();
    let gone = [RecordId(Uuid::from_u128(1))].into();
    txn.take_out(community, scope, &gone, Gone::To(other))
        .unwrap();
    txn.put_records(community, other, &[&a]).unwrap();
    txn.commit().unwrap();
    assert_eq!(named(BlobHash::of(b"a")), [other].into());
    assert_eq!(named(BlobHash::of(b"both")), [scope, other].into());

    let mut txn = store.write().unwrap();
    txn.take_out(community, other, &gone, Gone::Erased).unwrap();
    txn.commit().unwrap();
    assert!(named(BlobHash::of(b"a")).is_empty());
    assert_eq!(named(thumb(b"both")), [scope].into());
}

pub(super) fn blobs_grow_by_parts_of_each_device_and_are_kept_whole(store: &dyn Store) {
    let (community, _) = settle(store);
    let (alice, bob) = (DeviceId(Uuid::from_u128(8)), DeviceId(Uuid::from_u128(9)));
    let photo = BlobHash::of(b"\0photo");
    let mut txn = store.write().unwrap();
    txn.put_blob_part(community, photo, alice, b"\0ph", NOW)
        .unwrap();
    txn.put_blob_part(community, photo, bob, b"nonsense", NOW)
        .unwrap();
    txn.put_blob_part(community, photo, alice, b"\0pho", NOW)
        .unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    assert_eq!(read.blob_part(community, photo, alice).unwrap(), b"\0pho");
    assert_eq!(read.blob_part(community, photo, bob).unwrap(), b"nonsense");
    assert_eq!(read.blob(community, photo).unwrap(), None);
    assert_eq!(read.blob_length(community, photo).unwrap(), None);
    drop(read);

    let mut txn = store.write().unwrap();
    txn.put_blob_part(community, photo, bob, b"", NOW).unwrap();
    let none = txn.as_read().blob_part(community, photo, bob).unwrap();
    assert!(none.is_empty());
    txn.put_blob(community, photo, b"\0photo", NOW).unwrap();
    txn.put_blob(community, photo, b"\0photo", NOW.plus(1))
        .unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    assert_eq!(read.blob(community, photo).unwrap().unwrap(), b"\0photo");
    assert_eq!(read.blob_length(community, photo).unwrap(), Some(6));
    assert!(read.blob_part(community, photo, alice).unwrap().is_empty());
    let elsewhere = CommunityKey(community.0 + 1);
    assert_eq!(read.blob(elsewhere, photo).unwrap(), None);
}

pub(super) fn a_sweep_takes_old_blobs_that_nothing_names(store: &dyn Store) {
    let (community, scope) = settle(store);
    let device = DeviceId(Uuid::from_u128(8));
    let mut txn = store.write().unwrap();
    txn.put_records(community, scope, &[&photographed(1, &[b"named"])])
        .unwrap();
    for photo in [&b"named"[..], b"nameless"] {
        txn.put_blob(community, BlobHash::of(photo), photo, NOW)
            .unwrap();
    }
    let (begun, late) = (BlobHash::of(b"begun"), BlobHash::of(b"late"));
    txn.put_blob_part(community, begun, device, b"be", NOW)
        .unwrap();
    txn.put_blob(community, late, b"late", NOW.plus(9)).unwrap();
    assert_eq!(txn.sweep_blobs(community, NOW).unwrap(), 0);
    assert_eq!(txn.sweep_blobs(community, NOW.plus(1)).unwrap(), 2);
    txn.commit().unwrap();
    let read = store.read().unwrap();
    let here = |photo: &[u8]| read.blob(community, BlobHash::of(photo)).unwrap().is_some();
    assert!(here(b"named") && here(b"late") && !here(b"nameless"));
    assert!(read.blob_part(community, begun, device).unwrap().is_empty());
}
