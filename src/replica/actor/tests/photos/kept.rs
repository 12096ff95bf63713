//! How long photos stay here, and how they come back.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{BlobHash, VisitId};
use chuanmen_core::protocol::ErrorCode;
use uuid::Uuid;

use super::phone::Phone;
use crate::api::{Command, ReplicaError};

#[tokio::test]
async fn a_delivered_photo_leaves_after_a_month_its_thumbnail_stays_and_it_comes_back_when_asked() {
    let phone = Phone::new();
    let picture = phone.delivered_visit(&[8; 90_000]).await;
    let thumb = picture.thumb.unwrap();
    phone.engine.send_photos().await.unwrap();
    phone.engine.clock.advance(29 * UnixMillis::DAY);
    phone.engine.send_photos().await.unwrap();
    assert!(phone.has(picture.hash));
    phone.engine.clock.advance(2 * UnixMillis::DAY);
    phone.engine.send_photos().await.unwrap();
    assert!(!phone.has(picture.hash) && phone.has(thumb));

    let fetch = |hash, visit| Command::FetchPicture {
        visit,
        hash,
        small: false,
    };
    let visit = phone.visit().id;
    phone
        .engine
        .handle(fetch(picture.hash, visit))
        .await
        .unwrap();
    assert!(phone.has(picture.hash));
    let other = BlobHash::of(b"another's");
    let awaited = phone.engine.handle(fetch(other, visit)).await;
    let code = ErrorCode::BlobAwaited;
    assert_eq!(awaited, Err(ReplicaError::Hub { code }));
    // What answers with other bytes is no hub.
    let page = b"<html>login</html>".to_vec();
    phone.album().whole.borrow_mut().insert(other, page);
    let fooled = phone.engine.handle(fetch(other, visit)).await;
    assert_eq!(fooled, Err(ReplicaError::Offline));
    // A picture of a visit that is not here does not stay either.
    phone
        .album()
        .whole
        .borrow_mut()
        .insert(BlobHash::of(b"x"), b"x".to_vec());
    let nowhere = VisitId(Uuid::from_u128(77));
    phone
        .engine
        .handle(fetch(BlobHash::of(b"x"), nowhere))
        .await
        .unwrap();
    phone.engine.send_photos().await.unwrap();
    assert!(!phone.has(BlobHash::of(b"x")));
}

#[tokio::test]
async fn a_hub_that_went_back_to_a_backup_is_offered_its_photos_again() {
    let phone = Phone::new();
    let picture = phone.delivered_visit(&[9; 9_000]).await;
    phone.engine.send_photos().await.unwrap();
    phone.album().whole.borrow_mut().clear();
    phone.album().epoch.set(1);
    phone.engine.synchronise(true).await.unwrap();
    phone.engine.synchronise(true).await.unwrap();
    phone.engine.send_photos().await.unwrap();
    assert!(phone.hub_has(picture.hash));
}
